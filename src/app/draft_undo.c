#include "app/draft_priv.h"

/* "2026-01-20" of a change; no day for anything else. */
static struct store_day day_read(struct str s)
{
    int part[3] = {0}, k = 0;
    struct day day;

    for (size_t i = 0; i < s.n && k < 3; i++) {
        if (s.p[i] == '-')
            k++;
        else if (part[k] < 100000)
            part[k] = part[k] * 10 + (s.p[i] - '0');
    }
    return s.n == 10 && day_from_ymd(part[0], part[1], part[2], &day) ? store_day(day)
                                                                      : (struct store_day){0};
}

/* The head of the document as it was before the edit. */
static int undo_head(struct app__edit *x, const struct store_row_draft_edit *edit, struct err *e)
{
    const struct store_sql_change_by_audit by_audit = {edit->audit, STR("document")};
    struct store_row_draft *d = (struct store_row_draft *)x->draft;
    struct store_row_change *change;
    struct store_sql_document_head_set set;
    size_t n;
    int code;

    if ((code = store_change_by_audit(&x->t, x->mem, &by_audit, &change, &n, e)) || n == 0)
        return code;
    for (size_t i = 0; i < n; i++) {
        struct str before = change[i].before.is;

        if (str_is(change[i].field, STR("number")))
            d->number = before;
        else if (str_is(change[i].field, STR("type")))
            d->type = before;
        else if (str_is(change[i].field, STR("issuer")))
            d->issuer = before;
        else if (str_is(change[i].field, STR("abstract")))
            d->abstract = before;
        else if (str_is(change[i].field, STR("issued_day")))
            d->issued = day_read(before);
    }
    set = (struct store_sql_document_head_set){
        .id = d->document,
        .number = d->number,
        .number_key = app__document_key(x->mem, d->number, d->issued.has, d->issued.is),
        .type = d->type,
        .issuer = d->issuer,
        .issued_day = d->issued,
        .abstract = d->abstract};
    return store_document_head_set(&x->t, &set, e);
}

static int undo(struct app__edit *x, const struct store_row_draft_edit *edit, struct err *e)
{
    const struct store_sql_draft_row_unbegin unbegin = {x->draft->id, edit->number};
    const struct store_sql_draft_row_reopen reopen = {x->draft->id, edit->number};
    const struct store_sql_draft_edit_undone undone = {x->draft->id, edit->number, x->audit.at};
    int code;

    if ((code = store_draft_row_unbegin(&x->t, &unbegin, e)) ||
        (code = store_draft_row_reopen(&x->t, &reopen, e)) || (code = undo_head(x, edit, e)) ||
        (code = app__alias_untaught(x, edit->audit, e)) ||
        (code = store_draft_edit_undone(&x->t, &undone, e)))
        return code;
    return app__audit_change(&x->audit, "draft", x->draft->id, "undone", STR_NONE,
                             arena_printf(x->mem, "%lld", (long long)edit->number), e);
}

int app_draft_undo(struct app *a, struct app_who who, int64_t draft, int64_t *ret_row,
                   struct err *e)
{
    CLEANUP(app__edit_end) struct app__edit x = {0};
    const struct store_sql_draft_edit_last last = {draft};
    struct store_row_draft_edit *edit;
    size_t n;
    int code;

    if ((code = app__edit_begin(a, who, draft, "draft.undo", &x, e)) ||
        (code = store_draft_edit_last(&x.t, x.mem, &last, &edit, &n, e)))
        return code;
    if (n == 0)
        return err_set(e, ERR_EMPTY, N_("Không còn lần sửa nào để hoàn tác."));
    if ((code = undo(&x, &edit[0], e)) || (code = app__edit_commit(&x, e)))
        return code;
    *ret_row = str_is(edit[0].kind, STR("add")) ? 0 : edit[0].row;
    return ERR_OK;
}
