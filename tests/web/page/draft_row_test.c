/* One row of a draft through its pages. */

#include "../fixture.h"
#include "app/draft.h"

enum { PLAN = 1 };

static struct app_draft_one row_of(struct fixture *f, int64_t row)
{
    const struct app_draft_filter all = {.kind = -1};
    struct app_draft_one one;

    if (app_draft_row_view(f->app, app_who_web, PLAN, row, &all, f->mem, &one, &f->e))
        fail_msg("%s", f->e.text);
    return one;
}

/* The first row whose name begins so. */
static struct app_draft_one row_named(struct fixture *f, const char *name)
{
    const struct app_draft_filter all = {.kind = -1, .document_order = true};
    struct app_draft_rows rows;

    if (app_draft_row_list(f->app, app_who_web, PLAN, &all, (struct app_page){0, 200}, f->mem,
                           &rows, &f->e))
        fail_msg("%s", f->e.text);
    for (size_t i = 0; i < rows.n; i++)
        if (str_starts(rows.at[i].name, str_from(name)))
            return row_of(f, rows.at[i].row);
    fail_msg("no row \"%s\"", name);
    return (struct app_draft_one){0};
}

static const char *address(struct fixture *f, int64_t row, const char *tail)
{
    return arena_printf(f->mem, "/nhap/1/dong/%lld%s", (long long)row, tail).p;
}

static struct str version(struct fixture *f, int64_t row)
{
    return arena_printf(f->mem, "%lld", (long long)row_of(f, row).row.version);
}

/* Sends up to three fields beside the version. */
static void send_row(struct fixture *f, int64_t row, const char *tail, struct str edit,
                     const struct http_pair *fields)
{
    struct http_pair body[12] = {{STR("edit"), edit}};

    for (size_t i = 0; fields && fields[i].name.n; i++)
        body[i + 1] = fields[i];
    fixture_post(f, address(f, row, tail), body);
}

#define FIELDS(...) ((const struct http_pair[]){__VA_ARGS__, {STR_NONE, STR_NONE}})
#define FIELD(name, value)                                                                         \
    {                                                                                              \
        STR(name), STR(value)                                                                      \
    }

static const char *const drill = "diễn tập ứng cứu";

static void test_row__shows_its_form_beside_its_words(void **state)
{
    struct fixture *f = *state;
    int64_t row;

    fixture_import(f, "data/sample/ke-hoach-25.docx");
    row = row_named(f, drill).row.row;
    fixture_get(f, address(f, row, ""));
    assert_page(f, 200, "<mark data-nr-part=\"lead\">Công an tỉnh</mark>");
    assert_page(f, 200, "data-nr-focus>Nhiệm vụ");
    assert_page(f, 200, "aria-current=\"true\" data-nr-row=\"tentative\"");
    assert_page(f, 200, "hết ngày 29/09/2026");
    fixture_get(f, "/nhap/1/dong/999");
    assert_int_equal(f->status, 404);
    fixture_get(f, "/nhap/1/dong/x");
    assert_int_equal(f->status, 404);
}

static void test_row__is_saved_and_what_was_not_sent_stays(void **state)
{
    struct fixture *f = *state;
    struct app_draft_one before, after;
    int64_t row;

    fixture_import(f, "data/sample/ke-hoach-25.docx");
    before = row_named(f, drill);
    row = before.row.row;
    send_row(f, row, "?muc=xem", version(f, row),
             FIELDS(FIELD("name", "Diễn tập <b>&\""), FIELD("han", "Quý III/2026"),
                    FIELD("due", "15/8/2026"), FIELD("lead-them", "Sở Nội vụ"),
                    FIELD("then", "next")));
    assert_int_equal(f->status, 303);
    assert_true(str_starts(f->to, STR("/nhap/1/dong/")));
    assert_true(str_ends(f->to, STR("?muc=xem&xong=luu#dong")));
    after = row_of(f, row);
    assert_str(after.row.name, STR("Diễn tập <b>&\""));
    assert_str(after.row.deliverable, before.row.deliverable);
    assert_str(after.row.no, before.row.no);
    assert_true(after.row.checked);
    assert_true(after.row.due_fixed);
    assert_int_equal(after.row.lead.n, 1);
    assert_str(after.row.lead.at[0].name, STR("Sở Nội vụ"));
    assert_int_equal(after.row.coordinating.n, 0); /* all chips were unticked */
    fixture_get(f, address(f, row, "?xong=luu"));
    assert_page(f, 200, "Diễn tập &lt;b&gt;&amp;");
    assert_page(f, 200, "value=\"15/08/2026\"");
    assert_page(f, 200, "Đã lưu.");
    assert_absent(f, "Diễn tập <b>");
}

