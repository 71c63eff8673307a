#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void buf_init(struct buf *b, size_t max)
{
    *b = (struct buf){.max = max};
}

void buf_clear(struct buf *b)
{
    b->n = 0;
    b->failed = false;
}

void buf_release(struct buf *b)
{
    free(b->p);
    *b = (struct buf){.max = b->max};
}

static bool reserve(struct buf *b, size_t more)
{
    size_t room = b->room ? b->room : 256;
    char *p;

    if (b->failed || more > b->max - b->n) {
        b->failed = true;
        return false;
    }
    if (b->n + more <= b->room)
        return true;
    while (room < b->n + more)
        room = room > b->max / 2 ? b->max : room * 2;
    p = realloc(b->p, room);
    if (!p) {
        b->failed = true;
        return false;
    }
    b->p = p;
    b->room = room;
    return true;
}

void buf_add(struct buf *b, struct str s)
{
    if (s.n == 0 || !reserve(b, s.n))
        return;
    memcpy(b->p + b->n, s.p, s.n);
    b->n += s.n;
}

void buf_char(struct buf *b, char c)
{
    buf_add(b, (struct str){&c, 1});
}

void buf_printf(struct buf *b, const char *fmt, ...)
{
    char small[256];
    va_list args;
    int n;

    va_start(args, fmt);
    n = vsnprintf(small, sizeof(small), fmt, args);
    va_end(args);
    if (n < 0) {
        b->failed = true;
    } else if ((size_t)n < sizeof(small)) {
        buf_add(b, (struct str){small, (size_t)n});
    } else {
        char *large = malloc((size_t)n + 1);

        if (!large) {
            b->failed = true;
            return;
        }
        va_start(args, fmt);
        vsnprintf(large, (size_t)n + 1, fmt, args);
        va_end(args);
        buf_add(b, (struct str){large, (size_t)n});
        free(large);
    }
}

bool buf_failed(const struct buf *b)
{
    return b->failed;
}

struct str buf_str(const struct buf *b)
{
    return (struct str){b->p, b->n};
}
