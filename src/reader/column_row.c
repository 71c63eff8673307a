#include "reader/column_priv.h"

/* Rows of a table in columns. Where the first column numbers the rows, each number is a row;
 * printers put it beside the first line of the row or beside the middle one. */

struct laid {
    size_t line;
    bool section, number;
    struct str *cell; /* of each column */
};

struct laying {
    struct reader__text *t;
    struct reader__columns *c;
    struct laid *head;
    struct laid *laid; /* lines behind the head, repeated heads left out */
    size_t count;
};

static char first_case(const struct laid *l, size_t column)
{
    return l->cell[column].n == 0 ? 0 : reader__line_begins_lower(l->cell[column]) ? 'a' : 'A';
}

static struct laid *laid_many(struct arena *mem, size_t lines, size_t columns)
{
    struct laid *laid = ARENA_MANY(mem, struct laid, lines);
    struct str *cell = ARENA_MANY(mem, struct str, lines * columns);

    for (size_t i = 0; i < lines; i++)
        laid[i].cell = cell + i * columns;
    return laid;
}

/* A number and a text over several columns: the text is one cell. */
static void lay_section(struct laid *l, const struct reader__line *line, size_t columns)
{
    struct reader__piece piece[2];
    size_t n = reader__column_pieces(line->raw, piece, 2);
    const char *space = memchr(piece[0].text.p, ' ', piece[0].text.n);

    memset(l->cell, 0, columns * sizeof(*l->cell));
    l->section = true;
    l->cell[0] = piece[0].text;
    if (n == 2) {
        l->cell[1] = piece[1].text;
    } else if (space) {
        l->cell[1] = str_trim(str_rest(piece[0].text, (size_t)(space - piece[0].text.p)));
        l->cell[0].n = (size_t)(space - piece[0].text.p);
    }
}

/* A piece of the head that is centred over the edge of two columns is a word of both ("Cơ quan thực
 * hiện" over "Chủ trì" and "Phối hợp"); others are cut there ("TT Nhiệm vụ"). */
static void lay_head(const struct laying *a, size_t at, struct laid *l)
{
    const struct reader__grid *g = &a->c->grid;
    struct reader__piece piece[READER__COLUMNS];
    size_t n = reader__column_pieces(a->t->lines[at].raw, piece, READER__COLUMNS);

    l->line = at;
    reader__column_cut(a->t->lines[at].raw, g, l->cell);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 2; k < g->count; k++) {
            uint32_t left = g->edge[k] - piece[i].from, right = piece[i].to - g->edge[k];

            if (piece[i].from + 3 <= g->edge[k] && piece[i].to >= g->edge[k] + 3 &&
                left <= right + 4 && right <= left + 4)
                l->cell[k - 1] = l->cell[k] = piece[i].text;
        }
}

static void lay_line(struct laying *a, size_t at)
{
    const struct reader__line *line = &a->t->lines[at];
    struct laid *l = &a->laid[a->count];

    if (reader__column_is_head(a->t, a->c, at))
        return;
    l->line = at;
    if (reader__column_is_section(line, &a->c->grid))
        lay_section(l, line, a->c->count);
    else
        reader__column_cut(line->raw, &a->c->grid, l->cell);
    l->number = reader__line_is_number(l->cell[0]);
    a->count++;
}

/* Page by page, for each has its own edges. */
static void lay_lines(struct laying *a)
{
    struct reader__columns *c = a->c;
    const struct reader__line *lines = a->t->lines;

    a->head = laid_many(a->t->mem, c->head - c->from, c->count);
    a->laid = laid_many(a->t->mem, c->to - c->head, c->count);
    for (size_t page = c->from, end; page < c->to; page = end) {
        for (end = page + 1; end < c->to && lines[end].page == lines[page].page;)
            end++;
        if (!reader__column_grid(a->t, c, page, end, &c->grid) || c->grid.count != c->count) {
            c->to = page;
            return;
        }
        for (size_t i = page; i < end; i++)
            if (i < c->head)
                lay_head(a, i, &a->head[i - c->from]);
            else
                lay_line(a, i);
    }
}

/* A number and a title, the rest of the line empty: it stands alone, like a section. */
static bool is_alone(const struct laying *a, const struct laid *l)
{
    for (size_t k = 2; k < a->c->count; k++)
        if (l->cell[k].n)
            return false;
    return l->section || first_case(l, 1) == 'A';
}

/* Do numbers stand beside the middle line of their rows? Then the text beside most of them goes on
 * from the line above. */
static bool is_centred(const struct laying *a)
{
    size_t top = 0, middle = 0;

    for (size_t i = 0; i < a->count; i++)
        if (a->laid[i].number && !is_alone(a, &a->laid[i])) {
            char c = first_case(&a->laid[i], 1);

            top += c == 'A';
            middle += c != 'A';
        }
    return middle > top;
}

