#include "store/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

/* What the first `n` bytes of `path` name. */
static int open_folder(char *path, size_t n)
{
    char kept = path[n];
    int fd;

    if (n == 0)
        return open(*path == '/' ? "/" : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    path[n] = 0;
    fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    path[n] = kept;
    return fd;
}

static int sync_folder(char *path, size_t n)
{
    int fd = open_folder(path, n), r, number;

    if (fd < 0)
        return -1;
    r = fsync(fd);
    number = errno;
    close(fd);
    errno = number;
    return r;
}

static int make_folder(char *path, size_t n)
{
    char kept = path[n];
    int r;

    path[n] = 0;
    r = mkdir(path, 0700);
    path[n] = kept;
    return r;
}

/* The end of the name in `path` that begins at or behind `n`. */
static size_t next_end(const char *path, size_t n)
{
    while (path[n] == '/')
        n++;
    while (path[n] && path[n] != '/')
        n++;
    return n;
}

/* The folders from the top down to `path`, as far as they may be read: none of the others was made
 * here. */
static bool sync_down(char *path, size_t length)
{
    for (size_t n = 0; n < length; n = next_end(path, n))
        if (sync_folder(path, n) < 0 && errno != EACCES)
            return false;
    return sync_folder(path, length) == 0 || errno == EACCES;
}

/* Each folder is on the disk before the next one is made in it. Those above the first one that is
 * made are synced too, and that above the last one always: who made them may have died before he
 * had done so. */
static bool make_all(char *path, size_t length)
{
    bool any = false;

    for (size_t above = 0, n; above < length; above = n) {
        bool made = false;

        n = next_end(path, above);
        if (!(made = make_folder(path, n) == 0) && errno != EEXIST)
            return false;
        if (made && !any ? !sync_down(path, above)
                         : (made || n == length) && sync_folder(path, above) < 0 && errno != EACCES)
            return false;
        any = any || made;
    }
    return true;
}

int store_folder_make(const char *path, struct err *e)
{
    char copy[PATH_MAX];
    size_t n = strlen(path);
    int fd;

    while (n > 1 && path[n - 1] == '/')
        n--;
    if (n == 0 || n >= sizeof(copy))
        return err_set(e, ERR_USAGE, N_("Tên thư mục dữ liệu trống hoặc quá dài."));
    memcpy(copy, path, n);
    copy[n] = 0;
    if (!make_all(copy, n) || (fd = open_folder(copy, n)) < 0)
        return errno == ENOSPC || errno == EDQUOT
                   ? err_set(e, ERR_FULL,
                             N_("Ổ đĩa đã hết chỗ nên không tạo được thư mục dữ liệu %s."), path)
                   : err_set(e, ERR_SYSTEM, N_("Không tạo được thư mục dữ liệu %s: %s."), path,
                             strerror(errno));
    close(fd);
    return ERR_OK;
}
