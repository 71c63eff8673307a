#include "app/plan.h"

#include "app/app_priv.h"

static struct app_plan_line line_of(const struct store_row_plan_line *row)
{
    return (struct app_plan_line){.id = row->id,
                                  .document = row->document,
                                  .title = row->title,
                                  .number = row->number,
                                  .issuer = row->issuer,
                                  .has_issued = row->issued.has,
                                  .issued = row->issued.is,
                                  .version = (int)row->version,
                                  .tasks = (size_t)row->tasks,
                                  .targets = (size_t)row->targets};
}

int app_plan_list(struct app *a, struct app_who who, struct arena *mem, struct app_plans *ret,
                  struct err *e)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};
    struct store_row_plan_line *rows;
    struct app_plan_line *lines;
    size_t n;
    int r;

    (void)who;
    if ((r = store_txn_read(a->store, &t, e)) || (r = store_plan_list(&t, mem, &rows, &n, e)))
        return r;
    lines = ARENA_MANY(mem, struct app_plan_line, n);
    for (size_t i = 0; i < n; i++)
        lines[i] = line_of(&rows[i]);
    *ret = (struct app_plans){lines, n};
    return ERR_OK;
}

/* Groups are kept behind their parents. */
static int read_groups(struct store_txn *t, struct arena *mem, int64_t plan, struct app_plan *ret,
                       struct err *e)
{
    struct store_sql_plan_group_by_plan in = {plan};
    struct store_row_plan_group *rows;
    struct app_plan_group *groups;
    size_t n;
    int r = store_plan_group_by_plan(t, mem, &in, &rows, &n, e);

    if (r)
        return r;
    groups = ARENA_MANY(mem, struct app_plan_group, n);
    for (size_t i = 0; i < n; i++) {
        groups[i] = (struct app_plan_group){.id = rows[i].id,
                                            .no = rows[i].no,
                                            .name = rows[i].name,
                                            .tasks = (size_t)rows[i].tasks,
                                            .targets = (size_t)rows[i].targets};
        for (size_t k = i; rows[i].parent.has && k-- > 0;)
            if (groups[k].id == rows[i].parent.is) {
                groups[i].depth = groups[k].depth + 1;
                break;
            }
    }
    ret->groups = groups;
    ret->group_count = n;
    return ERR_OK;
}

static int read_orgs(struct store_txn *t, struct arena *mem, int64_t plan, struct app_plan *ret,
                     struct err *e)
{
    struct store_sql_plan_org in = {plan};
    struct store_row_plan_org *rows;
    struct app_plan_org *orgs;
    size_t n;
    int r = store_plan_org(t, mem, &in, &rows, &n, e);

    if (r)
        return r;
    orgs = ARENA_MANY(mem, struct app_plan_org, n);
    for (size_t i = 0; i < n; i++)
        orgs[i] = (struct app_plan_org){
            {rows[i].id, rows[i].name}, (size_t)rows[i].lead, (size_t)rows[i].coordinating};
    ret->orgs = orgs;
    ret->org_count = n;
    return ERR_OK;
}

static int read_versions(struct store_txn *t, struct arena *mem, int64_t plan, struct app_plan *ret,
                         struct err *e)
{
    struct store_sql_plan_version_by_plan in = {plan};
    struct store_row_plan_version *rows;
    struct app_plan_version *versions;
    size_t n;
    int r = store_plan_version_by_plan(t, mem, &in, &rows, &n, e);

    if (r)
        return r;
    versions = ARENA_MANY(mem, struct app_plan_version, n);
    for (size_t i = 0; i < n; i++)
        versions[i] = (struct app_plan_version){.number = (int)rows[i].number,
                                                .document = rows[i].document,
                                                .document_number = rows[i].document_number,
                                                .reason = rows[i].reason,
                                                .recorded_at = rows[i].recorded_at};
    ret->versions = versions;
    ret->version_count = n;
    return ERR_OK;
}

int app_plan_view(struct app *a, struct app_who who, int64_t plan, struct arena *mem,
                  struct app_plan *ret, struct err *e)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};
    struct store_sql_plan_by_id in = {plan};
    struct store_sql_plan_draft draft_in = {plan};
    struct app__count_key key = {.version = app_version(a), .today = app_today(a), .plan = plan};
    struct store_row_plan_line *row;
    struct store_row_plan_draft *drafts;
    struct app_plan found = {0};
    size_t n;
    int r;

    (void)who;
    if ((r = store_txn_read(a->store, &t, e)))
        return r;
    r = store_plan_by_id(&t, mem, &in, &row, e);
    if (r == ERR_NOT_FOUND)
        return err_set(e, r, N_("Không có kế hoạch này."));
    if (r || (r = store_plan_draft(&t, mem, &draft_in, &drafts, &n, e)) ||
        (r = read_groups(&t, mem, plan, &found, e)) || (r = read_orgs(&t, mem, plan, &found, e)) ||
        (r = read_versions(&t, mem, plan, &found, e)) ||
        (r = app__task_count(a, &t, mem, &key, found.by_time, e)))
        return r;
    found.line = line_of(row);
    found.draft = n ? drafts[0].id : 0;
    *ret = found;
    return ERR_OK;
}
