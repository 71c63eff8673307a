#include "draft/table_priv.h"

/* A header cell is a few words; a longer one is a row of the table. */
enum { MAX_HEADER_BYTES = 160, MAX_HEADER_ROWS = 3, MAX_EXPANDED = 24, SAMPLE = 64 };

/* Header words of a cell; empty for one that is no header by its length. */
static struct str words_of(struct draft__reading *r, const struct doc_cell *cell)
{
    if (!cell || cell->text.n == 0 || cell->text.n > MAX_HEADER_BYTES)
        return STR_NONE;
    return draft__phrase_words(r->mem, cell->text);
}

static struct str header_words(struct draft__reading *r, const struct draft__grid *g, size_t row,
                               uint32_t column)
{
    return row < g->rows ? words_of(r, g->at[row * g->columns + column]) : STR_NONE;
}

static bool is_named(enum draft__column c)
{
    return c == DRAFT__COLUMN_NAME || c == DRAFT__COLUMN_INDICATOR;
}

/* Does a header begin at this row? It has short cells only, at least two columns known by their
 * words, among them a name, or a body beside a time. */
static bool begins(struct draft__reading *r, const struct draft__grid *g, size_t row)
{
    size_t known = 0, filled = 0, strong = 0;
    bool name = false;

    for (uint32_t c = 0; c < g->columns; c++) {
        const struct doc_cell *cell = g->at[row * g->columns + c];
        enum draft__column is;

        if (!cell || cell->column != c || draft__cell_empty(cell->text))
            continue;
        if (cell->text.n > MAX_HEADER_BYTES)
            return false;
        filled++;
        is = draft__column_class(draft__phrase_words(r->mem, cell->text));
        known += is != DRAFT__COLUMN_NONE;
        name = name || is_named(is);
        strong += is == DRAFT__COLUMN_LEAD || is == DRAFT__COLUMN_COORDINATING ||
                  is == DRAFT__COLUMN_BOTH || is == DRAFT__COLUMN_DEADLINE ||
                  is == DRAFT__COLUMN_NUMBER;
    }
    return filled >= 2 && known >= 2 && known * 2 >= filled && (name || strong >= 2);
}

/* A further row of the header: each cell that begins in it refines a column, none gives a number or
 * a name of its own. */
static bool goes_on(struct draft__reading *r, const struct draft__grid *g, size_t row,
                    const struct draft__columns *ret)
{
    size_t fresh = 0;

    if (row >= g->rows)
        return false;
    for (uint32_t c = 0; c < g->columns; c++) {
        const struct doc_cell *cell = g->at[row * g->columns + c];
        enum draft__column is;
        struct str words;

        if (!cell || cell == g->at[(row - 1) * g->columns + c] || draft__cell_empty(cell->text))
            continue;
        words = words_of(r, cell);
        if (words.n == 0 || ret->is[c] == DRAFT__COLUMN_NUMBER)
            return false;
        is = draft__column_class(words);
        if (is_named(ret->is[c]) && is != DRAFT__COLUMN_VALUE)
            return false; /* but "Mục tiêu" may stand over its years */
        if (is == DRAFT__COLUMN_NONE && (words.n > 24 || draft__cell_is_bodies(r->mem, cell->text)))
            return false;
        fresh++;
    }
    return fresh > 0;
}

static void merge_words(struct draft__reading *r, const struct draft__grid *g, size_t row,
                        struct draft__columns *ret)
{
    struct str parent = STR_NONE;

