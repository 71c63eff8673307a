#include "app/org.h"
#include "build.h"

/* An invented register, always the same: whoever reads it sees that nothing of it is real. */

enum { PLANS = 10, BODIES = 40, GROUPS = 8, IN_ONE = 2000 /* tasks of one transaction */ };

struct fill {
    struct build b;
    struct app *a;
    uint64_t random;
    int64_t orgs[BODIES];
    struct str org_names[BODIES];
    int64_t plan[PLANS], document[PLANS], group[PLANS][GROUPS];
    struct str group_name[GROUPS];
    struct day issued[PLANS];
    size_t tasks;
};

static const struct str things[] = {
    STR("Mây"), STR("Gió"),  STR("Nắng"), STR("Sao"),  STR("Sông"),
    STR("Núi"), STR("Biển"), STR("Rừng"), STR("Đồng"), STR("Suối"),
};
static const struct str heads[] = {STR("Sở"), STR("Ban"), STR("Trung tâm"), STR("Chi cục")};
static const struct str verbs[] = {
    STR("Xây dựng"), STR("Triển khai"), STR("Rà soát, hoàn thiện"), STR("Tổ chức"),
    STR("Ban hành"), STR("Đẩy mạnh"),   STR("Nghiên cứu, đề xuất"), STR("Kiểm tra, đánh giá"),
    STR("Tham mưu"), STR("Vận hành"),   STR("Đào tạo, bồi dưỡng"),  STR("Phối hợp thực hiện"),
};
static const struct str objects[] = {
    STR("kế hoạch chuyển đổi số"),
    STR("nền tảng dữ liệu dùng chung"),
    STR("đề án phát triển kinh tế số"),
    STR("hệ thống thông tin giải quyết thủ tục hành chính"),
    STR("chương trình phát triển khoa học và công nghệ"),
    STR("quy chế quản lý, vận hành kho dữ liệu"),
    STR("chính sách hỗ trợ doanh nghiệp đổi mới sáng tạo"),
    STR("hạ tầng số và an toàn thông tin"),
    STR("danh mục dịch vụ công trực tuyến toàn trình"),
    STR("mô hình trường học số, bệnh viện số"),
    STR("bộ chỉ số đánh giá chuyển đổi số cấp xã"),
    STR("lớp tập huấn kỹ năng số cho cán bộ, công chức"),
};
static const struct str scopes[] = {
    STR("trên địa bàn tỉnh Tân Giang"),
    STR("tại các xã, phường của Tân Giang"),
    STR("giai đoạn 2025 - 2030"),
    STR("theo hướng dẫn của cơ quan cấp trên"),
    STR("phục vụ người dân và doanh nghiệp"),
};
static const struct str deadlines[] = {
    STR("Quý II/2026"),
    STR("Trước 30/6/2026"),
    STR("Tháng 12/2025"),
    STR("Năm 2026"),
    STR("Thường xuyên"),
    STR("Hằng năm"),
    STR("2025-2030"),
    STR("Quý IV/2027"),
    STR("Sau khi có hướng dẫn của Bộ Mây"),
    STR("15/10/2025"),
    STR(""),
    STR("Khẩn trương"),
};
static const struct str yields[] = {
    STR("Kế hoạch được ban hành"),
    STR("Báo cáo kết quả"),
    STR("Đề án; Tờ trình"),
    STR("Hệ thống đi vào hoạt động"),
    STR(""),
};

/* xorshift64: the same on every machine. */
static size_t pick(struct fill *f, size_t n)
{
    f->random ^= f->random << 13;
    f->random ^= f->random >> 7;
    f->random ^= f->random << 17;
    return (size_t)((f->random >> 11) % n);
}
#define PICK(f, array) ((array)[pick((f), COUNT(array))])

/* "Triển khai kế hoạch chuyển đổi số trên địa bàn tỉnh Tân Giang" */
static struct str make_name(struct fill *f, struct str verb)
{
    struct str object = PICK(f, objects), scope = PICK(f, scopes);

    return arena_printf(f->b.mem, "%.*s %.*s %.*s", STR_ARG(verb), STR_ARG(object), STR_ARG(scope));
}

static int add_bodies(struct fill *f, struct arena *mem, struct err *e)
{
    int r = ERR_OK;

    for (size_t i = 0; !r && i < BODIES; i++) {
        f->org_names[i] = arena_printf(mem, "%.*s %.*s Tân Giang",
                                       STR_ARG(heads[i / COUNT(things)]),
                                       STR_ARG(things[i % COUNT(things)]));
        r = app_org_add(f->a, app_who_cli, f->org_names[i], STR("state"), &f->orgs[i], e);
    }
    return r;
}

static int add_documents(struct fill *f, size_t i, int64_t above[2], struct err *e)
{
    struct arena *mem = f->b.mem;
    struct build_document d = {
        .type = STR("Kế hoạch"),
        .issuer = STR("UBND tỉnh Tân Giang"),
        .number = arena_printf(mem, "%zu/KH-UBND", 100 + i),
        .abstract = arena_printf(mem, "Kế hoạch số %zu về chuyển đổi số của tỉnh Tân Giang", i + 1),
        .file = arena_printf(mem, "ke-hoach-%zu.docx", i + 1),
        .hash = arena_printf(mem, "%064zx", 0xabc000 + i),
        .issued = f->issued[i],
    };
    int r;

    if ((r = build_document(&f->b, &d, &f->document[i], e)) ||
        (r = build_link(&f->b, f->document[i], above[i % 2], STR("based_on"),
                        STR("Căn cứ văn bản cấp trên"), e)) ||
        (r = build_passage(&f->b, f->document[i], 1, STR("paragraph"), d.abstract, e)) ||
        (r = build_passage(&f->b, f->document[i], 2, STR("header"),
                           STR("TT\x1FNhiệm vụ\x1FThời hạn"), e)))
        return r;
    return build_plan(&f->b, f->document[i], d.abstract, &f->plan[i], e);
}

