/* The same task in body and annex is one row with both places; a title that promises no plan is
 * believed. Whole small documents, so that the readers take part. */

#include "draft_test.h"

static struct draft *read_draft(struct arena *mem, const char *text, struct err *e)
{
    struct draft_rules rules = {plan_org_list_builtin(), schedule_rules_default};
    struct draft *draft = NULL;

    if (draft_tree_read(mem, draft_test_tree(mem, str_from(text)), &rules, &draft, e))
        return NULL;
    return draft;
}

static const char body_and_annex[] =
    "KẾ HOẠCH\n"
    "I. NHIỆM VỤ\n"
    "1. Ban hành quy chế quản lý, khai thác kho dữ liệu dùng chung của tỉnh.\n"
    "- Cơ quan chủ trì: Sở Tư pháp.\n"
    "- Sản phẩm: Quyết định.\n"
    "2. Tổ chức hội thi tin học trẻ toàn tỉnh.\n"
    "- Cơ quan chủ trì: Tỉnh đoàn.\n"
    "PHỤ LỤC\n"
    "TT | Nhiệm vụ | Chủ trì | Thời gian\n"
    "1 | Ban hành Quy chế quản lý, khai thác kho dữ liệu dùng chung | Sở Tư pháp | Quý I/2026\n"
    "2 | Tổ chức hội thi tin học trẻ toàn tỉnh | Sở Nội vụ | Quý II/2026\n"
    "3 | Ban hành Quy chế quản lý, khai thác kho dữ liệu dùng chung | Sở Tư pháp | Quý III/2027\n"
    "PHỤ LỤC III\n"
    "TT | Nhiệm vụ | Chủ trì | Thời gian\n"
    "1 | Tổ chức hội thi tin học trẻ toàn tỉnh | Sở Nội vụ | Quý II/2027\n";

static void test_draft_merge__body_and_annex(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct err e = {0};
    struct draft *d = read_draft(mem, body_and_annex, &e);
    struct draft_row *row = d ? d->rows : NULL;

    (void)state;
    assert_non_null(d);
    assert_int_equal(d->row_count, 5);
    /* another lead: another task */
    assert_str(row->lead_text, STR("Tỉnh đoàn"));
    row = row->next;
    /* the annex row stays, with the product that only the body names, and both places */
    assert_int_equal(row->source, DRAFT_FROM_TABLE);
    assert_str(row->deadline_text, STR("Quý I/2026"));
    assert_str(row->deliverable, STR("Quyết định"));
    assert_int_equal(row->place.pos.line, 10);
    assert_non_null(row->place.next);
    assert_int_equal(row->place.next->pos.line, 3);
    /* the same words twice in one list are two rows */
    assert_str(row->next->next->deadline_text, STR("Quý III/2027"));
    /* in an annex of another year too */
    assert_str(row->next->next->next->deadline_text, STR("Quý II/2027"));
}

/* What is said a hundred times is one row; its first places are kept, and as many steps. */
static void test_draft_merge__keeps_the_first_places(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct str text = STR("KẾ HOẠCH\nPHỤ LỤC\nTT | Nhiệm vụ | Chủ trì | Thời gian\n"
                          "1 | Rà soát thủ tục hành chính của các xã | Sở Nội vụ | Quý I/2026\n"
                          "PHỤ LỤC II\nI. NHIỆM VỤ\n");
    size_t places = 0, steps = 0;
    struct draft *d;
    struct err e = {0};

    (void)state;
    for (int i = 1; i <= 90; i++)
        text = arena_printf(mem,
                            "%.*s%d. Sở Nội vụ chủ trì rà soát thủ tục hành chính của các xã\n",
                            STR_ARG(text), i);
    d = read_draft(mem, arena_printf(mem, "%.*s", STR_ARG(text)).p, &e);
    assert_non_null(d);
    assert_int_equal(d->row_count, 1);
    for (const struct draft_place *p = &d->rows->place; p; p = p->next, places++)
        assert_int_equal(p->pos.line, places ? 6 + places : 4);
    for (const struct draft_step *s = d->rows->steps; s; s = s->next)
        steps++;
    assert_int_equal(places, 16);
    assert_true(steps < 24);
}

static void test_draft_judge__believes_titles(void **state)
{
    static const char sentence[] = "QUYẾT ĐỊNH\n"
                                   "Về việc công bố danh mục thủ tục hành chính\n"
                                   "Căn cứ Luật Tổ chức chính quyền địa phương;\n"
                                   "Điều 2. Giao các cơ quan:\n"
                                   "1. Sở Nội vụ chủ trì, phối hợp với Sở Tư pháp niêm yết thủ "
                                   "tục trước ngày 30/6/2026.\n";
    static const char report[] = "BÁO CÁO\n"
                                 "Kết quả công tác năm\n"
                                 "Chỉ tiêu | Đơn vị | Kế hoạch | Thực hiện\n"
                                 "Số lớp mở | lớp | 12 | 13\n";
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct err e = {0};

    (void)state;
    assert_null(read_draft(mem, sentence, &e));
    assert_int_equal(e.code, ERR_EMPTY);
    assert_null(read_draft(mem, report, &e));
    assert_int_equal(e.code, ERR_EMPTY);
}

/* A title never outranks a register. */
static void test_draft_judge__believes_a_register_more(void **state)
{
    static const char text[] = "QUYẾT ĐỊNH\n"
                               "Ban hành quy chế và phân công\n"
                               "Căn cứ Luật Tổ chức chính quyền địa phương;\n"
                               "TT | Nhiệm vụ | Chủ trì | Thời gian\n"
                               "1 | Lập danh mục dữ liệu mở | Sở Nội vụ | 30/6/2026\n";
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct err e = {0};
    struct draft *d = read_draft(mem, text, &e);

    (void)state;
    assert_non_null(d);
    assert_int_equal(d->row_count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_draft_merge__body_and_annex),
        cmocka_unit_test(test_draft_merge__keeps_the_first_places),
        cmocka_unit_test(test_draft_judge__believes_titles),
        cmocka_unit_test(test_draft_judge__believes_a_register_more),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
