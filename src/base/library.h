#pragma once

#include <stddef.h>

#include "base/err.h"

/* Shared libraries that are loaded when they are first needed. Linked, ICU, libpq and libmicrohttpd
 * with the forty behind them would double what a start of the program costs
 * (docs/decisions/0013-libraries-when-needed.md).
 *
 * The one who calls the library has a struct of pointers typed by its headers, and a list from
 * which both are made:
 *
 *     #define FUNCTIONS(F) F(exec) F(clear)
 *     #define MEMBER(name) __typeof__(PQ##name) *name;
 *     #define ENTRY(name)  {"PQ" #name, (void **)&pq.name},
 */
struct library_function {
    const char *name;
    void **at; /* pointer to it, set by library_load() */
};

/* Loads `file` ("libpq.so.5") for as long as the program runs and sets each pointer; loading it
 * again sets the same. ERR_SYSTEM: it or one of the functions is not on this machine; the sentence
 * names `package`, which has it. Threads may call it at once. */
int library_load(const char *file, const char *package, const struct library_function *functions,
                 size_t n, struct err *e);
