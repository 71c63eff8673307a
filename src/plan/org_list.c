#include <stdlib.h>

#include "plan/org_priv.h"
#include "text/fold.h"
#include "text/likeness.h"

enum {
    KEY_WORDS_MAX = 32,
    SHAPE_LETTERS_MIN = 6, /* shorter names are too easily met by chance */
    PART_LETTERS_MIN = 9,
    KEYS_MAX = UINT16_MAX - 1,
};

/* FNV-1a, so that a key can be hashed word by word. */
static uint32_t hash_add(uint32_t h, struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (unsigned char)s.p[i]) * 16777619u;
    return h;
}

static const uint32_t hash_start = 2166136261u;

/* Words that keys do without: "và", and "các" in front. */
static bool is_left_out(const struct plan__phrase *p, size_t i, size_t from)
{
    struct str w = p->words[i].text;

    return str_is(w, STR("va")) || (i == from && str_is(w, STR("cac")));
}

static uint32_t hash_word(uint32_t h, struct str word)
{
    return hash_add(h == hash_start ? h : hash_add(h, STR(" ")), word);
}

/* True when the key is exactly `head` and the words [from, to). */
static bool is_key(const struct plan__org_key *key, struct str head, const struct plan__phrase *p,
                   size_t from, size_t to)
{
    struct str rest = key->text, word;
    size_t at = 0;

    if (head.n) {
        if (!str_next(&rest, ' ', &word) || !str_is(word, head))
            return false;
        at++;
    }
    for (size_t i = from; i < to; i++) {
        if (is_left_out(p, i, from))
            continue;
        if (!str_next(&rest, ' ', &word) || !str_is(word, p->words[i].text))
            return false;
        if (i > from && p->words[i].gap.sep == PLAN__SEP_COMMA && !(key->breaks >> at & 1))
            return false; /* "hiệp hội, doanh nghiệp" is no "Hiệp hội Doanh nghiệp" */
        at++;
    }
    return rest.n == 0;
}

const struct plan__org_key *plan__org_list_longest(const struct plan_org_list *list,
                                                   struct str head, const struct plan__phrase *p,
                                                   size_t from, size_t to, size_t *words)
{
    const struct plan__org_key *found = NULL;
    uint32_t h = head.n ? hash_word(hash_start, head) : hash_start;

    *words = 0;
    if (!list || list->slot_count == 0)
        return NULL;
    for (size_t i = from; i < to && i < from + KEY_WORDS_MAX; i++) {
        const struct plan__word *w = &p->words[i];

        if (i > from &&
            (w->gap.closes || (w->gap.sep >= PLAN__SEP_COLON && w->gap.sep != PLAN__SEP_LINE)))
            break;
        if (is_left_out(p, i, from))
            continue;
        h = hash_word(h, w->text);
        for (size_t s = h & (list->slot_count - 1); list->slots[s];
             s = (s + 1) & (list->slot_count - 1)) {
            const struct plan__org_key *key = &list->keys[list->slots[s] - 1];

            if (key->hash != h || !is_key(key, head, p, from, i + 1))
                continue;
            found = key;
            *words = i + 1 - from;
            break;
        }
    }
    return found;
}

/* The key of a name: its words, without "và" and without an opening "các". */
static struct plan__org_key make_key(struct arena *mem, struct str name, size_t org)
{
    struct plan__org_key key = {.hash = hash_start, .org = (uint16_t)org};
    struct plan__phrase p;
    size_t room = 1;
    char *text;

    plan__org_word_read(mem, name, &p);
    for (size_t i = 0; i < p.n; i++)
        room += p.words[i].text.n + 1;
    text = arena_alloc(mem, room, 1);
    key.text = (struct str){text, 0};
    for (size_t i = 0; i < p.n; i++) {
        struct str w = p.words[i].text;

        if (is_left_out(&p, i, 0))
            continue;
        if (i > 0 && key.words < KEY_WORDS_MAX &&
            (p.words[i].gap.sep != PLAN__SEP_NONE || str_is(p.words[i - 1].text, STR("va"))))
            key.breaks |= UINT32_C(1) << key.words;
        key.hash = hash_word(key.hash, w);
        if (key.text.n)
            text[key.text.n++] = ' ';
        memcpy(text + key.text.n, w.p, w.n);
        key.text.n += w.n;
        key.words++;
    }
    return key;
}

