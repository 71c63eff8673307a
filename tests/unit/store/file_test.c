/* What file.c promises while nothing fails; tests/fault/ makes things fail. */

#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../test.h"
#include "base/buf.h"
#include "base/memfd.h"
#include "store/file.h"

/* SHA-256 of "abc": FIPS 180-2, appendix B.1. */
#define ABC "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

static char folder[64];

static int make_folder(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/namro-file-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *walk)
{
    (void)st, (void)kind, (void)walk;
    return remove(path);
}

static int remove_folder(void **state)
{
    (void)state;
    return nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static const char *path_of(const char *below)
{
    static char paths[2][256]; /* rename() needs two */
    static int turn;
    char *path = paths[turn = !turn];

    snprintf(path, sizeof(paths[0]), "%s/%s", folder, below);
    return path;
}

static void put(const char *below, const char *bytes)
{
    int fd = open(path_of(below), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

    assert_int_equal(write(fd, bytes, strlen(bytes)), strlen(bytes));
    close(fd);
}

static int keep(struct str bytes, struct store_file *ret, struct err *e)
{
    CLEANUP(memfd_close) int fd = -1;

    assert_int_equal(memfd_from_bytes(bytes, &fd, NULL), ERR_OK);
    return store_file_keep(folder, fd, ret, e);
}

static void keep_and_release(struct str bytes)
{
    CLEANUP(store_file_release) struct store_file f = STORE_FILE_NONE;

    assert_int_equal(keep(bytes, &f, NULL), ERR_OK);
}

static enum store_file_state state_of(const char *hash)
{
    enum store_file_state state;

    assert_int_equal(store_file_check(folder, str_from(hash), &state, NULL), ERR_OK);
    return state;
}

/* One letter a thing that lies there: k(ept), n(ew), o(ther). */
static int note(void *ctx, const struct store_file_seen *seen, struct err *e)
{
    static const char letter[] = {'k', 'n', 'o'};

    (void)e;
    buf_printf(ctx, "%c %s %d\n", letter[seen->kind], seen->path, (int)seen->bytes);
    return ERR_OK;
}

static void assert_lies_there(const char *want)
{
    CLEANUP(buf_release) struct buf out;

    buf_init(&out, 4096);
    assert_int_equal(store_file_each(folder, note, &out, NULL), ERR_OK);
    assert_str(buf_str(&out), str_from(want));
}

static void test_store_file_keep__by_hash_for_the_owner_alone(void **state)
{
    CLEANUP(store_file_release) struct store_file f = STORE_FILE_NONE;
    CLEANUP(memfd_close) int fd = -1;
    struct stat st;
    char bytes[4];

    (void)state;
    assert_int_equal(keep(STR("abc"), &f, NULL), ERR_OK);
    assert_string_equal(f.hash, ABC);
    assert_int_equal(f.bytes, 3);
    assert_int_equal(stat(path_of("files/ba/" ABC), &st), 0);
    assert_int_equal(st.st_mode, S_IFREG | 0600);
    assert_int_equal(stat(path_of("files/ba"), &st), 0);
    assert_int_equal(st.st_mode, S_IFDIR | 0700);
    assert_int_equal(stat(path_of("files"), &st), 0);
    assert_int_equal(st.st_mode, S_IFDIR | 0700);
    assert_int_equal(store_file_open(folder, STR(ABC), &fd, NULL), ERR_OK);
    assert_int_equal(read(fd, bytes, 4), 3);
    assert_memory_equal(bytes, "abc", 3);
    store_file_release(&f);
    assert_lies_there("k ba/" ABC " 3\n");
}

static void test_store_file_keep__the_same_bytes_are_not_written_again(void **state)
{
    struct stat first, second;

    (void)state;
    keep_and_release(STR("abc"));
    assert_int_equal(stat(path_of("files/ba/" ABC), &first), 0);
    keep_and_release(STR("abc"));
    assert_int_equal(stat(path_of("files/ba/" ABC), &second), 0);
    assert_int_equal(first.st_ino, second.st_ino);
    assert_int_equal(first.st_ctim.tv_nsec, second.st_ctim.tv_nsec);
}

static void test_store_file_keep__damaged_bytes_are_replaced(void **state)
{
    static const char *const damage[] = {"", "ab", "abd", "abcd"};

    (void)state;
    keep_and_release(STR("abc"));
    for (size_t i = 0; i < COUNT(damage); i++) {
        put("files/ba/" ABC, damage[i]);
        assert_int_equal(state_of(ABC), STORE_FILE_DAMAGED);
        keep_and_release(STR("abc"));
        assert_int_equal(state_of(ABC), STORE_FILE_WHOLE);
    }
    assert_lies_there("k ba/" ABC " 3\n");
}

static void test_store_file_keep__only_sealed_bytes(void **state)
{
    CLEANUP(memfd_close) int fd = -1;
    struct store_file f;

    (void)state;
    assert_int_equal(memfd_open(&fd, NULL), ERR_OK);
    assert_int_equal(memfd_add(fd, 9, STR("abc"), NULL), ERR_OK);
    assert_int_equal(store_file_keep(folder, fd, &f, NULL), ERR_SYSTEM);
    assert_lies_there("");
}

static void test_store_file_keep__what_fails_leaves_nothing(void **state)
{
    const struct rlimit small = {2, RLIM_INFINITY}, none = {RLIM_INFINITY, RLIM_INFINITY};
    struct store_file f;
    struct err e = {0};

    (void)state;
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &small);
    assert_int_equal(store_file_keep("/nowhere", -1, &f, &e), ERR_SYSTEM);
    setrlimit(RLIMIT_FSIZE, &none);
    {
        CLEANUP(memfd_close) int fd = -1;

        assert_int_equal(memfd_from_bytes(STR("abc"), &fd, NULL), ERR_OK);
        assert_int_equal(store_file_keep("/nowhere", fd, &f, &e), ERR_SYSTEM);
        setrlimit(RLIMIT_FSIZE, &small);
        assert_int_equal(store_file_keep(folder, fd, &f, &e), ERR_SYSTEM);
        setrlimit(RLIMIT_FSIZE, &none);
    }
    assert_non_null(strstr(e.text, "chưa được giữ"));
    assert_lies_there("");
}

static void test_store_file_open__only_a_hash_names_a_file(void **state)
{
    static const char *const names[] = {
        "",
        "ba",
        "../../../../../../../../../../../../../../../../../../etc/passwd/",
        "ba/7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a",
        "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a",
        ABC "0",
        "0000000000000000000000000000000000000000000000000000000000000000",
    };
    int fd;

    (void)state;
    keep_and_release(STR("abc"));
    for (size_t i = 0; i < COUNT(names); i++)
        assert_int_equal(store_file_open(folder, str_from(names[i]), &fd, NULL), ERR_NOT_FOUND);
    assert_int_equal(store_file_open("/nowhere", STR(ABC), &fd, NULL), ERR_NOT_FOUND);
}

static void test_store_file_open__no_link_leads_out(void **state)
{
    char outside[64] = "/tmp/namro-file-out-XXXXXX";
    int fd;

    (void)state;
    assert_non_null(mkdtemp(outside));
    keep_and_release(STR("abc"));
    assert_int_equal(unlink(path_of("files/ba/" ABC)), 0);
    assert_int_equal(symlink("/etc/passwd", path_of("files/ba/" ABC)), 0);
    assert_int_equal(store_file_open(folder, STR(ABC), &fd, NULL), ERR_SYSTEM);
    assert_int_equal(unlink(path_of("files/ba/" ABC)), 0);
    assert_int_equal(rmdir(path_of("files/ba")), 0);
    assert_int_equal(symlink(outside, path_of("files/ba")), 0);
    assert_int_equal(store_file_open(folder, STR(ABC), &fd, NULL), ERR_SYSTEM);
    assert_int_equal(rmdir(outside), 0);
}

static void test_store_file_check__missing(void **state)
{
    (void)state;
    assert_int_equal(state_of(ABC), STORE_FILE_MISSING);
    keep_and_release(STR("abc"));
    assert_int_equal(unlink(path_of("files/ba/" ABC)), 0);
    assert_int_equal(state_of(ABC), STORE_FILE_MISSING);
}

static void test_store_file_sweep__takes_left_overs_and_nothing_else(void **state)
{
    size_t gone = 9;
    int writer;

    (void)state;
    assert_int_equal(store_file_sweep(folder, &gone, NULL), ERR_OK); /* no files/ yet */
    assert_int_equal(gone, 0);
    assert_int_equal(mkdir(path_of("files"), 0700), 0);
    put("files/.new-dead", "ab");
    assert_lies_there("n .new-dead 2\n");
    keep_and_release(STR("abc"));
    put("files/.new-alive", "a");
    writer = open(path_of("files/.new-alive"), O_RDWR | O_CLOEXEC);
    assert_int_equal(flock(writer, LOCK_EX), 0);
    assert_int_equal(store_file_sweep(folder, &gone, NULL), ERR_OK);
    assert_int_equal(gone, 1);
    assert_int_equal(access(path_of("files/.new-alive"), F_OK), 0);
    assert_lies_there("k ba/" ABC " 3\n"); /* what is being made is nobody's left-over */
    close(writer);
    assert_int_equal(store_file_sweep(folder, &gone, NULL), ERR_OK);
    assert_int_equal(gone, 1);
}

static void test_store_file_each__tells_what_does_not_belong(void **state)
{
    (void)state;
    keep_and_release(STR("abc"));
    assert_int_equal(rename(path_of("files/ba"), path_of("files/bb")), 0); /* the wrong shard */
    assert_lies_there("o bb/" ABC " 3\n");
    assert_int_equal(rename(path_of("files/bb/" ABC), path_of("files/" ABC)), 0);
    assert_lies_there("o " ABC " 3\n");
}

static bool yes(void *ctx, struct str hash)
{
    (void)ctx;
    return str_is(hash, STR(ABC));
}

static bool no(void *ctx, struct str hash)
{
    (void)ctx, (void)hash;
    return false;
}

static void test_store_file_drop__only_what_nobody_holds_or_names(void **state)
{
    CLEANUP(store_file_release) struct store_file f = STORE_FILE_NONE;
    bool gone = true;

    (void)state;
    assert_int_equal(keep(STR("abc"), &f, NULL), ERR_OK);
    assert_int_equal(store_file_drop(folder, STR(ABC), yes, NULL, &gone, NULL), ERR_OK);
    assert_false(gone);
    assert_lies_there(""); /* nor is it told: its row may be about to be written */
    store_file_release(&f);
    assert_int_equal(store_file_drop(folder, STR(ABC), no, NULL, &gone, NULL), ERR_OK);
    assert_false(gone);
    assert_int_equal(store_file_drop(folder, STR(ABC), yes, NULL, &gone, NULL), ERR_OK);
    assert_true(gone);
    assert_int_equal(state_of(ABC), STORE_FILE_MISSING);
    assert_int_equal(store_file_drop(folder, STR(ABC), yes, NULL, &gone, NULL), ERR_NOT_FOUND);
}

/* Whether the kernel has the process wait for a lock. */
static bool is_waiting(pid_t process)
{
    char line[256], mine[32];
    FILE *locks = fopen("/proc/locks", "r");
    bool found = false;

    assert_non_null(locks);
    snprintf(mine, sizeof(mine), " %d ", (int)process);
    while (fgets(line, sizeof(line), locks))
        found = found || (strstr(line, "->") && strstr(line, mine));
    fclose(locks);
    return found;
}

static void test_store_file_keep__does_not_rely_on_what_went_while_it_waited(void **state)
{
    int status, dropper;
    pid_t keeper;

    (void)state;
    keep_and_release(STR("abc"));
    dropper = open(path_of("files/ba/" ABC), O_RDONLY | O_CLOEXEC);
    assert_int_equal(flock(dropper, LOCK_EX), 0);
    if ((keeper = fork()) == 0) {
        close(dropper); /* the lock belongs to the open file, which it shares */
        keep_and_release(STR("abc"));
        _exit(0);
    }
    while (!is_waiting(keeper))
        assert_int_equal(waitpid(keeper, &status, WNOHANG), 0);
    assert_int_equal(unlink(path_of("files/ba/" ABC)), 0);
    close(dropper);
    assert_int_equal(waitpid(keeper, &status, 0), keeper);
    assert_int_equal(status, 0);
    assert_int_equal(state_of(ABC), STORE_FILE_WHOLE);
}

enum { KEEPERS = 4, DROPPERS = 2, TIMES = 200 };

/* Exits 0 when the file was whole each time it was held. */
static void keep_many_times(void)
{
    for (int i = 0; i < TIMES; i++) {
        struct store_file f = STORE_FILE_NONE;
        enum store_file_state state;
        int fd = -1;

        if (memfd_from_bytes(STR("abc"), &fd, NULL) || store_file_keep(folder, fd, &f, NULL) ||
            store_file_check(folder, STR(ABC), &state, NULL) || state != STORE_FILE_WHOLE)
            _exit(1);
        store_file_release(&f);
        memfd_close(&fd);
    }
    _exit(0);
}

static void drop_many_times(void)
{
    for (int i = 0; i < 4 * TIMES; i++) {
        bool gone;
        size_t swept;
        int code = store_file_drop(folder, STR(ABC), yes, NULL, &gone, NULL);

        if ((code && code != ERR_NOT_FOUND) || store_file_sweep(folder, &swept, NULL))
            _exit(1);
    }
    _exit(0);
}

static void test_store_file_keep__holds_against_droppers_and_sweepers(void **state)
{
    int status, bad = 0;

    (void)state;
    for (int i = 0; i < KEEPERS + DROPPERS; i++)
        if (fork() == 0)
            i < KEEPERS ? keep_many_times() : drop_many_times();
    while (wait(&status) > 0)
        bad += status != 0;
    assert_int_equal(bad, 0);
}

#define WITH_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FOLDER(test_store_file_keep__by_hash_for_the_owner_alone),
        WITH_FOLDER(test_store_file_keep__the_same_bytes_are_not_written_again),
        WITH_FOLDER(test_store_file_keep__damaged_bytes_are_replaced),
        WITH_FOLDER(test_store_file_keep__only_sealed_bytes),
        WITH_FOLDER(test_store_file_keep__what_fails_leaves_nothing),
        WITH_FOLDER(test_store_file_open__only_a_hash_names_a_file),
        WITH_FOLDER(test_store_file_open__no_link_leads_out),
        WITH_FOLDER(test_store_file_check__missing),
        WITH_FOLDER(test_store_file_sweep__takes_left_overs_and_nothing_else),
        WITH_FOLDER(test_store_file_each__tells_what_does_not_belong),
        WITH_FOLDER(test_store_file_drop__only_what_nobody_holds_or_names),
        WITH_FOLDER(test_store_file_keep__does_not_rely_on_what_went_while_it_waited),
        WITH_FOLDER(test_store_file_keep__holds_against_droppers_and_sweepers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
