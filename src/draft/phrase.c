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
