/* Pages → the tree: page numbers and running heads go, footnotes are set apart, grids and lines are
 * taken from top to bottom, and text that a page cut is joined. */

#include <math.h>
#include <stdlib.h>

#include "reader/pdf_priv.h"

enum {
    EDGE = 50,
    NUMBER_EDGE = 80
}; /* points from the paper's edge where heads and numbers stand */

/* Page numbers and running heads. */

static bool is_page_number(struct str s)
{
    size_t digits = 0, other = 0;

    if (str_starts(s, STR("Trang ")))
        s = str_rest(s, 6);
    for (size_t i = 0; i < s.n; i++) {
        digits += s.p[i] >= '0' && s.p[i] <= '9';
        other += !(s.p[i] >= '0' && s.p[i] <= '9') && !memchr(" -/|.", s.p[i], 5);
    }
    return digits > 0 && digits <= 8 && other == 0 && s.n <= 14;
}

struct head {
    uint64_t hash; /* of the text, digits alike */
    struct pdf_line *line;
    uint32_t page;
};

static uint64_t hash_of(struct str s, bool top)
{
    uint64_t h = top ? 1469598103934665603u : 1099511628211u;

    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (uint8_t)(s.p[i] >= '0' && s.p[i] <= '9' ? '0' : s.p[i])) * 1099511628211u;
    return h;
}

static void line_drop(struct pdf_line *line)
{
    for (size_t i = 0; i < line->count; i++)
        line->words[i]->flags |= PDF_GONE;
}

static int by_hash(const void *a, const void *b)
{
    const struct head *x = a, *y = b;

    return x->hash != y->hash ? (x->hash > y->hash) - (x->hash < y->hash)
                              : (x->page > y->page) - (x->page < y->page);
}

/* The lines near the edges of a page. */
static struct pdf_line *edge_lines(struct arena *mem, struct pdf_page *page, size_t *count)
{
    struct pdf_word **words = NULL;
    size_t n = 0, room = 0;

    for (size_t i = 0; i < page->word_count; i++) {
        struct pdf_word *w = &page->words[i];

        if (w->y1 < NUMBER_EDGE || w->y0 > page->height - NUMBER_EDGE)
            ARENA_PUSH(mem, words, n, room, w);
    }
    return reader__pdf_lines(mem, words, n, count);
}

static void furniture_drop(struct reader__pdf *l, struct pdf_page *pages, size_t n)
{
    struct head *heads = NULL;
    size_t count = 0, room = 0;

    for (size_t p = 0; p < n; p++) {
        size_t lines_n;
        struct pdf_line *lines = edge_lines(l->scratch, &pages[p], &lines_n);

        for (size_t i = 0; i < lines_n; i++) {
            bool top = lines[i].y1 < pages[p].height / 2;
            struct str text = reader__pdf_text(l->scratch, lines[i].words, lines[i].count);
            float off = fabsf(lines[i].x0 + lines[i].x1 - pages[p].width) / 2;

            if ((i == 0 || i + 1 == lines_n) && is_page_number(text) &&
                (off < 30 || lines[i].x0 > pages[p].width * 0.75f))
                line_drop(&lines[i]);
            else if (lines[i].y0 < EDGE || lines[i].y1 > pages[p].height - EDGE)
                ARENA_PUSH(l->scratch, heads, count, room,
                           ((struct head){hash_of(text, top), &lines[i], (uint32_t)p}));
        }
    }
    if (count)
        qsort(heads, count, sizeof(heads[0]), by_hash);
    for (size_t i = 0, to; i < count; i = to) {
        for (to = i + 1; to < count && heads[to].hash == heads[i].hash; to++)
            ;
        for (size_t k = i; to - i >= 3 && k < to; k++)
            line_drop(heads[k].line);
    }
}

/* Footnotes. */

static int by_value(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;

    return (x > y) - (x < y);
}

