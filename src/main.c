/* namro: picks the command. */

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/command.h"

static bool asks_for_help(const char *word)
{
    return strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0;
}

int main(int argc, char **argv)
{
    const char *word = argc > 1 ? argv[1] : "";
    char shown[256];

    signal(SIGCHLD, SIG_DFL); /* ignored by whoever started us, the end of a reader would be lost */
    if (strcmp(word, "--lang") == 0 && argc > 2) {
        setenv("NAMRO_LANG", argv[2], 1);
        argc -= 2, argv += 2;
        word = argc > 1 ? argv[1] : "";
    }
    if (asks_for_help(word) || (argc == 3 && asks_for_help(argv[2])))
        word = "help";
    if (strcmp(word, "--version") == 0)
        word = "version";
    for (size_t i = 0; i < cli_command_count; i++)
        if (strcmp(word, cli_command_list[i].name) == 0)
            return cli_command_list[i].run(argc - 1, argv + 1);
    if (word[0])
        fprintf(stderr,
                lang_text(cli_command_lang(), N_("namro không có lệnh \"%s\"; xem: namro help\n")),
                cli_command_shown(word, shown));
    else
        fprintf(stderr, "%s",
                lang_text(cli_command_lang(), N_("Chưa nêu lệnh cần làm; xem: namro help\n")));
    return CLI_COMMAND_REFUSED;
}
