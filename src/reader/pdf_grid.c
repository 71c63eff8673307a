/* Rules that touch → a grid; its cells are what no rule parts. */

#include <math.h>
#include <stdlib.h>

#include "reader/pdf_priv.h"

enum { TOUCH = 4, NEAR = 5, COLUMNS_MAX = 64, ROWS_MAX = 400 };

static uint32_t root(uint32_t *parent, uint32_t i)
{
    while (parent[i] != i)
        i = parent[i] = parent[parent[i]];
    return i;
}

static bool touch(const struct pdf_rule *across, const struct pdf_rule *down)
{
    return down->at >= across->from - TOUCH && down->at <= across->to + TOUCH &&
           across->at >= down->from - TOUCH && across->at <= down->to + TOUCH;
}

/* Does a rule of the other direction pass where `r` begins and where it ends? */
static bool is_anchored(const struct pdf_rule *r, const struct pdf_rule *others, size_t n)
{
    bool from = false, to = false;

    for (size_t i = 0; i < n && !(from && to); i++) {
        if (r->at < others[i].from - TOUCH || r->at > others[i].to + TOUCH)
            continue;
        from |= fabsf(others[i].at - r->from) <= NEAR;
        to |= fabsf(others[i].at - r->to) <= NEAR;
    }
    return from && to;
}

/* A short rule may be the side of a low row or a narrow column, or part of a letter or an
 * underline. */
static size_t sides_keep(struct pdf_rule *rules, size_t n, const struct pdf_rule *others,
                         size_t other_count, float least)
{
    size_t kept = 0;

    for (size_t i = 0; i < n; i++)
        if (rules[i].to - rules[i].from >= least || is_anchored(&rules[i], others, other_count))
            rules[kept++] = rules[i];
    return kept;
}

static uint32_t *groups(struct arena *mem, const struct pdf_page *page)
{
    uint32_t n = (uint32_t)(page->across_count + page->down_count);
    uint32_t *parent = ARENA_MANY(mem, uint32_t, n);

    for (uint32_t i = 0; i < n; i++)
        parent[i] = i;
    for (uint32_t a = 0; a < page->across_count; a++)
        for (uint32_t d = 0; d < page->down_count; d++)
            if (touch(&page->across[a], &page->down[d]))
                parent[root(parent, (uint32_t)page->across_count + d)] = root(parent, a);
    return parent;
}

static int by_value(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;

    return (x > y) - (x < y);
}

/* Values that lie close together become one; returns how many remain. */
static size_t cluster(float *v, size_t n, size_t max)
{
    size_t count = 0;
    float last = -INFINITY;

    qsort(v, n, sizeof(v[0]), by_value);
    for (size_t i = 0; i < n && count < max; i++) {
        if (v[i] - last > NEAR)
            v[count++] = v[i];
        last = v[i];
    }
    return count;
}

static size_t nearest(const float *edges, size_t n, float v)
{
    size_t best = 0;

    for (size_t i = 1; i < n; i++)
        if (fabsf(edges[i] - v) < fabsf(edges[best] - v))
            best = i;
    return best;
}

/* Which stretches between `edges` a rule covers, at index `at` of the other direction. */
static void cover(bool *marks, size_t step, const float *edges, size_t n, const struct pdf_rule *r)
{
    for (size_t i = 0; i + 1 < n; i++) {
        float from = fmaxf(edges[i], r->from), to = fminf(edges[i + 1], r->to);

        if (to - from > 0.6f * (edges[i + 1] - edges[i]))
            marks[i * step] = true;
    }
}

/* Edges are where rules lie, and the outer ends of rules, for tables that are open at the sides. */
static bool grid_edges(struct arena *mem, const struct pdf_page *p, const uint32_t *parent,
                       uint32_t group, struct pdf_grid *g)
{
    float x0 = INFINITY, x1 = -INFINITY, y0 = INFINITY, y1 = -INFINITY;

    g->xs = ARENA_MANY(mem, float, p->down_count + 2);
    g->ys = ARENA_MANY(mem, float, p->across_count + 2);
    for (size_t i = 0; i < p->across_count; i++)
        if (parent[i] == group) {
            g->ys[g->rows++] = p->across[i].at;
            x0 = fminf(x0, p->across[i].from);
            x1 = fmaxf(x1, p->across[i].to);
        }
    for (size_t i = 0; i < p->down_count; i++)
        if (parent[p->across_count + i] == group) {
            g->xs[g->columns++] = p->down[i].at;
            y0 = fminf(y0, p->down[i].from);
            y1 = fmaxf(y1, p->down[i].to);
        }
    if (g->rows < 2 || g->columns < 1)
        return false;
    g->xs[g->columns++] = x0;
    g->xs[g->columns++] = x1;
    g->ys[g->rows++] = y0;
    g->ys[g->rows++] = y1;
    g->columns = cluster(g->xs, g->columns, COLUMNS_MAX + 1);
    g->rows = cluster(g->ys, g->rows, ROWS_MAX + 1);
    return g->columns >= 2 && g->rows >= 2;
}