    for (uint32_t c = 0; c < g->columns; c++) {
        const struct doc_cell *cell = g->at[row * g->columns + c];
        struct str words = header_words(r, g, row, c);
        enum draft__column above = ret->is[c], is;

        if (row > 0 && cell == g->at[(row - 1) * g->columns + c])
            continue;
        if (!words.n)
            continue;
        /* a merged head whose merge is lost stands over its first column only */
        if (above == DRAFT__COLUMN_NONE && ret->words[c].n == 0 && c > 0)
            parent = ret->words[c - 1];
        else
            parent = ret->words[c];
        is = draft__column_class(words);
        ret->words[c] = parent.n && !str_is(parent, words)
                            ? arena_printf(r->mem, "%.*s %.*s", STR_ARG(parent), STR_ARG(words))
                            : words;
        if (above == DRAFT__COLUMN_MONEY || above == DRAFT__COLUMN_REPORT ||
            above == DRAFT__COLUMN_BASELINE || is == DRAFT__COLUMN_NONE)
            is = above;
        else if (is == DRAFT__COLUMN_VALUE && above == DRAFT__COLUMN_RESULT)
            is = draft__column_class(ret->words[c]); /* "Kết quả thực hiện" over "2024" */
        ret->is[c] = is;
        if (is == DRAFT__COLUMN_VALUE)
            ret->period[c] = draft__column_period(r->mem, cell->text);
    }
}

static bool has_column(const struct draft__columns *c, enum draft__column is)
{
    for (uint32_t i = 0; i < c->count; i++)
        if (c->is[i] == is)
            return true;
    return false;
}

/* Content decides what the header leaves open: more than half of the cells name bodies. */
static bool mostly_bodies(struct draft__reading *r, const struct draft__grid *g, size_t row,
                          uint32_t column)
{
    size_t seen = 0, bodies = 0;

    for (size_t end = row + SAMPLE; row < g->rows && row < end; row++) {
        const struct doc_cell *cell = g->at[row * g->columns + column];

        if (!cell || cell->column != column || draft__cell_empty(cell->text))
            continue;
        seen++;
        bodies += draft__cell_is_bodies(r->mem, cell->text);
    }
    return bodies * 2 > seen;
}

/* The column with most words that the header does not name: its header cell was left empty. */
static uint32_t longest_column(const struct draft__grid *g, size_t row,
                               const struct draft__columns *c)
{
    uint32_t best = c->count;
    size_t most = 0;

    for (uint32_t i = 0; i < c->count; i++) {
        size_t bytes = 0, seen = 0;

        if (c->is[i] != DRAFT__COLUMN_NONE || c->words[i].n)
            continue;
        for (size_t k = row; k < g->rows && k < row + SAMPLE; k++) {
            const struct doc_cell *cell = g->at[k * g->columns + i];

            if (cell && cell->column == i)
                bytes += cell->text.n, seen++;
        }
        if (seen && bytes / seen > 20 && bytes > most)
            most = bytes, best = i;
    }
    return best;
}

/* The column of names among several: where the first is a group that spans rows, the second. */
static uint32_t name_column(const struct draft__grid *g, size_t row, const struct draft__columns *c,
                            enum draft__column is)
{
    uint32_t first = c->count, second = c->count;
    size_t own = 0, end = g->rows - row > SAMPLE ? row + SAMPLE : g->rows;

    for (uint32_t i = 0; i < c->count; i++) {
        if (c->is[i] != is)
            continue;
        if (first == c->count)
            first = i;
        else if (second == c->count)
            second = i;
    }
    if (second == c->count)
        return first;
    for (size_t k = row; k < end; k++) {
        const struct doc_cell *cell = g->at[k * g->columns + first];

        own += cell && cell->text.n && (k == 0 || cell != g->at[(k - 1) * g->columns + first]);
    }
    return own * 4 < (end - row) * 3 ? second : first;
}

/* Beside the column of this year or a later one, those of years gone by tell where one stands. */
static void past_is_baseline(struct draft__reading *r, struct draft__columns *c)
{
    int now, month, day, latest = 0;

    if (r->schedule.issued.n == INT32_MIN)
        return;
    day_to_ymd(r->schedule.issued, &now, &month, &day);
    for (uint32_t i = 0; i < c->count; i++)
        latest = draft__column_last_year(c->period[i]) > latest
                     ? draft__column_last_year(c->period[i])
                     : latest;
    for (uint32_t i = 0; i < c->count && latest >= now; i++)
        if (c->is[i] == DRAFT__COLUMN_VALUE && c->period[i].n &&
            draft__column_last_year(c->period[i]) < now)
            c->is[i] = DRAFT__COLUMN_BASELINE;
}

