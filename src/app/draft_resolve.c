#include "app/draft_priv.h"
#include "text/fold.h"

/* A decision with its words folded and its body known. */
struct decision {
    struct str folded, words;
    int64_t org;
    struct str name;
};

static int decide(struct app__edit *x, const struct app_draft_resolve *r, struct decision *ret,
                  struct err *e)
{
    const struct store_sql_org_short by_id = {r->org};
    struct store_row_org_short *org;
    size_t n;
    int code;

    *ret = (struct decision){text_fold_only(x->mem, r->words), r->words, r->org, r->words};
    if (ret->folded.n == 0)
        return err_set(e, ERR_USAGE, N_("Chưa ghi tên cơ quan."));
    if (r->org == 0)
        return app__org_add(x->a, x->who, &x->t, x->mem, str_trim(r->words), r->type, &ret->org, e);
    if ((code = store_org_short(&x->t, x->mem, &by_id, &org, &n, e)))
        return code;
    if (n == 0)
        return err_set(e, ERR_NOT_FOUND, N_("Cơ quan được chọn không có trong danh mục."));
    ret->name = org->name;
    return app__alias_teach(x, r->org, r->words, e);
}

/* Undecided bodies of a row get what was decided for their words; false: none has such words. */
static bool apply(struct app__edit *x, struct app__version *v, const struct decision *d, size_t n)
{
    struct store_row_draft_body *at = ARENA_MANY(x->mem, struct store_row_draft_body,
                                                 v->body_count + 1);
    bool any = false;

    for (size_t i = 0; i < v->body_count; i++) {
        struct str folded;

        at[i] = v->bodies[i];
        if (app__version_decided(&at[i]))
            continue;
        folded = text_fold_only(x->mem, at[i].words);
        for (size_t k = 0; k < n; k++) {
            if (!str_is(folded, d[k].folded))
                continue;
            at[i].org = store_int64(d[k].org);
            at[i].org_name = store_text(d[k].name);
            at[i].name = d[k].name;
            at[i].certainty = 100;
            any = true;
        }
    }
    v->bodies = at;
    return any;
}

int app_draft_resolve(struct app *a, struct app_who who, int64_t draft,
                      const struct app_draft_resolve *r, size_t n, struct err *e)
{
    CLEANUP(app__edit_end) struct app__edit x = {0};
    struct decision *decisions;
    struct app__version *rows;
    size_t count;
    bool any = false;
    int code;

    if (n == 0)
        return ERR_OK;
    if ((code = app__edit_open(a, who, draft, "draft.edit.resolve", 0, &x, e)))
        return code;
    decisions = ARENA_MANY(x.mem, struct decision, n);
    for (size_t i = 0; i < n; i++)
        if ((code = decide(&x, &r[i], &decisions[i], e)))
            return code;
    if ((code = app__version_all(&x.t, x.mem, draft, false, &rows, &count, e)))
        return code;
    for (size_t i = 0; i < count; i++) {
        struct app__version after = rows[i];

        if (!apply(&x, &after, decisions, n))
            continue;
        any = true;
        if ((code = app__edit_put(&x, &rows[i], &after, e)))
            return code;
    }
    if (!any) /* decided from an older page; a new body would be nobody's */
        return err_set(e, ERR_CONFLICT, N_("Không còn dòng nào có tên cơ quan chưa rõ như vậy."));
    return app__edit_commit(&x, e);
}
