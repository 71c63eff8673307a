#include "app/draft_priv.h"
#include "app/org.h"
#include "text/clean.h"

enum { NAME_BYTES = 8000, FIELD_BYTES = 4000 };

/* A field of the form is wrong: which, and why. */
static int wrong(struct err *e, const char *field, const char *sentence)
{
    err_set(e, ERR_USAGE, "%s", err_text(e, sentence));
    if (e)
        e->field = field;
    return ERR_USAGE;
}

static struct app__version copy_of(const struct app__version *v)
{
    struct app__version copy = *v;

    copy.is.id = 0;
    return copy;
}

/* Correcting */

struct field {
    const char *name;
    struct str words, *into;
    size_t most;
};

/* Words of the form as the base keeps them. */
static int take_words(struct app__edit *x, const struct app_draft_change *c,
                      struct store_row_draft_row *r, struct err *e)
{
    const struct field fields[] = {
        {"no", c->no, &r->no, 100},
        {"heading", c->heading, &r->heading, FIELD_BYTES},
        {"name", c->name, &r->name, NAME_BYTES},
        {"deadline_text", c->deadline_text, &r->deadline_text, FIELD_BYTES},
        {"deliverable", c->deliverable, &r->deliverable, FIELD_BYTES},
        {"unit", c->unit, &r->unit, 400},
        {"target_text", c->target_text, &r->target_text, FIELD_BYTES},
        {"baseline", c->baseline, &r->baseline, FIELD_BYTES},
    };

    for (size_t i = 0; i < COUNT(fields); i++) {
        struct str words = text_clean(x->mem, fields[i].words, true);

        if (words.n > fields[i].most)
            return wrong(e, fields[i].name, N_("Ô này dài quá mức cho phép."));
        *fields[i].into = words.p ? words : STR("");
    }
    if (r->name.n == 0)
        return wrong(e, "name", N_("Hãy ghi tên nhiệm vụ hoặc chỉ tiêu."));
    return ERR_OK;
}

/* Words that were corrected are read anew; a day that a person has set holds. */
static int take_deadline(struct app__edit *x, const struct app_draft_change *c,
                         const struct store_row_draft_row *before, struct store_row_draft_row *r,
                         struct err *e)
{
    struct schedule_rules rules;
    struct schedule_deadline d;

    if (c->due_fixed && !c->has_due && c->deadline_text.n == 0)
        return wrong(e, "due", N_("Hãy ghi ngày đến hạn, hoặc để lời văn quyết định."));
    if (before->due_fixed || !str_is(r->deadline_text, before->deadline_text)) {
        rules = app__draft_rules(x->mem, x->draft);
        schedule_deadline_read(x->mem, r->deadline_text, &rules, &d);
        r->deadline_kinds = d.kinds;
        r->start_day = d.has_start ? store_day(d.start) : (struct store_day){0};
        r->due_day = d.has_due ? store_day(d.due) : (struct store_day){0};
    }
    r->due_fixed = c->due_fixed;
    if (c->due_fixed)
        r->due_day = c->has_due ? store_day(c->due) : (struct store_day){0};
    return ERR_OK;
}

static int take_bodies(struct app__edit *x, const struct plan_org_list *orgs,
                       const struct app_draft_change *c, const struct app__version *before,
                       struct app__version *after, struct err *e)
{
    struct app__bodies b = {.x = x, .orgs = orgs, .before = before};
    int code;

    for (size_t i = 0; i < c->lead_count; i++)
        if ((code = app__body_choose(&b, "lead", &c->lead[i], e)))
            return code;
    for (size_t i = 0; i < c->coordinating_count; i++)
        if ((code = app__body_choose(&b, "coordinating", &c->coordinating[i], e)))
            return code;
    after->bodies = b.at;
    after->body_count = b.n;
    return ERR_OK;
}

