#include "indicator/words.h"

/* On screen a decimal comma, as in the document. */
static const char *with_comma(struct decimal d, enum lang lang, char out[24])
{
    char *dot;

    decimal_text(d, out);
    if (lang == LANG_VI && (dot = strchr(out, '.')))
        *dot = ',';
    return out;
}

struct str indicator_words_reading(struct arena *mem, enum lang lang,
                                   const struct indicator_target *t)
{
    static const char *const op[] = {
        [INDICATOR_EQUAL] = N_("bằng"),
        [INDICATOR_GREATER] = N_("lớn hơn"),
        [INDICATOR_AT_LEAST] = N_("ít nhất"),
        [INDICATOR_LESS] = N_("nhỏ hơn"),
        [INDICATOR_AT_MOST] = N_("nhiều nhất"),
        [INDICATOR_RANGE] = N_("trong khoảng"),
        [INDICATOR_RANK] = N_("xếp hạng trong"),
        [INDICATOR_LEVEL] = N_("mức bằng lời"),
        [INDICATOR_NON_DECREASING] = N_("không giảm"),
    };
    struct str words = str_from(lang_text(lang, op[t->op]));
    char low[24], high[24];

    if (t->has_value)
        words = arena_printf(mem, "%.*s %s%s%s%s%.*s", STR_ARG(words),
                             with_comma(t->low, lang, low), t->op == INDICATOR_RANGE ? " – " : "",
                             t->op == INDICATOR_RANGE ? with_comma(t->high, lang, high) : "",
                             t->unit.n == 0 || str_starts(t->unit, STR("%")) ? "" : " ",
                             STR_ARG(t->unit));
    return words;
}
