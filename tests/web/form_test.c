/* Percent codes, targets, and the fields in them: form.cases, target.cases. */

#include "../unit/test.h"
#include "web/http/http_priv.h"

static struct str shown_fields(const struct http_request *r)
{
    struct str s = STR("");

    for (size_t i = 0; i < r->field_n; i++)
        s = arena_join(r->mem, s,
                       arena_printf(r->mem, "[%.*s]=[%.*s]", STR_ARG(r->field[i].name),
                                    STR_ARG(r->field[i].value)));
    return s;
}

/* The escapes of the expected side. */
static struct str unescaped(struct arena *mem, struct str s)
{
    char *p = arena_alloc(mem, s.n + 1, 1);
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == '\\' && i + 1 < s.n)
            p[n++] = s.p[++i] == 'r' ? '\r' : '\n';
        else
            p[n++] = s.p[i];
    return (struct str){p, n};
}

static void test_form__reads_what_is_well_made_and_nothing_else(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct str rest = test_file(mem, "form.cases");
    struct test_case c;
    int line = 0;

    (void)state;
    while (test_case_next(&rest, &line, &c)) {
        struct http_request r;
        struct err e = {0};
        struct str got;

        http__request_init(&r, mem, STR_NONE);
        got = http__form_read(&r, c.field[0], HTTP_BODY, &e) == 400 ? STR("400") : shown_fields(&r);
        if (!str_is(got, unescaped(mem, c.field[1])))
            fail_msg("line %d: %.*s", c.line, STR_ARG(got));
    }
    assert_true(line > 30);
}

static void test_form__reads_targets(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct str rest = test_file(mem, "target.cases");
    struct test_case c;
    int line = 0;

    (void)state;
    while (test_case_next(&rest, &line, &c)) {
        struct http_request r;
        struct err e = {0};
        struct str got = STR("400");

        http__request_init(&r, mem, STR_NONE);
        if (http__form_target(&r, c.field[0], c.field[1], &e) == 0)
            got = arena_join(mem, r.path, shown_fields(&r));
        else
            assert_int_equal(e.code, ERR_UNREADABLE);
        if (!str_is(got, c.field[2]))
            fail_msg("line %d: %.*s", c.line, STR_ARG(got));
    }
    assert_true(line > 40);
}

/* One field more than a request may have. */
static void test_form__has_a_ceiling(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct http_request r;
    struct err e = {0};
    char many[2 * HTTP__FIELDS + 2];

    (void)state;
    for (size_t i = 0; i < sizeof(many); i++)
        many[i] = i % 2 ? '&' : 'a';
    http__request_init(&r, mem, STR_NONE);
    assert_int_equal(http__form_read(&r, (struct str){many, 2 * HTTP__FIELDS}, HTTP_BODY, &e), 0);
    http__request_init(&r, mem, STR_NONE);
    assert_int_equal(http__form_read(&r, (struct str){many, sizeof(many)}, HTTP_BODY, &e), 413);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_form__reads_what_is_well_made_and_nothing_else),
        cmocka_unit_test(test_form__reads_targets),
        cmocka_unit_test(test_form__has_a_ceiling),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
