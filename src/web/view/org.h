#pragma once

/* org_list.html, org_show.html */

#include "web/view/plan.h"

struct view_code { /* an option that is told by a word */
    const char *value;
    struct str words;
    bool on;
};
struct view_org_row {
    struct str url, name, type, lead_url;
    struct view_count lead, coordinating, aliases;
    bool ended;
};
struct view_org_list {
    struct view_page page;
    struct str words;
    VIEW_LIST(struct view_code) types;
    bool with_work;
    struct view_count first, last, total;
    VIEW_LIST(struct view_org_row) rows;
    bool paged;
    struct view_pager pager;
};

struct view_org_alias {
    struct str words, source;
    struct view_count uses;
    bool has_uses, ended;
    bool fixed; /* ships with the program: cannot be taken back */
    struct str end_url, renew_url, draft_url;
    struct view_instant at;
};
struct view_org_name {
    struct str name;
    bool has_from, has_to;
    struct day from, to;
};
struct view_org_show {
    struct view_page page;
    struct str name, type, code;
    bool ended;
    VIEW_LIST(struct view_tile) tiles;
    struct str parent_url, parent, pair_url, pair;
    VIEW_LIST(struct view_org) predecessors, successors;
    VIEW_LIST(struct view_org_name) names;
    VIEW_LIST(struct view_org_alias) aliases;
    struct str alias_url, alias; /* where a new one is sent; what was typed when it was wrong */
    struct str wrong;
    VIEW_LIST(struct view_task_row) tasks;
    struct str tasks_url;
};
