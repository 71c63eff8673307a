#include "draft/passage.h"

#include <stdlib.h>

#include "draft/table_priv.h"

enum {
    REPEATED = 240,      /* bytes of a cell that are said again in each row it covers */
    HEADING_MAX = 300,   /* bytes; a longer bold paragraph is no heading */
    WORDS_MAX = 48 << 20 /* bytes of all lines */
};

struct reading {
    struct arena *mem;
    struct draft_passage *at;
    size_t n, room, bytes;
};

static void add(struct reading *r, enum draft_passage_kind kind, struct doc_pos pos,
                struct str words)
{
    if (words.n == 0 || r->n == DRAFT_PASSAGE_MAX || r->bytes + words.n > WORDS_MAX)
        return;
    r->bytes += words.n;
    ARENA_PUSH(r->mem, r->at, r->n, r->room, ((struct draft_passage){kind, pos, words}));
}

static void add_paragraph(struct reading *r, const struct doc_block *b)
{
    enum draft_passage_kind kind = DRAFT_PASSAGE_PARAGRAPH;

    if (b->flags & DOC_NOTE)
        kind = DRAFT_PASSAGE_NOTE;
    else if (b->text.n <= HEADING_MAX && (b->level || b->flags & DOC_BOLD))
        kind = DRAFT_PASSAGE_HEADING;
    add(r, kind, b->pos,
        b->label.n && b->text.n
            ? arena_printf(r->mem, "%.*s %.*s", STR_ARG(b->label), STR_ARG(b->text))
            : b->text);
}

/* What stands in a column of a row; of a cell from above only its beginning. */
static struct str words_at(const struct draft__grid *g, size_t row, uint32_t column)
{
    const struct doc_cell *cell = g->at[row * g->columns + column];

    if (!cell || cell->column != column)
        return STR_NONE;
    if (row > 0 && g->at[(row - 1) * g->columns + column] == cell)
        return str_whole(str_cut(cell->text, 0, REPEATED));
    return cell->text;
}

static void add_row(struct reading *r, const struct draft__grid *g, size_t row, bool header)
{
    uint32_t columns = g->columns;
    size_t n = 0;
    char *p;

    while (columns > 0 && words_at(g, row, columns - 1).n == 0)
        columns--;
    if (columns == 0)
        return;
    for (uint32_t c = 0; c < columns; c++)
        n += words_at(g, row, c).n + 1;
    p = arena_alloc(r->mem, n, 1);
    n = 0;
    for (uint32_t c = 0; c < columns; c++) {
        struct str s = words_at(g, row, c);

        if (c)
            p[n++] = DRAFT_PASSAGE_DIVIDER;
        if (s.n)
            memcpy(p + n, s.p, s.n);
        n += s.n;
    }
    add(r, header ? DRAFT_PASSAGE_HEADER : DRAFT_PASSAGE_ROW, g->table->rows[row].pos,
        (struct str){p, n});
}

/* Rows [*from, *to) that name the columns, as the reader of tables knows them; none: an empty
 * range. They stand at the top, perhaps under a title. */
static void find_header(struct reading *r, const struct doc_tree *tree, const struct draft__grid *g,
                        size_t *from, size_t *to)
{
    struct draft__reading reading = {
        .mem = r->mem, .tree = tree, .schedule = schedule_rules_default};

    for (*from = *to = 0; *from < g->rows && *from < 3; ++*from) {
        struct draft__columns columns = {0};
        size_t n = draft__header_read(&reading, g, *from, &columns);

        *to = *from + n;
        if (n)
            return;
    }
}

static void add_table(struct reading *r, const struct doc_tree *tree, const struct doc_block *b)
{
    struct draft__grid g = {b, doc_tree_grid(r->mem, b), b->row_count, b->column_count, false};
    size_t from, to;

    find_header(r, tree, &g, &from, &to);
    for (size_t i = 0; i < g.rows; i++)
        add_row(r, &g, i, b->rows[i].header || (i >= from && i < to));
}

static int compare_places(struct doc_pos a, struct doc_pos b)
{
    if (a.page != b.page)
        return a.page < b.page ? -1 : 1;
    return (a.line > b.line) - (a.line < b.line);
}

static int compare_indexes(const void *a, const void *b, void *ctx)
{
    const struct draft_passage *at = ctx;
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    int c = compare_places(at[x].pos, at[y].pos);

    return c ? c : (x > y) - (x < y);
}

void draft_passage_read(struct arena *mem, const struct doc_tree *tree, struct draft_passages *ret)
{
    struct reading r = {.mem = mem};
    uint32_t *order;

    DOC_EACH_BLOCK (b, tree->first) {
        if (b->kind == DOC_TABLE)
            add_table(&r, tree, b);
        else
            add_paragraph(&r, b);
    }
    order = ARENA_MANY(mem, uint32_t, r.n + 1);
    for (size_t i = 0; i < r.n; i++)
        order[i] = (uint32_t)i;
    qsort_r(order, r.n, sizeof(*order), compare_indexes, r.at);
    *ret = (struct draft_passages){r.at, r.n, order};
}

size_t draft_passage_find(const struct draft_passages *p, struct doc_pos pos)
{
    size_t from = 0, to = p->n;

    while (from < to) { /* the first that lies behind `pos` */
        size_t middle = from + (to - from) / 2;

        if (compare_places(p->at[p->by_place[middle]].pos, pos) <= 0)
            from = middle + 1;
        else
            to = middle;
    }
    if (from == 0)
        return 0;
    for (from--; from > 0; from--) /* the first of its place */
        if (compare_places(p->at[p->by_place[from - 1]].pos, p->at[p->by_place[from]].pos))
            break;
    return p->by_place[from] + 1;
}
