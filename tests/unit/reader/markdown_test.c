#include "case_file.h"

static void test_reader_markdown__documents(void **state)
{
    (void)state;
    case_file_run("markdown.cases", reader_markdown_read);
}

static void test_reader_markdown__is_told_by_its_marks(void **state)
{
    (void)state;
    assert_true(reader_markdown_is(STR("## KẾ HOẠCH\n\n### I. MỤC TIÊU\n")));
    assert_true(reader_markdown_is(STR("| TT | Tên |\n| --- | --- |\n| 1 | Một |\n")));
    assert_true(reader_markdown_is(STR("**Một**\n\n**Hai**\n\n- **Ba**: bốn\n")));
    assert_false(reader_markdown_is(STR("KẾ HOẠCH\n* Mục tiêu (*)\n# 5\n-----\n(**) Ghi chú\n")));
    assert_false(reader_markdown_is(STR("|\nTT\n|\nTên\n|\n")));
    assert_false(reader_markdown_is(STR("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reader_markdown__documents),
        cmocka_unit_test(test_reader_markdown__is_told_by_its_marks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
