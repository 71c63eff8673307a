#pragma once

/* What holds of every tree that a reader hands on, whatever the bytes were. */

#include <stdlib.h>

#include "base/utf8.h"
#include "doc/tree.h"

static inline void tree_check(const struct doc_block *list, int depth)
{
    if (depth > 64)
        abort();
    DOC_EACH_BLOCK (b, list) {
        if (utf8_bad(b->text, 0) != b->text.n || b->level > 9)
            abort();
        for (size_t i = 0; i < b->text.n; i++)
            if ((unsigned char)b->text.p[i] < ' ' && b->text.p[i] != '\n')
                abort();
        for (size_t r = 0; r < b->row_count; r++)
            for (size_t c = 0, column = 0; c < b->rows[r].count; c++) {
                const struct doc_cell *cell = &b->rows[r].cells[c];

                if (cell->column < column || cell->colspan == 0 || cell->rowspan == 0 ||
                    cell->column + cell->colspan > b->column_count)
                    abort();
                column = cell->column + cell->colspan;
                tree_check(cell->first, depth + 1);
            }
    }
}
