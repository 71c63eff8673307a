/* Plans, targets, documents: what their pages show. */

#include "app/document.h"
#include "app/plan.h"
#include "app/target.h"
#include "small.h"

static const struct app_page first = {0};

static void test_app_plan_list__newest_first(void **state)
{
    struct small *s = *state;
    struct fixture *f = &s->f;
    struct app_plans plans;

    assert_ok(app_plan_list(f->a, app_who_web, f->mem, &plans, &f->e));
    assert_int_equal(plans.n, 2);
    assert_int_equal(plans.at[0].id, s->plan[1]);
    assert_int_equal(plans.at[0].tasks, 3);
    assert_int_equal(plans.at[1].tasks, 6);
    assert_int_equal(plans.at[1].targets, 1);
    assert_str(plans.at[1].number, STR("10/KH-UBND"));
    assert_int_equal(plans.at[1].issued.n, small_day(2026, 1, 15).n);
    assert_int_equal(plans.at[1].version, 1);
}

static void test_app_plan_view__groups_bodies_counts(void **state)
{
    struct small *s = *state;
    struct fixture *f = &s->f;
    const size_t by_time[] = {6, 1, 1, 1, 1, 1, 1};
    struct app_plan plan;

    assert_ok(app_plan_view(f->a, app_who_web, s->plan[0], f->mem, &plan, &f->e));
    assert_int_equal(plan.group_count, 3);
    assert_str(plan.groups[1].name, STR("Quy chế"));
    assert_int_equal(plan.groups[0].depth, 0);
    assert_int_equal(plan.groups[1].depth, 1);
    assert_int_equal(plan.groups[2].depth, 0);
    assert_int_equal(plan.groups[0].tasks, 1);
    assert_int_equal(plan.groups[2].tasks, 3);
    assert_int_equal(plan.groups[2].targets, 1);
    /* Gió leads A2 and A3 and helps in A1; Mây leads A1 and A3 and helps in A6; Nắng leads A6. */
    assert_int_equal(plan.org_count, 3);
    assert_str(plan.orgs[0].org.name, STR("Sở Gió"));
    assert_int_equal(plan.orgs[0].lead, 2);
    assert_int_equal(plan.orgs[0].coordinating, 1);
    assert_str(plan.orgs[1].org.name, STR("Sở Mây"));
    assert_int_equal(plan.orgs[2].lead, 1);
    assert_int_equal(plan.version_count, 1);
    assert_memory_equal(plan.by_time, by_time, sizeof(by_time));
    assert_int_equal(app_plan_view(f->a, app_who_web, 99, f->mem, &plan, &f->e), ERR_NOT_FOUND);
}

static void test_app_org_list__work(void **state)
{
    struct small *s = *state;
    struct fixture *f = &s->f;
    const struct app_org_filter working = {.with_work = true};
    struct app_org_lines lines;

    assert_ok(app_org_list(f->a, app_who_web, &working, first, f->mem, &lines, &f->e));
    assert_int_equal(lines.total, 3);
    assert_str(lines.at[0].name, STR("Sở Gió")); /* G, M, N */
    assert_int_equal(lines.at[0].lead, 3);
    assert_int_equal(lines.at[0].coordinating, 1);
    assert_int_equal(lines.at[1].lead, 4);
    assert_int_equal(lines.at[1].coordinating, 1);
}