static void test_row__a_ticked_body_keeps_the_words_of_the_document(void **state)
{
    struct fixture *f = *state;
    struct app_draft_one one;
    struct str id;
    int64_t row;

    fixture_import(f, "data/sample/ke-hoach-25.docx");
    one = row_named(f, "Bồi dưỡng kỹ năng số");
    row = one.row.row;
    assert_int_equal(one.row.lead.n, 1);
    id = arena_printf(f->mem, "%lld", (long long)one.row.lead.at[0].org);
    send_row(f, row, "", version(f, row), FIELDS({STR("lead"), id}));
    assert_int_equal(f->status, 303);
    assert_int_equal(row_of(f, row).row.lead.n, 1);
    assert_str(row_of(f, row).row.lead.at[0].words, one.row.lead.at[0].words);
    send_row(f, row, "", version(f, row), FIELDS(FIELD("lead", "99999")));
    assert_page(f, 422, "href=\"#lead-them\"");
}

static void test_row__what_is_wrong_is_said_at_its_field_and_entries_stay(void **state)
{
    struct fixture *f = *state;
    int64_t row;

    fixture_import(f, "data/sample/ke-hoach-25.docx");
    row = row_named(f, drill).row.row;
    send_row(f, row, "", version(f, row), FIELDS(FIELD("name", " "), FIELD("han", "tháng <5>")));
    assert_page(f, 422, "<title>Lỗi: ");
    assert_page(f, 422, "<a href=\"#ten\">");
    assert_page(f, 422, "id=\"ten-loi\"");
    assert_page(f, 422, "value=\"tháng &lt;5&gt;\"");
    send_row(f, row, "", version(f, row), FIELDS(FIELD("due", "31/02/2026")));
    assert_page(f, 422, "<a href=\"#ngay-han\">");
    assert_page(f, 422, "value=\"31/02/2026\"");
    assert_false(row_of(f, row).row.checked);
}

static void test_row__words_of_two_lines_stay_as_they_were(void **state)
{
    struct fixture *f = *state;
    int64_t row;

    fixture_import(f, "data/sample/ke-hoach-25.docx");
    row = row_named(f, drill).row.row;
    send_row(f, row, "", version(f, row),
             FIELDS(FIELD("kind", "chi-tieu"), FIELD("target", "một\nhai"),
                    FIELD("deliverable", "Kế hoạch\nBáo cáo")));
    fixture_get(f, address(f, row, ""));
    assert_page(f, 200, "Kế hoạch\nBáo cáo</textarea>");
    assert_page(f, 200, "value=\"một hai\"");
    send_row(f, row, "", version(f, row), FIELDS(FIELD("target", "một hai")));
    assert_str(row_of(f, row).row.target_text, STR("một\nhai"));
}

static void test_row__who_saves_second_sees_both(void **state)
{
    struct fixture *f = *state;
    struct str first;
    int64_t row;

    fixture_import(f, "data/sample/ke-hoach-25.docx");
    row = row_named(f, drill).row.row;
    first = version(f, row);
    send_row(f, row, "", first, FIELDS(FIELD("name", "Bản thứ nhất")));
    assert_int_equal(f->status, 303);
    send_row(f, row, "", first, FIELDS(FIELD("name", "Bản thứ hai")));
    assert_page(f, 409, "Bản thứ nhất");
    assert_page(f, 409, "<mark>Bản thứ hai</mark>");
    assert_page(f, 409, "name=\"name\" value=\"Bản thứ hai\"");
    assert_page(f, 409,
                arena_printf(f->mem, "name=\"edit\" value=\"%.*s\"", STR_ARG(version(f, row))).p);
    send_row(f, row, "", version(f, row), FIELDS(FIELD("name", "Bản thứ hai")));
    assert_str(row_of(f, row).row.name, STR("Bản thứ hai"));
}

