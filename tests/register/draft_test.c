/* Review: lists, views, edits and their undoing. */

#include "app/org.h"
#include "app/search.h"
#include "import.h"

static int64_t sample(struct fixture *f)
{
    struct app_import i;

    assert_ok(import_file(f, "data/sample/ke-hoach-25.docx", &i));
    return i.draft;
}

static struct app_draft view_of(struct fixture *f, int64_t draft)
{
    struct app_draft view;

    assert_ok(app_draft_view(f->a, app_who_web, draft, f->mem, &view, &f->e));
    return view;
}

static struct app_draft_one one_of(struct fixture *f, int64_t draft, int64_t row)
{
    struct app_draft_one one;

    assert_ok(app_draft_row_view(f->a, app_who_web, draft, row, &all_rows, f->mem, &one, &f->e));
    return one;
}

/* The live row whose name has these words. */
static struct app_draft_row row_of(struct fixture *f, int64_t draft, struct str words)
{
    struct app_draft_rows rows = rows_of(f, draft, &all_rows);

    for (size_t i = 0; i < rows.n; i++)
        if (str_has(rows.at[i].name, words))
            return rows.at[i];
    fail_msg("no row has \"%.*s\"", STR_ARG(words));
    return rows.at[0];
}

/* The form of a row as a page fills it in: what stands there. */
static struct app_draft_change form_of(struct fixture *f, const struct app_draft_row *r)
{
    struct app_draft_choice *lead = ARENA_MANY(f->mem, struct app_draft_choice, 20),
                            *other = ARENA_MANY(f->mem, struct app_draft_choice, 20);

    for (size_t i = 0; i < r->lead.n; i++)
        lead[i] = (struct app_draft_choice){r->lead.at[i].org, r->lead.at[i].words};
    for (size_t i = 0; i < r->coordinating.n; i++)
        other[i] = (struct app_draft_choice){r->coordinating.at[i].org,
                                             r->coordinating.at[i].words};
    return (struct app_draft_change){.no = r->no,
                                     .heading = r->heading,
                                     .name = r->name,
                                     .deadline_text = r->deadline_text,
                                     .deliverable = r->deliverable,
                                     .unit = r->unit,
                                     .target_text = r->target_text,
                                     .baseline = r->baseline,
                                     .kind = r->kind,
                                     .lead = lead,
                                     .coordinating = other,
                                     .lead_count = r->lead.n,
                                     .coordinating_count = r->coordinating.n,
                                     .due_fixed = r->due_fixed,
                                     .has_due = r->has_due,
                                     .due = r->due};
}

static int change(struct fixture *f, int64_t draft, const struct app_draft_row *r,
                  const struct app_draft_change *c)
{
    return app_draft_row_change(f->a, app_who_web, draft, r->row, r->version, c, &f->e);
}

static struct str put_bodies(struct arena *mem, struct str all, const struct app_draft_bodies *b)
{
    for (size_t i = 0; i < b->n; i++)
        all = arena_printf(mem, "%.*s %.*s=%.*s:%d:%d", STR_ARG(all), STR_ARG(b->at[i].words),
                           STR_ARG(b->at[i].name), (int)b->at[i].org, b->at[i].certainty);
    return arena_join(mem, all, STR(" /"));
}

/* Everything that is in force, as text: two that are equal show the same rows and versions. */
static struct str dump(struct fixture *f, int64_t draft)
{
    const struct app_draft_filter gone = {
        .show = APP_DRAFT_GONE, .kind = -1, .document_order = true};
    const struct app_draft_filter *filters[] = {&all_rows, &gone};
    struct app_draft view = view_of(f, draft);
    char issued[11] = "";
    struct str all;

    if (view.line.has_issued)
        day_iso(view.line.issued, issued);
    all = arena_printf(f->mem, "%.*s|%.*s|%.*s|%.*s|%s\n", STR_ARG(view.line.number),
                       STR_ARG(view.type), STR_ARG(view.issuer), STR_ARG(view.abstract), issued);
    for (size_t k = 0; k < COUNT(filters); k++) {
        struct app_draft_rows rows = rows_of(f, draft, filters[k]);

        for (size_t i = 0; i < rows.n; i++) {
            const struct app_draft_row *r = &rows.at[i];
            char due[11] = "";

            if (r->has_due)
                day_iso(r->due, due);
            all = arena_printf(
                f->mem,
                "%.*s%d.%d %d%d%d%d%d|%.*s|%.*s|%.*s|%.*s|%.*s|%.*s|%u|%s|%d|%.*s|%.*s|%.*s",
                STR_ARG(all), (int)r->row, (int)r->version, r->kind, r->firm, r->checked,
                r->dropped, r->needs_check, STR_ARG(r->no), STR_ARG(r->heading), STR_ARG(r->name),
                STR_ARG(r->restored), STR_ARG(r->reason), STR_ARG(r->deadline_text),
                r->deadline_kinds, due, r->due_fixed, STR_ARG(r->deliverable), STR_ARG(r->unit),
                STR_ARG(r->target_text));
            all = put_bodies(f->mem, all, &r->lead);
            all = put_bodies(f->mem, all, &r->coordinating);
            all = arena_join(f->mem, all, STR("\n"));
        }
    }
    return all;
}

