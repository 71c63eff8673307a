#include "base/utf8.h"
#include "office/sheet_priv.h"

/* "_x0041_", which a workbook would read as A. */
static bool is_escape(struct str s, size_t at)
{
    if (s.n - at < 7 || s.p[at + 1] != 'x' || s.p[at + 6] != '_')
        return false;
    for (size_t i = at + 2; i < at + 6; i++)
        if (!memchr("0123456789abcdefABCDEF", s.p[i], 22))
            return false;
    return true;
}

/* What stands for the character `c` at `at`, which is not written as it is. */
static struct str instead(struct str s, size_t at, uint32_t c)
{
    switch (c) {
    case '&':
        return STR("&amp;");
    case '<':
        return STR("&lt;");
    case '>':
        return STR("&gt;");
    case '"':
        return STR("&quot;");
    case '_':
        return is_escape(s, at) ? STR("_x005F_") : STR("_");
    case '\r':
        return at + 1 < s.n && s.p[at + 1] == '\n' ? STR_NONE : STR("\n");
    default:
        return STR_NONE;
    }
}

static bool is_plain(uint32_t c)
{
    if (c < 0x80)
        return (c >= 0x20 && c < 0x7F && !strchr("&<>\"_", (int)c)) || c == '\t' || c == '\n';
    return c >= 0xA0 && c != 0xFFFE && c != 0xFFFF;
}

/* The character at `at`; a byte that is none is U+FFFD. */
static uint32_t character(struct str s, size_t at, size_t *k)
{
    uint32_t c = (unsigned char)s.p[at];

    *k = 1;
    if (c < 0x80)
        return c;
    *k = utf8_read(s, at, &c);
    if (*k > 0)
        return c;
    *k = 1;
    return UINT32_MAX;
}

/* Where `s` is cut to leave room for …; its length when it fits. */
static size_t fitting(struct str s, size_t units)
{
    size_t seen = 0, cut = 0;

    if (s.n <= units) /* no character has more units than bytes */
        return s.n;
    for (size_t i = 0, k; i < s.n; i += k) {
        uint32_t c = character(s, i, &k);

        seen += c > 0xFFFF && c != UINT32_MAX ? 2 : 1;
        if (seen < units)
            cut = i + k;
        else if (seen > units)
            return cut;
    }
    return s.n;
}

bool office__xml_text(struct buf *out, struct str s, size_t units)
{
    size_t end = fitting(s, units), done = 0;
    bool cut = end < s.n;

    s.n = end;
    for (size_t i = 0, k; i < s.n; i += k) {
        uint32_t c = character(s, i, &k);

        if (c != UINT32_MAX && is_plain(c))
            continue;
        buf_add(out, str_cut(s, done, i));
        buf_add(out, c == UINT32_MAX ? STR("\xEF\xBF\xBD") : instead(s, i, c));
        done = i + k;
    }
    buf_add(out, str_rest(s, done));
    if (cut)
        buf_add(out, STR("…"));
    return cut;
}