/* How much line `i` looks like the first of a row. */
static int opening(const struct laying *a, size_t i)
{
    const struct laid *l = &a->laid[i];
    int score = (a->t->lines[l->line].before ? 8 : 0) - (l->cell[1].n ? 0 : 4);

    for (size_t k = 1; k < a->c->count; k++) {
        char c = first_case(l, k);

        score += c == 'A' && l[-1].cell[k].n == 0 ? 2 : c == 'A' ? 1 : c == 'a' ? -3 : 0;
    }
    return score;
}

/* The line where the row of the number at `next` begins, behind the number at `i`. */
static size_t boundary(const struct laying *a, size_t i, size_t next)
{
    size_t best = next, middle = i + (next - i + 1) / 2;
    int score = INT32_MIN;

    for (size_t k = i + 1; k <= next; k++) {
        int s = opening(a, k) * 8 - (int)(k > middle ? k - middle : middle - k);

        if (s > score) {
            score = s;
            best = k;
        }
    }
    return best;
}

/* Marks the lines that open rows. */
static void find_rows(const struct laying *a, bool *opens)
{
    bool centred = is_centred(a), numbered = false;
    size_t last = SIZE_MAX;

    for (size_t i = 0; i < a->count; i++)
        numbered = numbered || a->laid[i].number;
    for (size_t i = 0; i < a->count; i++) {
        const struct laid *l = &a->laid[i];

        if (!numbered) {
            opens[i] = i == 0 || opening(a, i) >= (int)a->c->count - 1;
            continue;
        }
        if (!l->number)
            continue;
        if (!centred || is_alone(a, l))
            opens[i] = true;
        else if (last == SIZE_MAX)
            opens[0] = true;
        else
            opens[is_alone(a, &a->laid[last]) ? last + 1 : boundary(a, last, i)] = true;
        last = i;
    }
    if (a->count)
        opens[0] = true;
}

static void fill_row(struct laying *a, struct doc_row *row, const struct laid *laid, size_t count)
{
    struct reader__text *t = a->t;
    struct reader__line *line = ARENA_MANY(t->mem, struct reader__line, count);
    const struct reader__line *first = &t->lines[laid->line];
    size_t columns = laid->section ? 2 : a->c->count;

    row->pos = (struct doc_pos){first->page, first->number};
    row->cells = ARENA_MANY(t->mem, struct doc_cell, columns);
    for (size_t k = 0; k < columns && reader__text_room(t, 0); k++) {
        size_t n = 0;

        row->cells[k] = (struct doc_cell){.column = (uint32_t)k, .colspan = 1, .rowspan = 1};
        for (size_t i = 0; i < count; i++) {
            const struct reader__line *from = &t->lines[laid[i].line];

            if (laid[i].cell[k].n == 0)
                continue;
            line[n++] = reader__line_part(t->mem, from, laid[i].cell[k]);
        }
        reader__flow_cell(t, &row->cells[k], line, n, (struct reader__wrap){0, 0});
    }
    if (laid->section)
        row->cells[1].colspan = (uint32_t)a->c->count - 1;
    row->count = columns;
}

/* Where numbers stand beside the middle line, the first row begins above its number; what belongs
 * to the head stands around "TT" alike. Returns the line behind the head. */
static size_t centred_head(const struct laying *a)
{
    const struct reader__columns *c = a->c;

    for (size_t i = c->from; i < c->head; i++) {
        const struct laid *l = &a->head[i - c->from];
        size_t end = i + 1 + (i - c->from);

        if (str_is(l->cell[0], STR("TT")) || str_is(l->cell[0], STR("STT")))
            return end < c->head ? end : c->head;
    }
    return c->head;
}

void reader__column_build(struct reader__text *t, struct reader__columns *c)
{
    struct laying a = {.t = t, .c = c};
    size_t heads, rows = 1;
    struct doc_block *table;
    bool *opens;

    lay_lines(&a);
    if (is_centred(&a) && centred_head(&a) < c->head) {
        c->head = centred_head(&a);
        a.count = 0;
        lay_lines(&a);
    }
    heads = c->head - c->from;
    opens = ARENA_MANY(t->mem, bool, a.count + 1);
    find_rows(&a, opens);
    for (size_t i = 0; i < a.count; i++)
        rows += opens[i];
    if (rows > t->limits->rows) {
        t->full = N_("Bảng trong văn bản có quá nhiều hàng nên không đọc.");
        return;
    }
    table = doc_tree_table(&t->out,
                           (struct doc_pos){t->lines[c->from].page, t->lines[c->from].number});
    table->rebuilt = true;
    table->rows = ARENA_MANY(t->mem, struct doc_row, rows);
    fill_row(&a, &table->rows[table->row_count++], a.head, heads);
    for (size_t i = 0, end; i < a.count; i = end) {
        for (end = i + 1; end < a.count && !opens[end];)
            end++;
        fill_row(&a, &table->rows[table->row_count++], &a.laid[i], end - i);
    }
}
