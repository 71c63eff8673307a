#pragma once

/* A document as lines that a row can be shown beside: every paragraph and every row of a table, in
 * the order of reading. */

#include "doc/tree.h"

enum draft_passage_kind {
    DRAFT_PASSAGE_PARAGRAPH,
    DRAFT_PASSAGE_HEADING,
    DRAFT_PASSAGE_HEADER, /* a row of a table that names its columns */
    DRAFT_PASSAGE_ROW,
    DRAFT_PASSAGE_NOTE,
};

enum {
    DRAFT_PASSAGE_DIVIDER = 0x1F, /* between the cells of a table row; in no text of a tree */
    DRAFT_PASSAGE_MAX = 100000,   /* lines; the rest of a longer document is left out */
};

struct draft_passage {
    enum draft_passage_kind kind;
    struct doc_pos pos;
    /* Of a table row one cell for each column of the table, so that it stands under its header; a
     * cell that goes on from the row above is said again, in short. */
    struct str words;
};

struct draft_passages {
    const struct draft_passage *at;
    size_t n;
    const uint32_t *by_place; /* indexes, sorted by place */
};

/* Everything in `mem`; words are borrowed from the tree where they can be. */
void draft_passage_read(struct arena *mem, const struct doc_tree *tree, struct draft_passages *ret);

/* The passage that was read at `pos`: the first of that place, else the nearest place before it.
 * 1-based; 0 when none stands there or before. */
size_t draft_passage_find(const struct draft_passages *p, struct doc_pos pos);
