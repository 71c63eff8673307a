#include "base/str.h"

struct str str_from(const char *z)
{
    return z ? (struct str){z, strlen(z)} : STR_NONE;
}

bool str_is(struct str a, struct str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

int str_compare(struct str a, struct str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.p, b.p, n) : 0;

    return c ? c : (a.n > b.n) - (a.n < b.n);
}

bool str_starts(struct str s, struct str with)
{
    return s.n >= with.n && str_is(str_cut(s, 0, with.n), with);
}

bool str_ends(struct str s, struct str with)
{
    return s.n >= with.n && str_is(str_rest(s, s.n - with.n), with);
}

size_t str_find(struct str s, struct str what, size_t from)
{
    const char *hit;

    if (from > s.n || what.n > s.n - from)
        return SIZE_MAX;
    if (what.n == 0)
        return from;
    hit = memmem(s.p + from, s.n - from, what.p, what.n);
    return hit ? (size_t)(hit - s.p) : SIZE_MAX;
}

bool str_has(struct str s, struct str what)
{
    return str_find(s, what, 0) != SIZE_MAX;
}

struct str str_cut(struct str s, size_t from, size_t to)
{
    if (to > s.n)
        to = s.n;
    if (from > to)
        from = to;
    return s.p ? (struct str){s.p + from, to - from} : STR_NONE;
}

struct str str_rest(struct str s, size_t from)
{
    return str_cut(s, from, s.n);
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str str_trim(struct str s)
{
    size_t from = 0, to = s.n;

    while (from < to && is_space(s.p[from]))
        from++;
    while (to > from && is_space(s.p[to - 1]))
        to--;
    return str_cut(s, from, to);
}

struct str str_whole(struct str s)
{
    size_t i = s.n;
    unsigned char lead;

    while (i > 0 && ((unsigned char)s.p[i - 1] & 0xC0) == 0x80)
        i--;
    if (i == 0)
        return s;
    lead = (unsigned char)s.p[i - 1];
    if (lead >= 0xC0 && s.n - (i - 1) < (lead >= 0xF0 ? 4u : lead >= 0xE0 ? 3u : 2u))
        s.n = i - 1;
    return s;
}

bool str_next(struct str *rest, char separator, struct str *ret)
{
    const char *hit;

    if (!rest->p)
        return false;
    hit = rest->n ? memchr(rest->p, separator, rest->n) : NULL;
    if (!hit) {
        *ret = *rest;
        *rest = STR_NONE;
        return true;
    }
    *ret = (struct str){rest->p, (size_t)(hit - rest->p)};
    *rest = str_rest(*rest, ret->n + 1);
    return true;
}
