#include "app/search.h"

#include <stdlib.h>

#include "app/app_priv.h"
#include "text/search.h"

/* The index tells which entries have the words; they are ranked by where: together in the title,
 * all in the title, together, anywhere. Among those bodies, plans and documents come first, then
 * shorter titles, then what is newer. Both bases rank alike, and a common word costs no more than a
 * rare one: at most COUNTED entries are looked at, the best ranks first. */

enum { COUNTED = 1000 };

struct found {
    int64_t id, letters;
    int rank;
};

struct search {
    struct app *a;
    struct store_txn t;
    struct arena *mem;
    int64_t from, to; /* ids of entries */
    struct found *found;
    size_t n;
};

struct str app__search_words(const struct app *a, struct arena *mem, struct str typed)
{
    struct text_search q;

    text_search_read(mem, typed, &q);
    return a->is_postgresql ? text_search_tsquery(mem, &q) : text_search_fts5(mem, &q);
}

static const struct {
    struct str name;
    enum app__entry entry;
} kinds[] = {{STR("task"), APP__ENTRY_TASK},
             {STR("target"), APP__ENTRY_TARGET},
             {STR("document"), APP__ENTRY_DOCUMENT},
             {STR("plan"), APP__ENTRY_PLAN},
             {STR("org"), APP__ENTRY_ORG}};

/* Ids of a kind, of all when it is empty. */
static bool range_of(struct str kind, int64_t *from, int64_t *to)
{
    *from = 0;
    *to = INT64_MAX;
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (str_is(kind, kinds[i].name)) {
            *from = (int64_t)kinds[i].entry << APP__ENTRY_SHIFT;
            *to = *from + ((INT64_C(1) << APP__ENTRY_SHIFT) - 1);
            return true;
        }
    return kind.n == 0;
}

static struct str kind_of(int64_t id)
{
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (id >> APP__ENTRY_SHIFT == (int64_t)kinds[i].entry)
            return kinds[i].name;
    return STR("");
}

static int by_id(const void *x, const void *y)
{
    const struct found *a = x, *b = y;

    if (a->id != b->id)
        return a->id > b->id ? -1 : 1;
    return a->rank - b->rank;
}

static int by_rank(const void *x, const void *y)
{
    const struct found *a = x, *b = y;
    int64_t ka = a->id >> APP__ENTRY_SHIFT, kb = b->id >> APP__ENTRY_SHIFT;

    if (a->rank != b->rank)
        return a->rank - b->rank;
    if (ka != kb)
        return ka > kb ? -1 : 1;
    if (a->letters != b->letters)
        return a->letters < b->letters ? -1 : 1;
    return (a->id < b->id) - (a->id > b->id);
}

/* Adds entries that have the words, unless a better rank has found them. */
static int add(struct search *s, struct str words, bool title, int rank, struct err *e)
{
    struct store_sql_search_find in = {words, title, s->from, s->to, COUNTED + 1};
    struct store_row_search_found *rows;
    size_t n, kept = 0;
    int r = store_search_find(&s->t, s->mem, &in, &rows, &n, e);

    if (r)
        return r;
    for (size_t i = 0; i < n; i++)
        s->found[s->n++] = (struct found){rows[i].id, rows[i].letters, rank};
    qsort(s->found, s->n, sizeof(*s->found), by_id);
    for (size_t i = 0; i < s->n; i++)
        if (i == 0 || s->found[i].id != s->found[i - 1].id)
            s->found[kept++] = s->found[i];
    s->n = kept;
    return ERR_OK;
}

/* All terms as one: the words one after the other. */
static struct text_search as_phrase(struct arena *mem, const struct text_search *q)
{
    struct text_search phrase = {.count = 1};
    size_t n = 0;
    struct str *words;

    for (size_t i = 0; i < q->count; i++)
        n += q->term[i].count;
    words = ARENA_MANY(mem, struct str, n);
    n = 0;
    for (size_t i = 0; i < q->count; i++)
        for (size_t k = 0; k < q->term[i].count; k++)
            words[n++] = q->term[i].word[k];
    phrase.term[0] = (struct text_search_term){words, n, q->term[q->count - 1].prefix};
    return phrase;
}

