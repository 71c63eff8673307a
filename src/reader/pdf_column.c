/* Text in columns without rules: a letterhead, signatures, a table whose borders are not drawn.
 * Columns are told by the white strips that nearly all lines leave free. */

#include <math.h>
#include <stdlib.h>

#include "reader/pdf_priv.h"

enum { WIDTH_MAX = 4000 };

static float gap_before(const struct pdf_line *line, size_t i)
{
    return line->words[i]->x0 - line->words[i - 1]->x1;
}

static bool is_gap(const struct pdf_line *line, size_t i)
{
    return gap_before(line, i) > fmaxf(line->size * 0.7f, 6);
}

size_t reader__pdf_gaps(const struct pdf_line *line)
{
    size_t n = 0;

    for (size_t i = 1; i < line->count; i++)
        n += is_gap(line, i);
    return n;
}

static bool is_wide(const struct reader__pdf *l, const struct pdf_line *line)
{
    return !reader__pdf_gaps(line) && line->x1 - line->x0 > (l->right - l->left) * 0.6f;
}

/* The lines that could belong together: until two wide lines without gap follow each other, or the
 * text stops for long. */
static size_t reach(const struct reader__pdf *l, const struct pdf_line *lines, size_t n)
{
    size_t last = 0, wide = 0;

    for (size_t i = 1; i < n; i++) {
        wide = is_wide(l, &lines[i]) ? wide + 1 : 0;
        if (wide == 2 || lines[i].y0 - lines[i - 1].y1 > 4 * lines[i].size)
            break;
        if (reader__pdf_gaps(&lines[i]))
            last = i;
    }
    return last + 1;
}

/* How many lines cover each point across; runs of words over more than 60 % of the width are titles
 * and section rows, and say nothing about columns. */
static void profile(const struct pdf_region *r, uint16_t *covered, size_t width)
{
    for (size_t i = 0; i < r->n; i++) {
        const struct pdf_line *line = &r->lines[i];
        size_t from = 0;

        for (size_t w = 1; w <= line->count; w++) {
            float a = line->words[from]->x0 - r->x0, b = line->words[w - 1]->x1 - r->x0;

            if (w < line->count && gap_before(line, w) < line->size * 0.45f)
                continue;
            from = w;
            if (b - a > (r->x1 - r->x0) * 0.6f && r->n > 3)
                continue;
            for (size_t x = a > 0 ? (size_t)a : 0; x < (size_t)fmaxf(b, 0) && x < width; x++)
                covered[x]++;
        }
    }
}

/* Words on both sides of the strip in one line, with the strip free between them. */
static size_t witnesses(const struct pdf_region *r, struct pdf_strip s)
{
    size_t n = 0;

    for (size_t i = 0; i < r->n; i++) {
        const struct pdf_line *line = &r->lines[i];

        for (size_t w = 1; w < line->count; w++)
            if (line->words[w - 1]->x1 <= s.from + 2 && line->words[w]->x0 >= s.to - 2 &&
                is_gap(line, w))
                n++;
    }
    return n;
}

static void strips_find(struct pdf_region *r)
{
    size_t width = (size_t)fminf(r->x1 - r->x0, WIDTH_MAX), from = 0;
    uint16_t *covered = ARENA_MANY(r->l->scratch, uint16_t, width + 1);
    size_t most = r->n / 10; /* lines that may run on over a strip */
    bool text = false;

    profile(r, covered, width);
    for (size_t x = 0; x < width; x++) {
        bool open = covered[x] <= most;
        struct pdf_strip s = {r->x0 + (float)from, r->x0 + (float)x};

        if (open)
            continue;
        if (text && x - from >= 4 && r->count < STRIPS_MAX &&
            witnesses(r, s) >= (r->n > 4 ? 2u : 1u))
            r->strips[r->count++] = s;
        text = true;
        from = x + 1;
    }
}

