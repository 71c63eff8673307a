#include "../test.h"
#include "web/view/words.h"

static void test_view_words__numbers(void **state)
{
    static const struct {
        int64_t n;
        struct str digits, vi, en;
    } t[] = {
        {0, STR("0"), STR("0"), STR("0")},
        {999, STR("999"), STR("999"), STR("999")},
        {1000, STR("1000"), STR("1.000"), STR("1,000")},
        {-45678, STR("-45678"), STR("−45.678"), STR("−45,678")},
        {1234567, STR("1234567"), STR("1.234.567"), STR("1,234,567")},
        {INT64_MIN, STR("-9223372036854775808"), STR("−9.223.372.036.854.775.808"),
         STR("−9,223,372,036,854,775,808")},
    };
    char room[VIEW_WORDS_MAX];

    (void)state;
    for (size_t i = 0; i < COUNT(t); i++) {
        struct view_count n = {t[i].n};

        assert_str(view_words_digits(t[i].n, room), t[i].digits);
        assert_str(view_words_count(LANG_VI, n, room), t[i].vi);
        assert_str(view_words_count(LANG_EN, n, room), t[i].en);
    }
}

static void test_view_words__decimals_keep_their_digits(void **state)
{
    static const struct {
        struct decimal d;
        struct str vi, en;
    } t[] = {
        {{0, 0}, STR("0"), STR("0")},
        {{5, 1}, STR("0,5"), STR("0.5")},
        {{-13862, 1}, STR("−1.386,2"), STR("−1,386.2")},
        {{100, 2}, STR("1,00"), STR("1.00")},
        {{INT64_MIN, 0}, STR("−9.223.372.036.854.775.808"), STR("−9,223,372,036,854,775,808")},
        {{INT64_MIN, 18}, STR("−9,223372036854775808"), STR("−9.223372036854775808")},
    };
    char room[VIEW_WORDS_MAX];

    (void)state;
    for (size_t i = 0; i < COUNT(t); i++) {
        assert_str(view_words_decimal(LANG_VI, t[i].d, room), t[i].vi);
        assert_str(view_words_decimal(LANG_EN, t[i].d, room), t[i].en);
    }
}

static void test_view_words__moments_are_those_of_vietnam(void **state)
{
    static const struct {
        int64_t seconds; /* date -u -d '…' +%s */
        struct str vi, en;
    } t[] = {
        {1795168800, STR("17:00 ngày 20/11/2026"), STR("17:00, 20 Nov 2026")},
        {1767200399, STR("23:59 ngày 31/12/2025"), STR("23:59, 31 Dec 2025")}, /* 16:59:59 UTC */
        {1767200400, STR("00:00 ngày 01/01/2026"), STR("00:00, 1 Jan 2026")},
        {-1, STR("06:59 ngày 01/01/1970"), STR("06:59, 1 Jan 1970")},
        {1709164800, STR("07:00 ngày 29/02/2024"), STR("07:00, 29 Feb 2024")},
    };
    char room[VIEW_WORDS_MAX];

    (void)state;
    for (size_t i = 0; i < COUNT(t); i++) {
        struct view_instant at = {t[i].seconds * 1000000};

        assert_str(view_words_instant(LANG_VI, at, room), t[i].vi);
        assert_str(view_words_instant(LANG_EN, at, room), t[i].en);
    }
    assert_str(view_words_instant(LANG_VI, (struct view_instant){INT64_MAX}, room), STR("—"));
    assert_str(view_words_instant(LANG_VI, (struct view_instant){INT64_MIN}, room), STR("—"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_view_words__numbers),
        cmocka_unit_test(test_view_words__decimals_keep_their_digits),
        cmocka_unit_test(test_view_words__moments_are_those_of_vietnam),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
