#pragma once

/* What each view is given: one struct a view, filled by its handler with final words, in the arena
 * of the request. A view shows; it decides and computes nothing. */

#include "web/view/words.h"

/* A list for {{each …}}. */
#define VIEW_LIST(type)                                                                            \
    struct {                                                                                       \
        const type *at;                                                                            \
        size_t n;                                                                                  \
    }

/* marked.html: a text in pieces, the found ones marked. */
struct view_piece {
    struct str text;
    bool marked;
    const char *part; /* which field of the row it is; NULL: none */
};
struct view_marked {
    VIEW_LIST(struct view_piece) pieces;
};

/* chip.html: a state or a certainty; never colour alone, so icon and words go with it. */
struct view_chip {
    const char *code; /* "overdue": the class is nr-chip--overdue */
    const char *icon; /* "clock-exclamation", of ui/icons.txt */
    struct str words; /* "Quá hạn 3 ngày" */
};

/* summary.html: all that is wrong with a form, each line a link to its field. */
struct view_problem {
    struct str url;   /* "#han": the id of the field */
    struct str words; /* as beside the field */
};
struct view_summary {
    struct str title; /* "Chưa lưu được dòng này" */
    VIEW_LIST(struct view_problem) problems;
};

/* pager.html: a list of more than one page. Empty addresses: there is none before or behind. */
struct view_step {
    struct str url;
    int n;
    bool here;
    bool gap; /* "…" before this one */
};
struct view_pager {
    int at, of;
    struct str before, behind;
    VIEW_LIST(struct view_step) steps;
};

/* layout.html: the frame round every page. */
struct view_crumb {
    struct str url, words;
};
struct view_page {
    struct str title; /* without the name of the system */
    struct {
        bool plans, tasks, targets, orgs, documents, import;
    } at;            /* where the page stands in the menu */
    struct str here; /* path and query: the switch of language comes back to it */
    struct str find; /* what is looked for */
    struct str done; /* what was just done: said once, above everything */
    const char *version;
    bool narrow; /* a page of text: readable width */
    bool wrong;  /* something must be put right; the title begins with "Lỗi:" */
    VIEW_LIST(struct view_crumb) crumbs; /* from level 2 on, without the page itself */
    struct view_summary summary;         /* shown above the page; none where the page has its own */
};

/* failure.html: a page that is not there, or what went wrong; view_failure_of() fills it. */
struct view_failure {
    struct view_page page;
    struct str sentence, advice; /* what happened, what to do next */
    struct str reference;        /* stands in the log too; empty: not said */
    struct view_instant when;
    bool absent; /* nothing is there: ways on */
};
