#include <stdlib.h>

#include "app/app_priv.h"
#include "app/org.h"
#include "text/fold.h"
#include "text/likeness.h"

/* What a picker offers while a name is typed. */

enum { SUGGESTED = 10, TYPED_BYTES = 200, ALIKE = 60 };

/* How a name fits, the best first. */
enum fit {
    FIT_SAME,
    FIT_READ,   /* what a document's reader would take the words for: "Sở KHCN" */
    FIT_STARTS, /* the name begins so */
    FIT_WORDS,  /* words of it begin so, in this order and together */
    FIT_ANY,    /* each typed word begins a word of it */
    FIT_ALIKE,
    FIT_NONE,
};

struct candidate {
    const struct app__book_org *org;
    enum fit fit;
    size_t letters; /* of the name or alias that fits: the fewer are left over, the likelier */
    int likeness;   /* of FIT_ALIKE */
};

/* Where in `name` a word begins with `typed`, or SIZE_MAX. */
static size_t find_word(struct str name, struct str typed)
{
    for (size_t at = 0; (at = str_find(name, typed, at)) != SIZE_MAX; at++)
        if (at == 0 || name.p[at - 1] == ' ')
            return at;
    return SIZE_MAX;
}

static enum fit fit_of(struct str name, struct str typed)
{
    struct str rest = typed, word;
    size_t at = find_word(name, typed);

    if (at != SIZE_MAX)
        return at > 0 ? FIT_WORDS : name.n == typed.n ? FIT_SAME : FIT_STARTS;
    while (str_next(&rest, ' ', &word))
        if (word.n && find_word(name, word) == SIZE_MAX)
            return FIT_NONE;
    return FIT_ANY;
}

static struct candidate judge(const struct app__book_org *org, struct str typed)
{
    struct candidate c = {org, fit_of(org->folded, typed), org->folded.n, 0};

    for (size_t i = 0; i < org->alias_count; i++) {
        enum fit fit = fit_of(org->aliases[i], typed);

        if (fit > c.fit || (fit == c.fit && org->aliases[i].n >= c.letters))
            continue;
        c.fit = fit;
        c.letters = org->aliases[i].n;
    }
    return c;
}

static int compare(const void *x, const void *y)
{
    const struct candidate *a = x, *b = y;

    if (a->fit != b->fit)
        return a->fit < b->fit ? -1 : 1;
    if (a->org->ended != b->org->ended)
        return a->org->ended ? 1 : -1;
    if (a->likeness != b->likeness)
        return a->likeness > b->likeness ? -1 : 1;
    if (a->letters != b->letters)
        return a->letters < b->letters ? -1 : 1;
    return (a->org->org.id > b->org->org.id) - (a->org->org.id < b->org->org.id);
}

/* Raises the bodies that a reader of documents would surely take the words for. */
static void read_as_document(struct arena *mem, const struct app__book *book, struct str words,
                             struct candidate *all)
{
    struct plan_org_name *names;
    size_t n = plan_org_read(mem, book->list, words, &names);

    for (size_t i = 0; i < n; i++) {
        const struct plan_org_match *best = &names[i].best[0];
        size_t lo = 0, hi = book->n;

        if (!best->org || best->certainty < PLAN_ORG_LEARNED)
            continue;
        while (lo < hi) { /* bodies are in the order of their ids */
            size_t mid = (lo + hi) / 2;

            if (book->orgs[mid].org.id < best->org->id)
                lo = mid + 1;
            else
                hi = mid;
        }
        if (lo < book->n && all[lo].fit > FIT_READ)
            all[lo].fit = FIT_READ;
    }
}

static void find_alike(const struct app__book *book, struct str typed, struct candidate *all)
{
    for (size_t i = 0; i < book->n; i++) {
        if (all[i].fit != FIT_NONE)
            continue;
        all[i].likeness = text_likeness(typed, book->orgs[i].folded);
        if (all[i].likeness >= ALIKE)
            all[i].fit = FIT_ALIKE;
    }
}

int app_org_suggest(struct app *a, struct app_who who, struct str words, struct arena *mem,
                    struct app_orgs *ret, struct err *e)
{
    const struct app__book *book;
    struct str typed = text_fold_only(mem, str_whole(str_cut(words, 0, TYPED_BYTES)));
    struct app_org *orgs = ARENA_MANY(mem, struct app_org, SUGGESTED);
    struct candidate *all;
    size_t n = 0, found = 0;
    int r = app__book_take(a, &book, e);

    (void)who;
    if (r)
        return r;
    all = ARENA_MANY(mem, struct candidate, book->n);
    for (size_t i = 0; typed.n && i < book->n; i++) {
        all[i] = judge(&book->orgs[i], typed);
        found += all[i].fit < FIT_NONE;
    }
    if (typed.n && book->n) {
        read_as_document(mem, book, words, all);
        if (found < SUGGESTED)
            find_alike(book, typed, all);
        qsort(all, book->n, sizeof(*all), compare);
        for (; n < SUGGESTED && n < book->n && all[n].fit < FIT_NONE; n++)
            orgs[n] = (struct app_org){all[n].org->org.id, arena_copy(mem, all[n].org->org.name)};
    }
    app__book_give(a, book->list);
    *ret = (struct app_orgs){orgs, n};
    return ERR_OK;
}
