#include "app/app_priv.h"
#include "schedule/words.h"

/* One task with all that is known of it. */

struct str app__task_deadline(struct arena *mem, enum lang lang, uint32_t kinds,
                              struct store_day start, struct store_day due)
{
    struct schedule_deadline d = {.kinds = kinds,
                                  .has_start = start.has,
                                  .has_due = due.has,
                                  .start = start.is,
                                  .due = due.is,
                                  .hour = -1,
                                  .minute = -1};

    return schedule_words_reading(mem, lang, &d);
}

static int read_bodies(struct store_txn *t, struct arena *mem, int64_t task, struct app_task *ret,
                       struct err *e)
{
    struct store_sql_assignment_list in = {.task = store_int64(task)};
    struct store_row_assignment *rows;
    struct app_task_body *bodies;
    struct app_org *leads;
    size_t n, k = 0;
    int r = store_assignment_list(t, mem, &in, &rows, &n, e);

    if (r)
        return r;
    bodies = ARENA_MANY(mem, struct app_task_body, n);
    leads = ARENA_MANY(mem, struct app_org, n);
    for (size_t i = 0; i < n; i++) {
        bodies[i] = (struct app_task_body){
            {rows[i].org.is, rows[i].name.is}, rows[i].words, rows[i].role};
        if (!rows[i].org.has)
            bodies[i].org.name = rows[i].words;
        if (str_ends(rows[i].role, STR("lead"))) /* lead, co_lead: these stand first */
            leads[k++] = bodies[i].org;
    }
    ret->bodies = bodies;
    ret->body_count = n;
    ret->line.lead = (struct app_orgs){leads, k};
    return ERR_OK;
}

static int read_deliverables(struct store_txn *t, struct arena *mem, int64_t task,
                             struct app_task *ret, struct err *e)
{
    struct store_sql_deliverable_by_task in = {task};
    struct store_row_deliverable *rows;
    struct str *names, all = STR("");
    size_t n;
    int r = store_deliverable_by_task(t, mem, &in, &rows, &n, e);

    if (r)
        return r;
    names = ARENA_MANY(mem, struct str, n);
    for (size_t i = 0; i < n; i++) {
        names[i] = rows[i].name;
        all = i ? arena_printf(mem, "%.*s; %.*s", STR_ARG(all), STR_ARG(names[i])) : names[i];
    }
    ret->deliverables = names;
    ret->deliverable_count = n;
    ret->line.deliverable = all;
    return ERR_OK;
}

static int read_history(struct store_txn *t, struct arena *mem, int64_t task, struct app_task *ret,
                        struct err *e)
{
    struct store_sql_task_history in = {task};
    struct store_row_task_told *rows;
    struct app_task_change *history;
    size_t n;
    int r = store_task_history(t, mem, &in, &rows, &n, e);

    if (r)
        return r;
    history = ARENA_MANY(mem, struct app_task_change, n);
    for (size_t i = 0; i < n; i++)
        history[i] = (struct app_task_change){.at = rows[i].at,
                                              .who = rows[i].who,
                                              .act = rows[i].act,
                                              .field = rows[i].field,
                                              .before = rows[i].before.is,
                                              .after = rows[i].after.is};
    ret->history = history;
    ret->history_count = n;
    return ERR_OK;
}

static int read_beside(struct store_txn *t, struct arena *mem, const struct store_row_task_one *row,
                       int64_t task, struct app_task *ret, struct err *e)
{
    struct store_sql_task_beside in = {row->plan, row->place, task, false};
    struct store_row_task_id *ids;
    size_t n;
    int r = store_task_beside(t, mem, &in, &ids, &n, e);

    if (r)
        return r;
    ret->before = n ? ids[0].id : 0;
    in.behind = true;
    if ((r = store_task_beside(t, mem, &in, &ids, &n, e)))
        return r;
    ret->after = n ? ids[0].id : 0;
    return ERR_OK;
}

static void fill(struct arena *mem, enum lang lang, int64_t task, struct day today,
                 const struct store_row_task_one *row, struct app_task *ret)
{
    struct app_task_line *line = &ret->line;

    line->id = task;
    line->plan = row->plan;
    line->no = row->no;
    line->name = row->name;
    line->deadline_text = row->deadline_text;
    line->deadline_kinds = (uint32_t)row->deadline_kinds;
    line->has_due = row->due.has;
    line->due = row->due.is;
    line->days_left = row->due.has ? row->due.is.n - today.n : 0;
    line->time = app__task_time(line->deadline_kinds, row->due_fixed, row->due, today);
    line->plan_number = row->plan_number;
    ret->heading = app__list_heading(mem, row->group_no, row->group_name);
    ret->lead_text = row->lead_text;
    ret->coordinating_text = row->coordinating_text;
    ret->deadline_words = app__task_deadline(mem, lang, line->deadline_kinds, row->start, row->due);
    ret->name_read = row->name_read;
    ret->has_start = row->start.has;
    ret->start = row->start.is;
    ret->due_fixed = row->due_fixed;
    ret->document = row->document;
    ret->document_number = row->document_number;
    ret->plan_title = row->plan_title;
}

int app_task_view(struct app *a, struct app_who who, int64_t task, struct arena *mem,
                  struct app_task *ret, struct err *e)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};
    struct store_sql_task_by_id in = {task};
    struct store_row_task_one *row;
    struct app_task found = {0};
    int r;

    (void)who;
    if ((r = store_txn_read(a->store, &t, e)))
        return r;
    r = store_task_by_id(&t, mem, &in, &row, e);
    if (r == ERR_NOT_FOUND)
        return err_set(e, r, N_("Không có nhiệm vụ này."));
    if (r || (r = read_bodies(&t, mem, task, &found, e)) ||
        (r = read_deliverables(&t, mem, task, &found, e)) ||
        (r = read_history(&t, mem, task, &found, e)) ||
        (r = read_beside(&t, mem, row, task, &found, e)) ||
        (r = app__passage_around(&t, mem, app__lang(e), row->document, row->format.is, row->passage,
                                 &found.around, e)))
        return r;
    fill(mem, app__lang(e), task, app_today(a), row, &found);
    *ret = found;
    return ERR_OK;
}