/* Lists */

/* Uncertain rows first, each part in the order of the document; every live row in one part. */
static void test_draft_row_list__uncertain_first(void **state)
{
    struct fixture *f = *state;
    const int64_t draft = sample(f);
    struct app_draft_filter filter = {.kind = -1};
    struct app_draft view = view_of(f, draft);
    struct app_draft_rows rows = rows_of(f, draft, &filter);
    int64_t before = 0;

    assert_int_equal(rows.total, 29);
    for (size_t i = 0; i < rows.n; i++) {
        assert_int_equal(rows.at[i].needs_check, i < view.line.to_check);
        if (!rows.at[i].firm)
            assert_true(rows.at[i].needs_check);
        if (i == view.line.to_check)
            before = 0;
        if (i >= view.line.to_check) {
            assert_true(rows.at[i].row > before);
            before = rows.at[i].row;
        }
    }
    assert_true(!rows.at[0].firm);
    filter.show = APP_DRAFT_TO_CHECK;
    assert_int_equal(rows_of(f, draft, &filter).total, view.line.to_check);
    filter.show = APP_DRAFT_FIRM;
    assert_int_equal(rows_of(f, draft, &filter).total, view.firm);
    filter = (struct app_draft_filter){.kind = DRAFT_TARGET};
    assert_int_equal(rows_of(f, draft, &filter).total, 10);
    filter = (struct app_draft_filter){.kind = -1, .words = STR("so HOA")};
    rows = rows_of(f, draft, &filter);
    assert_int_equal(rows.total, 1);
    assert_true(str_starts(rows.at[0].name, STR("Số hóa sổ hộ tịch")));
    filter.words = STR("giao duc va dao tao"); /* a body, and a deadline */
    assert_int_equal(rows_of(f, draft, &filter).total, 1);
    filter.words = STR("quý iv/2026");
    assert_int_equal(rows_of(f, draft, &filter).total, 1);
}

/* A row of a table stands under the header of its table. */
static void test_draft_row_view__beside_its_passage(void **state)
{
    struct fixture *f = *state;
    const int64_t draft = sample(f);
    struct app_draft_row row = row_of(f, draft, STR("Công bố danh mục dữ liệu mở"));
    struct app_draft_one one = one_of(f, draft, row.row);
    const struct app_passage *own = NULL;

    for (size_t i = 0; i < one.around.n; i++)
        if (one.around.at[i].own)
            own = &one.around.at[i];
    assert_non_null(own);
    assert_int_equal(one.around.at[0].kind, APP_PASSAGE_HEADER);
    assert_int_equal(own->kind, APP_PASSAGE_ROW);
    assert_int_equal(own->cell_count, one.around.at[0].cell_count);
    assert_str(own->cells[1], STR("Công bố danh mục dữ liệu mở"));
    assert_str(own->cells[2], STR("Văn phòng UBND tỉnh"));
    assert_true(one.steps.n > 0);
    assert_str(one.row.deadline_words, STR("tính từ một việc khác"));
    f->e.lang = LANG_EN;
    one = one_of(f, draft, row_of(f, draft, STR("Sơ kết, đánh giá")).row);
    f->e.lang = LANG_VI;
    assert_str(one.row.deadline_words, STR("by the end of 31/12/2026 (year)"));
    assert_true(str_starts(one.row.place, STR("page ")));
}

/* Edits */

static void test_draft_row_change__reads_the_deadline_anew(void **state)
{
    struct fixture *f = *state;
    const int64_t draft = sample(f);
    struct app_draft_row row = row_of(f, draft, STR("Nâng cấp trung tâm"));
    struct app_draft_change c = form_of(f, &row);
    char iso[11];

    c.name = STR("  Nâng cấp  trung tâm dữ liệu ");
    c.deadline_text = STR("Quý II/2027");
    assert_ok(change(f, draft, &row, &c));
    row = row_of(f, draft, STR("Nâng cấp trung tâm"));
    assert_str(row.name, STR("Nâng cấp trung tâm dữ liệu"));
    assert_string_equal(day_iso(row.due, iso), "2027-06-30");
    assert_int_equal(row.deadline_kinds, SCHEDULE_QUARTER);
    assert_false(row.has_start);
    assert_true(row.checked && !row.needs_check);
    assert_int_equal(row.lead.n, 1);
    assert_int_equal(row.coordinating.n, 2);
    /* a day that a person sets holds, until the words are to decide again */
    c = form_of(f, &row);
    c.due_fixed = true;
    assert_true(day_from_ymd(2027, 5, 31, &c.due));
    assert_ok(change(f, draft, &row, &c));
    row = row_of(f, draft, STR("Nâng cấp trung tâm"));
    assert_true(row.due_fixed);
    assert_string_equal(day_iso(row.due, iso), "2027-05-31");
    c = form_of(f, &row);
    c.due_fixed = false;
    assert_ok(change(f, draft, &row, &c));
    row = row_of(f, draft, STR("Nâng cấp trung tâm"));
    assert_string_equal(day_iso(row.due, iso), "2027-06-30");
}

