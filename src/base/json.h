#pragma once

/* JSON out, streamed into a buf; commas and quotes are the writer's care. Nesting at most 63:
 * deeper, the buf has failed. */

#include "base/buf.h"

struct json {
    struct buf *out;
    uint64_t filled; /* one bit per open level: a value stands there already */
    int depth;
    bool after_key;
};

void json_init(struct json *j, struct buf *out);
void json_open(struct json *j, char bracket);  /* '{' or '[' */
void json_close(struct json *j, char bracket); /* '}' or ']' */
void json_key(struct json *j, const char *key);
void json_str(struct json *j, struct str s); /* invalid UTF-8 becomes U+FFFD */
void json_int(struct json *j, int64_t v);
void json_bool(struct json *j, bool v);
void json_null(struct json *j);
