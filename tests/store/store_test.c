#include <sys/wait.h>
#include <unistd.h>

#include "store.h"

/* What the store promises, on whichever base STORE_URL names. */

static struct err error;

struct fixture {
    struct arena *mem;
    const char *url;
    struct store *store;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof(*f));

    f->mem = arena_new(0);
    f->url = fresh_url(f->mem);
    assert_ok(store__open(f->url, case__migrations, case__migration_count, &f->store, &error));
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;

    store_free(f->store);
    arena_free(f->mem);
    free(f);
    return 0;
}

static const struct case_sql_thing_add plain = {
    .name = {"plain", 5}, .number = 1, .due = {100}, .at = 1000, .open = true};

/* Adds the thing in a transaction of its own. */
static int64_t add(struct fixture *f, struct case_sql_thing_add in)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};
    struct case_row_thing_made *made;

    assert_ok(store_txn_write(f->store, &t, &error));
    assert_ok(case_thing_add(&t, f->mem, &in, &made, &error));
    assert_ok(store_txn_commit(&t, &error));
    return made->id;
}

static int64_t count(struct fixture *f)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};
    struct case_sql_thing_count in = {0};
    struct case_row_thing_count *row;

    assert_ok(store_txn_read(f->store, &t, &error));
    assert_ok(case_thing_count(&t, f->mem, &in, &row, &error));
    return row->count;
}

static struct case_row_thing *get(struct fixture *f, int64_t id)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};
    struct case_sql_thing_by_id in = {.id = id};
    struct case_row_thing *row;

    assert_ok(store_txn_read(f->store, &t, &error));
    assert_ok(case_thing_by_id(&t, f->mem, &in, &row, &error));
    return row;
}

static void test_values__come_back_as_they_went_in(void **state)
{
    static const char every_byte[] = "\0\1\x7F\x80\xFF'\"\\";
    struct fixture *f = *state;
    struct case_sql_thing_add cases[] = {
        plain,
        {.name = STR("O'Hara \"x\" -- $1 ?1 :a \\ 'Kế hoạch' 𝛼\n\t"),
         .number = INT64_MAX,
         .raw = {every_byte, sizeof(every_byte)},
         .due = {INT32_MAX},
         .at = INT64_MAX,
         .open = false,
         .name_maybe = store_text(STR("'")),
         .number_maybe = store_int64(INT64_MIN),
         .raw_maybe = store_text((struct str){every_byte, 1}),
         .due_maybe = store_day((struct day){INT32_MIN}),
         .at_maybe = store_int64(INT64_MIN),
         .open_maybe = store_bool(true)},
        {.name = STR("empty is not NULL"),
         .number = INT64_MIN,
         .due = {INT32_MIN},
         .at = -1,
         .open = true,
         .name_maybe = store_text(STR("")),
         .number_maybe = store_int64(0),
         .raw_maybe = store_text(STR("")),
         .due_maybe = store_day((struct day){0}),
         .at_maybe = store_int64(0),
         .open_maybe = store_bool(false)},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct case_sql_thing_add *in = &cases[i];
        const struct case_row_thing *out = get(f, add(f, *in));

        assert_str(out->name, in->name);
        assert_true(out->number == in->number);
        assert_str(out->raw, in->raw);
        assert_int_equal(out->due.n, in->due.n);
        assert_true(out->at == in->at);
        assert_int_equal(out->open, in->open);
        assert_int_equal(out->name_maybe.has, in->name_maybe.has);
        assert_str(out->name_maybe.is, in->name_maybe.is);
        assert_int_equal(out->number_maybe.has, in->number_maybe.has);
        assert_true(out->number_maybe.is == in->number_maybe.is);
        assert_int_equal(out->raw_maybe.has, in->raw_maybe.has);
        assert_str(out->raw_maybe.is, in->raw_maybe.is);
        assert_int_equal(out->due_maybe.has, in->due_maybe.has);
        assert_int_equal(out->due_maybe.is.n, in->due_maybe.is.n);
        assert_int_equal(out->at_maybe.has, in->at_maybe.has);
        assert_true(out->at_maybe.is == in->at_maybe.is);
        assert_int_equal(out->open_maybe.has, in->open_maybe.has);
        assert_int_equal(out->open_maybe.is, in->open_maybe.is);
    }
}

