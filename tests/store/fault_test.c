#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store.h"
#include "store/sqlite_priv.h"

/* Full disks, failing disks, lost servers, foreign files. */

static struct err error;

static struct store *opened(const char *url)
{
    struct store *s;

    assert_ok(store__open(url, case__migrations, case__migration_count, &s, &error));
    return s;
}

static int add(struct store *s, const char *name, size_t bytes)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    CLEANUP(store_txn_end) struct store_txn t = {0};
    struct case_sql_thing_add in = {.name = str_from(name)};
    struct case_row_thing_made *made;
    int r;

    in.raw = (struct str){arena_alloc(mem, bytes + 1, 1), bytes};
    if ((r = store_txn_write(s, &t, &error)) || (r = case_thing_add(&t, mem, &in, &made, &error)))
        return r;
    return store_txn_commit(&t, &error);
}

static int64_t count(struct store *s)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    CLEANUP(store_txn_end) struct store_txn t = {0};
    struct case_sql_thing_count all = {0};
    struct case_row_thing_count *row;

    assert_ok(store_txn_read(s, &t, &error));
    assert_ok(case_thing_count(&t, mem, &all, &row, &error));
    return row->count;
}

static void run_inside(struct store *s, const char *sql)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};

    assert_ok(store_txn_write(s, &t, &error));
    assert_ok(s->driver->run(t.conn, sql, &error));
    assert_ok(store_txn_commit(&t, &error));
}

static void test_full_disk__takes_nothing_and_loses_nothing(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    CLEANUP(store_freep) struct store *s = NULL;

    (void)state;
    s = opened(fresh_url(mem));
    assert_ok(add(s, "before", 10));
    run_inside(s, "PRAGMA max_page_count = 40"); /* of 4 KB; this connection writes */
    assert_int_equal(add(s, "too much", 1 << 20), ERR_FULL);
    assert_true(str_has(str_from(error.text), STR("Đĩa đã đầy")));
    assert_int_equal(count(s), 1);
    assert_ok(add(s, "small", 10)); /* where there is room again, it goes on */
    assert_int_equal(count(s), 2);
    assert_string_equal(
        answer_beside(mem, arena_printf(mem, "sqlite:%s", s->url).p, "PRAGMA integrity_check"),
        "ok\n");
}

/* A file system whose fsync fails when told to. ----------------------------------------------- */

enum { NEVER, ALWAYS, MAIN_FILE };

static int sync_fails;
static sqlite3_vfs failing, *real;
/* SQLite's own methods: one table for the main file, another for the log. */
static const sqlite3_io_methods *its[2];
static sqlite3_io_methods ours[2];

static int sync_or_fail(sqlite3_file *file, int flags)
{
    int which = file->pMethods == &ours[1];

    if (sync_fails == ALWAYS || (sync_fails == MAIN_FILE && which == 0))
        return SQLITE_IOERR_FSYNC;
    return its[which]->xSync(file, flags);
}

static int open_watched(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
    int which = flags & SQLITE_OPEN_MAIN_DB ? 0 : 1;
    int rc = real->xOpen(real, name, file, flags, out);

    (void)vfs;
    if (rc != SQLITE_OK || !file->pMethods)
        return rc;
    its[which] = file->pMethods;
    ours[which] = *file->pMethods;
    ours[which].xSync = sync_or_fail;
    file->pMethods = &ours[which];
    return rc;
}

static struct store *opened_on_failing_disk(struct arena *mem)
{
    if (!real) {
        real = sqlite3_vfs_find(NULL);
        failing = *real;
        failing.zName = "failing";
        failing.xOpen = open_watched;
        assert_int_equal(sqlite3_vfs_register(&failing, 1), SQLITE_OK);
    }
    return opened(fresh_url(mem));
}

static void test_failed_sync__stops_writing_until_restart(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    CLEANUP(store_freep) struct store *s = NULL;
    const char *url;

    (void)state;
    s = opened_on_failing_disk(mem);
    url = arena_printf(mem, "sqlite:%s", s->url).p;
    assert_ok(add(s, "before", 10));
    sync_fails = ALWAYS;
    assert_int_equal(add(s, "lost", 10), ERR_SYSTEM);
    assert_true(str_has(str_from(error.text), STR("không chắc")));
    sync_fails = NEVER;
    assert_int_equal(add(s, "after", 10), ERR_SYSTEM);
    assert_true(str_has(str_from(error.text), STR("khởi động lại")));
    assert_true(count(s) >= 1); /* reading goes on */
    store_free(s);
    s = opened(url);
    assert_ok(add(s, "after", 10));
}

static void test_failed_checkpoint__keeps_the_commit_and_stops_writing(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    CLEANUP(store_freep) struct store *s = NULL;
    const char *url;

    (void)state;
    s = opened_on_failing_disk(mem);
    url = arena_printf(mem, "sqlite:%s", s->url).p;
    sync_fails = MAIN_FILE;
    assert_ok(add(s, "longer than the log may be", 5 << 20));
    assert_int_equal(add(s, "after", 10), ERR_SYSTEM);
    sync_fails = NEVER;
    assert_int_equal(add(s, "after", 10), ERR_SYSTEM);
    assert_int_equal(count(s), 1);
    store_free(s);
    s = opened(url);
    assert_int_equal(count(s), 1);
    assert_ok(add(s, "after", 10));
}

static void test_log__does_not_grow_for_ever(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    CLEANUP(store_freep) struct store *s = NULL;
    struct stat is;

    (void)state;
    s = opened(fresh_url(mem));
    for (int i = 0; i < 40; i++)
        assert_ok(add(s, arena_printf(mem, "%d", i).p, 1 << 20));
    assert_int_equal(stat(arena_printf(mem, "%s-wal", s->url).p, &is), 0);
    assert_true(is.st_size < 12 << 20); /* 40 MB went through it */
}

