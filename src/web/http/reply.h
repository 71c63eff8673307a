#pragma once

/* What goes back. A handler calls one of http_reply_page() … http_reply_file(), and returns 0; or
 * it returns an error, and the error page is made of it. */

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

struct http_request;

enum { HTTP_REPLY_MAX = 16 << 20, HTTP_REPLY_HEADS = 8 };

struct http_reply {
    int status;       /* 0: nothing yet */
    const char *type; /* Content-Type, lives longer than the request */
    struct buf body;  /* bytes made for this reply, or */
    struct str still; /* bytes that live as long as the program, or */
    int fd;           /* a file of `size` bytes; -1 is none */
    uint64_t size;
    bool cached; /* may be kept for ever (its address changes with its bytes); else no-store */
    struct {
        const char *name;
        struct str value;     /* in the request's arena */
    } head[HTTP_REPLY_HEADS]; /* besides those that every reply has */
    size_t head_n;
};

/* An HTML page; the caller writes it into the result. What stood in the reply before is gone. */
struct buf *http_reply_page(struct http_request *r, int status);

/* Bytes of another type, "text/csv; charset=utf-8". */
struct buf *http_reply_bytes(struct http_request *r, int status, const char *type);

/* 303 to a path of our own: "/nhap/3?loc=1#dong-7". ERR_SYSTEM for anything else, "//host" too. */
MUST_CHECK int http_reply_redirect(struct http_request *r, struct str path, struct err *e);

/* The bytes of a file from its start, as a download called `name` (any UTF-8). Takes fd over, also
 * where it fails. */
MUST_CHECK int http_reply_file(struct http_request *r, int fd, struct str name, const char *type,
                               struct err *e);

/* Makes a download of what http_reply_bytes() began. */
void http_reply_attach(struct http_request *r, struct str name);

/* Bytes built into the program under an address that changes with them; `gzip` may be STR_NONE.
 * `etag` is quoted: "\"ab12\"". Answers 304 where the client has them. */
void http_reply_asset(struct http_request *r, const char *type, const char *etag, struct str bytes,
                      struct str gzip);

/* Set-Cookie for the whole site, HttpOnly, SameSite=Lax; `value` of letters, digits and "-_.". */
void http_reply_cookie(struct http_request *r, const char *name, const char *value, long seconds);

/* One more header; both live as long as the request. Names and values are the program's own. */
void http_reply_head(struct http_request *r, const char *name, struct str value);

/* The status of an error: 404 403 409 413 415 422 500 503. */
int http_reply_status(enum err_code code);

/* Bytes and file gone; fine on a zeroed one whose fd is -1. */
void http_reply_release(struct http_reply *reply);
