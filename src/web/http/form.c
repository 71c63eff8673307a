/* Percent codes: the path and query of a request, and urlencoded bodies. Strict: what is not well
 * made is refused, not guessed at. */

#include "base/utf8.h"
#include "web/http/http_priv.h"

static int hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool http__form_decode(struct arena *mem, struct str s, bool plus, struct str *ret)
{
    char *p = arena_alloc(mem, s.n + 1, 1);
    struct str out = {p, 0};

    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];

        if (c == '%') {
            int high = i + 2 < s.n ? hex(s.p[i + 1]) : -1, low = high >= 0 ? hex(s.p[i + 2]) : -1;

            if (low < 0)
                return false;
            c = (char)(high << 4 | low);
            i += 2;
        } else if (c == '+' && plus) {
            c = ' ';
        }
        if (c == 0)
            return false;
        p[out.n++] = c;
    }
    if (utf8_bad(out, 0) != out.n)
        return false;
    *ret = out;
    return true;
}

int http__form_read(struct http_request *r, struct str s, enum http_place place, struct err *e)
{
    struct str pair, name, value;
    int status;

    while (str_next(&s, '&', &pair)) {
        size_t equals = str_find(pair, STR("="), 0);

        if (pair.n == 0)
            continue;
        if (!http__form_decode(r->mem, str_cut(pair, 0, equals), true, &name) ||
            !http__form_decode(r->mem, equals == SIZE_MAX ? STR("") : str_rest(pair, equals + 1),
                               true, &value)) {
            err_set(e, ERR_UNREADABLE, N_("Yêu cầu có dữ liệu mã hóa sai."));
            return 400;
        }
        if ((status = http__request_add(r, name, value, place, e)))
            return status;
    }
    return 0;
}

/* "http://host/path" → "/path", where it names the host that the Host header names. */
static bool drop_authority(struct str *target, struct str host)
{
    struct str rest;

    if (!str_starts(*target, STR("http://")))
        return true;
    rest = str_rest(*target, 7);
    if (host.n == 0 || !str_starts(rest, host))
        return false;
    rest = str_rest(rest, host.n);
    if (rest.n && rest.p[0] != '/')
        return false;
    *target = rest.n ? rest : STR("/");
    return true;
}

static bool may_stand_in_path(struct str segment)
{
    for (size_t i = 0; i < segment.n; i++)
        if ((unsigned char)segment.p[i] < ' ' || strchr("/\\\x7F", segment.p[i]))
            return false;
    return !str_is(segment, STR(".")) && !str_is(segment, STR(".."));
}

/* Each segment on its own, so that a coded slash is seen and no ".." gets through in any spelling.
 */
static bool decode_path(struct arena *mem, struct str path, struct str *ret)
{
    char *p = arena_alloc(mem, path.n + 1, 1);
    struct str segment;
    size_t n = 0, slash = 0;

    do {
        size_t from = slash + 1;

        slash = str_find(path, STR("/"), from);
        if (!http__form_decode(mem, str_cut(path, from, slash), false, &segment) ||
            !may_stand_in_path(segment))
            return false;
        p[n++] = '/';
        memcpy(p + n, segment.p, segment.n);
        n += segment.n;
    } while (slash != SIZE_MAX);
    *ret = (struct str){p, n};
    return true;
}

int http__form_target(struct http_request *r, struct str target, struct str host, struct err *e)
{
    size_t question;
    bool good = drop_authority(&target, host) && str_starts(target, STR("/"));

    for (size_t i = 0; good && i < target.n; i++)
        good = (unsigned char)target.p[i] > ' ' && target.p[i] != 0x7F &&
               !strchr("\\#\"<>", target.p[i]);
    question = str_find(target, STR("?"), 0);
    if (!good || !decode_path(r->mem, str_cut(target, 0, question), &r->path)) {
        err_set(e, ERR_UNREADABLE, N_("Địa chỉ viết sai."));
        return 400;
    }
    r->target = target;
    return question == SIZE_MAX ? 0
                                : http__form_read(r, str_rest(target, question + 1), HTTP_QUERY, e);
}
