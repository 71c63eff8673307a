#include "app/task.h"

#include <stdlib.h>

#include "app/app_priv.h"
#include "schedule/words.h"

enum { SOON_DAYS = 30, COMMON = 1000 /* tasks with the words that are searched for */ };

static const struct day never = {INT32_MIN}, ever = {INT32_MAX};

const char *app_task_time_name(enum app_task_time time)
{
    static const char *const names[] = {
        [APP_TASK_TIME_ALL] = N_("Tất cả"),
        [APP_TASK_TIME_PASSED] = N_("Đã qua thời hạn"),
        [APP_TASK_TIME_SOON] = N_("Đến hạn trong 30 ngày"),
        [APP_TASK_TIME_LATER] = N_("Còn hạn"),
        [APP_TASK_TIME_CYCLE] = N_("Thường xuyên, định kỳ"),
        [APP_TASK_TIME_WAITING] = N_("Chờ văn bản, sự kiện"),
        [APP_TASK_TIME_NONE] = N_("Không có ngày"),
    };

    return names[time < APP_TASK_TIME__MAX ? time : APP_TASK_TIME_ALL];
}

enum app_task_time app__task_time(uint32_t kinds, bool due_fixed, struct store_day due,
                                  struct day today)
{
    if (!due_fixed && kinds & (SCHEDULE_TRIGGER | SCHEDULE_CONDITIONAL))
        return APP_TASK_TIME_WAITING;
    if (due.has)
        return due.is.n < today.n                ? APP_TASK_TIME_PASSED
               : due.is.n <= today.n + SOON_DAYS ? APP_TASK_TIME_SOON
                                                 : APP_TASK_TIME_LATER;
    if (kinds & (SCHEDULE_TRIGGER | SCHEDULE_CONDITIONAL | SCHEDULE_RELATIVE))
        return APP_TASK_TIME_WAITING;
    return kinds & (SCHEDULE_ONGOING | SCHEDULE_RECURRING) ? APP_TASK_TIME_CYCLE
                                                           : APP_TASK_TIME_NONE;
}

static struct store_int64 or_any(int64_t id)
{
    return (struct store_int64){id != 0, id};
}

static struct store_text words_of(const struct app__count_key *key)
{
    return (struct store_text){key->words.n != 0, key->words};
}

/* Whether more than COMMON tasks have them, which is cheap to ask. */
static int are_common(struct store_txn *t, struct arena *mem, struct str words, bool *ret,
                      struct err *e)
{
    struct store_sql_search_find in = {
        .words = words,
        .from_id = (int64_t)APP__ENTRY_TASK << APP__ENTRY_SHIFT,
        .to_id = ((int64_t)(APP__ENTRY_TASK + 1) << APP__ENTRY_SHIFT) - 1,
        .limit = COMMON + 1,
    };
    struct store_row_search_found *rows;
    size_t n = 0;
    int r = words.n ? store_search_find(t, mem, &in, &rows, &n, e) : ERR_OK;

    *ret = n > COMMON;
    return r;
}

int app__task_count(struct app *a, struct store_txn *t, struct arena *mem,
                    const struct app__count_key *key, size_t ret[APP_TASK_TIME__MAX], struct err *e)
{
    struct store_sql_task_time in = {.plan = or_any(key->plan),
                                     .in_group = or_any(key->group),
                                     .org = or_any(key->org),
                                     .any_role = key->any_role,
                                     .without_lead = key->without_lead,
                                     .words = words_of(key),
                                     .today = key->today,
                                     .soon = {key->today.n + SOON_DAYS}};
    struct store_row_task_time *rows;
    size_t by_time[APP_TASK_TIME__MAX] = {0}, n;
    bool common;
    int r;

    if (app__count_find(a, key, ret))
        return ERR_OK;
    if ((r = are_common(t, mem, key->words, &common, e)))
        return r;
    if (common) {
        in.common = in.words;
        in.words.has = false;
    }
    if ((r = store_task_time(t, mem, &in, &rows, &n, e)))
        return r;
    for (size_t i = 0; i < n; i++) {
        if (rows[i].time > APP_TASK_TIME_ALL && rows[i].time < APP_TASK_TIME__MAX)
            by_time[rows[i].time] += (size_t)rows[i].count;
        by_time[APP_TASK_TIME_ALL] += (size_t)rows[i].count;
    }
    app__count_keep(a, key, by_time);
    memcpy(ret, by_time, sizeof(by_time));
    return ERR_OK;
}

