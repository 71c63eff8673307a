#include "reader/index.h"

#include <stdlib.h>

/* At most half full, so that probing ends soon; names made to collide cost at most this many steps,
 * and those that find no place are not found again. */
enum { PROBES_MAX = 64, ROOM_MIN = 64 };

static uint32_t hash(const char *s)
{
    uint32_t h = 2166136261u;

    for (; *s; s++)
        h = (h ^ (unsigned char)*s) * 16777619u;
    return h;
}

/* The slot of the name, or the free one where it belongs; NULL where neither is near. */
static struct reader_index_slot *slot_of(const struct reader_index *x, const char *name)
{
    uint32_t h = hash(name);

    for (int probes = 0; probes < PROBES_MAX; probes++, h++) {
        struct reader_index_slot *s = &x->slots[h & (x->room - 1)];

        if (!s->name || strcmp(s->name, name) == 0)
            return s;
    }
    return NULL;
}

static void enter(struct reader_index *x, const char *name, uint32_t value)
{
    struct reader_index_slot *s = slot_of(x, name);

    if (s && !s->name)
        *s = (struct reader_index_slot){name, value};
}

static void widen(struct arena *mem, struct reader_index *x)
{
    struct reader_index old = *x;

    x->room = old.room ? old.room * 2 : ROOM_MIN;
    x->slots = ARENA_MANY(mem, struct reader_index_slot, x->room);
    for (size_t i = 0; i < old.room; i++)
        if (old.slots[i].name)
            enter(x, old.slots[i].name, old.slots[i].value);
}

void reader_index_put(struct arena *mem, struct reader_index *x, const char *name, uint32_t value)
{
    if (x->count * 2 >= x->room)
        widen(mem, x);
    enter(x, name, value);
    x->count++;
}

uint32_t reader_index_find(const struct reader_index *x, const char *name)
{
    const struct reader_index_slot *s = x->room ? slot_of(x, name) : NULL;

    return s && s->name ? s->value : READER_INDEX_NONE;
}

static int by_id(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;

    return (x > y) - (x < y);
}

void reader_index_sort(void *array, size_t count, size_t size)
{
    if (count)
        qsort(array, count, size, by_id);
}

void *reader_index_lookup(void *array, size_t count, size_t size, int32_t id)
{
    return count ? bsearch(&id, array, count, size, by_id) : NULL;
}
