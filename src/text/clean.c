#include "text/clean.h"

#include <glib.h>

#include "base/utf8.h"

enum kind { LETTER, SPACE, BREAK, NOTHING };

static bool is_format(uint32_t c)
{
    return c == 0xAD || c == 0x34F || c == 0x61C || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
           (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) ||
           c >= 0xE0000;
}

static enum kind kind_of(uint32_t c)
{
    if (c == '\n' || c == '\v' || c == '\f' || c == 0x85 || c == 0x2028 || c == 0x2029)
        return BREAK;
    if (c == ' ' || c == '\t' || c == '\r' || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) ||
        c == 0x202F || c == 0x205F || c == 0x3000 || c == 0x1680)
        return SPACE;
    if (c < 0x20 || (c >= 0x7F && c < 0xA0) || (c & 0xFFFE) == 0xFFFE ||
        (c >= 0xFDD0 && c <= 0xFDEF) || is_format(c))
        return NOTHING;
    return LETTER;
}

/* Characters that another one stands for: Eth, which fonts and wrong charsets give for the
 * Vietnamese Đ (the two look the same), and the bullets of Word's symbol fonts. */
static uint32_t meant(uint32_t c)
{
    switch (c) {
    case 0xD0:
        return 0x110;
    case 0xF0:
        return 0x111;
    case 0xF02B:
        return '+';
    case 0xF02D:
        return '-';
    case 0xF0A7:
    case 0xF0B7:
    case 0xF0D8:
    case 0xF0FC:
        return 0x2022;
    default:
        return c;
    }
}

/* Characters that NFC never changes, wherever they stand: all that Vietnamese is printed with. The
 * rest goes through glib, which starts in a third of the time of ICU. */
static bool is_settled(uint32_t c)
{
    return c < 0x300 || (c >= 0x1EA0 && c <= 0x1EF9) || (c >= 0x2010 && c <= 0x2027) ||
           (c >= 0x2030 && c <= 0x205E) || c == 0x20AB || c == 0xFFFD;
}

/* `s` is valid UTF-8 without NUL. */
static struct str to_nfc(struct arena *mem, struct str s)
{
    char *composed = g_utf8_normalize(s.p, (gssize)s.n, G_NORMALIZE_NFC);

    if (!composed)
        return s;
    s = arena_copy(mem, str_from(composed));
    g_free(composed);
    return s;
}

struct str text_clean(struct arena *mem, struct str s, bool keep_lines)
{
    char *out = arena_alloc(mem, s.n + 1, 1);
    char gap = 0;
    size_t n = 0, k;
    bool settled = true;
    uint32_t c;

    for (size_t i = 0; i < s.n; i += k ? k : 1) {
        k = utf8_read(s, i, &c);
        switch (k ? kind_of(c) : NOTHING) {
        case NOTHING:
            continue;
        case BREAK:
            gap = keep_lines ? '\n' : ' ';
            continue;
        case SPACE:
            gap = gap ? gap : ' ';
            continue;
        case LETTER:
            break;
        }
        if (gap && n)
            out[n++] = gap;
        gap = 0;
        c = meant(c);
        settled = settled && is_settled(c);
        n += utf8_write(out + n, c); /* never longer than it was */
    }
    s = (struct str){out, n};
    return settled ? s : to_nfc(mem, s);
}
