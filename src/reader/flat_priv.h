#pragma once

/* A flattened web table while it is put together: flat.c finds its cells, flat_row.c its rows. */

#include "reader/text_priv.h"

struct reader__cell {
    size_t from, to; /* lines */
    size_t bars;     /* before it */
    bool is_number;  /* holds nothing but "3", "IV", "1.2" */
    /* Filled by reader__flat_rows(): */
    bool opens_row;
    uint32_t column, colspan;
    uint32_t empties;  /* empty cells before it in its row */
    uint32_t trailing; /* empty cells behind it, when it is the last of its row */
};

struct reader__flat {
    struct reader__cell *cells;
    size_t count, room;
    size_t widest; /* cells of the longest row that hangs together by single bars */
    size_t runs;   /* such rows so far */
    size_t last_bars;
};

/* Decides where rows begin and which column each cell stands in. */
void reader__flat_rows(struct reader__text *t, struct reader__flat *f);
