#include "draft/damaged_priv.h"

static const char *const phrases[] = {
#define PHRASE(words) words,
#define SYLLABLES(words)
#include "draft/damaged_word.def"
#undef PHRASE
#undef SYLLABLES
};

static const char *const syllables[] = {
#define PHRASE(words)
#define SYLLABLES(words) words,
#include "draft/damaged_word.def"
#undef PHRASE
#undef SYLLABLES
};

enum { SYLLABLE_MAX = 8, SLOTS = 1024, CACHE = 4096, HEADS = 32 };

struct syllable {
    struct str plain, shape;
    struct text_likeness ready;
    uint32_t next; /* 1 + index of the next one whose shape begins with the same letter */
};

struct phrase {
    struct str written, plain; /* plain: folded, letters and spaces only */
    uint32_t next;             /* 1 + index of the next one in the slot */
};

struct draft__damaged_lexicon {
    struct arena *mem;
    struct syllable *syllables;
    size_t n, room;
    uint32_t heads[HEADS], tails[HEADS];
    uint32_t slots[SLOTS]; /* phrases by their first two syllables */
    struct phrase phrases[COUNT(phrases)];
    struct {
        struct str folded, plain;
        bool known;
    } cache[CACHE];
};

static uint32_t hash(struct str s)
{
    uint32_t h = 2166136261u;

    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (unsigned char)s.p[i]) * 16777619u;
    return h ^ h >> 15;
}

static unsigned head_of(struct str shape)
{
    return (unsigned char)shape.p[0] % HEADS;
}

static void add_syllable(struct draft__damaged_lexicon *x, struct str plain)
{
    struct syllable s = {.plain = plain};
    char *out = arena_alloc(x->mem, plain.n + 1, 1);
    unsigned head;

    s.shape = (struct str){out, text_likeness_shape(plain, out, NULL)};
    if (s.shape.n == 0)
        return;
    head = head_of(s.shape);
    for (uint32_t i = x->heads[head]; i; i = x->syllables[i - 1].next)
        if (str_is(x->syllables[i - 1].plain, plain))
            return;
    text_likeness_make(s.shape, &s.ready);
    ARENA_PUSH(x->mem, x->syllables, x->n, x->room, s);
    if (x->tails[head])
        x->syllables[x->tails[head] - 1].next = (uint32_t)x->n;
    else
        x->heads[head] = (uint32_t)x->n;
    x->tails[head] = (uint32_t)x->n;
}

struct draft__damaged_lexicon *draft__damaged_lexicon_make(struct arena *mem)
{
    struct draft__damaged_lexicon *x = ARENA_NEW(mem, struct draft__damaged_lexicon);

    x->mem = mem;
    for (size_t i = 0; i < COUNT(phrases); i++) {
        struct phrase *f = &x->phrases[i];
        struct str rest, one;
        uint32_t *slot;

        f->written = str_from(phrases[i]);
        f->plain = rest = draft__phrase_words(mem, f->written);
        while (str_next(&rest, ' ', &one))
            add_syllable(x, one);
        slot = &x->slots[hash(str_cut(f->plain, 0, str_find(f->plain, STR(" "), 0))) % SLOTS];
        f->next = *slot;
        *slot = (uint32_t)i + 1;
    }
    for (size_t i = 0; i < COUNT(syllables); i++) {
        struct str rest = draft__phrase_words(mem, str_from(syllables[i])), one;

        while (str_next(&rest, ' ', &one))
            add_syllable(x, one);
    }
    return x;
}

static int letters_changed(struct str a, struct str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int changed = (int)(a.n + b.n - 2 * n);

    for (size_t i = 0; i < n; i++)
        changed += a.p[i] != b.p[i];
    return changed;
}

/* The frequent syllable whose shape is nearest; among equals the one with more letters in common,
 * then the more frequent one. */
static const struct syllable *nearest(const struct draft__damaged_lexicon *x, struct str word,
                                      struct str shape)
{
    const struct syllable *best = NULL;
    int most = shape.n < 3 ? 0 : shape.n < 6 ? 1 : 2, least = most + 1, letters = 0;

    for (uint32_t i = x->heads[head_of(shape)]; i; i = x->syllables[i - 1].next) {
        const struct syllable *s = &x->syllables[i - 1];
        int changes, differ;

        if (s->shape.n + (size_t)most < shape.n || s->shape.n > shape.n + (size_t)most)
            continue;
        changes = text_likeness_distance(&s->ready, shape, most);
        differ = letters_changed(s->plain, word);
        if (changes > most || changes > least || (changes == least && best && differ >= letters))
            continue;
        best = s;
        least = changes;
        letters = differ;
    }
    return best;
}

static bool has_letter(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((s.p[i] >= 'a' && s.p[i] <= 'z'))
            return true;
    return false;
}

struct str draft__damaged_syllable(struct draft__damaged_lexicon *x, struct str folded, bool *known)
{
    uint32_t at = hash(folded) % CACHE;
    const struct syllable *s = NULL;
    char letters[4 * SYLLABLE_MAX];
    struct str shape = {letters, 0};

    *known = false;
    if (folded.n == 0 || folded.n > 2 * SYLLABLE_MAX || !has_letter(folded))
        return folded;
    if (x->cache[at].folded.n && str_is(x->cache[at].folded, folded)) {
        *known = x->cache[at].known;
        return x->cache[at].plain;
    }
    shape.n = text_likeness_shape(folded, letters, NULL);
    if (shape.n && shape.n <= SYLLABLE_MAX)
        s = nearest(x, folded, shape);
    *known = s != NULL;
    x->cache[at].folded = folded;
    x->cache[at].known = *known;
    return x->cache[at].plain = s ? s->plain : folded;
}

/* Words of the phrase that stands at word `at`. */
static size_t phrase_words(const struct phrase *f, const struct draft__damaged_word *const *words,
                           size_t n)
{
    struct str rest = f->plain, one;
    size_t i = 0;

    for (; str_next(&rest, ' ', &one); i++)
        if (i == n || !str_is(words[i]->plain, one))
            return 0;
    return i;
}

const char *draft__damaged_marks(const struct draft__damaged_lexicon *x,
                                 const struct draft__damaged_word *const *words, size_t n,
                                 size_t *count)
{
    const char *best = NULL;

    *count = 1; /* one syllable alone may be any of several words */
    for (uint32_t i = x->slots[hash(words[0]->plain) % SLOTS]; i; i = x->phrases[i - 1].next) {
        size_t k = phrase_words(&x->phrases[i - 1], words, n);

        if (k > *count) {
            *count = k;
            best = x->phrases[i - 1].written.p;
        }
    }
    return best;
}
