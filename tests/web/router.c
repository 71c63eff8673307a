#include "router.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#define TEXT "text/plain; charset=utf-8"

static int hello(struct web_request *w)
{
    buf_add(http_reply_page(w->http, 200), STR("chào\n"));
    return 0;
}

/* As README.md shows it. */
static int typed(struct web_request *w)
{
    enum { ID, WORDS, DAY, STATE, MANY, COUNT_OF, YES };
    static const char *const states[] = {"open", "done", NULL};
    static const struct http_param in[] = {
        [ID] = {.name = "id", .kind = HTTP_PARAM_ID, .required = true},
        [WORDS] = {.name = "q", .label = N_("Từ cần tìm"), .kind = HTTP_PARAM_TEXT, .max = 5},
        [DAY] = {.name = "day", .label = N_("Hạn"), .kind = HTTP_PARAM_DAY},
        [STATE] = {.name = "state", .kind = HTTP_PARAM_CODE, .codes = states},
        [MANY] = {.name = "org", .kind = HTTP_PARAM_ID, .many = 3},
        [COUNT_OF] = {.name = "n", .kind = HTTP_PARAM_INT, .min = -5, .max = 5},
        [YES] = {.name = "yes", .kind = HTTP_PARAM_BOOL},
    };
    struct http_value v[COUNT(in)];
    struct buf *b;
    char day[11];

    if (http_param_read(w->http, in, COUNT(in), v, w->e)) {
        if (w->e->code != ERR_USAGE)
            return w->e->code;
        b = http_reply_bytes(w->http, 422, TEXT);
        for (size_t i = 0; i < w->http->problem_n; i++)
            buf_printf(b, "%s|%.*s\n", w->http->problem[i].name,
                       STR_ARG(w->http->problem[i].sentence));
        return 0;
    }
    b = http_reply_bytes(w->http, 200, TEXT);
    buf_printf(b, "id=%lld q=%.*s", (long long)v[ID].id, STR_ARG(v[WORDS].text));
    if (v[DAY].has)
        buf_printf(b, " day=%s", day_iso(v[DAY].day, day));
    if (v[STATE].has)
        buf_printf(b, " state=%d", v[STATE].code);
    for (size_t i = 0; i < v[MANY].n; i++)
        buf_printf(b, " org=%lld", (long long)v[MANY].list[i].id);
    if (v[COUNT_OF].has)
        buf_printf(b, " n=%lld", (long long)v[COUNT_OF].number);
    buf_printf(b, "%s\n", v[YES].yes ? " yes" : "");
    return 0;
}

static int echo(struct web_request *w)
{
    struct buf *b = http_reply_bytes(w->http, 200, TEXT);

    for (size_t i = 0; i < w->http->field_n; i++)
        buf_printf(b, "%.*s=%.*s\n", STR_ARG(w->http->field[i].name),
                   STR_ARG(w->http->field[i].value));
    for (size_t i = 0; i < w->http->file_n; i++) {
        const struct http_file *f = &w->http->file[i];
        unsigned char piece[4096];
        uint64_t bytes = 0, sum = 0;
        ssize_t n;

        while ((n = read(f->fd, piece, sizeof(piece))) > 0)
            for (ssize_t k = 0; k < n; k++, bytes++)
                sum = (sum * 31 + piece[k]) % 1000003;
        buf_printf(b, "%.*s: %.*s %llu %llu\n", STR_ARG(f->field), STR_ARG(f->name),
                   (unsigned long long)bytes, (unsigned long long)sum);
    }
    return 0;
}

static int number(const struct web_request *w, const char *name)
{
    struct str s = http_request_field(w->http, name);
    int n = 0;

    for (size_t i = 0; i < s.n; i++)
        n = n * 10 + s.p[i] - '0';
    return n;
}

/* Says on the pipe "up" that it runs, answers when the pipe "fd" has a byte: the tests decide how
 * long slow is. Without pipes at once. */
static int slow(struct web_request *w)
{
    int up = number(w, "up"), fd = number(w, "fd");
    char byte = '.';
    ssize_t n = up ? write(up, &byte, 1) : 1;

    if (n == 1 && fd)
        n = read(fd, &byte, 1);
    buf_printf(http_reply_bytes(w->http, 200, TEXT), "%d\n", (int)n);
    return 0;
}