static int change(struct app__edit *x, const struct plan_org_list *orgs, int64_t row,
                  int64_t version, const struct app_draft_change *c, struct err *e)
{
    struct app__version before, after;
    int code;

    if ((code = app__edit_live_row(x, row, version, &before, e)))
        return code;
    after = copy_of(&before);
    if ((code = take_words(x, c, &after.is, e)) ||
        (code = take_deadline(x, c, &before.is, &after.is, e)) ||
        (code = take_bodies(x, orgs, c, &before, &after, e)))
        return code;
    after.is.kind = c->kind == DRAFT_TASK ? STR("task") : STR("target");
    after.is.checked = true;
    after.is.restored = STR("");
    return app__edit_put(x, &before, &after, e);
}

int app_draft_row_change(struct app *a, struct app_who who, int64_t draft, int64_t row,
                         int64_t version, const struct app_draft_change *c, struct err *e)
{
    CLEANUP(app__edit_end) struct app__edit x = {0};
    const struct plan_org_list *orgs = app_org_list_take(a, e);
    int code;

    if (!orgs)
        return e ? (int)e->code : ERR_SYSTEM;
    if ((code = app__edit_open(a, who, draft, "draft.edit.change", row, &x, e)) == ERR_OK &&
        (code = change(&x, orgs, row, version, c, e)) == ERR_OK)
        code = app__edit_commit(&x, e);
    app_org_list_give(a, orgs);
    return code;
}

/* Right as it stands: what was proposed for a body is confirmed, and counts as said again. */
static int confirm_bodies(struct app__edit *x, struct app__version *v, struct err *e)
{
    struct store_row_draft_body *at = ARENA_MANY(x->mem, struct store_row_draft_body,
                                                 v->body_count + 1);
    int code = ERR_OK;

    for (size_t i = 0; i < v->body_count && !code; i++) {
        at[i] = v->bodies[i];
        if (!at[i].org.has || app__version_decided(&at[i]))
            continue;
        at[i].certainty = 100;
        code = app__alias_teach(x, at[i].org.is, at[i].words, e);
    }
    v->bodies = at;
    return code;
}

int app_draft_row_check(struct app *a, struct app_who who, int64_t draft, int64_t row,
                        int64_t version, struct err *e)
{
    CLEANUP(app__edit_end) struct app__edit x = {0};
    struct app__version before, after;
    int code;

    if ((code = app__edit_open(a, who, draft, "draft.edit.check", row, &x, e)) ||
        (code = app__edit_live_row(&x, row, version, &before, e)))
        return code;
    if (before.is.checked)
        return ERR_OK; /* an edit that did nothing is none */
    after = copy_of(&before);
    after.is.checked = true;
    if ((code = confirm_bodies(&x, &after, e)) || (code = app__edit_put(&x, &before, &after, e)))
        return code;
    return app__edit_commit(&x, e);
}

static int set_state(struct app *a, struct app_who who, int64_t draft, int64_t row, int64_t version,
                     const char *act, const char *state, struct err *e)
{
    CLEANUP(app__edit_end) struct app__edit x = {0};
    struct app__version before, after;
    int code;

    if ((code = app__edit_open(a, who, draft, act, row, &x, e)) ||
        (code = app__edit_row(&x, row, version, &before, e)))
        return code;
    after = copy_of(&before);
    after.is.state = str_from(state);
    if (str_is(after.is.state, before.is.state))
        return ERR_OK;
    if ((code = app__edit_put(&x, &before, &after, e)))
        return code;
    return app__edit_commit(&x, e);
}

int app_draft_row_drop(struct app *a, struct app_who who, int64_t draft, int64_t row,
                       int64_t version, struct err *e)
{
    return set_state(a, who, draft, row, version, "draft.edit.drop", "dropped", e);
}

int app_draft_row_restore(struct app *a, struct app_who who, int64_t draft, int64_t row,
                          int64_t version, struct err *e)
{
    return set_state(a, who, draft, row, version, "draft.edit.restore", "live", e);
}

/* Splitting, merging, adding */

