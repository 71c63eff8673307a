#pragma once

/* target_list.html, target_show.html */

#include "web/view/task.h"

struct view_target_row {
    struct str url, no, name, words, unit, text;
    bool has_due;
    struct day due;
    struct str deadline;        /* literal words, where there is no day */
    struct str plan, plan_name; /* as of a task */
    VIEW_LIST(struct view_org) lead;
};
struct view_target_list {
    struct view_page page;
    struct str words;
    VIEW_LIST(struct view_choice) plans;
    int64_t org, group, year; /* kept by the form */
    VIEW_LIST(struct view_tab) years;
    struct view_count first, last, total;
    VIEW_LIST(struct view_target_row) rows;
    bool paged;
    struct view_pager pager;
    int filters; /* that are set; 0 and no rows: the register has none */
};
struct view_target_show {
    struct view_page page;
    struct view_target_row target;
    struct str name_read, heading, baseline, deadline_text, deadline_words;
    struct str document_url, document_words;
    struct view_passage source;
    struct str before_url, after_url;
};
