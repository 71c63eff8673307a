#include "text/charset.h"

#include <strings.h>

#include "base/utf8.h"

/* windows-1252 at 0x80 … 0x9F; above that its bytes are the code points. 0: undefined. */
static const uint16_t high_1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

/* Where windows-1258 departs from it: five tones that follow their vowel, and the Vietnamese
 * letters. */
static uint32_t from_1258(unsigned char c)
{
    switch (c) {
    case 0xCC:
        return 0x300;
    case 0xD2:
        return 0x309;
    case 0xDE:
        return 0x303;
    case 0xEC:
        return 0x301;
    case 0xF2:
        return 0x323;
    case 0xC3:
        return 0x102;
    case 0xE3:
        return 0x103;
    case 0xD0:
        return 0x110;
    case 0xF0:
        return 0x111;
    case 0xD5:
        return 0x1A0;
    case 0xF5:
        return 0x1A1;
    case 0xDD:
        return 0x1AF;
    case 0xFD:
        return 0x1B0;
    case 0xFE:
        return 0x20AB;
    default:
        return c >= 0x80 && c < 0xA0 ? high_1252[c - 0x80] : c;
    }
}

static struct str from_bytes(struct arena *mem, struct str bytes, bool vietnamese)
{
    char *out = arena_alloc(mem, bytes.n * 3 + 1, 1);
    size_t n = 0;

    for (size_t i = 0; i < bytes.n; i++) {
        unsigned char c = (unsigned char)bytes.p[i];
        uint32_t to = vietnamese ? from_1258(c) : c >= 0x80 && c < 0xA0 ? high_1252[c - 0x80] : c;

        if (to || c == 0)
            n += utf8_write(out + n, to);
    }
    return (struct str){out, n};
}

static struct str from_utf16(struct arena *mem, struct str bytes, bool big)
{
    char *out = arena_alloc(mem, bytes.n / 2 * 3 + 1, 1);
    uint32_t high = 0;
    size_t n = 0;

    for (size_t i = 0; i + 1 < bytes.n; i += 2) {
        const unsigned char *p = (const unsigned char *)bytes.p + i;
        uint32_t c = big ? (uint32_t)p[0] << 8 | p[1] : (uint32_t)p[1] << 8 | p[0];

        if (c >= 0xD800 && c < 0xDC00) {
            high = c;
            continue;
        }
        if (c >= 0xDC00 && c < 0xE000) {
            if (!high)
                continue;
            c = 0x10000 + ((high - 0xD800) << 10) + (c - 0xDC00);
        }
        high = 0;
        n += utf8_write(out + n, c); /* a pair took 4 bytes and gives 4, one unit at most 3 */
    }
    return (struct str){out, n};
}

static struct str without_bad(struct arena *mem, struct str s)
{
    size_t bad = utf8_bad(s, 0), from = 0, n = 0;
    char *out;

    if (bad == s.n)
        return s;
    out = arena_alloc(mem, s.n, 1);
    for (;; bad = utf8_bad(s, from)) {
        memcpy(out + n, s.p + from, bad - from);
        n += bad - from;
        if (bad == s.n)
            return (struct str){out, n};
        from = bad + 1;
    }
}

/* More characters of several bytes than bytes that fit nowhere. */
static bool is_mostly_utf8(struct str s)
{
    size_t good = 0, bad = 0, k;
    uint32_t c;

    for (size_t i = 0; i < s.n; i += k ? k : 1) {
        k = utf8_read(s, i, &c);
        good += k > 1;
        bad += k == 0;
    }
    return good >= bad;
}

/* Tones right behind a vowel, and many of them: no Western text looks so. */
static bool is_1258(struct str s)
{
    size_t high = 0, tones = 0;

    for (size_t i = 1; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i], before = (unsigned char)s.p[i - 1];
        bool tone = c == 0xCC || c == 0xD2 || c == 0xDE || c == 0xEC || c == 0xF2;

        high += c >= 0x80;
        tones += tone &&
                 (strchr("aeiouyAEIOUY", before | (before == 0)) ||
                  (before && strchr("\xE2\xEA\xF4\xE3\xF5\xFD\xC2\xCA\xD4\xC3\xD5\xDD", before)));
    }
    return tones >= 3 && tones * 5 >= high;
}

/* ASCII in every second byte of the first kilobyte: UTF-16 without its mark. 0: neither. */
static char utf16_end(struct str s)
{
    size_t n = s.n < 1024 ? s.n & ~(size_t)1 : 1024, zero[2] = {0, 0};

    for (size_t i = 0; i < n; i++)
        zero[i & 1] += s.p[i] == 0;
    if (n < 4)
        return 0;
    return zero[1] * 4 > n && zero[0] == 0 ? 'l' : zero[0] * 4 > n && zero[1] == 0 ? 'b' : 0;
}

static bool names(struct str declared, const char *part)
{
    for (size_t i = 0, n = strlen(part); i + n <= declared.n; i++)
        if (strncasecmp(declared.p + i, part, n) == 0)
            return true;
    return false;
}

const char *text_charset_guess(struct str s, struct str declared)
{
    char end = utf16_end(s);

    if (str_starts(s, STR("\xEF\xBB\xBF")))
        return "utf-8";
    if (str_starts(s, STR("\xFF\xFE")) || end == 'l')
        return "utf-16le";
    if (str_starts(s, STR("\xFE\xFF")) || end == 'b')
        return "utf-16be";
    if (names(declared, "1258"))
        return "windows-1258";
    if (declared.n && !names(declared, "utf"))
        return "windows-1252";
    if (is_mostly_utf8(s))
        return "utf-8";
    return is_1258(s) ? "windows-1258" : "windows-1252";
}

struct str text_charset_to_utf8(struct arena *mem, struct str bytes, struct str declared,
                                const char **name)
{
    const char *guess = text_charset_guess(bytes, declared);

    if (name)
        *name = guess;
    if (guess[0] == 'w')
        return from_bytes(mem, bytes, strcmp(guess, "windows-1258") == 0);
    if (strcmp(guess, "utf-8") != 0)
        return from_utf16(mem, bytes, guess[6] == 'b');
    return without_bad(mem, str_starts(bytes, STR("\xEF\xBB\xBF")) ? str_rest(bytes, 3) : bytes);
}