static void test_network_file_systems_are_told(void **state)
{
    (void)state;
    assert_true(store__sqlite_is_network(0x6969));           /* nfs, from statfs(2) */
    assert_true(store__sqlite_is_network((int)0xFF534D42));  /* cifs, sign-extended */
    assert_false(store__sqlite_is_network(0xEF53));          /* ext4 */
    assert_false(store__sqlite_is_network(0x01021994));      /* tmpfs */
    assert_false(store__sqlite_is_network((int)0x9123683E)); /* btrfs */
    assert_false(store__sqlite_is_network(0x58465342));      /* xfs */
    assert_false(store__sqlite_is_network(0x794C7630));      /* overlayfs */
}

static void test_files_are_for_their_owner_alone(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    CLEANUP(store_freep) struct store *s = NULL;
    const char *names[] = {"", "-wal", "-shm", "-lock"};
    struct stat is;

    (void)state;
    s = opened(fresh_url(mem));
    for (size_t i = 0; i < COUNT(names); i++) {
        assert_int_equal(stat(arena_printf(mem, "%s%s", s->url, names[i]).p, &is), 0);
        assert_int_equal(is.st_mode & 0777, 0600);
    }
    assert_int_equal(
        stat(arena_printf(mem, "%.*s", (int)(strrchr(s->url, '/') - s->url), s->url).p, &is), 0);
    assert_int_equal(is.st_mode & 0777, 0700);
}

static void test_foreign_file__is_left_alone(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct store *s;
    const char *path;
    FILE *f;

    (void)state;
    s = opened(fresh_url(mem)); /* makes the folder */
    path = arena_printf(mem, "%s.txt", s->url).p;
    store_free(s);
    f = fopen(path, "w");
    for (int i = 0; i < 1000; i++)
        fputs("not a base at all\n", f);
    fclose(f);
    assert_int_equal(store_open(arena_printf(mem, "sqlite:%s", path).p, &s, &error),
                     ERR_UNREADABLE);
    assert_int_equal(store_open("sqlite:/proc/nowhere/namro.db", &s, &error), ERR_SYSTEM);
    assert_int_equal(store_open("mysql://x", &s, &error), ERR_USAGE);
}

static void test_server_says__is_understood(void **state)
{
    static const struct {
        const char *state;
        enum err_code code;
    } cases[] = {
        {"53100", ERR_FULL}, {"23505", ERR_CONFLICT}, {"40001", ERR_CONFLICT},
        {"55P03", ERR_BUSY}, {"57014", ERR_TOO_BIG},  {"XX000", ERR_SYSTEM},
    };
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    CLEANUP(store_freep) struct store *s = NULL;

    (void)state;
    s = opened(fresh_url(mem));
    for (size_t i = 0; i < COUNT(cases); i++) {
        CLEANUP(store_txn_end) struct store_txn t = {0};
        const char *sql = arena_printf(mem,
                                       "DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '%s'; END $$",
                                       cases[i].state)
                              .p;

        assert_ok(store_txn_write(s, &t, &error));
        assert_int_equal(s->driver->run(t.conn, sql, &error), cases[i].code);
    }
    assert_ok(add(s, "after all that", 10));
}

static void test_lost_server__is_found_again(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    CLEANUP(store_freep) struct store *s = NULL;
    CLEANUP(store_txn_end) struct store_txn t = {0}, other = {0};
    const char *url = fresh_url(mem), *throw_out;
    int64_t version;

    (void)state;
    throw_out =
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
        "AND application_name = 'namro'";
    s = opened(url);
    assert_ok(store_version(s, &version, &error));
    /* two idle readers and the writer are lost, and nobody notices */
    assert_ok(store_txn_read(s, &t, &error));
    assert_ok(store_txn_read(s, &other, &error));
    store_txn_end(&t);
    store_txn_end(&other);
    run_beside(url, throw_out);
    assert_int_equal(count(s), 0);
    assert_ok(add(s, "after", 10));
    if (store_version(s, &version, &error)) /* once, and then it is back */
        assert_ok(store_version(s, &version, &error));
    /* one in the middle of something fails as a whole */
    assert_ok(store_txn_write(s, &t, &error));
    run_beside(url, throw_out);
    assert_int_equal(store_txn_commit(&t, &error), ERR_SYSTEM);
    assert_true(str_has(str_from(error.text), STR("không chắc")));
    store_txn_end(&t);
    assert_ok(add(s, "after that", 10));
    assert_int_equal(count(s), 2);
}

int main(void)
{
    const struct CMUnitTest sqlite[] = {
        cmocka_unit_test(test_full_disk__takes_nothing_and_loses_nothing),
        cmocka_unit_test(test_log__does_not_grow_for_ever),
        cmocka_unit_test(test_failed_sync__stops_writing_until_restart),
        cmocka_unit_test(test_failed_checkpoint__keeps_the_commit_and_stops_writing),
        cmocka_unit_test(test_network_file_systems_are_told),
        cmocka_unit_test(test_files_are_for_their_owner_alone),
        cmocka_unit_test(test_foreign_file__is_left_alone),
    };
    const struct CMUnitTest pg[] = {
        cmocka_unit_test(test_server_says__is_understood),
        cmocka_unit_test(test_lost_server__is_found_again),
    };

    if (on_sqlite())
        return cmocka_run_group_tests(sqlite, NULL, NULL);
    return cmocka_run_group_tests(pg, NULL, NULL);
}
