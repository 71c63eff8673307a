/* What namro doctor finds: nothing in a register as it is made, each thing that is wrong by its
 * name; and what the sweep takes away. */

#include <sys/stat.h>

#include "app/doctor.h"
#include "import.h"
#include "store/file.h"
#include "store/store_priv.h"

static void run_sql(struct fixture *f, const char *sql)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};

    assert_ok(store_txn_write(app__store(f->a), &t, &f->e));
    assert_ok(app__store(f->a)->driver->run(t.conn, sql, &f->e));
    assert_ok(store_txn_commit(&t, &f->e));
}

static struct app_doctor_register look(struct fixture *f)
{
    struct app_doctor_register r;

    assert_ok(app_doctor_look(f->folder, f->url, f->mem, &r, &f->e));
    assert_true(r.there);
    return r;
}

static const struct app_doctor_check *check(struct fixture *f, const char *code)
{
    struct app_doctor_register *r = ARENA_NEW(f->mem, struct app_doctor_register);

    *r = look(f);
    for (size_t i = 0; i < r->n; i++)
        if (strcmp(r->at[i].code, code) == 0)
            return &r->at[i];
    fail_msg("nothing checks %s", code);
    return NULL;
}

/* A confirmed plan, and a draft that was edited. */
static void fill(struct fixture *f)
{
    struct app_import plan, draft;
    int64_t id;

    assert_ok(import_file(f, "data/sample/ke-hoach-25.docx", &plan));
    assert_ok(confirm_draft(f, plan.draft, &id));
    assert_ok(import_file(f, "data/sample/ke-hoach-25.txt", &draft));
    assert_ok(app_draft_check_firm(f->a, app_who_web, draft.draft, &f->e));
}

static void assert_whole(struct fixture *f)
{
    struct app_doctor_register r = look(f);

    for (size_t i = 0; i < r.n; i++)
        if (!r.at[i].holds)
            fail_msg("%s: %.*s", r.at[i].code, STR_ARG(r.at[i].sentence));
    assert_true(r.whole);
    assert_true(r.n > 15);
}

static void test_doctor_look__finds_nothing(void **state)
{
    struct fixture *f = *state;

    assert_whole(f);
    fill(f);
    assert_whole(f);
}

static void test_doctor_look__says_where_no_register_is(void **state)
{
    struct fixture *f = *state;
    const char *nowhere = arena_printf(f->mem, "%s/nowhere", f->folder).p;
    struct app_doctor_register r;
    struct stat st;

    assert_ok(app_doctor_look(nowhere, NULL, f->mem, &r, &f->e));
    assert_false(r.there);
    assert_int_equal(stat(nowhere, &st), -1);
}

/* Each breaks one thing more, which was whole before. */
static void test_doctor_look__finds_each(void **state)
{
    static const char *const breaks[][2] = {
        {"document", "UPDATE draft SET state = 'dropped' WHERE plan_id IS NULL"},
        {"draft", "UPDATE audit SET act = 'x' WHERE act = 'draft.import' AND ref = 1"},
        {"confirmed", "UPDATE audit SET act = 'x' WHERE act = 'draft.confirm'"},
        {"draft_row",
         "UPDATE draft_row SET from_edit = 5 WHERE id = (SELECT MIN(id) FROM draft_row)"},
        {"draft_edit", "UPDATE draft SET edit = 9 WHERE id = 2"},
        {"draft_passage",
         "UPDATE draft_row SET passage = 99999 WHERE id = (SELECT MIN(id) FROM draft_row)"},
        {"plan", "UPDATE plan SET version = 2"},
        {"plan_row", "UPDATE task SET row = 9999 WHERE id = (SELECT MIN(id) FROM task)"},
        {"entry", "INSERT INTO org (type, name, name_folded, sort_key, made_at, made_by) SELECT "
                  "type, 'Ban Thử', 'ban thu', sort_key, made_at, made_by FROM org WHERE id = 1"},
        {"group", "INSERT INTO plan (document_id, version, title, title_folded, sort_key, made_at, "
                  "made_by) SELECT document_id, version, title, title_folded, sort_key, made_at, "
                  "made_by FROM plan; UPDATE plan_group SET plan_id = (SELECT MAX(id) FROM plan) "
                  "WHERE id = (SELECT MIN(group_id) FROM task)"},
        {"assignment", "INSERT INTO assignment (task_id, role, place, words, active) "
                       "SELECT MIN(id), 'lead', 99, 'x', TRUE FROM task"},
        {"entry_of_nothing", "INSERT INTO search_entry (id, title, body) VALUES (281474977710656, "
                             "'x', 'x')"},
        {"file", "UPDATE file SET size = size + 1"},
        {"file_document",
         "INSERT INTO file (hash, size, format, kept_at) VALUES ('00', 1, 'x', 1)"},
    };
    struct fixture *f = *state;

    fill(f);
    for (size_t i = 0; i < COUNT(breaks); i++) {
        if (!check(f, breaks[i][0])->holds)
            fail_msg("%s before: %.*s", breaks[i][0], STR_ARG(check(f, breaks[i][0])->sentence));
        run_sql(f, breaks[i][1]);
        if (check(f, breaks[i][0])->holds)
            fail_msg("%s is not found", breaks[i][0]);
        assert_true(check(f, breaks[i][0])->count > 0);
        assert_non_null(check(f, breaks[i][0])->advice);
    }
    assert_false(look(f).whole);
}

