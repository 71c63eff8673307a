/* Every layer is tried from inside by hostile.c; the parent must give one sentence and keep
 * nothing. usage: escape-test HOSTILE NAMRO_READ (paths of the two readers) */

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../unit/test.h"
#include "base/buf.h"
#include "doc/wire.h"
#include "sandbox/input.h"
#include "sandbox/run.h"
#include "sandbox/sanitizer.h"

static const char *hostile, *reader;

static const struct sandbox_limits limits = {
    .memory_bytes = (size_t)64 << 20,
    .output_bytes = (size_t)1 << 20,
    .cpu_seconds = 1,
    .wall_seconds = 3,
};

static int descriptors(void)
{
    DIR *d = opendir("/proc/self/fd");
    int n = 0;

    while (readdir(d))
        n++;
    closedir(d);
    return n;
}

static int input_of(const char *word)
{
    int fd = memfd_create("word", MFD_CLOEXEC);

    if (fd < 0 || write(fd, word, strlen(word)) < 0)
        fail_msg("cannot make an input");
    lseek(fd, 0, SEEK_SET);
    return fd;
}

/* Runs the hostile reader on `word` and checks what must hold whatever it did: no descriptor is
 * left open, no child unreaped, the time is bounded. */
static int try_word(const char *word, struct buf *out, struct err *e)
{
    CLEANUP(sandbox_input_close) int input = input_of(word);
    int before = descriptors(), code;
    time_t start = time(NULL);

    buf_init(out, limits.output_bytes);
    *e = (struct err){0};
    code = sandbox_run(hostile, NULL, input, &limits, out, e);
    assert_int_equal(descriptors(), before);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_true(time(NULL) - start <= limits.wall_seconds + 2);
    if (code) {
        assert_int_equal(e->code, code);
        assert_null(strchr(e->text, '\n'));
        assert_true(strlen(e->text) > 10);
    }
    return code;
}

/* It lived to answer, and found everything it tried shut. */
static void finds_shut(const char *word)
{
    CLEANUP(buf_release) struct buf out;
    struct str rest, four;
    struct err e = {0};

    if (try_word(word, &out, &e))
        fail_msg("%s: %s", word, e.text);
    rest = buf_str(&out);
    if (rest.n == 0 || rest.n % 4)
        fail_msg("%s: no answer", word);
    for (size_t i = 0; i < rest.n; i += 4) {
        four = str_cut(rest, i, i + 4);
        if (!str_is(four, STR("shut")))
            fail_msg("%s: attempt %zu: %.*s", word, i / 4, STR_ARG(four));
    }
}

/* It did not live to answer; the sentence says why. */
static void is_ended(const char *word, enum err_code code, const char *sentence)
{
    CLEANUP(buf_release) struct buf out;
    struct err e = {0};
    int got = try_word(word, &out, &e);

    if (got != (int)code || !str_has(str_from(e.text), str_from(sentence)))
        fail_msg("%s: code %d, \"%s\"", word, got, e.text);
}

static void test_sandbox__files_are_shut(void **state)
{
    (void)state;
    finds_shut("files");
    finds_shut("landlock"); /* two locks: this one without seccomp in front of it */
    assert_int_equal(access("/tmp/namro-hostile", F_OK), -1);
}

static void test_sandbox__nothing_is_inherited(void **state)
{
    int pipe_fd[2], ignored = open("/dev/null", O_RDONLY); /* without O_CLOEXEC */

    (void)state;
    assert_int_equal(pipe(pipe_fd), 0);
    setenv("NAMRO_SECRET", "x", 1);
    finds_shut("descriptors");
    finds_shut("environment");
    close(pipe_fd[0]);
    close(pipe_fd[1]);
    close(ignored);
}

static void test_sandbox__forbidden_things_kill(void **state)
{
    static const char *const words[] = {"network", "unix",   "fork", "thread", "exec",
                                        "kill",    "ptrace", "code", "mount",  "input"};

    (void)state;
    for (size_t i = 0; i < COUNT(words); i++)
        is_ended(words[i], ERR_UNREADABLE, "bị cấm");
}

