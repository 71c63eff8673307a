#include <stdlib.h>

#include "plan/org_priv.h"
#include "text/fold.h"
#include "text/likeness.h"

enum {
    PLACES_MAX = 256, /* before overlapping ones are sorted out */
    NAME_LETTERS_MAX = 160,
    COVERED = 70, /* percent of a cell that names found in it must fill */
    NEAR = 65,    /* likeness from which a body is worth proposing */
    SHORT_LETTERS = 10,
};

static int certainty(int changes, size_t letters)
{
    int c = letters ? 100 - 100 * changes / (int)letters : 0;

    return changes == 0 ? 95 : c > 94 ? 94 : c; /* 100 is for what stands there to the letter */
}

/* Puts `m` among the best, each body once. */
static void keep(struct plan_org_match best[PLAN_ORG_BEST], struct plan_org_match m)
{
    size_t at = 0, end;

    for (; at < PLAN_ORG_BEST && best[at].org && best[at].certainty >= m.certainty; at++)
        if (best[at].org == m.org)
            return;
    if (at == PLAN_ORG_BEST)
        return;
    for (end = at; end < PLAN_ORG_BEST - 1 && best[end].org && best[end].org != m.org; end++)
        ;
    memmove(&best[at + 1], &best[at], (end - at) * sizeof(*best));
    best[at] = m;
}

static bool has_word(struct str shape, struct str word)
{
    struct str w;

    while (str_next(&shape, ' ', &w))
        if (str_is(w, word))
            return true;
    return false;
}

static size_t count_words(struct str shape)
{
    size_t n = shape.n > 0;

    for (size_t i = 0; i < shape.n; i++)
        n += shape.p[i] == ' ';
    return n;
}

/* The words [from, to) are damaged when some are known to nobody, and all that are known stand in
 * the name; else they name another body that only looks like it. */
static bool is_damaged(const struct plan_org_list *list, struct str shape,
                       const struct plan__phrase *p, size_t from, size_t to)
{
    size_t words = count_words(shape);
    bool unknown = false;

    if (!p->bare && words != to - from)
        return false; /* damage that leaves marks does not eat words */
    for (size_t i = from; i < to; i++) {
        struct str w = p->words[i].text;
        char out[32];

        if (w.n > sizeof(out) || !plan__org_list_has_word(list, w))
            unknown = true;
        else if (w.n > 1 && !has_word(shape, (struct str){out, text_likeness_shape(w, out, NULL)}))
            return false;
    }
    return unknown;
}

void plan__org_damaged_match(const struct plan_org_list *list, const struct plan__phrase *p,
                             size_t from, size_t to, struct plan_org_match best[PLAN_ORG_BEST])
{
    char folded[NAME_LETTERS_MAX], letters[NAME_LETTERS_MAX];
    struct text_likeness_pairs pairs;
    struct text_likeness name;
    struct str shape = {letters, 0};
    size_t n = 0;

    memset(best, 0, sizeof(*best) * PLAN_ORG_BEST);
    for (size_t i = from; i < to && n + p->words[i].text.n < sizeof(folded); i++) {
        memcpy(folded + n, p->words[i].text.p, p->words[i].text.n);
        n += p->words[i].text.n;
        folded[n++] = ' ';
    }
    shape.n = text_likeness_shape((struct str){folded, n}, letters, NULL);
    text_likeness_make(shape, &name);
    text_likeness_pairs(shape, &pairs);
    for (size_t i = 0; i < list->shape_count; i++) {
        const struct plan__org_shape *s = &list->shapes[i];
        size_t longer = s->text.n > shape.n ? s->text.n : shape.n;
        int most = (int)longer * (100 - NEAR) / 100, changes;

        if (s->part || longer - most > s->text.n || longer - most > shape.n ||
            !text_likeness_may_hold(&pairs, s->text, most))
            continue;
        changes = text_likeness_distance(&name, s->text, most);
        if (changes <= most && is_damaged(list, s->text, p, from, to))
            keep(best, (struct plan_org_match){&list->orgs[s->org], certainty(changes, longer)});
    }
}

