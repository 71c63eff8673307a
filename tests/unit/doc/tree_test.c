#include "../test.h"
#include "doc/tree.h"

static void test_doc_tree_place__says_what_a_person_counts(void **state)
{
    static const struct {
        const char *format;
        struct doc_pos pos;
        const char *place;
    } cases[] = {
        {"text", {2, 73}, "trang 2, dòng 73"},
        {"markdown", {0, 73}, "dòng 73"},
        {"docx", {2, 73}, "trang 2, đoạn 73"},
        {"html", {0, 73}, "đoạn 73"},
        {"pdf", {2, 0}, "trang 2"},
        {"xlsx", {2, 73}, "trang tính 2, dòng 73"},
        {"odt", {0, 0}, ""},
    };
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct doc_tree tree = {.format = cases[i].format};

        assert_str(doc_tree_place(mem, &tree, cases[i].pos), str_from(cases[i].place));
    }
}

static void test_doc_tree_grid__clips_spans(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct doc_cell cells[] = {{.column = 0, .colspan = 1, .rowspan = 9},
                               {.column = 1, .colspan = 9, .rowspan = 1},
                               {.column = 0, .colspan = 2, .rowspan = 1}};
    struct doc_row rows[] = {{.cells = cells, .count = 2}, {.cells = cells + 2, .count = 1}};
    struct doc_block table = {.kind = DOC_TABLE, .rows = rows, .row_count = 2, .column_count = 2};
    const struct doc_cell **grid = doc_tree_grid(mem, &table);

    (void)state;
    assert_ptr_equal(grid[0], &cells[0]);
    assert_ptr_equal(grid[1], &cells[1]);
    assert_ptr_equal(grid[2], &cells[0]); /* who came first keeps the place */
    assert_ptr_equal(grid[3], &cells[2]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_doc_tree_place__says_what_a_person_counts),
        cmocka_unit_test(test_doc_tree_grid__clips_spans),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
