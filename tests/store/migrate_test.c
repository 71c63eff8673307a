#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "store.h"

/* The schema grows step by step, whoever comes at whatever moment. */

static struct err error;

enum { MOST = 5 };

struct fixture {
    struct arena *mem;
    const char *url;
    struct store__migration steps[MOST]; /* the tests' own two, and room for more */
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof(*f));

    f->mem = arena_new(0);
    f->url = fresh_url(f->mem);
    memcpy(f->steps, case__migrations, case__migration_count * sizeof(*f->steps));
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;

    arena_free(f->mem);
    free(f);
    return 0;
}

static void put(struct fixture *f, size_t at, int number, int oldest, const char *sql)
{
    f->steps[at] = (struct store__migration){number, oldest, "test", {sql, sql}};
}

/* Opens the base with the first `count` steps and closes it again. */
static int visit(const struct fixture *f, size_t count)
{
    struct store *s = NULL;
    int r = store__open(f->url, f->steps, count, &s, &error);

    store_free(s);
    return r;
}

static const char *tables(const struct fixture *f)
{
    return answer_beside(
        f->mem, f->url,
        on_sqlite() ? "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE "
                      "'sqlite%' ORDER BY name"
                    : "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND "
                      "tablename <> 'base_version' ORDER BY tablename COLLATE \"C\"");
}

static const char *steps_done(const struct fixture *f)
{
    return answer_beside(f->mem, f->url, "SELECT number, name, oldest FROM base_step ORDER BY 1");
}

static void test_empty__becomes_the_schema(void **state)
{
    /* worked out from case/migrations by hand */
    static const char sqlite[] = "part|id|INTEGER|1\n"
                                 "part|thing_id|INTEGER|1\n"
                                 "part|words|TEXT|1\n"
                                 "thing|id|INTEGER|1\n"
                                 "thing|name|TEXT|1\n"
                                 "thing|number|INTEGER|1\n"
                                 "thing|raw|BLOB|1\n"
                                 "thing|due|INTEGER|1\n"
                                 "thing|at|INTEGER|1\n"
                                 "thing|open|INTEGER|1\n"
                                 "thing|name_maybe|TEXT|0\n"
                                 "thing|number_maybe|INTEGER|0\n"
                                 "thing|raw_maybe|BLOB|0\n"
                                 "thing|due_maybe|INTEGER|0\n"
                                 "thing|at_maybe|INTEGER|0\n"
                                 "thing|open_maybe|INTEGER|0\n"
                                 "thing|place|INTEGER|1\n";
    static const char pg[] = "part|id|bigint|1\n"
                             "part|thing_id|bigint|1\n"
                             "part|words|text|1\n"
                             "thing|id|bigint|1\n"
                             "thing|name|text|1\n"
                             "thing|number|bigint|1\n"
                             "thing|raw|bytea|1\n"
                             "thing|due|integer|1\n"
                             "thing|at|bigint|1\n"
                             "thing|open|boolean|1\n"
                             "thing|name_maybe|text|0\n"
                             "thing|number_maybe|bigint|0\n"
                             "thing|raw_maybe|bytea|0\n"
                             "thing|due_maybe|integer|0\n"
                             "thing|at_maybe|bigint|0\n"
                             "thing|open_maybe|boolean|0\n"
                             "thing|place|bigint|1\n";
    struct fixture *f = *state;

    assert_ok(visit(f, 2));
    if (on_sqlite()) {
        assert_string_equal(
            answer_beside(f->mem, f->url,
                          "SELECT t.name, c.name, c.type, c.\"notnull\" OR c.pk > 0 "
                          "FROM sqlite_schema t, pragma_table_info(t.name) c WHERE "
                          "t.name IN ('part', 'thing') ORDER BY t.name, c.cid"),
            sqlite);
        assert_string_equal(answer_beside(f->mem, f->url,
                                          "SELECT name, strict FROM pragma_table_list WHERE name "
                                          "IN ('part', 'thing') ORDER BY 1"),
                            "part|1\nthing|1\n");
    } else {
        assert_string_equal(
            answer_beside(
                f->mem, f->url,
                "SELECT table_name, column_name, data_type, (is_nullable = 'NO')::int FROM "
                "information_schema.columns WHERE table_schema = current_schema() AND "
                "table_name IN ('part', 'thing') ORDER BY table_name, ordinal_position"),
            pg);
    }
    assert_string_equal(steps_done(f), "0|base|0\n1|thing|1\n2|part|1\n");
    assert_ok(visit(f, 2)); /* and nothing more */
    assert_string_equal(steps_done(f), "0|base|0\n1|thing|1\n2|part|1\n");
}

