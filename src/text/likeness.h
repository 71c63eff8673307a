#pragma once

/* How alike two texts are when one of them went through OCR.
 *
 * OCR takes certain letters for one another: l 1 i, o 0 c e, đ d b p, s 5 8, u v y. A *shape* is a
 * folded text in which those fall together and marks are gone; what counts is the edit distance of
 * shapes. It is found 64 letters at a time (Myers 1999: one step of a few word operations for each
 * letter of the other text), so comparing is linear and allocates nothing. */

#include "base/arena.h"

enum {
    TEXT_LIKENESS_MAX = 64, /* letters of a pattern; the rest of a longer one is not looked at */
    TEXT_LIKENESS_ABC = 32, /* letters of shapes are 0 … 31; 0 is the space */
};

/* The shape of folded text: letters into `out` (room for s.n), for each of them the offset in `s`
 * into `map` (room for s.n + 1, map[count] = s.n; may be NULL). Returns their count. */
size_t text_likeness_shape(struct str s, char *out, uint32_t *map);

/* A shape made ready to be compared with many others. */
struct text_likeness {
    uint64_t rows[TEXT_LIKENESS_ABC]; /* of a letter: where it stands */
    int n;
};

void text_likeness_make(struct str shape, struct text_likeness *ret);

/* Letters to change, add or drop to make the one of the other; `most` + 1 as soon as it is more. */
int text_likeness_distance(const struct text_likeness *t, struct str shape, int most);

/* The words that `shape` begins with and that are nearest to `t`: their letters into `*to`. Returns
 * the distance, or `most` + 1 when none are within `most` changes. */
int text_likeness_start(const struct text_likeness *t, struct str shape, int most, size_t *to);

/* 0 … 100 for two folded texts of up to TEXT_LIKENESS_MAX letters. */
int text_likeness(struct str a, struct str b);

/* Pairs of letters of a shape of any length: the cheap way to compare sentences, and to tell
 * beforehand what cannot be alike. */
struct text_likeness_pairs {
    uint8_t count[TEXT_LIKENESS_ABC * TEXT_LIKENESS_ABC];
};

void text_likeness_pairs(struct str shape, struct text_likeness_pairs *ret);

/* False when more than `most` changes surely part `shape` from every piece of the text with these
 * pairs (each change spoils two pairs at most). */
bool text_likeness_may_hold(const struct text_likeness_pairs *text, struct str shape, int most);
