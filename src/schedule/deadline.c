#include "schedule/deadline.h"

const struct schedule_rules schedule_rules_default = {.issued = {INT32_MIN}};

void schedule_deadline_read(struct arena *mem, struct str words, const struct schedule_rules *rules,
                            struct schedule_deadline *ret)
{
    (void)mem, (void)words, (void)rules;
    *ret = (struct schedule_deadline){.kinds = SCHEDULE_NONE, .hour = -1, .minute = -1};
}

bool schedule_deadline_find(struct arena *mem, struct str sentence, size_t *from, size_t *to)
{
    (void)mem, (void)sentence, (void)from, (void)to;
    return false;
}

struct str schedule_deadline_kind_text(struct arena *mem, uint32_t kinds)
{
    (void)mem, (void)kinds;
    return STR("none");
}