static float strip_middle(const struct pdf_region *r, size_t i)
{
    return (r->strips[i].from + r->strips[i].to) / 2;
}

static size_t column_of(const struct pdf_region *r, const struct pdf_word *w)
{
    size_t c = 0;

    while (c < r->count && (w->x0 + w->x1) / 2 > strip_middle(r, c))
        c++;
    return c;
}

/* Words run on over the strip, as those of a merged cell do. */
static bool crosses(const struct pdf_region *r, const struct pdf_line *line, size_t strip)
{
    float m = strip_middle(r, strip);

    for (size_t i = 0; i < line->count; i++) {
        if (line->words[i]->x0 < m - 1 && line->words[i]->x1 > m + 1)
            return true;
        if (i && line->words[i - 1]->x1 <= m + 1 && line->words[i]->x0 >= m - 1)
            return gap_before(line, i) < line->size * 0.45f;
    }
    return false;
}

/* Lines behind the last gap that still belong to one of its columns. */
static size_t tail(const struct pdf_region *r, size_t n)
{
    size_t i = r->n;
    float step = r->n > 1 ? r->lines[r->n - 1].y1 - r->lines[r->n - 2].y1 : r->lines[0].size * 1.2f;

    for (; i < n; i++) {
        const struct pdf_line *line = &r->lines[i];
        float off = fabsf((line->x0 + line->x1) - 2 * r->l->middle) / 2;

        if (line->y1 - r->lines[i - 1].y1 > fmaxf(step, line->size * 1.2f) * 1.4f || off < 8)
            break;
        for (size_t s = 0; s < r->count; s++)
            if (crosses(r, line, s) || (line->x0 < r->strips[s].from && line->x1 > r->strips[s].to))
                return i;
    }
    return i;
}

/* Edges of a column that holds `lines`: where all are centred on one axis it reaches as far to one
 * side as to the other. */
static struct pdf_column edges_of(const struct pdf_line *lines, size_t n, float left, float right,
                                  bool from_left)
{
    float low = INFINITY, high = -INFINITY, middle;

    for (size_t i = 0; i < n; i++) {
        low = fminf(low, (lines[i].x0 + lines[i].x1) / 2);
        high = fmaxf(high, (lines[i].x0 + lines[i].x1) / 2);
    }
    middle = (low + high) / 2;
    if (n > 1 && high - low < 8) {
        if (from_left)
            right = 2 * middle - left;
        else
            left = 2 * middle - right;
    }
    return (struct pdf_column){left, right, n > 1 ? middle : (left + right) / 2, false, true};
}

static void side_by_side(struct pdf_region *r)
{
    struct reader__pdf *l = r->l;

    for (size_t c = 0; c <= r->count; c++) {
        struct pdf_word **words = NULL;
        size_t n = 0, room = 0, count;
        struct pdf_line *lines;

        for (size_t i = 0; i < r->n; i++)
            for (size_t w = 0; w < r->lines[i].count; w++)
                if (column_of(r, r->lines[i].words[w]) == c)
                    ARENA_PUSH(l->scratch, words, n, room, r->lines[i].words[w]);
        lines = reader__pdf_lines(l->scratch, words, n, &count);
        reader__pdf_flow(l, lines, count,
                         edges_of(lines, count, c ? r->strips[c - 1].to - 5 : l->left,
                                  c < r->count ? r->strips[c].to - 5 : l->right, c == 0));
    }
    l->open = NULL;
    l->table = NULL;
}

/* Number or letter of a row: short, and nothing else in the column. */
static bool is_anchor(struct str s)
{
    size_t odd = 0;

    for (size_t i = 0; i < s.n; i++)
        odd += !(s.p[i] >= '0' && s.p[i] <= '9') && !memchr("IVXLabcdđ.()", s.p[i], 13);
    return s.n > 0 && s.n <= 7 && odd == 0;
}

static struct str column_text(const struct pdf_region *r, const struct pdf_line *line, size_t c)
{
    size_t from = 0, to;

