#pragma once

/* A document tree as a few lines of text, so that a test can say what a careful person would see:
 *   H2 B C I N A   heading level, bold, centred, italic, note, aside
 *   (label) text   '\n' inside is written as ⏎
 *   [ cell | cell ] of a table's row; "=" marks a header row, "2x3:" a cell of 2 columns × 3 rows,
 *   "/" parts the paragraphs of a cell. */

#include "base/buf.h"
#include "doc/tree.h"

static inline void outline_text(struct buf *out, struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '\n')
            buf_add(out, STR("⏎"));
        else
            buf_char(out, s.p[i]);
    }
}

static inline void outline_paragraph(struct buf *out, const struct doc_block *b)
{
    if (b->level)
        buf_printf(out, "H%u ", b->level);
    if (b->flags & DOC_BOLD)
        buf_add(out, STR("B "));
    if (b->flags & DOC_CENTRED)
        buf_add(out, STR("C "));
    if (b->flags & DOC_ITALIC)
        buf_add(out, STR("I "));
    if (b->flags & DOC_NOTE)
        buf_add(out, STR("N "));
    if (b->flags & DOC_ASIDE)
        buf_add(out, STR("A "));
    if (b->label.n)
        buf_printf(out, "(%.*s) ", STR_ARG(b->label));
    outline_text(out, b->text);
}

static inline void outline_list(struct buf *out, const struct doc_block *list, const char *between);

static inline void outline_row(struct buf *out, const struct doc_row *row)
{
    buf_add(out, row->header ? STR("[=") : STR("["));
    for (size_t c = 0; c < row->count; c++) {
        const struct doc_cell *cell = &row->cells[c];

        buf_add(out, c ? STR(" | ") : STR(" "));
        if (cell->colspan > 1 || cell->rowspan > 1)
            buf_printf(out, "%ux%u: ", cell->colspan, cell->rowspan);
        outline_list(out, cell->first, " / ");
    }
    buf_add(out, STR(" ]"));
}

static inline void outline_list(struct buf *out, const struct doc_block *list, const char *between)
{
    DOC_EACH_BLOCK (b, list) {
        if (b->kind == DOC_PARAGRAPH)
            outline_paragraph(out, b);
        for (size_t r = 0; r < b->row_count; r++) {
            if (r)
                buf_add(out, str_from(between));
            outline_row(out, &b->rows[r]);
        }
        if (b->next)
            buf_add(out, str_from(between));
    }
}

/* One line a block or row. */
static inline struct str outline(struct arena *mem, const struct doc_tree *tree)
{
    struct buf out;
    struct str text;

    buf_init(&out, 16 << 20);
    outline_list(&out, tree->first, "\n");
    text = arena_copy(mem, buf_str(&out));
    buf_release(&out);
    return text;
}
