#include "../test.h"
#include "base/utf8.h"

static void test_utf8_bad__finds_what_is_no_character(void **state)
{
    (void)state;
    assert_int_equal(utf8_bad(STR_NONE, 0), 0);
    assert_int_equal(utf8_bad(STR("Đến hết 😀"), 0), sizeof("Đến hết 😀") - 1);
    assert_int_equal(utf8_bad(STR("a\xED\xA0\x80"), 0), 1);      /* a surrogate */
    assert_int_equal(utf8_bad(STR("ab\xF4\x90\x80\x80"), 0), 2); /* above U+10FFFF */
    assert_int_equal(utf8_bad(STR("\xE0\x80\xAF"), 0), 0);       /* longer than need be */
    assert_int_equal(utf8_bad(STR("Ti\xE1\xBA"), 0), 2);         /* cut */
    assert_int_equal(utf8_bad(STR("\xFFx\xFF"), 1), 2);
}

static void test_utf8_write__undoes_read(void **state)
{
    static const char *const all[] = {"a", "Đ", "ế", "😀"};
    char back[4];
    uint32_t c;

    (void)state;
    for (size_t i = 0; i < COUNT(all); i++) {
        struct str s = str_from(all[i]);

        assert_int_equal(utf8_read(s, 0, &c), s.n);
        assert_int_equal(utf8_write(back, c), s.n);
        assert_memory_equal(back, s.p, s.n);
    }
    assert_int_equal(utf8_write(back, 0xD800), 0);
    assert_int_equal(utf8_write(back, 0x110000), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_utf8_bad__finds_what_is_no_character),
        cmocka_unit_test(test_utf8_write__undoes_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
