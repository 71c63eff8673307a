/* Tasks: the list with its filters and counts, one task, exports. */

#include <fcntl.h>

#include "app/task.h"
#include "small.h"

static const char *const task_names[] = {"A1", "A2", "A3", "A4", "A5", "A6", "B1", "B2", "B3"};

/* "A1 A3": the tasks of a list in its order. */
static struct str names_of(struct small *s, const struct app_tasks *tasks)
{
    struct str names = STR("");

    for (size_t i = 0; i < tasks->n; i++)
        for (int k = 0; k < SMALL; k++)
            if (s->task[k] == tasks->at[i].id)
                names = arena_printf(s->f.mem, "%.*s%s%s", STR_ARG(names), i ? " " : "",
                                     task_names[k]);
    return names;
}

static struct app_tasks list(struct small *s, const struct app_task_filter *filter)
{
    const struct app_page page = {0};
    struct fixture *f = &s->f;
    struct app_tasks tasks;

    assert_ok(app_task_list(f->a, app_who_web, filter, page, f->mem, &tasks, &f->e));
    return tasks;
}

static void test_app_task_list__filters(void **state)
{
    struct small *s = *state;
    const struct {
        struct app_task_filter f;
        struct str want;
    } cases[] = {
        {{0}, STR("A1 A2 A3 A4 A5 A6 B1 B2 B3")},
        {{.plan = s->plan[1]}, STR("B1 B2 B3")},
        {{.group = s->group[I]}, STR("A1 A2")}, /* with the group below */
        {{.group = s->group[I_1]}, STR("A2")},
        {{.plan = s->plan[0], .group = s->group[II]}, STR("A3 A4 A5")},
        {{.plan = s->plan[1], .group = s->group[II]}, STR("")},
        {{.org = s->org[MAY]}, STR("A1 A3 B1 B2")},
        {{.org = s->org[GIO]}, STR("A2 A3 B3")}, /* a co-lead leads */
        {{.org = s->org[GIO], .org_coordinating = true}, STR("A1 A2 A3 B3")},
        {{.org = s->org[MAY], .org_coordinating = true, .plan = s->plan[0]}, STR("A1 A3 A6")},
        {{.without_lead = true}, STR("A4 A5")},
        {{.without_lead = true, .org = s->org[MAY]}, STR("")},
        {{.time = APP_TASK_TIME_PASSED}, STR("A2")},
        {{.time = APP_TASK_TIME_SOON}, STR("A3 B2")},
        {{.time = APP_TASK_TIME_LATER}, STR("A1 B1")},
        {{.time = APP_TASK_TIME_CYCLE}, STR("A4")},
        {{.time = APP_TASK_TIME_WAITING}, STR("A5 B3")},
        {{.time = APP_TASK_TIME_NONE}, STR("A6")},
        {{.time = APP_TASK_TIME_LATER, .org = s->org[MAY], .plan = s->plan[0]}, STR("A1")},
        {{.sort = APP_TASK_BY_DUE}, STR("A2 B2 A3 A1 B1 B3 A4 A5 A6")},
        {{.sort = APP_TASK_BY_DUE, .plan = s->plan[1]}, STR("B2 B1 B3")},
        {{.words = STR("DU LIEU")}, STR("A1 A3 A4 A5 B3")},
        {{.words = STR("dữ liệu"), .plan = s->plan[1]}, STR("B3")},
        {{.words = STR("dữ liệu"), .time = APP_TASK_TIME_CYCLE}, STR("A4")},
        {{.words = STR("cau vong")}, STR("A4")}, /* by its body */
        {{.words = STR("khong co chu nay")}, STR("")},
        {{.words = STR("???")}, STR("")},
        {{.words = STR("  ")}, STR("A1 A2 A3 A4 A5 A6 B1 B2 B3")},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct app_tasks tasks = list(s, &cases[i].f);
        struct str got = names_of(s, &tasks);

        if (!str_is(got, cases[i].want))
            fail_msg("case %zu: got %.*s, want %.*s", i, STR_ARG(got), STR_ARG(cases[i].want));
        assert_int_equal(tasks.total, tasks.n);
    }
}

