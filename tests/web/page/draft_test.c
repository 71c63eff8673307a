/* A draft as a whole through its pages. */

#include "../fixture.h"
#include "app/draft.h"

#define FIELDS(...) ((const struct http_pair[]){__VA_ARGS__, {STR_NONE, STR_NONE}})
#define FIELD(name, value)                                                                         \
    {                                                                                              \
        STR(name), STR(value)                                                                      \
    }

static struct app_draft draft_of(struct fixture *f)
{
    struct app_draft d;

    if (app_draft_view(f->app, app_who_web, 1, f->mem, &d, &f->e))
        fail_msg("%s", f->e.text);
    return d;
}

static void test_draft__lists_what_is_uncertain_first_and_filters(void **state)
{
    struct fixture *f = *state;
    size_t doubt, sure;

    fixture_import(f, "data/sample/ke-hoach-25.docx");
    fixture_get(f, "/nhap/1");
    assert_page(f, 200, "Rà soát: 25/KH-UBND");
    assert_page(f, 200, "Tất cả <b>29</b>");
    assert_page(f, 200, "Nhiệm vụ <b>19</b>");
    assert_page(f, 200, "Chỉ tiêu <b>10</b>");
    doubt = str_find(f->page, STR("data-nr-row=\"tentative\""), 0);
    sure = str_find(f->page, STR("data-nr-row=\"firm\""), 0);
    assert_true(doubt < sure && sure != SIZE_MAX);
    assert_absent(f, "data-nr-row=\"dropped\"");
    fixture_get(f, "/nhap/1?muc=chac&loai=chi-tieu");
    assert_page(f, 200, "data-nr-row=\"firm\"");
    assert_absent(f, "data-nr-row=\"tentative\"");
    assert_page(f, 200, "?muc=chac&amp;loai=chi-tieu#dong\" id=\"dong-");
    fixture_get(f, "/nhap/1?loai=nhiem-vu&q=ket+noi+internet");
    assert_page(f, 200, "Khắc phục các điểm kết nối Internet yếu");
    assert_absent(f, "nr-rows__name\">Sơ kết");
    assert_page(f, 200, "name=\"loai\" value=\"nhiem-vu\"");
    assert_page(f, 200, "name=\"q\" value=\"ket noi internet\"");
    fixture_get(f, "/nhap/1?muc=la");
    assert_int_equal(f->status, 422);
    fixture_get(f, "/nhap/2");
    assert_int_equal(f->status, 404);
}

static void test_draft__is_said_in_english(void **state)
{
    struct fixture *f = *state;

    fixture_import(f, "data/sample/ke-hoach-25.docx");
    fixture_ask(f, &(struct http_call){.target = "/nhap/1", .cookie = "lang=en"});
    assert_page(f, 200, "Save and go to the next row");
    assert_absent(f, "Cần xem");
    assert_absent(f, "Chủ trì");
    fixture_ask(f, &(struct http_call){.target = "/nhap/1/xac-nhan", .cookie = "lang=en"});
    assert_page(f, 200, "Confirm the plan");
    assert_absent(f, "Xác nhận");
}

static void test_draft__certain_rows_are_marked_at_once(void **state)
{
    struct fixture *f = *state;
    size_t firm;

    fixture_import(f, "data/sample/ke-hoach-25.docx");
    firm = draft_of(f).firm;
    assert_true(firm > 0);
    fixture_post(f, "/nhap/1/chac", NULL);
    assert_to(f, "/nhap/1?xong=dung");
    assert_int_equal(draft_of(f).checked, firm);
    fixture_post(f, "/nhap/1/hoan-tac", NULL);
    assert_int_equal(draft_of(f).checked, 0);
}

static void test_draft__head_is_corrected(void **state)
{
    struct fixture *f = *state;

    fixture_import(f, "data/sample/ke-hoach-25.docx");
    fixture_post(f, "/nhap/1/van-ban",
                 FIELDS(FIELD("number", "26/KH-UBND"), FIELD("issued", "1/13/2026"),
                        FIELD("abstract", "Tên <i>mới</i>")));
    assert_page(f, 422, "<a href=\"#issued\">");
    assert_page(f, 422, "Tên &lt;i&gt;mới&lt;/i&gt;</textarea>");
    fixture_post(f, "/nhap/1/van-ban",
                 FIELDS(FIELD("number", "26/KH-UBND"), FIELD("issued", "21/1/2026"),
                        FIELD("abstract", "Tên <i>mới</i>")));
    assert_to(f, "/nhap/1?xong=luu");
    fixture_get(f, "/nhap/1");
    assert_page(f, 200, "Rà soát: 26/KH-UBND");
    assert_page(f, 200, "21/01/2026");
    assert_page(f, 200, "Tên &lt;i&gt;mới&lt;/i&gt;");
}

