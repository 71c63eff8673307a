/* Replies, and the one place of web/ that prints: a line for each error page. */

#include "web/http/reply.h"

#include <stdio.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "web/http/http_priv.h"

void http_reply_release(struct http_reply *reply)
{
    buf_release(&reply->body);
    if (reply->fd >= 0)
        close(reply->fd);
    *reply = (struct http_reply){.fd = -1};
}

void http__reply_clear(struct http_request *r)
{
    http_reply_release(&r->reply);
}

struct buf *http_reply_bytes(struct http_request *r, int status, const char *type)
{
    http__reply_clear(r);
    r->reply.status = status;
    r->reply.type = type;
    buf_init(&r->reply.body, HTTP_REPLY_MAX);
    return &r->reply.body;
}

struct buf *http_reply_page(struct http_request *r, int status)
{
    return http_reply_bytes(r, status, "text/html; charset=utf-8");
}

void http_reply_head(struct http_request *r, const char *name, struct str value)
{
    if (r->reply.head_n == HTTP_REPLY_HEADS)
        return; /* a handler sets one or two; a test sees the one that is missing */
    r->reply.head[r->reply.head_n].name = name;
    r->reply.head[r->reply.head_n++].value = arena_copy(r->mem, value);
}

/* Printable ASCII, and a path: what a browser could take for "//host" or cut at a line is none. */
static bool is_own_path(struct str path)
{
    if (path.n == 0 || path.p[0] != '/' || (path.n > 1 && strchr("/\\", path.p[1])))
        return false;
    for (size_t i = 0; i < path.n; i++)
        if ((unsigned char)path.p[i] <= ' ' || (unsigned char)path.p[i] >= 0x7F)
            return false;
    return true;
}

int http_reply_redirect(struct http_request *r, struct str path, struct err *e)
{
    if (!is_own_path(path))
        return err_set(e, ERR_SYSTEM, N_("Không chuyển tới được địa chỉ này."));
    http_reply_bytes(r, 303, "text/plain; charset=utf-8");
    http_reply_head(r, "Location", path);
    return ERR_OK;
}

static bool is_plain(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c && strchr("-_.", c));
}

/* Both forms of RFC 6266: '_' where an old client would see no ASCII, the true name for all others.
 */
void http_reply_attach(struct http_request *r, struct str name)
{
    struct buf b;

    buf_init(&b, 4096);
    buf_add(&b, STR("attachment; filename=\""));
    for (size_t i = 0; i < name.n; i++)
        if (((unsigned char)name.p[i] & 0xC0) != 0x80)
            buf_char(&b, is_plain(name.p[i]) ? name.p[i] : '_');
    buf_add(&b, STR("\"; filename*=UTF-8''"));
    for (size_t i = 0; i < name.n; i++)
        if (is_plain(name.p[i]))
            buf_char(&b, name.p[i]);
        else
            buf_printf(&b, "%%%02X", (unsigned)(unsigned char)name.p[i]);
    http_reply_head(r, "Content-Disposition", buf_failed(&b) ? STR("attachment") : buf_str(&b));
    buf_release(&b);
}

int http_reply_file(struct http_request *r, int fd, struct str name, const char *type,
                    struct err *e)
{
    struct stat about;

    if (fstat(fd, &about) || !S_ISREG(about.st_mode)) {
        close(fd);
        return err_set(e, ERR_SYSTEM, N_("Không đọc được tệp đã lưu."));
    }
    http_reply_bytes(r, 200, type);
    r->reply.fd = fd;
    r->reply.size = (uint64_t)about.st_size;
    http_reply_attach(r, name);
    return ERR_OK;
}

void http_reply_asset(struct http_request *r, const char *type, const char *etag, struct str bytes,
                      struct str gzip)
{
    struct str mark = str_from(etag);
    bool packed = gzip.n && r->gzip;

    http_reply_bytes(r, 200, type);
    r->reply.cached = true;
    http_reply_head(r, "ETag", mark);
    if (gzip.n)
        http_reply_head(r, "Vary", STR("Accept-Encoding"));
    if (str_has(r->if_none_match, mark)) {
        r->reply.status = 304;
        return;
    }
    r->reply.still = packed ? gzip : bytes;
    if (packed)
        http_reply_head(r, "Content-Encoding", STR("gzip"));
}

void http_reply_cookie(struct http_request *r, const char *name, const char *value, long seconds)
{
    http_reply_head(r, "Set-Cookie",
                    arena_printf(r->mem, "%s=%s; Path=/; Max-Age=%ld; HttpOnly; SameSite=Lax", name,
                                 value, seconds));
}

int http_reply_status(enum err_code code)
{
    switch (code) {
    case ERR_OK:
        return 200;
    case ERR_NOT_FOUND:
        return 404;
    case ERR_DENIED:
        return 403;
    case ERR_CONFLICT:
        return 409;
    case ERR_TOO_BIG:
        return 413;
    case ERR_UNSUPPORTED:
        return 415;
    case ERR_USAGE:
    case ERR_UNREADABLE:
    case ERR_EMPTY:
    case ERR_SECRET:
        return 422;
    case ERR_UNSAFE:
    case ERR_BUSY:
    case ERR_FULL:
        return 503;
    case ERR_SYSTEM:
        break;
    }
    return 500;
}

/* Letters that nobody mistakes for others when they are read out. */
static void make_reference(char out[9])
{
    static const char letters[] = "ABCDEGHKLMNPQRTUVWXY";
    unsigned char random[8] = {0};
    ssize_t got = getrandom(random, sizeof(random), GRND_NONBLOCK);

    (void)got; /* so few never come short; if they did, the letters would only be dull */
    for (size_t i = 0; i < sizeof(random); i++)
        out[i] = letters[random[i] % (sizeof(letters) - 1)];
    out[8] = 0;
}

/* What our side did wrong is told in full; of the others only the address, as fields and words of a
 * search belong to people. Nothing in it can move a terminal. */
static void write_line(const struct http_request *r, int status, const char *reference,
                       const struct err *e)
{
    char path[200];
    size_t n = 0;

    while (n < r->target.n && n + 1 < sizeof(path) && r->target.p[n] != '?') {
        path[n] = r->target.p[n] > ' ' && r->target.p[n] < 0x7F ? r->target.p[n] : '_';
        n++;
    }
    path[n] = 0;
    fprintf(stderr, "namro: %s %d %s %s%s%s\n", reference, status,
            r->method == HTTP_POST ? "POST" : "GET", n ? path : "-", status >= 500 ? ": " : "",
            status >= 500 ? e->text : "");
}

static void plain_page(struct http_request *r, int status, const struct err *e,
                       const char *reference)
{
    struct buf *b = http_reply_bytes(r, status, "text/plain; charset=utf-8");

    buf_printf(b, err_text(e, N_("%s\nMã tra cứu: %s\n")),
               e->code == ERR_SYSTEM ? err_text(e, N_("Máy chủ gặp lỗi.")) : e->text, reference);
}

void http__reply_fail(struct http_request *r, const struct http_router *router, int status,
                      struct str detail, const struct err *e, void *ctx)
{
    char reference[9];

    make_reference(reference);
    write_line(r, status, reference, e);
    http__reply_clear(r);
    if (router->fail)
        router->fail(r, status, e, reference, ctx);
    if (r->reply.status == 0 || buf_failed(&r->reply.body))
        plain_page(r, status, e, reference);
    if (status == 405)
        http_reply_head(r, "Allow", detail);
    if (status == 503)
        http_reply_head(r, "Retry-After", STR("5"));
}
