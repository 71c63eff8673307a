/* Acts of the register through app_*(), to set two bases beside one another.
 * usage: acts FOLDER DOCUMENT ROUNDS [postgresql://…]     a register of namro-register, which grows
 * Prints for each act: name, milliseconds until it is done (medians). Reading is asked warm, as a
 * server does it; each round of writing imports DOCUMENT once more, with a line of its own behind
 * it so that the bytes are not known. namro-read stands beside this program. */

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "app/draft.h"
#include "app/import.h"
#include "app/search.h"
#include "app/task.h"
#include "base/memfd.h"

enum { ROUNDS_MOST = 100, ACTS = 32, ROWS = 25 };

static struct app *app;
static struct arena *mem;
static struct err e;
static struct str document;

static struct act {
    const char *name;
    double took[ROUNDS_MOST];
    int n;
} acts[ACTS];

static void fail(const char *what)
{
    fprintf(stderr, "acts: %s: %s\n", what, e.text);
    exit(1);
}

static double milliseconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* To be called behind the act with what it returned and when it began. */
static void done(const char *name, int code, double began)
{
    double took = milliseconds() - began;
    struct act *a = acts;

    if (code)
        fail(name);
    while (a->name && strcmp(a->name, name) != 0)
        a++;
    a->name = name;
    a->took[a->n++] = took;
}
#define TIMED(name, call)                                                                          \
    do {                                                                                           \
        double began = milliseconds();                                                             \
        done(name, call, began);                                                                   \
    } while (0)

static void read_things(void)
{
    const struct app_task_filter any = {0}, lead = {.org = 423}, words = {.words = STR("ke hoach")};
    const struct app_page third = {2 * (size_t)ROWS, ROWS}, first = {0, ROWS};
    struct app_tasks tasks;
    struct app_task one;
    struct app_hits hits;

    TIMED("list", app_task_list(app, app_who_cli, &any, third, mem, &tasks, &e));
    TIMED("list-by-lead", app_task_list(app, app_who_cli, &lead, first, mem, &tasks, &e));
    TIMED("list-by-words", app_task_list(app, app_who_cli, &words, first, mem, &tasks, &e));
    TIMED("task", app_task_view(app, app_who_cli, tasks.at[3].id, mem, &one, &e));
    TIMED("search",
          app_search(app, app_who_cli, STR("chuyen doi so"), STR(""), first, mem, &hits, &e));
    TIMED("search-rare",
          app_search(app, app_who_cli, STR("181/KH-UBND"), STR(""), first, mem, &hits, &e));
    arena_clear(mem);
}

static int import(int round, struct app_import *ret)
{
    struct str bytes = arena_printf(mem, "%.*s\n\nLần %d.\n", STR_ARG(document), round);
    int fd, code = memfd_from_bytes(bytes, &fd, &e);

    if (code)
        return code;
    code = app_import_file(app, app_who_cli, fd, STR("ke-hoach.txt"), mem, ret, &e);
    close(fd);
    return code;
}

static void write_things(int round)
{
    const struct app_draft_filter all = {.kind = -1, .document_order = true};
    struct app_draft_change change = {0};
    struct app_draft_rows rows;
    struct app_draft_one one;
    struct app_import in;
    int64_t row, plan;

    TIMED("import", import(round, &in));
    TIMED("review", app_draft_row_list(app, app_who_cli, in.draft, &all, (struct app_page){0, ROWS},
                                       mem, &rows, &e));
    row = rows.at[0].row;
    TIMED("review-row", app_draft_row_view(app, app_who_cli, in.draft, row, &all, mem, &one, &e));
    change.name = arena_printf(mem, "%.*s, sửa lần %d", STR_ARG(one.row.name), round);
    change.kind = one.row.kind;
    change.deadline_text = one.row.deadline_text;
    TIMED("edit",
          app_draft_row_change(app, app_who_cli, in.draft, row, one.row.version, &change, &e));
    TIMED("undo", app_draft_undo(app, app_who_cli, in.draft, &row, &e));
    TIMED("confirm", app_draft_confirm(app, app_who_cli, in.draft, 2, &plan, &e)); /* edit, undo */
    arena_clear(mem);
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
    static char bytes[4 << 20];
    int rounds = argc == 4 || argc == 5 ? atoi(argv[3]) : 0;
    FILE *f;

    if (rounds < 1 || rounds > ROUNDS_MOST) {
        fprintf(stderr, "usage: acts FOLDER DOCUMENT ROUNDS [postgresql://…]\n");
        return 2;
    }
    mem = arena_new(0);
    if (app_open(argv[1], argc == 5 ? argv[4] : NULL, &app, &e))
        fail(argv[1]);
    if (!(f = fopen(argv[2], "rb")))
        fail(argv[2]);
    document = (struct str){bytes, fread(bytes, 1, sizeof(bytes), f)};
    fclose(f);
    read_things(); /* warm */
    for (struct act *a = acts; a->name; a++)
        a->n = 0;
    for (int i = 0; i < rounds; i++)
        read_things();
    for (int i = 0; i < rounds; i++)
        write_things(i);
    for (struct act *a = acts; a->name; a++) {
        qsort(a->took, (size_t)a->n, sizeof(*a->took), by_value);
        printf("%s %.3f\n", a->name, a->took[a->n / 2]);
    }
    app_close(app);
    arena_free(mem);
    return 0;
}