    while (from < line->count && column_of(r, line->words[from]) < c)
        from++;
    to = from;
    while (to < line->count && column_of(r, line->words[to]) == c)
        to++;
    return reader__pdf_text(r->l->scratch, line->words + from, to - from);
}

/* Its number opens a row; without numbers, a line in the first column that stands apart does. */
static bool is_row_start(const struct pdf_region *r, size_t i)
{
    struct str first = column_text(r, &r->lines[i], 0);

    if (r->numbered)
        return is_anchor(first);
    return first.n && (i == 0 || r->lines[i].y1 - r->lines[i - 1].y1 > r->step * 1.2f);
}

static size_t anchors(const struct pdf_region *r)
{
    size_t n = 0;

    for (size_t i = 0; i < r->n; i++)
        n += is_anchor(column_text(r, &r->lines[i], 0));
    return n;
}

/* "(1) (2) (3) …" or "1 2 3 …", one to a column, below the header. */
static bool is_number_row(const struct pdf_region *r, const struct pdf_line *line)
{
    for (size_t i = 0; i < line->count; i++)
        if (!is_anchor(line->words[i]->text))
            return false;
    return line->count == r->count + 1 && line->count > 2;
}

/* The cell of columns [from, to) over lines [first, last). */
static struct doc_cell cell_of(struct pdf_region *r, size_t first, size_t last, size_t from,
                               size_t to)
{
    struct doc_cell cell = {
        .column = (uint32_t)from, .colspan = (uint32_t)(to - from), .rowspan = 1};
    struct pdf_word **words = NULL;
    size_t n = 0, room = 0;
    struct pdf_column column = {.left = from ? r->strips[from - 1].to : r->x0,
                                .right = to <= r->count ? r->strips[to - 1].to - 11 : r->x1,
                                .cell = true};

    for (size_t i = first; i < last; i++)
        for (size_t w = 0; w < r->lines[i].count; w++) {
            struct pdf_word *word = r->lines[i].words[w];
            size_t c = column_of(r, word);

            if (c < from || c >= to)
                continue;
            column.right = fmaxf(column.right, word->x1);
            ARENA_PUSH(r->l->scratch, words, n, room, word);
        }
    column.middle = (column.left + column.right) / 2;
    cell.first = reader__pdf_cell(r->l, words, n, column);
    return cell;
}

/* A row; words that run on over strips in its first line make one cell of those columns. */
static struct doc_row row_of(struct pdf_region *r, size_t first, size_t last)
{
    struct doc_row row = {.pos = {r->l->page, r->l->paragraphs + 1}};
    size_t room = 0;

    for (size_t c = 0, next; c <= r->count; c = next) {
        struct doc_cell cell;

        next = c + 1;
        while (next <= r->count && crosses(r, &r->lines[first], next - 1))
            next++;
        cell = cell_of(r, first, last, c, next);
        ARENA_PUSH(r->l->mem, row.cells, row.count, room, cell);
    }
    return row;
}

/* The header above the first row. Where a line runs on over several columns, those below it are a
 * second row, and the other columns reach through both. */
static size_t header_rows(struct pdf_region *r, size_t lines, struct doc_row *rows)
{
    struct doc_row *top = &rows[0], *low = &rows[1];
    size_t top_room = 0, low_room = 0, split = lines;

    *top = *low = (struct doc_row){.pos = {r->l->page, r->l->paragraphs + 1}};
    for (size_t i = 0; i < lines && split == lines; i++)
        for (size_t s = 0; s < r->count; s++)
            if (crosses(r, &r->lines[i], s))
                split = i + 1;
    if (split >= lines) {
        *top = row_of(r, 0, lines);
        return 1;
    }
    for (size_t c = 0, next; c <= r->count; c = next) {
        struct doc_cell cell;

        next = c + 1;
        while (next <= r->count && crosses(r, &r->lines[split - 1], next - 1))
            next++;
        cell = cell_of(r, 0, next > c + 1 ? split : lines, c, next);
        cell.rowspan = next > c + 1 ? 1 : 2;
        ARENA_PUSH(r->l->mem, top->cells, top->count, top_room, cell);
        for (size_t k = c; next > c + 1 && k < next; k++) {
            cell = cell_of(r, split, lines, k, k + 1);
            ARENA_PUSH(r->l->mem, low->cells, low->count, low_room, cell);
        }
    }
    return 2;
}

