#pragma once

/* A register small enough to count by hand, as of 01/04/2026:
 *
 *   10/KH-UBND, 15/01/2026   groups: I Thể chế (below it: 1 Quy chế), II Hạ tầng số
 *     A1  I    Mây, with Gió      Trước 30/6/2026                     later (29/06)
 *     A2  I.1  Gió                Tháng 3/2026                        passed (31/03)
 *     A3  II   Mây and Gió        20/4/2026                           soon
 *     A4  II   "Tổ Cầu Vồng"      Thường xuyên                        cycle
 *     A5  II   nobody             Sau khi có hướng dẫn của Bộ Mây     waiting
 *     A6  –    Nắng, with Mây     no words                            none
 *   11/KH-UBND, 15/02/2026   no groups
 *     B1  Mây                     Năm 2026                            later (31/12)
 *     B2  Mây                     the trigger of A5, but fixed to 02/04/2026: soon
 *     B3  Gió                     Tháng 12/2026, after the same trigger: waiting (31/12)
 *   and two targets, T1 of 2025 in group II and T2 of 2030 in none of 11/KH-UBND. */

#include "app/org.h"
#include "build.h"
#include "register.h"

enum { A1, A2, A3, A4, A5, A6, B1, B2, B3, SMALL };
enum { MAY, GIO, NANG, SMALL_ORGS };
enum { I, I_1, II, SMALL_GROUPS };

struct small {
    struct fixture f; /* first: one is the other */
    int64_t task[SMALL], org[SMALL_ORGS], group[SMALL_GROUPS], plan[2], document[3], target[2];
};

static inline struct day small_day(int year, int month, int day)
{
    struct day d;

    assert_true(day_from_ymd(year, month, day, &d));
    return d;
}

/* Noon in Viet Nam of the day. */
static inline void small_today(struct fixture *f, struct day d)
{
    assert_ok(app_clock_set(
        f->a, ((int64_t)d.n + 10957) * INT64_C(86400000000) + INT64_C(5 * 3600) * 1000000, &f->e));
}

static inline void small_tasks(struct small *s, struct build *b)
{
    struct fixture *f = &s->f;
    const struct build_body both[] = {{s->org[MAY], STR("Sở Mây"), "lead"},
                                      {s->org[GIO], STR("Sở Gió"), "co_lead"}},
                            may_with[] = {{s->org[MAY], STR("Sở Mây"), "lead"},
                                          {s->org[GIO], STR("Sở Gió"), "coordinating"}},
                            gio[] = {{s->org[GIO], STR("Sở Gió"), "lead"}},
                            unknown[] = {{0, STR("Tổ Cầu Vồng"), "lead"}},
                            nang[] = {{s->org[NANG], STR("Sở Nắng"), "lead"},
                                      {s->org[MAY], STR("Sở Mây"), "coordinating"}};
    const struct str trigger = STR("Sau khi có hướng dẫn của Bộ Mây");
    const struct {
        int plan, group; /* -1: none */
        struct str no, name, deadline, deliverables;
        const struct build_body *bodies;
        size_t body_count;
        int64_t passage;
    } rows[SMALL] = {
        [A1] = {0, I, STR("I.1"), STR("Ban hành quy chế dữ liệu"), STR("Trước 30/6/2026"),
                STR("Quyết định; Quy chế"), may_with, 2, 3},
        [A2] = {0, I_1, STR("I.1.1"), STR("Rà soát văn bản về chuyển đổi số"), STR("Tháng 3/2026"),
                STR("Báo cáo"), gio, 1, 4},
        [A3] = {0, II, STR("II.1"), STR("Xây dựng kho dữ liệu dùng chung"), STR("20/4/2026"),
                STR("Kho dữ liệu"), both, 2, 5},
        [A4] = {0, II, STR("II.2"), STR("Vận hành cổng dữ liệu mở"), STR("Thường xuyên"), STR(""),
                unknown, 1, 6},
        [A5] = {0, II, STR("II.3"), STR("=Chuyển đổi dữ liệu đất đai"), trigger, STR(""), NULL, 0,
                7},
        [A6] = {0, -1, STR(""), STR("Tuyên truyền"), STR(""), STR(""), nang, 2, 8},
        [B1] = {1, -1, STR("1"), STR("Đào tạo kỹ năng số"), STR("Năm 2026"), STR(""), may_with, 1,
                1},
        [B2] = {1, -1, STR("2"), STR("Số hóa hồ sơ"), trigger, STR(""), may_with, 1, 2},
        [B3] = {1, -1, STR("3"), STR("Kết nối dữ liệu"),
                STR("Tháng 12/2026, sau khi có hướng dẫn của Bộ Mây"), STR(""), gio, 1, 3},
    };

    for (int i = 0; i < SMALL; i++) {
        struct build_row row = {.plan = s->plan[rows[i].plan],
                                .group = rows[i].group < 0 ? 0 : s->group[rows[i].group],
                                .no = rows[i].no,
                                .name = rows[i].name,
                                .deadline = rows[i].deadline,
                                .deliverables = rows[i].deliverables,
                                .issued = small_day(2026, rows[i].plan ? 2 : 1, 15),
                                .due_fixed = i == B2,
                                .due = store_day(small_day(2026, 4, 2)),
                                .passage = rows[i].passage,
                                .bodies = rows[i].bodies,
                                .body_count = rows[i].body_count};

        assert_ok(build_task(b, &row, &s->task[i], &f->e));
    }
}

