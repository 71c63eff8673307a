/* Rows on their way into the tree: a table may be cut by the page, in the middle of a row too, and
 * say its header again. */

#include <math.h>

#include "reader/pdf_priv.h"

struct doc_block *reader__pdf_cell(struct reader__pdf *l, struct pdf_word **words, size_t n,
                                   struct pdf_column column)
{
    struct doc_block **end = l->build.end, *first = NULL;
    struct pdf_line *lines;
    size_t count;

    l->blocks++;
    if (n == 0)
        return NULL;
    lines = reader__pdf_lines(l->scratch, words, n, &count);
    /* What stands between rule and text on the left stands on the right too. */
    if (column.cell) {
        float left = INFINITY;

        for (size_t i = 0; i < count; i++)
            left = fminf(left, lines[i].x0);
        left = fminf(fmaxf(left - column.left, 0), 6);
        column.left += left;
        column.right -= left;
    }
    l->build.end = &first;
    reader__pdf_flow(l, lines, count, column);
    l->build.end = end;
    return first;
}

static struct str cell_text(const struct doc_cell *cell)
{
    return cell->first ? cell->first->text : STR_NONE;
}

static struct str last_text(const struct doc_cell *cell)
{
    const struct doc_block *b = cell->first;

    while (b->next)
        b = b->next;
    return b->text;
}

static bool rows_alike(const struct doc_row *a, const struct doc_row *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++) {
        const struct doc_block *x = a->cells[i].first, *y = b->cells[i].first;

        if (a->cells[i].column != b->cells[i].column)
            return false;
        for (; x && y; x = x->next, y = y->next)
            if (!str_is(x->text, y->text))
                return false;
        if (x || y)
            return false;
    }
    return true;
}

static size_t row_filled(const struct doc_row *row)
{
    size_t n = 0;

    for (size_t i = 0; i < row->count; i++)
        n += row->cells[i].first != NULL;
    return n;
}

/* Most rows carry a short number or letter in front. */
static bool is_numbered(const struct doc_block *table)
{
    size_t with = 0, from = table->row_count > 50 ? table->row_count - 50 : 0;

    for (size_t r = from; r < table->row_count; r++) {
        const struct doc_row *row = &table->rows[r];

        with += row->count && row->cells[0].column == 0 && cell_text(&row->cells[0]).n > 0 &&
                cell_text(&row->cells[0]).n <= 8;
    }
    return with * 2 > table->row_count - from;
}

static const struct doc_cell *cell_at(const struct doc_row *row, uint32_t column)
{
    for (size_t i = 0; i < row->count; i++)
        if (row->cells[i].column == column)
            return &row->cells[i];
    return NULL;
}

/* The rest of a row that the page cut: no number, and its text goes on in the middle. */
static bool is_rest(const struct doc_block *table, const struct doc_row *row)
{
    const struct doc_row *last = &table->rows[table->row_count - 1];
    const struct doc_cell *name = cell_at(row, 1), *above = cell_at(last, 1);
    bool small = false;

    if (row_filled(row) == 0 || row_filled(last) < 2)
        return false;
    for (size_t i = 0; i < row->count; i++)
        small |= row->cells[i].first && reader__pdf_starts_small(cell_text(&row->cells[i]));
    if (!is_numbered(table))
        return small;
    if (row->count == 0 || row->cells[0].column != 0 || row->cells[0].first)
        return false;
    if (small || !name || !name->first || !above || !above->first)
        return true;
    return !reader__pdf_ends_sentence(last_text(above)) && !reader__pdf_has_marker(cell_text(name));
}

/* The cell of an earlier row that covers `column` of the last one. */
static struct doc_cell *covering(struct doc_block *table, uint32_t column)
{
    for (size_t back = 0; back < table->row_count && back < 200; back++) {
        struct doc_row *row = &table->rows[table->row_count - 1 - back];

        for (size_t i = 0; i < row->count; i++)
            if (row->cells[i].column <= column &&
                column < row->cells[i].column + row->cells[i].colspan)
                return &row->cells[i];
    }
    return NULL;
}

static void cell_append(struct arena *mem, struct doc_cell *cell, struct doc_block *more)
{
    struct doc_block **end = &cell->first, *last = NULL;

    for (; *end; end = &(*end)->next)
        last = *end;
    if (last && more && !reader__pdf_has_marker(more->text) &&
        (reader__pdf_starts_small(more->text) || !reader__pdf_ends_sentence(last->text))) {
        last->text = arena_printf(mem, "%.*s %.*s", STR_ARG(last->text), STR_ARG(more->text));
        more = more->next;
    }
    *end = more;
}

static void row_join(struct arena *mem, struct doc_block *table, const struct doc_row *more)
{
    for (size_t i = 0; i < more->count; i++) {
        struct doc_cell *cell = covering(table, more->cells[i].column);

        if (cell && more->cells[i].first)
            cell_append(mem, cell, more->cells[i].first);
    }
}

bool reader__pdf_goes_on(const struct reader__pdf_table *t, const float *xs, size_t columns,
                         bool ruled)
{
    if (!t || t->block->row_count == 0 || t->columns != columns || t->ruled != ruled)
        return false;
    /* Without rules the outer edges are only where the longest line happens to end. */
    for (size_t i = ruled ? 0 : 1; i < columns + (ruled ? 1 : 0); i++)
        if (fabsf(t->xs[i] - xs[i]) > (ruled ? 6 : 16))
            return false;
    return true;
}

static bool is_empty_row(const struct doc_row *row)
{
    for (size_t i = 0; i < row->count; i++)
        if (row->cells[i].first || row->cells[i].rowspan > 1)
            return false;
    return true;
}

static struct reader__pdf_table *table_start(struct reader__pdf *l, const float *xs, size_t columns,
                                             bool ruled)
{
    struct reader__pdf_table *t = ARENA_NEW(l->mem, struct reader__pdf_table);

    t->block = doc_tree_table(&l->build, (struct doc_pos){l->page, l->paragraphs});
    t->block->rebuilt = !ruled;
    t->columns = columns;
    t->ruled = ruled;
    t->xs = ARENA_MANY(l->mem, float, columns + 1);
    memcpy(t->xs, xs, (columns + 1) * sizeof(xs[0]));
    l->table = t;
    return t;
}

void reader__pdf_rows(struct reader__pdf *l, const float *xs, size_t columns, bool ruled,
                      const struct doc_row *rows, size_t n)
{
    struct reader__pdf_table *t = l->table;
    size_t from = 0;

    if (reader__pdf_goes_on(t, xs, columns, ruled)) {
        while (from < n && from < t->block->row_count && from < 8 &&
               rows_alike(&rows[from], &t->block->rows[from]))
            t->block->rows[from++].header = true;
        if (from < n && is_rest(t->block, &rows[from]))
            row_join(l->mem, t->block, &rows[from++]);
    } else {
        t = table_start(l, xs, columns, ruled);
    }
    for (; from < n; from++)
        if (!is_empty_row(&rows[from]) && t->block->row_count < l->limits->rows)
            ARENA_PUSH(l->mem, t->block->rows, t->block->row_count, t->row_room, rows[from]);
}
