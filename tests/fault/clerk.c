/* Adds a body to a register as a clerk would, from the command line, so that the laboratory can
 * kill it: the first act opens a new register (folder, base, schema, bodies that ship).
 *
 * usage: clerk FOLDER NAME     prints the id of the body once it is there
 * Exit: 0; 3 where it is there already; 1 and the sentence. */

#include <stdio.h>

#include "app/org.h"

int main(int argc, char **argv)
{
    CLEANUP(app_closep) struct app *a = NULL;
    struct err e = {0};
    int64_t id;
    int code;

    if (argc != 3)
        return 2;
    if ((code = app_open(argv[1], NULL, &a, &e)) ||
        (code = app_org_add(a, app_who_cli, str_from(argv[2]), STR("state"), &id, &e))) {
        fprintf(stderr, "%s\n", e.text);
        return code == ERR_CONFLICT ? 3 : 1;
    }
    printf("%lld\n", (long long)id);
    return 0;
}
