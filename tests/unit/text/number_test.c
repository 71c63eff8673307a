#include "../test.h"
#include "text/number.h"

static void test_text_number__vietnamese_marks(void **state)
{
    static const struct {
        const char *text;
        size_t bytes;
        const char *value;
    } cases[] = {
        {"2.989,5 tỷ", 7, "2989.5"},
        {"1.000", 5, "1000"},
        {"16,5%", 4, "16.5"},
        {"09", 2, "9"},
        {"0.7", 3, "0.7"},
        {"0,725", 5, "0.725"},
        {"3.", 1, "3"},
        {"x", 0, ""},
        {"12.345.678", 10, "12345678"},
        {"1.2.3", 3, "1.2"},
        {"99999999999999999999", 0, ""},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct decimal d;
        char text[24];

        assert_int_equal(text_number_read(str_from(cases[i].text), &d), cases[i].bytes);
        if (cases[i].bytes)
            assert_string_equal(decimal_text(d, text), cases[i].value);
    }
}

static void test_text_number__roman(void **state)
{
    int v;

    (void)state;
    assert_int_equal(text_number_roman(STR("XIV."), &v), 3);
    assert_int_equal(v, 14);
    assert_int_equal(text_number_roman(STR("iii)"), &v), 3);
    assert_int_equal(v, 3);
    assert_int_equal(text_number_roman(STR("Quý"), &v), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_number__vietnamese_marks),
        cmocka_unit_test(test_text_number__roman),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
