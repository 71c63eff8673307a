#include "text/fold.h"

#include "base/utf8.h"

/* Plain letters of the marked ones, '.' where there is none: made from the decompositions of
 * UnicodeData, with đ beside them (it has no decomposition). */
/* U+00C0 … U+017F */
static const char latin[] = "aaaaaa.ceeeeiiii.nooooo..uuuuy..aaaaaa.ceeeeiiii.nooooo..uuuuy.y"
                            "aaaaaaccccccccddddeeeeeeeeeegggggggghh..iiiiiiiii...jjkk.llllll."
                            "...nnnnnn...oooooo..rrrrrrsssssssstttt..uuuuuuuuuuuuwwyyyzzzzzz.";
/* U+01A0 … U+01B0 */
static const char horned[] = "oo.............uu";
/* U+1EA0 … U+1EF9 */
static const char viet[] = "aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooo"
                           "oooouuuuuuuuuuuuuuyyyyyyyy";

static bool is_space(uint32_t cp)
{
    return cp <= 0x20 || cp == 0x7F || cp == 0x85 || cp == 0xA0 || cp == 0x3000 || cp == 0xFFFD ||
           (cp >= 0x2000 && cp <= 0x200A) || cp == 0x2028 || cp == 0x2029 || cp == 0x202F;
}

/* Marks that stand alone (NFD), soft hyphen, zero-width and direction characters. */
static bool is_nothing(uint32_t cp)
{
    return (cp >= 0x300 && cp <= 0x36F) || cp == 0xAD || (cp >= 0x200B && cp <= 0x200F) ||
           (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2060 && cp <= 0x2069) || cp == 0xFEFF;
}

/* The folded ASCII byte, or 0 when the character stays as it is. */
static char plain(uint32_t cp)
{
    char c = '.';

    if (cp < 0x80)
        return (char)(cp >= 'A' && cp <= 'Z' ? cp + 32 : cp);
    if (cp >= 0xC0 && cp < 0x180)
        c = latin[cp - 0xC0];
    else if (cp >= 0x1A0 && cp < 0x1B1)
        c = horned[cp - 0x1A0];
    else if (cp >= 0x1EA0 && cp < 0x1EFA)
        c = viet[cp - 0x1EA0];
    if (c != '.')
        return c;
    if (cp >= 0x2010 && cp <= 0x2015)
        return '-';
    if (cp == 0x2212)
        return '-';
    if (cp == 0x2018 || cp == 0x2019)
        return '\'';
    if (cp == 0x201C || cp == 0x201D)
        return '"';
    return 0;
}

void text_fold(struct arena *mem, struct str s, struct text_folded *ret)
{
    char *out = arena_alloc(mem, s.n + 1, 1);
    uint32_t *map = ARENA_MANY(mem, uint32_t, s.n + 1);
    size_t n = 0, end = 0;
    bool gap = false;

    for (size_t i = 0, k; i < s.n; i += k) {
        uint32_t cp;
        char c;

        k = utf8_read(s, i, &cp);
        if (k == 0) {
            k = 1;
            cp = 0xFFFD;
        }
        if (is_nothing(cp)) {
            end = n && !gap ? i + k : end;
            continue;
        }
        if (is_space(cp)) {
            gap = n > 0;
            continue;
        }
        if (gap) {
            map[n] = (uint32_t)end;
            out[n++] = ' ';
            gap = false;
        }
        c = plain(cp);
        for (size_t b = 0; b < (c ? 1 : k); b++) {
            map[n] = (uint32_t)i;
            out[n++] = c ? c : s.p[i + b];
        }
        end = i + k;
    }
    map[n] = (uint32_t)end;
    ret->text = (struct str){out, n};
    ret->map = map;
}

struct str text_fold_only(struct arena *mem, struct str s)
{
    struct text_folded f;

    text_fold(mem, s, &f);
    return f.text;
}

struct str text_fold_source(const struct text_folded *f, struct str source, size_t from, size_t to)
{
    if (to > f->text.n)
        to = f->text.n;
    if (from > to)
        from = to;
    return str_trim(str_cut(source, f->map[from], f->map[to]));
}

/* Beyond ASCII capitals stand before their small letters. */
bool text_fold_is_capital(uint32_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) ||
           (c >= 0x100 && c < 0x180 && c % 2 == 0) || c == 0x1A0 || c == 0x1AF ||
           (c >= 0x1EA0 && c <= 0x1EF9 && c % 2 == 0);
}
