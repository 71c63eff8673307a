#include <pthread.h>

#include "../test.h"
#include "text/sort.h"

static struct str key(struct arena *mem, struct str s)
{
    struct err e = {0};
    struct str ret;

    if (text_sort_key(mem, s, &ret, &e))
        fail_msg("%s", e.text);
    return ret;
}

static void test_text_sort__order(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct str rest = test_file(mem, "sort.cases");
    struct test_case c;
    int line = 0, seen = 0;

    (void)state;
    while (test_case_next(&rest, &line, &c)) {
        bool same = str_is(c.field[0], STR("="));

        for (size_t i = same ? 2 : 1; i < c.count; i++, seen++) {
            int way = str_compare(key(mem, c.field[i - 1]), key(mem, c.field[i]));

            if (same ? way != 0 : way >= 0)
                fail_msg("sort.cases:%d: \"%.*s\" and \"%.*s\"", c.line, STR_ARG(c.field[i - 1]),
                         STR_ARG(c.field[i]));
        }
    }
    assert_true(seen > 60);
}

static void test_text_sort__decomposed_is_the_same(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);

    (void)state;
    assert_str(key(mem, STR("hoa\xCC\x80 đo\xCC\x82\xCC\xA3ng")), key(mem, STR("hòa động")));
    assert_str(key(mem, STR("đo\xCC\xA3\xCC\x82ng")), key(mem, STR("động")));
}

/* Any bytes have a key, of bounded length and without NUL; beyond TEXT_SORT_LETTERS nothing counts.
 */
static void test_text_sort__any_bytes(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    char p[4096];
    uint32_t seed = 1;

    (void)state;
    assert_int_equal(key(mem, STR_NONE).n, key(mem, STR(" \n")).n);
    for (int round = 0; round < 300; round++) {
        struct str k;

        for (size_t i = 0; i < sizeof(p); i++) {
            seed = seed * 1664525 + 1013904223;
            p[i] = (char)(seed >> 24);
        }
        k = key(mem, (struct str){p, sizeof(p)});
        assert_true(k.n < 40 * TEXT_SORT_LETTERS);
        assert_null(memchr(k.p, 0, k.n));
    }
    memset(p, 'a', sizeof(p));
    assert_str(key(mem, (struct str){p, TEXT_SORT_LETTERS}), key(mem, (struct str){p, sizeof(p)}));
    assert_true(str_compare(key(mem, (struct str){p, TEXT_SORT_LETTERS - 1}),
                            key(mem, (struct str){p, sizeof(p)})) < 0);
}

static void *many_keys(void *arg)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct str want = key(mem, STR("Quận 10, Thành phố Hồ Chí Minh"));

    for (int i = 0; i < 2000; i++)
        if (!str_is(key(mem, STR("Quận 10, Thành phố Hồ Chí Minh")), want))
            *(bool *)arg = true;
    return NULL;
}

static void test_text_sort__many_threads(void **state)
{
    pthread_t thread[8];
    bool differs[COUNT(thread)] = {false};

    (void)state;
    for (size_t i = 0; i < COUNT(thread); i++)
        assert_int_equal(pthread_create(&thread[i], NULL, many_keys, &differs[i]), 0);
    for (size_t i = 0; i < COUNT(thread); i++)
        assert_int_equal(pthread_join(thread[i], NULL), 0);
    for (size_t i = 0; i < COUNT(thread); i++)
        assert_false(differs[i]);
}

/* The program's order is what ICU of this machine was asked for: a new ICU is a new version. */
static void test_text_sort__version(void **state)
{
    (void)state;
    assert_true(text_sort_version() > 60 * 1000);
}

int main(void)
{
    /* threads first: they meet ICU unopened */
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_sort__many_threads),
        cmocka_unit_test(test_text_sort__order),
        cmocka_unit_test(test_text_sort__decomposed_is_the_same),
        cmocka_unit_test(test_text_sort__any_bytes),
        cmocka_unit_test(test_text_sort__version),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
