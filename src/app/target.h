#pragma once

/* Targets (chỉ tiêu) of the register. */

#include "app/app.h"
#include "app/draft.h"

struct app_target_filter {
    int64_t plan, group, org; /* 0 = any */
    int year;                 /* of the milestone; 0 = any */
    struct str words;
};
struct app_target_line {
    int64_t id, plan;
    struct str no, name, unit, target_text;
    struct str words; /* the reading: "≥ 20 %" */
    struct str deadline_text, baseline, plan_number;
    bool has_due;
    struct day due;
    struct app_orgs lead;
};
struct app_targets {
    const struct app_target_line *at;
    size_t n, total;
    const int *years; /* milestone years that occur, for the filter */
    size_t year_count;
};
MUST_CHECK int app_target_list(struct app *a, struct app_who who, const struct app_target_filter *f,
                               struct app_page p, struct arena *mem, struct app_targets *ret,
                               struct err *e);

struct app_target {
    struct app_target_line line;
    struct str heading, name_read, plan_title, document_number, deadline_words;
    int64_t document;
    struct app_passages around;
    int64_t before, after;
};
MUST_CHECK int app_target_view(struct app *a, struct app_who who, int64_t target, struct arena *mem,
                               struct app_target *ret, struct err *e);
