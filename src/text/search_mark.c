#include "text/search_priv.h"

/* A text with what was found in it. */
struct found {
    struct text__search_words w;
    struct str text; /* as written */
    uint8_t *terms;  /* of each word: bits of the terms it belongs to, 0 = not searched for */
};

static bool word_is(const struct found *f, size_t i, struct str word, bool prefix)
{
    struct str own = text__search_word(&f->w, i);

    return prefix ? str_starts(own, word) : str_is(own, word);
}

static bool term_is(const struct found *f, size_t i, const struct text_search_term *t)
{
    if (t->count > f->w.n - i)
        return false;
    for (size_t k = 0; k < t->count; k++)
        if (!word_is(f, i + k, t->word[k], t->prefix && k + 1 == t->count))
            return false;
    return true;
}

static void add(struct found *f, size_t from, size_t count, uint8_t bits)
{
    for (size_t i = from; i < from + count; i++)
        f->terms[i] |= bits;
}

/* Marks the places where all terms stand together; false when there is none. */
static bool find_together(struct found *f, const struct text_search *q)
{
    bool any = false;

    for (size_t i = 0; i < f->w.n; i++) {
        size_t at = i, t = 0;

        while (t < q->count && at < f->w.n && term_is(f, at, &q->term[t]))
            at += q->term[t++].count;
        if (t < q->count)
            continue;
        add(f, i, at - i, (uint8_t)((1u << q->count) - 1));
        any = true;
    }
    return any;
}

static void find(struct arena *mem, const struct text_search *q, struct str text, struct found *ret)
{
    _Static_assert(TEXT_SEARCH_TERMS <= 8, "one bit a term");
    *ret = (struct found){.text = text};
    text__search_split(mem, text, &ret->w);
    ret->terms = arena_alloc(mem, ret->w.n + 1, 1);
    if (q->count == 0 || find_together(ret, q))
        return;
    for (size_t i = 0; i < ret->w.n; i++)
        for (size_t t = 0; t < q->count; t++)
            if (term_is(ret, i, &q->term[t]))
                add(ret, i, q->term[t].count, (uint8_t)(1u << t));
}

/* Words `i` and `i + 1` make one mark: no more than a space or sign is between them. */
static bool one_mark(const struct found *f, size_t i)
{
    uint32_t to = f->w.at[i].to, next = f->w.at[i + 1].from;

    return f->terms[i + 1] &&
           (next == to || (next == to + 1 && strchr(" /-_&.,", f->w.folded.text.p[to])));
}

/* Pieces being made. */
struct piecer {
    struct arena *mem;
    struct text_search_piece *at;
    size_t n, room;
};

static void piece(struct piecer *x, struct str text, bool marked)
{
    if (text.n)
        ARENA_PUSH(x->mem, x->at, x->n, x->room,
                   ((struct text_search_piece){.text = text, .marked = marked}));
}

/* Bytes [from, to) of the text, whose words [first, last) lie in it. */
static void pieces(struct piecer *x, const struct found *f, size_t from, size_t to, size_t first,
                   size_t last)
{
    const uint32_t *map = f->w.folded.map;
    size_t done = from;

    for (size_t i = first; i < last; i++) {
        size_t start = map[f->w.at[i].from];

        if (!f->terms[i])
            continue;
        while (i + 1 < last && one_mark(f, i))
            i++;
        piece(x, str_cut(f->text, done, start), false);
        done = map[f->w.at[i].to] < to ? map[f->w.at[i].to] : to;
        piece(x, str_cut(f->text, start, done), true);
    }
    piece(x, str_cut(f->text, done, to), false);
}

void text_search_mark(struct arena *mem, const struct text_search *q, struct str text,
                      struct text_search_pieces *ret)
{
    struct piecer x = {.mem = mem};
    struct found f;

    find(mem, q, text, &f);
    pieces(&x, &f, 0, text.n, 0, f.w.n);
    *ret = (struct text_search_pieces){x.at, x.n};
}

/* The words [*first, *last) within `letters` that have the most terms, then the most words of
 * them, in them; the earliest of such. False when no word was found. */
static bool best(const struct found *f, size_t letters, size_t *first, size_t *last)
{
    size_t seen[TEXT_SEARCH_TERMS] = {0}, hits = 0, terms = 0, top = 0;

    for (size_t a = 0, b = 0; b < f->w.n; b++) {
        size_t score;

        if (!f->terms[b])
            continue;
        hits++;
        for (size_t t = 0; t < COUNT(seen); t++)
            terms += f->terms[b] >> t & 1 && seen[t]++ == 0;
        for (; a < b && f->w.at[b].to - f->w.at[a].from > letters; a++) {
            hits -= f->terms[a] != 0;
            for (size_t t = 0; t < COUNT(seen); t++)
                terms -= f->terms[a] >> t & 1 && --seen[t] == 0;
        }
        while (!f->terms[a])
            a++;
        score = terms * 1024 + (hits < 1024 ? hits : 1023);
        if (score <= top)
            continue;
        top = score;
        *first = a;
        *last = b + 1;
    }
    return top > 0;
}

/* Moves a cut to the start of the character it lies in. */
static size_t at_character(struct str s, size_t at)
{
    while (at > 0 && at < s.n && ((unsigned char)s.p[at] & 0xC0) == 0x80)
        at--;
    return at;
}

/* Widens the found place [*from, *to) of the folded text to about `letters`, cut between words. */
static void widen(struct str s, size_t letters, size_t *from, size_t *to)
{
    size_t spare, start, end;

    if (*to - *from > letters)
        *to = at_character(s, *from + letters);
    spare = letters - (*to - *from);
    start = *from > spare / 2 ? *from - spare / 2 : 0;
    end = s.n - start > letters ? start + letters : s.n;
    if (end == s.n) /* what the end does not need goes before */
        start = s.n > letters ? s.n - letters : 0;
    start = at_character(s, start);
    while (start > 0 && start < *from && s.p[start - 1] != ' ')
        start++;
    if (end < s.n) {
        size_t cut = at_character(s, end);

        while (end > *to && s.p[end] != ' ')
            end--;
        if (end <= start) /* one endless word */
            end = cut;
    }
    *from = start;
    *to = end > *to ? end : *to;
}

void text_search_mark_best(struct arena *mem, const struct text_search *q, struct str text,
                           size_t letters, struct text_search_pieces *ret)
{
    struct piecer x = {.mem = mem};
    size_t from = 0, to = 0, first = 0, last = 0;
    struct found f;
    struct str s;

    find(mem, q, text, &f);
    s = f.w.folded.text;
    if (best(&f, letters, &first, &last)) {
        from = f.w.at[first].from;
        to = f.w.at[last - 1].to;
    }
    widen(s, letters, &from, &to);
    while (to > from && s.p[to - 1] == ' ')
        to--;
    for (first = 0; first < f.w.n && f.w.at[first].to <= from;)
        first++;
    for (last = first; last < f.w.n && f.w.at[last].from < to;)
        last++;
    if (from > 0)
        piece(&x, STR("…"), false);
    pieces(&x, &f, f.w.folded.map[from], f.w.folded.map[to], first, last);
    if (to < s.n)
        piece(&x, STR("…"), false);
    *ret = (struct text_search_pieces){x.at, x.n};
}
