#pragma once

/* Searching in folded text, alike on both bases: the words that an index holds, what a person typed
 * as terms, the terms in the language of each base, and the found words in the text as written. */

#include "base/arena.h"

#define TEXT_SEARCH_TERMS   8           /* more typed terms are left out */
#define TEXT_SEARCH_BYTES   200         /* so is what is typed beyond these, folded */
#define TEXT_SEARCH_WORD    64          /* bytes of a longer word do not count, on either side */
#define TEXT_SEARCH_INDEXED (256 << 10) /* bytes of one index entry; PostgreSQL takes no 1 MB */
#define TEXT_SEARCH_SNIPPET 160         /* letters that text_search_mark_best() is meant for */

/* The words of `s` as an index must hold them, for fts5(…, tokenize = "unicode61 remove_diacritics
 * 0") as for to_tsvector('simple', …): folded, letters or digits, one space between ("181/KH-UBND"
 * → "181 kh ubnd", "5G" → "5 g"), cut behind TEXT_SEARCH_INDEXED bytes. Left alone PostgreSQL would
 * take "181/kh" for the path of a file and "1e5b" for a number and a word. */
struct str text_search_words(struct arena *mem, struct str s);

/* One or more words that stand one after the other. */
struct text_search_term {
    const struct str *word; /* folded, `count` ≥ 1 of them; letters and digits only */
    size_t count;
    bool prefix; /* the last word may go on */
};

struct text_search {
    struct text_search_term term[TEXT_SEARCH_TERMS]; /* every one of `count` must be there */
    size_t count;                                    /* 0: nothing to search for */
    bool cut;                                        /* more was typed than is searched for */
};

/* What a person typed: words, "words in quotes" as one term, and so what - / _ & join, numbers with
 * a comma or point, letters beside digits ("181/kh-ubnd", "12,5", "5G"). The last word is a
 * beginning, unless its quotes are closed. `typed` may hold any bytes; the words live in `mem`. */
void text_search_read(struct arena *mem, struct str typed, struct text_search *ret);

/* The right side of MATCH for FTS5; empty (which FTS5 refuses) exactly when count is 0. */
struct str text_search_fts5(struct arena *mem, const struct text_search *q);

/* What to_tsquery('simple', …) takes; empty when count is 0. */
struct str text_search_tsquery(struct arena *mem, const struct text_search *q);

struct text_search_piece {
    struct str text; /* of the text as written, or "…" */
    bool marked;
};
struct text_search_pieces {
    const struct text_search_piece *at;
    size_t n;
};

/* `text` (any bytes) in pieces, which together are `text` byte by byte; marked are the words that
 * were searched for, whole. Where all of them stand together in the order typed, only there. Pieces
 * borrow from `text`. */
void text_search_mark(struct arena *mem, const struct text_search *q, struct str text,
                      struct text_search_pieces *ret);

/* The same for the place of about `letters` letters with the most terms in it (the beginning where
 * none is), cut between words, "…" for what is left out. */
void text_search_mark_best(struct arena *mem, const struct text_search *q, struct str text,
                           size_t letters, struct text_search_pieces *ret);
