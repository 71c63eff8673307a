#include "plan/org_priv.h"

enum { KEY_WORDS_MAX = 32 };

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

static uint64_t grams_of(struct str text)
{
    uint64_t bits = 0;

    for (size_t i = 0; i + 1 < text.n; i++) {
        unsigned pair = (unsigned char)text.p[i] * 31u + (unsigned char)text.p[i + 1];

        bits |= UINT64_C(1) << (pair * 2654435761u >> 26);
    }
    return bits;
}

/* True when the key is exactly `head` and the words [from, to). */
static bool is_key(const struct plan__org_key *key, struct str head, const struct plan__phrase *p,
                   size_t from, size_t to)
{
    struct str rest = key->text, word;

    if (head.n && (!str_next(&rest, ' ', &word) || !str_is(word, head)))
        return false;
    for (size_t i = from; i < to; i++) {
        if (is_left_out(p, i, from))
            continue;
        if (!str_next(&rest, ' ', &word) || !str_is(word, p->words[i].text))
            return false;
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

        if (i > from && w->sep >= PLAN__SEP_COLON && w->sep != PLAN__SEP_LINE)
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
        key.hash = hash_word(key.hash, w);
        if (key.text.n)
            text[key.text.n++] = ' ';
        memcpy(text + key.text.n, w.p, w.n);
        key.text.n += w.n;
        key.words++;
    }
    key.grams = grams_of(key.text);
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

void plan__org_list_build(struct arena *mem, const struct plan_org *orgs, size_t count,
                          struct plan_org_list *ret)
{
    struct plan__org_key *keys;
    uint16_t *slots;
    size_t names = count, n = 0, slot_count = 16;

    for (size_t i = 0; i < count; i++)
        names += orgs[i].alias_count;
    while (slot_count < names * 2)
        slot_count *= 2;
    keys = ARENA_MANY(mem, struct plan__org_key, names + 1);
    slots = ARENA_MANY(mem, uint16_t, slot_count);
    for (size_t i = 0; i < count; i++) {
        for (size_t a = 0; a <= orgs[i].alias_count && n < UINT16_MAX; a++) {
            size_t slot;

            keys[n] = make_key(mem, a ? orgs[i].aliases[a - 1] : orgs[i].name, i);
            if (keys[n].text.n == 0 || has_key(keys, slots, slot_count, &keys[n], &slot))
                continue; /* the first body that a name is given to keeps it */
            keys[n].name = a == 0;
            slots[slot] = (uint16_t)++n;
        }
    }
    *ret = (struct plan_org_list){orgs, count, keys, n, slots, slot_count};
}
