#include "reader/text_priv.h"

/* Paragraphs from lines. Three things are measured over the whole text before: whether empty lines
 * stand behind every line, whether paragraphs run over lines at all, and how far lines reach that
 * were surely wrapped; a line that stays well below that was ended by its author. */

enum { REACH = 512, SHORT_WRAP = 60 };

struct reach {
    uint32_t seen[REACH], total;
};

static void reach_add(struct reach *r, uint32_t extent)
{
    r->seen[extent < REACH ? extent : REACH - 1]++;
    r->total++;
}

/* The extent below which `part` quarters of the lines stay. */
static uint32_t quartile(const struct reach *r, uint32_t part)
{
    uint32_t below = 0, at = 0;

    while (at < REACH - 1 && (below + r->seen[at]) * 4 <= r->total * part)
        below += r->seen[at++];
    return at;
}

/* Where wrapped lines end at least: as far below the quartile as its distance to the median tells.
 * Breaks by count of characters lie close together, those of justified print wide apart; stray
 * short lines move neither. Without lines to measure none was wrapped. */
static uint32_t reach_low(const struct reach *r)
{
    uint32_t quarter = quartile(r, 1), spread = 3 * (quartile(r, 2) - quarter);

    return r->total == 0 ? UINT32_MAX : quarter > spread ? quarter - spread : 0;
}

/* Lines of flattened cells are narrow and say nothing of the text. Returns the line behind the cell
 * that begins at `i`, or `i` when none does. */
static size_t past_cell(const struct reader__text *t, size_t i)
{
    size_t end = i + 1;

    if (!t->lines[i].pipes)
        return i;
    while (end < t->count && end < i + 12 && !t->lines[end].pipes)
        end++;
    return end < t->count && t->lines[end].pipes ? end : i + 1;
}

/* Among lines that stand in columns. */
static bool is_beside_gaps(const struct reader__text *t, size_t i)
{
    for (size_t k = i < 2 ? 0 : i - 2; k < t->count && k <= i + 2; k++)
        if (t->lines[k].gaps)
            return true;
    return false;
}

static bool is_first(const struct reader__text *t, size_t i)
{
    const struct reader__line *l = &t->lines[i];

    return i == 0 || l->mark || (l->before && !t->spaced);
}

/* Do empty lines stand around the bars of flattened tables? Elsewhere one ends the table. */
static bool has_blanks_at_bars(const struct reader__text *t)
{
    uint32_t bars = 0, blank = 0;

    for (size_t i = 0; i + 1 < t->count; i++)
        if (t->lines[i].pipes && !t->lines[i + 1].pipes) {
            bars++;
            blank += t->lines[i + 1].before > 0;
        }
    return blank * 2 > bars && bars >= 6;
}

void reader__flow_measure(struct reader__text *t)
{
    struct reach first = {0}, rest = {0};
    uint32_t apart = 0, apart_wraps = 0, close = 0;

    t->pipe_blank = has_blanks_at_bars(t);
    for (size_t i = 0; i + 1 < t->count; i++)
        if (t->lines[i + 1].before == 1 && !t->lines[i].pipes && !t->lines[i + 1].pipes) {
            apart++;
            apart_wraps += reader__line_wraps(&t->lines[i], &t->lines[i + 1]);
        }
    t->spaced = apart_wraps >= 5 && apart_wraps * 4 > apart;
    for (size_t i = 0; (i = past_cell(t, i)) + 1 < t->count; i += !t->lines[i].pipes) {
        const struct reader__line *l = &t->lines[i], *next = l + 1;

        if (l->pipes || is_beside_gaps(t, i) || next->before > (t->spaced ? 2 : 0))
            continue;
        close++;
        if (reader__line_wraps(l, next) && !(l->style & READER__IN_NOTE))
            reach_add(is_first(t, i) ? &first : &rest, reader__line_extent(l, next));
    }
    t->wrapped = (first.total + rest.total) * 20 > close;
    if (first.total < 5 || rest.total < 5) {
        for (size_t i = 0; i < REACH; i++)
            rest.seen[i] += first.seen[i];
        rest.total += first.total;
        first = rest;
    }
    t->wrap = t->wrapped ? (struct reader__wrap){reach_low(&first), reach_low(&rest)}
                         : (struct reader__wrap){UINT32_MAX, UINT32_MAX};
}

/* "… từ năm 2026\n- 2030": a range, not a bullet. */
static bool is_range(const struct reader__line *line, const struct reader__line *next)
{
    char last = line->text.n ? line->text.p[line->text.n - 1] : 0;
    struct str rest = str_trim(str_rest(next->text, 1));
    size_t digits = 0;

    while (digits < rest.n && rest.p[digits] >= '0' && rest.p[digits] <= '9')
        digits++;
    return last >= '0' && last <= '9' && next->text.p[0] == '-' && digits == 4;
}

static bool is_marked(const struct reader__line *line, const struct reader__line *next)
{
    if (next->mark == READER__MARK_NONE || is_range(line, next))
        return false;
    if (next->mark == READER__MARK_WEAK)
        return line->finished;
    return !next->is_number || line->finished || !reader__line_wants_number(line->text);
}

/* The first two words of both are the same, as in "Căn cứ …;\nCăn cứ …;". */
static bool begins_alike(struct str a, struct str b)
{
    size_t words = 0;

    for (size_t i = 0; i < a.n && i < b.n && a.p[i] == b.p[i] && words < 2; i++)
        words += a.p[i] == ' ';
    return words == 2;
}

/* Does `next` open a paragraph? `first` and `last` are the ends of the one before, `reach` is where
 * wrapped lines end at least. */
