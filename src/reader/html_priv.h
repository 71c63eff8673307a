#pragma once

/* Between html.c, which walks over the tags of a page, and its helpers. */

#include "base/buf.h"
#include "reader/reader.h"

enum html_role {
    INLINE,
    BLOCK,
    DROPPED,
    HEADING,
    BREAK,
    LIST,
    ITEM,
    TABLE,
    HEAD_ROWS,
    ROW,
    CELL,
    BOLD,
    ITALIC,
    RAISED,
    PREFORMATTED,
    CENTRED,
    TITLE,
    HEAD,
    CUT,
};

struct reader__html_element {
    const char *name;
    enum html_role role;
};

/* NULL: unknown, text goes on through it. */
const struct reader__html_element *reader__html_element(const char *name);

/* Appends the label of item `n` of a list ('-', or the type of its numbers: 1 a A i I): "3.", "c)",
 * "IV.", "-". */
void reader__html_label(struct buf *out, char kind, uint32_t n);

/* What surrounds a piece of text; inherited by inner elements, restored when they close. */
struct reader__html_style {
    uint16_t bold, italic, centred, raised, pre;
    uint16_t dropped; /* > 0: not seen by a reader */
    uint16_t label;   /* Word's own list numbers, and text in a symbol font */
    uint16_t symbol;
    uint16_t cut; /* struck out: an accepted deletion */
    uint16_t aside;
    uint8_t level, list;
    uint8_t bare;   /* a list without marks */
    int16_t indent; /* 2 pt steps */
    uint32_t note;  /* number of the footnote whose text this is; 0: none */
};

/* An open <table>. Its block joins the document when it closes, so that text which stands between
 * the rows comes before the table, as browsers show it. */
struct html_table {
    struct html_table *outer;
    struct doc_block *block;
    size_t row_room;
    struct doc_cell *cells; /* of the open row */
    size_t cell_count, cell_room;
    uint32_t *busy; /* busy[c] = rows, this one included, that column c is still covered */
    uint32_t busy_count, next_column;
    struct doc_block **outer_end; /* where the document goes on; the builder writes into the cell */
    bool in_row, in_cell, head, plain_row;
    /* What tells layout from data: */
    size_t letters, cell_letters, widest_letters, cell_blocks, widest_blocks;
    size_t filled;
    bool cell_table, widest_table;
};

/* Deeper tables are read as plain blocks. */
enum { HTML_TABLE_DEPTH = 24 };

struct reader__html {
    struct arena *mem;
    const struct reader_limits *limits;
    struct doc_builder build;
    struct html_table *table;                   /* innermost open one */
    struct html_table tables[HTML_TABLE_DEPTH]; /* of each depth, used again */
    uint32_t table_depth;
    size_t blocks; /* paragraphs, tables, rows and cells */
};

struct reader__html_span {
    uint32_t columns, rows; /* as stated, 0 = none; clipped here */
};

/* html_bytes.c: the page as UTF-8, without what libxml2 stumbles over; NUL-terminated. */
struct str reader__html_bytes(struct arena *mem, struct str bytes);

/* html_style.c */
void reader__html_style(struct reader__html_style *s, struct str css);
uint32_t reader__html_number(struct str s);           /* leading digits; 0: none */
bool reader__html_is(struct str s, const char *word); /* any case */
bool reader__html_opens(struct str s, const char *word);

/* html_table.c */
void reader__html_table_open(struct reader__html *h);
void reader__html_table_close(struct reader__html *h);
void reader__html_row_open(struct reader__html *h);
void reader__html_row_close(struct reader__html *h);
void reader__html_cell_open(struct reader__html *h, struct reader__html_span span, bool header);
void reader__html_cell_close(struct reader__html *h);
/* A paragraph was added: counted for its cell. */
void reader__html_cell_paragraph(struct reader__html *h, size_t letters);
