#pragma once

/* Folded text as tokens — words, runs of digits, marks — and short patterns over them. A grammar
 * over tokens reads "17h00, ngày 20/02" without a regular expression, in one pass. */

#include "text/fold.h"

/* Kinds beside the mark itself ('/', ',', '%' …), which is its own kind. */
#define TEXT_TOKEN_WORD     'a' /* letters; foreign ones stay UTF-8 */
#define TEXT_TOKEN_NUMBER   '0' /* digits only: "15/11" is three tokens */
#define TEXT_TOKEN_AT_LEAST 'G' /* ≥ >= */
#define TEXT_TOKEN_AT_MOST  'L' /* ≤ <= */
#define TEXT_TOKEN_OTHER    '?' /* any other sign */

struct text_token {
    struct str s;      /* folded; points into the folded text */
    uint32_t from, to; /* bytes of the folded text */
    int32_t value;     /* of a number up to 9 digits; longer: -1; no number: 0 */
    char kind;
    bool glued; /* no white space before it */
};

struct text_tokens {
    struct text_folded folded;
    struct text_token *t; /* `n` of them */
    size_t n;
};

/* Everything lives in `mem`. Cost grows linearly with `s`. */
void text_token_read(struct arena *mem, struct str s, struct text_tokens *ret);

/* True when token `i` is there and is this word, or this mark. */
bool text_token_is(const struct text_tokens *x, size_t i, const char *word);
bool text_token_is_number(const struct text_tokens *x, size_t i);

/* Tokens matched at `at` by a pattern, 0 when it does not match. A pattern is elements with one
 * space between: a folded word, a mark, '#' (any number) or alternatives "quy|qui"; "nam?" may be
 * missing. What may be missing is taken when it is there: nothing is tried twice. */
size_t text_token_match(const struct text_tokens *x, size_t at, const char *pattern);

/* First token in [from, to) where `pattern` matches, or SIZE_MAX. */
size_t text_token_find(const struct text_tokens *x, size_t from, size_t to, const char *pattern);

/* The words of the source behind tokens [from, to); empty when there are none. */
struct str text_token_source(const struct text_tokens *x, struct str source, size_t from,
                             size_t to);