/* "Đã ban hành …", "Đang thực hiện" in the column of results: a report on what was done, no plan.
 */
static bool tells_what_was_done(struct draft__reading *r, const struct draft__grid *g, size_t row,
                                const struct draft__columns *c)
{
    size_t seen = 0, done = 0;

    for (size_t end = row + SAMPLE; row < g->rows && row < end; row++)
        for (uint32_t i = 0; i < c->count; i++) {
            const struct doc_cell *cell = g->at[row * g->columns + i];

            if ((c->is[i] != DRAFT__COLUMN_RESULT && c->is[i] != DRAFT__COLUMN_REPORT) || !cell ||
                cell->column != i || draft__cell_empty(cell->text))
                continue;
            seen++;
            done += draft__phrase_has(draft__phrase_words(r->mem, str_cut(cell->text, 0, 40)),
                                      "^da|^dang|^chua");
        }
    return done > 0 && done * 2 >= seen;
}

/* "Trình" beside "Ban hành": the last step is due, those before it only lead there. */
static void last_step_is_due(struct draft__columns *c)
{
    static const char last[] = "ban hanh|hoan thanh|ket thuc|phe duyet",
                      before[] = "trinh|du thao|lay y kien|tham dinh|bat dau";
    bool done = false;

    for (uint32_t i = 0; i < c->count; i++)
        done |= c->is[i] == DRAFT__COLUMN_DEADLINE && draft__phrase_has(c->words[i], last);
    for (uint32_t i = 0; i < c->count && done; i++)
        if (c->is[i] == DRAFT__COLUMN_DEADLINE && !draft__phrase_has(c->words[i], last) &&
            draft__phrase_has(c->words[i], before))
            c->is[i] = DRAFT__COLUMN_START;
}

/* What the columns mean together. */
static void settle(struct draft__reading *r, const struct draft__grid *g, size_t row,
                   struct draft__columns *c)
{
    bool indicator = has_column(c, DRAFT__COLUMN_INDICATOR),
         name = has_column(c, DRAFT__COLUMN_NAME);
    bool measured, led;

