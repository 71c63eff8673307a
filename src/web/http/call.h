#pragma once

/* A request without a socket: pages are tested so. The same code as behind the socket routes it,
 * runs its handler and makes its error page; only what bytes of a head may be is not looked at. */

#include "web/http/route.h"

struct http_call {
    enum http_method method;
    const char *target;           /* "/nhiem-vu?q=ke+hoach" */
    const struct http_pair *body; /* fields of the body, decoded; ends with one without a name */
    const struct http_file *file; /* files of the body; ends with one without a field; borrowed */
    const char *cookie;           /* "lang=en" */
    const char *if_none_match;
    bool fragment;
};

/* The reply, never without a status; http_reply_release() it. Its headers live in `mem`, so does
 * all that the handler made. */
void http_call(const struct http_router *router, void *ctx, const struct http_call *in,
               struct arena *mem, struct http_reply *ret);

/* The body, of whatever kind it is (a file is read into `mem`). */
struct str http_call_body(const struct http_reply *reply, struct arena *mem);

/* The value of a header that the handler set, or STR_NONE. */
struct str http_call_head(const struct http_reply *reply, const char *name);
