#pragma once

/* Fields typed at the door. A handler states what it takes in a table and sees typed values:
 *
 *     enum { ID, WORDS, STATE };
 *     static const struct http_param in[] = {
 *         [ID] = {.name = "id", .kind = HTTP_PARAM_ID, .required = true},
 *         [WORDS] = {.name = "q", .label = N_("Từ cần tìm"), .kind = HTTP_PARAM_TEXT, .max = 200},
 *         [STATE] = {.name = "state", .kind = HTTP_PARAM_CODE, .codes = state_codes},
 *     };
 *     struct http_value v[COUNT(in)];
 *
 *     if (http_param_read(r, in, COUNT(in), v, e))
 *         return e->code;
 */

#include "base/day.h"
#include "web/http/request.h"

enum http_param_kind {
    HTTP_PARAM_ID,    /* 1 … 2^63-1 in digits                                                   */
    HTTP_PARAM_INT,   /* `min` … `max`, with a sign; both 0: every int64                        */
    HTTP_PARAM_DAY,   /* 30/12/2026, 30-12-2026, 30 12 26, 2026-12-30                           */
    HTTP_PARAM_CODE,  /* one of `codes`; the value is its index                                 */
    HTTP_PARAM_TEXT,  /* one line, cleaned (text_clean); at most `max` characters (0 = 1000)    */
    HTTP_PARAM_LINES, /* likewise, its line breaks kept as '\n'                                  */
    HTTP_PARAM_BOOL,  /* 1, on, true; 0, off, false                                             */
};

struct http_param {
    const char *name;  /* of the field */
    const char *label; /* what people call it, marked; NULL: the name */
    enum http_param_kind kind;
    bool required; /* absent or empty is a problem */
    uint16_t many; /* at most so many values (then `list`); 0: one, two are a problem */
    int64_t min, max;
    const char *const *codes; /* ends with NULL */
};

struct http_value {
    bool has; /* present and not empty; else all of it is zero */
    union {
        int64_t id, number;
        struct day day;
        int code;
        struct str text;
        bool yes;
    };
    const struct http_value
        *list; /* of a param with `many`: all values; the first stands above too */
    size_t n;
};

/* Fills ret[0 … n) from path, body and query. ERR_USAGE where a field is wrong: then r->problem
 * lists all that is wrong and `e` says the first; ERR_NOT_FOUND where a value of the path is wrong,
 * as that address names nothing. Values that read well are set even then, so that a form can be
 * shown again. Fields that the table does not name are passed over. */
MUST_CHECK int http_param_read(struct http_request *r, const struct http_param *in, size_t n,
                               struct http_value *ret, struct err *e);