/* Lines at the top that repeat the header of the page before. */
static size_t head_repeated(const struct pdf_region *r)
{
    const struct reader__pdf_table *t = r->l->table;
    size_t i = 0;

    while (
        i < r->n && i < t->head_count &&
        str_is(reader__pdf_text(r->l->scratch, r->lines[i].words, r->lines[i].count), t->head[i]))
        i++;
    return i;
}

static void head_keep(const struct pdf_region *r, size_t lines)
{
    struct reader__pdf_table *t = r->l->table;

    for (size_t i = 0; i < lines && i < COUNT(t->head); i++)
        t->head[t->head_count++] = arena_copy(
            r->l->mem, reader__pdf_text(r->l->scratch, r->lines[i].words, r->lines[i].count));
}

static float *edges_across(const struct pdf_region *r)
{
    float *xs = ARENA_MANY(r->l->scratch, float, r->count + 2);

    xs[0] = r->x0;
    for (size_t s = 0; s < r->count; s++)
        xs[s + 1] = r->strips[s].to;
    xs[r->count + 1] = r->x1;
    return xs;
}

static void as_table(struct pdf_region *r)
{
    float *xs = edges_across(r);
    struct doc_row *rows = ARENA_MANY(r->l->scratch, struct doc_row, r->n + 2);
    size_t n = 0, i = 0, head = 0;
    bool more;

    more = reader__pdf_goes_on(r->l->table, xs, r->count + 1, false);
    if (more) {
        i = head_repeated(r);
    } else {
        while (head < r->n && !is_row_start(r, head))
            head++;
        if (head && head < r->n)
            n = header_rows(r, head, rows);
        i = head < r->n ? head : 0;
    }
    while (i < r->n) {
        size_t to = i + 1;

        while (to < r->n && !is_row_start(r, to))
            to++;
        rows[n++] = row_of(r, i, to);
        i = to;
    }
    reader__pdf_rows(r->l, xs, r->count + 1, false, rows, n);
    if (!more && head < r->n)
        head_keep(r, head + is_number_row(r, &r->lines[head]));
}

bool reader__pdf_columns(struct reader__pdf *l, struct pdf_line *lines, size_t n,
                         struct pdf_region *r)
{
    size_t numbered;

    *r = (struct pdf_region){.l = l, .lines = lines, .x0 = INFINITY, .x1 = -INFINITY};
    r->n = reach(l, lines, n);
    for (size_t i = 0; i < r->n; i++) {
        r->x0 = fminf(r->x0, lines[i].x0);
        r->x1 = fmaxf(r->x1, lines[i].x1);
    }
    strips_find(r);
    if (r->count == 0)
        return false;
    r->n = tail(r, n);
    r->step = INFINITY;
    for (size_t i = 1; i < r->n; i++)
        r->step = fminf(r->step, lines[i].y1 - lines[i - 1].y1);
    numbered = anchors(r);
    r->numbered = numbered >= 2 ||
                  (numbered && reader__pdf_goes_on(l->table, edges_across(r), r->count + 1, false));
    r->table = r->count > 1 && (r->numbered || r->n > 2);
    /* "1.    Text": a hanging number is no column */
    return r->count > 1 || numbered * 2 <= r->n;
}

void reader__pdf_columns_add(struct pdf_region *r)
{
    if (r->table)
        as_table(r);
    else
        side_by_side(r);
}
