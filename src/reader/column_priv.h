#pragma once

/* A table that stands in columns of text while it is put together: column.c finds its lines and
 * columns, column_row.c its rows. All positions are in characters of the line. */

#include "reader/text_priv.h"

enum { READER__COLUMNS = 32, READER__LINE_WIDTH = 512 };

/* Words with one space between them. */
struct reader__piece {
    struct str text;
    uint32_t from, to;
};

/* The pieces of a line, divided by two spaces and more; at most `room` (what is over stays in the
 * last). */
size_t reader__column_pieces(struct str raw, struct reader__piece *ret, size_t room);

/* Where the columns of one page begin. */
struct reader__grid {
    uint32_t edge[READER__COLUMNS];
    size_t count;
};

struct reader__columns {
    size_t from, to;          /* lines */
    size_t head;              /* lines [from, head) are the table's head */
    struct reader__grid grid; /* of the page that is read */
    size_t count;
};

/* The text of each column of the line; words stay whole. */
void reader__column_cut(struct str raw, const struct reader__grid *g, struct str *cell);
/* A number, then one piece of text that runs over several columns. */
bool reader__column_is_section(const struct reader__line *l, const struct reader__grid *g);
/* A line that repeats one of the head's. */
bool reader__column_is_head(const struct reader__text *t, const struct reader__columns *c,
                            size_t line);
/* The columns of the lines [from, to), a part of one page; false when they do not stand in columns.
 */
bool reader__column_grid(const struct reader__text *t, const struct reader__columns *c, size_t from,
                         size_t to, struct reader__grid *ret);
/* Makes the table of its lines. */
void reader__column_build(struct reader__text *t, struct reader__columns *c);