static void test_draft_row_change__names_the_wrong_field(void **state)
{
    struct fixture *f = *state;
    const int64_t draft = sample(f);
    struct app_draft_row row = row_of(f, draft, STR("Nâng cấp trung tâm"));
    struct str before = dump(f, draft);
    struct app_draft_change c = form_of(f, &row);
    struct app_draft_choice nobody = {.org = 999999};

    c.name = STR(" \n ");
    assert_int_equal(change(f, draft, &row, &c), ERR_USAGE);
    assert_string_equal(f->e.field, "name");
    c = form_of(f, &row);
    c.lead = &nobody;
    c.lead_count = 1;
    assert_int_equal(change(f, draft, &row, &c), ERR_USAGE);
    assert_string_equal(f->e.field, "lead");
    assert_int_equal(app_draft_row_change(f->a, app_who_web, draft, 999, row.version, &c, &f->e),
                     ERR_NOT_FOUND);
    assert_int_equal(app_draft_row_change(f->a, app_who_web, 999, row.row, row.version, &c, &f->e),
                     ERR_NOT_FOUND);
    assert_str(dump(f, draft), before);
    assert_false(view_of(f, draft).can_undo);
}

/* Whoever comes second is told so, and changes nothing. */
static void test_draft_row_change__conflict(void **state)
{
    struct fixture *f = *state;
    const int64_t draft = sample(f);
    struct app_draft_row row = row_of(f, draft, STR("Nâng cấp trung tâm"));
    struct app_draft_change c = form_of(f, &row);
    struct str before;
    int64_t other;

    c.name = STR("Một");
    assert_ok(change(f, draft, &row, &c));
    before = dump(f, draft);
    c.name = STR("Hai");
    assert_int_equal(change(f, draft, &row, &c), ERR_CONFLICT);
    assert_int_equal(app_draft_row_check(f->a, app_who_web, draft, row.row, row.version, &f->e),
                     ERR_CONFLICT);
    assert_int_equal(app_draft_row_drop(f->a, app_who_web, draft, row.row, row.version, &f->e),
                     ERR_CONFLICT);
    assert_int_equal(
        app_draft_row_split(f->a, app_who_web, draft, row.row, row.version, 2, &other, &f->e),
        ERR_CONFLICT);
    assert_int_equal(
        app_draft_row_merge(f->a, app_who_web, draft, row.row, row.version, &other, &f->e),
        ERR_CONFLICT);
    assert_str(dump(f, draft), before);
}

static void test_draft_row_split__then_merge(void **state)
{
    struct fixture *f = *state;
    const int64_t draft = sample(f);
    struct app_draft_row row = row_of(f, draft, STR("Kiểm tra, bàn giao")), first, second;
    size_t at = str_find(row.name, STR(", bàn giao"), 0) + 1;
    struct app_draft_one one;
    int64_t made, into;

    assert_int_equal(
        app_draft_row_split(f->a, app_who_web, draft, row.row, row.version, 0, &made, &f->e),
        ERR_USAGE);
    assert_int_equal(app_draft_row_split(f->a, app_who_web, draft, row.row, row.version,
                                         strlen("Ki") + 1, &made, &f->e),
                     ERR_USAGE); /* inside a letter */
    assert_ok(
        app_draft_row_split(f->a, app_who_web, draft, row.row, row.version, at, &made, &f->e));
    first = one_of(f, draft, row.row).row;
    one = one_of(f, draft, made);
    second = one.row;
    assert_str(first.name, STR("Kiểm tra,"));
    assert_str(second.name, STR("bàn giao hệ thống hội nghị truyền hình trước kỳ họp"));
    assert_int_equal(one.before, row.row);
    assert_int_equal(second.lead.n, 1);
    assert_str(second.deadline_text, row.deadline_text);
    assert_true(second.has_due && second.due.n == row.due.n);
    assert_int_equal(view_of(f, draft).line.rows, 30);
    assert_ok(
        app_draft_row_merge(f->a, app_who_web, draft, second.row, second.version, &into, &f->e));
    assert_int_equal(into, row.row);
    first = one_of(f, draft, row.row).row;
    assert_str(first.name, STR("Kiểm tra,\nbàn giao hệ thống hội nghị truyền hình trước kỳ họp"));
    assert_int_equal(first.lead.n, 1);
    assert_str(first.deliverable, row.deliverable);
    assert_int_equal(view_of(f, draft).line.rows, 29);
    assert_int_equal(
        app_draft_row_view(f->a, app_who_web, draft, made, &all_rows, f->mem, &one, &f->e),
        ERR_NOT_FOUND);
}