static void grid_marks(struct arena *mem, const struct pdf_page *p, const uint32_t *parent,
                       uint32_t group, struct pdf_grid *g)
{
    size_t columns = g->columns + 1, rows = g->rows + 1;

    g->left = ARENA_MANY(mem, bool, columns *rows);
    g->top = ARENA_MANY(mem, bool, columns *rows);
    for (size_t i = 0; i < p->across_count; i++)
        if (parent[i] == group)
            cover(g->top + nearest(g->ys, rows, p->across[i].at) * columns, 1, g->xs, columns,
                  &p->across[i]);
    for (size_t i = 0; i < p->down_count; i++)
        if (parent[p->across_count + i] == group)
            cover(g->left + nearest(g->xs, columns, p->down[i].at), columns, g->ys, rows,
                  &p->down[i]);
}

size_t reader__pdf_grids(struct arena *mem, struct pdf_page *page, struct pdf_grid **ret)
{
    size_t count = 0, room = 0;
    uint32_t *parent;

    page->down_count = sides_keep(page->down, page->down_count, page->across, page->across_count,
                                  26);
    page->across_count = sides_keep(page->across, page->across_count, page->down, page->down_count,
                                    40);
    parent = groups(mem, page);

    *ret = NULL;
    for (uint32_t i = 0; i < page->across_count + page->down_count; i++)
        parent[i] = root(parent, i);
    for (uint32_t i = 0; i < page->across_count; i++) {
        struct pdf_grid g = {0};

        if (parent[i] != i || !grid_edges(mem, page, parent, i, &g))
            continue;
        g.columns--;
        g.rows--;
        g.x0 = g.xs[0];
        g.x1 = g.xs[g.columns];
        g.y0 = g.ys[0];
        g.y1 = g.ys[g.rows];
        grid_marks(mem, page, parent, i, &g);
        ARENA_PUSH(mem, *ret, count, room, g);
    }
    return count;
}

/* The grid's places joined into cells. */
struct cells {
    const struct pdf_grid *grid;
    uint32_t *owner;          /* [row * columns + column]: the place at the cell's top left */
    uint32_t *count;          /* places of the cell, at its owner */
    uint32_t *right, *bottom; /* last column and row, at its owner */
    struct pdf_word **words;  /* in the order of their owners */
    size_t *from;             /* of an owner: its words are from[owner] … from[owner + 1] */
};

static void cells_measure(struct cells *c)
{
    size_t columns = c->grid->columns, n = columns * c->grid->rows;

    memset(c->count, 0, n * sizeof(c->count[0]));
    memset(c->right, 0, n * sizeof(c->right[0]));
    memset(c->bottom, 0, n * sizeof(c->bottom[0]));
    for (uint32_t i = 0; i < n; i++) {
        uint32_t o = c->owner[i] = root(c->owner, i), x = i % (uint32_t)columns,
                 y = i / (uint32_t)columns;

        c->count[o]++;
        c->right[o] = x > c->right[o] ? x : c->right[o];
        c->bottom[o] = y > c->bottom[o] ? y : c->bottom[o];
    }
}

/* A cell must be a rectangle with its owner at the top left. */
static bool is_whole(const struct cells *c, uint32_t owner)
{
    uint32_t columns = (uint32_t)c->grid->columns, x = owner % columns, y = owner / columns;

    return c->right[owner] >= x && c->bottom[owner] >= y &&
           (c->right[owner] - x + 1) * (c->bottom[owner] - y + 1) == c->count[owner];
}

/* The earlier place owns the later. */
static void unite(uint32_t *owner, uint32_t i, uint32_t j)
{
    i = root(owner, i);
    j = root(owner, j);
    owner[i > j ? i : j] = i > j ? j : i;
}

