#include "../test.h"
#include "schedule/deadline.h"

static struct day day_of(struct str s)
{
    int y, m, d;
    struct day day = {INT32_MIN};

    if (s.n == 10 && sscanf(s.p, "%4d-%2d-%2d", &y, &m, &d) == 3)
        assert_true(day_from_ymd(y, m, d, &day));
    return day;
}

/* The further things a reading says, in the words of the case file. */
static struct str further(struct arena *mem, const struct schedule_deadline *d)
{
    char iso[11];
    struct str s = STR("");

    if (d->has_start)
        s = arena_printf(mem, "%.*sfrom=%s ", STR_ARG(s), day_iso(d->start, iso));
    if (d->hour >= 0)
        s = arena_printf(mem, "%.*shour=%d:%d ", STR_ARG(s), d->hour, d->minute);
    if (d->offset_unit)
        s = arena_printf(mem, "%.*soff=%d%c ", STR_ARG(s), d->offset, d->offset_unit);
    return arena_printf(mem, "%.*s%s%s%s%s%s%s%.*s", STR_ARG(s), d->done ? "done " : "",
                        d->several ? "several " : "", d->year_assumed ? "year " : "",
                        d->problem ? "problem " : "", d->kinds & SCHEDULE_UNREAD ? "unread " : "",
                        d->proposal.n ? "like=" : "", STR_ARG(d->proposal));
}

/* Same words in any order; "like=" takes the rest. */
static bool same_further(struct str got, struct str want)
{
    struct str rest = want, one;

    if (str_trim(got).n != str_trim(want).n)
        return false;
    while (str_next(&rest, ' ', &one))
        if (!str_has(got, one))
            return false;
    return true;
}

static void test_schedule_deadline__reads_every_kind(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct str rest = test_file(mem, "deadline.cases");
    struct test_case c;
    int line = 0, wrong = 0;

    (void)state;
    while (test_case_next(&rest, &line, &c)) {
        struct schedule_rules rules = {.issued = day_of(c.field[1])};
        struct schedule_deadline d;
        struct str kind, more;
        char iso[11];

        if (str_is(c.field[0], STR("\"\"")))
            c.field[0] = STR("");
        schedule_deadline_read(mem, c.field[0], &rules, &d);
        kind = schedule_deadline_kind_text(mem, d.kinds);
        more = further(mem, &d);
        if (str_is(kind, c.field[2]) &&
            str_is(c.field[3], d.has_due ? str_from(day_iso(d.due, iso)) : STR("-")) &&
            same_further(more, c.count > 4 ? c.field[4] : STR("")))
            continue;
        wrong++;
        print_error("deadline.cases:%d: \"%.*s\": %.*s %s %.*s\n", c.line, STR_ARG(c.field[0]),
                    STR_ARG(kind), d.has_due ? day_iso(d.due, iso) : "-", STR_ARG(more));
    }
    assert_int_equal(wrong, 0);
}

static void test_schedule_deadline__a_plan_may_count_the_day_itself(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct schedule_rules rules = {.issued = {INT32_MIN}, .before_includes_day = true};
    struct schedule_deadline d;
    char iso[11];

    (void)state;
    schedule_deadline_read(mem, STR("trước ngày 15/11/2025"), &rules, &d);
    assert_string_equal(day_iso(d.due, iso), "2025-11-15");
}

/* The words of sentence.cases stand between [ and ] in the sentence; no brackets: none binds. */
static void test_schedule_deadline__finds_the_words_in_a_sentence(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct str rest = test_file(mem, "sentence.cases");
    struct test_case c;
    int line = 0, wrong = 0;

    (void)state;
    while (test_case_next(&rest, &line, &c)) {
        struct str s = c.field[0], want = STR(""), got = STR("");
        size_t open = str_find(s, STR("["), 0), close = str_find(s, STR("]"), 0), from, to;

        if (open != SIZE_MAX) {
            want = str_cut(s, open + 1, close);
            s = arena_join(mem, arena_join(mem, str_cut(s, 0, open), want), str_rest(s, close + 1));
        }
        if (schedule_deadline_find(mem, s, &from, &to))
            got = str_cut(s, from, to);
        if (str_is(got, want))
            continue;
        wrong++;
        print_error("sentence.cases:%d: got \"%.*s\" of \"%.*s\"\n", c.line, STR_ARG(got),
                    STR_ARG(s));
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_schedule_deadline__reads_every_kind),
        cmocka_unit_test(test_schedule_deadline__a_plan_may_count_the_day_itself),
        cmocka_unit_test(test_schedule_deadline__finds_the_words_in_a_sentence),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
