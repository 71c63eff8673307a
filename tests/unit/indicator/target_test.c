#include "../test.h"
#include "indicator/target.h"

static struct str unquoted(struct str s)
{
    return str_is(s, STR("\"\"")) || str_is(s, STR("-")) ? STR("") : s;
}

static struct str reading_text(struct arena *mem, const struct indicator_target *t)
{
    static const char *const op[] = {"=", ">", ">=", "<", "<=", "range", "rank", "level", "grows"};
    char low[24], high[24];
    struct str s = str_from(op[t->op]);

    if (t->has_value)
        s = arena_printf(mem, "%.*s %s", STR_ARG(s), decimal_text(t->low, low));
    if (t->op == INDICATOR_RANGE)
        s = arena_printf(mem, "%.*s..%s", STR_ARG(s), decimal_text(t->high, high));
    if (t->change)
        s = arena_printf(mem, "%.*s %c", STR_ARG(s), t->change > 0 ? '+' : '-');
    if (t->non_decreasing)
        s = arena_join(mem, s, STR(" nd"));
    if (t->part_count)
        s = arena_printf(mem, "%.*s %d parts", STR_ARG(s), (int)t->part_count);
    return s;
}

static void test_indicator_target__reads_a_cell(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct str rest = test_file(mem, "target.cases");
    struct test_case c;
    int line = 0, wrong = 0;

    (void)state;
    while (test_case_next(&rest, &line, &c)) {
        struct indicator_target t;
        struct str got;

        indicator_target_read(mem, unquoted(c.field[0]), unquoted(c.field[1]), &t);
        got = reading_text(mem, &t);
        if (str_is(got, c.field[2]) && str_is(t.unit, c.count > 3 ? c.field[3] : STR("")))
            continue;
        wrong++;
        print_error("target.cases:%d: \"%.*s\": %.*s ; %.*s\n", c.line, STR_ARG(c.field[0]),
                    STR_ARG(got), STR_ARG(t.unit));
    }
    assert_int_equal(wrong, 0);
}

static struct str phrase_text(struct arena *mem, const struct indicator_phrase *p)
{
    const struct str part[] = {p->name, p->value, p->unit, p->deadline, p->baseline};
    struct str s = STR("");

    for (size_t i = 0; i < COUNT(part); i++)
        s = arena_printf(mem, "%.*s%s%.*s", STR_ARG(s), i ? " | " : "",
                         STR_ARG(part[i].n ? part[i] : STR("-")));
    return s;
}

static void test_indicator_target__finds_them_in_prose(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct str rest = test_file(mem, "phrase.cases");
    struct test_case c;
    int line = 0, wrong = 0;

    (void)state;
    while (test_case_next(&rest, &line, &c)) {
        struct indicator_phrase *p;
        size_t n = indicator_target_find(mem, c.field[0], &p);
        bool same = n == c.count - 1;

        for (size_t i = 0; same && i < n; i++)
            same = str_is(phrase_text(mem, &p[i]), c.field[i + 1]);
        for (size_t i = 0; !same && i < n; i++)
            print_error("phrase.cases:%d: %.*s\n", c.line, STR_ARG(phrase_text(mem, &p[i])));
        if (!same)
            print_error("phrase.cases:%d: %d targets of \"%.*s\"\n", c.line, (int)n,
                        STR_ARG(c.field[0]));
        wrong += !same;
    }
    assert_int_equal(wrong, 0);
}

static void test_indicator_target__words_without_number_need_a_person(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct indicator_phrase *p;

    (void)state;
    assert_int_equal(indicator_target_find(mem, STR("Hạ tầng số tiên tiến, hiện đại."), &p), 1);
    assert_true(p[0].qualitative);
    assert_false(p[0].reading.has_value);
    assert_int_equal(indicator_target_find(mem, STR("Quy mô kinh tế số đạt 20%."), &p), 1);
    assert_false(p[0].qualitative);
    assert_true(p[0].reading.has_value);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_indicator_target__reads_a_cell),
        cmocka_unit_test(test_indicator_target__finds_them_in_prose),
        cmocka_unit_test(test_indicator_target__words_without_number_need_a_person),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
