#include "reader/flat_priv.h"
#include "text/number.h"

/* Rows and columns of a flattened table. Rows that hang together by single bars and are as long as
 * any are surely whole; they say what each column holds, and doubtful rows are laid beside that. */

enum { WORDS = 16, ALIGN_COLUMNS = 32 };

struct profile {
    uint32_t cells, numbers, digits; /* seen; of them nothing but a number; with a digit in it */
    uint64_t letters;
    uint32_t word[WORDS]; /* hashes of first words */
    uint32_t words;
};

struct laying {
    struct reader__text *t;
    struct reader__flat *f;
    struct profile *profile; /* of each column */
    size_t row;              /* first cell of the row that grows */
    uint32_t used;           /* its columns so far */
    int last_number;         /* of the first column */
};

static uint32_t letters_of(const struct reader__text *t, const struct reader__cell *cell)
{
    uint32_t n = 0;

    for (size_t i = cell->from; i < cell->to; i++)
        n += reader__line_letters(t->lines[i].text);
    return n;
}

static uint32_t first_word(const struct reader__text *t, const struct reader__cell *cell)
{
    struct str s = t->lines[cell->from].text;
    uint32_t hash = 2166136261u;

    for (size_t i = 0; i < s.n && s.p[i] != ' '; i++)
        hash = (hash ^ (unsigned char)s.p[i]) * 16777619u;
    return hash;
}

static bool has_digit(const struct reader__text *t, const struct reader__cell *cell)
{
    for (size_t i = cell->from; i < cell->to; i++)
        for (size_t k = 0; k < t->lines[i].text.n; k++)
            if (t->lines[i].text.p[k] >= '0' && t->lines[i].text.p[k] <= '9')
                return true;
    return false;
}

static bool knows_word(const struct profile *p, uint32_t word)
{
    for (uint32_t i = 0; i < p->words; i++)
        if (p->word[i] == word)
            return true;
    return false;
}

static void learn_cell(const struct reader__text *t, struct profile *p,
                       const struct reader__cell *cell)
{
    uint32_t word = first_word(t, cell);

    p->cells++;
    p->numbers += cell->is_number;
    p->digits += has_digit(t, cell);
    p->letters += letters_of(t, cell);
    if (p->words < WORDS && !knows_word(p, word))
        p->word[p->words++] = word;
}

/* From whole rows, the first of them (the header) excepted. */
static void learn(struct laying *l)
{
    const struct reader__flat *f = l->f;
    bool header = true;

    for (size_t i = 0, end; i < f->count; i = end) {
        for (end = i + 1; end < f->count && f->cells[end].bars == 1;)
            end++;
        if (end - i != f->widest)
            continue;
        for (size_t c = 0; c < f->widest && !header; c++)
            learn_cell(l->t, &l->profile[c], &f->cells[i + c]);
        header = false;
    }
}

static bool holds_numbers(const struct profile *p)
{
    return p->numbers * 2 > p->cells;
}

/* How well the cell goes into a column; 0 where nothing is known. */
static int fit(const struct laying *l, const struct reader__cell *cell, size_t column)
{
    const struct profile *p = &l->profile[column];
    uint32_t letters = letters_of(l->t, cell);
    uint64_t mean = p->cells ? p->letters / p->cells : 0;
    bool digit = has_digit(l->t, cell);
    int score = 0;

    if (p->cells == 0)
        return 0;
    score += holds_numbers(p) ? (cell->is_number ? 4 : -4) : cell->is_number ? -4 : 0;
    score += letters <= mean * 3 && mean <= letters * 3ull ? 1 : 0;
    score -= letters > mean * 6 + 8 || mean > letters * 6ull + 8 ? 2 : 0;
    score += knows_word(p, first_word(l->t, cell)) ? 3 : 0;
    score += digit && p->digits * 2 > p->cells ? 1 : 0;
    score -= digit != (p->digits * 2 > p->cells) &&
             (p->digits * 5 >= p->cells * 4 || p->digits * 10 <= p->cells);
    return score;
}

static int fit_in_order(const struct laying *l, size_t from, size_t to, size_t column)
{
    int score = 0;

    for (size_t i = from; i < to; i++)
        score += fit(l, &l->f->cells[i], column + (i - from));
    return score;
}

/* Puts the cells [from, to) of one row into the columns that suit them best, in order; a column
 * left out costs a little, unless it is a number column before a text. Returns the score. */
static int align(const struct laying *l, size_t from, size_t to, uint32_t *column)
{
    size_t m = to - from, n = l->f->widest;
    int best[ALIGN_COLUMNS][ALIGN_COLUMNS];
    uint8_t came[ALIGN_COLUMNS][ALIGN_COLUMNS];
    size_t end = 0;

    if (n > ALIGN_COLUMNS || m >= n || l->profile[0].cells == 0) {
        for (size_t i = 0; i < m; i++)
            column[i] = (uint32_t)i;
        return n > ALIGN_COLUMNS ? 0 : fit_in_order(l, from, to, 0);
    }
    for (size_t j = 0; j < m; j++) {
        int reached = INT32_MIN / 2;
        size_t by = 0;

        for (size_t c = j; c + (m - j) <= n; c++) {
            bool free = j == 0 && c == 1 && holds_numbers(&l->profile[0]);
            int before = j == 0 ? (free ? 0 : -3 * (int)c) : best[j - 1][c - 1];

            reached = j == 0 || before > reached - 3 ? (by = c - (j > 0), before) : reached - 3;
            best[j][c] = reached + fit(l, &l->f->cells[from + j], c);
            came[j][c] = (uint8_t)by;
        }
    }
    for (size_t c = m - 1; c < n; c++)
        end = c == m - 1 || best[m - 1][c] > best[m - 1][end] ? c : end;
    for (size_t j = m, c = end; j-- > 0; c = came[j][c])
        column[j] = (uint32_t)c;
    return best[m - 1][end];
}

