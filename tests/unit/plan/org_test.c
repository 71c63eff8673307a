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

static struct str joined(struct arena *mem, const struct plan_org_name *names, size_t n)
{
    struct str s = STR_NONE;

    for (size_t i = 0; i < n; i++)
        s = arena_join(mem, i ? arena_join(mem, s, STR(" | ")) : s, names[i].canonical);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plan_org_is_name__cases),
        cmocka_unit_test(test_plan_org_read__cases),
        cmocka_unit_test(test_plan_org_read__damaged_cases),
        cmocka_unit_test(test_plan_org_prefix__cases),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
