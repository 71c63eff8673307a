#include "app/draft_priv.h"
#include "app/org.h"
#include "indicator/words.h"
#include "schedule/words.h"
#include "text/search.h"

int app__draft_load(struct store_txn *t, struct arena *mem, int64_t draft,
                    struct store_row_draft **ret, struct err *e)
{
    const struct store_sql_draft_by_id by_id = {draft};
    struct store_row_draft *rows;
    size_t n;
    int code = store_draft_by_id(t, mem, &by_id, &rows, &n, e);

    if (code)
        return code;
    if (n == 0)
        return err_set(e, ERR_NOT_FOUND, N_("Không có bản dự thảo này."));
    *ret = rows;
    return ERR_OK;
}

struct str app__draft_title(struct str abstract, struct str number, struct str file_name)
{
    return abstract.n ? abstract : number.n ? number : file_name;
}

struct schedule_rules app__draft_rules(struct arena *mem, const struct store_row_draft *draft)
{
    const struct draft_head head = {.abstract = draft->abstract,
                                    .date_text = draft->issued_text,
                                    .has_date = draft->issued.has,
                                    .date = draft->issued.is};
    struct schedule_rules rules = schedule_rules_default;

    draft_head_rules(mem, &head, &rules);
    return rules;
}

void app__draft_deadline(struct arena *mem, const struct schedule_rules *rules,
                         const struct store_row_draft_row *row, struct schedule_deadline *ret)
{
    struct schedule_deadline d;

    schedule_deadline_read(mem, row->deadline_text, rules, &d);
    if (row->due_fixed || d.kinds != (uint32_t)row->deadline_kinds ||
        d.has_due != row->due_day.has || (d.has_due && d.due.n != row->due_day.is.n)) {
        /* a person set it, or a heading of the document told more than its head */
        d.problem = NULL;
        d.year_assumed = d.several = false;
        d.proposal = STR_NONE;
        if (row->due_fixed)
            d.hour = d.minute = -1;
    }
    d.kinds = (uint32_t)row->deadline_kinds;
    d.has_start = row->start_day.has;
    d.start = row->start_day.is;
    d.has_due = row->due_day.has;
    d.due = row->due_day.is;
    *ret = d;
}

/* Lists of drafts */

static enum app_draft_state state_of(struct str code)
{
    return str_is(code, STR("confirmed")) ? APP_DRAFT_CONFIRMED
           : str_is(code, STR("dropped")) ? APP_DRAFT_DROPPED
                                          : APP_DRAFT_OPEN;
}

static struct app_draft_line line_of(const struct store_row_draft_line *r)
{
    return (struct app_draft_line){.id = r->id,
                                   .document = r->document,
                                   .plan = r->plan.is,
                                   .state = state_of(r->state),
                                   .title = app__draft_title(r->abstract, r->number, r->file_name),
                                   .number = r->number,
                                   .file_name = r->file_name,
                                   .has_issued = r->issued.has,
                                   .issued = r->issued.is,
                                   .made_at = r->made_at,
                                   .rows = (size_t)r->rows,
                                   .to_check = (size_t)r->to_check};
}

int app_draft_list(struct app *a, struct app_who who, bool open_only, struct app_page p,
                   struct arena *mem, struct app_drafts *ret, struct err *e)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};
    const struct store_text state = open_only ? store_text(STR("open")) : (struct store_text){0};
    const struct store_sql_draft_count counted = {state};
    const struct store_sql_draft_list in = {state, app__page_limit(p), (int64_t)p.skip};
    struct store_row_draft_count *count;
    struct store_row_draft_line *rows;
    struct app_draft_line *lines;
    size_t n;
    int code;

    (void)who;
    if ((code = store_txn_read(app__store(a), &t, e)) ||
        (code = store_draft_count(&t, mem, &counted, &count, e)) ||
        (code = store_draft_list(&t, mem, &in, &rows, &n, e)))
        return code;
    lines = ARENA_MANY(mem, struct app_draft_line, n + 1);
    for (size_t i = 0; i < n; i++)
        lines[i] = line_of(&rows[i]);
    *ret = (struct app_drafts){lines, n, (size_t)count->count};
    return ERR_OK;
}

/* One draft */

static int view_diags(struct store_txn *t, struct arena *mem, const struct store_row_draft *d,
                      struct app_draft *ret, struct err *e)
{
    const struct store_sql_draft_diag_list in = {d->id};
    struct store_row_draft_diag *rows;
    struct app_draft_diag *diags;
    size_t n;
    int code = store_draft_diag_list(t, mem, &in, &rows, &n, e);

