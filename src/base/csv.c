#include "base/csv.h"

void csv_field(struct buf *out, bool first, struct str s)
{
    bool quote = false;

    if (!first)
        buf_char(out, ',');
    for (size_t i = 0; i < s.n && !quote; i++)
        quote = s.p[i] == ',' || s.p[i] == '"' || s.p[i] == '\n' || s.p[i] == '\r';
    if (!quote) {
        buf_add(out, s);
        return;
    }
    buf_char(out, '"');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"')
            buf_char(out, '"');
        buf_char(out, s.p[i]);
    }
    buf_char(out, '"');
}

void csv_end(struct buf *out)
{
    buf_char(out, '\n');
}

/* One field, from `*at`; leaves `*at` on the separator, line end or end of text. */
static struct str field(struct arena *mem, struct str s, size_t *at)
{
    size_t i = *at, from = i, end, n = 0;
    char *p;

    if (i >= s.n || s.p[i] != '"') {
        while (i < s.n && s.p[i] != ',' && s.p[i] != '\n' && s.p[i] != '\r')
            i++;
        *at = i;
        return str_cut(s, from, i);
    }
    for (end = i + 1; end < s.n; end++) {
        if (s.p[end] != '"')
            continue;
        if (end + 1 >= s.n || s.p[end + 1] != '"')
            break;
        end++;
    }
    p = arena_alloc(mem, end - i, 1);
    for (i++; i < end; i++) {
        p[n++] = s.p[i];
        i += s.p[i] == '"';
    }
    i = end + (end < s.n);
    while (i < s.n && s.p[i] != ',' && s.p[i] != '\n' && s.p[i] != '\r')
        i++;
    *at = i;
    return (struct str){p, n};
}

bool csv_next(struct arena *mem, struct str *rest, struct str **ret, size_t *count)
{
    size_t at = 0, n = 0, room = 0;
    struct str *fields = NULL;

    if (rest->n == 0)
        return false;
    for (;;) {
        ARENA_PUSH(mem, fields, n, room, field(mem, *rest, &at));
        if (at >= rest->n || rest->p[at] != ',')
            break;
        at++;
    }
    if (at < rest->n && rest->p[at] == '\r')
        at++;
    if (at < rest->n && rest->p[at] == '\n')
        at++;
    *rest = str_rest(*rest, at);
    *ret = fields;
    *count = n;
    return true;
}
