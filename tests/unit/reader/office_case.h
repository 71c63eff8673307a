#pragma once

/* Runs a file of cases: "== name", the insides of a document (office.h), "--", what a careful
 * person sees of it (outline.h), remarks last, each behind "! ". */

#include <stdio.h>

#include "../test.h"
#include "office.h"
#include "outline.h"
#include "reader/reader.h"

static inline struct str office_seen(struct arena *mem, const struct office_part *parts,
                                     struct str text, const struct reader_limits *limits)
{
    struct doc_tree *tree;
    struct err e = {0};
    struct str seen;
    struct zip z;

    if (reader_read(mem, office_file(&z, parts, text), limits, &tree, &e)) {
        seen = arena_printf(mem, "!! %s", e.text);
    } else {
        seen = outline(mem, tree);
        for (const struct doc_remark *r = tree->remarks; r; r = r->next)
            seen = arena_printf(mem, "%.*s\n! %.*s", STR_ARG(seen), STR_ARG(r->text));
    }
    zip_release(&z);
    return seen;
}

static inline void office_cases(const char *path, const struct office_part *parts)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct str all = test_file(mem, path);
    size_t at = str_find(all, STR("\n== "), 0), failed = 0;

    assert_true(at++ != SIZE_MAX);
    while (at != SIZE_MAX) {
        size_t next = str_find(all, STR("\n== "), at);
        struct str one = str_cut(all, at, next), name = one, text, want, seen;
        size_t line = str_find(one, STR("\n"), 0), end = str_find(one, STR("\n--\n"), 0);

        at = next == SIZE_MAX ? next : next + 1;
        assert_true(line != SIZE_MAX && end != SIZE_MAX);
        name = str_cut(one, 3, line);
        text = str_cut(one, line + 1, end + 1);
        want = str_trim(str_rest(one, end + 4));
        seen = str_trim(office_seen(mem, parts, text, &reader_limits_default));
        if (!str_is(seen, want)) {
            printf("%s: %.*s\n--- got\n%.*s\n--- want\n%.*s\n", path, STR_ARG(name), STR_ARG(seen),
                   STR_ARG(want));
            failed++;
        }
    }
    assert_int_equal(failed, 0);
}
