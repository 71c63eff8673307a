#include "../test.h"
#include "plan/org.h"

/* Every case of a table is tried before the test fails. */
static void test_plan_org_is_name__cases(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct str rest = test_file(mem, "org_name.cases");
    struct test_case c;
    int line = 0, bad = 0;

    (void)state;
    while (test_case_next(&rest, &line, &c)) {
        if (plan_org_is_name(mem, c.field[0]) == str_is(c.field[1], STR("yes")))
            continue;
        bad++;
        print_error("org_name.cases:%d: \"%.*s\" should be %.*s\n", line, STR_ARG(c.field[0]),
                    STR_ARG(c.field[1]));
    }
    assert_int_equal(bad, 0);
}

/* The names between bars, with the role where the cell gave one. */
static struct str joined(struct arena *mem, const struct plan_org_name *names, size_t n)
{
    struct str s = STR_NONE;

    for (size_t i = 0; i < n; i++) {
        s = arena_join(mem, i ? arena_join(mem, s, STR(" | ")) : s, names[i].canonical);
        if (names[i].role)
            s = arena_join(mem, s,
                           names[i].role == PLAN_ORG_ROLE_LEAD ? STR(" = lead")
                                                               : STR(" = coordinating"));
    }
    return s;
}

static int read_cases(struct arena *mem, const char *path)
{
    struct str rest = test_file(mem, path);
    struct test_case c;
    int line = 0, bad = 0;

    while (test_case_next(&rest, &line, &c)) {
        struct plan_org_name *names;
        size_t n = plan_org_read(mem, plan_org_list_builtin(), c.field[0], &names);
        struct str got = joined(mem, names, n);
        struct str want = c.count > 1 ? c.field[1] : STR_NONE;

        if (str_is(got, want))
            continue;
        bad++;
        print_error("%s:%d: got \"%.*s\", want \"%.*s\"\n", path, line, STR_ARG(got),
                    STR_ARG(want));
    }
    return bad;
}

static void test_plan_org_read__cases(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);

    (void)state;
    assert_int_equal(read_cases(mem, "org_split.cases"), 0);
}

static void test_plan_org_read__damaged_cases(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);

    (void)state;
    assert_int_equal(read_cases(mem, "org_damaged.cases"), 0);
}

static void test_plan_org_prefix__cases(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct str rest = test_file(mem, "org_prefix.cases"), text;
    int line = 0, bad = 0;

    (void)state;
    while (str_next(&rest, '\n', &text)) {
        size_t bar = str_find(text, STR("| "), 0), got;
        struct str want = str_trim(str_cut(text, 0, bar)), words;

        line++;
        if (bar == SIZE_MAX || str_starts(text, STR("#")))
            continue;
        words = arena_join(mem, str_cut(text, 0, bar), str_rest(text, bar + 2));
        words = want.n ? words : str_trim(words);
        got = plan_org_prefix(mem, words);
        if (got == want.n)
            continue;
        bad++;
        print_error("org_prefix.cases:%d: got \"%.*s\", want \"%.*s\"\n", line, (int)got, words.p,
                    STR_ARG(want));
    }
    assert_int_equal(bad, 0);
}

/* Words in brackets are what was found, a star stands behind the first words of a name only. */
static void test_plan_org_damaged_find__finds_names_in_lines(void **state)
{
    static const struct {
        struct str line, want;
    } cases[] = {
        {STR("trien khai ha tang s6 | s¢ khoa hoc cec s&, ban, nganh, dia sau khi thu"),
         STR("Sở Khoa học và Công nghệ* | Các sở, ban, ngành, địa phương*")},
        {STR("12 | chi ngan sach hang nam % 3 36 tai chinh"), STR("Sở Tài chính")},
        {STR("7.5 dich vu cong truc tuyen % 80 vian phong ubnd tinh"), STR("Văn phòng UBND tỉnh")},
        {STR("nang cao nhan thirc ve phat trien khoa hoc va cong nghe"), STR("")},
        {STR(""), STR("")},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        CLEANUP(arena_freep) struct arena *mem = arena_new(0);
        struct plan_org_hit *hits;
        struct str got = STR_NONE;
        size_t n = plan_org_damaged_find(mem, plan_org_list_builtin(), cases[i].line, &hits);

        for (size_t k = 0; k < n; k++) {
            got = arena_join(mem, k ? arena_join(mem, got, STR(" | ")) : got,
                             hits[k].best[0].org->name);
            got = hits[k].part ? arena_join(mem, got, STR("*")) : got;
        }
        assert_str(got, cases[i].want);
    }
}

