/* Everything confirmed, searched: what is found, in which order, and what is marked. */

#include "app/search.h"
#include "small.h"

static struct app_hits find(struct fixture *f, struct str words, struct str kind,
                            struct app_page page)
{
    struct app_hits hits;

    assert_ok(app_search(f->a, app_who_web, words, kind, page, f->mem, &hits, &f->e));
    return hits;
}

/* "Ban hành quy chế [dữ liệu]": what is found is in brackets. */
static struct str shown(struct arena *mem, const struct app_piece *pieces, size_t n)
{
    struct str s = STR("");

    for (size_t i = 0; i < n; i++)
        s = arena_printf(mem, pieces[i].marked ? "%.*s[%.*s]" : "%.*s%.*s", STR_ARG(s),
                         STR_ARG(pieces[i].text));
    return s;
}

static struct str titles(struct arena *mem, const struct app_hits *hits)
{
    struct str s = STR("");

    for (size_t i = 0; i < hits->n; i++) {
        struct str title = shown(mem, hits->at[i].title, hits->at[i].title_count);

        s = arena_printf(mem, "%.*s%s%.*s: %.*s", STR_ARG(s), i ? " | " : "",
                         STR_ARG(hits->at[i].kind), STR_ARG(title));
    }
    return s;
}

/* Words → titles in their order. Together in the title first, then all in the title, then
 * elsewhere; plans and documents before tasks, short before long. */
static void test_app_search__order_and_marks(void **state)
{
    static const struct {
        struct str words, kind, want;
    } cases[] = {
        {STR("ky nang so"), STR(""),
         STR("plan: Kế hoạch [kỹ năng số] | document: Kế hoạch [kỹ năng số] | "
             "task: Đào tạo [kỹ năng số]")},
        {STR("chuyen doi so"), STR("document"),
         STR("document: Kế hoạch [chuyển đổi số] | document: Nghị quyết về [chuyển đổi số]")},
        {STR("CHUYỂN ĐỔI SỐ"), STR("task"), STR("task: Rà soát văn bản về [chuyển đổi số]")},
        {STR("doi chuyen"), STR("task"),
         STR("task: =[Chuyển đổi] dữ liệu đất đai | task: Rà soát văn bản về [chuyển đổi] số")},
        {STR("du lieu"), STR("task"),
         STR("task: Kết nối [dữ liệu] | task: Vận hành cổng [dữ liệu] mở | "
             "task: Ban hành quy chế [dữ liệu] | task: =Chuyển đổi [dữ liệu] đất đai | "
             "task: Xây dựng kho [dữ liệu] dùng chung")},
        {STR("so gio"), STR("task"), STR("")}, /* filled in below: by the body of a task */
        {STR("57-nq/may"), STR(""), STR("document: Nghị quyết về chuyển đổi số")},
        {STR("ty le ho so"), STR("target"), STR("target: [Tỷ lệ hồ sơ] trực tuyến")},
        {STR("xy zt"), STR(""), STR("")},
        {STR("?!"), STR(""), STR("")},
    };
    struct small *s = *state;
    struct fixture *f = &s->f;

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct app_hits hits = find(f, cases[i].words, cases[i].kind, (struct app_page){0});

        assert_int_equal(hits.total, hits.n);
        assert_false(hits.at_least);
        if (str_is(cases[i].words, STR("so gio"))) {
            assert_int_equal(hits.n, 4); /* A1, A2, A3, B3 */
            for (size_t k = 0; k < hits.n; k++)
                assert_true(str_has(shown(f->mem, hits.at[k].snippet, hits.at[k].snippet_count),
                                    STR("[Sở Gió]")));
            continue;
        }
        assert_str(titles(f->mem, &hits), cases[i].want);
    }
}

static void test_app_search__refs_and_pages(void **state)
{
    struct small *s = *state;
    struct fixture *f = &s->f;
    struct app_hits hits = find(f, STR("ban hanh quy che"), STR("task"), (struct app_page){0});

    assert_int_equal(hits.n, 1);
    assert_int_equal(hits.at[0].ref, s->task[A1]);
    assert_str(hits.at[0].plan_number, STR("10/KH-UBND"));
    hits = find(f, STR("du lieu"), STR("task"), (struct app_page){3, 1});
    assert_int_equal(hits.n, 1);
    assert_int_equal(hits.total, 5);
    assert_int_equal(hits.at[0].ref, s->task[A5]);
    hits = find(f, STR("du lieu"), STR("task"), (struct app_page){50, 5});
    assert_int_equal(hits.n, 0);
    assert_int_equal(app_search(f->a, app_who_web, STR("x"), STR("cloud"), (struct app_page){0},
                                f->mem, &hits, &f->e),
                     ERR_USAGE);
}

/* More than can be ranked: those with the words in their title come, though older. */
static void test_app_search__common_words(void **state)
{
    struct small *s = *state;
    struct fixture *f = &s->f;
    struct build b;
    struct app_hits hits;

    assert_ok(build_begin(&b, f->a, f->mem, &f->e));
    for (int i = 0; i < 1200; i++)
        assert_ok(app__entry_put(&b.t, APP__ENTRY_TASK, 5000 + i, 0, STR("Việc"),
                                 STR("kho dữ liệu của tỉnh"), &f->e));
    assert_ok(build_commit(&b, &f->e));
    hits = find(f, STR("kho du lieu"), STR("task"), (struct app_page){0, 1});
    assert_true(hits.at_least);
    assert_int_equal(hits.total, 1000);
    assert_int_equal(hits.at[0].ref, s->task[A3]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SMALL_TEST(test_app_search__order_and_marks),
        SMALL_TEST(test_app_search__refs_and_pages),
        SMALL_TEST(test_app_search__common_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
