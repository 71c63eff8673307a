#include "sandbox/shut.h"

#include <errno.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "sandbox/sanitizer.h"

enum { NOBODY = 65534, OPEN_FILES = 32 };

static bool limit(int what, rlim_t value)
{
    struct rlimit l = {value, value};

    return setrlimit((__rlimit_resource_t)what, &l) == 0;
}

void sandbox_shut_limits(const struct sandbox_limits *limits, struct sandbox_layer_report *report)
{
    rlim_t cpu = (rlim_t)limits->cpu_seconds;

    *report = (struct sandbox_layer_report){0};
    report->holds[SANDBOX_FILES_CLOSED] = close_range(STDERR_FILENO + 1, ~0u, 0) == 0;
    report->holds[SANDBOX_ENVIRONMENT] = !environ || !environ[0] || SANDBOX_SANITIZED;
    report->holds[SANDBOX_LIMITS] = (SANDBOX_SANITIZED || limit(RLIMIT_AS, limits->memory_bytes)) &&
                                    limit(RLIMIT_CPU, cpu) && limit(RLIMIT_FSIZE, 0) &&
                                    limit(RLIMIT_CORE, 0) && limit(RLIMIT_NPROC, 0) &&
                                    limit(RLIMIT_NOFILE, OPEN_FILES) && limit(RLIMIT_MEMLOCK, 0) &&
                                    limit(RLIMIT_MSGQUEUE, 0);
    report->holds[SANDBOX_PRIVILEGES] = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
                                        prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 &&
                                        prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0;
}

/* An administrator's reader becomes nobody; where that user does not exist (a container with few
 * users) giving up every capability has to do. */
static bool drop_user(void)
{
    struct __user_cap_header_struct head = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct none[2] = {0}, left[2];

    if (geteuid() == 0 && setgroups(0, NULL) == 0 && setresgid(NOBODY, NOBODY, NOBODY) == 0 &&
        setresuid(NOBODY, NOBODY, NOBODY) < 0 && errno != EINVAL)
        return false;
    if (syscall(SYS_capset, &head, none) < 0 || syscall(SYS_capget, &head, left) < 0 ||
        prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) < 0) /* a change of user has taken it back */
        return false;
    return (left[0].permitted | left[1].permitted | left[0].effective | left[1].effective) == 0;
}

/* Newer than the header of Debian 12; the kernel takes what its ABI knows. */
struct landlock_attr {
    uint64_t handled_access_fs, handled_access_net, scoped;
};

static void shut_landlock(struct sandbox_layer_report *report)
{
    /* access bits of the file system that ABI 1, 2, 3 … know; 4 is about the network */
    static const int fs_bits[] = {0, 13, 14, 15, 15, 16};
    struct landlock_attr attr = {0};
    size_t size = sizeof(attr.handled_access_fs);
    long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    int ruleset;

    if (abi < 2)
        return;
    attr.handled_access_fs = (1ull << fs_bits[abi < 5 ? abi : 5]) - 1;
    if (abi >= 4) {
        attr.handled_access_net = 3; /* bind and connect of TCP */
        size = sizeof(uint64_t) * 2;
    }
    if (abi >= 6) {
        attr.scoped = 3; /* abstract sockets and signals to the outside */
        size = sizeof(attr);
    }
    ruleset = (int)syscall(SYS_landlock_create_ruleset, &attr, size, 0);
    if (ruleset < 0)
        return;
    if (syscall(SYS_landlock_restrict_self, ruleset, 0) == 0) {
        report->landlock_abi = (int)(abi < 127 ? abi : 127);
        report->holds[SANDBOX_LANDLOCK] = true;
        report->holds[SANDBOX_LANDLOCK_NET] = abi >= 4;
        report->holds[SANDBOX_LANDLOCK_SCOPE] = abi >= 6;
    }
    close(ruleset);
}

/* Computing, memory, time of day, ending. */
static const int allowed[] = {
    SCMP_SYS(read),
    SCMP_SYS(close),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(brk),
    SCMP_SYS(madvise),
    SCMP_SYS(futex),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(time),
    SCMP_SYS(getrandom),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(sched_yield),
    SCMP_SYS(restart_syscall),
#if SANDBOX_SANITIZED
    SCMP_SYS(sigaltstack),
    SCMP_SYS(nanosleep),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(prctl),
    SCMP_SYS(getrusage),
#endif
};

/* What libraries try in good faith; they can live with a refusal. */
static const int refused[] = {
    SCMP_SYS(open),
    SCMP_SYS(openat),
    SCMP_SYS(openat2),
    SCMP_SYS(stat),
    SCMP_SYS(lstat),
    SCMP_SYS(fstat),
    SCMP_SYS(newfstatat),
    SCMP_SYS(statx),
    SCMP_SYS(access),
    SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2),
    SCMP_SYS(readlink),
    SCMP_SYS(readlinkat),
    SCMP_SYS(getcwd),
    SCMP_SYS(unlink),
    SCMP_SYS(ioctl),
    SCMP_SYS(lseek),
    SCMP_SYS(fcntl),
    SCMP_SYS(pread64),
    SCMP_SYS(statfs),
    SCMP_SYS(uname),
    SCMP_SYS(sysinfo),
    SCMP_SYS(getuid),
    SCMP_SYS(geteuid),
    SCMP_SYS(getgid),
    SCMP_SYS(getegid),
    SCMP_SYS(getrlimit),
    SCMP_SYS(prlimit64),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(fadvise64),
    SCMP_SYS(mkdir),
    SCMP_SYS(rename),
#if !SANDBOX_SANITIZED
    SCMP_SYS(getrusage),
#endif
};

static bool add_rules(scmp_filter_ctx filter)
{
    const struct scmp_arg_cmp not_executable = {
        .arg = 2, .op = SCMP_CMP_MASKED_EQ, .datum_a = PROT_EXEC, .datum_b = 0};
    /* abort() signals its own thread; nobody else can be reached */
    const struct scmp_arg_cmp self = {
        .arg = 0, .op = SCMP_CMP_EQ, .datum_a = (scmp_datum_t)getpid()};
    int bad = 0;

    for (size_t i = 0; i < COUNT(allowed); i++)
        bad |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0);
    for (size_t i = 0; i < COUNT(refused); i++)
        bad |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), refused[i], 0);
    for (scmp_datum_t fd = STDOUT_FILENO; fd <= STDERR_FILENO; fd++) {
        const struct scmp_arg_cmp to = {.arg = 0, .op = SCMP_CMP_EQ, .datum_a = fd};

        bad |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(write), 1, to);
        bad |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(writev), 1, to);
    }
    bad |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, self);
    bad |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, not_executable);
    bad |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, not_executable);
    return bad == 0;
}

static bool shut_seccomp(void)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    bool shut;

    if (!filter)
        return false;
    shut = add_rules(filter) && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return shut;
}

void sandbox_shut_files(struct sandbox_layer_report *report)
{
    report->holds[SANDBOX_USER] = drop_user();
    shut_landlock(report);
}

void sandbox_shut_calls(struct sandbox_layer_report *report)
{
    report->holds[SANDBOX_SECCOMP] = shut_seccomp();
}
