#include "office_case.h"

static void test_xlsx__shows_what_a_person_sees(void **state)
{
    (void)state;
    office_cases("xlsx.cases", office_xlsx);
}

/* The page is the sheet as the tabs count it, the line its row. */
static void test_xlsx__tells_places(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct doc_tree *tree;
    struct err e = {0};
    struct zip z;

    (void)state;
    if (reader_read(mem,
                    office_file(&z, office_xlsx,
                                STR("<row r=\"4\"><c r=\"A4\" t=\"str\"><v>a</v></c></row>\n"
                                    "@sheet2\n<row r=\"7\"><c t=\"str\"><v>b</v></c><c t=\"str\">"
                                    "<v>c</v></c></row><row r=\"9\"><c t=\"str\"><v>d</v></c></row>"
                                    "\n@workbook\n<sheets><sheet name=\"x\" r:id=\"r1\"/>"
                                    "<sheet name=\"y\" r:id=\"r2\"/></sheets>")),
                    &reader_limits_default, &tree, &e))
        fail_msg("%s", e.text);
    assert_int_equal(tree->page_count, 2);
    assert_int_equal(tree->first->pos.page, 1);
    assert_int_equal(tree->first->pos.line, 4);
    assert_int_equal(tree->first->next->pos.page, 2);
    assert_int_equal(tree->first->next->rows[1].pos.line, 9);
    zip_release(&z);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_xlsx__shows_what_a_person_sees),
        cmocka_unit_test(test_xlsx__tells_places),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
