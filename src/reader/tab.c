#include "reader/text_priv.h"

/* Tables as spreadsheets and word processors give them to the clipboard: a tab between two cells, a
 * line a row; a cell of several lines stands in quotes. */

enum { TABS_AT_LEAST = 2, ROW_LINES = 60 };

static size_t count_of(struct str s, char c)
{
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++)
        n += s.p[i] == c;
    return n;
}

/* The line behind the row that begins at `from`: quotes may hold line ends. */
static size_t row_end(const struct reader__text *t, size_t from)
{
    size_t quotes = 0, i = from;

    while (i < t->count && i < from + ROW_LINES) {
        quotes += count_of(t->lines[i++].raw, '"');
        if (quotes % 2 == 0)
            return i;
    }
    return from + 1; /* a lone quote is a letter like others */
}

static size_t tabs_of(const struct reader__text *t, size_t from, size_t to)
{
    size_t n = 0;

    for (size_t i = from; i < to; i++)
        n += count_of(t->lines[i].raw, '\t');
    return n;
}

bool reader__tab_starts(const struct reader__text *t, size_t at)
{
    size_t tabs = count_of(t->lines[at].raw, '\t'), end;

    if (tabs < TABS_AT_LEAST || tabs >= t->limits->columns)
        return false;
    end = row_end(t, at);
    return end < t->count && tabs_of(t, at, end) == tabs_of(t, end, row_end(t, end));
}

/* Without the quotes around a cell; of one that runs over lines a piece has one of them or none. */
static struct str unquoted(struct str s, bool whole)
{
    bool open = s.n && s.p[0] == '"', close = s.n > open && s.p[s.n - 1] == '"';

    return whole && !(open && close) ? s : str_cut(s, open, s.n - close);
}

static void add_cell(struct reader__text *t, struct doc_row *row, struct reader__line *part,
                     size_t count)
{
    struct doc_cell *cell = &row->cells[row->count];

    if (!reader__text_room(t, 0))
        return;
    *cell = (struct doc_cell){.column = (uint32_t)row->count++, .colspan = 1, .rowspan = 1};
    reader__flow_cell(t, cell, part, count, (struct reader__wrap){UINT32_MAX, UINT32_MAX});
}

/* The cells of the row of lines [from, to): a tab ends a cell, the end of a line inside does not.
 */
static void fill_row(struct reader__text *t, struct doc_row *row, size_t from, size_t to)
{
    struct reader__line *part = ARENA_MANY(t->mem, struct reader__line, to - from);
    size_t n = 0;

    for (size_t i = from; i < to; i++) {
        struct str rest = t->lines[i].raw, piece;

        for (bool first = true; str_next(&rest, '\t', &piece) && !t->full; first = false) {
            if (!first) {
                add_cell(t, row, part, n);
                n = 0;
            }
            part[n] = reader__line_part(t->mem, &t->lines[i],
                                        unquoted(str_trim(piece), to == from + 1));
            n += part[n].text.n > 0;
        }
    }
    add_cell(t, row, part, n);
}

size_t reader__tab_read(struct reader__text *t, size_t from)
{
    size_t columns = tabs_of(t, from, row_end(t, from)) + 1, room = 0, i = from, end;
    struct doc_block *table;

    table = doc_tree_table(&t->out, (struct doc_pos){t->lines[from].page, t->lines[from].number});
    for (; i < t->count && !t->full; i = end) {
        struct doc_row row = {.pos = {t->lines[i].page, t->lines[i].number}};

        end = row_end(t, i);
        if (tabs_of(t, i, end) + 1 != columns)
            break;
        if (table->row_count == t->limits->rows) {
            t->full = N_("Bảng trong văn bản có quá nhiều hàng nên không đọc.");
            break;
        }
        row.cells = ARENA_MANY(t->mem, struct doc_cell, columns);
        fill_row(t, &row, i, end);
        ARENA_PUSH(t->mem, table->rows, table->row_count, room, row);
    }
    return i;
}
