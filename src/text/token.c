#include "text/token.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Letters, and every byte of a foreign one. What begins with 0xE2 are signs (dashes, ≥, →), what
 * begins with 0xC2 are signs of Latin-1; "²" and "³" stay with their metre. */
static bool is_letter(struct str s, size_t i)
{
    unsigned char c = (unsigned char)s.p[i];

    return (c >= 'a' && c <= 'z') || (c >= 0x80 && c != 0xE2 && c != 0xC2) ||
           (c == 0xC2 && i + 1 < s.n && (s.p[i + 1] == '\xB2' || s.p[i + 1] == '\xB3'));
}

static size_t word_end(struct str s, size_t i)
{
    while (i < s.n && is_letter(s, i))
        i += (unsigned char)s.p[i] == 0xC2 ? 2 : 1;
    return i;
}

static size_t number_end(struct str s, size_t i, int32_t *value)
{
    size_t from = i;

    *value = 0;
    for (; i < s.n && is_digit(s.p[i]); i++)
        *value = i - from < 9 ? *value * 10 + (s.p[i] - '0') : -1;
    return i;
}

/* A sign at `i`: its kind, and its end in *to. */
static char sign(struct str s, size_t i, size_t *to)
{
    static const struct {
        struct str s;
        char kind;
    } known[] = {
        {STR(">="), TEXT_TOKEN_AT_LEAST},
        {STR("<="), TEXT_TOKEN_AT_MOST},
        {STR("≥"), TEXT_TOKEN_AT_LEAST},
        {STR("≤"), TEXT_TOKEN_AT_MOST},
        {STR("⩾"), TEXT_TOKEN_AT_LEAST},
        {STR("⩽"), TEXT_TOKEN_AT_MOST},
        {STR("÷"), '-'},
        {STR("→"), '-'},
        {STR("…"), '.'},
    };
    struct str rest = str_rest(s, i);

    for (size_t k = 0; k < COUNT(known); k++)
        if (str_starts(rest, known[k].s)) {
            *to = i + known[k].s.n;
            return known[k].kind;
        }
    *to = i + 1;
    if ((unsigned char)s.p[i] < 0x80)
        return s.p[i];
    while (*to < s.n && ((unsigned char)s.p[*to] & 0xC0) == 0x80)
        ++*to;
    return TEXT_TOKEN_OTHER;
}

void text_token_read(struct arena *mem, struct str s, struct text_tokens *ret)
{
    size_t room = 0, to;
    struct str text;

    *ret = (struct text_tokens){0};
    text_fold(mem, s, &ret->folded);
    text = ret->folded.text;
    for (size_t i = 0; i < text.n; i = to) {
        struct text_token t = {.from = (uint32_t)i, .glued = i > 0 && text.p[i - 1] != ' '};

        to = i + 1;
        if (text.p[i] == ' ')
            continue;
        if (is_digit(text.p[i])) {
            t.kind = TEXT_TOKEN_NUMBER;
            to = number_end(text, i, &t.value);
        } else if (is_letter(text, i) && !str_starts(str_rest(text, i), STR("÷"))) {
            t.kind = TEXT_TOKEN_WORD;
            to = word_end(text, i);
        } else {
            t.kind = sign(text, i, &to);
        }
        t.to = (uint32_t)to;
        t.s = str_cut(text, i, to);
        ARENA_PUSH(mem, ret->t, ret->n, room, t);
    }
}

bool text_token_is(const struct text_tokens *x, size_t i, const char *word)
{
    return i < x->n && str_is(x->t[i].s, str_from(word));
}

bool text_token_is_number(const struct text_tokens *x, size_t i)
{
    return i < x->n && x->t[i].kind == TEXT_TOKEN_NUMBER;
}

/* One element "a|b|#" of a pattern against token `i`. */
static bool element_matches(const struct text_tokens *x, size_t i, struct str element)
{
    const struct text_token *t;

    if (i >= x->n)
        return false;
    t = &x->t[i];
    for (size_t from = 0, to; from < element.n; from = to + 1) {
        for (to = from; to < element.n && element.p[to] != '|';)
            to++;
        if (element.p[from] == '#' ? t->kind == TEXT_TOKEN_NUMBER
                                   : to - from == t->s.n && element.p[from] == t->s.p[0] &&
                                         memcmp(element.p + from, t->s.p, t->s.n) == 0)
            return true;
    }
    return false;
}

size_t text_token_match(const struct text_tokens *x, size_t at, const char *pattern)
{
    size_t i = at;

    for (const char *p = pattern; *p;) {
        size_t n = 0;
        bool optional;

        while (p[n] && p[n] != ' ')
            n++;
        optional = n > 1 && p[n - 1] == '?';
        if (element_matches(x, i, (struct str){p, n - optional}))
            i++;
        else if (!optional)
            return 0;
        p += n + (p[n] == ' ');
    }
    return i - at;
}

size_t text_token_find(const struct text_tokens *x, size_t from, size_t to, const char *pattern)
{
    for (size_t i = from; i < to && i < x->n; i++)
        if (text_token_match(x, i, pattern))
            return i;
    return SIZE_MAX;
}

struct str text_token_source(const struct text_tokens *x, struct str source, size_t from, size_t to)
{
    if (to > x->n)
        to = x->n;
    if (from >= to)
        return str_cut(source, 0, 0);
    return text_fold_source(&x->folded, source, x->t[from].from, x->t[to - 1].to);
}