static struct str said(const struct search *s, const struct text_search *q)
{
    return s->a->is_postgresql ? text_search_tsquery(s->mem, q) : text_search_fts5(s->mem, q);
}

static int find_all(struct search *s, const struct text_search *q, struct err *e)
{
    struct text_search phrase = as_phrase(s->mem, q);
    struct str words = said(s, q), together = said(s, &phrase);
    int r;

    /* Each step adds at most COUNTED + 1; none is taken once there are as many. */
    s->found = ARENA_MANY(s->mem, struct found, 4 * (COUNTED + 1));
    if (q->count > 1 && (r = add(s, together, true, 0, e)))
        return r;
    if (s->n <= COUNTED && (r = add(s, words, true, 1, e)))
        return r;
    if (q->count > 1 && s->n <= COUNTED && (r = add(s, together, false, 2, e)))
        return r;
    if (s->n <= COUNTED && (r = add(s, words, false, 3, e)))
        return r;
    if (s->n)
        qsort(s->found, s->n, sizeof(*s->found), by_rank);
    return ERR_OK;
}

static const struct app_piece *pieces(struct arena *mem, const struct text_search_pieces *marked)
{
    struct app_piece *out = ARENA_MANY(mem, struct app_piece, marked->n);

    for (size_t i = 0; i < marked->n; i++)
        out[i] = (struct app_piece){marked->at[i].text, marked->at[i].marked};
    return out;
}

static struct app_hit hit_of(struct arena *mem, const struct text_search *q,
                             const struct store_row_search_hit *row)
{
    struct text_search_pieces title, snippet;
    struct app_hit hit = {.kind = kind_of(row->id),
                          .ref = row->id & ((INT64_C(1) << APP__ENTRY_SHIFT) - 1),
                          .plan_number = row->plan_number.is};

    text_search_mark(mem, q, row->title, &title);
    text_search_mark_best(mem, q, row->body, TEXT_SEARCH_SNIPPET, &snippet);
    hit.title = pieces(mem, &title);
    hit.title_count = title.n;
    hit.snippet = pieces(mem, &snippet);
    hit.snippet_count = snippet.n;
    return hit;
}

/* The page of what was found, with its words. */
static int show(struct search *s, const struct text_search *q, struct app_page p,
                struct app_hits *ret, struct err *e)
{
    size_t total = s->n > COUNTED ? COUNTED : s->n;
    size_t from = p.skip < total ? p.skip : total, n = (size_t)app__page_limit(p);
    struct store_sql_search_hits in;
    struct store_row_search_hit *rows;
    struct app_hit *hits;
    int r;

    if (n > total - from)
        n = total - from;
    *ret = (struct app_hits){.total = total, .at_least = s->n > COUNTED};
    if (n == 0)
        return ERR_OK;
    in.ids = app__list_ids(s->mem, s->found + from, n, sizeof(*s->found));
    if ((r = store_search_hits(&s->t, s->mem, &in, &rows, &n, e)))
        return r;
    hits = ARENA_MANY(s->mem, struct app_hit, n);
    for (size_t i = 0; i < n; i++)
        hits[i] = hit_of(s->mem, q, &rows[i]);
    ret->at = hits;
    ret->n = n;
    return ERR_OK;
}

int app_search(struct app *a, struct app_who who, struct str words, struct str kind,
               struct app_page p, struct arena *mem, struct app_hits *ret, struct err *e)
{
    struct search s = {.a = a, .mem = mem};
    struct text_search q;
    struct app_hits hits = {0};
    int r = ERR_OK;

    (void)who;
    if (!range_of(kind, &s.from, &s.to))
        return err_set(e, ERR_USAGE, N_("Không tìm theo loại \"%.*s\"."), STR_ARG(kind));
    text_search_read(mem, words, &q);
    if (q.count && !(r = store_txn_read(a->store, &s.t, e)) && !(r = find_all(&s, &q, e)))
        r = show(&s, &q, p, &hits, e);
    store_txn_end(&s.t);
    if (!r)
        *ret = hits;
    return r;
}
