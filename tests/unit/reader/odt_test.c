#include "office_case.h"

static void test_odt__shows_what_a_person_sees(void **state)
{
    (void)state;
    office_cases("odt.cases", office_odt);
}

static void test_odt__counts_pages(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct doc_tree *tree;
    struct err e = {0};
    struct zip z;
    size_t n = 0;

    (void)state;
    if (reader_read(
            mem,
            office_file(
                &z, office_odt,
                STR("<text:p text:style-name=\"Ngang\">a</text:p><text:p "
                    "text:style-name=\"Truoc\">b"
                    "</text:p><text:p><text:soft-page-break/>c</text:p><text:p>d"
                    "<text:soft-page-break/>e</text:p><text:p "
                    "text:style-name=\"Ngang\">f</text:p>\n"
                    "@auto\n<style:style style:name=\"Ngang\" style:family=\"paragraph\" "
                    "style:master-page-name=\"Landscape\"/><style:style style:name=\"Truoc\" "
                    "style:family=\"paragraph\"><style:paragraph-properties "
                    "fo:break-before=\"page\"/></style:style>")),
            &reader_limits_default, &tree, &e))
        fail_msg("%s", e.text);
    /* "d" begins on page 3 and ends on 4; "f" begins page 5. */
    assert_int_equal(tree->page_count, 5);
    DOC_EACH_BLOCK (b, tree->first) {
        const uint32_t pages[] = {1, 2, 3, 3, 5};

        assert_true(n < COUNT(pages));
        assert_int_equal(b->pos.page, pages[n++]);
    }
    assert_int_equal(n, 5);
    zip_release(&z);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_odt__shows_what_a_person_sees),
        cmocka_unit_test(test_odt__counts_pages),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
