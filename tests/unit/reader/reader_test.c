#include "../test.h"
#include "reader/reader.h"

static void says(struct str bytes, int code, const char *sentence)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct doc_tree *tree = NULL;
    struct err e = {0};

    assert_int_equal(reader_read(mem, bytes, &reader_limits_default, &tree, &e), code);
    if (!strstr(e.text, sentence))
        fail_msg("got \"%s\", want \"%s\"", e.text, sentence);
    assert_null(tree);
}

static void is(struct str bytes, const char *format)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct doc_tree *tree;
    struct err e = {0};

    if (reader_read(mem, bytes, &reader_limits_default, &tree, &e))
        fail_msg("%s", e.text);
    assert_string_equal(tree->format, format);
}

static void test_reader_reader__tells_the_kind_by_content(void **state)
{
    (void)state;
    is(STR("KẾ HOẠCH\n1. Mục đích\n"), "text");
    is(STR("\xEF\xBB\xBFKẾ HOẠCH\n"), "text");
    is(STR("\xFF\xFEK\0H\0\n\0"), "text");
    is(STR("# KẾ HOẠCH\n\n## I. MỤC TIÊU\n"), "markdown");
    is(STR("\n<!DOCTYPE html><html><body><p>KẾ HOẠCH</p></body></html>"), "html");
    is(STR("<?xml version=\"1.0\"?><html><body><p>KẾ HOẠCH</p></body></html>"), "html");
}

static void test_reader_reader__says_what_to_do_with_other_kinds(void **state)
{
    (void)state;
    says(STR("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0\0\0"), ERR_UNSUPPORTED, "lưu lại thành .docx");
    says(STR("{\\rtf1\\ansi KE HOACH}"), ERR_UNSUPPORTED, "RTF");
    says(STR("\x89PNG\r\n\x1A\n\0\0\0\rIHDR"), ERR_UNSUPPORTED, "ảnh");
    says(STR("\xFF\xD8\xFF\xE0\0\x10JFIF"), ERR_UNSUPPORTED, "ảnh");
    says(STR("Rar!\x1A\x07\x01"), ERR_UNSUPPORTED, "giải nén");
    says(STR("MIME-Version: 1.0\nContent-Type: multipart/related;\n"), ERR_UNSUPPORTED, ".mht");
    says(
        STR("<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?><w:wordDocument/>"),
        ERR_UNSUPPORTED, ".docx");
    says(STR("\x7F"
             "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\x03\0>\x01"),
         ERR_UNSUPPORTED, "không phải văn bản");
    says(STR(" \n\t\n"), ERR_EMPTY, "không có chữ");
    says(STR_NONE, ERR_EMPTY, "không có chữ");
}

static void test_reader_reader__refuses_a_file_over_its_limit(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct reader_limits limits = reader_limits_default;
    struct doc_tree *tree;
    struct err e = {0};

    (void)state;
    {
        size_t size = (size_t)100 << 20;
        char *large = calloc(size, 1);

        assert_non_null(large);
        says((struct str){large, size}, ERR_TOO_BIG, "64 MB");
        memset(large, 'a', (size_t)13 << 20);
        says((struct str){large, (size_t)13 << 20}, ERR_TOO_BIG, "12 MB");
        free(large);
    }
    limits.file_bytes = 4;
    assert_int_equal(reader_read(mem, STR("KẾ HOẠCH"), &limits, &tree, &e), ERR_TOO_BIG);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reader_reader__tells_the_kind_by_content),
        cmocka_unit_test(test_reader_reader__says_what_to_do_with_other_kinds),
        cmocka_unit_test(test_reader_reader__refuses_a_file_over_its_limit),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
