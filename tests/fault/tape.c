/* A file system that passes everything through to a folder and writes each change on a tape, in the
 * order in which it happened. What a power cut leaves at any place of the tape is worked out
 * afterwards (disk.py), so one run of a program serves for every moment and every way to fail.
 *
 * usage: tape FOLDER MOUNTPOINT TAPE [EIO-AT]
 *   EIO-AT  the how manieth fsync fails once (0: none)
 * Prints "ready" once mounted; ends when unmounted. A line of the tape is a word and its fields,
 * inodes as numbers, names with %XX; behind `write` come its bytes. setxattr(user.mark) makes a
 * mark, so that the tape knows when something was acknowledged. */

#define FUSE_USE_VERSION 31

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fuse3/fuse.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

static int folder;
static FILE *tape;
static long eio_at, syncs;

static const char *below(const char *path)
{
    return path[1] ? path + 1 : ".";
}

static int result(int r)
{
    return r < 0 ? -errno : 0;
}

static unsigned long inode_at(const char *path)
{
    struct stat st;

    return fstatat(folder, below(path), &st, AT_SYMLINK_NOFOLLOW) < 0 ? 0 : st.st_ino;
}

static unsigned long inode_of(int fd)
{
    struct stat st;

    return fstat(fd, &st) < 0 ? 0 : st.st_ino;
}

/* " INODE NAME": the folder a path lies in, and its name there. */
static void say_entry(const char *path)
{
    char parent[4096];
    const char *name = strrchr(path, '/') + 1;

    snprintf(parent, sizeof(parent), "%.*s", (int)(name - path - 1), path);
    fprintf(tape, " %lu ", inode_at(*parent ? parent : "/"));
    for (; *name; name++)
        fprintf(tape, *name <= ' ' || *name == '%' || *name >= 127 ? "%%%02X" : "%c",
                (unsigned char)*name);
}

static int new_entry(const char *word, const char *path)
{
    fputs(word, tape);
    say_entry(path);
    fprintf(tape, " %lu\n", inode_at(path));
    return 0;
}

static void *tape_init(struct fuse_conn_info *connection, struct fuse_config *config)
{
    (void)connection;
    config->use_ino = 1;
    config->nullpath_ok = 1;
    config->hard_remove = 1; /* an open file that is unlinked is gone by name, as on a disk */
    puts("ready");
    fflush(stdout);
    return NULL;
}

static int tape_getattr(const char *path, struct stat *st, struct fuse_file_info *fi)
{
    return result(fi ? fstat((int)fi->fh, st)
                     : fstatat(folder, below(path), st, AT_SYMLINK_NOFOLLOW));
}

static int tape_mkdir(const char *path, mode_t mode)
{
    return mkdirat(folder, below(path), mode) < 0 ? -errno : new_entry("mkdir", path);
}

static int tape_create(const char *path, mode_t mode, struct fuse_file_info *fi)
{
    int fd;

    if ((fd = openat(folder, below(path), fi->flags | O_CREAT, mode)) < 0)
        return -errno;
    fi->fh = (uint64_t)fd;
    return new_entry("create", path);
}

static int tape_link(const char *from, const char *to)
{
    return linkat(folder, below(from), folder, below(to), 0) < 0 ? -errno : new_entry("link", to);
}

static int remove_entry(const char *path, int flags)
{
    if (unlinkat(folder, below(path), flags) < 0)
        return -errno;
    fputs("unlink", tape);
    say_entry(path);
    fputc('\n', tape);
    return 0;
}

static int tape_unlink(const char *path)
{
    return remove_entry(path, 0);
}

static int tape_rmdir(const char *path)
{
    return remove_entry(path, AT_REMOVEDIR);
}

static int tape_rename(const char *from, const char *to, unsigned flags)
{
    if (renameat2(folder, below(from), folder, below(to), flags) < 0)
        return -errno;
    fputs("rename", tape);
    say_entry(from);
    say_entry(to);
    fputc('\n', tape);
    return 0;
}

static int tape_open(const char *path, struct fuse_file_info *fi)
{
    int fd = openat(folder, below(path), fi->flags);

    if (fd < 0)
        return -errno;
    if (fi->flags & O_TRUNC)
        fprintf(tape, "size %lu 0\n", inode_of(fd));
    fi->fh = (uint64_t)fd;
    return 0;
}

static int tape_read(const char *path, char *to, size_t n, off_t at, struct fuse_file_info *fi)
{
    ssize_t r = pread((int)fi->fh, to, n, at);

    (void)path;
    return r < 0 ? -errno : (int)r;
}

static int tape_write(const char *path, const char *from, size_t n, off_t at,
                      struct fuse_file_info *fi)
{
    ssize_t r;

