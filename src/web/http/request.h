#pragma once

/* One request as a handler sees it: checked, decoded, its fields not yet typed (param.h types
 * them). Everything in here lives until the reply is made, in `mem` or in the server's care;
 * nothing is for the handler to free. */

#include "base/err.h"
#include "web/http/reply.h"

enum http_method { HTTP_GET, HTTP_POST }; /* HEAD is a GET whose body stays here */

struct http_pair {
    struct str name, value;
};

/* Where a field came from; a handler rarely asks. */
enum http_place { HTTP_PATH, HTTP_QUERY, HTTP_BODY };

/* A field of the path, the query or the body: percent codes decoded, valid UTF-8, no NUL; not yet
 * cleaned. */
struct http_field {
    struct str name, value;
    enum http_place place;
};

/* A file of a multipart body. */
struct http_file {
    struct str field; /* name of the form's field */
    struct str name;  /* as the sender called it: cleaned, no folders; may be empty */
    int fd;           /* memfd at offset 0; closed with the request, so keep a dup() */
    uint64_t size;    /* bytes */
};

/* What is wrong with a field, for the error summary; param.h makes them. */
struct http_problem {
    const char *name;    /* of the field */
    struct str sentence; /* for people, names the field by its label */
};

struct http_request {
    enum http_method method;
    struct str path;          /* decoded, "/nhiem-vu/17" */
    struct str target;        /* path and query as sent: pure ASCII or UTF-8, a path of our own */
    struct str cookie;        /* the Cookie header; http_request_cookie() looks into it */
    struct str if_none_match; /* the header */
    enum lang lang;           /* of the cookie "lang" */
    bool gzip;                /* the client takes Content-Encoding: gzip */
    bool fragment;            /* HX-Request: true: the page without its frame is wanted */
    struct arena *mem;        /* gone once the reply is made */
    struct http_field *field; /* path, query, body, in the order sent */
    size_t field_n, field_room;
    struct http_file *file;
    size_t file_n;
    struct http_problem *problem; /* of the last http_param_read() */
    size_t problem_n;
    struct http_reply reply; /* what goes back; reply.h fills it */
};

/* The first value of that name as sent, or STR_NONE (p is NULL). */
struct str http_request_field(const struct http_request *r, const char *name);

/* The first file of that name with at least a name or a byte (browsers send an empty one where
 * nothing was picked), or NULL. */
const struct http_file *http_request_file(const struct http_request *r, const char *name);

/* The value of the cookie, or STR_NONE. */
struct str http_request_cookie(const struct http_request *r, const char *name);
