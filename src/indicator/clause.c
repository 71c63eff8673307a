#include "indicator/target_priv.h"

static bool is_year(const struct text_token *t)
{
    return t->kind != TEXT_TOKEN_NUMBER || (t->s.n == 4 && t->value >= 2000 && t->value < 2100);
}

size_t indicator__clause_period(const struct text_tokens *x, size_t i)
{
    static const char *const form[] = {
        "tu nay den het|cuoi? nam? #",
        "trong? giai doan # -|den #",
        "trong? thoi ky # -|den #",
        "den|toi het|cuoi? nam? # -|den #",
        "den|toi het|cuoi? nam? #",
        "trong|vao|het|cuoi nam # -|den? #?",
        "nam # - #",
        "nam #",
    };

    for (size_t k = 0; k < COUNT(form); k++) {
        size_t n = text_token_match(x, i, form[k]), at;

        for (at = i; at < i + n && is_year(&x->t[at]); at++)
            ;
        if (n && at == i + n && text_token_is_number(x, at - 1))
            return n;
    }
    return 0;
}

int indicator__clause_bracket(const struct text_tokens *x, size_t i)
{
    if (text_token_is(x, i, "("))
        return text_token_find(x, i, i + 80, ")") != SIZE_MAX;
    return -(int)text_token_is(x, i, ")");
}

/* What a paragraph may begin with: "- ", "a) ", "1. ". */
static size_t marker(const struct text_tokens *x)
{
    if (x->n && !text_token_is_number(x, 0) && x->t[0].kind != TEXT_TOKEN_WORD &&
        !text_token_match(x, 0, "≥|>|<|≤|("))
        return 1;
    if (x->n > 2 && x->t[0].s.n <= 3 && text_token_match(x, 1, ".|)") && !x->t[2].glued)
        return 2;
    return 0;
}

/* After ",": does a further statement begin at `i`? */
static bool opens_statement(const struct text_tokens *x, size_t from, size_t i)
{
    struct indicator__value v;
    size_t k = i + text_token_match(x, i, "trong|phan do|dau");

    k += text_token_match(x, k, "dat|co");
    if (indicator__value_at(x, k, &v))
        return v.percent || v.op == INDICATOR_RANK || (k > i && text_token_is(x, k - 1, "co"));
    k = text_token_match(x, i, "tang|giam binh|trung|them? quan|binh?");
    if (k && indicator__value_at(x, i + k, &v))
        return v.percent;
    return text_token_match(x, i, "ty|ti le|trong") ||
           (text_token_match(x, i, "so luong") &&
            text_token_find(x, from, i, "#|tang") != SIZE_MAX) ||
           text_token_match(x, i, "quy mo") || text_token_match(x, i, "toc do tang") ||
           text_token_match(x, i, "nang tong|so|ty|ti") || text_token_match(x, i, "trong do") ||
           text_token_match(x, i, "pho cap") || text_token_match(x, i, "xep hang");
}

/* "… thuộc nhóm 30, chuyển đổi số (DTI) thuộc nhóm 20", "A đạt 90%, B đạt 80%": both sides of the
 * comma before `i` have their value. */
static bool both_have_values(const struct text_tokens *x, size_t from, size_t i)
{
    const char *const verb = "dat|nhom|chiem #|tren|tu|toi|it|hon|duoi|khoang|≥|>";
    size_t to = i, low = i > from + 20 ? i - 20 : from;

    while (to < x->n && to < i + 30 && (x->t[to].glued || !text_token_match(x, to, ",|;|.")))
        to++;
    return text_token_find(x, low, i, verb) != SIZE_MAX &&
           text_token_find(x, i, to, verb) != SIZE_MAX;
}

/* "10 bác sĩ, 32 giường bệnh …": things counted one after the other. */
static bool counts_on(const struct text_tokens *x, size_t from, size_t i)
{
    size_t number = text_token_find(x, from, from + 6, "#");

    return number != SIZE_MAX && i - number <= 5 && text_token_is_number(x, i) && i + 1 < x->n &&
           x->t[i + 1].kind == TEXT_TOKEN_WORD && !x->t[i + 1].glued;
}

/* A statement ends before token `i` of a clause that began at `from`. */
static bool ends_at(const struct text_tokens *x, size_t from, size_t i)
{
    struct indicator__value v;
    bool is_measure;

    if (text_token_is(x, i, ";"))
        return true;
    if (text_token_is(x, i, "."))
        return i + 1 >= x->n || !x->t[i + 1].glued;
    if (text_token_is(x, i, ",") && i > from + 1 && i + 1 < x->n && !x->t[i + 1].glued)
        return opens_statement(x, from, i + 1) || both_have_values(x, from, i + 1) ||
               counts_on(x, from, i + 1);
    if (!text_token_is(x, i, "va") || i <= from + 1 || !indicator__value_at(x, i + 1, &v))
        return false;
    return (v.percent || (v.stated && v.op != INDICATOR_RANK) ||
            (indicator__unit_at(x, v.unit, &is_measure) && is_measure)) &&
           !text_token_match(x, i - 1, "tu|tren|duoi");
}

/* "Về hạ tầng số: 100% xã có cáp quang" begins behind its colon, "Tỷ lệ lấp đầy: 80%" does not. */
static size_t behind_colon(const struct text_tokens *x, size_t from, size_t to)
{
    size_t colon = text_token_find(x, from, to, ":");
    struct indicator__value v;

    if (colon == SIZE_MAX || colon + 1 >= to || colon == from ||
        text_token_match(x, colon - 1, "nhu|gom|la|sau|trong") ||
        indicator__clause_period(x, colon + 1))
        return from;
    if (indicator__value_at(x, colon + 1, &v)) {
        bool is_measure;

        return v.to + indicator__unit_at(x, v.to, &is_measure) + 2 >= to ? from : colon + 1;
    }
    return text_token_find(x, colon, to, "#") == SIZE_MAX ? from : colon + 1;
}

size_t indicator__clause_cut(struct arena *mem, const struct text_tokens *x,
                             struct indicator__clause **ret)
{
    struct indicator__clause *all = NULL, c = {0};
    size_t n = 0, room = 0, to, lead_from = 0, lead_to = 0;
    bool opens = true;

    for (size_t i = marker(x); i < x->n; i = to + 1) {
        size_t lead = indicator__clause_period(x, i);
        int depth = 0;

        c.lead_from = lead_from;
        c.lead_to = lead_to;
        if (lead && i + lead < x->n) {
            c.lead_from = i;
            c.lead_to = i + lead;
            i += lead + text_token_match(x, i + lead, ",|:|;");
        }
        if (opens) { /* it holds for what follows; inside a sentence only for its own clause */
            lead_from = c.lead_from;
            lead_to = c.lead_to;
        }
        for (to = i; to < x->n && (depth > 0 || !ends_at(x, i, to)); to++) {
            depth += indicator__clause_bracket(x, to);
            depth = depth < 0 ? 0 : depth;
        }
        c.from = behind_colon(x, i, to);
        c.to = to;
        c.opens_sentence = opens;
        opens = text_token_is(x, to, ".");
        if (c.to > c.from)
            ARENA_PUSH(mem, all, n, room, c);
    }
    *ret = all;
    return n;
}
