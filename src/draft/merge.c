#include "draft/draft_priv.h"

/* Names are compared by their pairs of words; an index from pairs to rows keeps the cost near to
 * linear: a pair that many rows share (formulas) is looked up in the latest rows only. */
enum { MAX_PAIRS = 96, MAX_POSTINGS = 24, MAX_STEPS = 256, MAX_TOUCHED = 512, MAX_PLACES = 16 };

struct entry {
    struct draft_row *row;
    int annex;
    uint32_t pairs, stamp, shared;
};

struct posting {
    uint32_t hash, row, next; /* next: 1 + index, 0 = end */
};

struct index {
    struct entry *entry;
    uint32_t *head; /* 1 + index into postings, by hash */
    uint32_t mask;
    struct posting *posting;
    size_t postings, room;
    struct arena *mem;
};

static uint32_t hash_of(struct str s)
{
    uint32_t h = 2166136261u;

    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (unsigned char)s.p[i]) * 16777619u;
    return h ? h : 1;
}

/* Hashes of the pairs of neighbouring words; of the word itself when there is one only. */
static uint32_t pairs_of(struct str words, uint32_t hash[MAX_PAIRS])
{
    size_t before = SIZE_MAX, at = 0;
    uint32_t n = 0;

    while (at < words.n && n < MAX_PAIRS) {
        size_t end = str_find(words, STR(" "), at);

        end = end == SIZE_MAX ? words.n : end;
        if (before != SIZE_MAX)
            hash[n++] = hash_of(str_cut(words, before, end));
        before = at;
        at = end + 1;
    }
    if (n == 0 && words.n)
        hash[n++] = hash_of(words);
    return n;
}

static bool bodies_agree(const struct draft_row *a, const struct draft_row *b)
{
    if (a->lead_count == 0 || b->lead_count == 0)
        return true;
    for (size_t i = 0; i < a->lead_count && i < 8; i++)
        for (size_t k = 0; k < b->lead_count && k < 8; k++)
            if (str_is(a->lead[i].canonical, b->lead[k].canonical))
                return true;
    return false;
}

static bool same_words(struct arena *mem, struct str a, struct str b)
{
    return a.n == 0 || b.n == 0 || str_is(draft__phrase_words(mem, a), draft__phrase_words(mem, b));
}

/* Targets of one name are told apart by value and milestone. */
static bool values_agree(struct arena *mem, const struct draft_row *a, const struct draft_row *b)
{
    if (a->deadline.has_due && b->deadline.has_due && a->deadline.due.n != b->deadline.due.n)
        return false;
    if (a->target.has_value && b->target.has_value)
        return a->target.op == b->target.op && decimal_compare(a->target.low, b->target.low) == 0;
    return same_words(mem, a->target_text, b->target_text);
}

static bool is_same(struct arena *mem, const struct entry *a, const struct entry *b)
{
    uint32_t less = a->pairs < b->pairs ? a->pairs : b->pairs;
    bool alike = a->shared * 2 * 100 >= (a->pairs + b->pairs) * 72 ||
                 (less >= 8 && a->shared * 100 >= less * 90);

    if (!alike || a->row->kind != b->row->kind)
        return false;
    /* within one list the same words are another row */
    if (a->annex == b->annex && a->row->source == b->row->source)
        return false;
    if (a->row->source == b->row->source && a->row->deadline.has_due && b->row->deadline.has_due &&
        a->row->deadline.due.n != b->row->deadline.due.n)
        return false; /* the annex of another year */
    return bodies_agree(a->row, b->row) &&
           (a->row->kind == DRAFT_TASK || values_agree(mem, a->row, b->row));
}

/* The surer source keeps its words: a table, then labels, then the rest in the readers' order. */
static void absorb(struct draft__reading *r, struct draft_row *keep, struct draft_row *other)
{
    struct draft_place **end = &keep->place.next;
    int places = 1;
    bool differ = keep->deadline.has_due && other->deadline.has_due &&
                  keep->deadline.due.n != other->deadline.due.n;

    if (keep->lead_count == 0) {
        keep->lead = other->lead;
        keep->lead_count = other->lead_count;
        keep->lead_text = other->lead_text;
    }
    if (keep->coordinating_count == 0) {
        keep->coordinating = other->coordinating;
        keep->coordinating_count = other->coordinating_count;
        keep->coordinating_text = other->coordinating_text;
    }
    if (keep->deadline_text.n == 0) {
        keep->deadline_text = other->deadline_text;
        keep->deadline = other->deadline;
    }
    if (keep->deliverable.n == 0)
        keep->deliverable = other->deliverable;
    if (keep->target_text.n == 0) {
        keep->target_text = other->target_text;
        keep->target = other->target;
    }
    if (keep->unit.n == 0)
        keep->unit = other->unit;
    if (keep->baseline.n == 0)
        keep->baseline = other->baseline;
    for (; *end; end = &(*end)->next)
        places++;
    if (places < MAX_PLACES) { /* of very many places the last are forgotten */
        *end = ARENA_NEW(r->mem, struct draft_place);
        **end = other->place;
        draft__row_step(r, keep,
                        N_("Cùng nội dung với chỗ khác trong tài liệu (%.*s); gộp làm một."),
                        STR_ARG(doc_tree_place(r->mem, r->tree, other->place.pos)));
    }
    if (differ)
        draft__row_doubt(r, keep, N_("hai chỗ trong tài liệu ghi thời hạn khác nhau"));
}