static int add_plans(struct fill *f, struct err *e)
{
    static const struct str above_numbers[] = {STR("57-NQ/MÂY"), STR("03/NQ-GIÓ")};
    struct arena *mem = f->b.mem;
    int64_t above[2];
    int r = ERR_OK;

    for (size_t i = 0; !r && i < COUNT(above); i++) {
        struct build_document d = {.number = above_numbers[i],
                                   .type = STR("Nghị quyết"),
                                   .issuer = STR("Cơ quan cấp trên"),
                                   .abstract = STR("Về đột phá phát triển khoa học, công nghệ")};

        if (!day_from_ymd(2025, 1, 9 - 8 * (i == 0), &d.issued))
            return ERR_SYSTEM;
        r = build_document(&f->b, &d, &above[i], e);
    }
    if (!r)
        r = build_link(&f->b, above[1], above[0], STR("implements"), STR("Thực hiện"), e);
    for (size_t i = 0; !r && i < PLANS; i++) {
        if (!day_from_ymd(2025, 1 + (int)i, 15, &f->issued[i]))
            return ERR_SYSTEM;
        r = add_documents(f, i, above, e);
        for (size_t k = 0; !r && k < GROUPS; k++)
            r = build_group(&f->b, f->plan[i], k % 4 ? f->group[i][k - k % 4] : 0,
                            arena_printf(mem, "%zu", k + 1), f->group_name[k], &f->group[i][k], e);
    }
    return r;
}

/* A lead (rarely none, sometimes two) and up to three that coordinate. */
static size_t choose_bodies(struct fill *f, struct build_body out[6])
{
    size_t n = 0, leads = pick(f, 10), coordinating = pick(f, 4);

    if (leads == 0)
        out[n++] = (struct build_body){0, STR("Tổ Cầu Vồng"), "lead"};
    for (size_t i = 0; leads && i < (leads == 9 ? 2u : 1u); i++) {
        size_t org = pick(f, BODIES);

        out[n++] = (struct build_body){f->orgs[org], f->org_names[org], i ? "co_lead" : "lead"};
    }
    for (size_t i = 0; i < coordinating; i++) {
        size_t org = pick(f, BODIES);

        out[n++] = (struct build_body){f->orgs[org], f->org_names[org], "coordinating"};
    }
    return n;
}

static int add_row(struct fill *f, size_t i, struct err *e)
{
    struct arena *mem = f->b.mem;
    size_t plan = i * PLANS / f->tasks, group = pick(f, GROUPS);
    struct build_body bodies[6];
    struct build_row row = {.plan = f->plan[plan],
                            .group = f->group[plan][group],
                            .heading = f->group_name[group],
                            .no = arena_printf(mem, "%zu", i + 1),
                            .deadline = PICK(f, deadlines),
                            .deliverables = PICK(f, yields),
                            .issued = f->issued[plan],
                            .passage = (int64_t)i + 3,
                            .bodies = bodies,
                            .body_count = choose_bodies(f, bodies)};
    int64_t id;
    int r;

    row.name = make_name(f, PICK(f, verbs));
    if ((r = build_passage(&f->b, f->document[plan], row.passage, STR("row"),
                           arena_printf(mem, "%.*s\x1F%.*s\x1F%.*s", STR_ARG(row.no),
                                        STR_ARG(row.name), STR_ARG(row.deadline)),
                           e)) ||
        (r = build_task(&f->b, &row, &id, e)) || i % 10)
        return r;
    row.name = make_name(f, STR("Tỷ lệ hoàn thành"));
    row.unit = STR("%");
    row.target = arena_printf(mem, "≥ %zu", 10 + pick(f, 90));
    row.deadline = arena_printf(mem, "Năm %zu", 2025 + pick(f, 6));
    return build_target(&f->b, &row, &id, e);
}

int build_register(struct app *a, size_t tasks, struct err *e)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0), *names = arena_new(0);
    struct fill f = {.a = a, .random = UINT64_C(0x9E3779B97F4A7C15), .tasks = tasks};
    int r;

    for (size_t k = 0; k < GROUPS; k++)
        f.group_name[k] = arena_printf(names, "Nhóm nhiệm vụ %.*s", STR_ARG(things[k]));
    if ((r = add_bodies(&f, names, e)) || (r = build_begin(&f.b, a, mem, e)))
        return r;
    r = add_plans(&f, e);
    for (size_t i = 0; !r && i < tasks; i++) {
        int64_t place = f.b.place;

        r = add_row(&f, i, e);
        if (!r && i % IN_ONE == IN_ONE - 1) {
            if ((r = build_commit(&f.b, e)))
                break;
            arena_clear(mem);
            if ((r = build_begin(&f.b, a, mem, e)))
                return r;
            f.b.place = place + 2;
        }
    }
    if (!r)
        r = build_commit(&f.b, e);
    store_txn_end(&f.b.t);
    return r;
}
