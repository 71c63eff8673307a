#pragma once

/* A document as every reader hands it on: blocks in reading order — paragraphs, and tables whose
 * cells hold blocks again — each with its place. Knows letters, not tasks.
 *
 * All text is UTF-8 in NFC without control characters; inside a paragraph white space runs are one
 * space and a line break that the author forced is '\n'. Everything lives in one arena. */

#include "base/arena.h"
#include "base/lang.h"

struct doc_pos {
    uint32_t page; /* 1-based; sheet number for a workbook; 0 = the format has none */
    uint32_t line; /* 1-based line of the text file, row of the sheet, or running number of the
                      paragraph where the format has no lines */
};

enum doc_block_kind { DOC_PARAGRAPH, DOC_TABLE };

enum doc_flag {
    DOC_BOLD = 1 << 0,   /* the whole paragraph */
    DOC_ITALIC = 1 << 1, /* the whole paragraph */
    DOC_CENTRED = 1 << 2,
    DOC_NOTE = 1 << 3,  /* a footnote or endnote, put behind the block that refers to it */
    DOC_ASIDE = 1 << 4, /* text box, header or footer: not in the flow of reading */
};

struct doc_cell {
    uint32_t column;           /* 0-based grid column of its left edge */
    uint32_t colspan, rowspan; /* >= 1 */
    struct doc_block *first;   /* NULL = empty */
    struct str text; /* paragraphs of all depths joined by '\n'; made by doc_tree_finish() */
};

struct doc_row {
    struct doc_cell *cells; /* only cells that start in this row, left to right */
    size_t count;
    struct doc_pos pos;
    bool header; /* marked by the author to repeat on each page */
};

struct doc_block {
    enum doc_block_kind kind;
    struct doc_pos pos;
    struct doc_block *next;
    /* DOC_PARAGRAPH */
    struct str text;
    struct str label; /* number or bullet that the word processor prints before it ("1.1.", "-");
                         empty where the number is typed into the text */
    uint32_t flags;   /* enum doc_flag */
    uint8_t level;    /* 1 … 9: heading by style; 0: none */
    uint8_t list;     /* 1 … 9: depth of the automatic list that gave `label`; 0: none */
    uint16_t indent;  /* left edge in tenths of a character or 2 pt steps; compare, never measure */
    /* DOC_TABLE */
    struct doc_row *rows;
    size_t row_count;
    uint32_t column_count;
    bool rebuilt; /* made from columns of text, not stated by the format */
};

struct doc_tree {
    const char *format; /* "text" "markdown" "html" "docx" "xlsx" "odt" "pdf" */
    struct str title;   /* the file's own title, often empty */
    struct doc_block *first;
    uint32_t page_count; /* 0 = unknown */
    /* Hard facts about how trustworthy the text is: */
    bool rebuilt_lines; /* paragraphs were put together from lines (plain text, PDF) */
    bool damaged;       /* text of Vietnamese words without Vietnamese letters (OCR); then one
                           paragraph per line, as they stand */
    struct doc_remark *remarks; /* what could not be read, for the diagnostics */
};

struct doc_remark {
    struct doc_pos pos;
    struct str text; /* Vietnamese sentence */
    struct doc_remark *next;
};

#define DOC_EACH_BLOCK(b, list) for (const struct doc_block *b = (list); b; b = b->next)

/* Appending, for readers: the builder keeps the ends of open lists. */
struct doc_builder {
    struct arena *mem;
    struct doc_tree *tree;
    struct doc_block **end;
    struct doc_remark **remark_end;
};

void doc_tree_start(struct doc_builder *b, struct arena *mem, const char *format);
struct doc_block *doc_tree_paragraph(struct doc_builder *b, struct str text, struct doc_pos pos);
struct doc_block *doc_tree_table(struct doc_builder *b, struct doc_pos pos);
void doc_tree_remark(struct doc_builder *b, struct doc_pos pos, struct str text);
/* Fills what is computed: cell texts, column counts. Call once, when all blocks stand. */
void doc_tree_finish(struct doc_builder *b);

/* A place as a person looks it up: "trang 3, dòng 12"; "đoạn 12" where the format has no lines,
 * "trang tính 2" in a workbook. Empty when nothing is known. */
struct str doc_tree_place(struct arena *mem, const struct doc_tree *t, struct doc_pos pos);
/* Likewise in a language, when the tree is gone and only its format is known. */
struct str doc_tree_place_in(struct arena *mem, enum lang lang, const char *format,
                             struct doc_pos pos);

/* The table as a rectangle: grid[r * column_count + c] is the cell that covers that place (a
 * spanned cell stands in several), NULL where none does. Spans that overlap or leave the table are
 * clipped. */
const struct doc_cell **doc_tree_grid(struct arena *mem, const struct doc_block *table);
