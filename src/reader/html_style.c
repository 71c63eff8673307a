/* The little of CSS that says something: what is hidden, bold, centred, a list number. */

#include <stdlib.h>
#include <strings.h>

#include "reader/html_priv.h"

uint32_t reader__html_number(struct str s)
{
    uint32_t n = 0;

    s = str_trim(s);
    for (size_t i = 0; i < s.n && s.p[i] >= '0' && s.p[i] <= '9' && n < 1000000; i++)
        n = n * 10 + (uint32_t)(s.p[i] - '0');
    return n;
}

bool reader__html_is(struct str s, const char *word)
{
    return s.n == strlen(word) && strncasecmp(s.p, word, s.n) == 0;
}

bool reader__html_opens(struct str s, const char *word)
{
    return s.n >= strlen(word) && strncasecmp(s.p, word, strlen(word)) == 0;
}

static int16_t length_of(struct str value)
{
    char digits[24] = {0};
    char *unit;
    double n;

    value = str_trim(value);
    memcpy(digits, value.p, value.n < sizeof(digits) - 1 ? value.n : sizeof(digits) - 1);
    n = strtod(digits, &unit);
    if (strncasecmp(unit, "cm", 2) == 0)
        n *= 28.35;
    else if (strncasecmp(unit, "in", 2) == 0)
        n *= 72;
    else if (strncasecmp(unit, "px", 2) == 0)
        n *= 0.75;
    else if (strncasecmp(unit, "em", 2) == 0)
        n *= 12;
    return n > -1000 && n < 1000 ? (int16_t)(n / 2) : 0;
}

static bool is_symbol_font(struct str value)
{
    value = str_trim(value);
    while (value.n && (value.p[0] == '"' || value.p[0] == '\''))
        value = str_rest(value, 1);
    return reader__html_opens(value, "Symbol") || reader__html_opens(value, "Wingdings");
}

static void property_apply(struct reader__html_style *s, struct str name, struct str value)
{
    if (reader__html_is(name, "text-align")) {
        s->centred = reader__html_is(value, "center");
    } else if (reader__html_is(name, "font-weight")) {
        s->bold = reader__html_is(value, "bold") || reader__html_number(value) >= 600;
    } else if (reader__html_is(name, "font-style")) {
        s->italic = reader__html_is(value, "italic");
    } else if (reader__html_is(name, "display")) {
        s->dropped |= reader__html_is(value, "none");
    } else if (reader__html_is(name, "visibility")) {
        s->dropped |= reader__html_is(value, "hidden");
    } else if (reader__html_is(name, "vertical-align")) {
        s->raised = reader__html_is(value, "super");
    } else if (reader__html_is(name, "text-decoration")) {
        s->cut |= reader__html_is(value, "line-through");
    } else if (reader__html_is(name, "mso-list")) {
        s->label |= reader__html_is(value, "Ignore");
    } else if (reader__html_is(name, "mso-element")) {
        s->aside |= reader__html_is(value, "header") || reader__html_is(value, "footer");
    } else if (reader__html_is(name, "font-family")) {
        s->symbol = is_symbol_font(value);
    } else if (reader__html_is(name, "font")) {
        s->symbol = 0;
    } else if (reader__html_is(name, "margin-left") || reader__html_is(name, "text-indent")) {
        s->indent = (int16_t)(s->indent + length_of(value));
    } else if (reader__html_is(name, "list-style-type") || reader__html_is(name, "list-style")) {
        s->bare = reader__html_is(value, "none");
    }
}

void reader__html_style(struct reader__html_style *s, struct str css)
{
    struct str one;

    while (str_next(&css, ';', &one)) {
        size_t colon = str_find(one, STR(":"), 0);

        if (colon != SIZE_MAX)
            property_apply(s, str_trim(str_cut(one, 0, colon)), str_trim(str_rest(one, colon + 1)));
    }
}
