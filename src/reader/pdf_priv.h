#pragma once

/* Between pdf.c, which asks poppler for the words and rules of each page, and the layout, which
 * makes blocks of them and knows no poppler. Lengths are points, y grows downwards. */

#include "reader/reader.h"

enum pdf_word_flag {
    PDF_BOLD = 1 << 0,
    PDF_ITALIC = 1 << 1,
    PDF_GLUED = 1 << 2,  /* no space before it */
    PDF_RAISED = 1 << 3, /* small and high: calls a footnote */
    PDF_COLOURED = 1 << 4,
    PDF_GONE = 1 << 5, /* struck out, page number, running head */
};

struct pdf_word {
    struct str text;
    float x0, y0, x1, y1;
    float size; /* of the font */
    uint32_t flags;
    float level; /* middle of the line it stands on, for small raised words too */
};

struct pdf_rule {
    float at, from, to; /* across: y, and x from … to; down: x, and y from … to */
};

struct pdf_page {
    uint32_t number;
    float width, height; /* as the text is read */
    int turn;            /* lines run down (1) or up (-1) the paper */
    struct pdf_word *words;
    size_t word_count;
    float left, right; /* edges of its wide lines; left > right: none */
    uint64_t head;     /* tells its first line when that has gaps; 0: it has none */
    struct pdf_rule *across, *down;
    size_t across_count, down_count;
};

struct pdf_line {
    struct pdf_word **words; /* left to right */
    size_t count;
    float x0, y0, x1, y1;
    float size;     /* of most letters */
    uint32_t flags; /* PDF_BOLD, PDF_ITALIC when all words are */
};

/* A column of text to make paragraphs of: its edges, and how its lines may be broken. */
struct pdf_column {
    float left, right;
    float middle; /* on which centred lines stand */
    bool cell;    /* of a table: lines are short, and a short one means less */
    bool loose;   /* beside another column: how far it reaches is a guess */
};

/* A raised number and the block it stands in; NULL while that is a table's cell. */
struct pdf_call {
    struct str number;
    struct doc_block *block;
};

struct reader__pdf {
    struct arena *mem;     /* what the tree needs */
    struct arena *scratch; /* what only this page needs */
    const struct reader_limits *limits;
    struct doc_builder build;
    uint32_t paragraphs;
    size_t blocks; /* paragraphs and cells */
    uint32_t page;
    float left, right, middle; /* edges of the page's text; middle of the paper's text area */
    struct doc_block
        *open; /* the last block, when the next page may go on with it: a paragraph … */
    bool full; /* (whose last line reached the right edge) */
    struct reader__pdf_table *table; /* … or a table */
    struct pdf_call calls[32];       /* of footnotes on this page */
    size_t call_count;
};

/* pdf_rule.c: a small picture of the page → its rules, in `mem`. The words tell where dark means
 * letters; those that a rule strikes out are marked PDF_GONE. */
struct pdf_picture {
    uint32_t *pixels;       /* 0x00RRGGBB; worked on in place */
    uint32_t width, height; /* width is a multiple of 4 */
    float scale;            /* pixels of a point */
};
void reader__pdf_rules(struct arena *mem, struct arena *scratch, const struct pdf_picture *picture,
                       struct pdf_page *page);

/* pdf_line.c */
struct pdf_line *reader__pdf_lines(struct arena *mem, struct pdf_word **words, size_t n,
                                   size_t *ret);
struct str reader__pdf_text(struct arena *mem, struct pdf_word **words, size_t n);
/* True when the text opens with a bullet or an outline number ("-", "1.", "1.2.", "a)", "IV."). */
bool reader__pdf_has_marker(struct str text);
bool reader__pdf_starts_small(struct str text); /* with a small letter */

/* pdf_flow.c: lines of one column, top to bottom → paragraphs at the end of the builder. */
void reader__pdf_flow(struct reader__pdf *l, struct pdf_line *lines, size_t n,
                      struct pdf_column column);
bool reader__pdf_ends_sentence(struct str text);

/* pdf_grid.c: the rules that hang together, as a grid of cells. */
struct pdf_grid {
    float x0, y0, x1, y1;
    float *xs, *ys; /* edges: columns + 1, rows + 1 */
    size_t columns, rows;
    bool *left, *top; /* [row * (columns + 1) + column]: a rule lies there */
};
size_t reader__pdf_grids(struct arena *mem, struct pdf_page *page, struct pdf_grid **ret);
/* Appends the grid as a table, or its rows to the table of the page before; a single cell as text.
 */
void reader__pdf_grid(struct reader__pdf *l, const struct pdf_grid *grid, struct pdf_word **words,
                      size_t n);

/* pdf_table.c: rows on their way into the tree. A table may go on over pages. */
struct reader__pdf_table {
    struct doc_block *block;
    size_t row_room;
    float *xs; /* column edges, columns + 1 */
    size_t columns;
    bool ruled;
    struct str head[8]; /* without rules: the lines above the first numbered row */
    size_t head_count;
};
bool reader__pdf_goes_on(const struct reader__pdf_table *t, const float *xs, size_t columns,
                         bool ruled);
/* Blocks of a cell's words. */
struct doc_block *reader__pdf_cell(struct reader__pdf *l, struct pdf_word **words, size_t n,
                                   struct pdf_column column);
/* `rows` of a table with these edges: a new one, or more of the last. */
void reader__pdf_rows(struct reader__pdf *l, const float *xs, size_t columns, bool ruled,
                      const struct doc_row *rows, size_t n);

/* pdf_column.c: lines with white strips in common. */
enum { STRIPS_MAX = 24 };
struct pdf_strip {
    float from, to;
};
struct pdf_region {
    struct reader__pdf *l;
    struct pdf_line *lines;
    size_t n;
    float x0, x1;
    struct pdf_strip strips[STRIPS_MAX];
    size_t count;         /* of strips; columns are one more */
    float step;           /* least distance of two lines */
    bool table, numbered; /* its rows carry numbers */
};
/* The region that opens at lines[0], which has a gap; r->n lines (>= 1). False: plain text. */
bool reader__pdf_columns(struct reader__pdf *l, struct pdf_line *lines, size_t n,
                         struct pdf_region *r);
/* Appends its columns side by side, or its table. */
void reader__pdf_columns_add(struct pdf_region *r);
size_t reader__pdf_gaps(const struct pdf_line *line); /* wide ones, between words */

/* pdf_page.c */
/* Measures a page whose words stand; false when there is hardly a table on it, so that its rules
 * need not be seen: a letterhead or signatures make some lines with a gap. */
bool reader__pdf_look(struct arena *scratch, struct pdf_page *page);
/* All pages → the tree; false when it would have more blocks than the limits allow. */
MUST_CHECK bool reader__pdf_layout(struct reader__pdf *l, struct pdf_page *pages, size_t n);
