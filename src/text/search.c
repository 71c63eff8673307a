#include <glib.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "text/search_priv.h"

/* The letter or digit at `at`, small, with its bytes in `*k`; 0 for anything else. */
static uint32_t letter(struct str s, size_t at, size_t *k)
{
    unsigned char c = (unsigned char)s.p[at];
    uint32_t cp;

    *k = 1;
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : 0;
    *k = utf8_read(s, at, &cp);
    if (*k == 0) {
        *k = 1;
        return 0;
    }
    return g_unichar_isalpha(cp) || g_unichar_isdigit(cp) ? g_unichar_tolower(cp) : 0;
}

/* Letters of other scripts have case still; a small one that is longer stays as it is. */
static void make_small(struct str s)
{
    for (size_t i = 0, k; i < s.n; i += k) {
        char small[4];
        uint32_t cp;

        k = 1;
        if ((unsigned char)s.p[i] < 0x80) /* folded already */
            continue;
        cp = letter(s, i, &k);
        if (cp >= 0x80 && utf8_write(small, cp) == k)
            memcpy((char *)s.p + i, small, k); /* our own copy, made by text_fold() */
    }
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

void text__search_split(struct arena *mem, struct str s, struct text__search_words *ret)
{
    enum { NOTHING, LETTERS, DIGITS } inside = NOTHING, now;
    struct text__search_word *at = NULL;
    size_t n = 0, room = 0, from = 0;
    struct str folded;

    text_fold(mem, s, &ret->folded);
    folded = ret->folded.text;
    make_small(folded);
    for (size_t i = 0, k = 1; i <= folded.n; i += k) {
        now = i == folded.n || !letter(folded, i, &k) ? NOTHING
              : is_digit(folded.p[i])                 ? DIGITS
                                                      : LETTERS;
        if (now == inside)
            continue;
        if (inside)
            ARENA_PUSH(mem, at, n, room, ((struct text__search_word){(uint32_t)from, (uint32_t)i}));
        from = i;
        inside = now;
    }
    ret->at = at;
    ret->n = n;
}

struct str text__search_word(const struct text__search_words *w, size_t i)
{
    struct str all = str_cut(w->folded.text, w->at[i].from, w->at[i].to);

    return all.n <= TEXT_SEARCH_WORD ? all : str_whole(str_cut(all, 0, TEXT_SEARCH_WORD));
}

struct str text_search_words(struct arena *mem, struct str s)
{
    struct text__search_words w;
    size_t n = 0;
    char *p;

    text__search_split(mem, s, &w);
    p = arena_alloc(mem, w.folded.text.n + 1, 2); /* "1a2" is "1 a 2" */
    for (size_t i = 0; i < w.n; i++) {
        struct str word = text__search_word(&w, i);

        if (n + 1 + word.n > TEXT_SEARCH_INDEXED)
            break;
        if (n)
            p[n++] = ' ';
        memcpy(p + n, word.p, word.n);
        n += word.n;
    }
    return (struct str){p, n};
}

/* True when what stands between two words makes them one term. */
static bool joins(struct str folded, size_t from, size_t to)
{
    char c = folded.p[from];

    if (to != from + 1)
        return to == from;
    if (c == '.' || c == ',')
        return is_digit(folded.p[from - 1]) && is_digit(folded.p[to]);
    return c == '/' || c == '-' || c == '_' || c == '&';
}

static size_t quotes_in(struct str s)
{
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++)
        n += s.p[i] == '"';
    return n;
}

static bool same_term(const struct text_search_term *a, const struct text_search_term *b)
{
    if (a->count != b->count || a->prefix != b->prefix)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!str_is(a->word[i], b->word[i]))
            return false;
    return true;
}

/* A term that stands there already says nothing new. */
static void add_term(struct text_search *q, struct text_search_term term)
{
    for (size_t i = 0; i < q->count; i++)
        if (same_term(&q->term[i], &term))
            return;
    if (q->count == TEXT_SEARCH_TERMS)
        q->cut = true;
    else
        q->term[q->count++] = term;
}

void text_search_read(struct arena *mem, struct str typed, struct text_search *ret)
{
    /* A folded letter had 8 bytes at most, decomposed and all; the end of a word is cut away at
     * worst, and the last word is a beginning. */
    struct str s = str_whole(str_cut(typed, 0, 8 * TEXT_SEARCH_BYTES));
    struct text__search_words w;
    struct str *words, folded;
    size_t first = 0, before = 0;
    bool quoted = false;

    *ret = (struct text_search){.cut = typed.n > 8 * TEXT_SEARCH_BYTES};
    text__search_split(mem, s, &w);
    folded = w.folded.text;
    words = ARENA_MANY(mem, struct str, w.n + 1);
    for (size_t i = 0; i < w.n; i++) {
        uint32_t from = w.at[i].from;
        size_t marks = quotes_in(str_cut(folded, before, from));

        if (from >= TEXT_SEARCH_BYTES) {
            ret->cut = true;
            w.n = i;
            break;
        }
        if (i > 0 && (marks || (!quoted && !joins(folded, before, from)))) {
            add_term(ret, (struct text_search_term){words + first, i - first, false});
            first = i;
        }
        quoted ^= marks & 1;
        words[i] = text__search_word(&w, i);
        before = w.at[i].to;
    }
    if (w.n > 0) {
        bool closed = quoted && quotes_in(str_rest(folded, before)) > 0;

        add_term(ret, (struct text_search_term){words + first, w.n - first, !closed});
    }
}

struct str text_search_fts5(struct arena *mem, const struct text_search *q)
{
    CLEANUP(buf_release) struct buf out;

    buf_init(&out, 64 * TEXT_SEARCH_BYTES);
    for (size_t i = 0; i < q->count; i++) {
        const struct text_search_term *t = &q->term[i];

        buf_add(&out, i ? STR(" AND \"") : STR("\""));
        for (size_t k = 0; k < t->count; k++) {
            buf_add(&out, k ? STR(" ") : STR(""));
            buf_add(&out, t->word[k]);
        }
        buf_add(&out, t->prefix ? STR("\"*") : STR("\""));
    }
    return arena_copy(mem, buf_str(&out));
}

struct str text_search_tsquery(struct arena *mem, const struct text_search *q)
{
    CLEANUP(buf_release) struct buf out;

    buf_init(&out, 64 * TEXT_SEARCH_BYTES);
    for (size_t i = 0; i < q->count; i++) {
        const struct text_search_term *t = &q->term[i];

        buf_add(&out, i ? STR(" & (") : STR("("));
        for (size_t k = 0; k < t->count; k++) {
            buf_add(&out, k ? STR(" <-> '") : STR("'"));
            buf_add(&out, t->word[k]);
            buf_add(&out, t->prefix && k + 1 == t->count ? STR("':*") : STR("'"));
        }
        buf_char(&out, ')');
    }
    return arena_copy(mem, buf_str(&out));
}
