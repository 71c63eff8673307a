/* Draft → plan, counted by hand in data/sample/plan.py. */

#include "app/document.h"
#include "app/plan.h"
#include "app/search.h"
#include "app/target.h"
#include "import.h"

/* The sample imported and confirmed. */
static int64_t sample(struct fixture *f, struct app_import *i)
{
    int64_t plan;

    assert_ok(import_file(f, "data/sample/ke-hoach-25.docx", i));
    assert_ok(confirm_draft(f, i->draft, &plan));
    return plan;
}

static struct app_task task_of(struct fixture *f, struct str words)
{
    const struct app_task_filter filter = {.words = words};
    const struct app_page page = {0};
    struct app_tasks tasks;
    struct app_task task;

    assert_ok(app_task_list(f->a, app_who_web, &filter, page, f->mem, &tasks, &f->e));
    assert_int_equal(tasks.n, 1);
    assert_ok(app_task_view(f->a, app_who_web, tasks.at[0].id, f->mem, &task, &f->e));
    return task;
}

/* Groups: MỤC TIÊU; III.1, III.2, IV of the body; I, I.3, II of annex I; I, II, III, IV of annex
 * II. */
static void test_draft_confirm__counts_of_the_sample(void **state)
{
    static const struct {
        const char *no, *name;
        int depth;
        size_t tasks, targets;
    } groups[] = {
        {"", "MỤC TIÊU", 0, 0, 3},
        {"III.1", "Hoàn thiện thể chế", 0, 1, 0}, /* the other stands in annex II */
        {"III.2", "Phát triển hạ tầng và dữ liệu", 0, 2, 0},
        {"IV", "TỔ CHỨC THỰC HIỆN", 0, 2, 0},
        {"I", "Đến năm 2026", 0, 0, 3},
        {"I.3", "Dịch vụ công trực tuyến", 1, 0, 2},
        {"II", "Đến năm 2030", 0, 0, 2},
        {"I",
         "Nâng cao nhận thức, đổi mới tư duy, quyết tâm chính trị trong phát triển khoa học, công "
         "nghệ",
         0, 3, 0},
        {"II", "Hoàn thiện thể chế, chính sách", 0, 4, 0},
        {"III", "Hạ tầng số, dữ liệu số", 0, 5, 0},
        {"IV", "Nhiệm vụ khác", 0, 2, 0},
    };
    struct fixture *f = *state;
    struct app_import i;
    struct app_plan plan;

    assert_ok(app_plan_view(f->a, app_who_web, sample(f, &i), f->mem, &plan, &f->e));
    assert_int_equal(plan.line.tasks, 19);
    assert_int_equal(plan.line.targets, 10);
    assert_int_equal(plan.line.version, 1);
    assert_int_equal(plan.draft, i.draft);
    assert_int_equal(plan.line.document, i.document);
    assert_str(plan.line.number, STR("25/KH-UBND"));
    assert_int_equal(plan.version_count, 1);
    assert_int_equal(plan.group_count, COUNT(groups));
    for (size_t k = 0; k < COUNT(groups); k++) {
        assert_str(plan.groups[k].no, str_from(groups[k].no));
        assert_str(plan.groups[k].name, str_from(groups[k].name));
        assert_int_equal(plan.groups[k].depth, groups[k].depth);
        assert_int_equal(plan.groups[k].tasks, groups[k].tasks);
        assert_int_equal(plan.groups[k].targets, groups[k].targets);
    }
}

/* Roles, deliverables and standing in time over all tasks, as the plan gives them:
 *   one lead each, but "Các sở, ban, ngành, UBND các xã, phường" (IV.2) is a lead and a co-lead;
 *   coordinating: 4 in the body, 1 1 2, 2 3 1 1, 2 2 1 0 1, 1 1 in annex II;
 *   deliverables: one of III.2.1, one each in annex II but for IV.1.
 * As of 01/02/2026 one day lies within 30 days (20/02), 9 later; 4 come again, 3 wait, 2 have none.
 */
