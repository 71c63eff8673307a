#include "app/draft_priv.h"

void app__edit_end(struct app__edit *x)
{
    store_txn_end(&x->t);
    arena_freep(&x->mem);
}

static int closed(const struct store_row_draft *d, struct err *e)
{
    if (str_is(d->state, STR("open")))
        return ERR_OK;
    if (str_is(d->state, STR("confirmed")))
        return err_set(e, ERR_CONFLICT,
                       N_("Bản dự thảo này đã được xác nhận thành kế hoạch nên không sửa được."));
    return err_set(e, ERR_CONFLICT, N_("Bản dự thảo này đã bị bỏ nên không sửa được."));
}

int app__edit_begin(struct app *a, struct app_who who, int64_t draft, const char *act,
                    struct app__edit *ret, struct err *e)
{
    struct app__edit *x = ret;
    struct store_row_draft *row;
    int code;

    x->a = a;
    x->who = who;
    x->mem = arena_new(0);
    if ((code = store_txn_write(app__store(a), &x->t, e)) ||
        (code = app__draft_load(&x->t, x->mem, draft, &row, e)) || (code = closed(row, e)) ||
        (code = app__audit_open(a, who, &x->t, act, "draft", draft, &x->audit, e)))
        return code;
    x->draft = row;
    return ERR_OK;
}

int app__edit_open(struct app *a, struct app_who who, int64_t draft, const char *act, int64_t row,
                   struct app__edit *ret, struct err *e)
{
    struct app__edit *x = ret;
    int code = app__edit_begin(a, who, draft, act, x, e);
    struct store_sql_draft_edit_add add = {.draft = draft,
                                           .kind = str_from(act + strlen("draft.edit.")),
                                           .row = row,
                                           .audit = x->audit.id,
                                           .at = x->audit.at,
                                           .account = x->audit.account};
    struct store_sql_draft_edit_count_set count = {.draft = draft};

    if (code)
        return code;
    add.number = count.edit = x->number = x->draft->edit + 1;
    if ((code = store_draft_edit_add(&x->t, &add, e)))
        return code;
    return store_draft_edit_count_set(&x->t, &count, e);
}

int app__edit_row(struct app__edit *x, int64_t row, int64_t version, struct app__version *ret,
                  struct err *e)
{
    struct app__version v;
    int code = app__version_load(&x->t, x->mem, x->draft->id, row, &v, e);

    if (code)
        return code;
    if (v.is.id != version)
        return err_set(e, ERR_CONFLICT,
                       N_("Dòng này vừa được người khác sửa. Hãy xem bản mới rồi sửa lại."));
    *ret = v;
    return ERR_OK;
}

int app__edit_live_row(struct app__edit *x, int64_t row, int64_t version, struct app__version *ret,
                       struct err *e)
{
    struct app__version v;
    int code = app__edit_row(x, row, version, &v, e);

    if (code)
        return code;
    if (str_is(v.is.state, STR("dropped")))
        return err_set(e, ERR_CONFLICT, N_("Dòng này đã bị bỏ; hãy lấy lại dòng trước khi sửa."));
    *ret = v;
    return ERR_OK;
}

int app__edit_commit(struct app__edit *x, struct err *e)
{
    return store_txn_commit(&x->t, e);
}

/* What changed, field by field */

struct field {
    const char *name;
    struct str before, after;
};

static struct str iso(struct arena *mem, struct store_day day)
{
    char text[11];

    return day.has ? arena_copy(mem, str_from(day_iso(day.is, text))) : STR("");
}

/* "Sở Nội vụ; Đội 389 = ?": the bodies of a role by the name they are matched to. */
static struct str bodies(struct arena *mem, const struct app__version *v, const char *role)
{
    struct str all = STR("");

    for (size_t i = 0; i < v->body_count; i++) {
        const struct store_row_draft_body *b = &v->bodies[i];

        if (str_is(b->role, str_from(role)))
            all = arena_printf(mem, "%.*s%s%.*s = %.*s", STR_ARG(all), all.n ? "; " : "",
                               STR_ARG(b->words),
                               STR_ARG(app__version_decided(b) ? b->org_name.is : STR("?")));
    }
    return all;
}

/* The fields of a version as text; all without words for none. */
static size_t fields(struct arena *mem, const struct app__version *v, struct str out[32])
{
    static const struct app__version none;
    const struct store_row_draft_row *r = v ? &v->is : &none.is;
    const struct str all[] = {
        r->state,
        r->kind,
        r->no,
        r->heading,
        r->name,
        bodies(mem, v ? v : &none, "lead"),
        bodies(mem, v ? v : &none, "coordinating"),
        r->deadline_text,
        v ? schedule_deadline_kind_text(mem, (uint32_t)r->deadline_kinds) : STR(""),
        iso(mem, r->start_day),
        iso(mem, r->due_day),
        r->due_fixed ? STR("true") : STR(""),
        r->deliverable,
        r->unit,
        r->target_text,
        r->baseline,
        r->checked ? STR("true") : STR(""),
    };

    memcpy(out, all, sizeof(all));
    return COUNT(all);
}

static int tell_changes(struct app__edit *x, const struct app__version *before,
                        const struct app__version *after, int64_t version, struct err *e)
{
    static const char *const names[] = {"state",        "kind",          "no",
                                        "heading",      "name",          "lead",
                                        "coordinating", "deadline_text", "deadline_kinds",
                                        "start_day",    "due_day",       "due_fixed",
                                        "deliverable",  "unit",          "target_text",
                                        "baseline",     "checked"};
    struct str was[32], is[32];
    size_t n = fields(x->mem, before, was);
    int code = ERR_OK;

    fields(x->mem, after, is);
    for (size_t i = 0; i < n && i < COUNT(names) && !code; i++)
        code = app__audit_change(&x->audit, "draft_row", version, names[i],
                                 before ? was[i] : STR_NONE, after ? is[i] : STR_NONE, e);
    return code;
}

int app__edit_put(struct app__edit *x, const struct app__version *before,
                  const struct app__version *after, struct err *e)
{
    int64_t version = before ? before->is.id : 0;
    int code;

    if (before) {
        const struct store_sql_draft_row_end end = {before->is.id, x->number};

        if ((code = store_draft_row_end(&x->t, &end, e)))
            return code;
    }
    if (after && (code = app__version_add(&x->t, x->draft->id, x->number, after, &version, e)))
        return code;
    return tell_changes(x, before, after, version, e);
}
