#include "reader/text_priv.h"
#include "text/clean.h"

/* Tables drawn with bars: "| 1 | Nhiệm vụ | Sở Nội vụ |", with or without the outer bars, with or
 * without a row of dashes under the head. */

enum { JOIN_LINES = 40 }; /* a row whose cells run over lines */

/* Takes the text before the next bar that no backslash guards off `rest`. */
static bool next_cell(struct str *rest, struct str *ret)
{
    size_t n = 0;

    if (!rest->p)
        return false;
    while (n < rest->n && rest->p[n] != '|')
        n += rest->p[n] == '\\' && n + 1 < rest->n ? 2 : 1;
    *ret = str_cut(*rest, 0, n);
    *rest = n < rest->n ? str_rest(*rest, n + 1) : STR_NONE;
    return true;
}

static struct str inner(struct str raw)
{
    struct str s = str_trim(raw);

    if (s.n && s.p[0] == '|')
        s = str_rest(s, 1);
    if (s.n && s.p[s.n - 1] == '|' && (s.n < 2 || s.p[s.n - 2] != '\\'))
        s.n--;
    return s;
}

static size_t cells_of(struct str raw)
{
    struct str rest = inner(raw), cell;
    size_t n = 0;

    while (next_cell(&rest, &cell))
        n++;
    return n;
}

bool reader__pipe_is_dashes(struct str raw)
{
    size_t dashes = 0, bars = 0;

    for (size_t i = 0; i < raw.n; i++) {
        if (!strchr("|-:+= \t\r", raw.p[i]))
            return false;
        dashes += raw.p[i] == '-';
        bars += raw.p[i] == '|';
    }
    return dashes && bars;
}

static bool is_row(struct str raw)
{
    struct str s = str_trim(raw);

    return s.n > 2 && s.p[0] == '|' && cells_of(s) >= 2;
}

bool reader__pipe_starts(const struct reader__text *t, size_t at)
{
    const struct reader__line *l = &t->lines[at];

    if (at + 1 >= t->count || l[1].before || !memchr(l->raw.p, '|', l->raw.n))
        return false;
    if (reader__pipe_is_dashes(l[1].raw))
        return cells_of(l->raw) >= 2;
    if (is_row(l->raw))
        return is_row(l[1].raw);
    return cells_of(l->raw) >= 3 && cells_of(l[1].raw) == cells_of(l->raw);
}

/* A row opened by a bar but not closed by one goes on below, when the lines below do not open one.
 */
static struct str whole_row(struct reader__text *t, size_t from, size_t columns, size_t *end)
{
    struct str row = str_trim(t->lines[from].raw);

    *end = from + 1;
    if (row.p[0] != '|' || row.p[row.n - 1] == '|' || cells_of(row) >= columns)
        return row;
    for (size_t i = from + 1; i < t->count && i < from + JOIN_LINES; i++) {
        struct str more = str_trim(t->lines[i].raw);

        if (t->lines[i].before || more.p[0] == '|')
            break;
        row = arena_join(t->mem, arena_join(t->mem, row, STR(" ")), more);
        *end = i + 1;
        if (more.p[more.n - 1] == '|' || cells_of(row) >= columns)
            break;
    }
    return row;
}

/* The pieces of a cell that "<br>" divides are paragraphs. */
static void fill_cell(struct reader__text *t, struct doc_cell *cell, struct str raw,
                      struct doc_pos pos)
{
    struct doc_builder inside = t->out;
    uint16_t style = 0;
    struct str text = t->markdown ? reader__markdown_inline(t->mem, raw, &style)
                                  : text_clean(t->mem, raw, false),
               piece;

    inside.end = &cell->first;
    while (str_next(&text, '\n', &piece)) {
        struct doc_block *block;

        if (piece.n == 0 || !reader__text_room(t, piece.n))
            continue;
        block = doc_tree_paragraph(&inside, piece, pos);
        block->flags = (style & READER__BOLD ? DOC_BOLD : 0) |
                       (style & READER__ITALIC ? DOC_ITALIC : 0);
    }
}

static void fill_row(struct reader__text *t, struct doc_row *row, struct str raw,
                     struct doc_pos pos)
{
    struct str rest = inner(raw), cell;
    size_t n = cells_of(raw);

    if (n > t->limits->columns) {
        t->full = N_("Bảng trong văn bản có quá nhiều cột nên không đọc.");
        return;
    }
    row->pos = pos;
    row->cells = ARENA_MANY(t->mem, struct doc_cell, n);
    while (next_cell(&rest, &cell) && reader__text_room(t, 0)) {
        struct doc_cell *c = &row->cells[row->count];

        *c = (struct doc_cell){.column = (uint32_t)row->count++, .colspan = 1, .rowspan = 1};
        fill_cell(t, c, cell, pos);
    }
}

/* Does the row at `at` belong to the table above it? An empty line between two rows of the same
 * shape is noise, unless a new head begins behind it. */
static bool goes_on(const struct reader__text *t, size_t at, bool outer, size_t columns)
{
    struct str s = str_trim(t->lines[at].raw);

    if ((t->lines[at].pipes &&
         cells_of(s) != columns) || /* an empty row has the bars of a full one */
        (outer ? s.p[0] != '|' : !memchr(s.p, '|', s.n)))
        return false;
    return t->lines[at].before == 0 ||
           (t->lines[at].before == 1 && cells_of(s) == columns &&
            (at + 1 == t->count || !reader__pipe_is_dashes(t->lines[at + 1].raw)));
}

size_t reader__pipe_read(struct reader__text *t, size_t from)
{
    bool outer = str_trim(t->lines[from].raw).p[0] == '|';
    size_t columns = cells_of(t->lines[from].raw), room = 0, i = from;
    struct doc_block *table;

    table = doc_tree_table(&t->out, (struct doc_pos){t->lines[from].page, t->lines[from].number});
    while (i < t->count && !t->full && (i == from || goes_on(t, i, outer, columns))) {
        struct doc_pos pos = {t->lines[i].page, t->lines[i].number};
        struct str raw = whole_row(t, i, columns, &i);
        struct doc_row row = {0};

        if (reader__pipe_is_dashes(raw)) {
            if (table->row_count == 1)
                table->rows[0].header = true;
            continue;
        }
        if (table->row_count == t->limits->rows) {
            t->full = N_("Bảng trong văn bản có quá nhiều hàng nên không đọc.");
            break;
        }
        fill_row(t, &row, raw, pos);
        ARENA_PUSH(t->mem, table->rows, table->row_count, room, row);
    }
    return i;
}
