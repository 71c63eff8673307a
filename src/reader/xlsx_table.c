#include <stdlib.h>

#include "reader/xlsx_priv.h"

static int by_row(const void *a, const void *b)
{
    const struct reader_xlsx_merge *x = a, *y = b;

    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    return (x->column > y->column) - (x->column < y->column);
}

/* What lies over each column: the merged region that reached down furthest. */
static void cover(const struct reader_xlsx_merge **over, const struct reader_xlsx_merge *m)
{
    for (uint32_t c = m->column; c <= m->column_end; c++)
        if (over[c] && over[c]->row_end >= m->row)
            return; /* regions that overlap are nothing any program writes */
    for (uint32_t c = m->column; c <= m->column_end; c++)
        over[c] = m;
}

/* Spreads each region from its first cell; whatever the others hold is not seen on the sheet. */
static void merge_cells(struct reader_xlsx_book *book, struct reader_xlsx_sheet *s)
{
    const struct reader_xlsx_merge **over = ARENA_MANY(book->mem, const struct reader_xlsx_merge *,
                                                       book->limits->columns);
    size_t next = 0;

    if (s->merge_count)
        qsort(s->merges, s->merge_count, sizeof(*s->merges), by_row);
    for (size_t r = 0; r < s->count; r++) {
        struct reader_xlsx_row *row = &s->rows[r];

        for (; next < s->merge_count && s->merges[next].row <= row->number; next++)
            cover(over, &s->merges[next]);
        for (size_t i = 0; i < row->count; i++) {
            struct reader_xlsx_cell *c = &row->cells[i];
            const struct reader_xlsx_merge *m = over[c->column];

            if (!m || m->row_end < row->number)
                continue;
            if (m->row == row->number && m->column == c->column) {
                c->column_end = m->column_end;
                c->row_end = m->row_end;
            } else {
                c->text = STR_NONE;
            }
        }
    }
}

/* Leaves out hidden cells and then empty rows. */
static void compact(struct reader_xlsx_sheet *s)
{
    size_t kept = 0;

    for (size_t r = 0; r < s->count; r++) {
        struct reader_xlsx_row row = s->rows[r];
        size_t n = 0;

        for (size_t i = 0; i < row.count; i++)
            if (row.cells[i].text.n)
                row.cells[n++] = row.cells[i];
        row.count = n;
        if (n)
            s->rows[kept++] = row;
    }
    s->count = kept;
}

/* place[c]: how many columns left of c hold text from row `first` on; empty ones vanish. */
static uint32_t *dense_columns(struct reader_xlsx_book *book, const struct reader_xlsx_sheet *s,
                               size_t first)
{
    uint32_t columns = book->limits->columns;
    uint32_t *place = ARENA_MANY(book->mem, uint32_t, (size_t)columns + 1);

    for (size_t r = first; r < s->count; r++)
        for (size_t i = 0; i < s->rows[r].count; i++)
            place[s->rows[r].cells[i].column + 1] = 1;
    for (uint32_t c = 1; c <= columns; c++)
        place[c] += place[c - 1];
    return place;
}

/* The first row after r that lies below the sheet's row `number`. */
static size_t row_below(const struct reader_xlsx_sheet *s, size_t r, uint32_t number)
{
    size_t low = r + 1, high = s->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (s->rows[middle].number <= number)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static struct doc_block *paragraph_of(struct arena *mem, const struct reader_xlsx_cell *c,
                                      struct doc_pos pos)
{
    struct doc_block *block = ARENA_NEW(mem, struct doc_block);

    block->kind = DOC_PARAGRAPH;
    block->pos = pos;
    block->text = c->text;
    block->flags = c->flags;
    return block;
}

static void table_add(struct reader_xlsx_book *book, const struct reader_xlsx_sheet *s,
                      size_t first)
{
    const uint32_t *place = dense_columns(book, s, first);
    struct doc_block *table = doc_tree_table(&book->b,
                                             (struct doc_pos){s->page, s->rows[first].number});

    table->row_count = s->count - first;
    table->rows = ARENA_MANY(book->mem, struct doc_row, table->row_count);
    for (size_t r = first; r < s->count; r++) {
        const struct reader_xlsx_row *from = &s->rows[r];
        struct doc_row *to = &table->rows[r - first];

        to->pos = (struct doc_pos){s->page, from->number};
        to->count = from->count;
        to->cells = ARENA_MANY(book->mem, struct doc_cell, from->count);
        for (size_t i = 0; i < from->count; i++) {
            const struct reader_xlsx_cell *c = &from->cells[i];

            to->cells[i] = (struct doc_cell){
                .column = place[c->column],
                .colspan = place[c->column_end + 1] - place[c->column],
                .rowspan = (uint32_t)(row_below(s, r, c->row_end) - r),
                .first = paragraph_of(book->mem, c, to->pos),
            };
        }
    }
}

/* The table begins at the first row of three texts or more, or, on a sheet without one, of two.
 * What stands above it (letterhead, title, unit) is paragraphs. */
static size_t table_start(const struct reader_xlsx_sheet *s)
{
    for (size_t wanted = 3; wanted >= 2; wanted--)
        for (size_t r = 0; r < s->count; r++)
            if (s->rows[r].count >= wanted)
                return r;
    return s->count;
}

void reader_xlsx_table_build(struct reader_xlsx_book *book, struct reader_xlsx_sheet *s)
{
    size_t first;

    merge_cells(book, s);
    compact(s);
    first = table_start(s);
    for (size_t r = 0; r < first; r++)
        for (size_t i = 0; i < s->rows[r].count; i++) {
            const struct reader_xlsx_cell *c = &s->rows[r].cells[i];

            doc_tree_paragraph(&book->b, c->text, (struct doc_pos){s->page, s->rows[r].number})
                ->flags = c->flags;
        }
    if (first < s->count)
        table_add(book, s, first);
}
