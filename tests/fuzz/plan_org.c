#include "fuzz.h"
#include "plan/org.h"
#include "text/fold.h"

#include <stdlib.h>

enum { LINES_MAX = 6 }; /* so that a run stays short */

static void check(bool holds)
{
    if (!holds)
        abort();
}

/* Each line is a cell, a heading, a sentence and a damaged line. */
static void try_line(struct arena *mem, struct str line)
{
    const struct plan_org_list *list = plan_org_list_builtin();
    struct plan_org_name *names;
    struct plan_org_hit *hits;
    struct str folded = text_fold_only(mem, line);
    size_t n = plan_org_read(mem, list, line, &names);

    for (size_t i = 0; i < n; i++) {
        check(names[i].words.n > 0 && names[i].canonical.n > 0);
        check(names[i].words.p >= line.p &&
              names[i].words.p + names[i].words.n <= line.p + line.n);
        check(names[i].best[0].certainty >= names[i].best[1].certainty);
    }
    check(plan_org_prefix(mem, line) <= line.n);
    (void)plan_org_is_name(mem, line);
    n = plan_org_damaged_find(mem, list, folded, &hits);
    for (size_t i = 0; i < n; i++) {
        check(hits[i].from < hits[i].to && hits[i].to <= folded.n && hits[i].best[0].org);
        check(i == 0 || hits[i - 1].to <= hits[i].from);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct str rest = {(const char *)data, size}, line;

    try_line(mem, rest);
    for (int i = 0; i < LINES_MAX && str_next(&rest, '\n', &line); i++)
        try_line(mem, line);
    return 0;
}
