#include "reader/column_priv.h"

/* Tables in columns of text, as "pdftotext -layout" and people with space bars make them. Lines
 * with three pieces and more, divided by two spaces and more, may be rows; columns are where no
 * line of the page has a letter. */

enum { ROWS_AT_LEAST = 3, BLANK_AT_MOST = 3 };

size_t reader__column_pieces(struct str raw, struct reader__piece *ret, size_t room)
{
    size_t n = 0;
    uint32_t at = 0;
    size_t end = raw.n;

    while (end && (raw.p[end - 1] == ' ' || raw.p[end - 1] == '\r'))
        end--;
    for (size_t i = 0; i < end; i++) {
        bool space = raw.p[i] == ' ';
        bool opens = !space && (i == 0 || raw.p[i - 1] == ' ') && (i < 2 || raw.p[i - 2] == ' ');

        if (opens && (n == 0 || n < room))
            ret[n++] = (struct reader__piece){{raw.p + i, 0}, at, at};
        at += ((unsigned char)raw.p[i] & 0xC0) != 0x80;
        if (!space && n) {
            ret[n - 1].text.n = (size_t)(raw.p + i + 1 - ret[n - 1].text.p);
            ret[n - 1].to = at;
        }
    }
    return n;
}

static bool begins_with_number(struct str s)
{
    const char *space = s.n ? memchr(s.p, ' ', s.n) : NULL;

    return reader__line_is_number(space ? str_cut(s, 0, (size_t)(space - s.p)) : s);
}

/* Could the line stand in a table that is open? */
static bool may_belong(const struct reader__text *t, size_t i, bool next_known)
{
    const struct reader__line *l = &t->lines[i];

    if (l->before > BLANK_AT_MOST && l->gaps < 2)
        return false;
    if (l->gaps == 0 && reader__line_is_capitals(l->text) && !begins_with_number(l->text))
        return i + 1 < t->count && next_known && l[1].gaps >= 2;
    return l->gaps > 0 || l->indent >= 3 || begins_with_number(l->text) ||
           (i + 1 < t->count && l[1].gaps >= 2 && l[1].before == 0);
}

bool reader__column_starts(struct reader__text *t, size_t at)
{
    const struct reader__line *l = &t->lines[at];

    if (t->markdown || at < t->column_from || memchr(l->raw.p, '\t', l->raw.n))
        return false;
    if (l->gaps >= 2 || at + 1 >= t->count || l[1].gaps < 2 || l[1].before)
        return l->gaps >= 2;
    return l->gaps == 1 || (l->indent >= 20 && l->text.p[0] != '(' &&
                            !reader__line_is_capitals(l->text)); /* the top of a high head */
}

/* The lines of the table that may begin at `from`: up to the first that cannot belong. */
static size_t region_end(const struct reader__text *t, size_t from)
{
    size_t rows = 0, wide = 0, i = from;

    while (i < t->count && may_belong(t, i, true)) {
        rows += t->lines[i].gaps >= 2;
        wide += t->lines[i].gaps >= 1;
        i++;
    }
    while (i > from && t->lines[i - 1].gaps == 0 && t->lines[i - 1].before) /* the next title */
        i--;
    return rows >= ROWS_AT_LEAST && wide * 5 >= (i - from) * 2 ? i : from;
}

bool reader__column_is_head(const struct reader__text *t, const struct reader__columns *c,
                            size_t line)
{
    for (size_t i = c->from; i < c->head && line >= c->head; i++)
        if (str_is(t->lines[i].text, t->lines[line].text))
            return true;
    return false;
}

/* The head is all before the first line that begins with a number. */
static size_t head_end(const struct reader__text *t, size_t from, size_t to)
{
    struct reader__piece first[1];

    for (size_t i = from; i < to && i < from + 12; i++) {
        reader__column_pieces(t->lines[i].raw, first, 1);
        if (begins_with_number(t->lines[i].text) && t->lines[i].text.p[0] != '(')
            return i;
    }
    return from + 1;
}

