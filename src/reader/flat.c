#include "reader/flat_priv.h"

/* Web tables flattened by a crawler: every cell's text on lines of its own, a line with a bar
 * before and behind it. One bar between two texts: the next cell. Two: the next row — or an empty
 * cell. Merged cells are gone without a trace. What decides: how many cells the rows have that hang
 * together by single bars, whether a row begins with the next number, and what the columns hold
 * elsewhere. */

enum {
    CELL_LINES = 60,   /* a text longer than this is no cell: the table is over */
    SHORT_CELL = 3,    /* lines of a cell that may still widen a table */
    WIDENING_ROWS = 3, /* header rows after which no row gets longer */
};

/* "PHỤ LỤC II", or "QUYẾT ĐỊNH" alone on its line with more below: what stands between tables. */
static bool is_title(struct str s, bool alone)
{
    static const char *const annex[] = {"PHỤ LỤC", "Phụ lục", "PHỤ BIỂU", "Phụ biểu"};
    static const char *const kind[] = {"QUYẾT ĐỊNH", "KẾ HOẠCH",  "CHƯƠNG TRÌNH", "NGHỊ QUYẾT",
                                       "CHỈ THỊ",    "THÔNG BÁO", "DANH MỤC"};

    for (size_t i = 0; i < COUNT(annex); i++)
        if (str_starts(s, str_from(annex[i])))
            return true;
    for (size_t i = 0; i < COUNT(kind) && !alone; i++)
        if (str_starts(s, str_from(kind[i])) && s.n < strlen(kind[i]) + 3)
            return true;
    return false;
}

static bool has_title(const struct reader__text *t, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (is_title(t->lines[i].text, to == from + 1))
            return true;
    return false;
}

/* Reads bars from line `at`; *bars gets their number. */
static size_t bars_end(const struct reader__text *t, size_t at, size_t *bars)
{
    *bars = 0;
    while (at < t->count && t->lines[at].pipes)
        *bars += t->lines[at++].pipes;
    return at;
}

static size_t cell_end(const struct reader__text *t, size_t at)
{
    size_t end = at;

    while (end < t->count && !t->lines[end].pipes && end - at <= CELL_LINES)
        end++;
    return end < t->count && t->lines[end].pipes ? end : at;
}

static bool has_inner_blank(const struct reader__text *t, size_t from, size_t to)
{
    for (size_t i = from + 1; i < to; i++)
        if (t->lines[i].before)
            return true;
    return false;
}

/* Is the text [from, to), behind `bars` bars, the next cell of a table whose row has `run` cells?
 */
static bool is_cell(const struct reader__text *t, const struct reader__flat *f, size_t from,
                    size_t to, size_t bars, size_t run)
{
    const struct reader__line *first = &t->lines[from];
    bool full = f->widest && run >= f->widest && bars == 1;

    if (to == from)
        return false;
    if (f->count && first->before && !t->pipe_blank)
        return false;
    if (has_title(t, from, to))
        return false;
    if (full && (f->runs >= WIDENING_ROWS || to - from > SHORT_CELL ||
                 (f->widest >= 3 && has_inner_blank(t, from, to))))
        return false;
    return !full || !reader__line_is_capitals(first->text);
}

/* Cells from the first bar at `at` to where the table ends; returns the line behind it. */
static size_t gather(struct reader__text *t, struct reader__flat *f, size_t at)
{
    size_t run = 0, bars, end;

    for (;;) {
        struct reader__cell cell;

        at = bars_end(t, at, &bars);
        if (bars > 1 && run) {
            f->widest = run > f->widest ? run : f->widest;
            f->runs += run >= 3 || f->widest < 3; /* section rows and half headers are short */
            run = 0;
        }
        end = cell_end(t, at);
        if (!is_cell(t, f, at, end, bars, run)) {
            f->widest = run > f->widest ? run : f->widest;
            f->last_bars = bars;
            return at;
        }
        cell = (struct reader__cell){.from = at, .to = end, .bars = bars};
        cell.is_number = end == at + 1 && reader__line_is_number(t->lines[at].text);
        ARENA_PUSH(t->mem, f->cells, f->count, f->room, cell);
        run++;
        at = end;
    }
}

/* The motto in the letterhead: a paper begins, whatever the page had around it. */
static bool is_motto(struct str s)
{
    return str_starts(s, STR("CỘNG HÒA XÃ")) || str_starts(s, STR("CỘNG HOÀ XÃ")) ||
           str_starts(s, STR("ĐẢNG CỘNG SẢN"));
}

/* Where a letterhead hangs on the tables of a web page's banner, ends the table before it. Returns
 * the line behind the table. */
static size_t cut_at_letterhead(const struct reader__text *t, struct reader__flat *f, size_t end)
{
    size_t row = 0, widest = 0;

    for (size_t i = 1; i < f->count; i++) {
        row = f->cells[i].bars > 1 ? i : row;
        if (row == 0 || !is_motto(t->lines[f->cells[i].from].text))
            continue;
        end = f->cells[row - 1].to;
        f->last_bars = 1;
        f->count = row;
        for (size_t k = 0, run = 0; k < row; k++) {
            run = f->cells[k].bars > 1 ? 1 : run + 1;
            widest = run > widest ? run : widest;
        }
        f->widest = widest;
        return end + 1;
    }
    return end;
}