static bool has_key(const struct plan__org_key *keys, const uint16_t *slots, size_t slot_count,
                    const struct plan__org_key *key, size_t *slot)
{
    for (*slot = key->hash & (slot_count - 1); slots[*slot]; *slot = (*slot + 1) & (slot_count - 1))
        if (str_is(keys[slots[*slot] - 1].text, key->text))
            return true;
    return false;
}

/* Shapes on their way into a list, with a table that tells which are there. */
struct shaping {
    struct arena *mem;
    struct plan__org_shape *shapes;
    size_t n, room;
    uint16_t *slots; /* shape + 1 by hash of its text; 0 is free */
};

enum { SHAPE_SLOTS = 2 * (KEYS_MAX + 2) };

/* A part is said once, whatever body it is of. */
static void add_shape(struct shaping *b, struct str text, size_t org, bool part)
{
    size_t slot = hash_add(hash_start, text) & (SHAPE_SLOTS - 1);

    if (b->n == KEYS_MAX)
        return;
    for (; b->slots[slot]; slot = (slot + 1) & (SHAPE_SLOTS - 1)) {
        const struct plan__org_shape *there = &b->shapes[b->slots[slot] - 1];

        if (str_is(there->text, text) && (part || there->org == org))
            return;
    }
    ARENA_PUSH(b->mem, b->shapes, b->n, b->room,
               ((struct plan__org_shape){text, (uint16_t)org, part, 0}));
    b->slots[slot] = (uint16_t)b->n;
}

/* The shape of `folded`, or its first words where they tell enough. */
static void add_shapes(struct shaping *b, struct str folded, size_t org, bool parts)
{
    char *out = arena_alloc(b->mem, folded.n + 1, 1);
    struct str text = {out, text_likeness_shape(folded, out, NULL)};

    if (!parts && text.n >= SHAPE_LETTERS_MIN)
        add_shape(b, text, org, false);
    for (size_t i = PART_LETTERS_MIN; parts && i < text.n; i++)
        if (text.p[i] == ' ')
            add_shape(b, str_cut(text, 0, i), org, true);
}

/* A name as written, and with its abbreviations unfolded. */
static void add_name(struct shaping *b, struct str name, size_t org, bool parts)
{
    struct plan__phrase p;
    struct str words = STR_NONE;

    add_shapes(b, text_fold_only(b->mem, name), org, parts);
    plan__org_word_read(b->mem, name, &p);
    for (size_t i = 0; i < p.n; i++)
        words = arena_join(b->mem, i ? arena_join(b->mem, words, STR(" ")) : words,
                           p.words[i].text);
    add_shapes(b, words, org, parts);
}

static int compare_shapes(const void *a, const void *b)
{
    const struct plan__org_shape *x = a, *y = b;
    int c = str_compare(x->text, y->text);

    return c ? c : (x->org > y->org) - (x->org < y->org);
}

static bool is_head_same(struct str a, struct str b)
{
    return str_is(str_cut(a, 0, str_find(a, STR(" "), 0)), str_cut(b, 0, str_find(b, STR(" "), 0)));
}

/* All whole names first: what is a name is no part of another. Then in order, so that names with
 * the same first word stand together. */
static void build_shapes(struct arena *mem, const struct plan_org *orgs, size_t count,
                         struct plan_org_list *ret)
{
    struct shaping b = {.mem = mem, .slots = ARENA_MANY(mem, uint16_t, SHAPE_SLOTS)};

