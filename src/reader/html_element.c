/* The elements of HTML by what they do to text, and the labels of lists. */

#include <stdlib.h>

#include "reader/html_priv.h"

/* clang-format off: a table of words, sorted for bsearch() */
static const struct reader__html_element elements[] = {
    {"address", BLOCK},
    {"article", BLOCK},
    {"aside", BLOCK},
    {"b", BOLD},
    {"blockquote", BLOCK},
    {"body", BLOCK},
    {"br", BREAK},
    {"button", DROPPED},
    {"caption", BLOCK},
    {"center", CENTRED},
    {"dd", BLOCK},
    {"del", CUT},
    {"dir", LIST},
    {"div", BLOCK},
    {"dl", BLOCK},
    {"dt", BLOCK},
    {"em", ITALIC},
    {"figcaption", BLOCK},
    {"figure", BLOCK},
    {"footer", BLOCK},
    {"form", BLOCK},
    {"h1", HEADING},
    {"h2", HEADING},
    {"h3", HEADING},
    {"h4", HEADING},
    {"h5", HEADING},
    {"h6", HEADING},
    {"head", HEAD},
    {"header", BLOCK},
    {"hr", BLOCK},
    {"i", ITALIC},
    {"iframe", DROPPED},
    {"li", ITEM},
    {"main", BLOCK},
    {"menu", LIST},
    {"nav", DROPPED},
    {"noscript", DROPPED},
    {"object", DROPPED},
    {"ol", LIST},
    {"option", DROPPED},
    {"p", BLOCK},
    {"pre", PREFORMATTED},
    {"s", CUT},
    {"script", DROPPED},
    {"section", BLOCK},
    {"select", DROPPED},
    {"strike", CUT},
    {"strong", BOLD},
    {"style", DROPPED},
    {"sup", RAISED},
    {"svg", DROPPED},
    {"table", TABLE},
    {"tbody", BLOCK},
    {"td", CELL},
    {"template", DROPPED},
    {"textarea", DROPPED},
    {"tfoot", BLOCK},
    {"th", CELL},
    {"thead", HEAD_ROWS},
    {"title", TITLE},
    {"tr", ROW},
    {"ul", LIST},
    {"xml", DROPPED},
};
/* clang-format on */

static int by_name(const void *name, const void *element)
{
    return strcmp(name, ((const struct reader__html_element *)element)->name);
}

const struct reader__html_element *reader__html_element(const char *name)
{
    return bsearch(name, elements, COUNT(elements), sizeof(elements[0]), by_name);
}

static void roman(struct buf *out, uint32_t n, char small)
{
    static const struct {
        uint32_t value;
        const char *letters;
    } parts[] = {{100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"},
                 {9, "IX"},  {5, "V"},   {4, "IV"}, {1, "I"}};

    for (size_t i = 0; i < COUNT(parts); i++)
        for (; n >= parts[i].value; n -= parts[i].value)
            for (const char *letter = parts[i].letters; *letter; letter++)
                buf_char(out, (char)(*letter | small));
}

void reader__html_label(struct buf *out, char kind, uint32_t n)
{
    char small = kind & 0x20;

    if (kind == '-') {
        buf_char(out, '-');
    } else if ((kind | 0x20) == 'a' && n >= 1 && n <= 26) {
        buf_printf(out, "%c)", kind + (char)(n - 1));
    } else if ((kind | 0x20) == 'i' && n >= 1 && n < 400) {
        roman(out, n, small);
        buf_char(out, '.');
    } else {
        buf_printf(out, "%u.", n);
    }
}
