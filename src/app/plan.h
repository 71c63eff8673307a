#pragma once

/* Plans of the register. */

#include "app/app.h"

struct app_plan_line {
    int64_t id, document;
    struct str title, number, issuer;
    bool has_issued;
    struct day issued;
    int version;
    size_t tasks, targets;
};
struct app_plans {
    const struct app_plan_line *at;
    size_t n;
};
MUST_CHECK int app_plan_list(struct app *a, struct app_who who, struct arena *mem,
                             struct app_plans *ret, struct err *e);

struct app_plan_group { /* in the order of the plan; depth 0 = top */
    int64_t id;
    int depth;
    struct str no, name;
    size_t tasks, targets; /* of the group itself */
};
struct app_plan_org { /* bodies by how much they lead */
    struct app_org org;
    size_t lead, coordinating;
};
struct app_plan_version {
    int number;
    int64_t document;
    struct str document_number, reason;
    int64_t recorded_at;
};
struct app_plan {
    struct app_plan_line line;
    int64_t draft;
    const struct app_plan_group *groups;
    size_t group_count;
    const struct app_plan_org *orgs;
    size_t org_count;
    const struct app_plan_version *versions;
    size_t version_count;
    size_t by_time[8]; /* tasks by enum app_task_time of today, app/task.h */
};
MUST_CHECK int app_plan_view(struct app *a, struct app_who who, int64_t plan, struct arena *mem,
                             struct app_plan *ret, struct err *e);