static void cells_join(struct arena *mem, struct cells *c)
{
    const struct pdf_grid *g = c->grid;
    size_t n = g->columns * g->rows, stride = g->columns + 1;
    bool *broken = ARENA_MANY(mem, bool, n);

    c->owner = ARENA_MANY(mem, uint32_t, n);
    c->count = ARENA_MANY(mem, uint32_t, n);
    c->right = ARENA_MANY(mem, uint32_t, n);
    c->bottom = ARENA_MANY(mem, uint32_t, n);
    for (uint32_t i = 0; i < n; i++)
        c->owner[i] = i;
    for (size_t y = 0; y < g->rows; y++)
        for (size_t x = 0; x < g->columns; x++) {
            uint32_t i = (uint32_t)(y * g->columns + x);

            if (x && !g->left[y * stride + x])
                unite(c->owner, i, i - 1);
            if (y && !g->top[y * stride + x])
                unite(c->owner, i, i - (uint32_t)g->columns);
        }
    cells_measure(c);
    for (uint32_t i = 0; i < n; i++)
        broken[i] = !is_whole(c, c->owner[i]);
    /* Where a rule is half drawn the places of a row stay together and rows stay apart. */
    for (uint32_t i = 0; i < n; i++)
        if (broken[i])
            c->owner[i] = i % g->columns && broken[i - 1] &&
                                  !g->left[i / g->columns * stride + i % g->columns]
                              ? c->owner[i - 1]
                              : i;
    cells_measure(c);
}

static size_t place_of(const float *edges, size_t n, float v)
{
    size_t low = 0, high = n;

    while (high - low > 1) {
        size_t mid = (low + high) / 2;

        if (edges[mid] <= v)
            low = mid;
        else
            high = mid;
    }
    return low;
}

/* Words in the order of their cells, kept in their order within each. */
static void cells_fill(struct arena *mem, struct cells *c, struct pdf_word **words, size_t n)
{
    const struct pdf_grid *g = c->grid;
    size_t places = g->columns * g->rows;
    uint32_t *owners = ARENA_MANY(mem, uint32_t, n);
    size_t *next = ARENA_MANY(mem, size_t, places + 1);

    c->from = ARENA_MANY(mem, size_t, places + 1);
    c->words = ARENA_MANY(mem, struct pdf_word *, n);
    for (size_t i = 0; i < n; i++) {
        size_t x = place_of(g->xs, g->columns, (words[i]->x0 + words[i]->x1) / 2);
        size_t y = place_of(g->ys, g->rows, (words[i]->y0 + words[i]->y1) / 2);

        owners[i] = c->owner[y * g->columns + x];
        c->from[owners[i] + 1]++;
    }
    for (size_t i = 0; i < places; i++)
        c->from[i + 1] += c->from[i];
    memcpy(next, c->from, (places + 1) * sizeof(next[0]));
    for (size_t i = 0; i < n; i++)
        c->words[next[owners[i]]++] = words[i];
}

static struct doc_row row_of(struct reader__pdf *l, const struct cells *c, size_t y)
{
    const struct pdf_grid *g = c->grid;
    struct doc_row row = {.pos = {l->page, l->paragraphs + 1}};
    size_t room = 0;

    for (size_t x = 0; x < g->columns; x++) {
        uint32_t i = (uint32_t)(y * g->columns + x);
        struct doc_cell cell = {.column = (uint32_t)x};

        if (c->owner[i] != i)
            continue;
        cell.colspan = c->right[i] - (uint32_t)x + 1;
        cell.rowspan = c->bottom[i] - (uint32_t)y + 1;
        cell.first = reader__pdf_cell(l, c->words + c->from[i], c->from[i + 1] - c->from[i],
                                      (struct pdf_column){g->xs[x], g->xs[c->right[i] + 1],
                                                          (g->xs[x] + g->xs[c->right[i] + 1]) / 2,
                                                          true, false});
        ARENA_PUSH(l->mem, row.cells, row.count, room, cell);
    }
    return row;
}

static size_t filled(const struct cells *c)
{
    size_t n = 0;

    for (size_t i = 0; i < c->grid->columns * c->grid->rows; i++)
        n += c->from[i + 1] > c->from[i];
    return n;
}

void reader__pdf_grid(struct reader__pdf *l, const struct pdf_grid *grid, struct pdf_word **words,
                      size_t n)
{
    struct cells c = {.grid = grid};
    struct doc_row *rows = ARENA_MANY(l->scratch, struct doc_row, grid->rows);

    cells_join(l->scratch, &c);
    cells_fill(l->scratch, &c, words, n);
    if (filled(&c) <= 1) { /* a frame around text */
        size_t count;
        struct pdf_line *lines = reader__pdf_lines(l->scratch, words, n, &count);

        reader__pdf_flow(
            l, lines, count,
            (struct pdf_column){grid->x0, grid->x1, (grid->x0 + grid->x1) / 2, true, false});
        return;
    }
    for (size_t y = 0; y < grid->rows; y++)
        rows[y] = row_of(l, &c, y);
    reader__pdf_rows(l, grid->xs, grid->columns, true, rows, grid->rows);
}
