#include "app/draft_priv.h"
#include "plan/deliverable.h"
#include "plan/group.h"
#include "text/fold.h"
#include "text/sort.h"

/* A draft on its way to a plan. */
struct confirming {
    struct app *a;
    struct store_txn *t;
    struct arena *mem;
    const struct store_row_draft *draft;
    struct app__audit audit;
    struct app__version *rows;
    size_t row_count;
    const struct store_row_draft_row_as_read *as_read; /* sorted by row */
    size_t as_read_count;
    int64_t plan;
    int64_t *group; /* by row; 0 = none */
};

/* The name as it was read, before anybody corrected it. */
static struct str name_read(const struct confirming *c, const struct store_row_draft_row *r)
{
    for (size_t i = 0; i < c->as_read_count; i++)
        if (c->as_read[i].row == r->row)
            return c->as_read[i].name;
    return r->name;
}

static int add_plan(struct confirming *c, struct err *e)
{
    const struct store_row_draft *d = c->draft;
    const struct str title = app__draft_title(d->abstract, d->number, d->file_name);
    struct store_sql_plan_add add = {.document = d->document,
                                     .title = title,
                                     .title_folded = text_fold_only(c->mem, title),
                                     .at = c->audit.at,
                                     .account = c->audit.account};
    struct store_sql_plan_version_add version = {.number = 1,
                                                 .document = d->document,
                                                 .reason = STR(""),
                                                 .valid_from = d->issued,
                                                 .at = c->audit.at,
                                                 .account = c->audit.account};
    struct store_row_plan_made *made;
    int code;

    if ((code = text_sort_key(c->mem, title, &add.sort_key, e)) ||
        (code = store_plan_add(c->t, c->mem, &add, &made, e)))
        return code;
    c->plan = version.plan = made->id;
    if ((code = store_plan_version_add(c->t, &version, e)) ||
        (code = app__audit_change(&c->audit, "plan", c->plan, "version", STR_NONE, STR("1"), e)))
        return code;
    return app__entry_put(c->t, APP__ENTRY_PLAN, c->plan, c->plan, title, d->number, e);
}

static int add_groups(struct confirming *c, struct err *e)
{
    struct plan_group_item *items = ARENA_MANY(c->mem, struct plan_group_item, c->row_count + 1);
    size_t *of_row = ARENA_MANY(c->mem, size_t, c->row_count + 1), n;
    struct plan_group *groups;
    int64_t *ids;
    int code;

    for (size_t i = 0; i < c->row_count; i++)
        items[i] = (struct plan_group_item){c->rows[i].is.no, c->rows[i].is.heading,
                                            c->rows[i].is.name};
    n = plan_group_build(c->mem, items, c->row_count, &groups, of_row);
    ids = ARENA_MANY(c->mem, int64_t, n + 1);
    for (size_t i = 0; i < n; i++) {
        const struct store_sql_plan_group_add add = {
            .plan = c->plan,
            .parent = groups[i].parent ? store_int64(ids[groups[i].parent])
                                       : (struct store_int64){0},
            .place = (int64_t)i + 1,
            .no = groups[i].no,
            .name = groups[i].name};
        struct store_row_plan_group_made *made;

        if ((code = store_plan_group_add(c->t, c->mem, &add, &made, e)))
            return code;
        ids[i + 1] = made->id;
    }
    c->group = ARENA_MANY(c->mem, int64_t, c->row_count + 1);
    for (size_t i = 0; i < c->row_count; i++)
        c->group[i] = ids[of_row[i]];
    return ERR_OK;
}

/* Assignments */

static bool is_same_body(const struct store_row_draft_body *a, const struct store_row_draft_body *b)
{
    bool x = app__version_decided(a), y = app__version_decided(b);

    return x && y ? a->org.is == b->org.is : x == y && str_is(a->name, b->name);
}

/* A body that an earlier one of the row names already; leads stand first, so the lead wins. */
static bool is_named_before(const struct app__version *v, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (is_same_body(&v->bodies[k], &v->bodies[i]))
            return true;
    return false;
}