static void test_older_program__goes_on_where_the_steps_allow_it(void **state)
{
    struct fixture *f = *state;

    assert_ok(visit(f, 2));
    assert_ok(visit(f, 1)); /* step 2 says: oldest 1 */
    put(f, 2, 3, 3, "CREATE TABLE later (id INTEGER)");
    assert_ok(visit(f, 3));
    assert_int_equal(visit(f, 2), ERR_UNSUPPORTED);
    assert_true(str_has(str_from(error.text), STR("bước 3")));
    assert_ok(visit(f, 3));
}

static void test_step_that_fails__leaves_what_was_before(void **state)
{
    struct fixture *f = *state;

    put(f, 2, 3, 3, "CREATE TABLE half (id INTEGER); INSERT INTO nowhere VALUES (1)");
    assert_int_equal(visit(f, 3), ERR_SYSTEM);
    assert_string_equal(tables(f), "base_step\npart\nthing\n");
    assert_string_equal(steps_done(f), "0|base|0\n1|thing|1\n2|part|1\n");
    put(f, 2, 3, 3, "CREATE TABLE half (id INTEGER)");
    assert_ok(visit(f, 3));
    assert_string_equal(tables(f), "base_step\nhalf\npart\nthing\n");
}

static void die(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)context;
    (void)count;
    (void)values;
    raise(SIGKILL);
}

static int teach_to_die(sqlite3 *db, char **said, const struct sqlite3_api_routines *api)
{
    (void)said;
    (void)api;
    return sqlite3_create_function(db, "die", 0, SQLITE_UTF8, NULL, die, NULL, NULL);
}

/* A process that is killed after half of step `at`; on PostgreSQL it waits there for the blow. */
static void killed_in(struct fixture *f, size_t at)
{
    struct timespec pause = {0, 5000000};
    int status;
    pid_t child;

    put(f, at, (int)at + 1, 1,
        on_sqlite() ? "CREATE TABLE half (id INTEGER); SELECT die(); CREATE TABLE rest (id INTEGER)"
                    : "CREATE TABLE half (id INTEGER); SELECT pg_sleep(100) AS half_way;"
                      "CREATE TABLE rest (id INTEGER)");
    child = fork();
    if (child == 0) {
        sqlite3_auto_extension((void (*)(void))teach_to_die);
        visit(f, at + 1);
        _exit(1);
    }
    while (
        !on_sqlite() &&
        strcmp(answer_beside(f->mem, f->url,
                             "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'"),
               "0\n") == 0)
        nanosleep(&pause, NULL);
    kill(child, SIGKILL);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
}

static void test_killed_in_the_middle__leaves_what_was_before(void **state)
{
    struct fixture *f = *state;

    assert_ok(visit(f, 1));
    killed_in(f, 1);
    assert_string_equal(tables(f), "base_step\nthing\n");
    assert_string_equal(steps_done(f), "0|base|0\n1|thing|1\n");
    f->steps[1] = case__migrations[1];
    assert_ok(visit(f, 2));
    assert_string_equal(tables(f), "base_step\npart\nthing\n");
    assert_string_equal(steps_done(f), "0|base|0\n1|thing|1\n2|part|1\n");
}

static void test_many_at_once__make_one_base(void **state)
{
    enum { PROCESSES = 6 };
    struct fixture *f = *state;
    pid_t child[PROCESSES];

    for (int i = 0; i < PROCESSES; i++) {
        child[i] = fork();
        if (child[i] == 0)
            _exit(visit(f, 2) == ERR_OK ? 0 : (fprintf(stderr, "%s\n", error.text), 1));
    }
    for (int i = 0; i < PROCESSES; i++) {
        int status;

        assert_int_equal(waitpid(child[i], &status, 0), child[i]);
        assert_int_equal(status, 0);
    }
    assert_string_equal(tables(f), "base_step\npart\nthing\n");
}

/* What the register itself is made of: the same on both, seen through the same statements. */
static void test_register__opens_and_opens_again(void **state)
{
    struct fixture *f = *state;

    for (int i = 0; i < 2; i++) {
        struct store *s;

        assert_ok(store_open(f->url, &s, &error));
        store_free(s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
        TEST(test_empty__becomes_the_schema),
        TEST(test_older_program__goes_on_where_the_steps_allow_it),
        TEST(test_step_that_fails__leaves_what_was_before),
        TEST(test_killed_in_the_middle__leaves_what_was_before),
        TEST(test_many_at_once__make_one_base),
        TEST(test_register__opens_and_opens_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