    (void)path;
    if ((r = pwrite((int)fi->fh, from, n, at)) < 0)
        return -errno;
    fprintf(tape, "write %lu %lld %zd\n", inode_of((int)fi->fh), (long long)at, r);
    fwrite(from, 1, (size_t)r, tape);
    return (int)r;
}

static int tape_truncate(const char *path, off_t size, struct fuse_file_info *fi)
{
    int fd = fi ? (int)fi->fh : openat(folder, below(path), O_WRONLY);
    int code = fd < 0 ? -errno : result(ftruncate(fd, size));

    if (!code)
        fprintf(tape, "size %lu %lld\n", inode_of(fd), (long long)size);
    if (!fi && fd >= 0)
        close(fd);
    return code;
}

/* The folder below is not synced: what lasts is what the tape says. */
static int sync_one(int fd)
{
    bool fails = ++syncs == eio_at;

    fprintf(tape, "%s %lu\n", fails ? "lost" : "sync", inode_of(fd));
    return fails ? -EIO : 0;
}

static int tape_fsync(const char *path, int data_only, struct fuse_file_info *fi)
{
    (void)path, (void)data_only;
    return sync_one((int)fi->fh);
}

static int tape_release(const char *path, struct fuse_file_info *fi)
{
    (void)path;
    close((int)fi->fh);
    return 0;
}

static int tape_opendir(const char *path, struct fuse_file_info *fi)
{
    int fd = openat(folder, below(path), O_RDONLY | O_DIRECTORY);

    fi->fh = (uint64_t)fd;
    return fd < 0 ? -errno : 0;
}

static int tape_readdir(const char *path, void *to, fuse_fill_dir_t fill, off_t at,
                        struct fuse_file_info *fi, enum fuse_readdir_flags flags)
{
    DIR *dir = fdopendir(openat((int)fi->fh, ".", O_RDONLY | O_DIRECTORY));
    struct dirent *entry;

    (void)path, (void)at, (void)flags;
    if (!dir)
        return -errno;
    while ((entry = readdir(dir)))
        fill(to, entry->d_name, NULL, 0, 0);
    closedir(dir);
    return 0;
}

static int tape_chmod(const char *path, mode_t mode, struct fuse_file_info *fi)
{
    return result(fi ? fchmod((int)fi->fh, mode) : fchmodat(folder, below(path), mode, 0));
}

static int tape_chown(const char *path, uid_t uid, gid_t gid, struct fuse_file_info *fi)
{
    return result(fi ? fchown((int)fi->fh, uid, gid)
                     : fchownat(folder, below(path), uid, gid, AT_SYMLINK_NOFOLLOW));
}

static int tape_utimens(const char *path, const struct timespec times[2], struct fuse_file_info *fi)
{
    return result(fi ? futimens((int)fi->fh, times)
                     : utimensat(folder, below(path), times, AT_SYMLINK_NOFOLLOW));
}

static int tape_statfs(const char *path, struct statvfs *st)
{
    (void)path;
    return result(fstatvfs(folder, st));
}

static int tape_setxattr(const char *path, const char *name, const char *value, size_t n, int flags)
{
    (void)path, (void)flags;
    if (strcmp(name, "user.mark") != 0)
        return -ENOTSUP;
    fprintf(tape, "mark %.*s\n", (int)n, value);
    return 0;
}

static const struct fuse_operations operations = {
    .init = tape_init,
    .getattr = tape_getattr,
    .mkdir = tape_mkdir,
    .create = tape_create,
    .link = tape_link,
    .unlink = tape_unlink,
    .rmdir = tape_rmdir,
    .rename = tape_rename,
    .open = tape_open,
    .read = tape_read,
    .write = tape_write,
    .truncate = tape_truncate,
    .fsync = tape_fsync,
    .release = tape_release,
    .opendir = tape_opendir,
    .readdir = tape_readdir,
    .releasedir = tape_release,
    .fsyncdir = tape_fsync,
    .chmod = tape_chmod,
    .chown = tape_chown,
    .utimens = tape_utimens,
    .statfs = tape_statfs,
    .setxattr = tape_setxattr,
};

int main(int argc, char **argv)
{
    /* One thread: the tape is the order. */
    char *fuse[] = {argv[0], argv[2], "-f", "-s", NULL};

    if (argc < 4 || argc > 5 || (folder = open(argv[1], O_RDONLY | O_DIRECTORY)) < 0 ||
        !(tape = fopen(argv[3], "wb"))) {
        fprintf(stderr, "usage: tape FOLDER MOUNTPOINT TAPE [EIO-AT]\n");
        return 2;
    }
    umask(0); /* the kernel has applied the caller's */
    eio_at = argc > 4 ? strtol(argv[4], NULL, 10) : 0;
    return fuse_main(4, fuse, &operations, NULL) || fclose(tape) ? 1 : 0;
}
