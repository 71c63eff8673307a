#include "office/out.h"

#include <errno.h>
#include <unistd.h>

bool office_out_begin(struct office_out *o, int fd)
{
    *o = (struct office_out){.fd = fd};
    if (ftruncate(fd, 0) != 0)
        o->error = errno;
    return o->error == 0;
}

bool office_out_add(struct office_out *o, const void *p, size_t n)
{
    const char *from = p;

    while (n > 0 && o->error == 0) {
        ssize_t done = pwrite(o->fd, from, n, (off_t)o->at);

        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0) {
            o->error = done < 0 ? errno : EIO;
            break;
        }
        from += done;
        n -= (size_t)done;
        o->at += (uint64_t)done;
        if (o->at > o->length)
            o->length = o->at;
    }
    return o->error == 0;
}

int office_out_failed(const struct office_out *o, struct err *e)
{
    if (o->error == ENOSPC || o->error == EDQUOT || o->error == EFBIG)
        return err_set(e, ERR_FULL,
                       N_("Đĩa đã đầy nên không ghi được tệp. Hãy giải phóng chỗ rồi làm lại."));
    if (o->error)
        return err_set(e, ERR_SYSTEM, N_("Không ghi được tệp (mã lỗi %d)."), o->error);
    return err_set(e, ERR_SYSTEM, N_("Máy thiếu bộ nhớ để ghi tệp."));
}