/* The first named lead leads, further ones lead with it. */
static int add_assignments(struct confirming *c, const struct app__version *v, int64_t task,
                           int64_t target, struct err *e)
{
    int64_t place = 0;
    bool led = false;
    int code;

    for (size_t i = 0; i < v->body_count; i++) {
        const struct store_row_draft_body *b = &v->bodies[i];
        bool lead = str_is(b->role, STR("lead"));
        struct store_sql_assignment_add add = {
            .task = task ? store_int64(task) : (struct store_int64){0},
            .target = target ? store_int64(target) : (struct store_int64){0},
            .org = app__version_decided(b) ? b->org : (struct store_int64){0},
            .role = !lead ? STR("coordinating")
                    : led ? STR("co_lead")
                          : STR("lead"),
            .words = b->name.n ? b->name : b->words};
        struct store_sql_assignment_span_add span = {.valid_from = c->draft->issued,
                                                     .given = true,
                                                     .reason = STR(""),
                                                     .document = store_int64(c->draft->document),
                                                     .at = c->audit.at,
                                                     .account = c->audit.account};
        struct store_row_assignment_made *made;

        if (is_named_before(v, i))
            continue;
        led = led || lead;
        add.place = ++place;
        if ((code = store_assignment_add(c->t, c->mem, &add, &made, e)))
            return code;
        span.assignment = made->id;
        if ((code = store_assignment_span_add(c->t, &span, e)))
            return code;
    }
    return ERR_OK;
}

/* Tasks and targets */

static struct str words_of(struct arena *mem, const struct app__version *v, const char *role)
{
    struct str all = STR("");

    for (size_t i = 0; i < v->body_count; i++)
        if (str_is(v->bodies[i].role, str_from(role)))
            all = arena_printf(mem, "%.*s%s%.*s", STR_ARG(all), all.n ? "; " : "",
                               STR_ARG(v->bodies[i].words));
    return all;
}

static int add_entry(struct confirming *c, enum app__entry kind, int64_t ref,
                     const struct app__version *v, struct err *e)
{
    const struct store_row_draft_row *r = &v->is;
    struct str body = STR("");

    for (size_t i = 0; i < v->body_count; i++)
        body = arena_printf(c->mem, "%.*s%.*s; ", STR_ARG(body), STR_ARG(v->bodies[i].name));
    body = arena_printf(c->mem, "%.*s%.*s\n%.*s\n%.*s %.*s\n%.*s", STR_ARG(body),
                        STR_ARG(r->deadline_text), STR_ARG(r->deliverable), STR_ARG(r->target_text),
                        STR_ARG(r->unit), STR_ARG(r->heading));
    return app__entry_put(c->t, kind, ref, c->plan, r->name, str_trim(body), e);
}

static int add_deliverables(struct confirming *c, int64_t task, struct str words, struct err *e)
{
    struct str *names;
    size_t n = plan_deliverable_split(c->mem, words, &names);
    int code = ERR_OK;

    for (size_t i = 0; i < n && !code; i++) {
        const struct store_sql_deliverable_add add = {task, (int64_t)i + 1, names[i]};

        code = store_deliverable_add(c->t, &add, e);
    }
    return code;
}

static int add_task(struct confirming *c, size_t i, struct err *e)
{
    const struct app__version *v = &c->rows[i];
    const struct store_row_draft_row *r = &v->is;
    const struct store_sql_task_add add = {.plan = c->plan,
                                           .group_id = c->group[i] ? store_int64(c->group[i])
                                                                   : (struct store_int64){0},
                                           .place = (int64_t)i + 1,
                                           .no = r->no,
                                           .name = r->name,
                                           .name_read = name_read(c, r),
                                           .lead_text = words_of(c->mem, v, "lead"),
                                           .coordinating_text = words_of(c->mem, v, "coordinating"),
                                           .deadline_text = r->deadline_text,
                                           .deadline_kinds = r->deadline_kinds,
                                           .start_day = r->start_day,
                                           .due_day = r->due_day,
                                           .due_fixed = r->due_fixed,
                                           .passage = r->passage,
                                           .row = r->row,
                                           .at = c->audit.at};
    struct store_row_task_made *made;
    int code;

    if ((code = store_task_add(c->t, c->mem, &add, &made, e)) ||
        (code = add_deliverables(c, made->id, r->deliverable, e)) ||
        (code = add_assignments(c, v, made->id, 0, e)))
        return code;
    return add_entry(c, APP__ENTRY_TASK, made->id, v, e);
}

