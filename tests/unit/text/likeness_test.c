#include "../test.h"
#include "text/fold.h"
#include "text/likeness.h"

/* The plain way: the whole table, one cell at a time. */
static int slow_distance(struct str a, struct str b)
{
    int row[80];

    for (size_t i = 0; i <= a.n; i++)
        row[i] = (int)i;
    for (size_t k = 0; k < b.n; k++) {
        int corner = row[0];

        row[0]++;
        for (size_t i = 1; i <= a.n; i++) {
            int change = corner + (a.p[i - 1] != b.p[k]);

            corner = row[i];
            row[i] = row[i] < row[i - 1] ? row[i] + 1 : row[i - 1] + 1;
            row[i] = change < row[i] ? change : row[i];
        }
    }
    return row[a.n];
}

/* Letters from a small alphabet, so that much is alike; a fixed row of pseudo-random numbers. */
static size_t letters(uint32_t *seed, char *out, size_t most)
{
    size_t n;

    *seed = *seed * 1664525u + 1013904223u;
    n = (*seed >> 16) % (most + 1);
    for (size_t i = 0; i < n; i++) {
        *seed = *seed * 1664525u + 1013904223u;
        out[i] = "abc "[(*seed >> 16) % 4];
    }
    return n;
}

static void test_text_likeness__agrees_with_the_plain_table(void **state)
{
    uint32_t seed = 57;
    char a[64], b[70];

    (void)state;
    for (int round = 0; round < 5000; round++) {
        struct str x = {a, letters(&seed, a, sizeof(a))}, y = {b, letters(&seed, b, 64)};
        struct text_likeness t;
        int want = slow_distance(x, y);

        text_likeness_make(x, &t);
        assert_int_equal(text_likeness_distance(&t, y, 100), want);
        assert_int_equal(text_likeness_distance(&t, y, want), want);
        if (want > 0)
            assert_int_equal(text_likeness_distance(&t, y, want - 1), want);
    }
}

static void test_text_likeness__start_is_the_best_of_all_beginnings(void **state)
{
    uint32_t seed = 71;
    char a[64], b[70];

    (void)state;
    for (int round = 0; round < 5000; round++) {
        struct str x = {a, letters(&seed, a, sizeof(a))}, y = {b, letters(&seed, b, sizeof(b))};
        struct text_likeness t;
        size_t to = 0, want_to = 0;
        int want = 20 + 1;

        for (size_t i = 1; i <= y.n; i++)
            if ((i == y.n || y.p[i] == ' ') && slow_distance(x, str_cut(y, 0, i)) < want) {
                want = slow_distance(x, str_cut(y, 0, i));
                want_to = i;
            }
        text_likeness_make(x, &t);
        assert_int_equal(text_likeness_start(&t, y, 20, &to), x.n ? want : 21);
        assert_int_equal(to, x.n ? want_to : 0);
    }
}

static int likeness(struct arena *mem, const char *a, const char *b)
{
    return text_likeness(text_fold_only(mem, str_from(a)), text_fold_only(mem, str_from(b)));
}

static void test_text_likeness__forgives_ocr(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);

    (void)state;
    assert_int_equal(likeness(mem, "Sở Nội vụ", "36 N0i vy"), 100);
    assert_int_equal(likeness(mem, "Đầu tư", "Pau tu"), 100);
    assert_int_equal(likeness(mem, "Sở Khoa học và Công nghệ", "S& Khoa hoc va Cong ngh¢"), 100);
    assert_true(likeness(mem, "Sở Khoa học và Công nghệ", "S Khoa hoe v Con nghe,") >= 80);
    assert_true(likeness(mem, "Sở Y tế", "Sở Nội vụ") < 50);
    assert_int_equal(likeness(mem, "", ""), 0);
    assert_int_equal(likeness(mem, "xyz", ""), 0);
}

static void test_text_likeness__shape_leads_back(void **state)
{
    struct str line = STR("cho s& tai chlnh; cac so"), name = STR("so tai chinh");
    char shape[64], pattern[16];
    uint32_t map[64];
    size_t n = text_likeness_shape(line, shape, map), to;
    struct text_likeness_pairs pairs;
    struct text_likeness t;
    struct str p = {pattern, text_likeness_shape(name, pattern, NULL)};

    (void)state;
    assert_str(p, STR("so tai ohinh"));
    assert_str(((struct str){shape, n}), STR("oho so tai ohinh oao so"));
    text_likeness_make(p, &t);
    assert_int_equal(text_likeness_start(&t, (struct str){shape + 4, n - 4}, 2, &to), 0);
    assert_str(str_cut(line, map[4], map[4 + to]), STR("s& tai chlnh;"));
    text_likeness_pairs((struct str){shape, n}, &pairs);
    assert_true(text_likeness_may_hold(&pairs, p, 0));
}

static void test_text_likeness__pairs_of_sentences(void **state)
{
    struct text_likeness_pairs a;

    (void)state;
    text_likeness_pairs(STR(""), &a);
    assert_true(text_likeness_may_hold(&a, STR("ab"), 1));
    assert_false(text_likeness_may_hold(&a, STR("abab"), 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_likeness__agrees_with_the_plain_table),
        cmocka_unit_test(test_text_likeness__start_is_the_best_of_all_beginnings),
        cmocka_unit_test(test_text_likeness__forgives_ocr),
        cmocka_unit_test(test_text_likeness__shape_leads_back),
        cmocka_unit_test(test_text_likeness__pairs_of_sentences),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