static void test_sandbox__memory_is_bounded(void **state)
{
    (void)state;
    finds_shut("limits"); /* nor can it give itself more */
    if (SANDBOX_SANITIZED)
        is_ended("memory", ERR_UNREADABLE, "nên không đọc");
    else
        is_ended("memory", ERR_UNREADABLE, "bộ nhớ");
}

static void test_sandbox__time_is_bounded(void **state)
{
    (void)state;
    is_ended("spin", ERR_UNREADABLE, "quá lâu");
    is_ended("sleep", ERR_UNREADABLE, "quá lâu");
    is_ended("linger", ERR_UNREADABLE, "quá lâu");
}

static void test_sandbox__output_is_bounded(void **state)
{
    (void)state;
    is_ended("output", ERR_TOO_BIG, "quá nhiều nội dung");
}

static void test_sandbox__a_crash_is_one_sentence(void **state)
{
    (void)state;
    is_ended("crash", ERR_UNREADABLE, "hỏng giữa chừng");
    is_ended("abort", ERR_UNREADABLE, "hỏng giữa chừng");
    is_ended("status", ERR_UNREADABLE, "hỏng giữa chừng");
}

static void test_sandbox__garbage_is_refused(void **state)
{
    static const char *const words[] = {"garbage", "silence"};

    (void)state;
    for (size_t i = 0; i < COUNT(words); i++) {
        CLEANUP(arena_freep) struct arena *mem = arena_new(1 << 20);
        CLEANUP(buf_release) struct buf out;
        struct doc_tree *tree;
        struct err e = {0};

        assert_int_equal(try_word(words[i], &out, &e), ERR_OK);
        assert_int_equal(doc_wire_read(mem, out.p, out.n, &tree, &e), ERR_UNREADABLE);
    }
}

/* Number of a running child of `parent`, 0 when it has none; parent and state stand in
 * /proc/N/stat. */
static pid_t child_of(pid_t parent)
{
    DIR *d = opendir("/proc");
    struct dirent *entry;
    pid_t found = 0;

    while (!found && (entry = readdir(d))) {
        pid_t pid = (pid_t)strtol(entry->d_name, NULL, 10);
        char path[64], state = 0;
        int above = 0;
        FILE *f;

        snprintf(path, sizeof(path), "/proc/%d/stat", (int)pid);
        f = pid > 0 ? fopen(path, "r") : NULL;
        if (f && fscanf(f, "%*d (%*[^)]) %c %d", &state, &above) == 2 && above == parent &&
            state != 'Z')
            found = pid;
        if (f)
            fclose(f);
    }
    closedir(d);
    return found;
}

static bool runs(pid_t pid)
{
    char path[64], state = 'Z';
    FILE *f;

    snprintf(path, sizeof(path), "/proc/%d/stat", (int)pid);
    f = fopen(path, "r");
    if (f && fscanf(f, "%*d (%*[^)]) %c", &state) != 1)
        state = 'Z';
    if (f)
        fclose(f);
    return state != 'Z';
}

/* A reader does not outlive the one who asked: its parent is killed while it sleeps. */
static void test_sandbox__a_reader_dies_with_its_parent(void **state)
{
    const struct timespec tick = {0, 10000000};
    pid_t parent = fork(), child = 0;
    int status;

    (void)state;
    if (parent == 0) {
        struct buf out;
        struct err e = {0};

        (void)!try_word("sleep", &out, &e);
        _exit(0);
    }
    for (int i = 0; i < 200 && !child; i++) {
        nanosleep(&tick, NULL);
        child = child_of(parent);
    }
    assert_true(child > 0);
    for (int i = 0; i < 30; i++) /* time to shut its doors */
        nanosleep(&tick, NULL);
    kill(parent, SIGKILL);
    assert_int_equal(waitpid(parent, &status, 0), parent);
    for (int i = 0; i < 200 && runs(child); i++)
        nanosleep(&tick, NULL);
    assert_false(runs(child));
}

