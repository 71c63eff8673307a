#include "sandbox/run.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/pidfd.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "sandbox/input.h"
#include "sandbox/sanitizer.h"

enum { PIECE = 64 * 1024 };

/* What the end of a reader looked like from here. */
struct fate {
    bool late, flooded; /* we ended it: time, output */
    int status;         /* of wait4() */
    size_t peak_bytes;
};

int sandbox_run_find(char *path, size_t size, struct err *e)
{
    ssize_t n = readlink("/proc/self/exe", path, size);
    char *slash;

    if (n > 0 && (size_t)n < size) {
        path[n] = 0;
        slash = strrchr(path, '/');
        if (slash && (size_t)(slash + 1 - path) + sizeof("namro-read") <= size) {
            memcpy(slash + 1, "namro-read", sizeof("namro-read"));
            if (access(path, X_OK) == 0)
                return ERR_OK;
        }
    }
    if ((size_t)snprintf(path, size, "%s/namro-read", NAMRO_LIBEXEC) < size &&
        access(path, X_OK) == 0)
        return ERR_OK;
    return err_set(e, ERR_SYSTEM, N_("Không thấy chương trình namro-read bên cạnh namro."));
}

/* No descriptor but 0, 1, 2 crosses over, no variable of the environment, no signal setting. */
static int spawn(const char *program, const char *argument, int input, int output, pid_t *pid)
{
    char *argv[] = {(char *)program, (char *)argument, NULL};
    char *environment[] = {SANDBOX_SANITIZED ? (char *)SANDBOX_SANITIZER_OPTIONS : NULL, NULL};
    posix_spawn_file_actions_t files;
    posix_spawnattr_t how;
    sigset_t none, all;
    int code;

    sigemptyset(&none);
    sigfillset(&all);
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
    if (!SANDBOX_SANITIZED)
        posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
    posix_spawnattr_init(&how);
    posix_spawnattr_setsigmask(&how, &none);
    posix_spawnattr_setsigdefault(&how, &all);
    posix_spawnattr_setflags(&how,
                             POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    code = posix_spawn(pid, program, &files, &how, argv, environment);
    posix_spawnattr_destroy(&how);
    posix_spawn_file_actions_destroy(&files);
    return code;
}

static int64_t milliseconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Takes what the pipe holds now. False when nothing will come any more or the ceiling is reached.
 */
static bool take(int pipe, struct buf *out)
{
    char piece[PIECE];
    ssize_t n;

    while ((n = read(pipe, piece, sizeof(piece))) > 0) {
        buf_add(out, (struct str){piece, (size_t)n});
        if (buf_failed(out))
            return false;
    }
    return n < 0 && (errno == EAGAIN || errno == EINTR);
}

/* Listens until the reader has ended, or until it must be ended. */
static void listen_to(int pipe, int process, int wall_seconds, struct buf *out, struct fate *fate)
{
    int64_t deadline = milliseconds() + (int64_t)wall_seconds * 1000;
    struct pollfd on[2] = {{process, POLLIN, 0}, {pipe, POLLIN, 0}};

    for (;;) {
        int64_t left = deadline - milliseconds();

        fate->late = left <= 0;
        if (fate->late || (poll(on, 2, (int)left) < 0 && errno != EINTR))
            return;
        if (on[1].revents && !take(pipe, out))
            on[1].fd = -1;
        fate->flooded = buf_failed(out);
        if (on[0].revents || fate->flooded)
            break;
    }
    if (!fate->flooded && on[1].fd >= 0)
        take(pipe, out);
    fate->flooded = buf_failed(out);
}

static int judge(const struct fate *fate, const struct sandbox_limits *limits, struct err *e)
{
    int signal = WIFSIGNALED(fate->status) ? WTERMSIG(fate->status) : 0;

    if (fate->flooded)
        return err_set(e, ERR_TOO_BIG, N_("Văn bản có quá nhiều nội dung nên không đọc."));
    if (fate->late || signal == SIGXCPU || signal == SIGKILL)
        return err_set(e, ERR_UNREADABLE, N_("Tệp bắt bộ đọc chạy quá lâu nên không đọc."));
    if (WIFEXITED(fate->status) && WEXITSTATUS(fate->status) == 0)
        return ERR_OK;
    if (signal == SIGSYS)
        return err_set(e, ERR_UNREADABLE,
                       N_("Tệp làm bộ đọc thử một việc bị cấm nên đã dừng đọc."));
    /* Libraries answer a refused allocation by abort() or a crash, our own code by status 1. */
    if ((WIFEXITED(fate->status) && WEXITSTATUS(fate->status) == 1) ||
        fate->peak_bytes > limits->memory_bytes / 2)
        return err_set(e, ERR_UNREADABLE, N_("Tệp đòi quá nhiều bộ nhớ nên không đọc."));
    return err_set(e, ERR_UNREADABLE, N_("Tệp làm bộ đọc hỏng giữa chừng nên không đọc (mã %d)."),
                   signal ? signal : 256 + WEXITSTATUS(fate->status));
}

static void close_both(int (*pipe)[2])
{
    sandbox_input_close(&(*pipe)[0]);
    sandbox_input_close(&(*pipe)[1]);
}

int sandbox_run(const char *program, const char *argument, int input,
                const struct sandbox_limits *limits, struct buf *out, struct err *e)
{
    CLEANUP(close_both) int pipe[2] = {-1, -1};
    CLEANUP(sandbox_input_close) int process = -1;
    struct fate fate = {0};
    struct rusage use = {0};
    pid_t pid, ended;
    int code;

    if (pipe2(pipe, O_CLOEXEC) < 0 || fcntl(pipe[0], F_SETFL, O_NONBLOCK) < 0)
        return err_set(e, ERR_SYSTEM, N_("Không mở được đường nối tới bộ đọc tệp."));
    code = spawn(program, argument, input, pipe[1], &pid);
    if (code)
        return err_set(e, ERR_SYSTEM, N_("Không khởi động được bộ đọc tệp (mã lỗi %d)."), code);
    sandbox_input_close(&pipe[1]);
    process = pidfd_open(pid, 0); /* not reaped yet, so the number is still its own */
    if (process >= 0)
        listen_to(pipe[0], process, limits->wall_seconds, out, &fate);
    kill(pid, SIGKILL); /* nothing happens to one that has ended */
    while ((ended = wait4(pid, &fate.status, 0, &use)) < 0 && errno == EINTR)
        ;
    if (process < 0 || ended < 0)
        return err_set(e, ERR_SYSTEM, N_("Không theo dõi được bộ đọc tệp."));
    fate.peak_bytes = (size_t)use.ru_maxrss * 1024;
    return judge(&fate, limits, e);
}