static void test_draft_row_add__drop_and_restore(void **state)
{
    struct fixture *f = *state;
    const int64_t draft = sample(f);
    struct app_draft_filter gone = {.show = APP_DRAFT_GONE, .kind = -1};
    struct app_draft_row behind = row_of(f, draft, STR("Số hóa sổ hộ tịch")), row;
    struct app_draft_one one;
    int64_t made;

    assert_ok(app_draft_row_add(f->a, app_who_web, draft, behind.row, DRAFT_TASK, &made, &f->e));
    one = one_of(f, draft, made);
    assert_int_equal(one.before, behind.row);
    assert_true(one.row.needs_check && !one.row.firm);
    assert_str(one.row.heading, behind.heading);
    assert_ok(app_draft_row_drop(f->a, app_who_web, draft, made, one.row.version, &f->e));
    assert_int_equal(view_of(f, draft).line.rows, 29);
    assert_int_equal(view_of(f, draft).dropped, 1);
    row = rows_of(f, draft, &gone).at[0];
    assert_int_equal(row.row, made);
    assert_ok(app_draft_row_restore(f->a, app_who_web, draft, made, row.version, &f->e));
    assert_int_equal(rows_of(f, draft, &gone).total, 0);
    assert_int_equal(view_of(f, draft).line.rows, 30);
    assert_ok(app_draft_row_add(f->a, app_who_web, draft, 0, DRAFT_TARGET, &made, &f->e));
    assert_int_equal(one_of(f, draft, made).after, 0);
}

/* A dropped row waits until it is brought back; what changes nothing is no edit. */
static void test_draft_row__does_not_do_what_says_nothing(void **state)
{
    struct fixture *f = *state;
    const int64_t draft = sample(f);
    struct app_draft_filter gone = {.show = APP_DRAFT_GONE, .kind = -1};
    struct app_draft_row row = row_of(f, draft, STR("Số hóa sổ hộ tịch"));
    struct app_draft view = view_of(f, draft);
    struct app_draft_head head = {.number = view.line.number,
                                  .type = view.type,
                                  .issuer = view.issuer,
                                  .abstract = view.abstract,
                                  .has_issued = view.line.has_issued,
                                  .issued = view.line.issued};
    int64_t into;

    assert_ok(app_draft_head_set(f->a, app_who_web, draft, &head, &f->e));
    assert_ok(app_draft_row_restore(f->a, app_who_web, draft, row.row, row.version, &f->e));
    assert_false(view_of(f, draft).can_undo);
    assert_ok(app_draft_row_drop(f->a, app_who_web, draft, row.row, row.version, &f->e));
    row = rows_of(f, draft, &gone).at[0];
    assert_int_equal(app_draft_row_check(f->a, app_who_web, draft, row.row, row.version, &f->e),
                     ERR_CONFLICT);
    assert_int_equal(
        app_draft_row_merge(f->a, app_who_web, draft, row.row, row.version, &into, &f->e),
        ERR_CONFLICT);
    assert_ok(app_draft_row_restore(f->a, app_who_web, draft, row.row, row.version, &f->e));
    row = row_of(f, draft, STR("Số hóa sổ hộ tịch"));
    assert_ok(app_draft_row_check(f->a, app_who_web, draft, row.row, row.version, &f->e));
    row = row_of(f, draft, STR("Số hóa sổ hộ tịch"));
    assert_ok(app_draft_row_check(f->a, app_who_web, draft, row.row, row.version, &f->e));
    assert_int_equal(row_of(f, draft, STR("Số hóa sổ hộ tịch")).version, row.version);
}

/* Cut again and again at the same end: the parts stay in their order. */
static void test_draft_row_split__keeps_the_order(void **state)
{
    struct fixture *f = *state;
    const int64_t draft = sample(f);
    struct app_draft_row row = row_of(f, draft, STR("Kiểm tra, bàn giao"));
    struct app_draft_rows rows;
    struct str whole = STR("");
    int64_t made;

    for (int i = 0; i < 8; i++) {
        size_t at = row.name.n - 1;

        while (at > 0 && row.name.p[at] != ' ')
            at--;
        assert_ok(
            app_draft_row_split(f->a, app_who_web, draft, row.row, row.version, at, &made, &f->e));
        row = one_of(f, draft, row.row).row;
    }
    rows = rows_of(f, draft, &all_rows);
    for (size_t i = 0; i < rows.n; i++)
        if (rows.at[i].row == row.row || rows.at[i].row > 29)
            whole = arena_printf(f->mem, "%.*s%s%.*s", STR_ARG(whole), whole.n ? " " : "",
                                 STR_ARG(rows.at[i].name));
    assert_str(whole, STR("Kiểm tra, bàn giao hệ thống hội nghị truyền hình trước kỳ họp"));
}