/* A table of one column, or of nothing: its cells are paragraphs. */
static void as_paragraphs(struct reader__text *t, const struct reader__flat *f)
{
    for (size_t i = 0; i < f->count; i++)
        reader__flow_read(t, &t->out, f->cells[i].from, f->cells[i].to, t->wrap);
}

/* The wrap of each column, from its own cells: cells are narrow, and each column has its width. */
static struct reader__wrap *column_wraps(const struct reader__text *t, const struct reader__flat *f)
{
    struct reader__wrap *low = ARENA_MANY(t->mem, struct reader__wrap, f->widest);
    uint32_t *widest = ARENA_MANY(t->mem, uint32_t, f->widest), least = UINT32_MAX;

    for (size_t c = 0; c < f->widest; c++)
        low[c] = (struct reader__wrap){UINT32_MAX, UINT32_MAX};
    for (size_t i = 0; i < f->count; i++) {
        const struct reader__cell *cell = &f->cells[i];

        for (size_t k = cell->from; k < cell->to; k++) {
            const struct reader__line *l = &t->lines[k];
            bool first = k == cell->from || l->mark;
            uint32_t *to = first ? &low[cell->column].first : &low[cell->column].rest, extent;

            widest[cell->column] = l->width > widest[cell->column] ? l->width
                                                                   : widest[cell->column];
            if (k + 1 == cell->to || !reader__line_wraps(l, l + 1))
                continue;
            extent = reader__line_extent(l, l + 1);
            *to = extent < *to ? extent : *to;
        }
    }
    for (size_t c = 0; c < f->widest; c++)
        least = low[c].first < least ? low[c].first : least;
    for (size_t c = 0; c < f->widest; c++) {
        if (low[c].first ==
            UINT32_MAX) /* nothing wrapped there: its widest line, or other columns */
            low[c].first = least != UINT32_MAX && least > widest[c] ? least : widest[c] + 1;
        low[c].rest = low[c].rest == UINT32_MAX ? low[c].first : low[c].rest;
    }
    return low;
}

static struct doc_pos position(const struct reader__text *t, const struct reader__cell *cell)
{
    return (struct doc_pos){t->lines[cell->from].page, t->lines[cell->from].number};
}

static void put_empties(struct doc_row *row, uint32_t from, uint32_t count)
{
    for (uint32_t c = from; c < from + count; c++)
        row->cells[row->count++] = (struct doc_cell){.column = c, .colspan = 1, .rowspan = 1};
}

/* Lost cells leave nothing, empty ones (bars with no text between) a cell without blocks. */
static void fill_row(struct reader__text *t, struct doc_row *row, const struct reader__cell *cells,
                     size_t count, const struct reader__wrap *wrap)
{
    size_t room = cells[count - 1].trailing;

    for (size_t i = 0; i < count; i++)
        room += 1 + cells[i].empties;
    row->cells = ARENA_MANY(t->mem, struct doc_cell, room);
    row->pos = position(t, &cells[0]);
    for (size_t i = 0; i < count && reader__text_room(t, 0); i++) {
        const struct reader__cell *cell = &cells[i];
        struct doc_builder inside = t->out;
        struct doc_cell *c;

        put_empties(row, cell->column - cell->empties, cell->empties);
        c = &row->cells[row->count++];
        *c = (struct doc_cell){.column = cell->column, .colspan = cell->colspan, .rowspan = 1};
        inside.end = &c->first;
        reader__flow_read(t, &inside, cell->from, cell->to, wrap[cell->column]);
        if (i + 1 == count)
            put_empties(row, cell->column + cell->colspan, cell->trailing);
    }
}

static void build(struct reader__text *t, const struct reader__flat *f)
{
    const struct reader__wrap *wrap = column_wraps(t, f);
    struct doc_block *table = doc_tree_table(&t->out, position(t, &f->cells[0]));

    for (size_t i = 0; i < f->count; i++)
        table->row_count += f->cells[i].opens_row;
    if (table->row_count > t->limits->rows) {
        table->row_count = 0;
        t->full = N_("Bảng trong văn bản có quá nhiều hàng nên không đọc.");
        return;
    }
    table->rows = ARENA_MANY(t->mem, struct doc_row, table->row_count);
    table->rebuilt = true;
    for (size_t i = 0, end, r = 0; i < f->count; i = end, r++) {
        for (end = i + 1; end < f->count && !f->cells[end].opens_row;)
            end++;
        fill_row(t, &table->rows[r], &f->cells[i], end - i, wrap);
    }
}

size_t reader__flat_read(struct reader__text *t, size_t from)
{
    struct reader__flat f = {0};
    size_t end = cut_at_letterhead(t, &f, gather(t, &f, from));

    if (f.count == 0)
        return end;
    if (f.widest < 2) {
        as_paragraphs(t, &f);
        return end;
    }
    if (f.widest > t->limits->columns) {
        t->full = N_("Bảng trong văn bản có quá nhiều cột nên không đọc.");
        return end;
    }
    reader__flat_rows(t, &f);
    build(t, &f);
    return end;
}
