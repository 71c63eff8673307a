#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum { ALIGN = 16, SMALL = 16 << 10, HUGE_PAGE = 2 << 20 };

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

static size_t chunk_size(size_t bytes, bool first)
{
    (void)first;
    return sizeof(struct chunk) + bytes;
}
#else
/* Straight from the kernel: zeroed already, and in huge pages where it has them, because a page
 * fault for every 4 KB would cost more than what is done with them. But the first few KB of an
 * arena come from the heap: many need no more, and a huge page takes the kernel 100 µs to zero. */
static struct chunk *chunk_get(size_t bytes)
{
    size_t before;
    char *p;

    if (bytes == SMALL)
        return calloc(1, SMALL);
    p = mmap(NULL, bytes + HUGE_PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    before = -(uintptr_t)p & (HUGE_PAGE - 1);
    if (p == MAP_FAILED)
        return NULL;
    if (before)
        munmap(p, before);
    munmap(p + before + bytes, HUGE_PAGE - before);
    madvise(p + before, bytes, MADV_HUGEPAGE);
    return (struct chunk *)(void *)(p + before);
}

static void chunk_give(struct chunk *c)
{
    if (sizeof(*c) + c->size == SMALL)
        free(c);
    else
        munmap(c, sizeof(*c) + c->size);
}

static size_t chunk_size(size_t bytes, bool first)
{
    if (first && sizeof(struct chunk) + bytes <= SMALL)
        return SMALL;
    return (sizeof(struct chunk) + bytes + HUGE_PAGE - 1) & ~(size_t)(HUGE_PAGE - 1);
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

void arena_clear(struct arena *a)
{
    struct chunk *kept = NULL;

    for (struct chunk *c = a->first, *next; c; c = next) {
        next = c->next;
        if (kept || (sizeof(*c) + c->size != HUGE_PAGE && sizeof(*c) + c->size != SMALL)) {
            chunk_give(c);
            continue;
        }
        kept = c; /* its few used pages are zeroed sooner than the kernel zeroes a fresh one */
        memset(c->bytes, 0, c->used);
        c->used = 0;
        c->next = NULL;
    }
    a->first = kept;
    a->used = 0;
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
    size_t size = chunk_size(bytes, !a->first);
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
    char small[256], *p;
    int n;

    va_start(args, fmt);
    n = vsnprintf(small, sizeof(small), fmt, args);
    va_end(args);
    if (n < 0)
        return STR_NONE;
    p = arena_alloc(a, (size_t)n + 1, 1);
    if ((size_t)n < sizeof(small)) {
        memcpy(p, small, (size_t)n + 1);
        return (struct str){p, (size_t)n};
    }
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
