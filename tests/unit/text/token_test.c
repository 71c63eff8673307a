#include "../test.h"
#include "text/token.h"

/* The tokens as "kind:text", a '_' before those that white space parts from the one before. */
static struct str shown(struct arena *mem, const char *text)
{
    struct text_tokens x;
    struct str s = STR("");

    text_token_read(mem, str_from(text), &x);
    for (size_t i = 0; i < x.n; i++)
        s = arena_printf(mem, "%.*s%s%c:%.*s", STR_ARG(s),
                         i == 0         ? ""
                         : x.t[i].glued ? " "
                                        : " _",
                         x.t[i].kind, STR_ARG(x.t[i].s));
    return s;
}

static void test_text_token__tells_words_numbers_and_marks(void **state)
{
    static const struct {
        const char *text, *tokens;
    } cases[] = {
        {"Trước 15/11", "a:truoc _0:15 /:/ 0:11"},
        {"17h00, ngày", "0:17 a:h 0:00 ,:, _a:ngay"},
        {"≥ 3% và <=5", "G:≥ _0:3 %:% _a:va _L:<= 0:5"},
        {"16 ÷ 18 km²", "0:16 _-:÷ _0:18 _a:km²"},
        {"8–10 m3", "0:8 -:- 0:10 _a:m 0:3"},
        {"NĐ-CP…", "a:nd -:- a:cp .:…"},
        {"• 1", "?:• _0:1"},
        {"", ""},
    };
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_str(shown(mem, cases[i].text), str_from(cases[i].tokens));
}

static void test_text_token__matches_patterns(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct str source = STR("Hoàn thành trước ngày 15/11/2025");
    struct text_tokens x;

    (void)state;
    text_token_read(mem, source, &x);
    assert_int_equal(text_token_match(&x, 0, "hoan thanh"), 2);
    assert_int_equal(text_token_match(&x, 2, "truoc|sau khi? ngay # /"), 4);
    assert_int_equal(text_token_match(&x, 2, "ngay"), 0);
    assert_int_equal(text_token_match(&x, 2, "sau? truoc"), 1);
    assert_int_equal(text_token_match(&x, 8, "# / #"), 0);
    assert_int_equal(text_token_match(&x, 99, "#"), 0);
    assert_int_equal(text_token_find(&x, 0, x.n, "# / # / #"), 4);
    assert_true(text_token_find(&x, 5, x.n, "ngay") == SIZE_MAX);
    assert_str(text_token_source(&x, source, 2, 9), STR("trước ngày 15/11/2025"));
    assert_str(text_token_source(&x, source, 3, 3), STR(""));
}

static void test_text_token__long_numbers_have_no_value(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct text_tokens x;

    (void)state;
    text_token_read(mem, STR("999999999 1234567890 99999999999999999999"), &x);
    assert_int_equal(x.t[0].value, 999999999);
    assert_int_equal(x.t[1].value, -1);
    assert_int_equal(x.t[2].value, -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_token__tells_words_numbers_and_marks),
        cmocka_unit_test(test_text_token__matches_patterns),
        cmocka_unit_test(test_text_token__long_numbers_have_no_value),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