    if (code)
        return code;
    diags = ARENA_MANY(mem, struct app_draft_diag, n + 1);
    for (size_t i = 0; i < n; i++)
        diags[i] = (struct app_draft_diag){
            str_is(rows[i].level, STR("warning")),
            app__passage_place(mem, app__lang(e), d->format, rows[i].page, rows[i].line),
            lang_again(mem, app__lang(e), rows[i].words)};
    ret->diags = diags;
    ret->diag_count = n;
    return ERR_OK;
}

/* What undoing would take back, in words. */
static int view_undo(struct store_txn *t, struct arena *mem, int64_t draft, struct app_draft *ret,
                     struct err *e)
{
    static const struct {
        const char *kind, *words;
    } kinds[] = {
        {"change", N_("sửa một dòng")},
        {"check", N_("đánh dấu một dòng đã xem")},
        {"split", N_("tách một dòng")},
        {"merge", N_("gộp hai dòng")},
        {"add", N_("thêm một dòng")},
        {"drop", N_("bỏ một dòng")},
        {"restore", N_("lấy lại một dòng")},
        {"head", N_("sửa thông tin văn bản")},
        {"check_all", N_("đánh dấu các dòng chắc chắn là đã xem")},
        {"resolve", N_("xác định cơ quan cho mọi dòng")},
    };
    const struct store_sql_draft_edit_last in = {draft};
    struct store_row_draft_edit *edit;
    size_t n;
    int code = store_draft_edit_last(t, mem, &in, &edit, &n, e);

    if (code || n == 0)
        return code;
    ret->can_undo = true;
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (str_is(edit->kind, str_from(kinds[i].kind)))
            ret->undo_words = str_from(lang_text(app__lang(e), kinds[i].words));
    return ERR_OK;
}

int app_draft_view(struct app *a, struct app_who who, int64_t draft, struct arena *mem,
                   struct app_draft *ret, struct err *e)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};
    const struct store_sql_draft_tally in = {draft};
    struct store_row_draft_tally *tally;
    struct app_draft view = {0};
    struct store_row_draft *d;
    int code;

    (void)who;
    if ((code = store_txn_read(app__store(a), &t, e)) ||
        (code = app__draft_load(&t, mem, draft, &d, e)) ||
        (code = store_draft_tally(&t, mem, &in, &tally, e)) ||
        (code = view_diags(&t, mem, d, &view, e)))
        return code;
    view.line = (struct app_draft_line){
        .id = d->id,
        .document = d->document,
        .plan = d->plan.is,
        .state = state_of(d->state),
        .title = app__draft_title(d->abstract, d->number, d->file_name),
        .number = d->number,
        .file_name = d->file_name,
        .has_issued = d->issued.has,
        .issued = d->issued.is,
        .made_at = d->made_at,
        .rows = (size_t)tally->rows,
        .to_check = (size_t)tally->to_check};
    view.changes = d->changes;
    view.type = d->type;
    view.issuer = d->issuer;
    view.abstract = d->abstract;
    view.issued_text = d->issued_text;
    view.format = d->format;
    view.tasks = (size_t)tally->tasks;
    view.targets = (size_t)tally->targets;
    view.firm = (size_t)tally->firm;
    view.checked = (size_t)tally->checked;
    view.dropped = (size_t)tally->dropped;
    if (view.line.state == APP_DRAFT_OPEN && (code = view_undo(&t, mem, draft, &view, e)))
        return code;
    *ret = view;
    return ERR_OK;
}

int app_draft_deadline_read(struct app *a, int64_t draft, struct str words, struct arena *mem,
                            struct str *ret, struct err *e)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};
    struct schedule_deadline deadline;
    struct schedule_rules rules;
    struct store_row_draft *d;
    int code;

    if ((code = store_txn_read(app__store(a), &t, e)) ||
        (code = app__draft_load(&t, mem, draft, &d, e)))
        return code;
    rules = app__draft_rules(mem, d);
    schedule_deadline_read(mem, str_trim(words), &rules, &deadline);
    *ret = schedule_words_reading(mem, app__lang(e), &deadline);
    return ERR_OK;
}

struct str app_draft_target_read(enum lang lang, struct str words, struct str unit,
                                 struct arena *mem)
{
    struct indicator_target target;

    if (words.n == 0)
        return STR("");
    indicator_target_read(mem, words, unit, &target);
    return indicator_words_reading(mem, lang, &target);
}

