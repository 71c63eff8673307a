#pragma once

/* Names → numbers, for styles and lists of a document. */

#include "base/arena.h"

struct reader_index_slot {
    const char *name;
    uint32_t value;
};

struct reader_index { /* zeroed = empty */
    struct reader_index_slot *slots;
    size_t count, room;
};

enum { READER_INDEX_NONE = UINT32_MAX };

/* The first value of a name stays. `name` is borrowed as long as the index is used. */
void reader_index_put(struct arena *mem, struct reader_index *x, const char *name, uint32_t value);
uint32_t reader_index_find(const struct reader_index *x,
                           const char *name); /* or READER_INDEX_NONE */