/* What stands in each character of the lines that show columns. */
struct ink {
    uint32_t letters[READER__LINE_WIDTH + 1];
    uint32_t words[READER__LINE_WIDTH + 1]; /* that begin there */
    size_t lines;
};

static void ink_line(struct ink *ink, struct str raw)
{
    uint32_t x = 0;

    ink->lines++;
    for (size_t i = 0; i < raw.n && x < READER__LINE_WIDTH; i++) {
        if (((unsigned char)raw.p[i] & 0xC0) == 0x80)
            continue;
        ink->letters[x] += raw.p[i] != ' ' && raw.p[i] != '\r';
        ink->words[x] += raw.p[i] != ' ' && (i == 0 || raw.p[i - 1] == ' ');
        x++;
    }
}

/* Words of several lines begin at `x`, and before it hardly a letter stands. Columns of print are
 * never blank throughout: their letters are no characters wide, so that lines run a little to and
 * fro. */
static bool is_edge(const struct ink *ink, uint32_t x)
{
    uint32_t letters = ink->letters[x], words = ink->words[x];

    return ink->lines >= 6 && x >= 2 && words * 4 >= ink->lines && words * 3 >= letters * 2 &&
           ink->letters[x - 1] * 5 <= letters * 2 && ink->letters[x - 2] * 5 <= letters * 2;
}

bool reader__column_grid(const struct reader__text *t, const struct reader__columns *c, size_t from,
                         size_t to, struct reader__grid *ret)
{
    struct ink ink = {0};
    size_t blank = 0, stray;

    *ret = (struct reader__grid){.count = 0};
    for (size_t i = from < c->head ? c->head : from; i < to; i++)
        if (t->lines[i].gaps >= 2 && !reader__column_is_head(t, c, i))
            ink_line(&ink, t->lines[i].raw);
    stray = ink.lines / 12;
    for (uint32_t x = 0; x < READER__LINE_WIDTH; x++) {
        if (ink.letters[x] <= stray) {
            blank++;
            continue;
        }
        if (ret->count == 0 || blank >= 2 || is_edge(&ink, x)) {
            if (ret->count == READER__COLUMNS)
                return false;
            ret->edge[ret->count++] = x;
        }
        blank = 0;
    }
    return ink.lines >= 2 && ret->count >= 3;
}

/* The column of position x. */
static size_t column_at(const struct reader__grid *g, uint32_t x)
{
    size_t k = 0;

    while (k + 1 < g->count && g->edge[k + 1] <= x)
        k++;
    return k;
}

struct word {
    struct str text;
    uint32_t from, to, gap; /* gap: spaces before */
};

static bool next_word(struct str raw, size_t *at, uint32_t *x, struct word *ret)
{
    size_t end;

    ret->gap = 0;
    for (; *at < raw.n && (raw.p[*at] == ' ' || raw.p[*at] == '\r'); ++*at, ++*x)
        ret->gap++;
    ret->from = *x;
    for (end = *at; end < raw.n && raw.p[end] != ' ' && raw.p[end] != '\r'; end++)
        *x += ((unsigned char)raw.p[end] & 0xC0) != 0x80;
    ret->text = str_cut(raw, *at, end);
    ret->to = *x;
    *at = end;
    return ret->text.n > 0;
}

/* A word stands in the column it begins in; in the next one when it reaches over its edge (words of
 * a column never do), or stands off the others and near the edge. */
static size_t column_of(const struct reader__grid *g, const struct word *w)
{
    size_t k = column_at(g, w->from);

    if (k + 1 < g->count &&
        (w->to > g->edge[k + 1] + 1 ||
         (w->gap >= 2 && w->from + 4 >= g->edge[k + 1] && w->to + 1 >= g->edge[k + 1])))
        k++;
    return k;
}

