/* A multipart body, in pieces as they come: MHD's post processor cuts it, files go to a memfd each,
 * the other fields to one buffer. The arena comes later: a slow sender would hold it. */

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/utf8.h"
#include "text/clean.h"
#include "web/http/http_priv.h"
#include "web/http/mhd_priv.h"

struct part {
    size_t name, file_name, value; /* offsets in text; each ends with a NUL */
    size_t value_n;                /* bytes */
    int fd;                        /* -1: no file */
    uint64_t size;
};

struct http__upload {
    struct MHD_PostProcessor *processor;
    struct buf text;
    struct part *part;
    size_t n, files;
    int status; /* of the refusal */
    enum err_code code;
    const char *sentence;
};

static enum MHD_Result refuse(struct http__upload *u, int status, enum err_code code,
                              const char *sentence)
{
    u->status = status;
    u->code = code;
    u->sentence = sentence;
    return MHD_NO;
}

static size_t keep(struct http__upload *u, const char *z)
{
    size_t at = u->text.n;

    buf_add(&u->text, str_from(z));
    buf_char(&u->text, 0);
    return at;
}

static enum MHD_Result begin(struct http__upload *u, const char *name, const char *file_name)
{
    struct part *p;

    if (u->n == HTTP__FIELDS || (file_name && u->files == HTTP__FILES))
        return refuse(u, 413, ERR_TOO_BIG, N_("Biểu mẫu có quá nhiều ô hoặc tệp."));
    p = reallocarray(u->part, u->n + 1, sizeof(*p));
    if (!p)
        return refuse(u, 503, ERR_BUSY, N_("Máy chủ đang bận; xin thử lại sau ít phút."));
    u->part = p;
    p = &u->part[u->n++];
    *p = (struct part){.name = keep(u, name), .file_name = keep(u, file_name), .fd = -1};
    p->value = u->text.n;
    if (!file_name)
        return MHD_YES;
    u->files++;
    p->fd = memfd_create("upload", MFD_CLOEXEC);
    return p->fd < 0 ? refuse(u, 503, ERR_BUSY, N_("Máy chủ đang bận; xin thử lại sau ít phút."))
                     : MHD_YES;
}

static enum MHD_Result take(void *cls, enum MHD_ValueKind kind, const char *name,
                            const char *file_name, const char *type, const char *coding,
                            const char *data, uint64_t at, size_t n)
{
    struct http__upload *u = cls;
    struct part *p;

    (void)kind, (void)type;
    if (u->status)
        return MHD_NO;
    if (!name || coding)
        return refuse(u, 400, ERR_UNREADABLE, N_("Biểu mẫu gửi lên viết sai."));
    if (at == 0 && begin(u, name, file_name) != MHD_YES)
        return MHD_NO;
    p = &u->part[u->n - 1];
    if (p->fd < 0) {
        buf_add(&u->text, (struct str){data, n});
        p->value_n += n;
    } else {
        for (size_t done = 0; done < n;) {
            ssize_t wrote = write(p->fd, data + done, n - done);

            if (wrote <= 0)
                return refuse(u, 503, ERR_BUSY, N_("Máy chủ không đủ bộ nhớ để nhận tệp."));
            done += (size_t)wrote;
        }
        p->size += n;
    }
    return buf_failed(&u->text)
               ? refuse(u, 413, ERR_TOO_BIG, N_("Các ô của biểu mẫu dài quá mức nhận được."))
               : MHD_YES;
}

struct http__upload *http__upload_new(struct MHD_Connection *c)
{
    struct http__upload *u = calloc(1, sizeof(*u));

    if (!u)
        return NULL;
    buf_init(&u->text, HTTP__TEXT_MAX);
    u->processor = http__mhd.create_post_processor(c, 16 << 10, take, u);
    if (u->processor)
        return u;
    free(u);
    return NULL;
}

void http__upload_feed(struct http__upload *u, struct str piece)
{
    if (!u->status && http__mhd.post_process(u->processor, piece.p, piece.n) != MHD_YES &&
        !u->status)
        refuse(u, 400, ERR_UNREADABLE, N_("Biểu mẫu gửi lên viết sai."));
}

/* "C:\\tài liệu\\kế hoạch.docx" → "kế hoạch.docx". */
static struct str file_name(struct arena *mem, struct str name)
{
    for (size_t i = name.n; i-- > 0;)
        if (strchr("/\\", name.p[i])) {
            name = str_rest(name, i + 1);
            break;
        }
    name = text_clean(mem, name, false);
    return str_whole(str_cut(name, 0, 250));
}

static int read_part(struct http__upload *u, struct part *p, struct http_request *r, struct err *e)
{
    struct str name = arena_copy(r->mem, str_from(u->text.p + p->name));

    if (p->fd < 0) {
        struct str value = arena_copy(r->mem, (struct str){u->text.p + p->value, p->value_n});

        if (utf8_bad(name, 0) == name.n && utf8_bad(value, 0) == value.n &&
            (value.n == 0 || !memchr(value.p, 0, value.n)))
            return http__request_add(r, name, value, HTTP_BODY, e);
        err_set(e, ERR_UNREADABLE, N_("Yêu cầu có dữ liệu mã hóa sai."));
        return 400;
    }
    r->file[r->file_n++] = (struct http_file){
        .field = name,
        .name = file_name(r->mem, arena_copy(r->mem, str_from(u->text.p + p->file_name))),
        .fd = p->fd,
        .size = p->size,
    };
    return lseek(p->fd, 0, SEEK_SET) == 0 ? 0 : 500;
}

int http__upload_read(struct http__upload *u, struct http_request *r, struct err *e)
{
    int status = u->status;
    bool whole = http__mhd.destroy_post_processor(u->processor) == MHD_YES;

    u->processor = NULL;
    if (!u->status && (!whole || u->n == 0))
        refuse(u, 400, ERR_UNREADABLE, N_("Biểu mẫu gửi lên viết sai."));
    if ((status = u->status)) {
        err_set(e, u->code, "%s", err_text(e, u->sentence));
        return status;
    }
    r->file = ARENA_MANY(r->mem, struct http_file, u->files);
    for (size_t i = 0; i < u->n && !status; i++)
        status = read_part(u, &u->part[i], r, e);
    return status;
}

void http__upload_free(struct http__upload *u)
{
    if (!u)
        return;
    if (u->processor)
        http__mhd.destroy_post_processor(u->processor);
    for (size_t i = 0; i < u->n; i++)
        if (u->part[i].fd >= 0)
            close(u->part[i].fd);
    free(u->part);
    buf_release(&u->text);
    free(u);
}
