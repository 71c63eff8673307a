#pragma once

/* Finding the styles, lists and notes of a document: by name, by number. */

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

/* Arrays of any struct that begins with an int32_t id: sorted by it, then found by it (NULL
 * without). */
void reader_index_sort(void *array, size_t count, size_t size);
void *reader_index_lookup(void *array, size_t count, size_t size, int32_t id);
