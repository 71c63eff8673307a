#pragma once

/* What every unit test needs: cmocka, an arena per test, and cases in text files. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
/* cmocka.h needs what stands above */
#include <cmocka.h>

#include "base/arena.h"

#define assert_str(got, want)                                                                      \
    do {                                                                                           \
        struct str got_ = (got), want_ = (want);                                                   \
        if (!str_is(got_, want_))                                                                  \
            fail_msg("got \"%.*s\", want \"%.*s\"", STR_ARG(got_), STR_ARG(want_));                \
    } while (0)

/* The whole file, in `mem`; the test fails when it cannot be read. */
static inline struct str test_file(struct arena *mem, const char *path)
{
    FILE *f = fopen(path, "rb");
    char *p;
    long n;

    if (!f)
        fail_msg("cannot open %s", path);
    fseek(f, 0, SEEK_END);
    n = ftell(f);
    rewind(f);
    p = arena_alloc(mem, (size_t)n + 1, 1);
    n = (long)fread(p, 1, (size_t)n, f);
    fclose(f);
    return (struct str){p, (size_t)n};
}

/* A line of a .cases file: fields split at " ; ", trimmed; '#' starts a comment line. */
struct test_case {
    int line;
    struct str field[12];
    size_t count;
};

/* The next case of `rest`; *line counts on. False at the end. */
static inline bool test_case_next(struct str *rest, int *line, struct test_case *ret)
{
    struct str text;

    while (str_next(rest, '\n', &text)) {
        size_t at;

        ++*line;
        text = str_trim(text);
        if (text.n == 0 || text.p[0] == '#')
            continue;
        *ret = (struct test_case){.line = *line};
        while (ret->count < 11 && (at = str_find(text, STR(" ; "), 0)) != SIZE_MAX) {
            ret->field[ret->count++] = str_trim(str_cut(text, 0, at));
            text = str_rest(text, at + 2);
        }
        if (str_ends(text, STR(" ;")))
            text = str_cut(text, 0, text.n - 2);
        ret->field[ret->count++] = str_trim(text);
        return true;
    }
    return false;
}
