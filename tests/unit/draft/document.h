#pragma once

/* Small invented documents as text, with the rows that a careful reader gets from them:
 *
 *   == what this case is about
 *   the document, one paragraph a line; **a bold one**; {1.1.} before what the word processor
 * numbers
 *   --
 *   task | II.1.1 | name | lead | coordinating | deadline | deliverable | firm
 *
 * Bodies and deadlines are the words as written. Fields left out at the end are empty, but the
 * certainty always stands last. A case without rows expects ERR_EMPTY. */

#include "../test.h"
#include "base/buf.h"
#include "draft/draft.h"

/* All documents of the file are OCR text without Vietnamese letters. */
static bool document_is_damaged;

struct document {
    int line; /* of its title in the file */
    struct str title, text, rows;
};

static inline bool document_next(struct str *rest, int *line, struct document *ret)
{
    struct str one;
    bool open = false, rows = false;
    const char *from = NULL;

    *ret = (struct document){0};
    for (struct str before = *rest; str_next(rest, '\n', &one); before = *rest) {
        if (str_starts(one, STR("=="))) {
            if (open) {
                *rest = before;
                return true;
            }
            open = true;
            ret->line = *line + 1;
            ret->title = str_trim(str_rest(one, 2));
        } else if (open && str_is(one, STR("--"))) {
            rows = true;
            from = NULL;
        } else if (open && !str_starts(one, STR("#"))) {
            struct str *part = rows ? &ret->rows : &ret->text;

            if (!from)
                from = part->p = one.p;
            part->n = (size_t)(one.p + one.n - from);
        }
        ++*line;
    }
    return open;
}

static inline struct doc_tree *document_tree(struct arena *mem, struct str text)
{
    struct doc_builder b;
    struct str one;
    uint32_t number = 0;

    doc_tree_start(&b, mem, "text");
    while (str_next(&text, '\n', &one)) {
        struct str label = STR_NONE;
        struct doc_block *p;
        size_t close = str_starts(one, STR("{")) ? str_find(one, STR("} "), 0) : SIZE_MAX;
        bool bold;

        if (close != SIZE_MAX) {
            label = str_cut(one, 1, close);
            one = str_rest(one, close + 2);
        }
        bold = str_starts(one, STR("**")) && str_ends(one, STR("**")) && one.n > 4;

        number++;
        if (str_trim(one).n == 0)
            continue;
        p = doc_tree_paragraph(&b, bold ? str_cut(one, 2, one.n - 2) : one,
                               (struct doc_pos){.line = number});
        p->label = label;
        p->list = label.n > 0;
        if (bold)
            p->flags |= DOC_BOLD;
    }
    b.tree->damaged = document_is_damaged;
    doc_tree_finish(&b);
    return b.tree;
}

static inline void document_field(struct buf *out, struct str s, size_t *gap)
{
    if (s.n == 0) {
        ++*gap;
        return;
    }
    for (; *gap; --*gap)
        buf_add(out, STR(" |"));
    buf_add(out, STR(" | "));
    buf_add(out, s);
}

/* The rows as the file writes them. */
static inline void document_rows(const struct draft *d, struct buf *out)
{
    for (const struct draft_row *r = d->rows; r; r = r->next) {
        size_t gap = 0;
        bool task = r->kind == DRAFT_TASK;

        buf_add(out, task ? STR("task") : STR("target"));
        document_field(out, r->no, &gap);
        document_field(out, r->name, &gap);
        document_field(out, task ? r->lead_text : r->target_text, &gap);
        document_field(out, task ? r->coordinating_text : r->unit, &gap);
        document_field(out, r->deadline_text, &gap);
        document_field(out, r->deliverable, &gap);
        gap = 0;
        document_field(out, r->certainty == DRAFT_FIRM ? STR("firm") : STR("tentative"), &gap);
        buf_char(out, '\n');
    }
}

/* Reads every document of the file and compares all its rows. */
static inline void document_check(const char *path)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct draft_rules rules = {plan_org_list_builtin(), schedule_rules_default};
    struct str rest = test_file(mem, path);
    struct document doc;
    int line = 0;
    size_t wrong = 0;

    while (document_next(&rest, &line, &doc)) {
        struct draft *draft;
        struct err e = {0};
        struct buf out;

        buf_init(&out, 1 << 20);
        if (!draft_tree_read(mem, document_tree(mem, doc.text), &rules, &draft, &e))
            document_rows(draft, &out);
        if (!str_is(str_trim(buf_str(&out)), str_trim(doc.rows))) {
            print_error("%s:%d: %.*s\n got:\n%.*s\n want:\n%.*s\n", path, doc.line,
                        STR_ARG(doc.title), STR_ARG(buf_str(&out)), STR_ARG(doc.rows));
            wrong++;
        }
        buf_release(&out);
    }
    assert_int_equal(wrong, 0);
}
