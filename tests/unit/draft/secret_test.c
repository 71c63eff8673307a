#include "../test.h"
#include "draft/secret.h"

/* secret.cases: head line(s) ; "mark" or "-". A '|' starts the next paragraph. Each case stands
 * below a letterhead, as the third paragraph of a document. */
static bool marked(struct arena *mem, struct str lines, uint32_t flags, int before)
{
    struct doc_builder b;
    struct str line;

    doc_tree_start(&b, mem, "text");
    doc_tree_paragraph(&b, STR("ỦY BAN NHÂN DÂN TỈNH TÂN GIANG"), (struct doc_pos){1, 1});
    doc_tree_paragraph(&b, STR("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), (struct doc_pos){1, 2});
    for (int i = 0; i < before; i++)
        doc_tree_paragraph(&b, STR("Một đoạn của kế hoạch."), (struct doc_pos){1, 3});
    while (str_next(&lines, '|', &line))
        doc_tree_paragraph(&b, str_trim(line), (struct doc_pos){1, 3})->flags = flags;
    doc_tree_finish(&b);
    return draft_secret_is_marked(mem, b.tree);
}

static void test_draft_secret__cases(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct str rest = test_file(mem, "secret.cases");
    struct test_case c;
    int line = 0;

    (void)state;
    while (test_case_next(&rest, &line, &c)) {
        bool want = str_is(c.field[1], STR("mark"));

        if (marked(mem, c.field[0], 0, 0) != want)
            fail_msg("secret.cases:%d: %.*s", line, STR_ARG(c.field[0]));
    }
}

static void test_draft_secret__looks_at_the_head(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);

    (void)state;
    assert_true(marked(mem, STR("MẬT"), 0, 5));
    assert_false(marked(mem, STR("MẬT"), 0, 60));            /* a cell far down in an annex */
    assert_true(marked(mem, STR("TỐI MẬT"), DOC_ASIDE, 60)); /* a stamp, a page header */
}

/* A web page has its menus before the letterhead; a page without one has only its first lines. */
static void test_draft_secret__finds_the_head_behind_menus(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct doc_builder b;

    (void)state;
    doc_tree_start(&b, mem, "html");
    for (int i = 0; i < 100; i++)
        doc_tree_paragraph(&b, STR("Trang chủ"), (struct doc_pos){0, 1});
    doc_tree_paragraph(&b, STR("TUYỆT MẬT"), (struct doc_pos){0, 2});
    assert_false(draft_secret_is_marked(mem, b.tree));
    doc_tree_paragraph(&b, STR("ĐẢNG CỘNG SẢN VIỆT NAM"), (struct doc_pos){0, 3});
    assert_true(draft_secret_is_marked(mem, b.tree));
}

/* The letterhead of a Word file is a table. */
static void test_draft_secret__reads_cells(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct doc_block *t, *p = ARENA_NEW(mem, struct doc_block);
    struct doc_builder b;

    (void)state;
    p->text = STR("TỈNH ỦY TÂN GIANG\n*\nSố 05-KH/TU\nTỐI MẬT");
    doc_tree_start(&b, mem, "docx");
    t = doc_tree_table(&b, (struct doc_pos){1, 1});
    t->row_count = 1;
    t->rows = ARENA_NEW(mem, struct doc_row);
    t->rows[0] = (struct doc_row){ARENA_NEW(mem, struct doc_cell), 1, {1, 1}, false};
    t->rows[0].cells[0] = (struct doc_cell){0, 1, 1, p, STR_NONE};
    assert_true(draft_secret_is_marked(mem, b.tree));
    p->text = STR("TỈNH ỦY TÂN GIANG\n*\nSố 05-KH/TU");
    assert_false(draft_secret_is_marked(mem, b.tree));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_draft_secret__cases),
        cmocka_unit_test(test_draft_secret__looks_at_the_head),
        cmocka_unit_test(test_draft_secret__finds_the_head_behind_menus),
        cmocka_unit_test(test_draft_secret__reads_cells),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
