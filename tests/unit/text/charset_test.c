#include "../test.h"
#include "text/charset.h"
#include "text/clean.h"

static void check(struct str bytes, struct str declared, const char *charset, struct str want)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    const char *name;
    struct str got = text_charset_to_utf8(mem, bytes, declared, &name);

    assert_string_equal(name, charset);
    assert_str(text_clean(mem, got, false), want);
}

static void test_text_charset__utf8(void **state)
{
    (void)state;
    check(STR("Đến hết"), STR_NONE, "utf-8", STR("Đến hết"));
    check(STR("\xEF\xBB\xBFQuý"), STR("windows-1252"), "utf-8", STR("Quý"));
    check(STR("Quý \xFF II, tiến độ\xC3"), STR("UTF-8"), "utf-8", STR("Quý II, tiến độ"));
    check(STR("plain"), STR_NONE, "utf-8", STR("plain"));
    check(STR_NONE, STR_NONE, "utf-8", STR(""));
}

static void test_text_charset__utf16(void **state)
{
    (void)state;
    check(STR("\xFF\xFEQ\0u\0\xFD\0"), STR_NONE, "utf-16le", STR("Quý"));
    check(STR("\xFE\xFF\x01\x10\x1E\xBFn\0"), STR_NONE, "utf-16be", STR("Đế渀"));
    check(STR("Q\0u\0\xFD\0 \0I\0I\0"), STR_NONE, "utf-16le", STR("Quý II"));
    check(STR("\xFF\xFE\x3D\xD8\x00\xDE\x3D\xD8"
              "a\0"),
          STR_NONE, "utf-16le", STR("😀a"));
}

static void test_text_charset__one_byte(void **state)
{
    (void)state;
    check(STR("caf\xE9 \x93x\x94 \x96"), STR("windows-1252"), "windows-1252", STR("café “x” –"));
    check(STR("caf\xE9"), STR("iso-8859-1"), "windows-1252", STR("café"));
    /* "Kế hoạch", "thực hiện", "nhiệm vụ": tones behind their vowels */
    check(STR("K\xEA\xEC hoa\xF2"
              "ch th\xFD\xF2"
              "c hi\xEA\xF2n nhi\xEA\xF2m vu\xF2"),
          STR_NONE, "windows-1258", STR("Kế hoạch thực hiện nhiệm vụ"));
    check(STR("K\xEA\xEC"), STR("windows-1258"), "windows-1258", STR("Kế"));
    check(STR("perch\xE9 cos\xEC, per\xF2"), STR_NONE, "windows-1252", STR("perché così, però"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_charset__utf8),
        cmocka_unit_test(test_text_charset__utf16),
        cmocka_unit_test(test_text_charset__one_byte),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
