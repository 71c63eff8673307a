/* Deliverables told apart: deliverable.cases. */

#include "../test.h"
#include "plan/deliverable.h"

static struct str with(struct arena *mem, struct str s, char from, char to)
{
    struct str copy = arena_copy(mem, s);

    for (size_t i = 0; i < copy.n; i++)
        if (copy.p[i] == from)
            ((char *)copy.p)[i] = to;
    return copy;
}

static void test_plan_deliverable_split__cases(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct str rest = test_file(mem, "deliverable.cases");
    struct test_case c;
    int line = 0, wrong = 0;

    (void)state;
    while (test_case_next(&rest, &line, &c)) {
        struct str words = with(mem, with(mem, c.field[0], '&', ';'), '/', '\n');
        struct str *at, got = STR("");
        size_t n = plan_deliverable_split(mem, words, &at);

        for (size_t i = 0; i < n; i++)
            got = arena_printf(mem, "%.*s%s%.*s", STR_ARG(got), i ? " | " : "", STR_ARG(at[i]));
        got = with(mem, with(mem, got, ';', '&'), '\n', '/');
        if (!str_is(got, c.field[1])) {
            print_error("line %d: got \"%.*s\", want \"%.*s\"\n", line, STR_ARG(got),
                        STR_ARG(c.field[1]));
            wrong++;
        }
    }
    assert_true(line >= 10);
    assert_int_equal(wrong, 0);
}

/* More than anybody promises: the cell stays whole. */
static void test_plan_deliverable_split__long_list_stays_whole(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct str words = STR(""), *at;

    (void)state;
    for (int i = 0; i < 100; i++)
        words = arena_printf(mem, "%.*s%d; ", STR_ARG(words), i);
    assert_int_equal(plan_deliverable_split(mem, words, &at), 1);
    assert_str(at[0], str_cut(words, 0, words.n - 2));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plan_deliverable_split__cases),
        cmocka_unit_test(test_plan_deliverable_split__long_list_stays_whole),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
