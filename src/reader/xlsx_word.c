#include <ctype.h>

#include "base/utf8.h"
#include "reader/xlsx_priv.h"

enum { MAIN = 1 };

const struct reader_xml_space reader__xlsx_spaces[] = {
    {"http://schemas.openxmlformats.org/spreadsheetml/2006/main", MAIN},
    {"http://purl.oclc.org/ooxml/spreadsheetml/main", MAIN},
    {0},
};

const struct reader_xml_name reader__xlsx_names[] = {
    {MAIN, EL_ALIGNMENT, "alignment"},
    {MAIN, EL_B, "b"},
    {MAIN, EL_C, "c"},
    {MAIN, EL_CELL_XFS, "cellXfs"},
    {MAIN, EL_FONT, "font"},
    {MAIN, EL_FONTS, "fonts"},
    {MAIN, EL_IS, "is"},
    {MAIN, EL_MERGE_CELL, "mergeCell"},
    {MAIN, EL_NUM_FMT, "numFmt"},
    {MAIN, EL_NUM_FMTS, "numFmts"},
    {MAIN, EL_PHONETIC, "rPh"},
    {MAIN, EL_ROW, "row"},
    {MAIN, EL_SHEET, "sheet"},
    {MAIN, EL_SI, "si"},
    {MAIN, EL_T, "t"},
    {MAIN, EL_V, "v"},
    {MAIN, EL_WORKBOOK_PR, "workbookPr"},
    {MAIN, EL_XF, "xf"},
    {0},
};

/* The character of "_x000D_" at `p`, or UINT32_MAX. */
static uint32_t escaped(const char *p, size_t n)
{
    uint32_t c = 0;

    if (n < 7 || p[0] != '_' || p[1] != 'x' || p[6] != '_')
        return UINT32_MAX;
    for (int i = 2; i < 6; i++) {
        if (!isxdigit((unsigned char)p[i]))
            return UINT32_MAX;
        c = c << 4 | (uint32_t)(p[i] <= '9' ? p[i] - '0' : (p[i] | 32) - 'a' + 10);
    }
    return c;
}

void reader_xlsx_word_unescape(struct buf *b)
{
    size_t n = 0;

    if (buf_failed(b) || !str_has(buf_str(b), STR("_x")))
        return;
    for (size_t i = 0; i < b->n;) {
        uint32_t c = escaped(b->p + i, b->n - i);

        if (c == UINT32_MAX) {
            b->p[n++] = b->p[i++];
            continue;
        }
        n += c ? utf8_write(b->p + n, c) : 0;
        i += 7;
    }
    b->n = n;
}
