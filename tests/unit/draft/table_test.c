/* Tables as documents lay them out, and the rows a careful reader gets from each: table.cases. */

#include "draft_test.h"

/* Blocks "== title", document, "--", expected rows. */
static void test_draft_table__cases(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct draft_rules rules = {plan_org_list_builtin(), schedule_rules_default};
    struct str rest = test_file(mem, "table.cases");
    size_t at = str_find(rest, STR("== "), 0), bad = 0, count = 0;

    (void)state;
    while (at != SIZE_MAX) {
        size_t next = str_find(rest, STR("\n== "), at), line = str_find(rest, STR("\n"), at);
        struct str block = str_cut(rest, line + 1, next == SIZE_MAX ? rest.n : next + 1);
        size_t split = str_find(block, STR("--\n"), 0);
        struct str want, got, title = str_cut(rest, at + 3, line);
        struct draft *draft = NULL;
        struct err e = {0};

        assert_true(split != SIZE_MAX);
        want = str_trim(str_rest(block, split + 3));
        if (draft_tree_read(mem, draft_test_tree(mem, str_cut(block, 0, split)), &rules, &draft,
                            &e))
            draft = NULL;
        got = str_trim(draft_test_rows(mem, draft));
        if (!str_is(got, want)) {
            print_error("%.*s\n want\n%.*s\n got\n%.*s\n", STR_ARG(title), STR_ARG(want),
                        STR_ARG(got));
            bad++;
        }
        count++;
        at = next == SIZE_MAX ? SIZE_MAX : next + 1;
    }
    assert_true(count > 10);
    assert_int_equal(bad, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_draft_table__cases)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
