#pragma once

/* import_*.html, draft_*.html: a document as issued becomes rows, each is looked at, all are
 * confirmed. */

#include "web/view/passage.h"
#include "web/view/task.h"

/* import_new.html: the form of an upload, the drafts that are open. */
struct view_import_line {
    struct str url, title, number;
    struct view_count rows, to_check;
    struct view_instant at;
};
struct view_import {
    struct view_page page;
    struct str error; /* of the file; empty: none */
    int64_t max;      /* bytes */
    struct view_count megabytes;
    VIEW_LIST(struct view_import_line) drafts;
    bool paged;
    struct view_pager pager;
};

/* The parts of the review. */
struct view_field { /* field.html: text in a form */
    bool lines;     /* more than one */
    const char *id, *name;
    const char *part; /* its words in the passage: "deadline"; NULL: none */
    struct str label, value, error;
};
struct view_box { /* a body as a ticked chip: unticked it is taken off */
    struct str name, id, value, words;
    bool on;
};
struct view_ask { /* words of the document that may mean several bodies */
    struct str id, words;
    VIEW_LIST(struct view_box) radios;
};
struct view_pick {    /* pick.html: the bodies of a role */
    const char *role; /* "lead": name of the fields, and of the words in the passage */
    struct str label, add, words, error;
    VIEW_LIST(struct view_ask) asks;
    VIEW_LIST(struct view_box) boxes;
    struct str typed;
};
struct view_reading {       /* draft_reading.html: what was understood of words */
    const char *id, *of;    /* of: the fields with the words */
    struct str words, none; /* none: said where there is no reading */
};
struct view_draft_top { /* draft_top.html */
    struct str name, issuer, abstract, head_url;
    struct str about; /* the abstract, where it is not the name */
    bool has_issued;
    struct day issued;
    struct view_count clear, rows, to_check;
    int64_t clear_n, rows_n;
};
struct view_draft_line { /* a row in the list */
    struct str url, id, no, name, why;
    const char *state; /* firm tentative reviewed dropped */
    struct view_chip chip;
    bool on, dropped;
};

/* One row with its form; where nothing can be edited, what it says. */
struct view_draft_form {
    struct str title;
    struct view_chip chip;
    struct str why, restored;
    VIEW_LIST(struct str) steps;
    bool editable, target, can_check, dropped;
    int64_t version;
    struct str save_url, check_url, split_url, merge_url, add_url, drop_url, restore_url, read_url;
    struct view_field name, no, heading, deadline, due, deliverable, unit, target_text, baseline;
    struct view_pick lead, coordinating;
    struct str lead_words, coordinating_words; /* for reading only */
    struct view_reading reading, target_reading;
    struct str target_url; /* reads a target's words while they are typed */
    bool more;             /* opens what is folded: something in there is wrong */
};

/* draft_review.html */
struct view_draft {
    struct view_page page;
    struct view_draft_top top;
    const char *mode; /* "list" or "row": what phones show */
    VIEW_LIST(struct view_tab) tabs, kinds, orders;
    struct str find_url, words;      /* the search among rows … */
    const char *show, *kind, *order; /* … and what it keeps of the other filters; NULL: nothing */
    VIEW_LIST(struct view_draft_line) rows;
    bool paged;
    struct view_pager pager;
    bool open, has_row;
    struct str plan_url; /* of a draft that is confirmed */
    struct view_draft_form row;
    struct view_passage source;
    struct str undo_url, undo_words, confirm_url, firm_url, add_url;
    struct view_count firm; /* rows that firm_url would mark */
};

/* draft_conflict.html: somebody else was first */
struct view_draft_both {
    struct str label, stored, mine;
    bool differs;
};
struct view_draft_conflict {
    struct view_page page;
    struct str title, save_url, keep_url;
    int64_t version;
    VIEW_LIST(struct view_draft_both) both;
    VIEW_LIST(struct view_box) fields; /* of the form, to send once more */
};

/* draft_split.html: where a row is cut */
struct view_draft_cut {
    struct str id, value, before, after;
    bool on;
};
struct view_draft_split {
    struct view_page page;
    struct str title, name, save_url, back_url;
    int64_t version;
    VIEW_LIST(struct view_draft_cut) cuts;
};

/* draft_head.html: what was read of the document itself */
struct view_draft_head {
    struct view_page page;
    struct str save_url, back_url;
    struct view_field number, type, issuer, issued, abstract;
};

/* draft_confirm.html */
struct view_draft_name { /* words that no body is known for */
    struct str id, field, choice, words, url;
    struct view_count rows;
    VIEW_LIST(struct view_choice) candidates;
};
struct view_draft_diag {
    struct str place, words;
};
struct view_draft_confirm {
    struct view_page page;
    struct view_draft_top top;
    struct str type, number;
    struct view_count tasks, targets, bodies, to_check, dropped, without_lead, without_deadline,
        unread, unknown;
    struct str tasks_url, targets_url, check_url, gone_url, same_url;
    struct str save_url, resolve_url, drop_url, back_url;
    bool doubt;
    int64_t seen;
    VIEW_LIST(struct view_draft_name) names;
    VIEW_LIST(struct view_choice) types;
    VIEW_LIST(struct view_draft_diag) warnings, notes;
};

/* org_suggest.html: hits of the picker */
struct view_suggest {
    VIEW_LIST(struct view_choice) orgs;
};
