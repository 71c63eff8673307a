#pragma once

/* What the filters of the lists offer. */

#include "app/app.h"

struct app_choice {
    int64_t id;
    struct str words;
};
struct app_choices {
    const struct app_choice *orgs; /* that lead a task, in Vietnamese order */
    size_t org_count;
    const struct app_choice *plans; /* the newest first */
    size_t plan_count;
};
/* As of `version`, of app_version(): whoever has asked for it already need not ask again. */
MUST_CHECK int app_choice_list(struct app *a, struct app_who who, uint64_t version,
                               struct arena *mem, struct app_choices *ret, struct err *e);
