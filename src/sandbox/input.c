#include "sandbox/input.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

void sandbox_input_close(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static int judge(const struct stat *st, size_t max_bytes, struct err *e)
{
    if (S_ISDIR(st->st_mode))
        return err_set(e, ERR_UNREADABLE, N_("Đây là thư mục, không phải tệp."));
    if (!S_ISREG(st->st_mode))
        return err_set(e, ERR_UNREADABLE,
                       N_("Đây là thiết bị hay đường ống, không phải tệp nên không đọc."));
    if (st->st_size == 0)
        return err_set(e, ERR_EMPTY, N_("Tệp rỗng, không có gì để nhập."));
    if ((uintmax_t)st->st_size > max_bytes)
        return err_set(e, ERR_TOO_BIG, N_("Tệp lớn hơn %zu MB nên không đọc."), max_bytes >> 20);
    return ERR_OK;
}

int sandbox_input_judge(int fd, size_t max_bytes, struct err *e)
{
    struct stat st;

    if (fstat(fd, &st) < 0)
        return err_set(e, ERR_UNREADABLE, N_("Không mở được tệp (mã lỗi %d)."), errno);
    return judge(&st, max_bytes, e);
}

int sandbox_input_open(const char *path, size_t max_bytes, int *ret, struct err *e)
{
    /* O_NONBLOCK: a pipe without a writer must not hold us up before we have seen that it is one.
     */
    CLEANUP(sandbox_input_close)
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    int code;

    if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
        return err_set(e, ERR_NOT_FOUND, N_("Không có tệp này."));
    if (fd < 0 && (errno == EACCES || errno == EPERM))
        return err_set(e, ERR_UNREADABLE, N_("Không có quyền đọc tệp này."));
    if (fd < 0 && errno == ENAMETOOLONG)
        return err_set(e, ERR_NOT_FOUND, N_("Tên tệp hoặc đường dẫn quá dài."));
    if (fd < 0)
        return err_set(e, ERR_UNREADABLE, N_("Không mở được tệp (mã lỗi %d)."), errno);
    if ((code = sandbox_input_judge(fd, max_bytes, e)))
        return code;
    *ret = fd;
    fd = -1;
    return ERR_OK;
}
