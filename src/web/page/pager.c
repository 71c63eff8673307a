/* A list of more than one page: first, last, and the ones around. */

#include "web/page/page.h"

enum { AROUND = 2 };

static int pages(size_t total)
{
    return (int)((total + PAGE_ROWS - 1) / PAGE_ROWS);
}

int page__last(struct web_request *w, size_t total, struct str (*address)(void *, int), void *ctx)
{
    return http_reply_redirect(w->http, address(ctx, pages(total)), w->e);
}

bool page__pager(struct arena *mem, size_t total, int at, struct str (*address)(void *, int),
                 void *ctx, struct view_pager *ret)
{
    int of = pages(total), last = 0;
    struct view_step *step = ARENA_MANY(mem, struct view_step, 2 * AROUND + 3);
    size_t n = 0;

    if (of <= 1)
        return false;
    for (int i = 1; i <= of; i = i == 1 && at - AROUND > 2 ? at - AROUND : i + 1) {
        if (i > at + AROUND && i < of)
            i = of;
        step[n++] = (struct view_step){
            .url = address(ctx, i), .n = i, .here = i == at, .gap = i > last + 1};
        last = i;
    }
    *ret = (struct view_pager){.at = at, .of = of};
    ret->steps.at = step;
    ret->steps.n = n;
    ret->before = at > 1 ? address(ctx, at - 1) : STR_NONE;
    ret->behind = at < of ? address(ctx, at + 1) : STR_NONE;
    return true;
}
