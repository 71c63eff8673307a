#pragma once

/* Inside http/ only. Functions that look at what came in return 0, or the status of the refusal
 * with its sentence in `e`. */

#include <pthread.h>

#include "web/http/server.h"

enum {
    HTTP__LINE_MAX = 8 << 10,  /* bytes of the request line */
    HTTP__HEAD_MAX = 16 << 10, /* bytes of all headers */
    HTTP__HEADERS = 100,
    HTTP__FIELDS = 1000, /* fields of a request */
    HTTP__FILES = 20,
    HTTP__TEXT_MAX = 1 << 20, /* bytes of all fields that are no files */
};

/* head.c: what a head says, of it only what anybody asks for. Borrowed from the connection. */
struct http__head {
    struct str host, origin, site, cookie, if_none_match, type;
    struct str length_text, coding, accept, expect, fragment;
    uint64_t length; /* of the body */
};
struct MHD_Connection;

/* Reads and checks the head of a request whose line was `target` long. */
int http__head_read(struct MHD_Connection *c, const char *method, size_t target,
                    const char *version, struct http__head *ret, struct err *e);
/* Who asks: a Host of ours (421), and for a POST a page of ours (403). `own` is our port or 0,
 * `host` the configured one or NULL. */
int http__head_check(const struct http__head *h, bool post, int port, const char *host,
                     struct err *e);
/* Is it a value of that header, a list with commas? Case of ASCII aside. */
bool http__head_lists(struct str header, struct str value);
bool http__head_is(struct str a, const char *b); /* case of ASCII aside */

/* form.c: percent codes. `plus`: '+' is a space. False for a broken code, NUL, no UTF-8. */
bool http__form_decode(struct arena *mem, struct str s, bool plus, struct str *ret);
/* The fields of a query or of an urlencoded body. */
int http__form_read(struct http_request *r, struct str s, enum http_place place, struct err *e);
/* Path and query of a request; `host` is what an absolute form must name. */
int http__form_target(struct http_request *r, struct str target, struct str host, struct err *e);

/* request.c */
void http__request_init(struct http_request *r, struct arena *mem, struct str cookie);
int http__request_add(struct http_request *r, struct str name, struct str value,
                      enum http_place place, struct err *e);

/* route.c: 0 and *ret; or 404; 405 and *detail is Allow; 308 and *detail is Location. */
int http__route_find(const struct http_router *router, struct http_request *r,
                     const struct http_route **ret, struct str *detail, struct err *e);
/* Runs the handler where `status` is 0, else makes the reply of that status (with its detail and
 * sentence). The reply has a status in the end. */
void http__route_answer(const struct http_router *router, const struct http_route *route,
                        struct http_request *r, int status, struct str detail, void *ctx,
                        struct err *e);

/* reply.c: the page of an error, and its line in the log. */
void http__reply_fail(struct http_request *r, const struct http_router *router, int status,
                      struct str detail, const struct err *e, void *ctx);
/* What stood in the reply is gone. */
void http__reply_clear(struct http_request *r);

/* send.c: the reply as MHD sends it; takes over its bytes and file. NULL without memory. */
struct MHD_Response *http__send_make(struct http_reply *reply, bool last);

/* upload.c: a multipart body, in pieces as they come. */
struct http__upload;
struct http__upload *http__upload_new(struct MHD_Connection *c); /* NULL: not one */
void http__upload_feed(struct http__upload *u, struct str piece);
int http__upload_read(struct http__upload *u, struct http_request *r, struct err *e);
void http__upload_free(struct http__upload *u);

/* limit.c: how long each connection may be in what it does. */
enum http__state { HTTP__IDLE, HTTP__HEAD, HTTP__BODY, HTTP__RUN, HTTP__STATES };
struct http__connection {
    int fd;
    bool fresh; /* nothing was asked yet */
    enum http__state state;
    int64_t deadline, body_begun; /* milliseconds of the monotonic clock */
    struct http__connection *before, *after;
};
struct http__limit {
    struct http_limit of;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed, empty;
    struct http__connection list[HTTP__STATES]; /* rings, the longest in it first */
    int n[HTTP__STATES];
    _Atomic bool stopping;
    bool ended;
};
int http__limit_start(struct http__limit *l, const struct http_limit *of, struct err *e);
struct http__connection *http__limit_open(struct http__limit *l, int fd); /* NULL without memory */
void http__limit_close(struct http__limit *l, struct http__connection *c);
void http__limit_state(struct http__limit *l, struct http__connection *c, enum http__state state);
/* So much of the body has come: what comes gives time, what was announced does not. */
void http__limit_body(struct http__limit *l, struct http__connection *c, uint64_t come);
void http__limit_drain(struct http__limit *l); /* returns when the last connection is gone */
void http__limit_stop(struct http__limit *l);

/* worker.c: two threads for what takes long. */
enum { HTTP__WORKERS = 2, HTTP__QUEUE = 32 };
struct http__worker {
    pthread_t thread[HTTP__WORKERS];
    pthread_mutex_t lock;
    pthread_cond_t came;
    void (*run)(void *job);
    void *queue[HTTP__QUEUE];
    int threads, first, n;
    bool ended;
};
int http__worker_start(struct http__worker *w, void (*run)(void *job), struct err *e);
bool http__worker_add(struct http__worker *w, void *job); /* false: the queue is full */
void http__worker_stop(struct http__worker *w);           /* what is queued is done first */

/* listen.c: a listening socket of an address of server.h, and its shown form (malloc'ed). */
int http__listen_open(const char *address, int *fd, int *port, char **shown, struct err *e);
void http__listen_close(int fd, const char *shown); /* fd -1: closed already */