    for (int parts = 0; parts < 2; parts++)
        for (size_t i = 0; i < count; i++) {
            add_name(&b, orgs[i].name, i, parts);
            for (size_t a = 0; !parts && a < orgs[i].alias_count - orgs[i].learned_count; a++)
                add_name(&b, orgs[i].aliases[a], i, false);
        }
    if (b.n)
        qsort(b.shapes, b.n, sizeof(*b.shapes), compare_shapes);
    for (size_t i = b.n; i-- > 0;)
        b.shapes[i].next = i + 1 < b.n && is_head_same(b.shapes[i].text, b.shapes[i + 1].text)
                               ? b.shapes[i + 1].next
                               : (uint16_t)(i + 1);
    ret->shapes = b.shapes;
    ret->shape_count = b.n;
}

static int compare_hashes(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

static void build_vocabulary(struct arena *mem, struct plan_org_list *ret)
{
    uint32_t *hashes = NULL;
    size_t n = 0, room = 0, kept = 0;

    for (size_t i = 0; i < ret->key_count; i++) {
        struct str rest = ret->keys[i].text, word;

        while (str_next(&rest, ' ', &word))
            ARENA_PUSH(mem, hashes, n, room, hash_add(hash_start, word));
    }
    if (n)
        qsort(hashes, n, sizeof(*hashes), compare_hashes);
    for (size_t i = 0; i < n; i++)
        if (i == 0 || hashes[i] != hashes[i - 1])
            hashes[kept++] = hashes[i];
    ret->vocabulary = hashes;
    ret->vocabulary_count = kept;
}

bool plan__org_list_has_word(const struct plan_org_list *list, struct str word)
{
    uint32_t h = hash_add(hash_start, word);

    return list->vocabulary_count &&
           bsearch(&h, list->vocabulary, list->vocabulary_count, sizeof(h), compare_hashes) != NULL;
}

/* Names and aliases as keys; learned ones last, so that no other body loses its words to them. */
static void build_keys(struct arena *mem, const struct plan_org *orgs, size_t count,
                       struct plan_org_list *ret)
{
    struct plan__org_key *keys;
    uint16_t *slots;
    size_t names = count, n = 0, slot_count = 16, slot;

    for (size_t i = 0; i < count; i++)
        names += orgs[i].alias_count;
    while (slot_count < names * 2)
        slot_count *= 2;
    keys = ARENA_MANY(mem, struct plan__org_key, names + 1);
    slots = ARENA_MANY(mem, uint16_t, slot_count);
    for (int learned = 0; learned < 2; learned++)
        for (size_t i = 0; i < count; i++) {
            size_t told = orgs[i].alias_count - orgs[i].learned_count;
            size_t to = learned ? orgs[i].alias_count : told;

            for (size_t a = learned ? told + 1 : 0; a <= to && n < KEYS_MAX; a++) {
                keys[n] = make_key(mem, a ? orgs[i].aliases[a - 1] : orgs[i].name, i);
                if (keys[n].text.n == 0 || has_key(keys, slots, slot_count, &keys[n], &slot))
                    continue; /* the first body that a name is given to keeps it */
                keys[n].name = a == 0;
                keys[n].learned = learned;
                slots[slot] = (uint16_t)++n;
            }
        }
    ret->keys = keys;
    ret->key_count = n;
    ret->slots = slots;
    ret->slot_count = slot_count;
}

void plan__org_list_build(struct arena *mem, const struct plan_org *orgs, size_t count,
                          struct plan_org_list *ret)
{
    *ret = (struct plan_org_list){.orgs = orgs, .org_count = count};
    build_keys(mem, orgs, count, ret);
    build_shapes(mem, orgs, count, ret);
    build_vocabulary(mem, ret);
}

const struct plan_org_list *plan_org_list_make(struct arena *mem, const struct plan_org *orgs,
                                               size_t count)
{
    struct plan_org_list *list = ARENA_NEW(mem, struct plan_org_list);

    plan__org_list_build(mem, orgs, count < UINT16_MAX ? count : UINT16_MAX, list);
    return list;
}

const struct plan_org *plan_org_list_bodies(const struct plan_org_list *list, size_t *count)
{
    *count = list->org_count;
    return list->orgs;
}
