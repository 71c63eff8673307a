#pragma once

/* search.html */

#include "web/view/task.h"

struct view_hit {
    struct str url, kind, plan;
    struct view_marked title, snippet;
    bool has_snippet;
};
struct view_search {
    struct view_page page;
    struct str words;
    VIEW_LIST(struct view_tab) kinds;
    struct view_count total;
    bool at_least; /* more than are counted */
    VIEW_LIST(struct view_hit) hits;
    bool paged;
    struct view_pager pager;
};