static void test_text__that_is_none_is_refused_on_both(void **state)
{
    struct fixture *f = *state;
    struct str wrong[] = {{"a\0b", 3}, STR("a\xFF"), STR("\xED\xA0\x80")};

    for (size_t i = 0; i < COUNT(wrong); i++) {
        CLEANUP(store_txn_end) struct store_txn t = {0};
        struct case_sql_thing_add in = plain;
        struct case_row_thing_made *made;

        in.name = wrong[i];
        assert_ok(store_txn_write(f->store, &t, &error));
        assert_int_equal(case_thing_add(&t, f->mem, &in, &made, &error), ERR_USAGE);
        assert_int_equal(store_txn_commit(&t, &error), ERR_SYSTEM);
    }
    assert_int_equal(count(f), 0);
}

static void test_one__that_is_not_there_is_told_and_nothing_else_happens(void **state)
{
    struct fixture *f = *state;
    CLEANUP(store_txn_end) struct store_txn t = {0};
    struct case_sql_thing_by_id in = {.id = 4711};
    struct case_row_thing *row = NULL;
    struct case_row_thing_made *made;

    assert_ok(store_txn_write(f->store, &t, &error));
    assert_int_equal(case_thing_by_id(&t, f->mem, &in, &row, &error), ERR_NOT_FOUND);
    assert_null(row);
    assert_ok(case_thing_add(&t, f->mem, &plain, &made, &error));
    assert_ok(store_txn_commit(&t, &error));
    assert_int_equal(count(f), 1);
}

static void test_one__that_is_several_is_an_error(void **state)
{
    struct fixture *f = *state;
    CLEANUP(store_txn_end) struct store_txn t = {0};
    struct case_sql_thing_add second = plain;
    struct case_row_thing_made *row;

    second.name = STR("second");
    add(f, plain);
    add(f, second);
    assert_ok(store_txn_write(f->store, &t, &error));
    assert_int_equal(case_thing_any(&t, f->mem, &row, &error), ERR_SYSTEM);
    assert_int_equal(store_txn_commit(&t, &error), ERR_SYSTEM);
}

static void test_changed__counts_rows(void **state)
{
    struct fixture *f = *state;
    CLEANUP(store_txn_end) struct store_txn t = {0};
    struct case_sql_thing_rename in = {.id = add(f, plain), .name = STR("other")};

    assert_ok(store_txn_write(f->store, &t, &error));
    assert_ok(case_thing_rename(&t, &in, &error));
    assert_int_equal(t.changed, 1);
    in.id = 4711;
    assert_ok(case_thing_rename(&t, &in, &error));
    assert_int_equal(t.changed, 0);
}

static void test_transaction__left_alone_is_rolled_back(void **state)
{
    struct fixture *f = *state;

    {
        CLEANUP(store_txn_end) struct store_txn t = {0};
        struct case_row_thing_made *made;

        assert_ok(store_txn_write(f->store, &t, &error));
        assert_ok(case_thing_add(&t, f->mem, &plain, &made, &error));
        assert_int_equal(count(f), 0); /* nor does a reader see it */
    }
    assert_int_equal(count(f), 0);
    add(f, plain);
    assert_int_equal(count(f), 1);
}

