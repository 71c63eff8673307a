#include <stdlib.h>

#include "fuzz.h"
#include "schedule/deadline.h"

/* What a caller may rely on: spans lie inside the sentence, days are days, and nothing unread has
 * one. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct str words = {(const char *)data, size};
    struct schedule_rules rules = schedule_rules_default;
    struct schedule_deadline d;
    size_t from, to;

    schedule_deadline_read(mem, words, &rules, &d);
    if (!d.kinds || (d.kinds & SCHEDULE_UNREAD && d.has_due))
        abort();
    rules.issued.n = 9000;
    schedule_deadline_read(mem, words, &rules, &d);
    if (d.has_due && (d.due.n < -1000 || d.due.n > 80000))
        abort();
    if (schedule_deadline_find(mem, words, &from, &to) && (from >= to || to > size))
        abort();
    return 0;
}
