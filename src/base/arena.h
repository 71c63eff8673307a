#pragma once

/* Memory that is given back all at once: one arena per request, import or run.
 *
 * Allocation never fails towards the caller. What a document may ask for is bounded before, by the
 * ceilings of the reader and of the frame reader; an arena that passes its own ceiling, or a
 * machine without memory, ends the process with one line (docs/decisions/0002). Pieces are zeroed
 * and aligned for every type. Built with -DARENA_DEBUG each piece is a malloc of its own, so ASan
 * sees its end. */

#include "base/str.h"

struct arena;

struct arena *arena_new(size_t max_bytes); /* caller frees; 0 = 1 GiB */
void arena_clear(struct arena *a);         /* all pieces are gone; it is usable at once */
void arena_free(struct arena *a);          /* NULL is fine */
void arena_freep(struct arena **a);        /* for CLEANUP() */

void *arena_alloc(struct arena *a, size_t count, size_t size); /* count * size, checked */
size_t arena_used(const struct arena *a);                      /* bytes handed out */

#define ARENA_NEW(a, type)     ((type *)arena_alloc((a), 1, sizeof(type)))
#define ARENA_MANY(a, type, n) ((type *)arena_alloc((a), (n), sizeof(type)))

struct str arena_copy(struct arena *a, struct str s);               /* also NUL-terminated */
struct str arena_join(struct arena *a, struct str x, struct str y); /* x then y, NUL-terminated */
__attribute__((format(printf, 2, 3))) struct str arena_printf(struct arena *a, const char *fmt,
                                                              ...);

/* Room for one more element of a growing array: `*array` holds `n` of `*room` elements of `size`
 * bytes; it is moved to a piece twice as large when full. Old pieces stay until the arena goes. */
void arena_grow(struct arena *a, void *array, size_t n, size_t *room, size_t size);
#define ARENA_PUSH(a, array, n, room, value)                                                       \
    do {                                                                                           \
        arena_grow((a), &(array), (n), &(room), sizeof(*(array)));                                 \
        (array)[(n)++] = (value);                                                                  \
    } while (0)