static void test_transaction__is_over_after_an_error(void **state)
{
    struct fixture *f = *state;
    CLEANUP(store_txn_end) struct store_txn t = {0};
    struct case_sql_part_add orphan = {.thing = 4711, .words = STR("x")};
    struct case_sql_thing_add second = plain;
    struct case_row_thing_made *made;

    second.name = STR("second");
    add(f, plain);
    assert_ok(store_txn_write(f->store, &t, &error));
    assert_ok(case_thing_add(&t, f->mem, &second, &made, &error));
    assert_int_equal(case_thing_add(&t, f->mem, &plain, &made, &error), ERR_CONFLICT);
    second.name = STR("third");
    assert_int_equal(case_thing_add(&t, f->mem, &second, &made, &error), ERR_SYSTEM);
    assert_int_equal(store_txn_commit(&t, &error), ERR_SYSTEM);
    store_txn_end(&t);
    assert_int_equal(count(f), 1);
    assert_ok(store_txn_write(f->store, &t, &error));
    assert_int_equal(case_part_add(&t, &orphan, &error), ERR_CONFLICT);
}

static void test_read__cannot_write(void **state)
{
    struct fixture *f = *state;
    CLEANUP(store_txn_end) struct store_txn t = {0};
    struct case_row_thing_made *made;

    assert_ok(store_txn_read(f->store, &t, &error));
    assert_int_equal(case_thing_add(&t, f->mem, &plain, &made, &error), ERR_SYSTEM);
}

static void test_read__sees_one_state(void **state)
{
    struct fixture *f = *state;
    CLEANUP(store_txn_end) struct store_txn t = {0};
    struct case_sql_thing_count in = {0};
    struct case_row_thing_count *row;

    assert_ok(store_txn_read(f->store, &t, &error));
    assert_ok(case_thing_count(&t, f->mem, &in, &row, &error));
    add(f, plain);
    assert_ok(case_thing_count(&t, f->mem, &in, &row, &error));
    assert_int_equal(row->count, 0);
    assert_false(row->total.has); /* the sum of nothing */
}

static void test_version__changes_with_each_commit_and_with_nothing_else(void **state)
{
    struct fixture *f = *state;
    struct store *other;
    int64_t before, after;

    assert_ok(store_version(f->store, &before, &error));
    count(f);
    assert_ok(store_version(f->store, &after, &error));
    assert_int_equal(before, after);
    add(f, plain);
    assert_ok(store_version(f->store, &after, &error));
    assert_int_not_equal(before, after);
    before = after;
    /* another process would come the same way */
    assert_ok(store__open(f->url, case__migrations, case__migration_count, &other, &error));
    assert_ok(store_version(f->store, &after, &error));
    assert_int_equal(before, after);
    {
        struct fixture g = {f->mem, f->url, other};
        struct case_sql_thing_add in = plain;

        in.name = STR("from elsewhere");
        add(&g, in);
    }
    store_free(other);
    assert_ok(store_version(f->store, &after, &error));
    assert_int_not_equal(before, after);
}

static void test_words_of_each_base(void **state)
{
    struct fixture *f = *state;
    CLEANUP(store_txn_end) struct store_txn t = {0};
    struct case_sql_thing_kind in = {.id = add(f, plain)};
    struct case_row_thing_kind *row;

    assert_ok(store_txn_read(f->store, &t, &error));
    assert_ok(case_thing_kind(&t, f->mem, &in, &row, &error));
    assert_str(row->base, on_sqlite() ? STR("sqlite") : STR("postgresql"));
    assert_str(row->name, STR("plain"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
        TEST(test_values__come_back_as_they_went_in),
        TEST(test_text__that_is_none_is_refused_on_both),
        TEST(test_one__that_is_not_there_is_told_and_nothing_else_happens),
        TEST(test_one__that_is_several_is_an_error),
        TEST(test_changed__counts_rows),
        TEST(test_transaction__left_alone_is_rolled_back),
        TEST(test_transaction__is_over_after_an_error),
        TEST(test_read__cannot_write),
        TEST(test_read__sees_one_state),
        TEST(test_version__changes_with_each_commit_and_with_nothing_else),
        TEST(test_words_of_each_base),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