static void test_draft_confirm__bodies_deliverables_and_days(void **state)
{
    const struct app_task_filter all = {0};
    const struct app_page page = {.limit = 200};
    size_t lead = 0, co_lead = 0, coordinating = 0, deliverables = 0;
    struct fixture *f = *state;
    struct app_import i;
    struct app_tasks tasks;

    assert_ok(app_clock_set(f->a, INT64_C(1769904000000000), &f->e)); /* 01/02/2026 07:00 */
    sample(f, &i);
    assert_ok(app_task_list(f->a, app_who_web, &all, page, f->mem, &tasks, &f->e));
    assert_int_equal(tasks.total, 19);
    assert_int_equal(tasks.by_time[APP_TASK_TIME_PASSED], 0);
    assert_int_equal(tasks.by_time[APP_TASK_TIME_SOON], 1);
    assert_int_equal(tasks.by_time[APP_TASK_TIME_LATER], 9);
    assert_int_equal(tasks.by_time[APP_TASK_TIME_CYCLE], 4);
    assert_int_equal(tasks.by_time[APP_TASK_TIME_WAITING], 3);
    assert_int_equal(tasks.by_time[APP_TASK_TIME_NONE], 2);
    for (size_t k = 0; k < tasks.n; k++) {
        struct app_task task;

        assert_ok(app_task_view(f->a, app_who_web, tasks.at[k].id, f->mem, &task, &f->e));
        deliverables += task.deliverable_count;
        assert_int_equal(task.history_count, 1);
        assert_str(task.history[0].act, STR("draft.confirm"));
        assert_true(task.around.n > 0);
        for (size_t b = 0; b < task.body_count; b++) {
            lead += str_is(task.bodies[b].role, STR("lead"));
            co_lead += str_is(task.bodies[b].role, STR("co_lead"));
            coordinating += str_is(task.bodies[b].role, STR("coordinating"));
        }
    }
    assert_int_equal(lead, 19);
    assert_int_equal(co_lead, 1);
    assert_int_equal(coordinating, 23);
    assert_int_equal(deliverables, 14);
}

static void test_draft_confirm__readings_of_targets(void **state)
{
    static const struct {
        const char *name, *words;
    } want[] = {
        {"doanh nghiệp công nghệ số", "ít nhất 12 doanh nghiệp"},
        {"Tỷ trọng kinh tế số", "ít nhất 18,5% GRDP"},
        {"Tốc độ tăng số đơn", "trong khoảng 16 – 18%/năm"},
    };
    struct fixture *f = *state;
    struct app_import i;

    sample(f, &i);
    for (size_t k = 0; k < COUNT(want); k++) {
        const struct app_target_filter filter = {.words = str_from(want[k].name)};
        const struct app_page page = {0};
        struct app_targets targets;

        assert_ok(app_target_list(f->a, app_who_web, &filter, page, f->mem, &targets, &f->e));
        assert_int_equal(targets.n, 1);
        assert_str(targets.at[0].words, str_from(want[k].words));
    }
}

/* The same plan again, and nothing changed; a draft that was confirmed takes no more edits. */
static void test_draft_confirm__twice_is_once(void **state)
{
    struct fixture *f = *state;
    struct app_import i, again;
    int64_t plan = sample(f, &i), same, row;
    uint64_t version = app_version(f->a);
    struct app_draft view;

    assert_ok(confirm_draft(f, i.draft, &same));
    assert_int_equal(same, plan);
    assert_ok(import_file(f, "data/sample/ke-hoach-25.docx", &again));
    assert_true(again.known);
    assert_int_equal(again.plan, plan);
    assert_int_equal(app_version(f->a), version);
    assert_int_equal(app_draft_undo(f->a, app_who_web, i.draft, &row, &f->e), ERR_CONFLICT);
    assert_int_equal(app_draft_drop(f->a, app_who_web, i.draft, &f->e), ERR_CONFLICT);
    assert_int_equal(app_draft_check_firm(f->a, app_who_web, i.draft, &f->e), ERR_CONFLICT);
    assert_ok(app_draft_view(f->a, app_who_web, i.draft, f->mem, &view, &f->e));
    assert_int_equal(view.line.state, APP_DRAFT_CONFIRMED);
    assert_int_equal(view.line.plan, plan);
    assert_false(view.can_undo);
}