/* The live row before or behind in the document; 0 for none. */
static int find_beside(struct app__edit *x, const struct store_row_draft_row *r, bool before,
                       int64_t *ret, struct err *e)
{
    const struct store_sql_draft_row_beside in = {.draft = x->draft->id,
                                                  .state = STR("live"),
                                                  .way = before ? 3 : 4,
                                                  .place = r->place,
                                                  .row = r->row};
    struct store_row_draft_row_beside *rows;
    size_t n;
    int code = store_draft_row_beside(&x->t, x->mem, &in, &rows, &n, e);

    *ret = !code && n ? rows[0].row : 0;
    return code;
}

/* A new row of this draft that stands behind `r`: its number, and the middle of what is left there.
 * Where nothing is left it shares the place and stands behind by its number. */
static int place_behind(struct app__edit *x, const struct store_row_draft_row *r,
                        struct store_row_draft_row *ret, struct err *e)
{
    const struct store_sql_draft_row_last in = {x->draft->id};
    struct store_row_draft_row_last *last;
    struct app__version next;
    int64_t row;
    int code;

    if ((code = store_draft_row_last(&x->t, x->mem, &in, &last, e)) ||
        (code = r ? find_beside(x, r, false, &row, e) : ERR_OK))
        return code;
    ret->row = last->row + 1;
    ret->place = last->place + APP__PLACE_GAP;
    if (!r || row == 0)
        return ERR_OK;
    if ((code = app__version_load(&x->t, x->mem, x->draft->id, row, &next, e)))
        return code;
    ret->place = r->place + (next.is.place - r->place) / 2;
    return ERR_OK;
}

static bool is_boundary(struct str s, size_t at)
{
    return at > 0 && at < s.n && ((unsigned char)s.p[at] & 0xC0) != 0x80;
}

int app_draft_row_split(struct app *a, struct app_who who, int64_t draft, int64_t row,
                        int64_t version, size_t at, int64_t *ret_row, struct err *e)
{
    CLEANUP(app__edit_end) struct app__edit x = {0};
    struct app__version before, first, second;
    int code;

    if ((code = app__edit_open(a, who, draft, "draft.edit.split", row, &x, e)) ||
        (code = app__edit_live_row(&x, row, version, &before, e)))
        return code;
    first = second = copy_of(&before);
    first.is.name = str_trim(str_cut(before.is.name, 0, at));
    second.is.name = str_trim(str_rest(before.is.name, at));
    if (!is_boundary(before.is.name, at) || first.is.name.n == 0 || second.is.name.n == 0)
        return wrong(e, "at", N_("Chỗ tách phải nằm giữa tên, có chữ ở cả hai bên."));
    first.is.restored = second.is.restored = STR("");
    if ((code = place_behind(&x, &before.is, &second.is, e)) ||
        (code = app__edit_put(&x, &before, &first, e)) ||
        (code = app__edit_put(&x, NULL, &second, e)) || (code = app__edit_commit(&x, e)))
        return code;
    *ret_row = second.is.row;
    return ERR_OK;
}

static struct str joined(struct arena *mem, struct str a, struct str b)
{
    return a.n == 0                   ? b
           : b.n == 0 || str_is(a, b) ? a
                                      : arena_printf(mem, "%.*s\n%.*s", STR_ARG(a), STR_ARG(b));
}

static bool has_body(const struct app__version *v, const struct store_row_draft_body *b)
{
    for (size_t i = 0; i < v->body_count; i++)
        if (str_is(v->bodies[i].role, b->role) &&
            (str_is(v->bodies[i].words, b->words) ||
             (b->org.has && v->bodies[i].org.has && v->bodies[i].org.is == b->org.is)))
            return true;
    return false;
}

/* Leads of both, then the others of both, each once. */
static void unite_bodies(struct arena *mem, struct app__version *v, const struct app__version *with)
{
    static const char *const roles[] = {"lead", "coordinating"};
    struct app__version all = {.bodies = ARENA_MANY(mem, struct store_row_draft_body,
                                                    v->body_count + with->body_count + 1)};
    const struct app__version *from[] = {v, with};

    for (size_t role = 0; role < COUNT(roles); role++)
        for (size_t k = 0; k < COUNT(from); k++)
            for (size_t i = 0; i < from[k]->body_count; i++)
                if (str_is(from[k]->bodies[i].role, str_from(roles[role])) &&
                    !has_body(&all, &from[k]->bodies[i]))
                    all.bodies[all.body_count++] = from[k]->bodies[i];
    v->bodies = all.bodies;
    v->body_count = all.body_count;
}

