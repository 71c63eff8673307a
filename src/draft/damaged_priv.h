#pragma once

/* Inside draft/: OCR text whose Vietnamese letters are lost and whose columns stand one in the
 * other.
 *
 * All that comes out is tentative: words stay as printed, readings of them are proposals. */

#include "draft/draft_priv.h"
#include "text/likeness.h"

enum { DRAFT__DAMAGED_CELL = 400 }; /* words */

/* Of the frequent words of plans. */
struct draft__damaged_lexicon;

struct draft__damaged_lexicon *draft__damaged_lexicon_make(struct arena *mem);

/* The syllable that a folded word most likely was: itself when nothing is near. */
struct str draft__damaged_syllable(struct draft__damaged_lexicon *x, struct str folded,
                                   bool *known);

struct draft__damaged_word;

/* The longest phrase of at least two words that begins at words[0], as it is written; NULL when
 * there is none. */
const char *draft__damaged_marks(const struct draft__damaged_lexicon *x,
                                 const struct draft__damaged_word *const *words, size_t n,
                                 size_t *count);

struct draft__damaged_word {
    struct str raw;    /* as printed, marks included */
    struct str folded; /* of raw */
    struct str plain;  /* the syllable that it most likely was; letters and digits only */
    uint32_t column;   /* letters of the line before it */
    bool known;        /* plain is a frequent syllable */
    bool rule;         /* a rule between columns stands before it */
    bool speck;        /* nothing to be read */
};

struct draft__damaged_line {
    struct doc_pos pos;
    struct str text, number; /* number printed in front, else empty */
    struct draft__damaged_word *words;
    size_t n, from;   /* words; first one behind the number */
    uint32_t columns; /* letters in the line */
    bool gap;         /* white space or a page's end before it */
    struct plan_org_hit *hits;
    size_t hit_count; /* their from and to are words */
};

void draft__damaged_line_read(struct arena *mem, struct draft__damaged_lexicon *x,
                              const struct doc_block *b, struct draft__damaged_line *ret);

/* Finds the bodies in a line. */
void draft__damaged_line_bodies(struct draft__reading *r, struct draft__damaged_line *l);

/* Words [from, to) as likely meant, one space between. */
struct str draft__damaged_plain(struct arena *mem, const struct draft__damaged_line *l, size_t from,
                                size_t to);

/* Number of words of one of the phrases ("sau khi|trinh ubnd") at word `at`, else 0. */
size_t draft__damaged_phrase(const struct draft__damaged_line *l, size_t at, const char *list);

/* The words of a deadline that end or stand alone among words [from, n): false when none. */
bool draft__damaged_deadline(const struct draft__damaged_line *l, size_t from, size_t *begin,
                             size_t *end);

/* "I", "II |", "IV." opens a section: words it takes, else 0. */
struct str draft__damaged_numeral(const struct draft__damaged_line *l); /* without its dot */
size_t draft__damaged_roman(const struct draft__damaged_line *l);

/* A word or two that tasks begin with stand at word `at`, as far as OCR left them. */
bool draft__damaged_is_verb(struct arena *mem, const struct draft__damaged_line *l, size_t at);

/* How many of the words that `rest` begins with stand at word `at`. */
size_t draft__damaged_goes_on(const struct draft__damaged_line *l, size_t at, struct str rest);

/* Nothing but specks stands before word `at`; in [at, end). */
bool draft__damaged_is_first(const struct draft__damaged_line *l, size_t at);
bool draft__damaged_is_last(const struct draft__damaged_line *l, size_t at, size_t end);

/* Words of a cell, collected line by line. */
struct draft__damaged_text {
    const struct draft__damaged_word *words[DRAFT__DAMAGED_CELL];
    size_t n;
};

/* Adds words [from, to), without stray marks at their ends or with them; a cell too long is cut. */
void draft__damaged_add(struct draft__damaged_text *t, const struct draft__damaged_line *l,
                        size_t from, size_t to);
void draft__damaged_add_all(struct draft__damaged_text *t, const struct draft__damaged_line *l,
                            size_t from, size_t to);
struct str draft__damaged_raw(struct arena *mem, const struct draft__damaged_text *t);
struct str draft__damaged_likely(struct arena *mem, const struct draft__damaged_text *t);

/* The name of a row, with the words that were most likely meant beside it. */
void draft__damaged_name(struct draft__reading *r, struct draft__damaged_lexicon *x,
                         struct draft_row *row, const struct draft__damaged_text *t);
void draft__damaged_lead(struct draft__reading *r, struct draft_row *row, struct str words);
void draft__damaged_coordinating(struct draft__reading *r, struct draft_row *row, struct str words);
void draft__damaged_when(struct draft__reading *r, struct draft_row *row,
                         const struct draft__damaged_text *t);

/* A table: its lines behind the header, the header's left out. */
struct draft__damaged_table {
    struct draft__damaged_lexicon *lexicon;
    struct draft__damaged_line *lines;
    size_t n;
    bool targets;
};

void draft__damaged_task_read(struct draft__reading *r, const struct draft__damaged_table *t);
void draft__damaged_target_read(struct draft__reading *r, const struct draft__damaged_table *t);