/* The reading of a target's value, as far as there is one. */
static void give_value(struct arena *mem, const struct store_row_draft_row *r,
                       struct store_sql_target_add *add)
{
    static const char *const ops[] = {
        [INDICATOR_EQUAL] = "equal",
        [INDICATOR_GREATER] = "greater",
        [INDICATOR_AT_LEAST] = "at_least",
        [INDICATOR_LESS] = "less",
        [INDICATOR_AT_MOST] = "at_most",
        [INDICATOR_RANGE] = "range",
        [INDICATOR_RANK] = "rank",
        [INDICATOR_LEVEL] = "level",
        [INDICATOR_NON_DECREASING] = "non_decreasing",
    };
    struct indicator_target x;

    if (r->target_text.n == 0)
        return;
    indicator_target_read(mem, r->target_text, r->unit, &x);
    if (!x.has_value && x.op != INDICATOR_LEVEL && x.op != INDICATOR_NON_DECREASING)
        return;
    add->op = store_text(str_from(ops[x.op]));
    if (!x.has_value)
        return;
    add->low_mantissa = store_int64(x.low.mantissa);
    add->low_scale = store_int64(x.low.scale);
    if (x.op == INDICATOR_RANGE) {
        add->high_mantissa = store_int64(x.high.mantissa);
        add->high_scale = store_int64(x.high.scale);
    }
}

static int add_target(struct confirming *c, size_t i, struct err *e)
{
    const struct app__version *v = &c->rows[i];
    const struct store_row_draft_row *r = &v->is;
    struct store_sql_target_add add = {.plan = c->plan,
                                       .group_id = c->group[i] ? store_int64(c->group[i])
                                                               : (struct store_int64){0},
                                       .place = (int64_t)i + 1,
                                       .no = r->no,
                                       .name = r->name,
                                       .name_read = name_read(c, r),
                                       .unit = r->unit,
                                       .target_text = r->target_text,
                                       .baseline = r->baseline,
                                       .deadline_text = r->deadline_text,
                                       .deadline_kinds = r->deadline_kinds,
                                       .start_day = r->start_day,
                                       .due_day = r->due_day,
                                       .due_fixed = r->due_fixed,
                                       .passage = r->passage,
                                       .row = r->row,
                                       .at = c->audit.at};
    struct store_row_target_made *made;
    int code;

    give_value(c->mem, r, &add);
    if ((code = store_target_add(c->t, c->mem, &add, &made, e)) ||
        (code = add_assignments(c, v, 0, made->id, e)))
        return code;
    return add_entry(c, APP__ENTRY_TARGET, made->id, v, e);
}

/* The document */

/* One that was only named so far under this number gives its links to the one that is here. */
static int take_cited(struct confirming *c, struct err *e)
{
    const struct store_row_draft *d = c->draft;
    const struct store_sql_document_by_number by_number = {d->number_key, d->document};
    struct store_sql_document_link_take take = {.document = d->document};
    struct store_sql_document_link_take_from from = {.document = d->document};
    struct store_sql_document_link_drop drop;
    struct store_sql_document_drop_cited gone;
    struct store_row_document_known *found;
    size_t n;
    int code;

    if (d->number_key.n == 0)
        return ERR_OK;
    if ((code = store_document_by_number(c->t, c->mem, &by_number, &found, &n, e)) || n == 0 ||
        !str_is(found->state, STR("cited")))
        return code;
    take.cited = from.cited = drop.document = gone.id = found->id;
    if ((code = store_document_link_take(c->t, &take, e)) ||
        (code = store_document_link_take_from(c->t, &from, e)) ||
        (code = app__entry_drop(c->t, APP__ENTRY_DOCUMENT, found->id, e)) ||
        (code = store_document_link_drop(c->t, &drop, e)))
        return code;
    return store_document_drop_cited(c->t, &gone, e);
}

/* What it rests on is found by its number, too. */
static int add_cited(struct confirming *c, struct err *e)
{
    const struct store_sql_document_cited_by in = {c->draft->document};
    struct store_row_document_cited *cited;
    size_t n;
    int code = store_document_cited_by(c->t, c->mem, &in, &cited, &n, e);

    for (size_t i = 0; !code && i < n; i++)
        code = app__entry_put(c->t, APP__ENTRY_DOCUMENT, cited[i].id, 0, cited[i].words,
                              cited[i].number, e);
    return code;
}

