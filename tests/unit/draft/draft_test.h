#pragma once

/* What the tests of draft/ share: a small way to write documents down, and to print rows.
 *
 * A line with '|' is a row of a table, any other a paragraph; an empty line ends a table. In a row
 * '^' is the cell above going on, '<' the cell at the left; " / " breaks a line inside a cell; a
 * row may end early (cells lost). "**words**" is bold. */

#include "../test.h"
#include "draft/draft.h"

static inline struct str draft_test_mark(struct str s, uint32_t *flags)
{
    s = str_trim(s);
    if (s.n > 4 && str_starts(s, STR("**")) && str_ends(s, STR("**"))) {
        *flags |= DOC_BOLD;
        s = str_cut(s, 2, s.n - 2);
    }
    return s;
}

static inline struct doc_block *draft_test_cell(struct arena *mem, struct str s, struct doc_pos pos)
{
    struct doc_block *first = NULL, **end = &first;

    while (s.n) {
        size_t at = str_find(s, STR(" / "), 0);
        struct str piece = at == SIZE_MAX ? s : str_cut(s, 0, at);

        *end = ARENA_NEW(mem, struct doc_block);
        (*end)->pos = pos;
        (*end)->text = draft_test_mark(piece, &(*end)->flags);
        end = &(*end)->next;
        s = at == SIZE_MAX ? STR_NONE : str_rest(s, at + 3);
    }
    return first;
}

/* Adds one row; `above[column]` is the cell that '^' makes longer. */
static inline void draft_test_row(struct arena *mem, struct doc_block *table, struct str line,
                                  struct doc_pos pos, struct doc_cell *above[32])
{
    struct doc_row *row = &table->rows[table->row_count++];
    struct doc_cell *left = NULL;
    struct str piece;

    *row = (struct doc_row){.cells = ARENA_MANY(mem, struct doc_cell, 32), .pos = pos};
    for (uint32_t c = 0; c < 32 && str_next(&line, '|', &piece); c++) {
        piece = str_trim(piece);
        if (str_is(piece, STR("^")) && above[c]) {
            above[c]->rowspan += above[c]->column == c;
            left = above[c];
            continue;
        }
        if (str_is(piece, STR("<")) && left) {
            left->colspan++;
            above[c] = left;
            continue;
        }
        left = &row->cells[row->count++];
        *left = (struct doc_cell){c, 1, 1, draft_test_cell(mem, piece, pos), STR_NONE};
        above[c] = left;
    }
}

static inline struct doc_tree *draft_test_tree(struct arena *mem, struct str text)
{
    struct doc_cell *above[32] = {NULL};
    struct doc_block *table = NULL;
    struct doc_builder b;
    struct doc_pos pos = {0};
    struct str line;

    doc_tree_start(&b, mem, "docx");
    while (str_next(&text, '\n', &line)) {
        pos.line++;
        line = str_trim(line);
        if (!str_has(line, STR("|"))) {
            table = NULL;
            memset(above, 0, sizeof(above));
            if (line.n) {
                struct doc_block *p;
                uint32_t flags = 0;

                line = draft_test_mark(line, &flags);
                p = doc_tree_paragraph(&b, line, pos);
                p->flags = flags;
            }
            continue;
        }
        if (!table) {
            table = doc_tree_table(&b, pos);
            table->rows = ARENA_MANY(mem, struct doc_row, 64);
        }
        draft_test_row(mem, table, line, pos, above);
    }
    doc_tree_finish(&b);
    return b.tree;
}

static inline struct str draft_test_flat(struct arena *mem, struct str s)
{
    struct str copy = arena_copy(mem, s);

    for (size_t i = 0; i < copy.n; i++)
        if (copy.p[i] == '\n')
            ((char *)copy.p)[i] = ' ';
    return copy;
}

/* "task ; no ; name ; lead ; coordinating ; deadline ; deliverable ; firm"
 * "target ; no ; name ; value ; unit ; deadline ; lead ; firm", one line a row. */
static inline struct str draft_test_rows(struct arena *mem, const struct draft *d)
{
    struct str all = STR("");

    for (const struct draft_row *r = d ? d->rows : NULL; r; r = r->next) {
        bool task = r->kind == DRAFT_TASK;
        struct str x = task ? r->lead_text : r->target_text,
                   y = task ? r->coordinating_text : r->unit;
        struct str z = task ? r->deliverable : r->lead_text;

        all = arena_printf(mem, "%.*s%s ; %.*s ; %.*s ; %.*s ; %.*s ; %.*s ; %.*s ; %s\n",
                           STR_ARG(all), task ? "task" : "target", STR_ARG(r->no),
                           STR_ARG(draft_test_flat(mem, r->name)), STR_ARG(x), STR_ARG(y),
                           STR_ARG(r->deadline_text), STR_ARG(z),
                           r->certainty == DRAFT_FIRM ? "firm" : "tentative");
    }
    return all;
}