static void test_app_task_list__counts(void **state)
{
    struct small *s = *state;
    const struct app_task_filter soon = {.time = APP_TASK_TIME_SOON},
                                 may = {.org = s->org[MAY], .time = APP_TASK_TIME_PASSED};
    const size_t all[] = {9, 1, 2, 2, 1, 2, 1}, of_may[] = {4, 0, 2, 2, 0, 0, 0};
    struct app_tasks tasks = list(s, &soon);

    assert_memory_equal(tasks.by_time, all, sizeof(all));
    assert_int_equal(tasks.total, 2);
    tasks = list(s, &may);
    assert_memory_equal(tasks.by_time, of_may, sizeof(of_may));
    assert_int_equal(tasks.total, 0);
}

/* Counts are kept, but not beyond a write or the day. */
static void test_app_task_list__counts_are_never_old(void **state)
{
    struct small *s = *state;
    struct fixture *f = &s->f;
    const struct app_task_filter filter = {.plan = s->plan[1]};
    struct build_row row = {.plan = s->plan[1],
                            .name = STR("Thêm một việc"),
                            .no = STR(""),
                            .deadline = STR("Thường xuyên")};
    struct app_tasks tasks = list(s, &filter);
    struct build b;
    int64_t id;

    assert_int_equal(tasks.by_time[APP_TASK_TIME_CYCLE], 0);
    assert_ok(build_begin(&b, f->a, f->mem, &f->e));
    b.place = 100;
    assert_ok(build_task(&b, &row, &id, &f->e));
    assert_ok(build_commit(&b, &f->e));
    tasks = list(s, &filter);
    assert_int_equal(tasks.by_time[APP_TASK_TIME_CYCLE], 1);
    assert_int_equal(tasks.total, 4);
    assert_int_equal(tasks.by_time[APP_TASK_TIME_PASSED], 0);
    small_today(f, small_day(2026, 4, 3)); /* B2 was due on the 2nd */
    tasks = list(s, &filter);
    assert_int_equal(tasks.by_time[APP_TASK_TIME_PASSED], 1);
    assert_int_equal(tasks.at[1].days_left, -1);
}

/* Words that very many tasks have: the same list, found another way. */
static void test_app_task_list__common_words(void **state)
{
    enum { MANY = 1001 };
    struct small *s = *state;
    struct fixture *f = &s->f;
    const struct app_task_filter filter = {.words = STR("viec chung"), .plan = s->plan[1]},
                                 none = {.words = STR("viec chung"), .plan = s->plan[0]};
    struct app_tasks tasks;
    struct build b;
    int64_t id, last = 0;

    assert_ok(build_begin(&b, f->a, f->mem, &f->e));
    for (int i = 0; i < MANY; i++) {
        struct build_row row = {
            .plan = s->plan[1], .name = STR("Việc chung"), .no = STR(""), .deadline = STR("")};

        b.place = 5000 - 2 * i; /* falling: neither the order of ids nor that of the index */
        assert_ok(build_task(&b, &row, &id, &f->e));
        last = i == 0 ? id : last;
    }
    assert_ok(build_commit(&b, &f->e));
    assert_ok(app_task_list(f->a, app_who_web, &filter, (struct app_page){MANY - 1, 5}, f->mem,
                            &tasks, &f->e));
    assert_int_equal(tasks.total, MANY);
    assert_int_equal(tasks.n, 1);
    assert_int_equal(tasks.at[0].id, last);
    assert_int_equal(tasks.by_time[APP_TASK_TIME_NONE], MANY);
    tasks = list(s, &filter);
    assert_int_equal(tasks.n, 25);
    assert_int_equal(tasks.at[0].id, id);
    tasks = list(s, &none);
    assert_int_equal(tasks.total + tasks.n, 0);
}

