#include "web/http/call.h"

#include <unistd.h>

#include "web/http/http_priv.h"

static int fill(struct http_request *r, const struct http_call *in,
                const struct http_router *router, const struct http_route **route,
                struct str *detail, struct err *e)
{
    int status = http__form_target(r, str_from(in->target), STR_NONE, e);

    if (status || (status = http__route_find(router, r, route, detail, e)))
        return status;
    for (const struct http_pair *p = in->body; p && p->name.p && !status; p++)
        status = http__request_add(r, p->name, p->value, HTTP_BODY, e);
    for (const struct http_file *f = in->file; f && f->field.p; f++)
        r->file_n++;
    r->file = ARENA_MANY(r->mem, struct http_file, r->file_n);
    if (r->file_n)
        memcpy(r->file, in->file, r->file_n * sizeof(*r->file));
    return status;
}

void http_call(const struct http_router *router, void *ctx, const struct http_call *in,
               struct arena *mem, struct http_reply *ret)
{
    struct http_request r;
    const struct http_route *route = NULL;
    struct str detail = STR_NONE;
    struct err e = {0};
    int status;

    http__request_init(&r, mem, str_from(in->cookie));
    e.lang = r.lang;
    r.method = in->method;
    r.if_none_match = str_from(in->if_none_match);
    r.fragment = in->fragment;
    status = fill(&r, in, router, &route, &detail, &e);
    http__route_answer(router, route, &r, status, detail, ctx, &e);
    *ret = r.reply;
}

struct str http_call_body(const struct http_reply *reply, struct arena *mem)
{
    char *p;
    size_t n = 0;
    ssize_t got;

    if (reply->fd < 0)
        return reply->still.n ? reply->still : buf_str(&reply->body);
    p = arena_alloc(mem, reply->size + 1, 1);
    while (n < reply->size && (got = pread(reply->fd, p + n, reply->size - n, (off_t)n)) > 0)
        n += (size_t)got;
    return (struct str){p, n};
}

struct str http_call_head(const struct http_reply *reply, const char *name)
{
    for (size_t i = 0; i < reply->head_n; i++)
        if (strcmp(reply->head[i].name, name) == 0)
            return reply->head[i].value;
    return STR_NONE;
}