/* What a filter asks for, but for its time; `*nothing` where no word can be found. */
static struct app__count_key key_of(struct app *a, struct arena *mem,
                                    const struct app_task_filter *f, bool *nothing)
{
    struct app__count_key key = {.version = app_version(a),
                                 .today = app_today(a),
                                 .plan = f->plan,
                                 .group = f->group,
                                 .org = f->org,
                                 .any_role = f->org && f->org_coordinating,
                                 .without_lead = f->without_lead};

    if (f->words.n)
        key.words = app__search_words(a, mem, f->words);
    *nothing = str_trim(f->words).n && key.words.n == 0;
    return key;
}

static struct store_sql_task_page page_of(const struct app__count_key *key,
                                          const struct app_task_filter *f)
{
    struct store_sql_task_page in = {.plan = or_any(key->plan),
                                     .in_group = or_any(key->group),
                                     .org = or_any(key->org),
                                     .any_role = key->any_role,
                                     .without_lead = key->without_lead,
                                     .words = words_of(key),
                                     .sort = f->sort,
                                     .due_to = ever};
    struct day soon = {key->today.n + SOON_DAYS};

    switch (f->time) {
    case APP_TASK_TIME_PASSED:
        in.due_from = store_day(never);
        in.due_to.n = key->today.n - 1;
        break;
    case APP_TASK_TIME_SOON:
        in.due_from = store_day(key->today);
        in.due_to = soon;
        break;
    case APP_TASK_TIME_LATER:
        in.due_from.has = true;
        in.due_from.is.n = soon.n + 1;
        break;
    case APP_TASK_TIME_ALL:
    case APP_TASK_TIME__MAX:
        return in;
    case APP_TASK_TIME_CYCLE:
    case APP_TASK_TIME_WAITING:
    case APP_TASK_TIME_NONE:
        in.standing = store_int64(f->time);
        return in;
    }
    in.standing = store_int64(0);
    return in;
}

static struct app_task_line line_of(struct arena *mem, const struct store_row_task_line *row,
                                    struct day today)
{
    return (struct app_task_line){
        .id = row->id,
        .plan = row->plan,
        .no = row->no,
        .name = row->name,
        .lead = app__list_orgs(mem, row->lead),
        .deadline_text = row->deadline_text,
        .deadline_kinds = (uint32_t)row->deadline_kinds,
        .has_due = row->due.has,
        .due = row->due.is,
        .days_left = row->due.has ? row->due.is.n - today.n : 0,
        .time = app__task_time((uint32_t)row->deadline_kinds, row->due_fixed, row->due, today),
        .deliverable = row->deliverable.is,
        .plan_number = row->plan_number,
    };
}

int app__task_ids(struct app *a, struct store_txn *t, struct arena *mem,
                  const struct app_task_filter *f, struct app_page p,
                  struct store_row_task_id **ret, size_t *n, struct err *e)
{
    bool nothing;
    struct app__count_key key = key_of(a, mem, f, &nothing);
    struct store_sql_task_page page = page_of(&key, f);

    page.limit = (int64_t)p.limit;
    page.skip = (int64_t)p.skip;
    *n = 0;
    return nothing ? ERR_OK : store_task_page(t, mem, &page, ret, n, e);
}

int app_task_list(struct app *a, struct app_who who, const struct app_task_filter *f,
                  struct app_page p, struct arena *mem, struct app_tasks *ret, struct err *e)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};
    bool nothing;
    struct app__count_key key = key_of(a, mem, f, &nothing);
    struct store_sql_task_page page = page_of(&key, f);
    struct store_sql_task_lines in;
    struct store_row_task_id *ids;
    struct store_row_task_line *rows;
    struct app_tasks found = {.version = key.version};
    struct app_task_line *lines;
    int r;

    (void)who;
    page.limit = app__page_limit(p);
    page.skip = (int64_t)p.skip;
    if (nothing) {
        *ret = found;
        return ERR_OK;
    }
    if ((r = store_txn_read(a->store, &t, e)) ||
        (r = app__task_count(a, &t, mem, &key, found.by_time, e)))
        return r;
    if (page.words.has && found.by_time[APP_TASK_TIME_ALL] > COMMON) {
        page.common = page.words;
        page.words.has = false;
    }
    if ((r = store_task_page(&t, mem, &page, &ids, &found.n, e)))
        return r;
    in.ids = app__list_ids(mem, ids, found.n, sizeof(*ids));
    if (found.n && (r = store_task_lines(&t, mem, &in, &rows, &found.n, e)))
        return r;
    lines = ARENA_MANY(mem, struct app_task_line, found.n);
    for (size_t i = 0; i < found.n; i++)
        lines[i] = line_of(mem, &rows[i], key.today);
    found.at = lines;
    found.total = found.by_time[f->time < APP_TASK_TIME__MAX ? f->time : APP_TASK_TIME_ALL];
    *ret = found;
    return ERR_OK;
}