static void test_app_task_list__pages(void **state)
{
    struct small *s = *state;
    struct fixture *f = &s->f;
    const struct app_task_filter all = {0};
    struct app_tasks tasks;

    assert_ok(
        app_task_list(f->a, app_who_web, &all, (struct app_page){4, 3}, f->mem, &tasks, &f->e));
    assert_str(names_of(s, &tasks), STR("A5 A6 B1"));
    assert_int_equal(tasks.total, 9);
    assert_ok(
        app_task_list(f->a, app_who_web, &all, (struct app_page){40, 3}, f->mem, &tasks, &f->e));
    assert_int_equal(tasks.n, 0);
    assert_int_equal(tasks.total, 9);
}

static void test_app_task_list__lines(void **state)
{
    struct small *s = *state;
    const struct app_task_filter all = {0};
    struct app_tasks tasks = list(s, &all);
    const struct app_task_line *a1 = &tasks.at[A1], *a3 = &tasks.at[A3], *a4 = &tasks.at[A4];

    assert_str(a1->name, STR("Ban hành quy chế dữ liệu"));
    assert_str(a1->no, STR("I.1"));
    assert_str(a1->deliverable, STR("Quyết định; Quy chế"));
    assert_str(a1->plan_number, STR("10/KH-UBND"));
    assert_int_equal(a1->lead.n, 1);
    assert_true(a1->has_due);
    assert_int_equal(a1->due.n, small_day(2026, 6, 29).n);
    assert_int_equal(a1->days_left, 89); /* 29 of April, 31, 29 */
    assert_int_equal(a3->lead.n, 2);
    assert_int_equal(a3->lead.at[0].id, s->org[MAY]);
    assert_int_equal(a3->lead.at[1].id, s->org[GIO]);
    assert_str(a3->lead.at[1].name, STR("Sở Gió"));
    assert_int_equal(a4->lead.n, 1);
    assert_int_equal(a4->lead.at[0].id, 0);
    assert_str(a4->lead.at[0].name, STR("Tổ Cầu Vồng"));
    assert_false(a4->has_due);
    assert_int_equal(tasks.at[A5].lead.n, 0);
    assert_int_equal(tasks.at[B3].time, APP_TASK_TIME_WAITING);
}

/* What the base says of how a task stands is what the engine says of the same row: random rows, and
 * days around their due days. */
static void test_app_task_time__base_and_engine_agree(void **state)
{
    struct small *s = *state;
    struct fixture *f = &s->f;
    const int32_t from = small_day(2026, 1, 1).n;
    const struct app_page page = {0, 200};
    uint64_t random = 88172645463325252u;
    struct app_task_filter filter = {.plan = s->plan[1]};
    struct build b;

    assert_ok(build_begin(&b, f->a, f->mem, &f->e));
    for (int i = 0; i < 180; i++) {
        struct store_sql_task_add in = {.plan = s->plan[1],
                                        .place = 100 + i,
                                        .no = STR(""),
                                        .name = STR("x"),
                                        .name_read = STR("x"),
                                        .lead_text = STR(""),
                                        .coordinating_text = STR(""),
                                        .deadline_text = STR(""),
                                        .at = 1};
        struct store_row_task_made *made;

        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        in.deadline_kinds = random >> 20 & ((1 << 13) - 1) & (random >> 40);
        in.due_fixed = random >> 10 & 1;
        in.due_day = (struct store_day){random >> 12 & 1, {from + (int32_t)(random >> 50 & 127)}};
        assert_ok(store_task_add(&b.t, f->mem, &in, &made, &f->e));
    }
    assert_ok(build_commit(&b, &f->e));
    for (int day = -2; day < 135; day += 9) {
        size_t seen = 0;

        small_today(f, (struct day){from + day});
        for (int time = APP_TASK_TIME_PASSED; time < APP_TASK_TIME__MAX; time++) {
            struct app_tasks tasks;

            filter.time = (enum app_task_time)time;
            assert_ok(app_task_list(f->a, app_who_web, &filter, page, f->mem, &tasks, &f->e));
            assert_int_equal(tasks.n, tasks.by_time[time]);
            for (size_t i = 0; i < tasks.n; i++)
                assert_int_equal(tasks.at[i].time, time);
            seen += tasks.n;
        }
        assert_int_equal(seen, 183);
    }
}