static void test_plan_org_read__certainty_and_successor(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    const struct plan_org_list *list = plan_org_list_builtin();
    struct plan_org_name *names;

    (void)state;
    assert_int_equal(plan_org_read(mem, list, STR("Sở TT&TT; UBND tỉnh Tân Giang; Sở Mây"), &names),
                     3);
    assert_int_equal(names[0].best[0].certainty, 100);
    assert_str(names[0].best[0].org->successor, STR("Sở Khoa học và Công nghệ"));
    assert_int_equal(names[1].best[0].certainty, 90);
    assert_str(names[1].best[0].org->name, STR("UBND tỉnh"));
    assert_str(names[1].canonical, STR("UBND tỉnh Tân Giang"));
    assert_false(names[2].damaged);
    assert_int_equal(plan_org_read(mem, list, STR("Công an, xã hội"), &names), 1);
    assert_int_not_equal(names[0].best[0].certainty, 100);
    assert_true(plan_org_is_same_as_above(STR(" Như trên ")));
    assert_false(plan_org_is_same_as_above(STR("Sở Nội vụ")));
}

/* A list of one's own: the last alias of the second body was taught by one correction. */
static void test_plan_org_list_make__learned_alias(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    const struct str aliases[] = {STR("Ban Mây"), STR("Trung tâm Gió")};
    const struct str taken[] = {STR("Ban Mây")};
    const struct plan_org orgs[] = {
        {.id = 7,
         .name = STR("Sở Nội vụ"),
         .type = STR("state"),
         .aliases = taken, /* learned, so that it yields to the other's */
         .alias_count = 1,
         .learned_count = 1},
        {.id = 9,
         .name = STR("Sở Mây"),
         .type = STR("state"),
         .aliases = aliases,
         .alias_count = 2,
         .learned_count = 1},
    };
    const struct plan_org_list *list = plan_org_list_make(mem, orgs, COUNT(orgs));
    const struct str words[] = {STR("Sở Nội vụ"), STR("Sở Mây"), STR("Ban Mây"),
                                STR("Trung tâm Gió"), STR("Trung tâm Gió tỉnh Tân Giang")};
    static const struct {
        int64_t id;
        int certainty;
    } want[] = {{7, 100}, {9, 100}, {9, 100}, {9, 85}, {9, 85}};
    struct plan_org_name *names;
    size_t count;

    (void)state;
    assert_ptr_equal(plan_org_list_bodies(list, &count), orgs);
    assert_int_equal(count, 2);
    for (size_t i = 0; i < COUNT(words); i++) {
        assert_int_equal(plan_org_read(mem, list, words[i], &names), 1);
        assert_non_null(names[0].best[0].org);
        assert_int_equal(names[0].best[0].org->id, want[i].id);
        assert_int_equal(names[0].best[0].certainty, want[i].certainty);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plan_org_is_name__cases),
        cmocka_unit_test(test_plan_org_read__cases),
        cmocka_unit_test(test_plan_org_read__damaged_cases),
        cmocka_unit_test(test_plan_org_prefix__cases),
        cmocka_unit_test(test_plan_org_damaged_find__finds_names_in_lines),
        cmocka_unit_test(test_plan_org_read__certainty_and_successor),
        cmocka_unit_test(test_plan_org_list_make__learned_alias),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
