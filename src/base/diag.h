#pragma once

/* A bad line in somebody's document is data, not a failure: a list of remarks with their places. */

#include "base/arena.h"

enum diag_level { DIAG_NOTE, DIAG_WARN };

struct diag {
    enum diag_level level;
    uint32_t page, row; /* 1-based; 0 = unknown. row: line, paragraph or row,
                           whatever the format counts */
    const char *code;   /* for programs: "deadline-unread" */
    struct str text;    /* for people, Vietnamese */
    struct diag *next;
};

struct diag_list {
    struct arena *mem; /* the remarks live here */
    struct diag *first, *last;
    size_t n, max; /* beyond max only n counts on; max 0 = 1000 */
};

__attribute__((format(printf, 6, 7))) void diag_add(struct diag_list *l, enum diag_level level,
                                                    uint32_t page, uint32_t row, const char *code,
                                                    const char *fmt, ...);
