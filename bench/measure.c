/* Runs a command and tells what it cost: usage: measure cpu|memory RUNS COMMAND [ARG…]
 * cpu:    median of user + system seconds, all processes of the command together
 * memory: largest over the runs of the sum of every process's own peak (VmHWM at its exit), in MiB
 * Output of the command is thrown away. Exit status: that of the last run, 125 when it cannot
 * start. */

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static pid_t start(char **command, int traced)
{
    pid_t pid = fork();
    int null;

    if (pid)
        return pid;
    null = open("/dev/null", O_RDWR);
    dup2(null, 0);
    dup2(null, 1);
    dup2(null, 2);
    if (traced) {
        ptrace(PTRACE_TRACEME, 0, NULL, NULL);
        raise(SIGSTOP);
    }
    execvp(command[0], command);
    _exit(125);
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static int cpu(char **command, int runs)
{
    double cost[1000];
    int status = 0;

    for (int i = 0; i < runs; i++) {
        struct rusage use;
        pid_t pid = start(command, 0);

        if (wait4(pid, &status, 0, &use) != pid)
            return 125;
        cost[i] = seconds(use.ru_utime) + seconds(use.ru_stime);
    }
    qsort(cost, (size_t)runs, sizeof(cost[0]), by_value);
    printf("%.6f\n", cost[runs / 2]);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 124;
}

static long peak(pid_t pid)
{
    char path[64], line[256];
    long kib = 0;
    FILE *f;

    snprintf(path, sizeof(path), "/proc/%d/status", (int)pid);
    f = fopen(path, "r");
    while (f && fgets(line, sizeof(line), f))
        if (strncmp(line, "VmHWM:", 6) == 0)
            kib = strtol(line + 6, NULL, 10);
    if (f)
        fclose(f);
    return kib;
}

/* One run with every process stopped at its exit, where its peak can still be read. */
static long traced_run(char **command, int *ret)
{
    pid_t first = start(command, 1), pid;
    long kib = 0;
    int status;

    if (waitpid(first, &status, 0) != first)
        return 0;
    ptrace(PTRACE_SETOPTIONS, first, NULL,
           PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE | PTRACE_O_TRACEEXIT);
    ptrace(PTRACE_CONT, first, NULL, NULL);
    while ((pid = waitpid(-1, &status, __WALL)) > 0) {
        long pass = 0;

        if (pid == first && (WIFEXITED(status) || WIFSIGNALED(status)))
            *ret = WIFEXITED(status) ? WEXITSTATUS(status) : 124;
        if (!WIFSTOPPED(status))
            continue;
        if (status >> 8 == (SIGTRAP | PTRACE_EVENT_EXIT << 8))
            kib += peak(pid);
        else if (WSTOPSIG(status) != SIGTRAP && WSTOPSIG(status) != SIGSTOP)
            pass = WSTOPSIG(status);
        ptrace(PTRACE_CONT, pid, NULL, pass);
    }
    return kib;
}

static int memory(char **command, int runs)
{
    long most = 0;
    int status = 0;

    for (int i = 0; i < runs; i++) {
        long kib = traced_run(command, &status);

        most = kib > most ? kib : most;
    }
    printf("%.2f\n", (double)most / 1024);
    return status;
}

int main(int argc, char **argv)
{
    int runs = argc > 3 ? (int)strtol(argv[2], NULL, 10) : 0;

    if (runs < 1 || runs > 1000) {
        fprintf(stderr, "usage: measure cpu|memory RUNS COMMAND [ARG…]\n");
        return 125;
    }
    return strcmp(argv[1], "cpu") == 0 ? cpu(argv + 3, runs) : memory(argv + 3, runs);
}
