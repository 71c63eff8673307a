/* Pages of what went wrong, in the frame of every page. */

#include "../test.h"
#include "web/view/compiled.h"
#include "web/view/failure.h"

static const struct view_instant noon = {1795150800000000}; /* 20/11/2026 12:00 in Vietnam */

static struct str shown(struct buf *out, struct view_failure v, enum lang lang)
{
    buf_clear(out);
    view_failure(&v, lang, out);
    assert_false(buf_failed(out));
    return buf_str(out);
}

static void assert_has(struct str page, const char *words)
{
    if (!str_has(page, str_from(words)))
        fail_msg("no \"%s\" in:\n%.*s", words, STR_ARG(page));
}

static void test_view_failure__says_what_happened_in_both_languages(void **state)
{
    static const struct {
        int status;
        const char *vi, *en;
    } t[] = {
        {400, "Yêu cầu không hợp lệ", "Invalid request"},
        {403, "Không được phép", "Not allowed"},
        {404, "Không tìm thấy trang", "Page not found"},
        {409, "Vừa được sửa ở nơi khác", "Just changed elsewhere"},
        {422, "Có chỗ cần sửa", "Something needs correcting"},
        {500, "Có lỗi xảy ra", "Something went wrong"},
        {503, "Máy chủ đang bận", "The server is busy"},
        {VIEW_FAILURE_MAINTENANCE, "Hệ thống đang bảo trì", "The system is under maintenance"},
        {418, "Yêu cầu không hợp lệ", "Invalid request"},
        {599, "Có lỗi xảy ra", "Something went wrong"},
    };
    struct buf out;
    char head[128];

    (void)state;
    buf_init(&out, 1 << 20);
    for (size_t i = 0; i < COUNT(t); i++)
        for (int lang = LANG_VI; lang <= LANG_EN; lang++) {
            struct str page = shown(
                &out, view_failure_of(lang, t[i].status, STR_NONE, STR("7K2M"), noon), lang);

            snprintf(head, sizeof(head), "<h1>%s</h1>", lang ? t[i].en : t[i].vi);
            assert_has(page, head);
            snprintf(head, sizeof(head), "<title>%s – Năm Rõ</title>", lang ? t[i].en : t[i].vi);
            assert_has(page, head);
            assert_has(page, lang ? "<html lang=\"en\">" : "<html lang=\"vi\">");
            assert_has(page, lang ? "Reference code: <b>7K2M</b>, at 12:00, 20 Nov 2026."
                                  : "Mã tra cứu: <b>7K2M</b>, lúc 12:00 ngày 20/11/2026.");
        }
    buf_release(&out);
}

static void test_view_failure__says_the_sentence_of_the_error(void **state)
{
    struct buf out;
    struct str page;

    (void)state;
    buf_init(&out, 1 << 20);
    page = shown(&out, view_failure_of(LANG_VI, 404, STR("Không có dòng <7>."), STR_NONE, noon),
                 LANG_VI);
    assert_has(page, "<p>Không có dòng &lt;7&gt;.</p>");
    assert_false(str_has(page, STR("Địa chỉ này không có trang nào")));
    assert_false(str_has(page, STR("Mã tra cứu")));
    assert_has(page, "<a href=\"/nhiem-vu\">Xem nhiệm vụ</a>");
    buf_release(&out);
}

static void test_view_layout__frames_a_page(void **state)
{
    static const struct view_crumb crumbs[] = {{STR("/nhap"), STR("Nhập & xem")}};
    static const struct view_problem problems[] = {{STR("#han"), STR("Không có ngày 31")}};
    struct view_failure v = view_failure_of(LANG_VI, 422, STR_NONE, STR_NONE, noon);
    struct buf out;
    struct str page;

    (void)state;
    buf_init(&out, 1 << 20);
    page = shown(&out, v, LANG_VI);
    assert_false(str_has(page, STR("aria-current")));
    assert_false(str_has(page, STR("govuk-breadcrumbs")));
    assert_false(str_has(page, STR("role=\"status\"")));
    assert_false(str_has(page, STR("govuk-error-summary")));
    v.page.at.tasks = true;
    v.page.here = STR("/nhiem-vu?q=\"a&b");
    v.page.find = STR("\"><b>");
    v.page.done = STR("Đã lưu.");
    v.page.wrong = true;
    v.page.crumbs.at = crumbs;
    v.page.crumbs.n = 1;
    v.page.summary.title = STR("Chưa lưu được");
    v.page.summary.problems.at = problems;
    v.page.summary.problems.n = 1;
    page = shown(&out, v, LANG_VI);
    assert_has(page, "<title>Lỗi: Có chỗ cần sửa – Năm Rõ</title>");
    assert_has(page, "<a href=\"/nhiem-vu\" aria-current=\"page\">Nhiệm vụ</a>");
    assert_has(page, "<a href=\"/chi-tieu\">Chỉ tiêu</a>");
    assert_has(page, "name=\"ve\" value=\"/nhiem-vu?q=&quot;a&amp;b\"");
    assert_has(page, "name=\"q\" value=\"&quot;&gt;&lt;b&gt;\"");
    assert_has(page, "role=\"status\"");
    assert_has(page, "<span>Đã lưu.</span>");
    assert_has(page, "href=\"/nhap\">Nhập &amp; xem</a>");
    assert_has(page, "<h2 class=\"govuk-error-summary__title\">Chưa lưu được</h2>");
    assert_has(page, "<li><a href=\"#han\">Không có ngày 31</a></li>");
    assert_has(page, "<button name=\"lang\" value=\"en\" lang=\"en\">English</button>");
    page = shown(&out, v, LANG_EN);
    assert_has(page, "<button name=\"lang\" value=\"vi\" lang=\"vi\">Tiếng Việt</button>");
    assert_has(page, "<a href=\"/nhiem-vu\" aria-current=\"page\">Tasks</a>");
    buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_view_failure__says_what_happened_in_both_languages),
        cmocka_unit_test(test_view_failure__says_the_sentence_of_the_error),
        cmocka_unit_test(test_view_layout__frames_a_page),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