static void test_app_task_view__all_of_it(void **state)
{
    struct small *s = *state;
    struct fixture *f = &s->f;
    struct app_task task;

    assert_ok(app_task_view(f->a, app_who_web, s->task[A3], f->mem, &task, &f->e));
    assert_str(task.heading, STR("II. Hạ tầng số"));
    assert_str(task.plan_title, STR("Kế hoạch chuyển đổi số"));
    assert_str(task.document_number, STR("10/KH-UBND"));
    assert_int_equal(task.document, s->document[0]);
    assert_int_equal(task.before, s->task[A2]);
    assert_int_equal(task.after, s->task[A4]);
    assert_int_equal(task.body_count, 2);
    assert_str(task.bodies[1].role, STR("co_lead"));
    assert_int_equal(task.line.lead.n, 2);
    assert_int_equal(task.deliverable_count, 1);
    assert_str(task.deliverables[0], STR("Kho dữ liệu"));
    assert_int_equal(task.line.days_left, 19);
    assert_true(str_has(task.deadline_words, STR("20/04/2026")));
    /* All six lines of the document are near: the header, and one behind. */
    assert_int_equal(task.around.n, 6);
    assert_true(task.around.at[4].own);
    assert_int_equal(task.around.at[4].cell_count, 3);
    assert_int_equal(task.around.at[1].kind, APP_PASSAGE_HEADER);

    assert_ok(app_task_view(f->a, app_who_web, s->task[A1], f->mem, &task, &f->e));
    assert_int_equal(task.before, 0);
    assert_int_equal(task.deliverable_count, 2);
    assert_ok(app_task_view(f->a, app_who_web, s->task[B3], f->mem, &task, &f->e));
    assert_int_equal(task.after, 0); /* the next plan is another */
    assert_str(task.heading, STR(""));
    assert_int_equal(app_task_view(f->a, app_who_web, 12345, f->mem, &task, &f->e), ERR_NOT_FOUND);
}

/* An edit of the row in its draft, with one change; undone where `undone` is. */
static void edit_row(struct small *s, struct build *b, int64_t draft, int64_t version,
                     int64_t number, struct str name, bool undone)
{
    struct fixture *f = &s->f;
    struct app__audit audit;
    struct store_sql_draft_edit_add edit = {
        .draft = draft, .number = number, .kind = STR("change"), .row = 3, .at = 1, .account = 1};
    struct store_sql_draft_edit_undone undo = {draft, number, 2};

    assert_ok(app__audit_open(f->a, app_who_web, &b->t, "draft.edit.change", "draft", draft, &audit,
                              &f->e));
    edit.audit = audit.id;
    assert_ok(store_draft_edit_add(&b->t, &edit, &f->e));
    if (undone)
        assert_ok(store_draft_edit_undone(&b->t, &undo, &f->e));
    assert_ok(app__audit_change(&audit, "draft_row", version, "name", STR("Trước"), name, &f->e));
}

