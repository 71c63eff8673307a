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
};
struct view_marked {
    VIEW_LIST(struct view_piece) pieces;
};
