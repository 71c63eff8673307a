#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* Chunks grow with the arena, so that it asks the kernel seldom and wastes little. */
enum { ALIGN = 16, PAGE = 4096, SMALLEST = 64 * 1024, LARGEST = 1024 * 1024 };

struct chunk {
    struct chunk *next;
    size_t used, size;
    _Alignas(ALIGN) char bytes[];
};

struct arena {
    struct chunk *first;
    size_t max, used;
};

_Noreturn static void exhausted(const char *why)
{
    ssize_t ignored = write(STDERR_FILENO, why, strlen(why));

    (void)ignored;
#ifdef ARENA_DEBUG
    abort(); /* a fuzzer shall see where */
#endif
    _exit(1);
}

#ifdef ARENA_DEBUG
static struct chunk *chunk_get(size_t bytes)
{
    return calloc(1, bytes);
}

static void chunk_give(struct chunk *c)
{
    free(c);
}

static size_t chunk_size(const struct arena *a, size_t bytes)
{
    (void)a;
    return sizeof(struct chunk) + bytes;
}
#else
/* Straight from the kernel: zeroed already, and all pages of a chunk in one go, because a page
 * fault for each of them would cost more than what is done with it. */
static struct chunk *chunk_get(size_t bytes)
{
    int how = MAP_PRIVATE | MAP_ANONYMOUS | (bytes <= LARGEST ? MAP_POPULATE : 0);
    void *p = mmap(NULL, bytes, PROT_READ | PROT_WRITE, how, -1, 0);

    return p == MAP_FAILED ? NULL : p;
}

static void chunk_give(struct chunk *c)
{
    munmap(c, sizeof(*c) + c->size);
}

static size_t chunk_size(const struct arena *a, size_t bytes)
{
    size_t usual = a->used / 4 < SMALLEST  ? SMALLEST
                   : a->used / 4 > LARGEST ? LARGEST
                                           : a->used / 4;
    size_t need = sizeof(struct chunk) + bytes;

    return ((need > usual / 4 ? need : usual) + PAGE - 1) & ~(size_t)(PAGE - 1);
}
#endif

struct arena *arena_new(size_t max_bytes)
{
    struct arena *a = calloc(1, sizeof(*a));

    if (!a)
        exhausted(N_("namro: máy đã hết bộ nhớ.\n"));
    a->max = max_bytes ? max_bytes : (size_t)1 << 30;
    return a;
}

void arena_free(struct arena *a)
{
    if (!a)
        return;
    for (struct chunk *c = a->first, *next; c; c = next) {
        next = c->next;
        chunk_give(c);
    }
    free(a);
}

void arena_freep(struct arena **a)
{
    arena_free(*a);
    *a = NULL;
}

static struct chunk *chunk_add(struct arena *a, size_t bytes)
{
    size_t size = chunk_size(a, bytes);
    struct chunk *c = chunk_get(size);

    if (!c)
        exhausted(N_("namro: máy đã hết bộ nhớ.\n"));
    c->size = size - sizeof(*c);
    /* A large piece has a chunk of its own behind the first, which keeps its room. */
    if (a->first && c->size - bytes < a->first->size - a->first->used) {
        c->next = a->first->next;
        a->first->next = c;
    } else {
        c->next = a->first;
        a->first = c;
    }
    return c;
}

void *arena_alloc(struct arena *a, size_t count, size_t size)
{
    struct chunk *c = a->first;
    size_t bytes;
    void *piece;

    if (__builtin_mul_overflow(count, size, &bytes) || bytes > a->max - a->used)
        exhausted(N_("namro: tài liệu cần nhiều bộ nhớ hơn giới hạn.\n"));
    bytes = (bytes + ALIGN - 1) & ~(size_t)(ALIGN - 1);
    if (bytes == 0)
        bytes = ALIGN;
    if (bytes > a->max - a->used)
        exhausted(N_("namro: tài liệu cần nhiều bộ nhớ hơn giới hạn.\n"));
    a->used += bytes;
#ifdef ARENA_DEBUG
    c = chunk_add(a, bytes);
#else
    if (!c || c->size - c->used < bytes)
        c = chunk_add(a, bytes);
#endif
    piece = c->bytes + c->used;
    c->used += bytes;
    return piece;
}

size_t arena_used(const struct arena *a)
{
    return a->used;
}

struct str arena_copy(struct arena *a, struct str s)
{
    char *p = arena_alloc(a, s.n + 1, 1);

    if (s.n)
        memcpy(p, s.p, s.n);
    return (struct str){p, s.n};
}

struct str arena_join(struct arena *a, struct str x, struct str y)
{
    char *p = arena_alloc(a, x.n + y.n + 1, 1);

    if (x.n)
        memcpy(p, x.p, x.n);
    if (y.n)
        memcpy(p + x.n, y.p, y.n);
    return (struct str){p, x.n + y.n};
}

struct str arena_printf(struct arena *a, const char *fmt, ...)
{
    va_list args;
    int n;
    char *p;

    va_start(args, fmt);
    n = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    if (n < 0)
        return STR_NONE;
    p = arena_alloc(a, (size_t)n + 1, 1);
    va_start(args, fmt);
    vsnprintf(p, (size_t)n + 1, fmt, args);
    va_end(args);
    return (struct str){p, (size_t)n};
}

void arena_grow(struct arena *a, void *array, size_t n, size_t *room, size_t size)
{
    void *old, *grown;
    size_t more;

    if (n < *room)
        return;
    more = *room ? *room * 2 : 8;
    memcpy(&old, array, sizeof(old));
    grown = arena_alloc(a, more, size);
    if (n)
        memcpy(grown, old, n * size);
    memcpy(array, &grown, sizeof(grown));
    *room = more;
}
