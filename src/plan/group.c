#include "plan/group.h"

enum { DEPTH = 16 };

struct building {
    struct arena *mem;
    struct plan_group *at;
    size_t n, room;
    size_t open[DEPTH]; /* 1-based; from the top */
    size_t depth;
};

/* "III.2" of "III.2.1". */
static struct str above(struct str no)
{
    while (no.n > 0 && no.p[no.n - 1] != '.')
        no.n--;
    return str_cut(no, 0, no.n > 0 ? no.n - 1 : 0);
}

/* "III" lies above "III.2"; what has no number lies above nothing. */
static bool is_above(struct str no, struct str under)
{
    return no.n > 0 && under.n > no.n && str_starts(under, no) && under.p[no.n] == '.';
}

static size_t open_group(struct building *b, struct str no, struct str name)
{
    struct plan_group group = {.no = no, .name = name};

    for (size_t i = b->depth; i-- > 0;)
        if (str_is(b->at[b->open[i] - 1].no, no) && str_is(b->at[b->open[i] - 1].name, name)) {
            b->depth = i + 1;
            return b->open[i];
        }
    while (b->depth > 0 &&
           (b->depth == DEPTH || !is_above(b->at[b->open[b->depth - 1] - 1].no, no)))
        b->depth--;
    group.parent = b->depth ? b->open[b->depth - 1] : 0;
    ARENA_PUSH(b->mem, b->at, b->n, b->room, group);
    b->open[b->depth++] = b->n;
    return b->n;
}

static bool is_heading_of(const struct plan_group_item *row, const struct plan_group_item *under)
{
    return row->name.n > 0 && str_is(row->no, under->no) && str_starts(under->heading, row->name) &&
           under->heading.n <= row->name.n + 2;
}

size_t plan_group_build(struct arena *mem, const struct plan_group_item *items, size_t count,
                        struct plan_group **ret, size_t *of_item)
{
    struct building b = {.mem = mem};
    size_t row = 0; /* the last one that is not itself under a row */

    for (size_t i = 0; i < count; i++) {
        if (i > 0 && is_heading_of(&items[row], &items[i])) {
            of_item[i] = of_item[row];
            continue;
        }
        row = i;
        of_item[i] = items[i].heading.n ? open_group(&b, above(items[i].no), items[i].heading) : 0;
    }
    *ret = b.at;
    return b.n;
}
