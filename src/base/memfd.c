#include "base/memfd.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    PIECE_BYTES = 64 << 10,
    SEALS = F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE,
};

void memfd_close(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static int no_memory(struct err *e)
{
    return err_set(e, ERR_SYSTEM, N_("Máy không đủ bộ nhớ để nhận tệp (mã lỗi %d)."), errno);
}

int memfd_open(int *ret, struct err *e)
{
    int fd = memfd_create("namro", MFD_CLOEXEC | MFD_ALLOW_SEALING);

    if (fd < 0)
        return no_memory(e);
    *ret = fd;
    return ERR_OK;
}

int memfd_add(int fd, size_t max_bytes, struct str bytes, struct err *e)
{
    struct stat st;

    if (fstat(fd, &st) < 0)
        return no_memory(e);
    if ((uintmax_t)st.st_size > max_bytes || bytes.n > max_bytes - (size_t)st.st_size)
        return err_set(e, ERR_TOO_BIG, N_("Tệp lớn hơn %zu MB nên không đọc."), max_bytes >> 20);
    while (bytes.n) {
        ssize_t n = pwrite(fd, bytes.p, bytes.n, st.st_size);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return no_memory(e);
        bytes = str_rest(bytes, (size_t)n);
        st.st_size += n;
    }
    return ERR_OK;
}

int memfd_seal(int fd, struct err *e)
{
    if (fcntl(fd, F_ADD_SEALS, SEALS) < 0 || lseek(fd, 0, SEEK_SET) < 0)
        return no_memory(e);
    return ERR_OK;
}

static int add_all(int to, int from, size_t max_bytes, struct err *e)
{
    char piece[PIECE_BYTES];
    ssize_t n;
    int code;

    while ((n = read(from, piece, sizeof(piece))) != 0) {
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return err_set(e, ERR_UNREADABLE, N_("Không đọc được nội dung tệp (mã lỗi %d)."),
                           errno);
        if ((code = memfd_add(to, max_bytes, (struct str){piece, (size_t)n}, e)))
            return code;
    }
    return ERR_OK;
}

int memfd_from_fd(int fd, size_t max_bytes, int *ret, struct err *e)
{
    CLEANUP(memfd_close) int all = -1;
    int code;

    if ((code = memfd_open(&all, e)) || (code = add_all(all, fd, max_bytes, e)) ||
        (code = memfd_seal(all, e)))
        return code;
    *ret = all;
    all = -1;
    return ERR_OK;
}

int memfd_from_bytes(struct str bytes, int *ret, struct err *e)
{
    CLEANUP(memfd_close) int all = -1;
    int code;

    if ((code = memfd_open(&all, e)) || (code = memfd_add(all, bytes.n, bytes, e)) ||
        (code = memfd_seal(all, e)))
        return code;
    *ret = all;
    all = -1;
    return ERR_OK;
}

int memfd_map(int fd, struct str *ret, struct err *e)
{
    int seals = fcntl(fd, F_GET_SEALS);
    struct stat st;
    void *p;

    if (seals < 0 || (seals & SEALS) != SEALS || fstat(fd, &st) < 0)
        return err_set(e, ERR_SYSTEM, N_("Tệp đang chờ còn có thể bị sửa nên không dùng."));
    if (st.st_size == 0) { /* nothing can be mapped */
        *ret = STR("");
        return ERR_OK;
    }
    p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (p == MAP_FAILED)
        return no_memory(e);
    *ret = (struct str){p, (size_t)st.st_size};
    return ERR_OK;
}

void memfd_unmap(struct str *bytes)
{
    if (bytes->n)
        munmap((void *)(uintptr_t)bytes->p, bytes->n);
    *bytes = STR_NONE;
}
