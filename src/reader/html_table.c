#include "reader/html_priv.h"

void reader__html_table_open(struct reader__html *h)
{
    struct html_table *t = &h->tables[h->table_depth++];
    uint32_t *busy = t->busy ? t->busy : ARENA_MANY(h->mem, uint32_t, h->limits->columns);

    memset(busy, 0, t->busy_count * sizeof(*busy));
    *t = (struct html_table){.outer = h->table, .outer_end = h->build.end, .busy = busy};
    t->block = ARENA_NEW(h->mem, struct doc_block);
    t->block->kind = DOC_TABLE;
    h->blocks++;
    h->table = t;
}

void reader__html_row_open(struct reader__html *h)
{
    struct html_table *t = h->table;

    reader__html_row_close(h);
    if (t->block->row_count == h->limits->rows)
        return;
    t->in_row = true;
    t->plain_row = false;
    t->next_column = 0;
    t->cells = NULL;
    t->cell_count = t->cell_room = 0;
}

static void row_add(struct reader__html *h)
{
    struct html_table *t = h->table;
    struct doc_row row = {.cells = t->cells, .count = t->cell_count};

    /* Rows of <th> at the top repeat on each page just as a <thead> does. */
    row.header = t->head ||
                 (t->cell_count && !t->plain_row &&
                  (t->block->row_count == 0 || t->block->rows[t->block->row_count - 1].header));
    row.pos = t->block->pos;
    for (size_t c = 0; c < t->cell_count && !row.pos.line; c++)
        if (t->cells[c].first)
            row.pos = t->cells[c].first->pos;
    ARENA_PUSH(h->mem, t->block->rows, t->block->row_count, t->row_room, row);
}

void reader__html_row_close(struct reader__html *h)
{
    struct html_table *t = h->table;

    reader__html_cell_close(h);
    if (!t->in_row)
        return;
    t->in_row = false;
    row_add(h);
    h->blocks++;
    for (uint32_t c = 0; c < t->busy_count; c++)
        t->busy[c] -= t->busy[c] > 0;
}

void reader__html_cell_open(struct reader__html *h, struct reader__html_span span, bool header)
{
    struct html_table *t = h->table;
    struct doc_cell cell = {.colspan = span.columns ? span.columns : 1,
                            .rowspan = span.rows ? span.rows : 1};

    reader__html_cell_close(h);
    if (!t->in_row)
        reader__html_row_open(h);
    while (t->next_column < h->limits->columns && t->busy[t->next_column])
        t->next_column++;
    if (!t->in_row || t->next_column == h->limits->columns)
        return; /* past a limit: the words stay in the document, before the table */
    cell.column = t->next_column;
    if (cell.colspan > h->limits->columns - cell.column)
        cell.colspan = h->limits->columns - cell.column;
    if (cell.rowspan > h->limits->rows)
        cell.rowspan = h->limits->rows;
    for (uint32_t c = 0; c < cell.colspan; c++)
        if (t->busy[cell.column + c] < cell.rowspan)
            t->busy[cell.column + c] = cell.rowspan;
    t->next_column += cell.colspan;
    if (t->busy_count < t->next_column)
        t->busy_count = t->next_column;
    t->plain_row |= !header;
    ARENA_PUSH(h->mem, t->cells, t->cell_count, t->cell_room, cell);
    h->blocks++;
    t->in_cell = true;
    t->outer_end = h->build.end;
    t->cell_letters = t->cell_blocks = 0;
    t->cell_table = false;
    h->build.end = &t->cells[t->cell_count - 1].first;
}

void reader__html_cell_close(struct reader__html *h)
{
    struct html_table *t = h->table;

    if (!t->in_cell)
        return;
    t->in_cell = false;
    h->build.end = t->outer_end;
    t->letters += t->cell_letters;
    t->filled += t->cell_blocks > 0;
    if (t->cell_letters < t->widest_letters)
        return;
    t->widest_letters = t->cell_letters;
    t->widest_blocks = t->cell_blocks;
    t->widest_table = t->cell_table;
}

void reader__html_cell_paragraph(struct reader__html *h, size_t letters)
{
    if (!h->table || !h->table->in_cell)
        return;
    h->table->cell_letters += letters;
    h->table->cell_blocks++;
}

static bool has_words(const struct doc_block *table, struct str words)
{
    for (size_t r = 0; r < table->row_count; r++)
        for (size_t c = 0; c < table->rows[r].count; c++)
            DOC_EACH_BLOCK (b, table->rows[r].cells[c].first)
                if (b->kind == DOC_PARAGRAPH && str_has(b->text, words))
                    return true;
    return false;
}

/* A table that only puts things side by side. A plan hidden in one would be lost: its paragraphs
 * are given back to the document. */
static bool is_layout(const struct html_table *t)
{
    size_t rows = t->block->row_count;
    size_t columns = 0;

    for (size_t r = 0; r < rows; r++)
        columns = t->block->rows[r].count > columns ? t->block->rows[r].count : columns;
    if (t->filled <= 1 || columns == 1)
        return true;
    if (t->widest_letters * 5 > t->letters * 3 && (t->widest_table || t->widest_blocks >= 20))
        return true;
    if (columns > 3 || t->block->rows[0].header)
        return false;
    return rows == 1 || (rows <= 4 && (has_words(t->block, STR("Hạnh phúc")) ||
                                       has_words(t->block, STR("Nơi nhận"))));
}

static void unwrap(struct doc_builder *b, const struct doc_block *table)
{
    for (size_t r = 0; r < table->row_count; r++)
        for (size_t c = 0; c < table->rows[r].count; c++) {
            *b->end = table->rows[r].cells[c].first;
            while (*b->end)
                b->end = &(*b->end)->next;
        }
}

static void clip_rows(struct doc_block *table)
{
    for (size_t r = 0; r < table->row_count; r++)
        for (size_t c = 0; c < table->rows[r].count; c++) {
            struct doc_cell *cell = &table->rows[r].cells[c];

            if (cell->rowspan > table->row_count - r)
                cell->rowspan = (uint32_t)(table->row_count - r);
        }
}

void reader__html_table_close(struct reader__html *h)
{
    struct html_table *t = h->table;

    reader__html_row_close(h);
    h->table = t->outer;
    h->table_depth--;
    if (t->filled == 0)
        return;
    if (h->table && h->table->in_cell) {
        h->table->cell_letters += t->letters;
        h->table->cell_blocks += t->filled;
    }
    if (is_layout(t)) {
        unwrap(&h->build, t->block);
        return;
    }
    if (h->table && h->table->in_cell)
        h->table->cell_table = true;
    clip_rows(t->block);
    for (size_t r = 0; r < t->block->row_count && !t->block->pos.line; r++)
        t->block->pos = t->block->rows[r].pos;
    *h->build.end = t->block;
    h->build.end = &t->block->next;
}