static void test_app_target_list__years_and_reading(void **state)
{
    struct small *s = *state;
    struct fixture *f = &s->f;
    const struct app_target_filter all = {0}, of_2030 = {.year = 2030}, of_2027 = {.year = 2027},
                                   group = {.group = s->group[II]}, may = {.org = s->org[MAY]},
                                   words = {.words = STR("diem phuc vu")}, bad = {.year = 99999};
    struct app_targets targets;

    assert_ok(app_target_list(f->a, app_who_web, &all, first, f->mem, &targets, &f->e));
    assert_int_equal(targets.n, 2);
    assert_int_equal(targets.total, 2);
    assert_int_equal(targets.year_count, 2);
    assert_int_equal(targets.years[0], 2025);
    assert_int_equal(targets.years[1], 2030);
    assert_str(targets.at[0].words, STR("ít nhất 80,5%"));
    assert_str(targets.at[0].lead.at[0].name, STR("Sở Mây"));
    assert_ok(app_target_list(f->a, app_who_web, &of_2030, first, f->mem, &targets, &f->e));
    assert_int_equal(targets.total, 1);
    assert_int_equal(targets.at[0].id, s->target[1]);
    assert_int_equal(targets.year_count, 2); /* to choose another */
    assert_ok(app_target_list(f->a, app_who_web, &of_2027, first, f->mem, &targets, &f->e));
    assert_int_equal(targets.total + targets.n, 0);
    assert_ok(app_target_list(f->a, app_who_web, &group, first, f->mem, &targets, &f->e));
    assert_int_equal(targets.total, 1);
    assert_ok(app_target_list(f->a, app_who_web, &may, first, f->mem, &targets, &f->e));
    assert_int_equal(targets.total, 1);
    assert_ok(app_target_list(f->a, app_who_web, &words, first, f->mem, &targets, &f->e));
    assert_int_equal(targets.at[0].id, s->target[1]);
    assert_int_equal(app_target_list(f->a, app_who_web, &bad, first, f->mem, &targets, &f->e),
                     ERR_USAGE);
}

static void test_app_target_view__one(void **state)
{
    struct small *s = *state;
    struct fixture *f = &s->f;
    struct app_target target;

    assert_ok(app_target_view(f->a, app_who_web, s->target[0], f->mem, &target, &f->e));
    assert_str(target.heading, STR("II. Hạ tầng số"));
    assert_str(target.line.target_text, STR("≥ 80,5"));
    assert_true(str_has(target.deadline_words, STR("31/12/2025")));
    assert_true(target.around.n > 0);
    assert_int_equal(target.before + target.after, 0);
    assert_int_equal(app_target_view(f->a, app_who_web, 0, f->mem, &target, &f->e), ERR_NOT_FOUND);
    assert_int_equal(app_target_view(f->a, app_who_web, 99, f->mem, &target, &f->e), ERR_NOT_FOUND);
}

static void test_app_document_list__states_and_words(void **state)
{
    struct small *s = *state;
    struct fixture *f = &s->f;
    const struct {
        struct app_document_filter f;
        size_t want;
        int first;
    } cases[] = {
        {{.words = STR("")}, 3, 1},
        {{.state = STR("cited")}, 1, 2},
        {{.state = STR("issued")}, 2, 1},
        {{.words = STR("ky nang")}, 1, 1},
        {{.words = STR("10/kh")}, 1, 0},
        {{.words = STR("chuyển đổi"), .state = STR("cited")}, 1, 2},
        {{.words = STR("%")}, 0, 0},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct app_documents documents;

        assert_ok(
            app_document_list(f->a, app_who_web, &cases[i].f, first, f->mem, &documents, &f->e));
        assert_int_equal(documents.n, cases[i].want);
        assert_int_equal(documents.total, cases[i].want);
        if (documents.n)
            assert_int_equal(documents.at[0].id, s->document[cases[i].first]);
    }
}

static struct app_document document(struct fixture *f, int64_t id)
{
    struct app_document d;

    assert_ok(app_document_view(f->a, app_who_web, id, f->mem, &d, &f->e));
    return d;
}

static void test_app_document_link__set_and_taken_away(void **state)
{
    struct small *s = *state;
    struct fixture *f = &s->f;
    int64_t plan = s->document[0], law = s->document[2];
    struct app_document d;

    assert_ok(app_document_link_add(f->a, app_who_web, plan, law, STR("based_on"), &f->e));
    assert_int_equal(app_document_link_add(f->a, app_who_web, plan, law, STR("based_on"), &f->e),
                     ERR_CONFLICT);
    assert_int_equal(app_document_link_add(f->a, app_who_web, plan, plan, STR("based_on"), &f->e),
                     ERR_USAGE);
    assert_int_equal(app_document_link_add(f->a, app_who_web, plan, law, STR("likes"), &f->e),
                     ERR_USAGE);
    assert_int_equal(app_document_link_add(f->a, app_who_web, plan, 99, STR("amends"), &f->e),
                     ERR_NOT_FOUND);
    d = document(f, law);
    assert_int_equal(d.link_count, 1);
    assert_false(d.links[0].outgoing);
    assert_true(d.links[0].by_hand);
    assert_int_equal(d.links[0].document, plan);
    assert_int_equal(app_document_link_end(f->a, app_who_web, 99, d.links[0].id, &f->e),
                     ERR_NOT_FOUND);
    assert_ok(app_document_link_end(f->a, app_who_web, law, d.links[0].id, &f->e));
    assert_int_equal(document(f, plan).link_count, 0);
    assert_ok(app_document_link_add(f->a, app_who_web, plan, law, STR("based_on"), &f->e));
    assert_int_equal(document(f, plan).link_count, 1);
}

