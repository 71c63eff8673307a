/* The tape of tape.c where no file system can be mounted: a library that is loaded into a program
 * before all others (LD_PRELOAD) and writes down its changes below a folder. What goes round these
 * calls (stdio, mappings) is not on the tape; the laboratory compares the two in the end.
 *
 *   TAPE_FOLDER  the folder, without links in its path
 *   TAPE         the tape; beside it TAPE.syncs has a byte for each sync so far, of all programs
 *   TAPE_EIO_AT  the how manieth sync fails (0: none)
 *   TAPE_ROOM    bytes that the tape may have before the disk is full (none: no end) */

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))real(#name))

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void *real(const char *name)
{
    void *found = dlsym(RTLD_NEXT, name);

    if (!found)
        abort();
    return found;
}

/* Paths ---------------------------------------------------------------------------------------- */

/* A path without "." and with every folder named, as far as the programs write them. */
static bool path_of(int at, const char *path, char ret[PATH_MAX])
{
    char link[64];
    ssize_t n = 0;

    if (*path != '/') {
        snprintf(link, sizeof(link), at == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/%d", at);
        if ((n = readlink(link, ret, PATH_MAX - 1)) < 0)
            return false;
        ret[n++] = '/';
    }
    return snprintf(ret + n, (size_t)(PATH_MAX - n), "%s", path) < PATH_MAX - n;
}

static bool is_below(const char *path)
{
    const char *folder = getenv("TAPE_FOLDER");
    size_t n = folder ? strlen(folder) : 0;

    return n && strncmp(path, folder, n) == 0 && (!path[n] || path[n] == '/');
}

static bool entry_is_below(int at, const char *path, char ret[PATH_MAX])
{
    return path_of(at, path, ret) && is_below(ret);
}

static bool file_is_below(int fd)
{
    char link[64], path[PATH_MAX];
    ssize_t n;

    snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
    if ((n = readlink(link, path, sizeof(path) - 1)) < 0)
        return false;
    path[n] = 0;
    return is_below(path);
}

/* The tape ------------------------------------------------------------------------------------- */

static int open_beside(const char *behind, int flags)
{
    char path[PATH_MAX];
    int fd;

    snprintf(path, sizeof(path), "%s%s", getenv("TAPE"), behind);
    if ((fd = REAL(open)(path, flags | O_CLOEXEC, 0600)) < 0)
        abort();
    return fd;
}

/* From here to tape_end() nobody else changes anything, in any program. */
static int tape_begin(void)
{
    int tape;

    pthread_mutex_lock(&mutex);
    tape = open_beside("", O_WRONLY | O_APPEND | O_CREAT);
    while (flock(tape, LOCK_EX) < 0)
        if (errno != EINTR)
            abort();
    return tape;
}

static void tape_end(int tape)
{
    int number = errno;

    close(tape);
    pthread_mutex_unlock(&mutex);
    errno = number;
}

static void put(int tape, const void *bytes, size_t n)
{
    if (REAL(write)(tape, bytes, n) != (ssize_t)n)
        abort();
}

/* Bytes that are left on the disk, of `n` that are wanted; 0 with errno. */
static size_t room_for(int tape, size_t n)
{
    const char *room = getenv("TAPE_ROOM");
    off_t left = room ? atoll(room) - lseek(tape, 0, SEEK_END) : (off_t)n;

    if (left <= 0)
        errno = ENOSPC;
    return left <= 0 ? 0 : (size_t)left < n ? (size_t)left : n;
}

static unsigned long inode_at(const char *path)
{
    struct stat st;

    return lstat(path, &st) < 0 ? 0 : st.st_ino;
}

static unsigned long inode_of(int fd)
{
    struct stat st;

    return fstat(fd, &st) < 0 ? 0 : st.st_ino;
}

/* " INODE NAME", as in tape.c */
static int entry(const char *path, char *to, size_t room)
{
    char parent[PATH_MAX];
    const char *name = strrchr(path, '/') + 1;
    int n;

    snprintf(parent, sizeof(parent), "%.*s", (int)(name - path - 1), path);
    n = snprintf(to, room, " %lu ", inode_at(parent));
    for (; *name && (size_t)n + 4 < room; name++)
        n += snprintf(to + n, room - (size_t)n,
                      *name <= ' ' || *name == '%' || *name >= 127 ? "%%%02X" : "%c",
                      (unsigned char)*name);
    return n;
}

/* A word about one name or, with `to`, two; with the inode behind where it `has` one. */
static void say(int tape, const char *word, const char *path, const char *to, bool has)
{
    char line[2048];
    size_t n = (size_t)snprintf(line, sizeof(line), "%s", word);
    int number = errno;

    n += (size_t)entry(path, line + n, sizeof(line) - n);
    if (to)
        n += (size_t)entry(to, line + n, sizeof(line) - n);
    if (has)
        n += (size_t)snprintf(line + n, sizeof(line) - n, " %lu", inode_at(path));
    line[n++] = '\n';
    put(tape, line, n);
    errno = number;
}

static void say_size(int tape, int fd, off_t size)
{
    char line[128];
    int n = snprintf(line, sizeof(line), "size %lu %lld\n", inode_of(fd), (long long)size);

    put(tape, line, (size_t)n);
}

/* Files ---------------------------------------------------------------------------------------- */

static int open_file(int at, const char *path, int flags, mode_t mode)
{
    char full[PATH_MAX];
    int tape, fd;
    bool was;

    if (!(flags & (O_CREAT | O_TRUNC)) || !entry_is_below(at, path, full))
        return REAL(openat)(at, path, flags, mode);
    tape = tape_begin();
    was = inode_at(full) != 0;
    /* Of its log and memory SQLite would forget why they could not be made: it tries once more, for
     * reading. */
    fd = was || strstr(full, ".db-") || room_for(tape, 1) ? REAL(openat)(at, path, flags, mode)
                                                          : -1;
    if (fd >= 0 && !was)
        say(tape, "create", full, NULL, true);
    else if (fd >= 0 && flags & O_TRUNC)
        say_size(tape, fd, 0);
    tape_end(tape);
    return fd;
}

#define MODE(last)                                                                                 \
    mode_t mode = 0;                                                                               \
    if (flags & O_CREAT) {                                                                         \
        va_list more;                                                                              \
        va_start(more, last);                                                                      \
        mode = va_arg(more, mode_t);                                                               \
        va_end(more);                                                                              \
    }

int open(const char *path, int flags, ...)
{
    MODE(flags)
    return open_file(AT_FDCWD, path, flags, mode);
}

int openat(int at, const char *path, int flags, ...)
{
    MODE(flags)
    return open_file(at, path, flags, mode);
}

int creat(const char *path, mode_t mode)
{
    return open_file(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}

/* At `at`, or where the file stands (-1). */
static ssize_t write_file(int fd, const void *from, size_t n, off_t at)
{
    char line[128];
    int tape, words;
    ssize_t r;

    if (!file_is_below(fd))
        return at < 0 ? REAL(write)(fd, from, n) : REAL(pwrite)(fd, from, n, at);
    tape = tape_begin();
    if (at < 0)
        at = lseek(fd, 0, fcntl(fd, F_GETFL) & O_APPEND ? SEEK_END : SEEK_CUR);
    n = room_for(tape, n);
    r = n ? REAL(pwrite)(fd, from, n, at) : -1;
    if (r > 0) {
        lseek(fd, at + r, SEEK_SET);
        words = snprintf(line, sizeof(line), "write %lu %lld %zd\n", inode_of(fd), (long long)at,
                         r);
        put(tape, line, (size_t)words);
        put(tape, from, (size_t)r);
    }
    tape_end(tape);
    return r;
}

ssize_t write(int fd, const void *from, size_t n)
{
    return write_file(fd, from, n, -1);
}

ssize_t pwrite(int fd, const void *from, size_t n, off_t at)
{
    return write_file(fd, from, n, at);
}

int ftruncate(int fd, off_t size)
{
    int tape, r;

    if (!file_is_below(fd))
        return REAL(ftruncate)(fd, size);
    tape = tape_begin();
    if ((r = REAL(ftruncate)(fd, size)) == 0)
        say_size(tape, fd, size);
    tape_end(tape);
    return r;
}

/* How many syncs there were, this one among them. */
static long count_sync(void)
{
    int fd = open_beside(".syncs", O_WRONLY | O_APPEND | O_CREAT);
    long n;

    put(fd, ".", 1);
    n = lseek(fd, 0, SEEK_END);
    close(fd);
    return n;
}

static int sync_file(int fd, int (*sync)(int))
{
    const char *eio_at = getenv("TAPE_EIO_AT");
    char line[128];
    bool fails;
    int tape, n;

    if ((n = sync(fd)) < 0 || !file_is_below(fd))
        return n;
    tape = tape_begin();
    fails = count_sync() == (eio_at ? atol(eio_at) : 0);
    n = snprintf(line, sizeof(line), "%s %lu\n", fails ? "lost" : "sync", inode_of(fd));
    put(tape, line, (size_t)n);
    tape_end(tape);
    errno = fails ? EIO : errno;
    return fails ? -1 : 0;
}

int fsync(int fd)
{
    return sync_file(fd, REAL(fsync));
}

int fdatasync(int fd)
{
    return sync_file(fd, REAL(fdatasync));
}

/* Names ---------------------------------------------------------------------------------------- */

int mkdirat(int at, const char *path, mode_t mode)
{
    char full[PATH_MAX];
    int tape, r;

    if (!entry_is_below(at, path, full))
        return REAL(mkdirat)(at, path, mode);
    tape = tape_begin();
    r = inode_at(full) || room_for(tape, 1) ? REAL(mkdirat)(at, path, mode) : -1;
    if (r == 0)
        say(tape, "mkdir", full, NULL, true);
    tape_end(tape);
    return r;
}

int mkdir(const char *path, mode_t mode)
{
    return mkdirat(AT_FDCWD, path, mode);
}

int unlinkat(int at, const char *path, int flags)
{
    char full[PATH_MAX];
    int tape, r;

    if (!entry_is_below(at, path, full))
        return REAL(unlinkat)(at, path, flags);
    tape = tape_begin();
    if ((r = REAL(unlinkat)(at, path, flags)) == 0)
        say(tape, "unlink", full, NULL, false);
    tape_end(tape);
    return r;
}

int unlink(const char *path)
{
    return unlinkat(AT_FDCWD, path, 0);
}

int rmdir(const char *path)
{
    return unlinkat(AT_FDCWD, path, AT_REMOVEDIR);
}

int renameat2(int at, const char *path, int to_at, const char *to, unsigned flags)
{
    char full[PATH_MAX], full_to[PATH_MAX];
    int tape, r;

    if (!entry_is_below(at, path, full) || !entry_is_below(to_at, to, full_to))
        return REAL(renameat2)(at, path, to_at, to, flags);
    tape = tape_begin();
    if ((r = REAL(renameat2)(at, path, to_at, to, flags)) == 0)
        say(tape, "rename", full, full_to, false);
    tape_end(tape);
    return r;
}

int renameat(int at, const char *path, int to_at, const char *to)
{
    return renameat2(at, path, to_at, to, 0);
}

int rename(const char *path, const char *to)
{
    return renameat2(AT_FDCWD, path, AT_FDCWD, to, 0);
}

int linkat(int at, const char *path, int to_at, const char *to, int flags)
{
    char full[PATH_MAX];
    int tape, r;

    if (!entry_is_below(to_at, to, full))
        return REAL(linkat)(at, path, to_at, to, flags);
    tape = tape_begin();
    if ((r = REAL(linkat)(at, path, to_at, to, flags)) == 0)
        say(tape, "link", full, NULL, true);
    tape_end(tape);
    return r;
}

int link(const char *path, const char *to)
{
    return linkat(AT_FDCWD, path, AT_FDCWD, to, 0);
}

/* The same under the names that programs with 64-bit offsets, or fortified ones, call. */
#define ALSO(name, other) __typeof__(name) other __attribute__((alias(#name)))

ALSO(open, open64);
ALSO(openat, openat64);
ALSO(creat, creat64);
ALSO(pwrite, pwrite64);
ALSO(ftruncate, ftruncate64);
ALSO(open, __open_2);
ALSO(open, __open64_2);
ALSO(openat, __openat_2);
ALSO(openat, __openat64_2);
