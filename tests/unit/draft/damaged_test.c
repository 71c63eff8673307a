#include "document.h"

static void test_draft_damaged__reads_the_documents(void **state)
{
    (void)state;
    document_is_damaged = true;
    document_check("damaged.docs");
}

/* What the words most likely meant stands beside them: bodies, the date, the name with its marks.
 */
static void test_draft_damaged__proposes_beside_the_words(void **state)
{
    static const char text[] =
        "TT Nhiém vy Co quan chu tri Co quan phéi hop Thoi gian\n"
        "1 Xay dyng ké hoach chuyén d6i s6 S6 Noi vy Céc s0, nganh 6/2026\n"
        "2 Ra soat thi tuc hanh chinh cip xa S& Tu phap Céc s0, nganh 12/2026\n"
        "3 Trién khai co s& dit liéu dung chung S& Tai chinh Céc s0, nganh Quy III/2026\n";
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct draft_rules rules = {plan_org_list_builtin(), schedule_rules_default};
    struct draft *draft;
    struct err e = {0};
    char due[11];

    (void)state;
    document_is_damaged = true;
    assert_int_equal(draft_tree_read(mem, document_tree(mem, str_from(text)), &rules, &draft, &e),
                     ERR_OK);
    assert_int_equal(draft->row_count, 3);
    assert_true(str_is(draft->rows->name, STR("Xay dyng ké hoach chuyén d6i s6")));
    assert_true(str_is(draft->rows->restored, STR("Xây dựng kế hoạch chuyển đổi số")));
    assert_int_equal(draft->rows->lead_count, 1);
    assert_true(str_is(draft->rows->lead[0].canonical, STR("Sở Nội vụ")));
    assert_true(draft->rows->lead[0].damaged);
    assert_int_equal(draft->rows->coordinating_count, 1);
    assert_true(draft->rows->deadline.has_due);
    assert_string_equal(day_iso(draft->rows->deadline.due, due), "2026-06-30");
    assert_int_equal(draft->rows->certainty, DRAFT_TENTATIVE);
    assert_true(draft->rows->reason.n > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_draft_damaged__reads_the_documents),
        cmocka_unit_test(test_draft_damaged__proposes_beside_the_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
