#include "../test.h"

/* Pieces of every size, small after large: each zeroed, aligned, apart from all others. */
static void test_arena__pieces_are_apart(void **state)
{
    static const size_t sizes[] = {1,       16, 17,    1000,   70000, 3, 16000,
                                   2000000, 5,  65536, 300000, 0,     9};
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    unsigned char *piece[200];
    size_t used = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(piece); i++) {
        size_t n = sizes[i % COUNT(sizes)];

        piece[i] = arena_alloc(mem, n, 1);
        assert_int_equal((uintptr_t)piece[i] % 16, 0);
        for (size_t k = 0; k < n; k++)
            if (piece[i][k])
                fail_msg("piece %zu is not zeroed at %zu", i, k);
        memset(piece[i], (int)i + 1, n);
        used += n;
    }
    for (size_t i = 0; i < COUNT(piece); i++)
        for (size_t k = 0; k < sizes[i % COUNT(sizes)]; k++)
            if (piece[i][k] != i + 1)
                fail_msg("piece %zu was overwritten at %zu", i, k);
    assert_true(arena_used(mem) >= used && arena_used(mem) < used + COUNT(piece) * 32);
}

static void test_arena__a_cleared_one_hands_out_zeros(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);

    (void)state;
    for (int round = 0; round < 3; round++) {
        for (size_t i = 0; i < 50; i++) {
            unsigned char *p = arena_alloc(mem, 100000, 1);

            for (size_t k = 0; k < 100000; k++)
                assert_int_equal(p[k], 0);
            memset(p, 0xAA, 100000);
        }
        memset(arena_alloc(mem, 5000000, 1), 0xAA, 5000000);
        arena_clear(mem);
        assert_int_equal(arena_used(mem), 0);
    }
}

static void test_arena__arrays_grow(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    size_t *list = NULL, n = 0, room = 0;

    (void)state;
    for (size_t i = 0; i < 100000; i++)
        ARENA_PUSH(mem, list, n, room, i);
    for (size_t i = 0; i < n; i++)
        assert_true(list[i] == i);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_arena__pieces_are_apart),
        cmocka_unit_test(test_arena__a_cleared_one_hands_out_zeros),
        cmocka_unit_test(test_arena__arrays_grow),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