/* Where a name was met in a line. */
struct place {
    size_t from, to; /* letters of the line's shape */
    int score;
    struct plan_org_match match;
    bool part;
};

struct line {
    struct str shape;
    struct text_likeness_pairs pairs;
    struct str words[PLAN_ORG_LINE_MAX / 2 + 1];
    size_t word_count;
    struct place places[PLACES_MAX];
    size_t place_count;
};

static struct str first_word(struct str shape)
{
    size_t n = str_find(shape, STR(" "), 0);

    return str_cut(shape, 0, n);
}

static struct str last_word(struct str shape)
{
    size_t from = shape.n;

    while (from > 0 && shape.p[from - 1] != ' ')
        from--;
    return str_rest(shape, from);
}

/* The first word carries the difference between "Sở" and "Bộ", between "các sở" and "của sở": a
 * short one begins with its own letter. */
static bool is_head_alike(const struct text_likeness *head, struct str name, struct str word)
{
    int most = name.n < 3 ? 1 : name.n == 3 ? 2 : 1 + (name.n > 6);

    return (name.n > 4 || word.p[0] == name.p[0]) && word.n + most >= name.n &&
           word.n <= name.n + most && text_likeness_distance(head, word, most) <= most;
}

/* A short name must end to the letter, a longer one nearly so. */
static bool is_end_alike(struct str name, struct str words)
{
    struct str want = last_word(name), have = last_word(words);
    int most = name.n < SHORT_LETTERS ? 0 : (int)want.n / 3;
    struct text_likeness end;

    text_likeness_make(want, &end);
    return text_likeness_distance(&end, have, most) <= most;
}

/* Where in the line a word stands that may be the first of names. */
static size_t find_heads(const struct line *l, struct str name, size_t *ret)
{
    struct text_likeness head;
    size_t n = 0;

    text_likeness_make(name, &head);
    for (size_t i = 0; i < l->word_count; i++)
        if (is_head_alike(&head, name, l->words[i]))
            ret[n++] = (size_t)(l->words[i].p - l->shape.p);
    return n;
}

/* How many changes a name may have in a line; the first words of one are met by chance more easily.
 */
static int forgiven(const struct plan__org_shape *s)
{
    if (s->part)
        return s->text.n <= SHORT_LETTERS ? 0 : (int)s->text.n / 8;
    return (int)s->text.n / 5;
}

static void try_at(struct line *l, const struct plan_org_list *list,
                   const struct plan__org_shape *s, const struct text_likeness *name, int most,
                   size_t from)
{
    struct str rest = str_rest(l->shape, from);
    struct place p = {.from = from, .part = s->part};
    size_t to = 0;
    int changes = text_likeness_start(name, rest, most, &to);

    if (changes > most || l->place_count == PLACES_MAX ||
        !is_end_alike(s->text, str_cut(rest, 0, to)))
        return;
    p.to = from + to;
    p.match = (struct plan_org_match){&list->orgs[s->org], certainty(changes, s->text.n)};
    p.score = 4 * (int)s->text.n - 14 * changes - s->part;
    l->places[l->place_count++] = p;
}

/* Letters that the line has no room for are changes, too. */
static bool has_room(const struct line *l, const struct plan__org_shape *s, size_t from, int most)
{
    size_t n = s->text.n < TEXT_LIKENESS_MAX ? s->text.n : TEXT_LIKENESS_MAX;

    return n <= l->shape.n - from + (size_t)most;
}

/* Tries every name of the list; those with the same first word stand together. */
static void try_all(struct line *l, const struct plan_org_list *list)
{
    size_t heads[COUNT(l->words)], n = 0;

    for (size_t i = 0, next = 0; i < list->shape_count; i++) {
        const struct plan__org_shape *s = &list->shapes[i];
        int most = forgiven(s);
        struct text_likeness name;

        if (i == next) {
            n = find_heads(l, first_word(s->text), heads);
            next = s->next;
        }
        if (n == 0) {
            i = next - 1;
            continue;
        }
        if (!has_room(l, s, heads[0], most) || !text_likeness_may_hold(&l->pairs, s->text, most))
            continue;
        text_likeness_make(s->text, &name);
        for (size_t k = 0; k < n; k++)
            try_at(l, list, s, &name, most, heads[k]);
    }
}

