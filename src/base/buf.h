#pragma once

/* Growing bytes under a ceiling. Failure is sticky: after it every call does nothing, so that one
 * look at buf_failed() at the end is enough. */

#include "base/str.h"

struct buf {
    char *p;
    size_t n, room, max;
    bool failed;
};

void buf_init(struct buf *b, size_t max); /* caller owns the struct */
void buf_clear(struct buf *b);            /* empty, usable at once */
void buf_release(struct buf *b);          /* contents gone, struct remains; fine on a zeroed one */

void buf_add(struct buf *b, struct str s);
void buf_char(struct buf *b, char c);
__attribute__((format(printf, 2, 3))) void buf_printf(struct buf *b, const char *fmt, ...);

bool buf_failed(const struct buf *b);
struct str buf_str(const struct buf *b); /* borrowed until the next call */
