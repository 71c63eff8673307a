/* Adds a body to a register as a clerk would, from the command line, so that the laboratory can
 * kill it: the first act opens a new register (folder, base, schema, bodies that ship).
 *
 * usage: clerk FOLDER NAME     prints the id of the body once it is there
 *        clerk stay FOLDER NAME  the same, as a server does: nothing is closed after the answer
 *        clerk sweep FOLDER    what imports that were cut off have left goes, as when the server
 * starts Exit: 0; 3 where it is there already; 1 and the sentence. */

#include <stdio.h>
#include <unistd.h>

#include "app/import.h"
#include "app/org.h"

static int sweep(const char *folder, struct err *e)
{
    CLEANUP(app_closep) struct app *a = NULL;
    size_t swept;
    int code;

    if ((code = app_open(folder, NULL, &a, e)) || (code = app_import_sweep(a, &swept, e)))
        return code;
    printf("%zu\n", swept);
    return ERR_OK;
}

static int add(const char *folder, const char *name, bool stay, struct err *e)
{
    CLEANUP(app_closep) struct app *a = NULL;
    int64_t id;
    int code;

    if ((code = app_open(folder, NULL, &a, e)) ||
        (code = app_org_add(a, app_who_cli, str_from(name), STR("state"), &id, e)))
        return code;
    printf("%lld\n", (long long)id);
    fflush(stdout);
    if (stay)
        _exit(0);
    return ERR_OK;
}

int main(int argc, char **argv)
{
    struct err e = {0};
    int code;

    if (argc == 3 && strcmp(argv[1], "sweep") == 0)
        code = sweep(argv[2], &e);
    else if (argc == 4 && strcmp(argv[1], "stay") == 0)
        code = add(argv[2], argv[3], true, &e);
    else if (argc == 3)
        code = add(argv[1], argv[2], false, &e);
    else
        return 2;
    if (code)
        fprintf(stderr, "%s\n", e.text);
    return code == ERR_CONFLICT ? 3 : code != ERR_OK;
}
