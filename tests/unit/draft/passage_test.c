/* A document as the lines that its rows are shown beside: passage.cases. */

#include "draft/passage.h"
#include "draft_test.h"

static const char *const kinds[] = {[DRAFT_PASSAGE_PARAGRAPH] = "paragraph",
                                    [DRAFT_PASSAGE_HEADING] = "heading",
                                    [DRAFT_PASSAGE_HEADER] = "header",
                                    [DRAFT_PASSAGE_ROW] = "row",
                                    [DRAFT_PASSAGE_NOTE] = "note"};

/* "row 4: 1 | Lập danh mục | Sở Nội vụ", a line each; dividers become " | ". */
static struct str show(struct arena *mem, const struct draft_passages *p)
{
    struct str all = STR("");

    for (size_t i = 0; i < p->n; i++) {
        struct str rest = draft_test_flat(mem, p->at[i].words), cell;
        const char *before = "";

        all = arena_printf(mem, "%.*s%s %u: ", STR_ARG(all), kinds[p->at[i].kind],
                           (unsigned)p->at[i].pos.line);
        while (str_next(&rest, DRAFT_PASSAGE_DIVIDER, &cell)) {
            all = arena_printf(mem, "%.*s%s%.*s", STR_ARG(all), before, STR_ARG(cell));
            before = " | ";
        }
        all = arena_join(mem, all, STR("\n"));
    }
    return all;
}

/* Blocks "== title", document, "--", the lines. */
static void test_draft_passage_read__cases(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct str rest = test_file(mem, "passage.cases");
    size_t at = str_find(rest, STR("== "), 0), bad = 0, count = 0;

    (void)state;
    for (; at != SIZE_MAX; count++) {
        size_t next = str_find(rest, STR("\n== "), at), line = str_find(rest, STR("\n"), at);
        struct str block = str_cut(rest, line + 1, next == SIZE_MAX ? rest.n : next + 1);
        size_t split = str_find(block, STR("--\n"), 0);
        struct draft_passages p;
        struct str want, got;

        assert_true(split != SIZE_MAX);
        want = str_trim(str_rest(block, split + 3));
        draft_passage_read(mem, draft_test_tree(mem, str_cut(block, 0, split)), &p);
        got = str_trim(show(mem, &p));
        if (!str_is(got, want)) {
            print_error("%.*s\n want\n%.*s\n got\n%.*s\n", STR_ARG(str_cut(rest, at + 3, line)),
                        STR_ARG(want), STR_ARG(got));
            bad++;
        }
        at = next == SIZE_MAX ? SIZE_MAX : next + 1;
    }
    assert_true(count >= 4);
    assert_int_equal(bad, 0);
}

/* Paragraphs stand on lines 1, 2, 4; a footnote that was read behind line 4 belongs to line 3. */
static void test_draft_passage_find__place(void **state)
{
    static const struct draft_passage at[] = {
        {DRAFT_PASSAGE_PARAGRAPH, {1, 1}, STR_NONE}, {DRAFT_PASSAGE_ROW, {1, 2}, STR_NONE},
        {DRAFT_PASSAGE_ROW, {1, 2}, STR_NONE},       {DRAFT_PASSAGE_PARAGRAPH, {1, 4}, STR_NONE},
        {DRAFT_PASSAGE_NOTE, {1, 3}, STR_NONE},      {DRAFT_PASSAGE_PARAGRAPH, {2, 1}, STR_NONE},
    };
    static const uint32_t order[] = {0, 1, 2, 4, 3, 5};
    const struct draft_passages p = {at, COUNT(at), order};

    (void)state;
    assert_int_equal(draft_passage_find(&p, (struct doc_pos){0, 7}), 0);
    assert_int_equal(draft_passage_find(&p, (struct doc_pos){1, 1}), 1);
    assert_int_equal(draft_passage_find(&p, (struct doc_pos){1, 2}), 2);
    assert_int_equal(draft_passage_find(&p, (struct doc_pos){1, 3}), 5);
    assert_int_equal(draft_passage_find(&p, (struct doc_pos){1, 4}), 4);
    assert_int_equal(draft_passage_find(&p, (struct doc_pos){1, 9}), 4);
    assert_int_equal(draft_passage_find(&p, (struct doc_pos){2, 1}), 6);
    assert_int_equal(draft_passage_find(&p, (struct doc_pos){9, 0}), 6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_draft_passage_read__cases),
        cmocka_unit_test(test_draft_passage_find__place),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