static void test_draft__names_are_decided_for_all_rows(void **state)
{
    struct fixture *f = *state;
    const struct app_draft_filter all = {.kind = -1};
    struct app_draft_summary sum;
    struct app_draft_one one;
    struct str words, edit;
    size_t before;

    fixture_import(f, "data/sample/ke-hoach-25.docx");
    if (app_draft_row_view(f->app, app_who_web, 1, 1, &all, f->mem, &one, &f->e))
        fail_msg("%s", f->e.text);
    edit = arena_printf(f->mem, "%lld", (long long)one.row.version);
    fixture_post(f, "/nhap/1/dong/1",
                 FIELDS({STR("edit"), edit}, FIELD("lead-them", "Đội đặc nhiệm 389")));
    assert_int_equal(f->status, 303);
    if (app_draft_summary(f->app, app_who_web, 1, f->mem, &sum, &f->e))
        fail_msg("%s", f->e.text);
    assert_true(sum.unmatched_count > 0);
    before = sum.unmatched_count;
    words = sum.unmatched[0].words;
    fixture_get(f, "/nhap/1/xac-nhan");
    assert_page(f, 200, "value=\"Đội đặc nhiệm 389\"");
    fixture_post(f, "/nhap/1/co-quan",
                 FIELDS({STR("ten-0"), words}, FIELD("la-0", "moi"), FIELD("loai-moi", "8")));
    assert_to(f, "/nhap/1/xac-nhan?xong=khop");
    if (app_draft_summary(f->app, app_who_web, 1, f->mem, &sum, &f->e))
        fail_msg("%s", f->e.text);
    assert_int_equal(sum.unmatched_count, before - 1);
    fixture_post(f, "/nhap/1/co-quan", FIELDS({STR("ten-0"), words}, FIELD("la-0", "moi")));
    assert_page(f, 422, "href=\"#chua-ro\"");
}

static void test_draft__is_confirmed_once_and_then_only_shown(void **state)
{
    struct fixture *f = *state;

    fixture_import(f, "data/sample/ke-hoach-25.docx");
    fixture_post(f, "/nhap/1/chac", NULL);
    fixture_post(f, "/nhap/1/xac-nhan", FIELDS(FIELD("thay-doi", "0"))); /* opened before that */
    assert_page(f, 422, "href=\"#can-xem\"");
    assert_page(f, 422, "Bản nháp đã được sửa thêm");
    assert_page(f, 422, "name=\"thay-doi\" value=\"1\"");
    fixture_post(f, "/nhap/1/xac-nhan", NULL);
    assert_int_equal(f->status, 422);
    fixture_post(f, "/nhap/1/hoan-tac", NULL);
    fixture_post(f, "/nhap/1/xac-nhan", FIELDS(FIELD("thay-doi", "2")));
    assert_to(f, "/ke-hoach/1?xong=xac-nhan");
    fixture_post(f, "/nhap/1/xac-nhan", FIELDS(FIELD("thay-doi", "0")));
    assert_to(f, "/ke-hoach/1?xong=xac-nhan");
    fixture_get(f, "/nhap/1");
    assert_page(f, 200, "href=\"/ke-hoach/1\"");
    assert_absent(f, "id=\"sua-dong\"");
    fixture_get(f, "/nhap/1/xac-nhan");
    assert_to(f, "/nhap/1");
    fixture_post(f, "/nhap/1/dong/1", FIELDS(FIELD("edit", "1"), FIELD("name", "x")));
    assert_int_equal(f->status, 409);
    fixture_post(f, "/nhap/1/bo", NULL);
    assert_int_equal(f->status, 409);
}

static void test_draft__is_dropped_and_may_come_again(void **state)
{
    struct fixture *f = *state;

    fixture_import(f, "data/sample/ke-hoach-25.docx");
    fixture_post(f, "/nhap/1/bo", NULL);
    assert_to(f, "/nhap?xong=huy");
    fixture_get(f, "/nhap/1");
    assert_page(f, 200, "đã bị hủy");
    fixture_get(f, "/nhap");
    assert_page(f, 200, "Không có bản nháp nào đang chờ.");
    fixture_import(f, "data/sample/ke-hoach-25.docx");
    fixture_get(f, "/nhap");
    assert_page(f, 200, "href=\"/nhap/2\"");
}

static void test_draft__deadline_and_bodies_are_read_while_typed(void **state)
{
    struct fixture *f = *state;

    fixture_import(f, "data/sample/ke-hoach-25.docx");
    fixture_get(f, "/nhap/1/doc-han?han=tr%C6%B0%E1%BB%9Bc+30%2F9%2F2026");
    assert_page(f, 200, "id=\"thoi-han-hieu\"");
    assert_page(f, 200, "29/09/2026");
    assert_absent(f, "<html");
    fixture_get(f, "/nhap/1/doc-han");
    assert_page(f, 200, "Chưa nêu thời hạn.");
    fixture_get(f, "/nhap/1/doc-chi-tieu?target=%E2%89%A5+20%2C5&unit=%25");
    assert_page(f, 200, "id=\"chi-tieu-hieu\"");
    assert_page(f, 200, "ít nhất 20,5%");
    assert_absent(f, "<html");
    fixture_get(f, "/nhap/1/doc-chi-tieu?target=&unit=%25");
    assert_page(f, 200, "Chưa đọc được giá trị của chỉ tiêu.");
    fixture_get(f, "/co-quan/goi-y?q=so+noi+vu");
    assert_page(f, 200, "data-name=\"Sở Nội vụ\"");
    assert_absent(f, "<html");
    fixture_get(f, "/co-quan/goi-y?q=");
    assert_int_equal(f->status, 200);
    assert_absent(f, "<li");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PAGE_TEST(test_draft__lists_what_is_uncertain_first_and_filters),
        PAGE_TEST(test_draft__is_said_in_english),
        PAGE_TEST(test_draft__certain_rows_are_marked_at_once),
        PAGE_TEST(test_draft__head_is_corrected),
        PAGE_TEST(test_draft__names_are_decided_for_all_rows),
        PAGE_TEST(test_draft__is_confirmed_once_and_then_only_shown),
        PAGE_TEST(test_draft__is_dropped_and_may_come_again),
        PAGE_TEST(test_draft__deadline_and_bodies_are_read_while_typed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