static void test_sandbox__a_missing_reader_is_a_sentence(void **state)
{
    CLEANUP(sandbox_input_close) int input = input_of("x");
    CLEANUP(buf_release) struct buf out;
    int before = descriptors();
    struct err e = {0};

    (void)state;
    buf_init(&out, 100);
    assert_int_equal(sandbox_run("/nonexistent/namro-read", NULL, input, &limits, &out, &e),
                     ERR_SYSTEM);
    assert_int_equal(descriptors(), before);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
}

/* The real reader refuses to work where a layer does not hold: here the environment. */
static void test_sandbox__a_missing_layer_refuses_the_file(void **state)
{
    char command[5000], line[600] = "";
    FILE *f;

    (void)state;
    if (SANDBOX_SANITIZED)
        return;
    snprintf(command, sizeof(command), "X=1 '%s' </proc/self/exe | cat", reader);
    f = popen(command, "r");
    assert_non_null(f);
    assert_true(fread(line, 1, sizeof(line) - 1, f) > 0);
    pclose(f);
    assert_int_equal(line[0], 'E');
    assert_int_equal(line[5], ERR_UNSAFE);
    assert_true(str_has(str_from(line + 6), STR("biến môi trường")));
}

static void test_sandbox_input__takes_regular_files_only(void **state)
{
    char folder[] = "/tmp/namro-input-XXXXXX", path[64];
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd, input, before = descriptors();
    struct err e = {0};

    (void)state;
    assert_non_null(mkdtemp(folder));
    assert_int_equal(sandbox_input_open(folder, 10, &fd, &e), ERR_UNREADABLE);
    assert_int_equal(sandbox_input_open("/dev/null", 10, &fd, &e), ERR_UNREADABLE);
    assert_int_equal(sandbox_input_open("/dev/zero", 10, &fd, &e), ERR_UNREADABLE);
    snprintf(path, sizeof(path), "%s/none", folder);
    assert_int_equal(sandbox_input_open(path, 10, &fd, &e), ERR_NOT_FOUND);
    snprintf(path, sizeof(path), "%s/pipe", folder);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_int_equal(sandbox_input_open(path, 10, &fd, &e), ERR_UNREADABLE);
    unlink(path);
    snprintf(address.sun_path, sizeof(address.sun_path), "%s/socket", folder);
    fd = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof(address)), 0);
    close(fd);
    assert_int_equal(sandbox_input_open(address.sun_path, 10, &fd, &e), ERR_UNREADABLE);
    unlink(address.sun_path);
    snprintf(path, sizeof(path), "%s/file", folder);
    fd = open(path, O_WRONLY | O_CREAT, 0600);
    assert_int_equal(sandbox_input_open(path, 10, &input, &e), ERR_EMPTY);
    assert_int_equal(write(fd, "0123456789a", 11), 11);
    close(fd);
    assert_int_equal(sandbox_input_open(path, 10, &fd, &e), ERR_TOO_BIG);
    assert_int_equal(sandbox_input_open(path, 11, &fd, &e), ERR_OK);
    sandbox_input_close(&fd);
    assert_int_equal(descriptors(), before); /* the refused ones too */
    unlink(path);
    rmdir(folder);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sandbox__files_are_shut),
        cmocka_unit_test(test_sandbox__nothing_is_inherited),
        cmocka_unit_test(test_sandbox__forbidden_things_kill),
        cmocka_unit_test(test_sandbox__memory_is_bounded),
        cmocka_unit_test(test_sandbox__time_is_bounded),
        cmocka_unit_test(test_sandbox__output_is_bounded),
        cmocka_unit_test(test_sandbox__a_crash_is_one_sentence),
        cmocka_unit_test(test_sandbox__garbage_is_refused),
        cmocka_unit_test(test_sandbox__a_reader_dies_with_its_parent),
        cmocka_unit_test(test_sandbox__a_missing_reader_is_a_sentence),
        cmocka_unit_test(test_sandbox__a_missing_layer_refuses_the_file),
        cmocka_unit_test(test_sandbox_input__takes_regular_files_only),
    };

    if (argc != 3)
        return 2;
    hostile = argv[1];
    reader = argv[2];
    return cmocka_run_group_tests(tests, NULL, NULL);
}
