/* Rows of plans and the groups they make: group.cases. */

#include "../test.h"
#include "plan/group.h"

enum { MOST = 64 };

static struct str take(struct str *line)
{
    size_t at = str_find(*line, STR(";"), 0);
    struct str piece = str_trim(str_cut(*line, 0, at));

    *line = at == SIZE_MAX ? STR_NONE : str_rest(*line, at + 1);
    return piece;
}

static struct str path(struct arena *mem, const struct plan_group *g, size_t i)
{
    if (g[i].parent == 0)
        return g[i].no;
    return arena_printf(mem, "%.*s / %.*s", STR_ARG(path(mem, g, g[i].parent - 1)),
                        STR_ARG(g[i].no));
}

static struct str show(struct arena *mem, const struct plan_group *g, size_t groups,
                       const size_t *of_item, size_t items)
{
    struct str all = STR("");

    for (size_t i = 0; i < groups; i++) {
        assert_true(g[i].parent <= i);
        all = arena_printf(mem, "%.*s%.*s %.*s:", STR_ARG(all), STR_ARG(path(mem, g, i)),
                           STR_ARG(g[i].name));
        for (size_t k = 0; k < items; k++)
            if (of_item[k] == i + 1)
                all = arena_printf(mem, "%.*s %zu", STR_ARG(all), k + 1);
        all = arena_join(mem, all, STR("\n"));
    }
    return all;
}

static void test_plan_group_build__cases(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct str rest = test_file(mem, "group.cases");
    size_t at = str_find(rest, STR("== "), 0), bad = 0, count = 0;

    (void)state;
    for (; at != SIZE_MAX; count++) {
        size_t next = str_find(rest, STR("\n== "), at), line = str_find(rest, STR("\n"), at);
        struct str block = str_cut(rest, line + 1, next == SIZE_MAX ? rest.n : next + 1), one;
        size_t split = str_find(block, STR("->\n"), 0), n = 0, of_item[MOST], groups;
        struct str rows = str_cut(block, 0, split), want = str_rest(block, split + 3), got;
        struct plan_group_item items[MOST];
        struct plan_group *g;

        assert_true(split != SIZE_MAX);
        while (str_next(&rows, '\n', &one))
            if (one.n && n < MOST) {
                struct str no = take(&one), heading = take(&one);

                items[n++] = (struct plan_group_item){no, heading, take(&one)};
            }
        groups = plan_group_build(mem, items, n, &g, of_item);
        got = show(mem, g, groups, of_item, n);
        if (!str_is(str_trim(got), str_trim(want))) {
            print_error("%.*s\n want\n%.*s\n got\n%.*s\n", STR_ARG(str_cut(rest, at + 3, line)),
                        STR_ARG(want), STR_ARG(got));
            bad++;
        }
        at = next == SIZE_MAX ? SIZE_MAX : next + 1;
    }
    assert_true(count >= 3);
    assert_int_equal(bad, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_plan_group_build__cases)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