static void test_draft_check_firm__leaves_the_doubtful(void **state)
{
    struct fixture *f = *state;
    const int64_t draft = sample(f);
    struct app_draft before = view_of(f, draft), after;
    int64_t row;

    assert_ok(app_draft_check_firm(f->a, app_who_web, draft, &f->e));
    after = view_of(f, draft);
    assert_int_equal(after.checked, before.firm);
    assert_int_equal(after.firm, 0);
    assert_int_equal(after.line.to_check, before.line.to_check);
    assert_ok(app_draft_undo(f->a, app_who_web, draft, &row, &f->e));
    assert_int_equal(view_of(f, draft).checked, 0);
    assert_int_equal(app_draft_undo(f->a, app_who_web, draft, &row, &f->e), ERR_EMPTY);
}

/* Whatever was done, undoing all of it shows the very rows and versions that were read. */
static void test_draft_undo__takes_back_any_sequence(void **state)
{
    struct fixture *f = *state;
    const int64_t draft = sample(f);
    const struct app_draft_choice cloud = {0, STR("Tổ Mây Xanh")};
    struct str states[64], now;
    uint32_t dice = 20260120;
    size_t done = 0;
    int64_t row;

    states[0] = dump(f, draft);
    while (done < 40) {
        struct app_draft_rows rows = rows_of(f, draft, &all_rows);
        const struct app_draft_filter gone = {.show = APP_DRAFT_GONE, .kind = -1};
        struct app_draft_rows dropped = rows_of(f, draft, &gone);
        struct app_draft_row r;
        struct app_draft_change c;
        struct app_draft_head head = {.number = STR("1/KH"), .type = STR("Kế hoạch")};
        struct app_draft_resolve words = {.words = STR("Tổ Mây Xanh"), .org = 1};
        int code = ERR_OK;

        dice = dice * 1664525u + 1013904223u;
        r = rows.at[(dice >> 16) % rows.n];
        c = form_of(f, &r);
        switch ((dice >> 8) % 10) {
        case 0:
            c.name = arena_printf(f->mem, "%.*s (%u)", STR_ARG(r.name), dice % 97);
            c.deadline_text = STR("Tháng 11");
            c.lead = &cloud;
            c.lead_count = 1;
            code = change(f, draft, &r, &c);
            break;
        case 1:
            c.lead_count = 0;
            c.kind = !r.kind;
            code = change(f, draft, &r, &c);
            break;
        case 2:
            code = app_draft_row_check(f->a, app_who_web, draft, r.row, r.version, &f->e);
            break;
        case 3:
            code = app_draft_row_drop(f->a, app_who_web, draft, r.row, r.version, &f->e);
            break;
        case 4:
            if (dropped.n == 0)
                continue;
            code = app_draft_row_restore(f->a, app_who_web, draft, dropped.at[0].row,
                                         dropped.at[0].version, &f->e);
            break;
        case 5:
            code = app_draft_row_split(f->a, app_who_web, draft, r.row, r.version,
                                       str_find(r.name, STR(" "), 0), &row, &f->e);
            break;
        case 6:
            code = app_draft_row_merge(f->a, app_who_web, draft, r.row, r.version, &row, &f->e);
            break;
        case 7:
            code = app_draft_row_add(f->a, app_who_web, draft, r.row, r.kind, &row, &f->e);
            break;
        case 8:
            head.has_issued = true;
            head.issued.n = 9000 + (int32_t)(dice % 900);
            code = app_draft_head_set(f->a, app_who_web, draft, &head, &f->e);
            break;
        case 9:
            code = app_draft_resolve(f->a, app_who_web, draft, &words, 1, &f->e);
            break;
        }
        if (code == ERR_CONFLICT || code == ERR_USAGE)
            continue; /* a name of one word, no row before it, nothing undecided */
        assert_ok(code);
        now = dump(f, draft);
        if (str_is(now, states[done]))
            continue; /* marked what was marked: no step */
        states[++done] = now;
        if (dice >> 29 == 0) { /* now and then one step back, at once */
            assert_ok(app_draft_undo(f->a, app_who_web, draft, &row, &f->e));
            assert_str(dump(f, draft), states[--done]);
        }
    }
    while (done > 0) {
        assert_true(view_of(f, draft).can_undo);
        assert_true(view_of(f, draft).undo_words.n > 0);
        assert_ok(app_draft_undo(f->a, app_who_web, draft, &row, &f->e));
        assert_str(dump(f, draft), states[--done]);
    }
    assert_false(view_of(f, draft).can_undo);
    assert_int_equal(app_draft_undo(f->a, app_who_web, draft, &row, &f->e), ERR_EMPTY);
}

/* The head */

/* "trước 20/02" has its year from the day of issue; what a person set, or what names its year,
 * stays. */