static void fill(struct str *into, struct str from)
{
    if (into->n == 0)
        *into = from;
}

static void merge(struct arena *mem, struct app__version *v, const struct app__version *with)
{
    struct store_row_draft_row *r = &v->is;
    const struct store_row_draft_row *s = &with->is;

    r->name = joined(mem, r->name, s->name);
    r->restored = STR("");
    if (r->deadline_text.n == 0 && !r->due_fixed) {
        r->deadline_text = s->deadline_text;
        r->deadline_kinds = s->deadline_kinds;
        r->start_day = s->start_day;
        r->due_day = s->due_day;
        r->due_fixed = s->due_fixed;
    }
    r->deliverable = joined(mem, r->deliverable, s->deliverable);
    fill(&r->unit, s->unit);
    fill(&r->target_text, s->target_text);
    fill(&r->baseline, s->baseline);
    r->checked = r->checked && s->checked;
    if (str_is(s->certainty, STR("tentative"))) {
        r->certainty = s->certainty;
        fill(&r->reason, s->reason);
    }
    unite_bodies(mem, v, with);
}

int app_draft_row_merge(struct app *a, struct app_who who, int64_t draft, int64_t row,
                        int64_t version, int64_t *ret_row, struct err *e)
{
    CLEANUP(app__edit_end) struct app__edit x = {0};
    struct app__version second, before, after;
    int64_t into;
    int code;

    if ((code = app__edit_open(a, who, draft, "draft.edit.merge", row, &x, e)) ||
        (code = app__edit_live_row(&x, row, version, &second, e)) ||
        (code = find_beside(&x, &second.is, true, &into, e)))
        return code;
    if (into == 0)
        return err_set(e, ERR_CONFLICT, N_("Trước dòng này không có dòng nào để gộp vào."));
    if ((code = app__version_load(&x.t, x.mem, draft, into, &before, e)))
        return code;
    if (!str_is(before.is.kind, second.is.kind))
        return err_set(e, ERR_CONFLICT,
                       N_("Không gộp được nhiệm vụ với chỉ tiêu; hãy sửa loại của dòng trước."));
    after = copy_of(&before);
    merge(x.mem, &after, &second);
    if ((code = app__edit_put(&x, &before, &after, e)) ||
        (code = app__edit_put(&x, &second, NULL, e)) || (code = app__edit_commit(&x, e)))
        return code;
    *ret_row = into;
    return ERR_OK;
}

int app_draft_row_add(struct app *a, struct app_who who, int64_t draft, int64_t row,
                      enum draft_kind kind, int64_t *ret_row, struct err *e)
{
    CLEANUP(app__edit_end) struct app__edit x = {0};
    struct app__version before = {0}, added = {0};
    int code;

    if ((code = app__edit_open(a, who, draft, "draft.edit.add", row, &x, e)) ||
        (code = row ? app__version_load(&x.t, x.mem, draft, row, &before, e) : ERR_OK))
        return code;
    added.is = (struct store_row_draft_row){.state = STR("live"),
                                            .kind = kind == DRAFT_TASK ? STR("task")
                                                                       : STR("target"),
                                            .certainty = STR("tentative"),
                                            .source = STR("person"),
                                            .reason = STR(N_("dòng do người xem thêm vào")),
                                            .heading = row ? before.is.heading : STR(""),
                                            .deadline_kinds = SCHEDULE_NONE,
                                            .passage = row ? before.is.passage : 0};
    if ((code = place_behind(&x, row ? &before.is : NULL, &added.is, e)) ||
        (code = app__edit_put(&x, NULL, &added, e)) || (code = app__edit_commit(&x, e)))
        return code;
    *ret_row = added.is.row;
    return ERR_OK;
}