/* The value of "12." in plain figures, 0 for "IV", "a)", "1.2" and texts. */
static int plain_number(const struct laying *l, const struct reader__cell *cell)
{
    struct str s = l->t->lines[cell->from].text;
    struct decimal d;
    size_t n = cell->is_number ? text_number_read(s, &d) : 0;

    return n && d.scale == 0 && d.mantissa < 100000 ? (int)d.mantissa : 0;
}

/* Is this number the one that the next row would begin with? */
static bool opens_by_number(const struct laying *l, const struct reader__cell *cell)
{
    int value = plain_number(l, cell);

    return cell->is_number && (value <= 1 || l->last_number == 0 ||
                               (value > l->last_number && value <= l->last_number + 3));
}

/* Bold or italic throughout, as section titles are. */
static bool is_styled(const struct reader__text *t, const struct reader__cell *cell)
{
    for (size_t i = cell->from; i < cell->to; i++)
        if (!(t->lines[i].style & (READER__BOLD | READER__ITALIC)))
            return false;
    return true;
}

/* The row that ends before cell `end` gets its columns; `trailing` empty cells follow it. */
static void close_row(struct laying *l, size_t end, uint32_t trailing)
{
    struct reader__cell *c = &l->f->cells[l->row];
    uint32_t n = (uint32_t)l->f->widest, column[ALIGN_COLUMNS];
    size_t m = end - l->row;
    bool empties = trailing > 0;

    for (size_t i = 0; i < m; i++)
        empties = empties || c[i].empties;
    c->opens_row = true;
    c[m - 1].trailing = trailing;
    l->last_number = plain_number(l, c) ? plain_number(l, c) : l->last_number;
    if (empties || m >= n)
        return;
    if (m == 1 || (m == 2 && c->is_number && (!plain_number(l, c) || is_styled(l->t, c + 1)))) {
        c[m - 1].colspan = n - (uint32_t)m + 1; /* a section: its text runs over the row */
        return;
    }
    if (m > ALIGN_COLUMNS)
        return;
    align(l, l->row, end, column);
    for (size_t i = 0; i < m; i++)
        c[i].column = column[i];
}

/* How many of the `empties` between two rows stand at the head of the second one. */
static uint32_t leading(const struct laying *l, size_t from, size_t to, uint32_t empties)
{
    uint32_t n = (uint32_t)l->f->widest, least, best;
    int score = INT32_MIN;

    least = empties > n - l->used ? empties - (n - l->used) : 0;
    best = least = least + (to - from) > n ? 0 : least;
    if (l->f->cells[from].is_number || n > ALIGN_COLUMNS)
        return least;
    for (uint32_t k = least; k <= empties && k + (to - from) <= n; k++) {
        int s = fit_in_order(l, from, to, k);

        if (s > score) {
            score = s;
            best = k;
        }
    }
    return best;
}

/* Are the cells [from, to) behind `bars` bars the rest of the row that grows? */
static bool is_same_row(const struct laying *l, size_t from, size_t to, size_t bars)
{
    size_t at = l->used + (bars - 1), n = l->f->widest;
    uint32_t column[ALIGN_COLUMNS];

    if (at + (to - from) > n || n > ALIGN_COLUMNS || l->profile[0].cells == 0 ||
        opens_by_number(l, &l->f->cells[from]))
        return false;
    return fit_in_order(l, from, to, at) > align(l, from, to, column);
}

static void place(struct laying *l, size_t from, size_t to, uint32_t empties)
{
    uint32_t n = (uint32_t)l->f->widest;

    for (size_t i = from; i < to; i++) {
        struct reader__cell *c = &l->f->cells[i];

        c->empties = i == from ? empties : 0;
        c->column = l->used + c->empties;
        c->colspan = 1;
        if (c->column >= n) { /* never with sane counts; keeps the table a rectangle */
            c->column = n - 1;
            c->empties = 0;
        }
        l->used = c->column + 1;
    }
}

void reader__flat_rows(struct reader__text *t, struct reader__flat *f)
{
    struct laying l = {.t = t, .f = f, .profile = ARENA_MANY(t->mem, struct profile, f->widest)};

    learn(&l);
    for (size_t i = 0, end; i < f->count; i = end) {
        size_t bars = f->cells[i].bars;
        uint32_t empties = 0, before, n = (uint32_t)f->widest;

        for (end = i + 1; end < f->count && f->cells[end].bars == 1;)
            end++;
        if (i && is_same_row(&l, i, end, bars)) {
            place(&l, i, end, (uint32_t)bars - 1);
            continue;
        }
        if (i) {
            empties = bars - 2 > n ? n : (uint32_t)(bars - 2);
            before = leading(&l, i, end, empties);
            empties -= before;
            close_row(&l, i, empties > n - l.used ? n - l.used : empties);
            empties = before;
        }
        l.row = i;
        l.used = 0;
        place(&l, i, end, empties + (end - i) > n ? 0 : empties);
    }
    close_row(&l, f->count,
              f->last_bars > 1 && f->last_bars - 1 <= f->widest - l.used
                  ? (uint32_t)f->last_bars - 1
                  : 0);
}
