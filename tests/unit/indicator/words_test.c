/* Readings of values said back in both languages. */

#include "../test.h"
#include "indicator/words.h"

static void test_indicator_words_reading__says_what_was_understood(void **state)
{
    static const struct {
        const char *value, *unit, *vi, *en;
    } cases[] = {
        {"≥ 18,5", "% GRDP", "ít nhất 18,5% GRDP", "at least 18.5% GRDP"},
        {"16 - 18", "%/năm", "trong khoảng 16 – 18%/năm", "in the range 16 – 18%/năm"},
        {"ít nhất 12", "doanh nghiệp", "ít nhất 12 doanh nghiệp", "at least 12 doanh nghiệp"},
        {"80", "", "bằng 80", "equal to 80"},
        {"Đạt mức khá", "Mức", "mức bằng lời", "level in words"},
    };
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct indicator_target t;

        indicator_target_read(mem, str_from(cases[i].value), str_from(cases[i].unit), &t);
        assert_str(indicator_words_reading(mem, LANG_VI, &t), str_from(cases[i].vi));
        assert_str(indicator_words_reading(mem, LANG_EN, &t), str_from(cases[i].en));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_indicator_words_reading__says_what_was_understood)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