/* The size that most words have. */
static float body_size(struct arena *mem, const struct pdf_page *page)
{
    float *sizes = ARENA_MANY(mem, float, page->word_count + 1);

    for (size_t i = 0; i < page->word_count; i++)
        sizes[i] = page->words[i].size;
    qsort(sizes, page->word_count, sizeof(sizes[0]), by_value);
    return sizes[page->word_count / 2];
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static struct str note_number(struct str s)
{
    size_t from = 0, to;

    while (from < s.n && (s.p[from] == '[' || s.p[from] == '('))
        from++;
    to = from;
    while (to < s.n && is_digit(s.p[to]))
        to++;
    return str_cut(s, from, to);
}

/* A number, raised or not, but no outline number ("1.", "2)"). */
static bool starts_with_call(const struct pdf_line *line)
{
    struct str s = line->words[0]->text, number = note_number(s);
    size_t behind = number.n ? (size_t)(number.p - s.p) + number.n : 0;

    return line->words[0]->flags & PDF_RAISED ||
           (number.n && (behind == s.n || s.p[0] == '[' || !memchr(".)/,", s.p[behind], 4)));
}

/* Is the number that opens the line raised somewhere on the page? */
static bool is_called(const struct pdf_page *page, const struct pdf_line *line)
{
    struct str number = note_number(line->words[0]->text);

    for (size_t i = 0; number.n && i < page->word_count; i++)
        if (page->words[i].flags & PDF_RAISED && &page->words[i] != line->words[0] &&
            str_is(page->words[i].text, number))
            return true;
    return false;
}

/* A short rule at the left, with nothing but text below it. */
static float separator(const struct pdf_page *page, float left)
{
    for (size_t i = page->across_count; i-- > 0;) {
        const struct pdf_rule *r = &page->across[i];

        if (r->at < page->height * 0.4f)
            break;
        if (r->from < left + 8 && r->to - r->from > 40 && r->to - r->from < page->width * 0.45f)
            return r->at;
    }
    return INFINITY;
}

/* Number of lines at the end that are footnotes: below the separator, in small print, or called by
 * their number. */
static size_t notes_of(const struct pdf_page *page, const struct pdf_line *lines, size_t n,
                       float body, float left)
{
    float from = separator(page, left);
    size_t first = n;
    bool print = false;

    for (size_t i = n; i-- > 0 && n - i < 40;) {
        const struct pdf_line *line = &lines[i];
        bool small = line->size < body * 0.9f || line->y0 > from - 2;

        if (line->y0 < page->height * 0.4f)
            break;
        /* In print of the usual size only its call tells a note; small print has no such notes. */
        if (!small && (print || (first < n && !is_called(page, line))))
            break;
        print |= small;
        if (starts_with_call(line) && (small || is_called(page, line)))
            first = i;
    }
    return n - first;
}

/* Puts the list `notes` behind the block that calls its number. */
static void note_place(struct reader__pdf *l, struct str number, struct doc_block *notes)
{
    struct doc_block *last = notes, *behind = NULL;

    for (size_t i = 0; i < l->call_count && !behind; i++)
        if (str_is(l->calls[i].number, number))
            behind = l->calls[i].block;
    while (last->next)
        last = last->next;
    if (!behind || !behind->next) {
        *l->build.end = notes;
        l->build.end = &last->next;
    } else {
        last->next = behind->next;
        behind->next = notes;
    }
}

static void notes_add(struct reader__pdf *l, struct pdf_line *lines, size_t n)
{
    struct doc_block **end = l->build.end;

    for (size_t i = 0, to; i < n; i = to) {
        struct doc_block *notes = NULL;
        struct str text = lines[i].words[0]->text, number = note_number(text);

        for (to = i + 1; to < n && !starts_with_call(&lines[to]); to++)
            ;
        if (number.n && text.n == number.n)
            lines[i].words[0]->flags |= PDF_GONE;
        else if (number.n) /* "1Gồm": the number is glued to the first word */
            lines[i].words[0]->text = str_rest(text, number.n + (size_t)(number.p - text.p));
        l->build.end = &notes;
        reader__pdf_flow(l, lines + i, to - i,
                         (struct pdf_column){l->left, l->right, l->middle, false, false});
        l->build.end = end;
        for (struct doc_block *b = notes; b; b = b->next)
            b->flags |= DOC_NOTE;
        if (notes)
            note_place(l, number, notes);
        end = l->build.end;
    }
}

/* The flow. */

/* The first paragraph of the page may be the rest of the last one of the page before. */
static void flow_join(struct reader__pdf *l, struct doc_block **at)
{
    struct doc_block *open = l->open, *more = *at;

    if (!open || !more || more->kind != DOC_PARAGRAPH || reader__pdf_has_marker(more->text) ||
        more->flags & DOC_CENTRED || reader__pdf_ends_sentence(open->text))
        return;
    if (!reader__pdf_starts_small(more->text) &&
        (!l->full || more->indent > 4 || (more->flags ^ open->flags) & DOC_BOLD))
        return;
    open->text = arena_printf(l->mem, "%.*s %.*s", STR_ARG(open->text), STR_ARG(more->text));
    for (size_t i = 0; i < l->call_count; i++)
        if (l->calls[i].block == more)
            l->calls[i].block = open;
    *at = more->next;
    if (!more->next)
        l->build.end = at;
}

static void flow_add(struct reader__pdf *l, struct pdf_line *lines, size_t n)
{
    struct doc_block **at = l->build.end;
    bool full = l->full;

    if (n == 0)
        return;
    reader__pdf_flow(l, lines, n, (struct pdf_column){l->left, l->right, l->middle, false, false});
    if (l->open) {
        bool last = l->full;

        l->full = full;
        flow_join(l, at);
        l->full = last;
    }
    for (; *at; at = &(*at)->next)
        l->open = *at;
    l->table = NULL;
}

static void lines_add(struct reader__pdf *l, struct pdf_line *lines, size_t n)
{
    size_t from = 0, i = 0;

    while (i < n) {
        struct pdf_region r = {.n = 1};
        bool columns = reader__pdf_gaps(&lines[i]) && reader__pdf_columns(l, lines + i, n - i, &r);

        if (columns) {
            flow_add(l, lines + from, i - from);
            reader__pdf_columns_add(&r);
        }
        i += r.n;
        from = columns ? i : from;
    }
    flow_add(l, lines + from, n - from);
}

/* Grids. */

static const struct pdf_grid *grid_around(const struct pdf_grid *grids, size_t n,
                                          const struct pdf_word *w)
{
    float x = (w->x0 + w->x1) / 2, y = (w->y0 + w->y1) / 2;
    const struct pdf_grid *best = NULL;

    for (size_t i = 0; i < n; i++)
        if (x >= grids[i].x0 && x <= grids[i].x1 && y >= grids[i].y0 && y <= grids[i].y1 &&
            (!best || (grids[i].x1 - grids[i].x0) * (grids[i].y1 - grids[i].y0) <
                          (best->x1 - best->x0) * (best->y1 - best->y0)))
            best = &grids[i];
    return best;
}

bool reader__pdf_look(struct arena *scratch, struct pdf_page *page)
{
    struct pdf_word **words = ARENA_MANY(scratch, struct pdf_word *, page->word_count + 1);
    struct pdf_line *lines;
    size_t n, two = 0, three = 0;

    for (size_t i = 0; i < page->word_count; i++)
        words[i] = &page->words[i];
    lines = reader__pdf_lines(scratch, words, page->word_count, &n);
    page->left = INFINITY;
    page->right = -INFINITY;
    for (size_t i = 0; i < n; i++) {
        size_t gaps = reader__pdf_gaps(&lines[i]);

        if (i == 0 && gaps)
            page->head = hash_of(reader__pdf_text(scratch, lines[i].words, lines[i].count), true);
        two += gaps == 1;
        three += gaps > 1;
        if (lines[i].x1 - lines[i].x0 < page->width * 0.5f)
            continue;
        page->left = fminf(page->left, lines[i].x0);
        page->right = fmaxf(page->right, lines[i].x1);
    }
    return three >= 1 || two >= 6;
}

/* The middle of the text area of each kind of paper, from all pages: a page of a title and a narrow
 * table does not show it. */
struct paper {
    float width, left, right;
};

static size_t papers_of(const struct pdf_page *pages, size_t n, struct paper *papers, size_t max)
{
    size_t count = 0;

    for (size_t i = 0; i < n; i++) {
        size_t k = 0;

        while (k < count && fabsf(papers[k].width - pages[i].width) > 2)
            k++;
        if (k == max)
            continue;
        if (k == count)
            papers[count++] = (struct paper){pages[i].width, INFINITY, -INFINITY};
        papers[k].left = fminf(papers[k].left, pages[i].left);
        papers[k].right = fmaxf(papers[k].right, pages[i].right);
    }
    return count;
}

static void edges_set(struct reader__pdf *l, const struct pdf_page *page,
                      const struct pdf_line *lines, size_t n, const struct paper *papers,
                      size_t paper_count)
{
    struct paper paper = {page->width, page->width * 0.14f, page->width * 0.93f};
    float right = -INFINITY;

    for (size_t k = 0; k < paper_count; k++)
        if (fabsf(papers[k].width - page->width) <= 2 && papers[k].left < papers[k].right)
            paper = papers[k];
    l->left = INFINITY;
    for (size_t i = 0; i < n; i++) {
        l->left = fminf(l->left, lines[i].x0);
        right = lines[i].x1 - lines[i].x0 > page->width * 0.5f ? fmaxf(right, lines[i].x1) : right;
    }
    l->left = fminf(l->left, paper.left);
    l->right = right > l->left ? right : paper.right;
    l->middle = (paper.left + paper.right) / 2;
}

struct sheet {
    struct pdf_grid *grids;
    size_t grid_count;
    struct pdf_word **free, ***inside; /* inside[g]: words of grid g */
    size_t free_count, *inside_count;
};

static void sheet_sort(struct arena *mem, struct sheet *s, struct pdf_page *page)
{
    size_t free_room = 0, *room = ARENA_MANY(mem, size_t, s->grid_count + 1);

    s->inside = ARENA_MANY(mem, struct pdf_word **, s->grid_count + 1);
    s->inside_count = ARENA_MANY(mem, size_t, s->grid_count + 1);
    for (size_t i = 0; i < page->word_count; i++) {
        struct pdf_word *w = &page->words[i];
        const struct pdf_grid *g;

        if (w->flags & PDF_GONE)
            continue;
        g = grid_around(s->grids, s->grid_count, w);
        if (g) {
            size_t k = (size_t)(g - s->grids);

            ARENA_PUSH(mem, s->inside[k], s->inside_count[k], room[k], w);
        } else {
            ARENA_PUSH(mem, s->free, s->free_count, free_room, w);
        }
    }
}

static int by_top(const void *a, const void *b)
{
    const struct pdf_grid *x = a, *y = b;

    return (x->y0 > y->y0) - (x->y0 < y->y0);
}

static void calls_settle(struct reader__pdf *l)
{
    for (size_t i = 0; i < l->call_count; i++)
        if (!l->calls[i].block && l->table)
            l->calls[i].block = l->table->block;
}

static void page_add(struct reader__pdf *l, struct pdf_page *page, const struct paper *papers,
                     size_t paper_count)
{
    struct sheet s = {0};
    struct pdf_line *lines;
    size_t n, notes, from = 0;

    l->page = page->number;
    l->paragraphs = 0;
    l->call_count = 0;
    if (page->word_count == 0)
        return;
    s.grid_count = reader__pdf_grids(l->scratch, page, &s.grids);
    if (s.grid_count)
        qsort(s.grids, s.grid_count, sizeof(s.grids[0]), by_top);
    sheet_sort(l->scratch, &s, page);
    lines = reader__pdf_lines(l->scratch, s.free, s.free_count, &n);
    edges_set(l, page, lines, n, papers, paper_count);
    notes = notes_of(page, lines, n, body_size(l->scratch, page), l->left);
    n -= notes;
    for (size_t g = 0; g < s.grid_count; g++) {
        size_t to = from;

        if (s.inside_count[g] == 0)
            continue;
        while (to < n && (lines[to].y0 + lines[to].y1) / 2 < s.grids[g].y0)
            to++;
        if (to > from)
            lines_add(l, lines + from, to - from);
        from = to;
        reader__pdf_grid(l, &s.grids[g], s.inside[g], s.inside_count[g]);
        l->open = NULL;
        calls_settle(l);
    }
    if (n > from)
        lines_add(l, lines + from, n - from);
    calls_settle(l);
    if (notes)
        notes_add(l, lines + n, notes);
}

bool reader__pdf_layout(struct reader__pdf *l, struct pdf_page *pages, size_t n)
{
    struct paper papers[8];
    size_t count = papers_of(pages, n, papers, COUNT(papers));

    l->scratch = arena_new(0);
    furniture_drop(l, pages, n);
    for (size_t i = 0; i < n && l->blocks <= l->limits->blocks; i++) {
        arena_clear(l->scratch);
        page_add(l, &pages[i], papers, count);
    }
    arena_free(l->scratch);
    return l->blocks <= l->limits->blocks;
}
