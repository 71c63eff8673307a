#pragma once

/* Tasks of the register: the list with its filters and counts, one task, exports. */

#include "app/app.h"
#include "app/draft.h"

/* How a task stands in time as of a day, from the words of its plan alone: what was done is not
 * known before execution is recorded, so a day that has passed is told as passed, not as late. */
enum app_task_time {
    APP_TASK_TIME_ALL,
    APP_TASK_TIME_PASSED,  /* due day lies before the day asked */
    APP_TASK_TIME_SOON,    /* due within 30 days */
    APP_TASK_TIME_LATER,   /* due later */
    APP_TASK_TIME_CYCLE,   /* ongoing or recurring, without a due day */
    APP_TASK_TIME_WAITING, /* trigger, conditional, relative: waits for an event */
    APP_TASK_TIME_NONE,    /* no day in the words, or unread */
    APP_TASK_TIME__MAX,
};
const char *app_task_time_name(enum app_task_time time); /* Vietnamese, for lang_text() */

enum app_task_sort { APP_TASK_BY_PLAN, APP_TASK_BY_DUE };

struct app_task_filter {
    int64_t plan, group, org; /* 0 = any */
    bool org_coordinating;    /* `org` in any role; else as lead */
    enum app_task_time time;
    bool without_lead; /* nobody, or nobody matched */
    struct str words;  /* searched without accents; empty = all */
    enum app_task_sort sort;
};

struct app_task_line {
    int64_t id, plan;
    struct str no, name;
    struct app_orgs lead;
    struct str deadline_text;
    uint32_t deadline_kinds;
    bool has_due;
    struct day due;
    int days_left; /* to the due day, as of today; below 0: passed */
    enum app_task_time time;
    struct str deliverable;
    struct str plan_number;
};
struct app_tasks {
    const struct app_task_line *at;
    size_t n, total;
    size_t by_time[APP_TASK_TIME__MAX]; /* same filter but for `time` */
    uint64_t version;                   /* app_version() before they were read */
};
MUST_CHECK int app_task_list(struct app *a, struct app_who who, const struct app_task_filter *f,
                             struct app_page p, struct arena *mem, struct app_tasks *ret,
                             struct err *e);

struct app_task_body {
    struct app_org org;
    struct str words, role; /* role: lead co_lead coordinating monitoring */
};
/* From the change history, newest first: what was corrected in review, the confirmation itself
 * (act draft.confirm, no field), what was changed since. */
struct app_task_change {
    int64_t at;
    struct str who, act, field, before, after;
};
struct app_task {
    struct app_task_line line;
    struct str heading, lead_text, coordinating_text, deadline_words, name_read;
    bool has_start, due_fixed;
    struct day start;
    const struct app_task_body *bodies;
    size_t body_count;
    const struct str *deliverables;
    size_t deliverable_count;
    int64_t document;
    struct str plan_title, document_number;
    struct app_passages around;
    const struct app_task_change *history;
    size_t history_count;
    int64_t before, after; /* in the plan's order */
};
MUST_CHECK int app_task_view(struct app *a, struct app_who who, int64_t task, struct arena *mem,
                             struct app_task *ret, struct err *e);

/* The whole filter as a spreadsheet into a nameless temporary file, at its beginning; caller
 * closes. */
enum app_task_format { APP_TASK_XLSX, APP_TASK_CSV };
MUST_CHECK int app_task_export(struct app *a, struct app_who who, const struct app_task_filter *f,
                               enum app_task_format format, int *ret_fd, struct err *e);
