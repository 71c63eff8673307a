#pragma once

/* passage.html: lines of the document round the one that a row was read from. */

#include "web/view/view.h"

struct view_cell {
    struct view_marked words; /* what the row holds of them is marked */
};
struct view_line {    /* a paragraph, or a row of a table */
    struct str place; /* "12": its line in short */
    bool own;         /* the row was read from this one */
    bool head;        /* header row of a table, heading of a section */
    VIEW_LIST(struct view_cell) cells;
};
struct view_block { /* paragraphs, or rows of one table */
    bool table;
    VIEW_LIST(struct view_line) lines;
};
struct view_passage {
    struct str place; /* "trang 2, đoạn 27" */
    VIEW_LIST(struct view_block) blocks;
    struct str file_url, file_words; /* the original; empty: not kept */
};
