#include <stdlib.h>

#include "fuzz.h"
#include "plan/org.h"
#include "text/fold.h"

static void check(bool holds)
{
    if (!holds)
        abort();
}

static void try_cell(struct arena *mem, struct str s)
{
    struct plan_org_name *names;
    size_t n = plan_org_read(mem, plan_org_list_builtin(), s, &names);

    for (size_t i = 0; i < n; i++) {
        check(names[i].words.n > 0 && names[i].canonical.n > 0);
        check(names[i].words.p >= s.p && names[i].words.p + names[i].words.n <= s.p + s.n);
        check(names[i].best[0].certainty >= names[i].best[1].certainty);
    }
}

static void try_sentence(struct arena *mem, struct str s)
{
    check(plan_org_prefix(mem, s) <= s.n);
    (void)plan_org_is_name(mem, s);
}

static void try_damaged(struct arena *mem, struct str s)
{
    struct str folded = text_fold_only(mem, s);
    struct plan_org_hit *hits;
    size_t n = plan_org_damaged_find(mem, plan_org_list_builtin(), folded, &hits);

    for (size_t i = 0; i < n; i++) {
        check(hits[i].from < hits[i].to && hits[i].to <= folded.n && hits[i].best[0].org);
        check(i == 0 || hits[i - 1].to <= hits[i].from);
    }
}

/* The first byte picks what is tried: one thing a run, so that runs stay short. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct str s = size ? (struct str){(const char *)data + 1, size - 1} : STR_NONE;

    if (size == 0)
        return 0;
    switch (data[0] % 4) {
    case 0:
        try_damaged(mem, s);
        break;
    case 1:
        try_sentence(mem, s);
        break;
    default:
        try_cell(mem, s);
    }
    return 0;
}
