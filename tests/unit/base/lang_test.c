/* The English of a sentence is found, whole, wherever it stands in the table; what has none stays.
 */

#include "../test.h"
#include "base/err.h"

static void test_lang_text__finds_the_first_the_last_and_one_with_breaks(void **state)
{
    (void)state;
    assert_string_equal(lang_text(LANG_EN, "Không có tệp này."), "There is no such file.");
    assert_string_equal(lang_text(LANG_EN, "\nVì sao đọc như vậy:\n"),
                        "\nWhy it was read this way:\n");
    assert_string_equal(lang_text(LANG_EN, "%.*s; có lẽ là “%.*s”"), "%.*s; perhaps it is “%.*s”");
    assert_string_equal(lang_text(LANG_EN, " số "), " no. ");
}

static void test_lang_text__leaves_what_it_does_not_know(void **state)
{
    static const char unknown[] = "Câu này không có trong danh mục";

    (void)state;
    assert_ptr_equal(lang_text(LANG_EN, unknown), unknown);
    assert_ptr_equal(lang_text(LANG_VI, unknown), unknown);
    assert_string_equal(lang_text(LANG_VI, "Không có tệp này."), "Không có tệp này.");
    assert_string_equal(lang_text(LANG_EN, ""), "");
    assert_null(lang_text(LANG_EN, NULL));
}

static void test_lang_count__knows_one_from_many(void **state)
{
    (void)state;
    assert_string_equal(lang_count(LANG_EN, "Nhiệm vụ", 1), "Task");
    assert_string_equal(lang_count(LANG_EN, "Nhiệm vụ", 2), "Tasks");
    assert_string_equal(lang_count(LANG_EN, "Nhiệm vụ", 0), "Tasks");
    assert_string_equal(lang_text(LANG_EN, "Nhiệm vụ"), "Tasks");
    assert_string_equal(lang_count(LANG_VI, "Nhiệm vụ", 1), "Nhiệm vụ");
    assert_string_equal(lang_count(LANG_EN, "Không có tệp này.", 1), "There is no such file.");
}

static void test_lang_code__goes_both_ways(void **state)
{
    enum lang lang = LANG_VI;

    (void)state;
    assert_true(lang_from_code(STR("en"), &lang));
    assert_int_equal(lang, LANG_EN);
    assert_string_equal(lang_code(lang), "en");
    assert_false(lang_from_code(STR("EN"), &lang));
    assert_false(lang_from_code(STR("en\0vi"), &lang));
    assert_false(lang_from_code(STR_NONE, &lang));
    assert_int_equal(lang, LANG_EN);
    assert_true(lang_from_code(STR("vi"), &lang));
    assert_string_equal(lang_code(lang), "vi");
}

static void test_err_set__speaks_the_language_of_the_caller(void **state)
{
    struct err vi = {0}, en = {.lang = LANG_EN};

    (void)state;
    err_set(&vi, ERR_TOO_BIG, N_("Tệp lớn hơn %zu MB nên không đọc."), (size_t)20);
    err_set(&en, ERR_TOO_BIG, N_("Tệp lớn hơn %zu MB nên không đọc."), (size_t)20);
    assert_string_equal(vi.text, "Tệp lớn hơn 20 MB nên không đọc.");
    assert_string_equal(en.text, "The file is larger than 20 MB and is not read.");
    assert_int_equal(en.lang, LANG_EN);
    err_set(&en, ERR_UNREADABLE, N_("Tệp nén bị hỏng hoặc tải về chưa hết: %s."),
            err_text(&en, N_("mục lục sai chỗ")));
    assert_string_equal(en.text,
                        "The archive is damaged or was not fully downloaded: the directory "
                        "is misplaced.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lang_text__finds_the_first_the_last_and_one_with_breaks),
        cmocka_unit_test(test_lang_text__leaves_what_it_does_not_know),
        cmocka_unit_test(test_lang_count__knows_one_from_many),
        cmocka_unit_test(test_lang_code__goes_both_ways),
        cmocka_unit_test(test_err_set__speaks_the_language_of_the_caller),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
