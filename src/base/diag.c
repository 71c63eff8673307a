#include "base/diag.h"

#include <stdarg.h>
#include <stdio.h>

void diag_add(struct diag_list *l, enum diag_level level, uint32_t page, uint32_t row,
              const char *code, const char *fmt, ...)
{
    char text[1024];
    struct diag *d;
    va_list args;

    if (l->n++ >= (l->max ? l->max : 1000))
        return;
    va_start(args, fmt);
    vsnprintf(text, sizeof(text), fmt, args);
    va_end(args);
    d = ARENA_NEW(l->mem, struct diag);
    *d = (struct diag){level, page, row, code, arena_copy(l->mem, str_whole(str_from(text))), NULL};
    if (l->last)
        l->last->next = d;
    else
        l->first = d;
    l->last = d;
}