static void test_draft_head_set__reads_days_anew(void **state)
{
    static const char plan[] =
        "ỦY BAN NHÂN DÂN\nTỈNH TÂN GIANG\nSố: 31/KH-UBND\nTân Giang, ngày 10 tháng 01 năm 2026\n"
        "KẾ HOẠCH\nRà soát hệ thống hội nghị\n"
        "I. NHIỆM VỤ\n"
        "1. Kiểm tra hệ thống hội nghị.\n- Cơ quan chủ trì: Sở Nội vụ.\n"
        "- Thời gian hoàn thành: trước ngày 20/02.\n"
        "2. Bàn giao hệ thống hội nghị.\n- Cơ quan chủ trì: Sở Nội vụ.\n"
        "- Thời gian hoàn thành: Quý III/2026.\n";
    struct fixture *f = *state;
    struct app_draft_head head = {.number = STR("32/KH-UBND"),
                                  .type = STR("Kế hoạch"),
                                  .issuer = STR("UBND tỉnh Tân Giang"),
                                  .abstract = STR("Rà soát hệ thống hội nghị"),
                                  .has_issued = true};
    struct app_draft_row row;
    struct app_import i;
    struct str before, words;
    char iso[11];

    assert_ok(import_words(f, STR(plan), &i));
    assert_int_equal(i.rows, 2);
    row = row_of(f, i.draft, STR("Kiểm tra"));
    assert_string_equal(day_iso(row.due, iso), "2026-02-19");
    before = dump(f, i.draft);
    assert_true(day_from_ymd(2027, 1, 5, &head.issued));
    assert_ok(app_draft_head_set(f->a, app_who_web, i.draft, &head, &f->e));
    row = row_of(f, i.draft, STR("Kiểm tra"));
    assert_string_equal(day_iso(row.due, iso), "2027-02-19");
    assert_false(row.checked);
    row = row_of(f, i.draft, STR("Bàn giao"));
    assert_string_equal(day_iso(row.due, iso), "2026-09-30");
    assert_str(view_of(f, i.draft).line.number, STR("32/KH-UBND"));
    assert_ok(app_draft_deadline_read(f->a, i.draft, STR("trước 10/3"), f->mem, &words, &f->e));
    assert_str(words, STR("hết ngày 09/03/2027 (ngày); năm suy từ ngày ban hành"));
    assert_ok(app_draft_undo(f->a, app_who_web, i.draft, &row.row, &f->e));
    assert_int_equal(row.row, 0);
    assert_str(dump(f, i.draft), before);
}

/* The year of a deadline that a heading over its table has told is no business of the head. */
static void test_draft_head_set__leaves_what_a_heading_told(void **state)
{
    static const char plan[] =
        "ỦY BAN NHÂN DÂN TỈNH TÂN GIANG\n\nSố: 31/KH-UBND\n\n"
        "Tân Giang, ngày 10 tháng 01 năm 2026\n\n# KẾ HOẠCH\n**Rà soát hệ thống hội nghị**\n\n"
        "## PHỤ LỤC\n\n**NHIỆM VỤ NĂM 2027**\n\n"
        "| TT | Nhiệm vụ | Cơ quan chủ trì | Thời gian |\n|---|---|---|---|\n"
        "| 1 | Kiểm tra hệ thống hội nghị | Sở Nội vụ | Tháng 3 |\n"
        "| 2 | Bàn giao hệ thống hội nghị | Sở Nội vụ | Quý III/2026 |\n";
    struct fixture *f = *state;
    struct app_draft_head head = {.type = STR("Kế hoạch"), .has_issued = true};
    struct app_draft_row row;
    struct app_import i;
    char iso[11];

    assert_ok(import_words(f, STR(plan), &i));
    row = row_of(f, i.draft, STR("Kiểm tra"));
    assert_string_equal(day_iso(row.due, iso), "2027-03-31");
    assert_str(row.deadline_words, STR("hết ngày 31/03/2027 (tháng)"));
    assert_true(day_from_ymd(2026, 4, 15, &head.issued));
    assert_ok(app_draft_head_set(f->a, app_who_web, i.draft, &head, &f->e));
    row = row_of(f, i.draft, STR("Kiểm tra"));
    assert_string_equal(day_iso(row.due, iso), "2027-03-31");
}

/* Bodies and what corrections teach */

static const char with_stranger[] =
    "ỦY BAN NHÂN DÂN\nTỈNH TÂN GIANG\nSố: %d/KH-UBND\nTân Giang, ngày 10 tháng 01 năm 2026\n"
    "KẾ HOẠCH\nRà soát số %d\n"
    "I. NHIỆM VỤ\n"
    "1. Kiểm tra hệ thống hội nghị.\n- Cơ quan chủ trì: Tổ Mây Xanh.\n"
    "- Thời gian hoàn thành: trước ngày 20/02/2026.\n"
    "2. Bàn giao hệ thống hội nghị.\n- Cơ quan chủ trì: Tổ Mây Xanh.\n"
    "- Thời gian hoàn thành: Quý III/2026.\n";