/* What was corrected in review, but for what was undone, and the confirmation. */
static void test_app_task_view__history(void **state)
{
    struct small *s = *state;
    struct fixture *f = &s->f;
    struct store_sql_plan_draft draft_in = {s->plan[0]};
    struct store_sql_task_by_id task_in = {s->task[A3]};
    struct store_row_plan_draft *drafts;
    struct store_row_task_one *row;
    struct store_sql_draft_row_add in = {.place = 1};
    struct store_row_draft_row_made *made;
    struct app_task task;
    struct build b;
    size_t n;

    assert_ok(build_begin(&b, f->a, f->mem, &f->e));
    assert_ok(store_plan_draft(&b.t, f->mem, &draft_in, &drafts, &n, &f->e));
    assert_int_equal(n, 1);
    assert_ok(store_task_by_id(&b.t, f->mem, &task_in, &row, &f->e));
    in.draft = drafts[0].id;
    in.row = row->row;
    assert_ok(store_draft_row_add(&b.t, f->mem, &in, &made, &f->e));
    edit_row(s, &b, in.draft, made->id, 1, STR("Sai"), true);
    edit_row(s, &b, in.draft, made->id, 2, STR("Sau"), false);
    assert_ok(build_commit(&b, &f->e));
    assert_ok(app_task_view(f->a, app_who_web, s->task[A3], f->mem, &task, &f->e));
    assert_int_equal(task.history_count, 2);
    assert_str(task.history[0].act, STR("draft.edit.change"));
    assert_str(task.history[0].field, STR("name"));
    assert_str(task.history[0].before, STR("Trước"));
    assert_str(task.history[0].after, STR("Sau"));
    assert_str(task.history[0].who, STR("Người dùng tại máy này"));
    assert_str(task.history[1].act, STR("draft.confirm"));
    assert_int_equal(task.history[1].field.n, 0);
    assert_ok(app_task_view(f->a, app_who_web, s->task[A1], f->mem, &task, &f->e));
    assert_int_equal(task.history_count, 1);
}

/* All that a file descriptor gives. */
static struct str content(struct arena *mem, int fd)
{
    char *p = arena_alloc(mem, 1 << 20, 1);
    ssize_t n = read(fd, p, 1 << 20);

    close(fd);
    assert_true(n > 0);
    return (struct str){p, (size_t)n};
}

static void test_app_task_export__csv_of_the_whole_filter(void **state)
{
    struct small *s = *state;
    struct fixture *f = &s->f;
    const struct app_task_filter filter = {.group = s->group[II]};
    int fd;

    assert_ok(app_task_export(f->a, app_who_web, &filter, APP_TASK_CSV, &fd, &f->e));
    assert_str(content(f->mem, fd),
               STR("\xEF\xBB\xBFSố,Nhiệm vụ,Chủ trì,Phối hợp,Thời hạn (nguyên văn),Đến hạn,"
                   "Sản phẩm,Kế hoạch,Nhóm\n"
                   "II.1,Xây dựng kho dữ liệu dùng chung,Sở Mây; Sở Gió,,20/4/2026,2026-04-20,"
                   "Kho dữ liệu,10/KH-UBND,II. Hạ tầng số\n"
                   "II.2,Vận hành cổng dữ liệu mở,Tổ Cầu Vồng,,Thường xuyên,,,10/KH-UBND,"
                   "II. Hạ tầng số\n"
                   "II.3,'=Chuyển đổi dữ liệu đất đai,,,Sau khi có hướng dẫn của Bộ Mây,,,"
                   "10/KH-UBND,II. Hạ tầng số\n"));
}

static void test_app_task_export__workbook(void **state)
{
    struct small *s = *state;
    struct fixture *f = &s->f;
    const struct app_task_filter none = {.plan = s->plan[1], .group = s->group[II]},
                                 gone = {.plan = 777};
    int fd;

    assert_ok(app_task_export(f->a, app_who_web, &none, APP_TASK_XLSX, &fd, &f->e));
    assert_true(str_starts(content(f->mem, fd), STR("PK\x03\x04")));
    assert_int_equal(app_task_export(f->a, app_who_web, &gone, APP_TASK_XLSX, &fd, &f->e),
                     ERR_NOT_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SMALL_TEST(test_app_task_list__filters),
        SMALL_TEST(test_app_task_list__counts),
        SMALL_TEST(test_app_task_list__counts_are_never_old),
        SMALL_TEST(test_app_task_list__common_words),
        SMALL_TEST(test_app_task_list__pages),
        SMALL_TEST(test_app_task_list__lines),
        SMALL_TEST(test_app_task_time__base_and_engine_agree),
        SMALL_TEST(test_app_task_view__all_of_it),
        SMALL_TEST(test_app_task_view__history),
        SMALL_TEST(test_app_task_export__csv_of_the_whole_filter),
        SMALL_TEST(test_app_task_export__workbook),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
