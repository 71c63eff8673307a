#pragma once

/* How text looks, as DOCX and ODT say it of paragraphs, runs and styles: each property stated or
 * left open, to be inherited; and whether all text of a paragraph looks so. */

#include "base/str.h"

enum { READER_LOOK_UNSET = -1, READER_LOOK_NO_INDENT = INT32_MIN };

struct reader_look {
    int8_t bold, italic, hidden, centred; /* 0, 1 or unset */
    int8_t page_before, page_after;       /* 0, 1 or unset */
    int8_t level;                         /* heading: 1 … 9, 0 none, or unset */
    int8_t list_level;                    /* 0 … 8 or unset */
    int32_t list;                         /* number of the list; 0 none, or unset */
    int32_t left, first;                  /* of the paragraph, and of its first line against it;
                                             in the unit of the format, or no indent */
};

extern const struct reader_look reader_look_none; /* nothing is stated */

/* What `look` leaves open is as in `base`. */
void reader_look_inherit(struct reader_look *look, const struct reader_look *base);

/* Where the first line begins, in steps of 2 points as doc_block has them; `step` is one of them in
 * the unit of the look. */
uint16_t reader_look_indent(const struct reader_look *look, int32_t step);

/* Bytes of visible text of a paragraph, and how many of them look so. */
struct reader_look_count {
    size_t letters, bold, italic;
};

/* Counts a text of this look; white space alone counts for nothing. */
void reader_look_add(struct reader_look_count *count, struct str text,
                     const struct reader_look *look);
/* DOC_BOLD, DOC_ITALIC where all text is so, DOC_CENTRED as `look` says. */
uint32_t reader_look_flags(const struct reader_look_count *count, const struct reader_look *look);
