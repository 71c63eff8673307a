#pragma once

/* For the files of search alone. */

#include "text/fold.h"
#include "text/search.h"

struct text__search_word {
    uint32_t from, to; /* bytes of the folded text; the first TEXT_SEARCH_WORD of them count */
};

struct text__search_words {
    struct text_folded folded;
    const struct text__search_word *at;
    size_t n;
};

/* Runs of letters, runs of digits. */
void text__search_split(struct arena *mem, struct str s, struct text__search_words *ret);

/* What counts of the word, in small letters; points into the folded text. */
struct str text__search_word(const struct text__search_words *w, size_t i);
