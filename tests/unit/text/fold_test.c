#include "../test.h"
#include "text/fold.h"

static void test_text_fold__marks_case_and_d(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct text_folded f;
    struct str s = STR("  Đến  hết\n“QUÝ II” – ưỡn ");

    (void)state;
    text_fold(mem, s, &f);
    assert_str(f.text, STR("den het \"quy ii\" - uon"));
    assert_str(text_fold_source(&f, s, 4, 7), STR("hết"));
    assert_str(text_fold_source(&f, s, 0, f.text.n), STR("Đến  hết\n“QUÝ II” – ưỡn"));
}

static void test_text_fold__decomposed_is_the_same(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);

    (void)state;
    assert_str(text_fold_only(mem, STR("u\xCC\x9B\xCC\x83n ho\xCC\x80"
                                       "a")),
               STR("un hoa"));
    assert_str(text_fold_only(mem, STR("a\xFF\x80z")), STR("a z"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_fold__marks_case_and_d),
        cmocka_unit_test(test_text_fold__decomposed_is_the_same),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
