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

static void test_lang_again__finds_the_sentence_behind_its_values(void **state)
{
    static const struct {
        const char *vi, *en;
    } cases[] = {
        {"không nêu cơ quan chủ trì; đọc từ đoạn văn của phần nhiệm vụ; đọc từ câu văn giao việc",
         "names no lead agency; read from prose of the part on tasks; read from a sentence that "
         "assigns work"},
        {"Chủ trì: đọc “Sở Nội vụ” ra 1 cơ quan.", "Lead: “Sở Nội vụ” was read as 1 agency."},
        {"Chủ trì: đọc “A” ra 2 cơ quan.” ra 12 cơ quan.",
         "Lead: “A” ra 2 cơ quan.” was read as 12 agencies."},
        /* words of the document stay, though they are marked somewhere: "Nhiệm vụ" */
        {"Dòng của bảng; tên lấy từ cột “Nhiệm vụ”.",
         "Row of a table; the name comes from the column “Nhiệm vụ”."},
        {"Thời hạn: “31/12/2026” là hết ngày 31/12/2026.",
         "Deadline: “31/12/2026” ends on 31 Dec 2026."},
        {"Tên nhiệm vụ: trang 1, đoạn 23; các dòng phân công từ dòng 2.",
         "Name of the task: page 1, paragraph 23; lines of assignment from line 2."},
        {"Chủ trì: đọc “A” ra mấy cơ quan.", "Chủ trì: đọc “A” ra mấy cơ quan."},
        {"ghi chú của ai đó; đọc từ câu văn giao việc",
         "ghi chú của ai đó; read from a sentence that assigns work"},
        {"Nhóm: I", "Nhóm: I"}, /* so few fixed words would fit anything */
        {"", ""},
    };
    struct arena *mem = arena_new(0);

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_str(lang_again(mem, LANG_EN, str_from(cases[i].vi)), str_from(cases[i].en));
        assert_str(lang_again(mem, LANG_VI, str_from(cases[i].vi)), str_from(cases[i].vi));
    }
    arena_free(mem);
}

/* A long line that begins like many sentences is given up on, not pondered for ever. */
static void test_lang_again__gives_up(void **state)
{
    struct arena *mem = arena_new(0);
    struct str line = STR("Thời hạn: “");

    (void)state;
    for (int i = 0; i < 2000; i++)
        line = arena_join(mem, line, STR("” là hết ngày "));
    assert_str(lang_again(mem, LANG_EN, line), line);
    arena_free(mem);
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
        cmocka_unit_test(test_lang_again__finds_the_sentence_behind_its_values),
        cmocka_unit_test(test_lang_again__gives_up),
        cmocka_unit_test(test_lang_code__goes_both_ways),
        cmocka_unit_test(test_err_set__speaks_the_language_of_the_caller),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
