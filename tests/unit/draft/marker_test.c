#include "../test.h"
#include "draft/draft_priv.h"

static void test_draft_marker__tells_the_marker(void **state)
{
    static const char *const name[] = {"none", "part", "roman", "decimal", "letter", "bullet"};
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct str rest = test_file(mem, "marker.cases");
    struct test_case c;
    int line = 0;

    (void)state;
    while (test_case_next(&rest, &line, &c)) {
        struct draft__line l = {0};
        size_t n = draft__marker_read(c.field[0], &l);
        struct str got = arena_printf(mem, "%s %.*s %d", name[l.marker], STR_ARG(l.number),
                                      l.depth);
        struct str want = c.field[1], words = str_trim(str_rest(c.field[0], n));

        if (l.marker == DRAFT__MARK_NONE)
            got = STR("none");
        if (!str_is(got, want) || (c.count > 2 && !str_is(words, c.field[2])))
            fail_msg("marker.cases:%d: got \"%.*s\" and \"%.*s\"", line, STR_ARG(got),
                     STR_ARG(words));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_draft_marker__tells_the_marker)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
