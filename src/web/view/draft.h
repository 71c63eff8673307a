#pragma once

/* import_*.html, draft_*.html: a document as issued becomes rows, each is looked at, all are
 * confirmed. */

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
