#pragma once

/* home.html, plan_list.html, plan_show.html */

#include "web/view/task.h"

struct view_tile { /* a count that opens the list of that many */
    struct str url, words;
    const char *code; /* of its colour: "waiting" */
    struct view_count count;
};
struct view_plan_row {
    struct str url, number, title, issuer;
    bool has_issued;
    struct day issued;
    struct str tasks_url, targets_url;
    struct view_count tasks, targets;
};
/* A draft that waits for review. */
struct view_draft_row {
    struct str url, title, file;
    int rows, done, left; /* left: to be looked at */
    struct view_instant at;
};
struct view_home {
    struct view_page page;
    bool first_use; /* neither plan nor draft */
    VIEW_LIST(struct view_tile) tiles;
    VIEW_LIST(struct view_draft_row) drafts;
    VIEW_LIST(struct view_task_row) soon; /* due next */
    struct str soon_url;
    VIEW_LIST(struct view_plan_row) plans;
    struct day today;
};
struct view_plan_list {
    struct view_page page;
    VIEW_LIST(struct view_plan_row) plans;
    VIEW_LIST(struct view_draft_row) drafts;
};

struct view_plan_group {
    int depth; /* 1 = top */
    struct str no, name, tasks_url, targets_url;
    struct view_count tasks, targets;
};
struct view_plan_org {
    struct str url, name, lead_url;
    struct view_count lead, coordinating;
};
struct view_plan_version {
    int number;
    struct str document_url, document, reason;
    struct view_instant at;
};
struct view_plan_show {
    struct view_page page;
    struct view_plan_row plan;
    struct str document_url, draft_url, sheet_url;
    VIEW_LIST(struct view_tile) tiles;
    VIEW_LIST(struct view_plan_group) groups;
    VIEW_LIST(struct view_plan_org) orgs;
    VIEW_LIST(struct view_plan_version) versions;
    struct day today;
};
