#include "../test.h"

static void test_str_next__keeps_empty_pieces(void **state)
{
    struct str rest = STR("a||b"), piece;

    (void)state;
    assert_true(str_next(&rest, '|', &piece));
    assert_str(piece, STR("a"));
    assert_true(str_next(&rest, '|', &piece));
    assert_str(piece, STR(""));
    assert_true(str_next(&rest, '|', &piece));
    assert_str(piece, STR("b"));
    assert_false(str_next(&rest, '|', &piece));
}

static void test_str_cut__clamps(void **state)
{
    (void)state;
    assert_str(str_cut(STR("abc"), 2, 99), STR("c"));
    assert_str(str_cut(STR("abc"), 9, 1), STR(""));
}

static void test_str_whole__drops_half_a_character(void **state)
{
    struct str s = STR("hạn"); /* h, three bytes of ạ, n */

    (void)state;
    assert_str(str_whole(s), s);
    assert_str(str_whole(str_cut(s, 0, 4)), STR("hạ"));
    assert_str(str_whole(str_cut(s, 0, 3)), STR("h"));
    assert_str(str_whole(str_cut(s, 0, 2)), STR("h"));
    assert_str(str_whole(STR_NONE), STR(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_str_next__keeps_empty_pieces),
        cmocka_unit_test(test_str_cut__clamps),
        cmocka_unit_test(test_str_whole__drops_half_a_character),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
