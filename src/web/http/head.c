/* The head of a request. MHD 0.9.75 hands over a head it has cut into strings in place, and is
 * forgiving: a NUL ends a value early, a lone LF ends a line, folded lines are joined, fields may
 * stand twice. What it did shows in where the strings lie: in a head without such tricks they
 * follow each other without a gap, and together they are as long as what came in. Only addresses
 * are compared; nothing is read that MHD did not hand over. Tests hold it against raw sockets
 * (tests/web/socket.cases). */

#include <stddef.h>
#include <stdio.h>

#include "web/http/http_priv.h"
#include "web/http/mhd_priv.h"

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

static bool is_same(struct str a, struct str b)
{
    if (a.n != b.n)
        return false;
    for (size_t i = 0; i < a.n; i++)
        if (lower(a.p[i]) != lower(b.p[i]))
            return false;
    return true;
}

bool http__head_is(struct str a, const char *b)
{
    return is_same(a, str_from(b));
}

bool http__head_lists(struct str header, struct str value)
{
    struct str one;

    while (str_next(&header, ',', &one)) {
        struct str word = str_trim(str_cut(one, 0, str_find(one, STR(";"), 0)));

        if (is_same(word, value) && !str_has(one, STR("q=0")))
            return true;
    }
    return false;
}

/* Headers that anybody asks for. Each may stand once: two of them are two opinions. */
static const struct {
    const char *name;
    size_t at;
} known[] = {
    {"host", offsetof(struct http__head, host)},
    {"origin", offsetof(struct http__head, origin)},
    {"sec-fetch-site", offsetof(struct http__head, site)},
    {"cookie", offsetof(struct http__head, cookie)},
    {"if-none-match", offsetof(struct http__head, if_none_match)},
    {"content-type", offsetof(struct http__head, type)},
    {"content-length", offsetof(struct http__head, length_text)},
    {"transfer-encoding", offsetof(struct http__head, coding)},
    {"accept-encoding", offsetof(struct http__head, accept)},
    {"expect", offsetof(struct http__head, expect)},
    {"hx-request", offsetof(struct http__head, fragment)},
};

struct walk {
    struct http__head *head;
    const char *end; /* behind the last string */
    int n;
    bool tricked, doubled;
};

static bool is_token(struct str name)
{
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];

        if (!(c >= '0' && c <= '9') && !(lower(c) >= 'a' && lower(c) <= 'z') &&
            (c == 0 || !strchr("!#$%&'*+-.^_`|~", c)))
            return false;
    }
    return name.n > 0;
}

static bool is_value(struct str value)
{
    for (size_t i = 0; i < value.n; i++)
        if (((unsigned char)value.p[i] < ' ' && value.p[i] != '\t') || value.p[i] == 0x7F)
            return false;
    return true;
}

/* name ':' spaces value CR LF: the line break before the name has two bytes, the rest no gap. */
static bool lies_tight(const struct walk *w, struct str name, struct str value)
{
    return name.p - w->end == 2 && value.p > name.p + name.n;
}

static enum MHD_Result take(void *cls, enum MHD_ValueKind kind, const char *name, size_t name_n,
                            const char *value, size_t value_n)
{
    struct walk *w = cls;
    struct str key = {name, name_n}, text = {value, value_n};

    (void)kind;
    if (!is_token(key) || !value || !is_value(text) || !lies_tight(w, key, text)) {
        w->tricked = true;
        return MHD_NO;
    }
    w->end = value + value_n;
    w->n++;
    for (size_t i = 0; i < COUNT(known); i++)
        if (http__head_is(key, known[i].name)) {
            struct str *slot = (struct str *)(void *)((char *)w->head + known[i].at);

            w->doubled |= slot->p != NULL;
            *slot = str_trim(text);
        }
    return MHD_YES;
}

static bool read_length(struct str s, uint64_t *ret)
{
    uint64_t v = 0;

    if (s.n == 0 || s.n > 18)
        return false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
        v = v * 10 + (uint64_t)(s.p[i] - '0');
    }
    *ret = v;
    return true;
}

static int malformed(struct err *e)
{
    err_set(e, ERR_UNREADABLE, N_("Yêu cầu viết sai."));
    return 400;
}