/* Corrected words stand beside those that were read; dropped and empty rows stay behind. */
static void test_draft_confirm__after_review(void **state)
{
    struct fixture *f = *state;
    struct app_draft_rows rows;
    struct app_draft_change c = {.name = STR("Cấp Internet cho trường vùng núi"),
                                 .kind = DRAFT_TASK,
                                 .deadline_text = STR("Quý III/2026")};
    struct app_draft_choice leads[] = {{0, STR("Sở Giáo dục và Đào tạo")}, {0, STR("Tổ Mây Xanh")}},
                            others[] = {{0, STR("Sở Y tế")}, {0, STR("Sở GD&ĐT")}};
    struct app_import i;
    struct app_task task;
    struct app_plan plan;
    int64_t id, made;
    int names = 0;

    assert_ok(import_file(f, "data/sample/ke-hoach-25.docx", &i));
    rows = rows_of(f, i.draft, &all_rows);
    for (size_t k = 0; k < rows.n; k++) {
        const struct app_draft_row *r = &rows.at[k];

        if (str_starts(r->name, STR("Khắc phục các điểm"))) {
            c.no = r->no;
            c.heading = r->heading;
            c.lead = leads;
            c.coordinating = others;
            c.lead_count = c.coordinating_count = 2;
            assert_ok(
                app_draft_row_change(f->a, app_who_web, i.draft, r->row, r->version, &c, &f->e));
        }
        if (str_starts(r->name, STR("Sơ kết")))
            assert_ok(app_draft_row_drop(f->a, app_who_web, i.draft, r->row, r->version, &f->e));
    }
    assert_ok(app_draft_row_add(f->a, app_who_web, i.draft, 3, DRAFT_TARGET, &made, &f->e));
    assert_ok(confirm_draft(f, i.draft, &id));
    assert_ok(app_plan_view(f->a, app_who_web, id, f->mem, &plan, &f->e));
    assert_int_equal(plan.line.tasks, 18);
    assert_int_equal(plan.line.targets, 10);
    task = task_of(f, STR("cap internet"));
    assert_str(task.name_read,
               STR("Khắc phục các điểm kết nối Internet yếu tại trường học vùng núi"));
    assert_str(task.history[0].act, STR("draft.confirm"));
    for (size_t k = 1; k < task.history_count; k++) {
        assert_str(task.history[k].act, STR("draft.edit.change"));
        if (!str_is(task.history[k].field, STR("name")))
            continue;
        names++;
        assert_str(task.history[k].before, task.name_read);
        assert_str(task.history[k].after, task.line.name);
    }
    assert_int_equal(names, 1);
    /* the first named leads, the second with it; who leads does not coordinate as well */
    assert_int_equal(task.body_count, 3);
    assert_str(task.bodies[0].role, STR("lead"));
    assert_str(task.bodies[1].role, STR("co_lead"));
    assert_int_equal(task.bodies[1].org.id, 0);
    assert_str(task.bodies[2].words, STR("Sở Y tế"));
    assert_str(task.heading, STR("IV. Nhiệm vụ khác"));
}

static void test_draft_confirm__nothing_left(void **state)
{
    struct fixture *f = *state;
    struct app_draft_rows rows;
    struct app_import i;
    int64_t plan = 5;

    assert_ok(import_file(f, "data/sample/ke-hoach-25.txt", &i));
    rows = rows_of(f, i.draft, &all_rows);
    for (size_t k = 0; k < rows.n; k++)
        assert_ok(app_draft_row_drop(f->a, app_who_web, i.draft, rows.at[k].row, rows.at[k].version,
                                     &f->e));
    assert_int_equal(confirm_draft(f, i.draft, &plan), ERR_EMPTY);
    assert_int_equal(plan, 5);
    assert_ok(app_draft_drop(f->a, app_who_web, i.draft, &f->e));
    assert_int_equal(confirm_draft(f, i.draft, &plan), ERR_CONFLICT);
}

/* What was changed after somebody looked is not confirmed by him, be it an edit or its undoing. */
static void test_draft_confirm__only_what_was_seen(void **state)
{
    struct fixture *f = *state;
    struct app_draft_rows rows;
    struct app_import i;
    struct app_draft d;
    int64_t plan = 5, row;

    assert_ok(import_file(f, "data/sample/ke-hoach-25.docx", &i));
    rows = rows_of(f, i.draft, &all_rows);
    assert_ok(app_draft_view(f->a, app_who_web, i.draft, f->mem, &d, &f->e));
    assert_ok(
        app_draft_row_drop(f->a, app_who_web, i.draft, rows.at[0].row, rows.at[0].version, &f->e));
    assert_int_equal(app_draft_confirm(f->a, app_who_web, i.draft, d.changes, &plan, &f->e),
                     ERR_CONFLICT);
    assert_ok(app_draft_view(f->a, app_who_web, i.draft, f->mem, &d, &f->e));
    assert_ok(app_draft_undo(f->a, app_who_web, i.draft, &row, &f->e));
    assert_int_equal(app_draft_confirm(f->a, app_who_web, i.draft, d.changes, &plan, &f->e),
                     ERR_CONFLICT);
    assert_int_equal(plan, 5);
    assert_ok(confirm_draft(f, i.draft, &plan));
}

/* A row that says something is not left out for want of a name. */
static void test_draft_confirm__no_row_is_lost(void **state)
{
    struct fixture *f = *state;
    struct app_draft_rows rows;
    struct app_import i;
    struct app_plan view;
    int64_t plan = 5, made;

    assert_ok(import_file(f, "data/sample/ke-hoach-25.docx", &i));
    rows = rows_of(f, i.draft, &all_rows);
    run_beside(f, arena_printf(f->mem, "UPDATE draft_row SET name = '' WHERE id = %lld",
                               (long long)rows.at[1].version)
                      .p);
    assert_int_equal(confirm_draft(f, i.draft, &plan), ERR_CONFLICT);
    assert_non_null(strstr(f->e.text, "Dòng thứ 2 "));
    assert_ok(
        app_draft_row_drop(f->a, app_who_web, i.draft, rows.at[1].row, rows.at[1].version, &f->e));
    assert_ok(app_draft_row_add(f->a, app_who_web, i.draft, 3, DRAFT_TASK, &made, &f->e));
    assert_ok(confirm_draft(f, i.draft, &plan)); /* the one just added says nothing yet */
    assert_ok(app_plan_view(f->a, app_who_web, plan, f->mem, &view, &f->e));
    assert_int_equal(view.line.tasks + view.line.targets, rows.n - 1);
}

