#pragma once

/* Which handler answers which address: a table made from a routes.def of lines
 *
 *     ROUTE(GET, "/nhiem-vu/:id", TASK_READ, page_task_show, 0, FAST, "one task")
 */

#include "web/http/request.h"

struct web_request; /* what the owner of the table makes of a request; unknown in here */

enum http_class {
    HTTP_FAST, /* runs on the event thread: well under a millisecond or two          */
    HTTP_SLOW, /* runs on one of two threads: import, export, search; 503 when full  */
};

struct http_route {
    enum http_method method;
    const char *path; /* "/nhiem-vu/:id": a segment with ':' matches any that is not empty */
    int right;        /* the owner's */
    int (*handler)(struct web_request *);
    size_t body_max; /* bytes of the body, files too; 0 = takes none */
    enum http_class class;
    const char *help;
};

struct http_router {
    const struct http_route *list;
    size_t n;
    /* Calls route->handler with what it takes. On the thread of the route's class; `ctx` is the
     * server's. An error becomes an error page. */
    int (*run)(const struct http_route *route, struct http_request *r, void *ctx, struct err *e);
    /* Makes the page of an error: status, its sentence, a reference of eight letters that stands in
     * the log as well. NULL, or where it leaves nothing: a plain page. */
    void (*fail)(struct http_request *r, int status, const struct err *e, const char *reference,
                 void *ctx);
};

/* Every path well made, no two lines for the same requests. */
MUST_CHECK int http_route_check(const struct http_router *router, struct err *e);

/* The route of r->path and r->method, its path fields added to r. A segment that is spelled out
 * goes before one with ':'. Where none is: NULL, and r->reply is set for a redirect (the path with
 * a slash too much) or 405 with Allow; status 0 there means that nothing has this address. */
const struct http_route *http_route_find(const struct http_router *router, struct http_request *r);