static int file(struct web_request *w)
{
    int fd = memfd_create("file", MFD_CLOEXEC);

    dprintf(fd, "<script>alert(1)</script>");
    return http_reply_file(w->http, fd, STR("Kế hoạch \"số 1\".html"), "text/html", w->e);
}

static int asset(struct web_request *w)
{
    http_reply_asset(w->http, "text/css", "\"ab12\"", STR("body{}"), STR("packed"));
    return 0;
}

static int go(struct web_request *w)
{
    return http_reply_redirect(w->http, http_request_field(w->http, "to"), w->e);
}

static int tongue(struct web_request *w)
{
    struct str now = http_request_cookie(w->http, "lang");

    buf_add(http_reply_bytes(w->http, 200, TEXT), now.n ? now : STR("none"));
    http_reply_cookie(w->http, "lang", "en", 31536000);
    return 0;
}

static int fail(struct web_request *w)
{
    static const char *const names[] = {
        [ERR_USAGE] = "usage",
        [ERR_NOT_FOUND] = "not-found",
        [ERR_UNREADABLE] = "unreadable",
        [ERR_UNSUPPORTED] = "unsupported",
        [ERR_TOO_BIG] = "too-big",
        [ERR_EMPTY] = "empty",
        [ERR_SECRET] = "secret",
        [ERR_UNSAFE] = "unsafe",
        [ERR_DENIED] = "denied",
        [ERR_CONFLICT] = "conflict",
        [ERR_BUSY] = "busy",
        [ERR_SYSTEM] = "system",
        [ERR_FULL] = "full",
    };
    struct str code = http_request_field(w->http, "code");

    for (size_t i = 1; i < COUNT(names); i++)
        if (names[i] && str_is(code, str_from(names[i])))
            return err_set(w->e, (enum err_code)i, N_("Câu của lỗi %s."), names[i]);
    return 0; /* no reply at all: the handler's mistake */
}

static int big(struct web_request *w)
{
    struct buf *b = http_reply_page(w->http, 200);

    for (int i = 0; i < 2 << 20; i++)
        buf_add(b, STR("sixteen bytes..\n"));
    return 0;
}

#define ROUTE(method, path, right, handler, body, class, help)                                     \
    {HTTP_##method, path, 0, handler, body, HTTP_##class, help},
static const struct http_route routes[] = {
    ROUTE(GET, "/", READ, hello, 0, FAST, "a few bytes") ROUTE(GET, "/viec/:id", READ, typed, 0,
                                                               FAST, "typed fields")
        ROUTE(POST, "/viec/:id", WRITE, typed, 4096, FAST, "typed fields of a body")
            ROUTE(GET, "/viec/moi", READ, hello, 0, FAST,
                  "goes before :id") ROUTE(GET, "/hien", READ, echo, 0, FAST, "shows its fields")
                ROUTE(POST, "/ghi", WRITE, echo, 4096, FAST, "shows its fields")
                    ROUTE(POST, "/tep", WRITE, echo, 64 << 20, SLOW,
                          "shows its files") ROUTE(GET, "/cham", READ, slow, 0, SLOW, "waits")
                        ROUTE(GET, "/tai", READ, file, 0, FAST, "a download")
                            ROUTE(GET, "/kieu.css", READ, asset, 0, FAST,
                                  "an asset") ROUTE(GET, "/di", READ, go, 0, FAST, "a redirect")
                                ROUTE(GET, "/tieng", READ, tongue, 0, FAST, "a cookie")
                                    ROUTE(GET, "/loi/:code", READ, fail, 0, FAST, "errors")
                                        ROUTE(GET, "/lon", READ, big, 0, FAST, "over the ceiling")};
#undef ROUTE

static int run(const struct http_route *route, struct http_request *r, void *ctx, struct err *e)
{
    struct web_request w = {r, e};

    (void)ctx;
    return route->handler(&w);
}

static void fail_page(struct http_request *r, int status, const struct err *e,
                      const char *reference, void *ctx)
{
    (void)ctx;
    if (status != 418)
        buf_printf(http_reply_page(r, status), "<p>%s <b>%s</b>\n", e->text, reference);
}

const struct http_router test_router = {routes, COUNT(routes), run, fail_page};
