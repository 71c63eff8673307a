#include "../test.h"
#include "base/csv.h"

static void test_csv__comes_back(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct str out, *field, want[] = {STR("a,b"), STR("nói \"có\""), STR("hai\ndòng"), STR("")};
    struct buf b;
    size_t n;

    (void)state;
    buf_init(&b, 1000);
    for (size_t i = 0; i < COUNT(want); i++)
        csv_field(&b, i == 0, want[i]);
    csv_end(&b);
    out = buf_str(&b);
    assert_true(csv_next(mem, &out, &field, &n));
    assert_int_equal(n, COUNT(want));
    for (size_t i = 0; i < n; i++)
        assert_str(field[i], want[i]);
    assert_false(csv_next(mem, &out, &field, &n));
    buf_release(&b);
}

static void test_csv__quoted_fields_cost_their_length(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    const size_t fields = 2000;
    struct str rest, *field;
    struct buf b;
    size_t n;

    (void)state;
    buf_init(&b, 100000);
    for (size_t i = 0; i < fields; i++)
        csv_field(&b, i == 0, STR("a,b"));
    rest = buf_str(&b);
    assert_true(csv_next(mem, &rest, &field, &n));
    assert_int_equal(n, fields);
    assert_true(arena_used(mem) < fields * 100);
    buf_release(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_csv__comes_back),
        cmocka_unit_test(test_csv__quoted_fields_cost_their_length),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