/* Files */

/* Keeps bytes that no document has; the caller releases. */
static struct store_file keep(struct fixture *f, struct str bytes)
{
    struct store_file kept = STORE_FILE_NONE;
    int fd;

    assert_ok(memfd_from_bytes(bytes, &fd, &f->e));
    assert_ok(store_file_keep(f->folder, fd, &kept, &f->e));
    close(fd);
    return kept;
}

static void announce(struct fixture *f, const char *hash, int64_t at)
{
    run_sql(f, arena_printf(f->mem, "INSERT INTO arrival (hash, at) VALUES ('%s', %lld)", hash,
                            (long long)at)
                   .p);
}

static const char *path_of(struct fixture *f, const char *hash)
{
    return arena_printf(f->mem, "%s/files/%.2s/%s", f->folder, hash, hash).p;
}

static void put(const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

    assert_true(fd >= 0);
    close(fd);
}

static void test_doctor_look__files(void **state)
{
    struct fixture *f = *state;
    struct app_import i;
    struct store_file mine;

    assert_ok(import_file(f, "data/sample/ke-hoach-25.txt", &i));
    mine = keep(f, STR("of nobody"));
    assert_true(check(f, "stray")->holds); /* somebody is at work on it */
    store_file_release(&mine);
    assert_int_equal(check(f, "stray")->count, 1);
    assert_true(check(f, "leftover")->holds);
    announce(f, mine.hash, 1);
    assert_true(check(f, "stray")->holds);
    assert_int_equal(check(f, "leftover")->count, 1);
    put(arena_printf(f->mem, "%s/files/.new-1", f->folder).p);
    assert_int_equal(check(f, "leftover")->count, 2);
    put(arena_printf(f->mem, "%s/files/letter.txt", f->folder).p);
    assert_int_equal(check(f, "stray")->count, 1);
    assert_str(check(f, "stray")->details[0], STR("files/letter.txt"));
}

static size_t sweep(struct fixture *f)
{
    size_t n = 99;

    assert_ok(app_import_sweep(f->a, &n, &f->e));
    return n;
}

static int64_t arrivals(struct fixture *f)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};
    struct store_row_arrival *all;
    size_t n;

    assert_ok(store_txn_read(app__store(f->a), &t, &f->e));
    assert_ok(store_arrival_list(&t, f->mem, &all, &n, &f->e));
    return (int64_t)n;
}

/* What was announced and has no row goes, unless somebody is at it; what nobody announced stays, as
 * it may be of a base that was there before this one. */
static void test_import_sweep(void **state)
{
    struct fixture *f = *state;
    struct app_import i;
    struct store_file cut, held, old;
    struct stat st;

    assert_ok(import_file(f, "data/sample/ke-hoach-25.txt", &i));
    assert_int_equal(arrivals(f), 0);
    assert_int_equal(sweep(f), 0);
    cut = keep(f, STR("an import that was cut off"));
    held = keep(f, STR("an import at work"));
    old = keep(f, STR("of another base"));
    announce(f, cut.hash, app_now(f->a));
    announce(f, held.hash, app_now(f->a));
    put(arena_printf(f->mem, "%s/files/.new-1", f->folder).p);
    store_file_release(&cut);
    store_file_release(&old);
    assert_int_equal(sweep(f), 2);
    assert_int_equal(stat(path_of(f, cut.hash), &st), -1);
    assert_int_equal(stat(path_of(f, held.hash), &st), 0);
    assert_int_equal(stat(path_of(f, old.hash), &st), 0);
    assert_int_equal(arrivals(f), 1);
    store_file_release(&held);
    assert_int_equal(sweep(f), 1);
    assert_int_equal(stat(path_of(f, held.hash), &st), -1);
    assert_int_equal(arrivals(f), 0);
    assert_int_equal(files_in(f), 2);
    assert_int_equal(check(f, "stray")->count, 1);
}

/* One that has announced its file may be about to keep it: its line stays for a day. */
static void test_import_sweep__nothing_kept_yet(void **state)
{
    struct fixture *f = *state;
    const char *zeros = "0000000000000000000000000000000000000000000000000000000000000000";
    const char *ones = "1111111111111111111111111111111111111111111111111111111111111111";

    announce(f, zeros, app_now(f->a));
    announce(f, ones, app_now(f->a) - 2 * INT64_C(86400000000));
    assert_int_equal(sweep(f), 0);
    assert_int_equal(arrivals(f), 1);
    assert_whole(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        REGISTER_TEST(test_doctor_look__finds_nothing),
        REGISTER_TEST(test_doctor_look__says_where_no_register_is),
        REGISTER_TEST(test_doctor_look__finds_each),
        REGISTER_TEST(test_doctor_look__files),
        REGISTER_TEST(test_import_sweep),
        REGISTER_TEST(test_import_sweep__nothing_kept_yet),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
