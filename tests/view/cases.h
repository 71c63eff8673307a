#pragma once

/* What the views of cases.txt are given, and its values. */

#include "web/view/view.h"

struct view_row {
    struct str name;
    int n;
    VIEW_LIST(struct str) words;
};

struct view_box {
    struct str title;
};

struct view_case {
    struct view_box page;
    struct str name, empty, hostile, url;
    const char *word, *nothing, *icon;
    int n;
    int64_t one;
    bool yes, no;
    struct view_count many, single;
    struct day due;
    struct view_instant at;
    struct decimal rate;
    VIEW_LIST(struct view_row) rows, none;
    const struct view_row *row;
};
