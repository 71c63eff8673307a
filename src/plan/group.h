#pragma once

/* The groups of a plan, rebuilt from what its rows say of themselves: their number as a path
 * ("III.2.1") and the heading they stand under. */

#include "base/arena.h"

struct plan_group_item { /* a row, in the order of the document */
    struct str no, heading, name;
};

struct plan_group {
    struct str no, name;
    size_t parent; /* 1-based; 0: top */
};

/* Groups in the order they begin, each behind its parent; `*ret` in `mem`, its words borrowed.
 * of_item[i] is the group of items[i], 1-based, 0 for a row without heading. A heading that is a
 * row itself is no group: what stands under it shares its group. Annexes number anew, so a group
 * goes on only as long as nothing else has begun at its level. */
size_t plan_group_build(struct arena *mem, const struct plan_group_item *items, size_t count,
                        struct plan_group **ret, size_t *of_item);
