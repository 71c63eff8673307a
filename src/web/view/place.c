#include "web/view/place.h"

static const struct str entity[256] = {
    ['&'] = {"&amp;", 5},  ['<'] = {"&lt;", 4},   ['>'] = {"&gt;", 4},
    ['"'] = {"&quot;", 6}, ['\''] = {"&#39;", 5},
};

static void escape(struct buf *out, struct str s)
{
    size_t from = 0;

    for (size_t i = 0; i < s.n; i++) {
        const struct str *e = &entity[(unsigned char)s.p[i]];

        if (!e->n)
            continue;
        buf_add(out, str_cut(s, from, i));
        buf_add(out, *e);
        from = i + 1;
    }
    buf_add(out, str_rest(s, from));
}

void view_place_str(struct buf *out, enum lang lang, struct str s)
{
    (void)lang;
    escape(out, s);
}

void view_place_chars(struct buf *out, enum lang lang, const char *z)
{
    (void)lang;
    escape(out, str_from(z));
}

void view_place_int(struct buf *out, enum lang lang, int64_t n)
{
    char room[VIEW_WORDS_MAX];

    (void)lang;
    buf_add(out, view_words_digits(n, room));
}

void view_place_count(struct buf *out, enum lang lang, struct view_count n)
{
    char room[VIEW_WORDS_MAX];

    buf_add(out, view_words_count(lang, n, room));
}

void view_place_day(struct buf *out, enum lang lang, struct day d)
{
    char room[VIEW_WORDS_MAX];

    buf_add(out, view_words_day(lang, d, room));
}

void view_place_instant(struct buf *out, enum lang lang, struct view_instant at)
{
    char room[VIEW_WORDS_MAX];

    buf_add(out, view_words_instant(lang, at, room));
}

void view_place_decimal(struct buf *out, enum lang lang, struct decimal d)
{
    char room[VIEW_WORDS_MAX];

    buf_add(out, view_words_decimal(lang, d, room));
}

static bool is_own(struct str a)
{
    return a.n > 0 &&
           (a.p[0] == '?' || a.p[0] == '#' || (a.p[0] == '/' && !str_starts(a, STR("//"))));
}

void view_place_address(struct buf *out, struct str address, bool abroad)
{
    bool good = is_own(address) || (abroad && str_starts(address, STR("https://")));

    /* A browser drops tabs and line breaks and reads '\' as '/': none may hide a second slash. */
    for (size_t i = 0; good && i < address.n; i++) {
        unsigned char c = (unsigned char)address.p[i];

        good = c > ' ' && c != '\\' && c != 0x7f;
    }
    escape(out, good ? address : STR("#"));
}

static bool is_plain(unsigned char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

void view_place_part(struct buf *out, struct str s)
{
    static const char hex[] = "0123456789ABCDEF";
    size_t from = 0;

    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];

        if (is_plain(c))
            continue;
        buf_add(out, str_cut(s, from, i));
        buf_add(out, (struct str){(char[]){'%', hex[c >> 4], hex[c & 15]}, 3});
        from = i + 1;
    }
    buf_add(out, str_rest(s, from));
}

void view_place_part_chars(struct buf *out, const char *z)
{
    view_place_part(out, str_from(z));
}

void view_place_part_int(struct buf *out, int64_t n)
{
    view_place_int(out, LANG_VI, n);
}

void view_place_part_day(struct buf *out, struct day d)
{
    char text[11];

    buf_add(out, str_from(day_iso(d, text)));
}
