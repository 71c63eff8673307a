#include "cli/command.h"

int cli_version_run(int argc, char **argv)
{
    (void)argc, (void)argv;
    return cli_command_print(STR("namro " NAMRO_VERSION "\n"));
}
