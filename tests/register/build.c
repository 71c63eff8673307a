#include "build.h"

#include "indicator/target.h"
#include "plan/deliverable.h"
#include "schedule/deadline.h"
#include "text/fold.h"
#include "text/sort.h"

int build_begin(struct build *b, struct app *a, struct arena *mem, struct err *e)
{
    *b = (struct build){.a = a, .mem = mem, .now = app_now(a)};
    return store_txn_write(a->store, &b->t, e);
}

int build_commit(struct build *b, struct err *e)
{
    return store_txn_commit(&b->t, e);
}

int build_document(struct build *b, const struct build_document *d, int64_t *ret, struct err *e)
{
    char day[11];
    struct store_sql_document_add in = {
        .state = d->hash.n ? STR("issued") : STR("cited"),
        .number = d->number,
        .number_key = arena_printf(b->mem, "%.*s|%s", STR_ARG(text_fold_only(b->mem, d->number)),
                                   day_iso(d->issued, day)),
        .type = d->type,
        .issuer = d->issuer,
        .issued_text = STR(""),
        .issued_day = store_day(d->issued),
        .abstract = d->abstract,
        .file_hash = {d->hash.n != 0, d->hash},
        .file_name = d->file,
        .at = b->now,
        .account = 1};
    struct store_sql_file_add file = {d->hash, 1000, STR("docx"), b->now};
    struct store_row_document_made *made;
    int r;

    if ((d->hash.n && (r = store_file_add(&b->t, &file, e))) ||
        (r = store_document_add(&b->t, b->mem, &in, &made, e)))
        return r;
    *ret = made->id;
    return app__entry_put(&b->t, APP__ENTRY_DOCUMENT, made->id, 0, d->abstract,
                          arena_printf(b->mem, "%.*s %.*s", STR_ARG(d->type), STR_ARG(d->number)),
                          e);
}

int build_link(struct build *b, int64_t from, int64_t to, struct str kind, struct str words,
               struct err *e)
{
    struct store_sql_document_link_put in = {from, to, kind, words, b->now, 1};

    return store_document_link_put(&b->t, &in, e);
}

int build_passage(struct build *b, int64_t document, int64_t place, struct str kind,
                  struct str words, struct err *e)
{
    struct store_sql_passage_add in = {document, place, 1, place, kind, words};

    return store_passage_add(&b->t, &in, e);
}

/* Its draft, confirmed. */
static int add_draft(struct build *b, int64_t document, int64_t plan, struct err *e)
{
    struct store_sql_draft_add in = {document, b->now, 1};
    struct store_sql_draft_state_set confirmed = {.state = STR("confirmed"),
                                                  .plan = store_int64(plan)};
    struct store_row_draft_made *made;
    struct app__audit audit;
    int r;

    if ((r = store_draft_add(&b->t, b->mem, &in, &made, e)))
        return r;
    confirmed.id = made->id;
    if ((r = store_draft_state_set(&b->t, &confirmed, e)))
        return r;
    return app__audit_open(b->a, app_who_cli, &b->t, "draft.confirm", "draft", made->id, &audit, e);
}

int build_plan(struct build *b, int64_t document, struct str title, int64_t *ret, struct err *e)
{
    struct store_sql_plan_add in = {.document = document,
                                    .title = title,
                                    .title_folded = text_fold_only(b->mem, title),
                                    .at = b->now,
                                    .account = 1};
    struct store_sql_plan_version_add version = {
        .number = 1, .document = document, .reason = STR(""), .at = b->now, .account = 1};
    struct store_row_plan_made *made;
    int r;

    if ((r = text_sort_key(b->mem, title, &in.sort_key, e)) ||
        (r = store_plan_add(&b->t, b->mem, &in, &made, e)))
        return r;
    version.plan = *ret = made->id;
    b->place = 0;
    if ((r = store_plan_version_add(&b->t, &version, e)) ||
        (r = add_draft(b, document, made->id, e)))
        return r;
    return app__entry_put(&b->t, APP__ENTRY_PLAN, made->id, made->id, title, STR(""), e);
}

int build_group(struct build *b, int64_t plan, int64_t parent, struct str no, struct str name,
                int64_t *ret, struct err *e)
{
    struct store_sql_plan_group_add in = {plan, {parent != 0, parent}, ++b->place, no, name};
    struct store_row_plan_group_made *made;
    int r = store_plan_group_add(&b->t, b->mem, &in, &made, e);

    if (!r)
        *ret = made->id;
    return r;
}

static int add_bodies(struct build *b, const struct build_row *row, int64_t task, int64_t target,
                      struct err *e)
{
    int r = ERR_OK;