static bool is_break(const struct reader__text *t, const struct reader__line *first,
                     const struct reader__line *last, const struct reader__line *next,
                     uint32_t reach)
{
    bool blank = next->before > (t->spaced ? 2 : 0), leaf = next->page != last->page;
    uint32_t extent = reader__line_extent(last, next);
    bool ended = extent < (last->finished ? reach : reach - reach / 20);

    if (next->level || (last->style & READER__HARD))
        return next->level > 0;
    if ((last->style & READER__OPEN) && !blank)
        return false;
    if (last->level || is_marked(last, next))
        return true;
    if (next->lower && last->finished)
        return ended || (blank && !leaf);
    if (next->lower || (next->digit && !last->finished && !blank))
        return blank && !leaf && reader__line_is_capitals(last->text);
    if (!blank && ((last->style ^ next->style) & READER__BOLD))
        return true;
    if (!last->finished && (extent >= reach - reach / 3 || last->width <= 3) &&
        (last->wants || (last->goes_on && (!blank || leaf))))
        return false;
    if (!blank && first == last && !last->finished && next->indent + 2u <= last->indent &&
        extent >= (t->wrapped ? reach - reach / 6 : SHORT_WRAP))
        return false; /* the first line stood in; "… báo cáo⏎UBND tỉnh" goes on */
    if (blank && !leaf)
        return true;
    if (last->finished &&
        (next->indent >= last->indent + 3u || begins_alike(first->text, next->text)))
        return true;
    return ended || (last->width > 3 && reader__line_is_capitals(last->text) &&
                     !reader__line_is_capitals(next->text));
}

/* What goes between two lines of a paragraph: nothing behind a hyphen or slash that joins words. */
static const char *joint(const struct reader__line *line, const struct reader__line *next)
{
    struct str s = line->text;
    char last = s.n ? s.p[s.n - 1] : 0;

    if (line->style & READER__HARD)
        return "\n";
    if ((last == '-' || last == '/') && s.n > 1 && s.p[s.n - 2] != ' ')
        return "";
    return next->text.n && next->text.p[0] == '/' ? "" : " ";
}

static struct str joined(struct arena *mem, const struct reader__line *lines, const size_t *part,
                         size_t count)
{
    size_t n = 0, room = 0;
    char *p;

    if (count == 1)
        return lines[part[0]].text;
    for (size_t i = 0; i < count; i++)
        room += lines[part[i]].text.n + 1;
    p = arena_alloc(mem, room, 1);
    for (size_t i = 0; i < count; i++) {
        struct str s = lines[part[i]].text;
        const char *between = i ? joint(&lines[part[i - 1]], &lines[part[i]]) : "";

        memcpy(p + n, between, strlen(between));
        n += strlen(between);
        memcpy(p + n, s.p, s.n);
        n += s.n;
    }
    return (struct str){p, n};
}

static void emit(struct reader__text *t, struct doc_builder *out, const size_t *part, size_t count,
                 bool note)
{
    const struct reader__line *first = &t->lines[part[0]];
    uint16_t style = READER__BOLD | READER__ITALIC;
    struct doc_block *block;
    struct str text = joined(t->mem, t->lines, part, count);

    if (text.n == 0 || !reader__text_room(t, text.n))
        return;
    for (size_t i = 0; i < count; i++)
        style &= t->lines[part[i]].style;
    block = doc_tree_paragraph(out, text, (struct doc_pos){first->page, first->number});
    block->level = first->level;
    block->indent = first->indent > UINT16_MAX / 10 ? UINT16_MAX : (uint16_t)(first->indent * 10);
    block->flags = (style & READER__BOLD ? DOC_BOLD : 0) |
                   (style & READER__ITALIC ? DOC_ITALIC : 0) | (note ? DOC_NOTE : 0);
}

/* A paragraph that grows: the lines of its own, and those of footnotes that cut it. */
struct growing {
    size_t *part, *note;
    size_t parts, notes;
};

static void close(struct reader__text *t, struct doc_builder *out, struct growing *g)
{
    if (g->parts)
        emit(t, out, g->part, g->parts, false);
    for (size_t i = 0, end; i < g->notes; i = end) {
        for (end = i + 1; end < g->notes && !(t->lines[g->note[end]].style & READER__NOTE);)
            end++;
        emit(t, out, g->note + i, end - i, true);
    }
    g->parts = g->notes = 0;
}

void reader__flow_read(struct reader__text *t, struct doc_builder *out, size_t from, size_t to,
                       struct reader__wrap wrap)
{
    struct growing g = {ARENA_MANY(t->mem, size_t, to - from + 1),
                        ARENA_MANY(t->mem, size_t, to - from + 1), 0, 0};

    for (size_t i = from; i < to && !t->full; i++) {
        const struct reader__line *l = t->lines;

        if (l[i].text.n == 0) /* nothing but tags */
            continue;
        if (l[i].style & (READER__NOTE | READER__IN_NOTE)) {
            g.note[g.notes++] = i;
            continue;
        }
        if (g.parts && is_break(t, &l[g.part[0]], &l[g.part[g.parts - 1]], &l[i],
                                g.parts == 1 ? wrap.first : wrap.rest))
            close(t, out, &g);
        g.part[g.parts++] = i;
    }
    close(t, out, &g);
}

void reader__flow_cell(struct reader__text *t, struct doc_cell *cell, struct reader__line *lines,
                       size_t count, struct reader__wrap wrap)
{
    struct reader__line *all = t->lines;
    struct doc_builder inside = t->out;
    bool spaced = t->spaced;

    inside.end = &cell->first;
    t->lines = lines;
    t->spaced = true; /* what stood between the lines of a cell was its neighbours */
    reader__flow_read(t, &inside, 0, count, wrap);
    t->lines = all;
    t->spaced = spaced;
}