static void test_row__is_dropped_brought_back_marked_and_undone(void **state)
{
    struct fixture *f = *state;
    int64_t row;

    fixture_import(f, "data/sample/ke-hoach-25.docx");
    row = row_named(f, drill).row.row;
    send_row(f, row, "/bo", version(f, row), NULL);
    assert_int_equal(f->status, 303);
    assert_false(str_is(f->to, str_from(address(f, row, "?xong=bo#dong"))));
    assert_true(row_of(f, row).row.dropped);
    fixture_get(f, address(f, row, ""));
    assert_page(f, 200, "Lấy lại dòng");
    assert_absent(f, "id=\"sua-dong\"");
    send_row(f, row, "/lay-lai", version(f, row), NULL);
    assert_to(f, address(f, row, "?xong=lay-lai#dong"));
    send_row(f, row, "/dung", version(f, row), NULL);
    assert_true(row_of(f, row).row.checked);
    fixture_post(f, "/nhap/1/hoan-tac", NULL);
    assert_to(f, address(f, row, "?xong=hoan-tac#dong"));
    assert_false(row_of(f, row).row.checked);
    send_row(f, row, "/bo", STR("1"), NULL);
    assert_int_equal(f->status, 409);
}

static void test_row__is_cut_joined_and_followed_by_an_empty_one(void **state)
{
    struct fixture *f = *state;
    int64_t row;

    fixture_import(f, "data/sample/ke-hoach-25.docx");
    row = row_named(f, drill).row.row;
    send_row(f, row, "", version(f, row), FIELDS(FIELD("name", "Câu một. Câu hai")));
    fixture_get(f, address(f, row, "/tach"));
    assert_page(f, 200, "Câu một.");
    assert_page(f, 200, "value=\"11\" checked"); /* bytes: "Câu một." is 11 of UTF-8 */
    send_row(f, row, "/tach", version(f, row), FIELDS(FIELD("at", "11")));
    assert_int_equal(f->status, 303);
    assert_str(row_of(f, row).row.name, STR("Câu một."));
    row = row_named(f, "Câu hai").row.row;
    send_row(f, row, "/gop", version(f, row), NULL);
    assert_int_equal(f->status, 303);
    row = row_named(f, "Câu một.").row.row;
    assert_str(row_of(f, row).row.name, STR("Câu một.\nCâu hai"));
    send_row(f, row, "/them", version(f, row), NULL);
    assert_int_equal(f->status, 303);
    assert_true(str_ends(f->to, STR("?xong=them#dong")));
    fixture_get(f, arena_copy(f->mem, str_cut(f->to, 0, str_find(f->to, STR("#"), 0))).p);
    assert_page(f, 200, "(dòng trống)");
    send_row(f, row, "/tach", version(f, row), NULL);
    assert_int_equal(f->status, 422);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PAGE_TEST(test_row__shows_its_form_beside_its_words),
        PAGE_TEST(test_row__is_saved_and_what_was_not_sent_stays),
        PAGE_TEST(test_row__a_ticked_body_keeps_the_words_of_the_document),
        PAGE_TEST(test_row__what_is_wrong_is_said_at_its_field_and_entries_stay),
        PAGE_TEST(test_row__words_of_two_lines_stay_as_they_were),
        PAGE_TEST(test_row__who_saves_second_sees_both),
        PAGE_TEST(test_row__is_dropped_brought_back_marked_and_undone),
        PAGE_TEST(test_row__is_cut_joined_and_followed_by_an_empty_one),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