static int64_t stranger(struct fixture *f, int number)
{
    struct app_import i;

    assert_ok(import_words(f, arena_printf(f->mem, with_stranger, number, number), &i));
    assert_int_equal(i.rows, 2);
    return i.draft;
}

static int64_t org_of(struct fixture *f, struct str name)
{
    struct app_orgs orgs;

    assert_ok(app_org_suggest(f->a, app_who_web, name, f->mem, &orgs, &f->e));
    assert_true(orgs.n > 0);
    assert_str(orgs.at[0].name, name);
    return orgs.at[0].id;
}

/* The alias of these words that review taught; NULL when there is none in force. */
static const struct app_org_alias *alias_of(struct fixture *f, int64_t org, struct str words)
{
    struct app_org_one one;

    assert_ok(app_org_view(f->a, app_who_web, org, f->mem, &one, &f->e));
    for (size_t i = 0; i < one.alias_count; i++)
        if (str_is(one.aliases[i].words, words) && !one.aliases[i].ended)
            return &one.aliases[i];
    return NULL;
}

/* The first row's lead becomes `org`. */
static void choose_lead(struct fixture *f, int64_t draft, int64_t org)
{
    struct app_draft_row row = row_of(f, draft, STR("Kiểm tra"));
    struct app_draft_change c = form_of(f, &row);
    struct app_draft_choice choice = {org, row.lead.at[0].words};

    c.lead = &choice;
    assert_ok(change(f, draft, &row, &c));
}

/* One correction proposes, two are believed, and taking it back is believed too. */
static void test_draft_row_change__teaches_an_alias(void **state)
{
    struct fixture *f = *state;
    const int64_t org = org_of(f, STR("Sở Nội vụ"));
    int64_t first = stranger(f, 41), second, third, row;
    const struct app_org_alias *alias;
    struct app_draft_row r = row_of(f, first, STR("Kiểm tra"));

    assert_int_equal(r.lead.at[0].org, 0);
    assert_true(r.needs_check);
    choose_lead(f, first, org);
    r = row_of(f, first, STR("Kiểm tra"));
    assert_int_equal(r.lead.at[0].org, org);
    assert_int_equal(r.lead.at[0].certainty, 100);
    assert_str(r.lead.at[0].words, STR("Tổ Mây Xanh"));
    alias = alias_of(f, org, STR("Tổ Mây Xanh"));
    assert_non_null(alias);
    assert_str(alias->source, STR("review"));
    assert_int_equal(alias->uses, 1);
    assert_int_equal(alias->draft, first);
    /* said again in the same review it counts once */
    choose_lead(f, first, org_of(f, STR("Sở Tài chính")));
    choose_lead(f, first, org);
    assert_int_equal(alias_of(f, org, STR("Tổ Mây Xanh"))->uses, 1);

    second = stranger(f, 42);
    r = row_of(f, second, STR("Kiểm tra"));
    assert_int_equal(r.lead.at[0].org, org);
    assert_true(r.lead.at[0].certainty < 100);
    assert_true(r.needs_check && !r.firm);
    assert_ok(app_draft_row_check(f->a, app_who_web, second, r.row, r.version, &f->e));
    assert_int_equal(alias_of(f, org, STR("Tổ Mây Xanh"))->uses, 2);
    third = stranger(f, 43);
    r = row_of(f, third, STR("Kiểm tra"));
    assert_int_equal(r.lead.at[0].certainty, 100);
    assert_true(r.firm && !r.needs_check);

    assert_ok(app_draft_undo(f->a, app_who_web, second, &row, &f->e));
    assert_int_equal(alias_of(f, org, STR("Tổ Mây Xanh"))->uses, 1);
    assert_ok(app_org_alias_end(f->a, app_who_web, org, alias->id, &f->e));
    r = row_of(f, stranger(f, 44), STR("Kiểm tra"));
    assert_int_equal(r.lead.at[0].org, 0);
}

/* Bodies that everything searched finds by these words. */
static size_t found_orgs(struct fixture *f, struct str words)
{
    struct app_hits hits;

    assert_ok(app_search(f->a, app_who_web, words, STR("org"), (struct app_page){0, 10}, f->mem,
                         &hits, &f->e));
    return hits.total;
}

/* What an edit taught goes with the edit. */
static void test_draft_undo__unteaches(void **state)
{
    struct fixture *f = *state;
    const int64_t org = org_of(f, STR("Sở Nội vụ"));
    int64_t draft = stranger(f, 41), row;

    assert_int_equal(found_orgs(f, STR("to may xanh")), 0);
    choose_lead(f, draft, org);
    assert_non_null(alias_of(f, org, STR("Tổ Mây Xanh")));
    assert_int_equal(found_orgs(f, STR("to may xanh")), 1);
    assert_ok(app_draft_undo(f->a, app_who_web, draft, &row, &f->e));
    assert_null(alias_of(f, org, STR("Tổ Mây Xanh")));
    assert_int_equal(found_orgs(f, STR("to may xanh")), 0);
}