static int by_score(const void *a, const void *b)
{
    const struct place *x = a, *y = b;

    if (x->score != y->score)
        return x->score < y->score ? 1 : -1;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return (x->match.org > y->match.org) - (x->match.org < y->match.org);
}

static int by_place(const void *a, const void *b)
{
    const struct plan_org_hit *x = a, *y = b;

    return (x->from > y->from) - (x->from < y->from);
}

/* Two places are about the same words. */
static bool is_same_place(const struct place *p, const struct plan_org_hit *h)
{
    size_t from = p->from > h->from ? p->from : h->from, to = p->to < h->to ? p->to : h->to;
    size_t longer = p->to - p->from > h->to - h->from ? p->to - p->from : h->to - h->from;

    return to > from && (to - from) * 4 >= longer * 3;
}

/* The best places become hits; one that says the same of a hit becomes its further candidate. */
static size_t choose(struct line *l, struct plan_org_hit *hits)
{
    size_t n = 0;

    qsort(l->places, l->place_count, sizeof(*l->places), by_score);
    for (size_t i = 0; i < l->place_count; i++) {
        const struct place *p = &l->places[i];
        size_t k = 0;

        while (k < n && (p->to <= hits[k].from || p->from >= hits[k].to))
            k++;
        if (k == n)
            hits[n++] = (struct plan_org_hit){.from = p->from, .to = p->to, .part = p->part};
        else if (!is_same_place(p, &hits[k]))
            continue;
        keep(hits[k].best, p->match);
    }
    qsort(hits, n, sizeof(*hits), by_place);
    return n;
}

size_t plan_org_damaged_find(struct arena *mem, const struct plan_org_list *list, struct str folded,
                             struct plan_org_hit **ret)
{
    char letters[PLAN_ORG_LINE_MAX];
    uint32_t map[PLAN_ORG_LINE_MAX + 1];
    struct line l; /* large: only what is used is set */
    struct plan_org_hit hits[PLACES_MAX];
    struct str rest, word;
    size_t n;

    folded = str_cut(folded, 0, PLAN_ORG_LINE_MAX);
    l.shape = (struct str){letters, text_likeness_shape(folded, letters, map)};
    l.word_count = l.place_count = 0;
    for (rest = l.shape; rest.n && str_next(&rest, ' ', &word);)
        l.words[l.word_count++] = word;
    text_likeness_pairs(l.shape, &l.pairs);
    try_all(&l, list);
    n = choose(&l, hits);
    *ret = ARENA_MANY(mem, struct plan_org_hit, n);
    for (size_t i = 0; i < n; i++) {
        (*ret)[i] = hits[i];
        (*ret)[i].from = map[hits[i].from];
        (*ret)[i].to = map[hits[i].to];
    }
    return n;
}

/* The words of a hit, without the marks around them. */
static struct str hit_words(const struct text_folded *f, struct str source,
                            const struct plan_org_hit *h)
{
    struct str s = text_fold_source(f, source, h->from, h->to);

    while (s.n && strchr(",;.:-()| ", s.p[s.n - 1]))
        s.n--;
    return s;
}

size_t plan__org_damaged_read(struct arena *mem, const struct plan_org_list *list,
                              struct str source, struct plan_org_name **ret)
{
    struct text_folded f;
    struct plan_org_hit *hits;
    size_t n, covered = 0;

    text_fold(mem, source, &f);
    n = plan_org_damaged_find(mem, list, f.text, &hits);
    for (size_t i = 0; i < n; i++)
        covered += hits[i].to - hits[i].from;
    if (covered * 100 < f.text.n * COVERED)
        return 0;
    *ret = ARENA_MANY(mem, struct plan_org_name, n);
    for (size_t i = 0; i < n; i++) {
        struct plan_org_name *name = &(*ret)[i];

        name->words = hit_words(&f, source, &hits[i]);
        name->canonical = hits[i].best[0].org->name;
        memcpy(name->best, hits[i].best, sizeof(name->best));
        name->damaged = true;
    }
    return n;
}