static int surer(const struct draft_row *a, const struct draft_row *b)
{
    return (int)b->source - (int)a->source;
}

/* The row before `at` that says the same most nearly; SIZE_MAX for none. */
static size_t find_same(struct draft__reading *r, struct index *x, uint32_t at,
                        const uint32_t *hash, uint32_t pairs)
{
    struct entry *mine = &x->entry[at], *best = NULL, *touch[MAX_TOUCHED];
    size_t touched = 0;

    for (uint32_t i = 0; i < pairs; i++) {
        uint32_t p = x->head[hash[i] & x->mask];

        for (int seen = 0, steps = 0; p && seen < MAX_POSTINGS && steps < MAX_STEPS;
             steps++, p = x->posting[p - 1].next) {
            struct entry *e = &x->entry[x->posting[p - 1].row];

            if (x->posting[p - 1].hash != hash[i])
                continue;
            seen++;
            if (e->stamp != at + 1) {
                e->stamp = at + 1;
                e->shared = 0;
                if (touched < MAX_TOUCHED)
                    touch[touched++] = e;
            }
            e->shared++;
        }
    }
    /* the same words may stand in several rows, told apart by value and day */
    for (size_t i = 0; i < touched; i++) {
        struct entry *e = touch[i];

        if (!e->row || (best && e->shared <= best->shared))
            continue;
        mine->shared = e->shared;
        if (is_same(r->mem, mine, e))
            best = e;
    }
    return best ? (size_t)(best - x->entry) : SIZE_MAX;
}

static void remember(struct index *x, uint32_t at, const uint32_t *hash, uint32_t pairs)
{
    for (uint32_t i = 0; i < pairs; i++) {
        uint32_t *head = &x->head[hash[i] & x->mask];

        struct posting p = {hash[i], at, *head};

        ARENA_PUSH(x->mem, x->posting, x->postings, x->room, p);
        *head = (uint32_t)x->postings;
    }
}

/* Which annex each row stands in; rows and lines are both in document order. */
static void tell_annexes(const struct draft__reading *r, struct entry *entry, size_t n)
{
    size_t line = 0;

    for (size_t i = 0; i < n; i++) {
        struct doc_pos p = entry[i].row->place.pos;

        while (line + 1 < r->line_count &&
               (r->lines[line + 1].pos.page < p.page ||
                (r->lines[line + 1].pos.page == p.page && r->lines[line + 1].pos.line <= p.line)))
            line++;
        entry[i].annex = r->line_count ? r->lines[line].annex : 0;
    }
}

void draft__merge(struct draft__reading *r)
{
    size_t n = 0, count = r->draft->row_count, size = 1024;
    struct index x = {0};

    if (count < 2)
        return;
    while (size < count * 32 && size < (1u << 22))
        size *= 2;
    x.mask = (uint32_t)size - 1;
    x.head = ARENA_MANY(r->mem, uint32_t, size);
    x.entry = ARENA_MANY(r->mem, struct entry, count);
    x.mem = r->mem;
    for (struct draft_row *row = r->draft->rows; row && n < count; row = row->next)
        x.entry[n++].row = row;
    tell_annexes(r, x.entry, n);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t hash[MAX_PAIRS];
        struct draft_row *row = x.entry[i].row;
        size_t same;

        x.entry[i].pairs = pairs_of(draft__phrase_words(r->mem, row->name), hash);
        same = find_same(r, &x, i, hash, x.entry[i].pairs);
        if (same == SIZE_MAX) {
            remember(&x, i, hash, x.entry[i].pairs);
            continue;
        }
        if (surer(row, x.entry[same].row) > 0) { /* the later one is surer */
            absorb(r, row, x.entry[same].row);
            x.entry[same].row = NULL;
            remember(&x, i, hash, x.entry[i].pairs);
        } else {
            absorb(r, x.entry[same].row, row);
            x.entry[i].row = NULL;
        }
    }
    r->end = &r->draft->rows;
    r->draft->row_count = 0;
    for (size_t i = 0; i < n; i++)
        if (x.entry[i].row) {
            *r->end = x.entry[i].row;
            r->end = &x.entry[i].row->next;
            r->draft->row_count++;
        }
    *r->end = NULL;
}
