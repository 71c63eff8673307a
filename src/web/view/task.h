#pragma once

/* task_list.html, task_show.html */

#include "web/view/passage.h"

struct view_choice { /* of a select */
    int64_t value;   /* 0: any; shown as no value at all */
    struct str words;
    bool on;
};
struct view_tab { /* a filter with its count */
    struct str url, words;
    const char *icon; /* NULL: none */
    struct view_count count;
    bool on;
};

struct view_org { /* a body, with its page where the register has one */
    struct str url, name;
};
struct view_task_row {
    struct str url, no, name;
    VIEW_LIST(struct view_org) lead;
    struct str deadline; /* literal words */
    bool has_due;
    struct day due;
    struct view_chip chip;
    struct str plan, plan_name; /* its number, or without one the first words of its title */
};
struct view_task_list {
    struct view_page page;
    struct str words; /* searched for */
    VIEW_LIST(struct view_choice) orgs, plans;
    int64_t group; /* kept by the form; 0: none */
    bool any_role, without_lead;
    struct str group_words; /* the heading it is, empty: none */
    struct str sheet_url, csv_url;
    VIEW_LIST(struct view_tab) tabs;
    struct view_count first, last, total;
    bool by_due;
    struct str by_due_url, by_plan_url;
    VIEW_LIST(struct view_task_row) rows;
    bool paged;
    struct view_pager pager;
    bool no_task; /* the register has none: first use */
    int filters;  /* that are set, for an empty list */
    struct day today;
    const char *time; /* code of the chosen tab, kept by the form; empty: all */
};

struct view_task_body {
    struct view_org org;
    struct str role, words; /* words: as the document names it, where it says something else */
};
struct view_task_change {
    struct view_instant at;
    struct str act, who, field, before, after; /* field: empty where the act says all */
};
struct view_task_show {
    struct view_page page;
    struct str no, name, name_read; /* name_read: empty where it is the name */
    struct view_chip chip;
    struct str heading;
    VIEW_LIST(struct view_task_body) lead, coordinating;
    struct str deadline_text, deadline_words;
    bool due_fixed;
    VIEW_LIST(struct str) deliverables;
    struct str document_url, document_words, plan_url;
    VIEW_LIST(struct view_task_change) history;
    struct view_passage source;
    struct str before_url, after_url;
    struct day today;
};