int app_draft_drop(struct app *a, struct app_who who, int64_t draft, struct err *e)
{
    CLEANUP(app__edit_end) struct app__edit x = {0};
    const struct store_sql_draft_state_set dropped = {.id = draft, .state = STR("dropped")};
    struct store_sql_document_state_set document = {.state = STR("dropped")};
    struct store_sql_document_link_unread links;
    int code = app__edit_begin(a, who, draft, "draft.drop", &x, e);

    if (code)
        return code;
    document.id = links.document = x.draft->document;
    if ((code = store_draft_state_set(&x.t, &dropped, e)) ||
        (code = store_document_state_set(&x.t, &document, e)) ||
        (code = store_document_link_unread(&x.t, &links, e)) ||
        (code = store_document_drop_unnamed(&x.t, e)))
        return code;
    return app__edit_commit(&x, e);
}

/* Rows as pages show them */

static struct app_draft_bodies view_bodies(struct arena *mem, const struct app__version *v,
                                           const char *role)
{
    struct app_draft_body *at = ARENA_MANY(mem, struct app_draft_body, v->body_count + 1);
    size_t n = 0;

    for (size_t i = 0; i < v->body_count; i++) {
        const struct store_row_draft_body *b = &v->bodies[i];

        if (str_is(b->role, str_from(role)))
            at[n++] = (struct app_draft_body){.org = b->org.is,
                                              .words = b->words,
                                              .name = b->name,
                                              .certainty = (int)b->certainty};
    }
    return (struct app_draft_bodies){at, n};
}

static struct app_draft_row view_row(struct arena *mem, enum lang lang,
                                     const struct store_row_draft *d,
                                     const struct schedule_rules *rules,
                                     const struct app__version *v)
{
    const struct store_row_draft_row *r = &v->is;
    struct app_draft_row row = {
        .row = r->row,
        .version = r->id,
        .kind = str_is(r->kind, STR("task")) ? DRAFT_TASK : DRAFT_TARGET,
        .firm = str_is(r->certainty, STR("firm")),
        .checked = r->checked,
        .dropped = str_is(r->state, STR("dropped")),
        .needs_check = r->doubt < 3,
        .no = r->no,
        .heading = r->heading,
        .name = r->name,
        .restored = r->restored,
        .reason = lang_again(mem, lang, r->reason),
        .lead = view_bodies(mem, v, "lead"),
        .coordinating = view_bodies(mem, v, "coordinating"),
        .deadline_text = r->deadline_text,
        .deadline_kinds = (uint32_t)r->deadline_kinds,
        .has_start = r->start_day.has,
        .start = r->start_day.is,
        .has_due = r->due_day.has,
        .due = r->due_day.is,
        .due_fixed = r->due_fixed,
        .deliverable = r->deliverable,
        .unit = r->unit,
        .target_text = r->target_text,
        .baseline = r->baseline,
        .place = app__passage_place(mem, lang, d->format, r->page.is, r->line.is),
    };
    struct schedule_deadline deadline;

    if (r->deadline_text.n || r->due_day.has) {
        app__draft_deadline(mem, rules, r, &deadline);
        row.deadline_words = schedule_words_reading(mem, lang, &deadline);
    }
    return row;
}

/* A filter as the statements take it. */
struct filter {
    struct str state;
    int64_t show;
    struct store_text kind, words;
    int64_t by_place;
};

static struct filter filter_of(struct arena *mem, const struct app_draft_filter *f)
{
    struct filter x = {.state = f->show == APP_DRAFT_GONE ? STR("dropped") : STR("live"),
                       .by_place = f->document_order};
    struct str words = text_search_words(mem, f->words);

    if (f->show == APP_DRAFT_TO_CHECK)
        x.show = 1;
    else if (f->show == APP_DRAFT_FIRM)
        x.show = 2;
    else if (f->show == APP_DRAFT_CHECKED)
        x.show = 3;
    if (f->kind >= 0)
        x.kind = store_text(f->kind == DRAFT_TASK ? STR("task") : STR("target"));
    if (words.n)
        x.words = store_text(arena_printf(mem, "%%%.*s%%", STR_ARG(words)));
    return x;
}