/* d0 → d1 → … → d8 → d3: seven steps up but six are shown, and the ring ends. */
static void test_app_document_view__chain(void **state)
{
    struct small *s = *state;
    struct fixture *f = &s->f;
    int64_t d[9];
    struct app_document one;
    struct build b;

    assert_ok(build_begin(&b, f->a, f->mem, &f->e));
    for (int i = 0; i < 9; i++) {
        struct build_document doc = {.number = arena_printf(f->mem, "%d/NQ", i),
                                     .abstract = STR("Một văn bản"),
                                     .issued = small_day(2020, 1, 9 - i + 1)};

        assert_ok(build_document(&b, &doc, &d[i], &f->e));
        if (i)
            assert_ok(build_link(&b, d[i - 1], d[i], i % 2 ? STR("based_on") : STR("implements"),
                                 STR("theo"), &f->e));
    }
    assert_ok(build_link(&b, d[8], d[3], STR("based_on"), STR("theo"), &f->e));
    assert_ok(build_link(&b, d[0], d[8], STR("amends"), STR("sửa"), &f->e)); /* no step */
    assert_ok(build_commit(&b, &f->e));
    one = document(f, d[0]);
    assert_int_equal(one.chain_count, 7);
    for (int i = 0; i < 7; i++) {
        assert_int_equal(one.chain[i].id, d[6 - i]);
        assert_int_equal(one.chain[i].depth, i - 6);
    }
    assert_int_equal(one.link_count, 2);
    one = document(f, d[4]); /* up: 5 6 7 8 3; below: 3, then 2 and 8, then 1 and 7 … */
    assert_int_equal(one.chain[5].id, d[4]);
    assert_int_equal(one.chain[4].id, d[5]);
    assert_int_equal(one.chain[0].id, d[3]);
    assert_int_equal(one.chain[6].id, d[3]);
    assert_int_equal(one.chain[6].depth, 1);
    one = document(f, d[8]);
    assert_int_equal(one.chain[one.chain_count - 1].depth, 6);
}

static void test_app_document_passages__and_file(void **state)
{
    struct small *s = *state;
    struct fixture *f = &s->f;
    struct app_passages passages;
    struct app_document_file file;

    assert_int_equal(document(f, s->document[0]).passages, 6);
    assert_ok(app_document_passages(f->a, app_who_web, s->document[0], (struct app_page){1, 2},
                                    f->mem, &passages, &f->e));
    assert_int_equal(passages.n, 2);
    assert_int_equal(passages.at[0].kind, APP_PASSAGE_HEADER);
    assert_str(passages.at[1].cells[1], STR("Ban hành quy chế dữ liệu"));
    assert_int_equal(app_document_open(f->a, app_who_web, s->document[2], f->mem, &file, &f->e),
                     ERR_NOT_FOUND);
    /* Its row is there, its bytes were never kept. */
    assert_int_equal(app_document_open(f->a, app_who_web, s->document[0], f->mem, &file, &f->e),
                     ERR_NOT_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SMALL_TEST(test_app_plan_list__newest_first),
        SMALL_TEST(test_app_plan_view__groups_bodies_counts),
        SMALL_TEST(test_app_org_list__work),
        SMALL_TEST(test_app_target_list__years_and_reading),
        SMALL_TEST(test_app_target_view__one),
        SMALL_TEST(test_app_document_list__states_and_words),
        SMALL_TEST(test_app_document_link__set_and_taken_away),
        SMALL_TEST(test_app_document_view__chain),
        SMALL_TEST(test_app_document_passages__and_file),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
