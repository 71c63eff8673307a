#include "draft/draft_priv.h"

static bool in_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

size_t draft__phrase_at(struct str folded, size_t at, const char *list)
{
    size_t best = 0;

    while (*list) {
        size_t n = 0;

        while (list[n] && list[n] != '|')
            n++;
        if (n > best && n <= folded.n - at && *list == folded.p[at] &&
            memcmp(folded.p + at, list, n) == 0 &&
            (at + n == folded.n || !in_word(folded.p[at + n])))
            best = n;
        list += n + (list[n] == '|');
    }
    return best;
}

/* Which of a … z some phrase of the list begins with: most words of a text begin with none. */
static uint32_t first_letters(const char *list)
{
    uint32_t set = 0;
    char before = '|';

    for (; *list; before = *list++)
        if (before == '|' && *list >= 'a' && *list <= 'z')
            set |= 1u << (*list - 'a');
    return set;
}

size_t draft__phrase_find(struct str folded, const char *list, size_t from, size_t *length)
{
    uint32_t set = first_letters(list);

    for (size_t i = from; i < folded.n; i++) {
        char c = folded.p[i];
        size_t n;

        if (c < 'a' || c > 'z' || !(set >> (c - 'a') & 1) || (i && in_word(folded.p[i - 1])))
            continue;
        if ((n = draft__phrase_at(folded, i, list)) == 0)
            continue;
        if (length)
            *length = n;
        return i;
    }
    return SIZE_MAX;
}

bool draft__phrase_is(struct str folded, const char *list)
{
    return folded.n && draft__phrase_at(folded, 0, list) == folded.n;
}

struct str draft__phrase_words(struct arena *mem, struct str s)
{
    struct str folded = text_fold_only(mem, s);
    char *out = arena_alloc(mem, folded.n + 1, 1);
    size_t n = 0;

    for (size_t i = 0; i < folded.n; i++) {
        char c = folded.p[i];

        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            out[n++] = c;
        else if (n && out[n - 1] != ' ')
            out[n++] = ' ';
    }
    while (n && out[n - 1] == ' ')
        n--;
    return (struct str){out, n};
}

/* The phrase stands in `words` as whole words. */
static bool has_phrase(struct str words, struct str phrase)
{
    const char *space;

    for (size_t at = 0; at + phrase.n <= words.n; at = (size_t)(space + 1 - words.p)) {
        if ((at + phrase.n == words.n || words.p[at + phrase.n] == ' ') &&
            memcmp(words.p + at, phrase.p, phrase.n) == 0)
            return true;
        if (!(space = memchr(words.p + at, ' ', words.n - at)))
            break;
    }
    return false;
}

/* Which of a … z some word begins with: most phrases of a list begin with none of them. */
static uint32_t begun_letters(struct str words)
{
    uint32_t set = 0;

    for (size_t i = 0; i < words.n; i++)
        if ((i == 0 || words.p[i - 1] == ' ') && words.p[i] >= 'a' && words.p[i] <= 'z')
            set |= 1u << (words.p[i] - 'a');
    return set;
}

bool draft__phrase_has(struct str words, const char *list)
{
    uint32_t set = begun_letters(words);

    for (size_t n = 0; *list; list += n + (list[n] == '|')) {
        size_t sign = *list == '=' || *list == '^';
        struct str item;

        for (n = sign; list[n] && list[n] != '|';)
            n++;
        if (!(set >> (list[sign] - 'a') & 1))
            continue;
        item = (struct str){list + sign, n - sign};
        if (*list == '=' ? str_is(words, item)
            : sign       ? str_starts(words, item) && (words.n == item.n || words.p[item.n] == ' ')
                         : has_phrase(words, item))
            return true;
    }
    return false;
}
