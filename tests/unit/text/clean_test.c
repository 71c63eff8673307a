#include "../test.h"
#include "text/clean.h"

static void test_text_clean__white_space_and_invisible_characters(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);

    (void)state;
    assert_str(text_clean(mem, STR("  Quý\xC2\xA0\tII \r\n/2025\xE2\x80\x8B  "), false),
               STR("Quý II /2025"));
    assert_str(text_clean(mem, STR(" một \r\n\n hai\vba \n"), true), STR("một\nhai\nba"));
    assert_str(text_clean(mem, STR("nghiên\xC2\xAD cứu\x01\xEF\xBB\xBF\xE2\x80\xAE!"), false),
               STR("nghiên cứu!"));
    assert_str(text_clean(mem, STR(" \t\xC2\xA0"), true), STR(""));
    assert_str(text_clean(mem, STR_NONE, false), STR(""));
}

static void test_text_clean__composes_letters(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);

    (void)state;
    /* u + horn + tilde; e + dot below + circumflex (in either order); Hangul by its parts */
    assert_str(text_clean(mem, STR("u\xCC\x9B\xCC\x83n"), false), STR("ữn"));
    assert_str(text_clean(mem, STR("Vie\xCC\xA3\xCC\x82t Vie\xCC\x82\xCC\xA3t"), false),
               STR("Việt Việt"));
    assert_str(text_clean(mem, STR("ê\xCC\xA3"), false), STR("ệ"));
    assert_str(text_clean(mem, STR("\xE1\x84\x80\xE1\x85\xA1"), false), STR("\xEA\xB0\x80"));
    /* the one kind that composition makes longer */
    assert_str(text_clean(mem, STR("\xF0\x9D\x85\xA0"), false),
               STR("\xF0\x9D\x85\x98\xF0\x9D\x85\xA5\xF0\x9D\x85\xAE"));
}

static void test_text_clean__letters_that_stand_for_others(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);

    (void)state;
    assert_str(text_clean(mem, STR("\xC3\x90\xE1\xBA\xBFn h\xE1\xBA\xBFt"), false), STR("Đến hết"));
    assert_str(text_clean(mem, STR("\xEF\x82\xB7 m\xE1\xBB\x99t"), false), STR("• một"));
}

static void test_text_clean__drops_what_is_no_utf8(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);

    (void)state;
    assert_str(text_clean(mem, STR("a\xFF\x80z \xED\xA0\x80 \xC0\xAF k\xE1\xBA"), false),
               STR("az k"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_clean__white_space_and_invisible_characters),
        cmocka_unit_test(test_text_clean__composes_letters),
        cmocka_unit_test(test_text_clean__letters_that_stand_for_others),
        cmocka_unit_test(test_text_clean__drops_what_is_no_utf8),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