static int issue(struct confirming *c, struct err *e)
{
    const struct store_row_draft *d = c->draft;
    const struct store_sql_document_state_set document = {d->document, STR("issued")};
    const struct store_sql_draft_state_set draft = {d->id, STR("confirmed"), store_int64(c->plan)};
    int code;

    if ((code = take_cited(c, e)) || (code = add_cited(c, e)) ||
        (code = store_document_state_set(c->t, &document, e)) ||
        (code = store_draft_state_set(c->t, &draft, e)))
        return code;
    return app__entry_put(c->t, APP__ENTRY_DOCUMENT, d->document, c->plan,
                          app__draft_title(d->abstract, d->number, d->file_name),
                          arena_printf(c->mem, "%.*s %.*s\n%.*s", STR_ARG(d->type),
                                       STR_ARG(d->number), STR_ARG(d->issuer)),
                          e);
}

static bool is_empty(const struct app__version *v)
{
    const struct store_row_draft_row *r = &v->is;

    return v->body_count == 0 && r->deadline_text.n == 0 && !r->due_day.has &&
           r->deliverable.n == 0 && r->target_text.n == 0 && r->unit.n == 0 && r->baseline.n == 0;
}

/* Live rows; one that was added and never filled in says nothing. */
static int load_rows(struct confirming *c, struct err *e)
{
    const struct store_sql_draft_row_as_read in = {c->draft->id};
    struct store_row_draft_row_as_read *as_read;
    size_t kept = 0;
    int code;

    if ((code = app__version_all(c->t, c->mem, c->draft->id, true, &c->rows, &c->row_count, e)) ||
        (code = store_draft_row_as_read(c->t, c->mem, &in, &as_read, &c->as_read_count, e)))
        return code;
    c->as_read = as_read;
    for (size_t i = 0; i < c->row_count; i++)
        if (str_trim(c->rows[i].is.name).n)
            c->rows[kept++] = c->rows[i];
        else if (!is_empty(&c->rows[i]))
            return err_set(e, ERR_CONFLICT,
                           N_("Dòng thứ %zu (mục \"%.*s\") chưa có tên; hãy ghi tên hoặc bỏ dòng."),
                           i + 1, STR_ARG(c->rows[i].is.heading));
    c->row_count = kept;
    if (kept == 0)
        return err_set(e, ERR_EMPTY, N_("Bản dự thảo không còn dòng nào để xác nhận."));
    return ERR_OK;
}

static int confirm(struct confirming *c, struct err *e)
{
    int code;

    if ((code = load_rows(c, e)) || (code = add_plan(c, e)) || (code = add_groups(c, e)))
        return code;
    for (size_t i = 0; i < c->row_count && !code; i++)
        code = str_is(c->rows[i].is.kind, STR("task")) ? add_task(c, i, e) : add_target(c, i, e);
    return code ? code : issue(c, e);
}

int app_draft_confirm(struct app *a, struct app_who who, int64_t draft, int64_t seen,
                      int64_t *ret_plan, struct err *e)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    CLEANUP(store_txn_end) struct store_txn t = {0};
    struct confirming c = {.a = a, .t = &t, .mem = mem};
    struct store_row_draft *d;
    int code;

    if ((code = store_txn_write(app__store(a), &t, e)) ||
        (code = app__draft_load(&t, mem, draft, &d, e)))
        return code;
    if (str_is(d->state, STR("confirmed"))) {
        *ret_plan = d->plan.is;
        return ERR_OK;
    }
    if (str_is(d->state, STR("dropped")))
        return err_set(e, ERR_CONFLICT, N_("Bản dự thảo này đã bị bỏ nên không xác nhận được."));
    if (d->changes != seen)
        return err_set(
            e, ERR_CONFLICT,
            N_("Bản nháp đã được sửa thêm sau khi trang xác nhận được mở; hãy xem lại rồi "
               "xác nhận."));
    c.draft = d;
    if ((code = app__audit_open(a, who, &t, "draft.confirm", "draft", draft, &c.audit, e)) ||
        (code = confirm(&c, e)) || (code = store_txn_commit(&t, e)))
        return code;
    *ret_plan = c.plan;
    return ERR_OK;
}