    for (uint32_t i = 0; i < c->count; i++)
        if (c->is[i] == DRAFT__COLUMN_BODY)
            c->is[i] = mostly_bodies(r, g, row, i)          ? DRAFT__COLUMN_LEAD
                       : str_is(c->words[i], STR("don vi")) ? DRAFT__COLUMN_UNIT
                                                            : DRAFT__COLUMN_NONE;
    past_is_baseline(r, c);
    last_step_is_due(c);
    led = has_column(c, DRAFT__COLUMN_LEAD) || has_column(c, DRAFT__COLUMN_BOTH);
    for (uint32_t i = 0; i < c->count; i++) /* a person leads where no body does */
        if (c->is[i] == DRAFT__COLUMN_PERSON) {
            c->is[i] = led ? DRAFT__COLUMN_NONE : DRAFT__COLUMN_LEAD;
            led = true;
        }
    measured = has_column(c, DRAFT__COLUMN_UNIT) || has_column(c, DRAFT__COLUMN_VALUE);
    c->targets = indicator ? !name || measured : name && measured && !led;
    if (c->targets && !(indicator && name) && !has_column(c, DRAFT__COLUMN_VALUE))
        for (uint32_t i = 0; i < c->count; i++) /* "Kết quả" beside an indicator is its value */
            if (c->is[i] == DRAFT__COLUMN_RESULT)
                c->is[i] = DRAFT__COLUMN_VALUE;
    c->name = name_column(g, row, c,
                          c->targets && indicator ? DRAFT__COLUMN_INDICATOR : DRAFT__COLUMN_NAME);
    if (c->name == c->count && (c->name = longest_column(g, row, c)) < c->count)
        c->is[c->name] = DRAFT__COLUMN_NAME;
    for (uint32_t i = 0; i < c->count; i++) {
        if (i == c->name)
            continue;
        if (c->is[i] == DRAFT__COLUMN_NAME)
            c->is[i] = i < c->name ? DRAFT__COLUMN_GROUP : DRAFT__COLUMN_NONE;
        if (c->is[i] == DRAFT__COLUMN_INDICATOR)
            c->is[i] = c->targets    ? DRAFT__COLUMN_VALUE
                       : i < c->name ? DRAFT__COLUMN_GROUP
                                     : DRAFT__COLUMN_RESULT;
    }
    c->weak = c->targets && !indicator;
    for (uint32_t i = 0; i < c->count; i++)
        if (c->period[i].n)
            c->weak = false;
    c->budget = has_column(c, DRAFT__COLUMN_MONEY) && !has_column(c, DRAFT__COLUMN_DEADLINE) &&
                !has_column(c, DRAFT__COLUMN_COORDINATING) && !has_column(c, DRAFT__COLUMN_RESULT);
    c->registered = c->name < c->count && !has_column(c, DRAFT__COLUMN_FOREIGN) &&
                    (c->targets ? has_column(c, DRAFT__COLUMN_VALUE) || led
                                : led || has_column(c, DRAFT__COLUMN_COORDINATING) ||
                                      has_column(c, DRAFT__COLUMN_DEADLINE)) &&
                    !tells_what_was_done(r, g, row, c);
}

/* "(1) | (2) | (3)", "A | B | 1 | 2 = 3:4" under the header. */
static bool counts_columns(const struct draft__grid *g, size_t row, const struct draft__columns *c)
{
    const struct doc_cell *cell = row < g->rows && c->name < c->count
                                      ? g->at[row * g->columns + c->name]
                                      : NULL;
    struct str s = cell ? str_trim(cell->text) : STR_NONE;

    return s.n > 0 && s.n <= 4 && !draft__cell_empty(s) && (unsigned char)s.p[0] < 0x80;
}

/* May a column of class `sub` stand under a head of class `over`? */
static bool stands_under(enum draft__column sub, enum draft__column over)
{
    switch (sub) {
    case DRAFT__COLUMN_LEAD:
    case DRAFT__COLUMN_COORDINATING:
        return over == DRAFT__COLUMN_LEAD || over == DRAFT__COLUMN_BODY ||
               over == DRAFT__COLUMN_NONE || over == DRAFT__COLUMN_BOTH;
    case DRAFT__COLUMN_START:
    case DRAFT__COLUMN_DEADLINE:
        return over == DRAFT__COLUMN_DEADLINE;
    case DRAFT__COLUMN_VALUE:
        return over == DRAFT__COLUMN_INDICATOR || over == DRAFT__COLUMN_VALUE ||
               over == DRAFT__COLUMN_RESULT || over == DRAFT__COLUMN_DEADLINE;
    default:
        return over == DRAFT__COLUMN_MONEY || over == DRAFT__COLUMN_REPORT;
    }
}

static size_t own_cells(const struct draft__grid *g, size_t row, const struct doc_cell **cell)
{
    size_t n = 0;

    for (uint32_t c = 0; row < g->rows && c < g->columns; c++) {
        const struct doc_cell *x = g->at[row * g->columns + c];

        if (x && x->column == c && !draft__cell_empty(x->text))
            cell[n++] = x;
    }
    return n;
}

/* What one cell says of column `c`. */
static void tell_column(struct draft__reading *r, const struct doc_cell *cell, uint32_t c,
                        struct draft__columns *ret)
{
    ret->words[c] = words_of(r, cell);
    ret->is[c] = draft__column_class(ret->words[c]);
    ret->period[c] = ret->is[c] == DRAFT__COLUMN_VALUE ? draft__column_period(r->mem, cell->text)
                                                       : STR_NONE;
}