/* Found without accents, whatever it is. */
static void test_draft_confirm__can_be_found(void **state)
{
    static const struct {
        const char *words, *kind;
    } cases[] = {
        {"tuan le chuyen doi so", "task"}, {"ky so", "target"},      {"25/kh-ubnd", "document"},
        {"dot pha phat trien", "plan"},    {"71/nq-cp", "document"}, /* only cited */
    };
    struct fixture *f = *state;
    const struct app_page page = {0};
    struct app_import i;
    struct app_hits hits;

    assert_ok(import_file(f, "data/sample/ke-hoach-25.docx", &i));
    assert_ok(app_search(f->a, app_who_web, STR("tuan le chuyen doi so"), STR(""), page, f->mem,
                         &hits, &f->e));
    assert_int_equal(hits.n, 0); /* a draft is nobody's task yet */
    sample(f, &i);
    for (size_t k = 0; k < COUNT(cases); k++) {
        assert_ok(app_search(f->a, app_who_web, str_from(cases[k].words), str_from(cases[k].kind),
                             page, f->mem, &hits, &f->e));
        assert_true(hits.n > 0);
        assert_str(hits.at[0].kind, str_from(cases[k].kind));
    }
}

/* A document that was only named, and comes later: one document, with the links of both. */
static void test_draft_confirm__cited_document_comes_in(void **state)
{
    static const char cited[] =
        "CHÍNH PHỦ\nSố: 71/NQ-CP\nHà Nội, ngày 01 tháng 4 năm 2025\n"
        "NGHỊ QUYẾT\nSửa đổi Chương trình hành động\n"
        "I. NHIỆM VỤ\n1. Lập danh mục nhiệm vụ.\n- Cơ quan chủ trì: Bộ Khoa học và Công nghệ.\n"
        "- Thời gian hoàn thành: Quý III/2025.\n";
    struct fixture *f = *state;
    const struct app_document_filter filter = {0};
    const struct app_page page = {0};
    struct app_documents documents;
    struct app_document one;
    struct app_import i, j;
    struct app_hits hits;
    int64_t plan;

    sample(f, &i);
    assert_ok(app_document_list(f->a, app_who_web, &filter, page, f->mem, &documents, &f->e));
    assert_int_equal(documents.total, 3); /* itself, 57-NQ/TW, 71/NQ-CP */
    assert_ok(app_document_view(f->a, app_who_web, i.document, f->mem, &one, &f->e));
    assert_int_equal(one.link_count, 2);
    assert_str(one.links[0].number, STR("57-NQ/TW"));
    assert_str(one.links[0].kind, STR("implements")); /* its title says so */
    assert_str(one.links[1].kind, STR("based_on"));
    assert_ok(import_words(f, STR(cited), &j));
    assert_ok(confirm_draft(f, j.draft, &plan));
    assert_ok(app_document_list(f->a, app_who_web, &filter, page, f->mem, &documents, &f->e));
    assert_int_equal(documents.total, 3);
    assert_ok(app_document_view(f->a, app_who_web, i.document, f->mem, &one, &f->e));
    assert_int_equal(one.link_count, 2);
    assert_int_equal(one.links[1].document, j.document);
    assert_ok(app_search(f->a, app_who_web, STR("71/nq-cp"), STR("document"), page, f->mem, &hits,
                         &f->e));
    assert_int_equal(hits.n, 1); /* no more under the name that it had */
    assert_int_equal(hits.at[0].ref, j.document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        REGISTER_TEST(test_draft_confirm__counts_of_the_sample),
        REGISTER_TEST(test_draft_confirm__bodies_deliverables_and_days),
        REGISTER_TEST(test_draft_confirm__readings_of_targets),
        REGISTER_TEST(test_draft_confirm__twice_is_once),
        REGISTER_TEST(test_draft_confirm__after_review),
        REGISTER_TEST(test_draft_confirm__nothing_left),
        REGISTER_TEST(test_draft_confirm__only_what_was_seen),
        REGISTER_TEST(test_draft_confirm__no_row_is_lost),
        REGISTER_TEST(test_draft_confirm__can_be_found),
        REGISTER_TEST(test_draft_confirm__cited_document_comes_in),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
