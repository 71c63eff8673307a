#pragma once

/* Things of the register, one after the other: lines for people, or an array of objects. */

#include "base/json.h"
#include "base/lang.h"

struct cli_cell {
    const char *key;   /* in JSON; a promise */
    const char *label; /* marked; NULL: only in JSON */
    struct str text;
    int64_t number;
    enum { CLI_TEXT, CLI_NUMBER, CLI_OR_NULL } kind; /* OR_NULL: text, null where empty */
};

struct cli_table {
    struct buf *out;
    struct json json;
    enum lang lang;
    bool as_json;
};

void cli_table_open(struct cli_table *t, bool as_json, enum lang lang, struct buf *out);
/* The first cell is the number of the thing, the second its name. */
void cli_table_row(struct cli_table *t, const struct cli_cell *cell, size_t n);
void cli_table_close(struct cli_table *t);