static int check_size(const struct walk *w, size_t line, size_t whole, struct err *e)
{
    if (line > HTTP__LINE_MAX) {
        err_set(e, ERR_TOO_BIG, N_("Địa chỉ quá dài."));
        return 414;
    }
    if (w->n > HTTP__HEADERS || whole - line > HTTP__HEAD_MAX) {
        err_set(e, ERR_TOO_BIG, N_("Phần đầu của yêu cầu quá lớn."));
        return 431;
    }
    return 0;
}

/* How long the body is, said once and in one way. Bodies of unknown length are refused: no browser
 * sends them, and what is to come could be neither bounded nor timed. */
static int check_body(struct http__head *h, bool post, struct err *e)
{
    if (h->coding.p) {
        if (h->length_text.p || !post)
            return malformed(e);
        err_set(e, ERR_UNSUPPORTED, N_("Yêu cầu phải nói trước độ dài của nội dung."));
        return http__head_is(h->coding, "chunked") ? 411 : 501;
    }
    if (h->length_text.p && !read_length(h->length_text, &h->length))
        return malformed(e);
    if (h->length && !post)
        return malformed(e);
    return 0;
}

int http__head_read(struct MHD_Connection *c, const char *method, size_t target,
                    const char *version, struct http__head *ret, struct err *e)
{
    const union MHD_ConnectionInfo *size = http__mhd.get_connection_info(
        c, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    size_t line = strlen(method) + 1 + target + 1 + strlen(version);
    struct walk w = {.head = ret, .end = method + line};
    bool post = strcmp(method, "POST") == 0;
    int status;

    *ret = (struct http__head){0};
    http__mhd.get_connection_values_n(c, MHD_HEADER_KIND, take, &w);
    if (w.tricked || !size || (size_t)(w.end + 4 - method) != size->header_size)
        return malformed(e);
    if ((status = check_size(&w, line, size->header_size, e)))
        return status;
    if (w.doubled || !ret->host.p)
        return malformed(e);
    if (!post && strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0) {
        err_set(e, ERR_UNSUPPORTED, N_("Địa chỉ này không nhận kiểu yêu cầu đó."));
        return 405;
    }
    return check_body(ret, post, e);
}

/* Is `host` a name of this machine for itself, with our port? */
static bool is_loopback(struct str host, int port)
{
    static const char *const names[] = {"127.0.0.1", "localhost", "[::1]"};

    for (size_t i = 0; i < COUNT(names); i++) {
        size_t n = strlen(names[i]);
        char want[8];

        if (!http__head_is(str_cut(host, 0, n), names[i]))
            continue;
        snprintf(want, sizeof(want), ":%d", port);
        return port == 0 || port == 80 ? host.n == n || str_is(str_rest(host, n), STR(":80"))
                                       : str_is(str_rest(host, n), str_from(want));
    }
    return false;
}

static bool is_own_origin(struct str origin, struct str host)
{
    struct str rest = str_starts(origin, STR("http://"))    ? str_rest(origin, 7)
                      : str_starts(origin, STR("https://")) ? str_rest(origin, 8)
                                                            : STR_NONE;

    return rest.n && is_same(rest, host);
}

int http__head_check(const struct http__head *h, bool post, int port, const char *host,
                     struct err *e)
{
    bool own;

    if (!is_loopback(h->host, port) && !(host && http__head_is(h->host, host))) {
        err_set(e, ERR_DENIED, N_("Máy chủ này không phục vụ tên miền đó."));
        return 421;
    }
    if (!post)
        return 0;
    /* Browsers of before 2023 know no Sec-Fetch-Site: Origin tells. It is "null" for a form of a
     * page under "no-referrer" (Fetch, "append a request Origin header"), and for a sandboxed frame
     * of anybody; hence our pages say "same-origin": Origin and Referer for us, none for others.
     * With Sec-Fetch-Site a null is fine, as a proxy may have set a stricter policy. */
    own = is_own_origin(h->origin, h->host);
    if (h->site.p)
        own = http__head_is(h->site, "same-origin") &&
              (own || !h->origin.p || str_is(h->origin, STR("null")));
    if (own)
        return 0;
    err_set(e, ERR_DENIED, N_("Yêu cầu thay đổi dữ liệu phải gửi từ trang của chính máy chủ này."));
    return 403;
}
