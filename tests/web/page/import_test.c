/* A document comes in by the form. */

#include "../fixture.h"
#include "base/memfd.h"

static void send_file(struct fixture *f, int fd, const char *name)
{
    const struct http_file file[] = {
        {.field = STR("file"), .name = str_from(name), .fd = fd, .size = 1}, {.fd = -1}};

    fixture_ask(f, &(struct http_call){.method = HTTP_POST, .target = "/nhap", .file = file});
    close(fd);
}

static void test_import__form_says_its_limits_and_that_nothing_waits(void **state)
{
    struct fixture *f = *state;

    fixture_get(f, "/nhap");
    assert_page(f, 200, "tối đa 64 MB");
    assert_page(f, 200, "Không có bản nháp nào đang chờ.");
    fixture_ask(f, &(struct http_call){.target = "/nhap", .cookie = "lang=en"});
    assert_page(f, 200, "at most 64 MB");
    assert_absent(f, "bản nháp");
}

static void test_import__a_file_becomes_a_draft_and_the_same_file_opens_it(void **state)
{
    struct fixture *f = *state;

    send_file(f, fixture_file(f, "data/sample/ke-hoach-25.docx"), "ke <hoạch>.docx");
    assert_to(f, "/nhap/1");
    send_file(f, fixture_file(f, "data/sample/ke-hoach-25.docx"), "khac.docx");
    assert_to(f, "/nhap/1?xong=co-roi");
    fixture_get(f, "/nhap");
    assert_page(f, 200, "25/KH-UBND");
    assert_page(f, 200, "href=\"/nhap/1\"");
}

static void test_import__a_wrong_file_is_said_at_the_form(void **state)
{
    struct fixture *f = *state;
    int fd;

    send_file(f, (assert_int_equal(memfd_from_bytes(STR("<b>thư mời</b>"), &fd, &f->e), 0), fd),
              "thu.txt");
    assert_page(f, 422, "<title>Lỗi: Nhập văn bản");
    assert_page(f, 422, "<a href=\"#tep\">");
    assert_page(f, 422, "id=\"tep-loi\"");
    fixture_post(f, "/nhap", NULL);
    assert_page(f, 422, "Hãy chọn tệp kế hoạch.");
    fixture_get(f, "/nhap");
    assert_page(f, 200, "Không có bản nháp nào đang chờ.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PAGE_TEST(test_import__form_says_its_limits_and_that_nothing_waits),
        PAGE_TEST(test_import__a_file_becomes_a_draft_and_the_same_file_opens_it),
        PAGE_TEST(test_import__a_wrong_file_is_said_at_the_form),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
