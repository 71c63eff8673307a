/* Readings said back in both languages. */

#include "../test.h"
#include "schedule/words.h"

static void test_schedule_words_reading__says_what_was_understood(void **state)
{
    static const struct {
        const char *words, *vi, *en;
    } cases[] = {
        {"Quý III/2026", "hết ngày 30/09/2026 (quý)", "by the end of 30/09/2026 (quarter)"},
        {"trước ngày 15/5/2026", "hết ngày 14/05/2026 (ngày)", "by the end of 14/05/2026 (day)"},
        {"2026-2028", "từ 01/01/2026 đến hết ngày 31/12/2028 (giai đoạn)",
         "from 01/01/2026 to the end of 31/12/2028 (period)"},
        {"Trước 17 giờ 00 ngày 20/02/2026", "17 giờ 00 ngày 20/02/2026 (ngày)",
         "17:00 on 20/02/2026 (day)"},
        {"Thường xuyên", "thường xuyên", "ongoing"},
        {"trước 20/02", "hết ngày 19/02/2026 (ngày); năm suy từ ngày ban hành",
         "by the end of 19/02/2026 (day); the year follows from the day of issue"},
    };
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct schedule_rules rules = schedule_rules_default;

    (void)state;
    assert_true(day_from_ymd(2026, 1, 20, &rules.issued));
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct schedule_deadline d;

        schedule_deadline_read(mem, str_from(cases[i].words), &rules, &d);
        assert_str(schedule_words_reading(mem, LANG_VI, &d), str_from(cases[i].vi));
        assert_str(schedule_words_reading(mem, LANG_EN, &d), str_from(cases[i].en));
    }
}

/* A date that does not exist is not said; why, and what was perhaps meant, is. */
static void test_schedule_words_reading__says_what_is_doubtful(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct schedule_deadline d;
    struct str words;

    (void)state;
    schedule_deadline_read(mem, STR("31/02/2025"), &schedule_rules_default, &d);
    words = schedule_words_reading(mem, LANG_VI, &d);
    assert_true(str_starts(words, STR("chưa đọc được; ")));
    assert_false(str_has(words, STR("02/2025")));
    schedule_deadline_read(mem, STR("l5/11/2025"), &schedule_rules_default, &d);
    assert_true(
        str_ends(schedule_words_reading(mem, LANG_EN, &d), STR("; perhaps it is “15/11/2025”")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_schedule_words_reading__says_what_was_understood),
        cmocka_unit_test(test_schedule_words_reading__says_what_is_doubtful),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