/* Words that names of bodies begin with are never the last ones of a cell. */
static bool begins_name(struct str word)
{
    static const char *const name[] = {"Sở", "Bộ", "Ban", "Cục", "Các", "Ủy"};

    for (size_t i = 0; i < COUNT(name); i++)
        if (str_is(word, str_from(name[i])))
            return true;
    return false;
}

void reader__column_cut(struct str raw, const struct reader__grid *g, struct str *cell)
{
    struct word w, before = {0};
    size_t at = 0, last = 0;
    uint32_t x = 0;

    for (size_t k = 0; k < g->count; k++)
        cell[k] = STR_NONE;
    while (next_word(raw, &at, &x, &w)) {
        size_t k = column_of(g, &w);

        k = k < last ? last : k;
        if (k > last && w.gap == 1 && before.text.n && begins_name(before.text) &&
            cell[last].n > before.text.n) { /* "… hỗ trợ Sở|Nội vụ" */
            cell[last] = str_trim(str_cut(cell[last], 0, cell[last].n - before.text.n));
            cell[k] = before.text;
        }
        if (!cell[k].p)
            cell[k].p = w.text.p;
        cell[k].n = (size_t)(w.text.p + w.text.n - cell[k].p);
        before = w;
        last = k;
    }
}

bool reader__column_is_section(const struct reader__line *l, const struct reader__grid *g)
{
    struct reader__piece piece[3];
    size_t n = reader__column_pieces(l->raw, piece, 3), first, last;
    struct str cell[READER__COLUMNS];

    if (n == 0 || n > 2 || !begins_with_number(l->text))
        return false;
    first = n == 2 ? column_at(g, piece[1].from) : 1;
    last = column_at(g, piece[n - 1].to - 1);
    if (last != first + 1)
        return last > first;
    reader__column_cut(l->raw, g, cell); /* text that runs on, not a second cell */
    return reader__line_begins_lower(cell[last]);
}

/* A line of one piece that crosses columns and is no section: text, not table. */
static bool is_outside(const struct reader__text *t, const struct reader__columns *c, size_t i)
{
    struct reader__piece piece[2];
    const struct reader__line *l = &t->lines[i];
    size_t n = reader__column_pieces(l->raw, piece, 2), first;

    if (n != 1 || reader__column_is_section(l, &c->grid) || reader__column_is_head(t, c, i))
        return false;
    first = column_at(&c->grid, piece[0].from);
    return column_at(&c->grid, piece[0].to - 1) > first + (first > 0) &&
           (i + 1 >= c->to || l[1].gaps < 2);
}

/* The line up to which the region's pages have the same columns and no text begins. */
static size_t fitting_end(const struct reader__text *t, struct reader__columns *c)
{
    c->count = 0;
    for (size_t page = c->from, end; page < c->to; page = end) {
        for (end = page + 1; end < c->to && t->lines[end].page == t->lines[page].page;)
            end++;
        if (!reader__column_grid(t, c, page, end, &c->grid) ||
            (c->count && c->grid.count != c->count))
            return page;
        c->count = c->grid.count;
        for (size_t i = page < c->head ? c->head : page; i < end; i++)
            if (is_outside(t, c, i))
                return i;
    }
    return c->to;
}

/* Cuts the region to what fits. A page that is cut may show other columns, so that is looked at
 * again: reader__column_build() finds the same columns as the last look. */
static bool trim(const struct reader__text *t, struct reader__columns *c)
{
    for (int look = 0; look < 4; look++) {
        size_t end = fitting_end(t, c);

        if (end == c->to)
            return end > c->head;
        c->to = end;
    }
    return false;
}

size_t reader__column_read(struct reader__text *t, size_t from)
{
    struct reader__columns c = {.from = from, .to = region_end(t, from)};
    size_t seen = c.to;

    c.head = head_end(t, from, c.to);
    if (c.to > from && trim(t, &c)) {
        reader__column_build(t, &c);
        t->column_from = c.to;
        return c.to;
    }
    t->column_from = seen > from ? seen : from + 1;
    return from;
}