/* Bodies that the list knows, and words that somebody types, teach nothing. */
static void test_draft_row_change__typed_words_teach_nothing(void **state)
{
    struct fixture *f = *state;
    const int64_t org = org_of(f, STR("Sở Nội vụ"));
    int64_t draft = stranger(f, 41);
    struct app_draft_row row = row_of(f, draft, STR("Kiểm tra"));
    struct app_draft_change c = form_of(f, &row);
    struct app_draft_choice choices[] = {{org, STR("noi vu")}, {0, STR("Sở Y tế, Sở Xây dựng")}};

    c.lead = choices;
    c.lead_count = 2;
    assert_ok(change(f, draft, &row, &c));
    row = row_of(f, draft, STR("Kiểm tra"));
    assert_int_equal(row.lead.n, 3);
    assert_str(row.lead.at[0].words, STR("Sở Nội vụ"));
    assert_str(row.lead.at[2].name, STR("Sở Xây dựng"));
    assert_int_equal(row.lead.at[2].org, org_of(f, STR("Sở Xây dựng")));
    assert_null(alias_of(f, org, STR("noi vu")));
}

/* For all rows at once, and a body that the list lacks. */
static void test_draft_resolve__decides_all_rows(void **state)
{
    struct fixture *f = *state;
    int64_t draft = stranger(f, 41), row;
    struct app_draft_resolve r = {.words = STR("tổ mây xanh"), .type = STR("state")};
    struct app_draft_summary sum;
    struct str before = dump(f, draft);

    assert_ok(app_draft_summary(f->a, app_who_web, draft, f->mem, &sum, &f->e));
    assert_int_equal(sum.tasks, 2);
    assert_int_equal(sum.without_lead, 2);
    assert_int_equal(sum.unmatched_count, 1);
    assert_str(sum.unmatched[0].words, STR("Tổ Mây Xanh"));
    assert_int_equal(sum.unmatched[0].rows, 2);
    assert_ok(app_draft_resolve(f->a, app_who_web, draft, &r, 1, &f->e));
    assert_ok(app_draft_summary(f->a, app_who_web, draft, f->mem, &sum, &f->e));
    assert_int_equal(sum.without_lead, 0);
    assert_int_equal(sum.unmatched_count, 0);
    assert_int_equal(sum.bodies, 1);
    assert_int_equal(row_of(f, draft, STR("Bàn giao")).lead.at[0].certainty, 100);
    assert_ok(app_draft_undo(f->a, app_who_web, draft, &row, &f->e));
    assert_str(dump(f, draft), before);
    r.type = STR("không có loại này");
    assert_int_equal(app_draft_resolve(f->a, app_who_web, draft, &r, 1, &f->e), ERR_USAGE);
}

/* Another document with this number, and one that nobody reads twice. */
static void test_draft_summary__same_number(void **state)
{
    struct fixture *f = *state;
    struct app_draft_summary sum;
    struct app_import i, j;

    assert_ok(import_words(f, arena_printf(f->mem, with_stranger, 41, 1), &i));
    assert_ok(import_words(f, arena_printf(f->mem, with_stranger, 41, 2), &j));
    assert_ok(app_draft_summary(f->a, app_who_web, j.draft, f->mem, &sum, &f->e));
    assert_int_equal(sum.same_number, i.document);
    assert_ok(app_draft_drop(f->a, app_who_web, i.draft, &f->e));
    assert_ok(app_draft_summary(f->a, app_who_web, j.draft, f->mem, &sum, &f->e));
    assert_int_equal(sum.same_number, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        REGISTER_TEST(test_draft_row_list__uncertain_first),
        REGISTER_TEST(test_draft_row_view__beside_its_passage),
        REGISTER_TEST(test_draft_row_change__reads_the_deadline_anew),
        REGISTER_TEST(test_draft_row_change__names_the_wrong_field),
        REGISTER_TEST(test_draft_row_change__conflict),
        REGISTER_TEST(test_draft_row_split__then_merge),
        REGISTER_TEST(test_draft_row_add__drop_and_restore),
        REGISTER_TEST(test_draft_row__does_not_do_what_says_nothing),
        REGISTER_TEST(test_draft_row_split__keeps_the_order),
        REGISTER_TEST(test_draft_check_firm__leaves_the_doubtful),
        REGISTER_TEST(test_draft_undo__takes_back_any_sequence),
        REGISTER_TEST(test_draft_head_set__reads_days_anew),
        REGISTER_TEST(test_draft_head_set__leaves_what_a_heading_told),
        REGISTER_TEST(test_draft_row_change__teaches_an_alias),
        REGISTER_TEST(test_draft_undo__unteaches),
        REGISTER_TEST(test_draft_row_change__typed_words_teach_nothing),
        REGISTER_TEST(test_draft_resolve__decides_all_rows),
        REGISTER_TEST(test_draft_summary__same_number),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
