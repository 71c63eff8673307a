/* What optional clauses cost: lists of tasks by the statement of src/store/sql/task.sql, and by SQL
 * written for exactly this filter, both through the store, in turn over the same base.
 * usage: filter BASE.db ROUNDS
 * Prints for each filter: name, microseconds with optional clauses, by exact SQL (CPU, medians).
 * Both must find the same tasks. */

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "store/store_priv.h"
#include "store/store_sql.h"

enum { ROUNDS_MOST = 1000, AT_ONCE = 20, ROWS = 25 };

#define IN_FORCE "SELECT t.id FROM task t WHERE t.to_version IS NULL"
#define BY_PLAN  " ORDER BY t.plan_id, t.place, t.id LIMIT 25 OFFSET 0"
#define LEAD                                                                                       \
    " AND t.id IN (SELECT a.task_id FROM assignment a WHERE a.org_id = 423 AND a.active"           \
    " AND a.role IN ('lead', 'co_lead'))"
#define WORDS                                                                                      \
    " AND t.id IN (SELECT rowid - 281474976710656 FROM search_word WHERE search_word MATCH"        \
    " '\"ke\" AND \"hoach\"*' AND rowid BETWEEN 281474976710656 AND 562949953421311)"

static const struct str words = STR("\"ke\" AND \"hoach\"*");

static const struct filter {
    const char *name;
    struct store_sql_task_page in; /* but for its words */
    bool words;
    const char *exact;
} filters[] = {
    {"none", {.limit = ROWS}, false, IN_FORCE BY_PLAN},
    {"plan", {.plan = {true, 3}, .limit = ROWS}, false, IN_FORCE " AND t.plan_id = 3" BY_PLAN},
    {"due",
     {.standing = {true, 0},
      .due_from = {true, {9450}},
      .due_to = {9900},
      .sort = 1,
      .limit = ROWS},
     false,
     IN_FORCE " AND t.standing = 0 AND t.due_day BETWEEN 9450 AND 9900"
              " ORDER BY t.due_day NULLS LAST, t.id LIMIT 25 OFFSET 0"},
    {"lead", {.org = {true, 423}, .limit = ROWS}, false, IN_FORCE LEAD BY_PLAN},
    {"words", {.limit = ROWS}, true, IN_FORCE WORDS BY_PLAN},
    {"all",
     {.plan = {true, 3}, .org = {true, 423}, .limit = ROWS},
     true,
     IN_FORCE " AND t.plan_id = 3" LEAD WORDS BY_PLAN},
};

static const struct store__field columns[] = {
    {"id", STORE__INT64, false, offsetof(struct store_row_task_id, id)}};

static void fail(const char *what, const char *why)
{
    fprintf(stderr, "filter: %s: %s\n", what, why);
    exit(1);
}

static double microseconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

/* The sum of the ids that were found, weighed by their order. With `exact`: by that. */
static int64_t ask(struct store *s, const struct filter *f, const struct store__statement *exact,
                   struct arena *mem)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};
    struct store_sql_task_page in = f->in;
    struct store_row_task_id *rows;
    struct err e = {0};
    int64_t sum = 0;
    size_t n;
    void *any;

    if (f->words)
        in.words = store_text(words);
    if (store_txn_read(s, &t, &e))
        fail(f->name, e.text);
    if (exact ? store__statement_many(&t, exact, mem, &in, &any, &n, &e)
              : store_task_page(&t, mem, &in, &rows, &n, &e))
        fail(f->name, e.text);
    if (exact)
        rows = any;
    for (size_t i = 0; i < n; i++)
        sum += rows[i].id * (int64_t)(i + 1);
    arena_clear(mem);
    return sum;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static void compare(struct store *store, const struct filter *f,
                    const struct store__statement *exact, int rounds, struct arena *mem)
{
    static double took[2][ROUNDS_MOST];
    int64_t found = ask(store, f, NULL, mem);

    if (found == 0 || ask(store, f, exact, mem) != found)
        fail(f->name, "not the same tasks, or none");
    for (int i = 0; i < rounds; i++)
        for (int by = 0; by < 2; by++) {
            double at = microseconds();

            for (int k = 0; k < AT_ONCE; k++)
                ask(store, f, by ? exact : NULL, mem);
            took[by][i] = (microseconds() - at) / AT_ONCE;
        }
    for (int by = 0; by < 2; by++)
        qsort(took[by], (size_t)rounds, sizeof(**took), by_value);
    printf("%s %.2f %.2f\n", f->name, took[0][rounds / 2], took[1][rounds / 2]);
}

int main(int argc, char **argv)
{
    /* Each stays where it is: the store knows by the address what it has prepared. */
    static struct store__piece text[COUNT(filters)];
    static struct store__statement exact[COUNT(filters)];
    CLEANUP(store_freep) struct store *store = NULL;
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    int rounds = argc == 3 ? atoi(argv[2]) : 0;
    struct err e = {0};

    if (rounds < 1 || rounds > ROUNDS_MOST) {
        fprintf(stderr, "usage: filter BASE.db ROUNDS\n");
        return 2;
    }
    if (store_open(arena_printf(mem, "sqlite:%s", argv[1]).p, &store, &e))
        fail(argv[1], e.text);
    arena_clear(mem);
    for (size_t i = 0; i < COUNT(filters); i++) {
        text[i].text = filters[i].exact;
        exact[i] = (struct store__statement){.name = filters[i].name,
                                             .out = columns,
                                             .out_count = 1,
                                             .row_size = sizeof(struct store_row_task_id),
                                             .body[STORE__SQLITE] = {&text[i], 1}};
        compare(store, &filters[i], &exact[i], rounds, mem);
    }
    return 0;
}
