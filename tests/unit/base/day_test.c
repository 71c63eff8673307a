#include "../test.h"
#include "base/day.h"

static void test_day__known_days(void **state)
{
    struct day d;
    char iso[11];

    (void)state;
    assert_true(day_from_ymd(2000, 1, 1, &d));
    assert_int_equal(d.n, 0);
    assert_true(day_from_ymd(2024, 2, 29, &d));
    assert_string_equal(day_iso(d, iso), "2024-02-29");
    assert_string_equal(day_written(d, iso), "29/02/2024");
    assert_int_equal(day_weekday(d), 3); /* a Thursday */
    assert_false(day_from_ymd(2025, 2, 29, &d));
    assert_false(day_from_ymd(2025, 2, 31, &d));
    assert_false(day_from_ymd(2025, 13, 1, &d));
}

static void test_day__every_day_comes_back(void **state)
{
    struct day first, last;

    (void)state;
    assert_true(day_from_ymd(1900, 1, 1, &first));
    assert_true(day_from_ymd(2199, 12, 31, &last));
    for (struct day d = first, same; d.n <= last.n; d.n++) {
        int y, m, dd;

        day_to_ymd(d, &y, &m, &dd);
        assert_true(day_from_ymd(y, m, dd, &same));
        assert_int_equal(same.n, d.n);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_day__known_days),
        cmocka_unit_test(test_day__every_day_comes_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
