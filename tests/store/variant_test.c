#include "store.h"

/* Every combination of optional clauses gives what the same question, asked by hand, gives. */

static struct err error;

enum { THINGS = 40, LIMIT = 30 };

struct thing {
    int64_t id;
    struct case_sql_thing_add is;
};

static int by_id(const void *a, const void *b)
{
    const struct thing *x = *(const struct thing *const *)a, *y = *(const struct thing *const *)b;

    return (x->id > y->id) - (x->id < y->id);
}

static int by_due_down(const void *a, const void *b)
{
    const struct thing *x = *(const struct thing *const *)a, *y = *(const struct thing *const *)b;

    return x->is.due.n != y->is.due.n ? (x->is.due.n < y->is.due.n ? 1 : -1) : by_id(a, b);
}

static int by_name(const void *a, const void *b)
{
    const struct thing *x = *(const struct thing *const *)a, *y = *(const struct thing *const *)b;

    return str_compare(x->is.name, y->is.name);
}

static size_t expected(const struct thing *things, const struct case_sql_thing_list *in,
                       const struct thing **ret)
{
    int (*const orders[])(const void *, const void *) = {by_id, by_due_down, by_name};
    size_t n = 0;

    for (int i = 0; i < THINGS; i++) {
        const struct case_sql_thing_add *t = &things[i].is;

        if ((in->due_from.has && t->due.n < in->due_from.is.n) ||
            (in->due_to.has && t->due.n > in->due_to.is.n) ||
            (in->open.has && t->open != in->open.is) ||
            (in->low.has && in->high.has && (t->number < in->low.is || t->number > in->high.is)))
            continue;
        ret[n++] = &things[i];
    }
    qsort(ret, n, sizeof(*ret), orders[in->sort]);
    return n < LIMIT ? n : LIMIT;
}

static void fill(struct store *s, struct arena *mem, struct thing *things)
{
    /* Names whose order no language shares with their bytes. */
    static const char *const letters[] = {"a", "B", "ă", "Z", "đ", "d", "Ạ", "_"};
    CLEANUP(store_txn_end) struct store_txn t = {0};

    assert_ok(store_txn_write(s, &t, &error));
    for (int i = 0; i < THINGS; i++) {
        struct case_row_thing_made *made;

        things[i].is = (struct case_sql_thing_add){
            .name = arena_printf(mem, "%s %d", letters[i % COUNT(letters)], i * 37 % 100),
            .number = i * 7 % 11,
            .due = {i * 13 % 17 - 8},
            .open = i % 3 == 0};
        assert_ok(case_thing_add(&t, mem, &things[i].is, &made, &error));
        things[i].id = made->id;
    }
    assert_ok(store_txn_commit(&t, &error));
}

static void test_every_combination_of_clauses(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    CLEANUP(store_freep) struct store *s = NULL;
    CLEANUP(store_txn_end) struct store_txn t = {0};
    struct thing things[THINGS];
    int asked = 0, different = 0;

    (void)state;
    assert_ok(store__open(fresh_url(mem), case__migrations, case__migration_count, &s, &error));
    fill(s, mem, things);
    assert_ok(store_txn_read(s, &t, &error));
    for (int set = 0; set < 64; set++)
        for (int sort = 0; sort < 3; sort++) {
            struct case_sql_thing_list in = {.sort = sort, .limit = LIMIT};
            const struct thing *want[THINGS];
            struct case_row_thing_line *rows;
            size_t n, wanted;

            if (set & 1)
                in.due_from = store_day((struct day){-3});
            if (set & 2)
                in.due_to = store_day((struct day){5});
            if (set & 4)
                in.open = store_bool(set & 8);
            if (set & 16)
                in.low = store_int64(2);
            if (set & 32)
                in.high = store_int64(8);
            wanted = expected(things, &in, want);
            assert_ok(case_thing_list(&t, mem, &in, &rows, &n, &error));
            assert_int_equal(n, wanted);
            for (size_t i = 0; i < n; i++)
                assert_int_equal(rows[i].id, want[i]->id);
            asked++;
            different += wanted != LIMIT;
        }
    assert_int_equal(asked, 192);
    assert_in_range(different, 50, 190); /* the filters do filter */
}

static void test_a_value_without_clause_is_refused(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    CLEANUP(store_freep) struct store *s = NULL;
    CLEANUP(store_txn_end) struct store_txn t = {0};
    struct case_sql_thing_list in = {.sort = 3, .limit = 1};
    struct case_row_thing_line *rows;
    size_t n;

    (void)state;
    assert_ok(store__open(fresh_url(mem), case__migrations, case__migration_count, &s, &error));
    assert_ok(store_txn_read(s, &t, &error));
    assert_int_equal(case_thing_list(&t, mem, &in, &rows, &n, &error), ERR_SYSTEM);
    assert_true(str_has(str_from(error.text), STR("thing_list")) &&
                str_has(str_from(error.text), STR("value"))); /* ours, not the base's */
}

struct seen {
    size_t n, stop;
    int64_t last;
    struct store_txn *t;
    struct arena *mem;
    int inner;
};

static int see(void *ctx, const struct case_row_thing_line *row, struct err *e)
{
    struct seen *seen = ctx;
    struct case_sql_thing_by_id in = {.id = row->id};
    struct case_row_thing *whole;

    assert_true(row->id > seen->last && row->name.n > 0);
    seen->last = row->id;
    if (seen->mem)
        seen->inner = case_thing_by_id(seen->t, seen->mem, &in, &whole, &error);
    return ++seen->n == seen->stop ? err_set(e, ERR_EMPTY, "enough") : ERR_OK;
}

static void test_each__gives_rows_until_told_to_stop(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    CLEANUP(store_freep) struct store *s = NULL;
    CLEANUP(store_txn_end) struct store_txn t = {0};
    struct thing things[THINGS];
    struct seen all = {0}, some = {.stop = 7}, nested = {.t = &t, .mem = mem};

    (void)state;
    assert_ok(store__open(fresh_url(mem), case__migrations, case__migration_count, &s, &error));
    fill(s, mem, things);
    assert_ok(store_txn_read(s, &t, &error));
    assert_ok(case_thing_all_each(&t, see, &all, &error));
    assert_int_equal(all.n, THINGS);
    assert_int_equal(case_thing_all_each(&t, see, &some, &error), ERR_EMPTY);
    assert_int_equal(some.n, 7);
    store_txn_end(&t);
    /* the connection serves others afterwards */
    assert_ok(store_txn_read(s, &t, &error));
    assert_ok(case_thing_all_each(&t, see, &nested, &error));
    assert_int_equal(nested.inner, ERR_SYSTEM); /* no statement inside another, on either base */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_combination_of_clauses),
        cmocka_unit_test(test_a_value_without_clause_is_refused),
        cmocka_unit_test(test_each__gives_rows_until_told_to_stop),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
