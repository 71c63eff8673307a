#include "indicator/target_priv.h"

/* The text without what stands in parentheses, as token bounds of its pieces between ';'. */
static size_t piece_end(const struct text_tokens *x, size_t i)
{
    int depth = 0;

    for (; i < x->n; i++) {
        depth += text_token_is(x, i, "(") - (text_token_is(x, i, ")") && depth > 0);
        if (depth == 0 && text_token_is(x, i, ";"))
            break;
    }
    return i;
}

/* The first value of [from, to) outside parentheses. */
static bool first_value(const struct text_tokens *x, size_t from, size_t to,
                        struct indicator__value *ret)
{
    int depth = 0;

    for (size_t i = from; i < to; i++) {
        depth += text_token_is(x, i, "(") - (text_token_is(x, i, ")") && depth > 0);
        if (depth == 0 && indicator__value_at(x, i, ret) && ret->to <= to)
            return true;
    }
    return false;
}

/* Where words on the unit or scope behind a value end. */
static size_t words_end(const struct text_tokens *x, size_t i, size_t to)
{
    size_t k = i;

    while (k < to && !text_token_match(x, k, ",|;|(|.") && !text_token_match(x, k, "va tang") &&
           !text_token_match(x, k, "so|tro voi|len|xuong"))
        k++;
    return k;
}

static bool unit_ranks(struct arena *mem, struct str unit)
{
    struct text_tokens x;

    text_token_read(mem, unit, &x);
    return text_token_match(&x, 0, "thu bac|hang|tu") || text_token_match(&x, 0, "xep? hang");
}

static void value_take(struct indicator_target *t, const struct indicator__value *v)
{
    t->has_value = true;
    t->op = v->op;
    t->low = v->low;
    t->high = v->high;
}

/* "≤ 3 Đông Nam Á; ≤ 50 Thế giới": every piece that has a value. */
static void parts_read(struct arena *mem, const struct text_tokens *x, struct str value, bool ranks,
                       struct indicator_target *t)
{
    size_t n = 0, room = 0, end;
    struct indicator_part *parts = NULL;

    for (size_t i = 0; i < x->n; i = end + 1) {
        struct indicator__value v;

        end = piece_end(x, i);
        if (first_value(x, i, end, &v)) {
            struct indicator_part p = {v.op, v.low, v.high,
                                       text_token_source(x, value, v.to, words_end(x, v.to, end))};

            if (ranks && (p.op == INDICATOR_AT_MOST || p.op == INDICATOR_EQUAL))
                p.op = INDICATOR_RANK;
            ARENA_PUSH(mem, parts, n, room, p);
        }
    }
    if (n > 1) {
        t->parts = parts;
        t->part_count = n;
    }
}

void indicator_target_read(struct arena *mem, struct str value, struct str unit,
                           struct indicator_target *ret)
{
    struct indicator__value v;
    struct text_tokens x;
    bool ranks = unit_ranks(mem, unit);
    size_t n;

    *ret = (struct indicator_target){.op = INDICATOR_LEVEL, .unit = str_trim(unit)};
    text_token_read(mem, value, &x);
    for (size_t i = 0; i < x.n; i++)
        ret->non_decreasing |= indicator__value_grows(&x, i, &n);
    if (!first_value(&x, 0, x.n, &v)) {
        ret->op = ret->non_decreasing ? INDICATOR_NON_DECREASING : INDICATOR_LEVEL;
        return;
    }
    value_take(ret, &v);
    if (ranks && (v.op == INDICATOR_AT_MOST || v.op == INDICATOR_EQUAL))
        ret->op = INDICATOR_RANK;
    if (v.from > 0 && text_token_find(&x, 0, v.from, "tang|giam") != SIZE_MAX)
        ret->change = text_token_find(&x, 0, v.from, "giam") == SIZE_MAX ? 1 : -1;
    if (!ret->unit.n && ret->op != INDICATOR_RANK)
        ret->unit = text_token_source(&x, value, v.unit, words_end(&x, v.unit, x.n));
    parts_read(mem, &x, value, ranks, ret);
}

size_t indicator_target_find(struct arena *mem, struct str paragraph, struct indicator_phrase **ret)
{
    return indicator__phrase_find(mem, paragraph, ret);
}
