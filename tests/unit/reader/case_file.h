#pragma once

/* Cases of whole documents in one file: "@@ name", the document, "@@ gives", its outline. A
 * document line "\f" is a form feed in front of the next line. */

#include "../test.h"
#include "outline.h"
#include "reader/reader.h"

typedef int case_reader(struct arena *mem, struct str bytes, const struct reader_limits *limits,
                        struct doc_tree **ret, struct err *e);

/* The text up to the next "@@" line. */
static inline struct str case_part(struct str *rest, struct str *head)
{
    struct str start = *rest, line;
    size_t n = 0;

    while (rest->n) {
        struct str before = *rest;

        if (!str_next(rest, '\n', &line) || str_starts(line, STR("@@"))) {
            *head = str_trim(str_rest(line, 2));
            return str_cut(start, 0, n);
        }
        n = (size_t)(before.p - start.p) + line.n + 1;
    }
    *head = STR_NONE;
    return str_cut(start, 0, n);
}

static inline struct str case_document(struct arena *mem, struct str s)
{
    char *p = arena_alloc(mem, s.n + 1, 1);
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++) {
        if (str_starts(str_rest(s, i), STR("\\f\n"))) {
            p[n++] = '\f';
            i += 2;
        } else {
            p[n++] = s.p[i];
        }
    }
    return (struct str){p, n};
}

static inline void case_file_run(const char *path, case_reader *read)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct str rest = test_file(mem, path), name, gives, text;
    int count = 0;

    case_part(&rest, &name);
    while (name.n) {
        struct str document = case_document(mem, case_part(&rest, &gives)), want, got, next;
        struct doc_tree *tree;
        struct err e = {0};

        want = str_trim(case_part(&rest, &next));
        if (read(mem, document, &reader_limits_default, &tree, &e))
            fail_msg("%.*s: %s", STR_ARG(name), e.text);
        got = text = outline(mem, tree);
        if (!str_is(str_trim(got), want))
            fail_msg("%.*s\ngot:\n%.*s\nwant:\n%.*s", STR_ARG(name), STR_ARG(text), STR_ARG(want));
        name = next;
        count++;
    }
    assert_true(count > 0);
}