    for (size_t i = 0; !r && i < row->body_count; i++) {
        const struct build_body *body = &row->bodies[i];
        struct store_sql_assignment_add in = {.task = {task != 0, task},
                                              .target = {target != 0, target},
                                              .org = {body->org != 0, body->org},
                                              .role = str_from(body->role),
                                              .place = (int64_t)i + 1,
                                              .words = body->words};
        struct store_sql_assignment_span_add span = {
            .given = true, .reason = STR(""), .at = b->now, .account = 1};
        struct store_row_assignment_made *made;

        if ((r = store_assignment_add(&b->t, b->mem, &in, &made, e)))
            break;
        span.assignment = made->id;
        r = store_assignment_span_add(&b->t, &span, e);
    }
    return r;
}

static int add_entry(struct build *b, const struct build_row *row, enum app__entry kind,
                     int64_t ref, struct err *e)
{
    struct str body = STR("");

    for (size_t i = 0; i < row->body_count; i++)
        body = arena_printf(b->mem, "%.*s%.*s; ", STR_ARG(body), STR_ARG(row->bodies[i].words));
    body = arena_printf(b->mem, "%.*s%.*s\n%.*s\n%.*s\n%.*s", STR_ARG(body), STR_ARG(row->deadline),
                        STR_ARG(row->deliverables), STR_ARG(row->target), STR_ARG(row->heading));
    return app__entry_put(&b->t, kind, ref, row->plan, row->name, str_trim(body), e);
}

/* What the deadline words say, or the day that was fixed. */
static void read_deadline(struct build *b, const struct build_row *row, int64_t *kinds,
                          struct store_day *start, struct store_day *due)
{
    const struct schedule_rules rules = {.issued = row->issued};
    struct schedule_deadline d;

    schedule_deadline_read(b->mem, row->deadline, &rules, &d);
    *kinds = d.kinds;
    *start = (struct store_day){d.has_start, d.start};
    *due = row->due_fixed ? row->due : (struct store_day){d.has_due, d.due};
}

int build_task(struct build *b, const struct build_row *row, int64_t *ret, struct err *e)
{
    struct store_sql_task_add in = {.plan = row->plan,
                                    .group_id = {row->group != 0, row->group},
                                    .place = ++b->place,
                                    .no = row->no,
                                    .name = row->name,
                                    .name_read = row->name,
                                    .lead_text = STR(""),
                                    .coordinating_text = STR(""),
                                    .deadline_text = row->deadline,
                                    .due_fixed = row->due_fixed,
                                    .passage = row->passage,
                                    .row = b->place,
                                    .at = b->now};
    struct store_row_task_made *made;
    struct str *names;
    size_t n = plan_deliverable_split(b->mem, row->deliverables, &names);
    int r;

    read_deadline(b, row, &in.deadline_kinds, &in.start_day, &in.due_day);
    if ((r = store_task_add(&b->t, b->mem, &in, &made, e)))
        return r;
    for (size_t i = 0; i < n; i++) {
        struct store_sql_deliverable_add yield = {made->id, (int64_t)i + 1, names[i]};

        if ((r = store_deliverable_add(&b->t, &yield, e)))
            return r;
    }
    *ret = made->id;
    if ((r = add_bodies(b, row, made->id, 0, e)))
        return r;
    return add_entry(b, row, APP__ENTRY_TASK, made->id, e);
}

int build_target(struct build *b, const struct build_row *row, int64_t *ret, struct err *e)
{
    struct store_sql_target_add in = {.plan = row->plan,
                                      .group_id = {row->group != 0, row->group},
                                      .place = ++b->place,
                                      .no = row->no,
                                      .name = row->name,
                                      .name_read = row->name,
                                      .unit = row->unit,
                                      .target_text = row->target,
                                      .baseline = STR(""),
                                      .deadline_text = row->deadline,
                                      .passage = row->passage,
                                      .row = b->place,
                                      .at = b->now};
    struct indicator_target x;
    struct store_row_target_made *made;
    int r;

    read_deadline(b, row, &in.deadline_kinds, &in.start_day, &in.due_day);
    indicator_target_read(b->mem, row->target, row->unit, &x);
    if (x.has_value && x.op == INDICATOR_AT_LEAST) {
        in.op = store_text(STR("at_least"));
        in.low_mantissa = store_int64(x.low.mantissa);
        in.low_scale = store_int64(x.low.scale);
    }
    if ((r = store_target_add(&b->t, b->mem, &in, &made, e)))
        return r;
    *ret = made->id;
    if ((r = add_bodies(b, row, 0, made->id, e)))
        return r;
    return add_entry(b, row, APP__ENTRY_TARGET, made->id, e);
}