static inline void small_targets(struct small *s, struct build *b)
{
    struct fixture *f = &s->f;
    const struct build_body may[] = {{s->org[MAY], STR("Sở Mây"), "lead"}};
    struct build_row row = {.plan = s->plan[0],
                            .group = s->group[II],
                            .no = STR("1"),
                            .name = STR("Tỷ lệ hồ sơ trực tuyến"),
                            .unit = STR("%"),
                            .target = STR("≥ 80,5"),
                            .deadline = STR("Năm 2025"),
                            .issued = small_day(2026, 1, 15),
                            .passage = 2,
                            .bodies = may,
                            .body_count = 1};

    assert_ok(build_target(b, &row, &s->target[0], &f->e));
    row = (struct build_row){.plan = s->plan[1],
                             .no = STR("2"),
                             .name = STR("Số xã có điểm phục vụ"),
                             .target = STR("102"),
                             .unit = STR("xã"),
                             .deadline = STR("Năm 2030"),
                             .issued = small_day(2026, 2, 15)};
    assert_ok(build_target(b, &row, &s->target[1], &f->e));
}

static inline void small_documents(struct small *s, struct build *b)
{
    struct fixture *f = &s->f;
    const struct str numbers[] = {STR("10/KH-UBND"), STR("11/KH-UBND"), STR("57-NQ/MÂY")};
    const struct str abstracts[] = {STR("Kế hoạch chuyển đổi số"), STR("Kế hoạch kỹ năng số"),
                                    STR("Nghị quyết về chuyển đổi số")};
    const struct str lines[] = {STR("Kế hoạch chuyển đổi số"),
                                STR("TT\x1FNhiệm vụ\x1FThời hạn"),
                                STR("I.1\x1F"
                                    "Ban hành quy chế dữ liệu\x1FTrước 30/6/2026"),
                                STR("I.1.1\x1FRà soát văn bản\x1FTháng 3/2026"),
                                STR("II.1\x1FXây dựng kho\x1F"
                                    "20/4/2026"),
                                STR("II.2\x1FVận hành cổng\x1FThường xuyên")};

    for (size_t i = 0; i < 3; i++) {
        struct build_document d = {.number = numbers[i],
                                   .type = i < 2 ? STR("Kế hoạch") : STR("Nghị quyết"),
                                   .abstract = abstracts[i],
                                   .issuer = STR("UBND tỉnh Tân Giang"),
                                   .issued = small_day(i < 2 ? 2026 : 2024, i == 1 ? 2 : 1, 15)};

        if (i < 2) {
            d.file = STR("ke-hoach.docx");
            d.hash = arena_printf(f->mem, "%064zu", i + 1);
        }
        assert_ok(build_document(b, &d, &s->document[i], &f->e));
        if (i < 2)
            assert_ok(build_plan(b, s->document[i], d.abstract, &s->plan[i], &f->e));
    }
    for (size_t i = 0; i < COUNT(lines); i++)
        assert_ok(build_passage(b, s->document[0], (int64_t)i + 1,
                                i == 0   ? STR("heading")
                                : i == 1 ? STR("header")
                                         : STR("row"),
                                lines[i], &f->e));
    assert_ok(build_group(b, s->plan[0], 0, STR("I"), STR("Thể chế"), &s->group[I], &f->e));
    assert_ok(
        build_group(b, s->plan[0], s->group[I], STR("1"), STR("Quy chế"), &s->group[I_1], &f->e));
    assert_ok(build_group(b, s->plan[0], 0, STR("II"), STR("Hạ tầng số"), &s->group[II], &f->e));
}

static inline int small_open(void **state)
{
    static const struct str names[] = {STR("Sở Mây"), STR("Sở Gió"), STR("Sở Nắng")};
    struct small *s = calloc(1, sizeof(*s));
    struct fixture *f = &s->f;
    struct build b;

    fixture_fill(f);
    small_today(f, small_day(2026, 4, 1));
    for (int i = 0; i < SMALL_ORGS; i++)
        assert_ok(app_org_add(f->a, app_who_cli, names[i], STR("state"), &s->org[i], &f->e));
    assert_ok(build_begin(&b, f->a, f->mem, &f->e));
    small_documents(s, &b);
    small_tasks(s, &b);
    small_targets(s, &b);
    assert_ok(build_commit(&b, &f->e));
    *state = s;
    return 0;
}

#define SMALL_TEST(name) cmocka_unit_test_setup_teardown(name, small_open, fixture_close)
