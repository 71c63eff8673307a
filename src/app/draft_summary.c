#include <stdlib.h>

#include "app/draft_priv.h"
#include "app/org.h"
#include "text/fold.h"

enum { UNMATCHED_MAX = 200 };

static bool has_decided_lead(const struct app__version *v)
{
    for (size_t i = 0; i < v->body_count; i++)
        if (str_is(v->bodies[i].role, STR("lead")) && app__version_decided(&v->bodies[i]))
            return true;
    return false;
}

static int compare_ids(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

/* How many bodies of the list get work. */
static size_t count_bodies(struct arena *mem, const struct app__version *rows, size_t n)
{
    int64_t *ids = NULL;
    size_t count = 0, room = 0, distinct = 0;

    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < rows[i].body_count; k++)
            if (app__version_decided(&rows[i].bodies[k]))
                ARENA_PUSH(mem, ids, count, room, rows[i].bodies[k].org.is);
    if (count)
        qsort(ids, count, sizeof(*ids), compare_ids);
    for (size_t i = 0; i < count; i++)
        distinct += i == 0 || ids[i] != ids[i - 1];
    return distinct;
}

static void count_rows(const struct app__version *rows, size_t n, struct app_draft_summary *ret)
{
    for (size_t i = 0; i < n; i++) {
        const struct store_row_draft_row *r = &rows[i].is;
        bool task = str_is(r->kind, STR("task"));

        if (str_trim(r->name).n == 0)
            continue; /* confirming leaves it out */
        ret->tasks += task;
        ret->targets += !task;
        ret->to_check += r->doubt < 3;
        ret->without_lead += task && !has_decided_lead(&rows[i]);
        ret->without_deadline += task && r->deadline_text.n == 0 && !r->due_day.has;
        ret->unread_deadline += !r->due_fixed &&
                                ((uint32_t)r->deadline_kinds & SCHEDULE_UNREAD) != 0;
    }
}

/* Words that differ only in case or marks are one name. */
static void gather(struct arena *mem, const struct plan_org_list *orgs,
                   const struct store_row_draft_body_undecided *rows, size_t n,
                   struct app_draft_summary *ret)
{
    struct app_draft_unmatched *at = ARENA_MANY(mem, struct app_draft_unmatched, UNMATCHED_MAX);
    struct str folded[UNMATCHED_MAX];
    size_t count = 0;

    for (size_t i = 0; i < n; i++) {
        struct str own = text_fold_only(mem, rows[i].words);
        size_t k = 0;

        while (k < count && !str_is(folded[k], own))
            k++;
        if (k == UNMATCHED_MAX)
            continue;
        if (k == count) {
            folded[count] = own;
            at[count++] = (struct app_draft_unmatched){
                .words = rows[i].words,
                .candidates = app__body_candidates(mem, orgs, rows[i].words)};
        }
        at[k].rows += (size_t)rows[i].rows;
    }
    ret->unmatched = at;
    ret->unmatched_count = count;
}

int app_draft_summary(struct app *a, struct app_who who, int64_t draft, struct arena *mem,
                      struct app_draft_summary *ret, struct err *e)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};
    const struct store_sql_draft_body_undecided undecided = {draft, PLAN_ORG_KNOWN};
    struct store_sql_document_by_number same = {STR_NONE, 0};
    struct store_row_draft_body_undecided *names;
    struct store_row_document_known *found;
    const struct plan_org_list *orgs;
    struct app_draft_summary sum = {0};
    struct app__version *rows;
    struct store_row_draft *d;
    size_t n, name_count, found_count = 0;
    int code;

    (void)who;
    if ((code = store_txn_read(app__store(a), &t, e)) ||
        (code = app__draft_load(&t, mem, draft, &d, e)) ||
        (code = app__version_all(&t, mem, draft, true, &rows, &n, e)) ||
        (code = store_draft_body_undecided(&t, mem, &undecided, &names, &name_count, e)))
        return code;
    same.number_key = d->number_key;
    same.but = d->document;
    if (d->number_key.n &&
        (code = store_document_by_number(&t, mem, &same, &found, &found_count, e)))
        return code;
    store_txn_end(&t);
    if (found_count && !str_is(found->state, STR("cited")))
        sum.same_number = found->id;
    sum.changes = d->changes;
    count_rows(rows, n, &sum);
    sum.bodies = count_bodies(mem, rows, n);
    if (!(orgs = app_org_list_take(a, e)))
        return e ? (int)e->code : ERR_SYSTEM;
    gather(mem, orgs, names, name_count, &sum);
    app_org_list_give(a, orgs);
    *ret = sum;
    return ERR_OK;
}