int app_draft_row_list(struct app *a, struct app_who who, int64_t draft,
                       const struct app_draft_filter *f, struct app_page p, struct arena *mem,
                       struct app_draft_rows *ret, struct err *e)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};
    const struct filter x = filter_of(mem, f);
    const struct store_sql_draft_row_count counted = {draft, x.state, x.show, x.kind, x.words};
    const struct store_sql_draft_row_list in = {.draft = draft,
                                                .state = x.state,
                                                .show = x.show,
                                                .kind = x.kind,
                                                .words = x.words,
                                                .by_place = x.by_place,
                                                .limit = app__page_limit(p),
                                                .skip = (int64_t)p.skip};
    struct store_row_draft_row_count *count;
    struct store_row_draft_row *rows;
    struct app_draft_row *at;
    struct store_row_draft *d;
    struct schedule_rules rules;
    size_t n;
    int code;

    (void)who;
    if ((code = store_txn_read(app__store(a), &t, e)) ||
        (code = app__draft_load(&t, mem, draft, &d, e)) ||
        (code = store_draft_row_count(&t, mem, &counted, &count, e)) ||
        (code = store_draft_row_list(&t, mem, &in, &rows, &n, e)))
        return code;
    rules = app__draft_rules(mem, d);
    at = ARENA_MANY(mem, struct app_draft_row, n + 1);
    for (size_t i = 0; i < n; i++) {
        const struct store_sql_draft_body_by_version by_version = {rows[i].id};
        struct app__version v = {.is = rows[i]};

        if ((code = store_draft_body_by_version(&t, mem, &by_version, &v.bodies, &v.body_count, e)))
            return code;
        at[i] = view_row(mem, app__lang(e), d, &rules, &v);
    }
    *ret = (struct app_draft_rows){at, n, (size_t)count->count};
    return ERR_OK;
}

/* One row beside its passage */

/* Bodies that undecided words may mean, the likeliest first. */
static void add_candidates(struct arena *mem, const struct plan_org_list *orgs,
                           struct app_draft_bodies *bodies)
{
    struct app_draft_body *at = (struct app_draft_body *)bodies->at;

    for (size_t i = 0; i < bodies->n; i++)
        if (!at[i].org || at[i].certainty < 100)
            at[i].candidates = app__body_candidates(mem, orgs, at[i].words);
}

static int beside(struct store_txn *t, struct arena *mem, int64_t draft, const struct filter *x,
                  const struct store_row_draft_row *r, bool before, int64_t *ret, struct err *e)
{
    const struct store_sql_draft_row_beside in = {.draft = draft,
                                                  .state = x->state,
                                                  .show = x->show,
                                                  .kind = x->kind,
                                                  .words = x->words,
                                                  .way = (before ? 1 : 2) + 2 * x->by_place,
                                                  .doubt = r->doubt,
                                                  .place = r->place,
                                                  .row = r->row};
    struct store_row_draft_row_beside *rows;
    size_t n;
    int code = store_draft_row_beside(t, mem, &in, &rows, &n, e);

    *ret = !code && n ? rows[0].row : 0;
    return code;
}

/* Kept as they were when it was read, one a line. */
static struct str said_steps(struct arena *mem, enum lang lang, struct str steps)
{
    struct str all = STR_NONE, one;

    if (lang == LANG_VI)
        return steps;
    while (str_next(&steps, '\n', &one))
        all = arena_printf(mem, "%.*s%.*s\n", STR_ARG(all), STR_ARG(lang_again(mem, lang, one)));
    return all;
}

int app_draft_row_view(struct app *a, struct app_who who, int64_t draft, int64_t row,
                       const struct app_draft_filter *f, struct arena *mem,
                       struct app_draft_one *ret, struct err *e)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};
    const struct filter x = filter_of(mem, f);
    struct store_sql_draft_row_next next = {.draft = draft};
    struct store_row_draft_row_beside *rows;
    const struct plan_org_list *orgs;
    struct app_draft_one one = {0};
    struct schedule_rules rules;
    struct store_row_draft *d;
    struct app__version v;
    size_t n;
    int code;

    (void)who;
    if ((code = store_txn_read(app__store(a), &t, e)) ||
        (code = app__draft_load(&t, mem, draft, &d, e)) ||
        (code = app__version_load(&t, mem, draft, row, &v, e)))
        return code;
    next.place = v.is.place;
    next.row = v.is.row;
    if ((code = app__passage_around(&t, mem, app__lang(e), d->document, d->format, v.is.passage,
                                    &one.around, e)) ||
        (code = beside(&t, mem, draft, &x, &v.is, true, &one.before, e)) ||
        (code = beside(&t, mem, draft, &x, &v.is, false, &one.after, e)) ||
        (code = store_draft_row_next(&t, mem, &next, &rows, &n, e)))
        return code;
    rules = app__draft_rules(mem, d);
    one.next_to_check = n ? rows[0].row : 0;
    one.row = view_row(mem, app__lang(e), d, &rules, &v);
    one.steps = said_steps(mem, app__lang(e), v.is.steps);
    store_txn_end(&t);
    if (!(orgs = app_org_list_take(a, e)))
        return e ? (int)e->code : ERR_SYSTEM;
    add_candidates(mem, orgs, &one.row.lead);
    add_candidates(mem, orgs, &one.row.coordinating);
    app_org_list_give(a, orgs);
    *ret = one;
    return ERR_OK;
}
