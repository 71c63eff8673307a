/* Stands in for namro-read: shuts its doors with the same code, then tries what an attacker would.
 * What it tries comes from the file it was started on: one word. "open" and its like answer "shut"
 * or "OPEN" on the pipe; what must kill the process answers "OPEN" if it lives on. */

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sandbox/sanitizer.h"
#include "sandbox/shut.h"

static const struct sandbox_limits limits = {
    .memory_bytes = (size_t)64 << 20,
    .cpu_seconds = 1,
};

static void answer(bool shut)
{
    const char *word = shut ? "shut" : "OPEN";

    if (write(STDOUT_FILENO, word, 4) != 4)
        _exit(9);
}

static bool is_shut(long result)
{
    return result < 0 && (errno == EPERM || errno == EACCES);
}

static void try_files(void)
{
    struct stat st;

    answer(is_shut(open("/etc/passwd", O_RDONLY)));
    answer(is_shut(open("/proc/self/mem", O_RDWR)));
    answer(is_shut(openat(AT_FDCWD, ".", O_RDONLY | O_DIRECTORY)));
    answer(is_shut(open("/tmp/namro-hostile", O_WRONLY | O_CREAT, 0600)));
    answer(is_shut(stat("/etc/passwd", &st)));
    answer(is_shut(unlink("/tmp/namro-hostile")));
    answer(is_shut(mkdir("/tmp/namro-hostile", 0700)));
    answer(is_shut(access("/etc/passwd", R_OK)));
}

/* Landlock by itself, before seccomp stands in front of it. */
static void try_landlock(const struct sandbox_layer_report *report)
{
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons(9)};

    answer(is_shut(open("/etc/passwd", O_RDONLY)));
    answer(is_shut(openat(AT_FDCWD, "/", O_RDONLY | O_DIRECTORY)));
    answer(is_shut(open("/tmp/namro-hostile", O_WRONLY | O_CREAT, 0600)));
    answer(is_shut(mkdir("/tmp/namro-hostile", 0700)));
    execve("/bin/echo", (char *[]){(char *)"echo", (char *)"OPEN", NULL}, NULL); /* must return */
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (report->holds[SANDBOX_LANDLOCK_NET])
        answer(is_shut(
            connect(socket(AF_INET, SOCK_STREAM, 0), (struct sockaddr *)&here, sizeof(here))));
    if (report->holds[SANDBOX_LANDLOCK_SCOPE])
        answer(is_shut(kill(getppid(), 0)));
}

static void try_input(void)
{
    answer(is_shut(write(STDIN_FILENO, "x", 1)));
}

static void try_descriptors(void)
{
    char c;

    for (int fd = 3; fd < 1024; fd++)
        if (read(fd, &c, 1) >= 0 || errno != EBADF) {
            answer(false);
            return;
        }
    answer(true);
}

static void try_environment(void)
{
    answer(SANDBOX_SANITIZED || !environ || !environ[0]);
}

static void try_memory(void)
{
    size_t got = 0;

    for (; got < (size_t)4 << 30; got += 1 << 20) {
        char *p = malloc(1 << 20);

        if (!p)
            _exit(1); /* as an arena does */
        memset(p, 1, 1 << 20);
    }
    answer(false);
}

static void try_output(void)
{
    static char piece[65536];

    for (;;)
        if (write(STDOUT_FILENO, piece, sizeof(piece)) < 0)
            _exit(9);
}

static void try_spin(void)
{
    for (volatile unsigned long n = 0;; n++)
        ;
}

/* Sleeping is not allowed, so it waits for a pipe of its own that never speaks: a futex. */
static void try_sleep(void)
{
    static int never;

    for (;;)
        syscall(SYS_futex, &never, 0, 0, NULL, NULL, 0);
}

static void try_network(void)
{
    answer(is_shut(socket(AF_INET, SOCK_STREAM, 0)));
}

static void try_unix_socket(void)
{
    answer(is_shut(socket(AF_UNIX, SOCK_STREAM, 0)));
}

static void try_fork(void)
{
    answer(is_shut(fork()));
}

static void try_thread(void)
{
    answer(is_shut(syscall(SYS_clone, 0x10F00, NULL, NULL, NULL, NULL)));
}

static void try_exec(void)
{
    char *argv[] = {(char *)"sh", NULL};

    answer(is_shut(execve("/bin/sh", argv, NULL)));
}

static void try_kill(void)
{
    answer(is_shut(kill(getppid(), SIGKILL)));
}

static void try_ptrace(void)
{
    answer(is_shut(ptrace(PTRACE_TRACEME, 0, NULL, NULL)));
}

static void try_code(void)
{
    answer(is_shut((long)mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
                              MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)));
}

static void try_limits(void)
{
    struct rlimit more = {RLIM_INFINITY, RLIM_INFINITY};

    answer(is_shut(setrlimit(RLIMIT_NOFILE, &more)));
}

static void try_mount(void)
{
    answer(is_shut(syscall(SYS_mount, "none", "/tmp", "tmpfs", 0, NULL)));
}

static void try_crash(void)
{
    volatile int *volatile nowhere = NULL;

    *nowhere = 1;
}

static void try_abort(void)
{
    abort();
}

static void try_garbage(void)
{
    static const char text[] = "N\377\377\377\377 not a frame at all";

    if (write(STDOUT_FILENO, text, sizeof(text)) < 0)
        _exit(9);
}

static void try_silence(void)
{
}

static void try_status(void)
{
    _exit(42);
}

/* Answers, lets go of the pipe and stays. */
static void try_linger(void)
{
    answer(true);
    close(STDOUT_FILENO);
    try_spin();
}

static const struct {
    const char *word;
    void (*run)(void);
} attempts[] = {
    {"files", try_files},
    {"input", try_input},
    {"descriptors", try_descriptors},
    {"environment", try_environment},
    {"memory", try_memory},
    {"output", try_output},
    {"spin", try_spin},
    {"sleep", try_sleep},
    {"network", try_network},
    {"unix", try_unix_socket},
    {"fork", try_fork},
    {"thread", try_thread},
    {"exec", try_exec},
    {"kill", try_kill},
    {"ptrace", try_ptrace},
    {"code", try_code},
    {"limits", try_limits},
    {"mount", try_mount},
    {"crash", try_crash},
    {"abort", try_abort},
    {"garbage", try_garbage},
    {"silence", try_silence},
    {"status", try_status},
    {"linger", try_linger},
};

int main(void)
{
    struct sandbox_layer_report report;
    char word[32] = "";
    struct err e = {0};

    sandbox_shut_limits(&limits, &report);
    if (read(STDIN_FILENO, word, sizeof(word) - 1) <= 0)
        _exit(8);
    sandbox_shut_files(&report);
    if (strcmp(word, "landlock") == 0) {
        try_landlock(&report);
        _exit(0);
    }
    sandbox_shut_calls(&report);
    if (sandbox_layer_check(&report, &e))
        _exit(7);
    for (size_t i = 0; i < COUNT(attempts); i++)
        if (strcmp(word, attempts[i].word) == 0) {
            attempts[i].run();
            _exit(0);
        }
    _exit(6);
}
