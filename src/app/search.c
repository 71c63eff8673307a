#include "app/search.h"

#include <stdlib.h>

#include "app/app_priv.h"
#include "text/search.h"

/* The index tells which entries have the words. They are ranked by their titles: all words
 * together, all of them, not all; then bodies, plans and documents before targets and tasks,
 * shorter titles before longer ones, what is newer before what is older. Both bases rank alike. A
 * common word costs no more than a rare one: COUNTED entries at most are looked at, those with the
 * words in their title first. */

enum { COUNTED = 1000 };

enum rank { TOGETHER, ALL, SOME };

struct found {
    int64_t id;
    enum rank rank;
    size_t letters; /* of the title */
};

struct search {
    struct app *a;
    struct store_txn t;
    struct arena *mem;
    int64_t from, to; /* ids of entries */
    struct found *found;
    size_t n;
};

static struct str said(const struct app *a, struct arena *mem, const struct text_search *q)
{
    return a->is_postgresql ? text_search_tsquery(mem, q) : text_search_fts5(mem, q);
}

struct str app__search_words(const struct app *a, struct arena *mem, struct str typed)
{
    struct text_search q;

    text_search_read(mem, typed, &q);
    return said(a, mem, &q);
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

static int by_rank(const void *x, const void *y)
{
    const struct found *a = x, *b = y;
    int64_t ka = a->id >> APP__ENTRY_SHIFT, kb = b->id >> APP__ENTRY_SHIFT;

    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    if (ka != kb)
        return ka > kb ? -1 : 1;
    if (a->letters != b->letters)
        return a->letters < b->letters ? -1 : 1;
    return (a->id < b->id) - (a->id > b->id);
}

/* The words of a term, or of several, with one space between. */
static struct str joined(struct arena *mem, const struct text_search_term *terms, size_t count)
{
    struct str all = STR("");

    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < terms[i].count; k++)
            all = arena_printf(mem, "%.*s%s%.*s", STR_ARG(all), all.n ? " " : "",
                               STR_ARG(terms[i].word[k]));
    return all;
}

/* True when `what` stands in `words` as whole words; the last may go on where `prefix` is. */
static bool has_words(struct str words, struct str what, bool prefix)
{
    for (size_t at = 0; (at = str_find(words, what, at)) != SIZE_MAX; at++) {
        size_t end = at + what.n;

        if ((at == 0 || words.p[at - 1] == ' ') &&
            (prefix || end == words.n || words.p[end] == ' '))
            return true;
    }
    return false;
}

/* What is looked for in titles. */
struct wanted {
    struct str term[TEXT_SEARCH_TERMS], together;
    bool prefix[TEXT_SEARCH_TERMS];
    size_t count;
};

static struct wanted wanted_of(struct arena *mem, const struct text_search *q)
{
    struct wanted w = {.together = joined(mem, q->term, q->count), .count = q->count};

    for (size_t i = 0; i < q->count; i++) {
        w.term[i] = joined(mem, &q->term[i], 1);
        w.prefix[i] = q->term[i].prefix;
    }
    return w;
}

static enum rank rank_of(const struct wanted *w, struct str words)
{
    if (has_words(words, w->together, w->prefix[w->count - 1]))
        return TOGETHER;
    for (size_t i = 0; i < w->count; i++)
        if (!has_words(words, w->term[i], w->prefix[i]))
            return SOME;
    return ALL;
}

/* Both from the highest id down: those that are in `titled` already are left out. */
static size_t join(struct arena *mem, const struct store_row_search_found *titled, size_t n,
                   const struct store_row_search_found *rows, size_t count, int64_t **ret)
{
    int64_t *ids = ARENA_MANY(mem, int64_t, n + count);
    size_t known = 0, all = n;

    for (size_t i = 0; i < n; i++)
        ids[i] = titled[i].id;
    for (size_t i = 0; i < count && all <= COUNTED; i++) {
        while (known < n && titled[known].id > rows[i].id)
            known++;
        if (known == n || titled[known].id != rows[i].id)
            ids[all++] = rows[i].id;
    }
    *ret = ids;
    return all;
}

/* COUNTED and one more at most. What has the words in its title must not be left out for what is
 * newer. */
static int find_ids(struct search *s, const struct text_search *q, int64_t **ret, size_t *n,
                    struct err *e)
{
    struct store_sql_search_find in = {
        .words = said(s->a, s->mem, q), .from_id = s->from, .to_id = s->to, .limit = COUNTED + 1};
    struct store_row_search_found *rows = NULL, *titled;
    size_t count = 0, titled_count;
    int r;

    in.title = true;
    if ((r = store_search_find(&s->t, s->mem, &in, &titled, &titled_count, e)))
        return r;
    in.title = false;
    if (titled_count <= COUNTED && (r = store_search_find(&s->t, s->mem, &in, &rows, &count, e)))
        return r;
    *n = join(s->mem, titled, titled_count, rows, count, ret);
    return ERR_OK;
}

static int find_all(struct search *s, const struct text_search *q, struct err *e)
{
    struct wanted w = wanted_of(s->mem, q);
    struct store_sql_search_titles in;
    struct store_row_search_title *rows;
    int64_t *ids;
    size_t n;
    int r = find_ids(s, q, &ids, &n, e);

    if (r || n == 0)
        return r;
    in.ids = app__list_ids(s->mem, ids, n, sizeof(*ids));
    if ((r = store_search_titles(&s->t, s->mem, &in, &rows, &s->n, e)))
        return r;
    s->found = ARENA_MANY(s->mem, struct found, s->n);
    for (size_t i = 0; i < s->n; i++) {
        struct str words = text_search_words(s->mem, rows[i].title);

        s->found[i] = (struct found){rows[i].id, rank_of(&w, words), words.n};
    }
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