/* A header over two rows whose merges are lost without a trace: the heads in order, each that has
 * columns under it replaced by these, fill the table exactly. */
static bool expand(struct draft__reading *r, const struct draft__grid *g, size_t row,
                   struct draft__columns *ret)
{
    const struct doc_cell *head[MAX_EXPANDED], *sub[MAX_EXPANDED];
    size_t heads, subs, next = 0;
    uint32_t n = 0;

    if (g->columns > MAX_EXPANDED || g->spans)
        return false;
    heads = own_cells(g, row, head);
    subs = own_cells(g, row + 1, sub);
    if (subs < 2 || heads >= g->columns || heads + subs <= g->columns)
        return false;
    for (size_t i = 0; i < heads; i++) {
        enum draft__column over = draft__column_class(words_of(r, head[i]));
        size_t from = next;

        while (next < subs && sub[next]->text.n <= MAX_HEADER_BYTES &&
               stands_under(draft__column_class(words_of(r, sub[next])), over))
            next++;
        next = next - from == 1 ? from : next; /* a head over one column is no head */
        for (size_t k = from; k < next || k == from; k++) {
            if (n == g->columns)
                return false;
            tell_column(r, next > from ? sub[k] : head[i], n++, ret);
        }
    }
    return next == subs && n == g->columns;
}

/* The header cell that gave the column of names its words. */
static struct str name_title(struct draft__reading *r, const struct draft__grid *g, size_t row,
                             size_t end, const struct draft__columns *c)
{
    struct str words = c->name < c->count ? c->words[c->name] : STR_NONE;

    for (; row < end; row++)
        for (uint32_t i = 0; i < g->columns; i++) {
            struct str own = header_words(r, g, row, i);

            if (own.n && str_starts(words, own))
                return draft__cell_flow(r->mem, g->at[row * g->columns + i]->text);
        }
    return STR_NONE;
}

size_t draft__header_read(struct draft__reading *r, const struct draft__grid *g, size_t row,
                          struct draft__columns *ret)
{
    size_t next = row + 1;

    if (!begins(r, g, row))
        return 0;
    ret->count = g->columns;
    ret->is = ARENA_MANY(r->mem, enum draft__column, g->columns);
    ret->period = ARENA_MANY(r->mem, struct str, g->columns);
    ret->words = ARENA_MANY(r->mem, struct str, g->columns);
    if (expand(r, g, row, ret)) {
        next++;
    } else {
        for (uint32_t c = 0; c < g->columns; c++)
            tell_column(r, g->at[row * g->columns + c], c, ret);
        while (next < row + MAX_HEADER_ROWS && goes_on(r, g, next, ret))
            merge_words(r, g, next++, ret);
    }
    settle(r, g, next, ret);
    ret->title = name_title(r, g, row, next, ret);
    return next + counts_columns(g, next, ret) - row;
}

/* Once a header is known, only its own words begin another: the row of a task may look like one. */
bool draft__header_may_begin(struct draft__reading *r, const struct draft__grid *g, size_t row,
                             const struct draft__columns *c)
{
    for (uint32_t i = 0; i < g->columns; i++) {
        struct str words = header_words(r, g, row, i);

        if (words.n == 0)
            continue;
        return draft__column_is_number(words) ||
               (i < c->count && c->words[i].n && str_is(words, c->words[i]));
    }
    return false;
}

bool draft__header_repeats(struct draft__reading *r, const struct draft__grid *g, size_t row,
                           const struct draft__columns *c)
{
    struct str words;

    if (c->count != g->columns || c->name >= c->count)
        return false;
    words = header_words(r, g, row, c->name);
    return words.n && str_starts(c->words[c->name], words);
}
