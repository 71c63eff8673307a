#include "plan/org.h"

const struct plan_org_list *plan_org_list_builtin(void)
{
    return NULL;
}

size_t plan_org_read(struct arena *mem, const struct plan_org_list *list, struct str words,
                     struct plan_org_name **ret)
{
    (void)list;
    *ret = ARENA_NEW(mem, struct plan_org_name);
    (*ret)->words = (*ret)->canonical = words;
    return words.n > 0;
}

bool plan_org_is_name(struct arena *mem, struct str words)
{
    (void)mem, (void)words;
    return false;
}

size_t plan_org_prefix(struct arena *mem, struct str words)
{
    (void)mem, (void)words;
    return 0;
}
