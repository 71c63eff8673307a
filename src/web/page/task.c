/* Tasks: the list with its filters, one task, the list as a spreadsheet. */

#include "app/task.h"

#include <inttypes.h>

#include "web/page/page.h"
#include "web/view/compiled.h"

enum { WORDS, ORG, PLAN, GROUP, TIME, ROLE, UNGIVEN, SORT, PAGE, PARAMS };

static const char *const time_codes[] = {"tat-ca",  "da-qua",      "sap-toi",    "con-han",
                                         "dinh-ky", "cho-su-kien", "khong-ngay", NULL};
static const char *const role_codes[] = {"chu-tri", "moi", NULL};
static const char *const sort_codes[] = {"so", "han", NULL};

static const struct http_param params[PARAMS] = {
    [WORDS] = {.name = "q", .label = N_("Từ cần tìm"), .kind = HTTP_PARAM_TEXT, .max = 200},
    [ORG] = {.name = "co-quan", .label = N_("Cơ quan"), .kind = HTTP_PARAM_ID},
    [PLAN] = {.name = "ke-hoach", .label = N_("Kế hoạch"), .kind = HTTP_PARAM_ID},
    [GROUP] = {.name = "nhom", .label = N_("Nhóm"), .kind = HTTP_PARAM_ID},
    [TIME] = {.name = "han", .label = N_("Thời hạn"), .kind = HTTP_PARAM_CODE, .codes = time_codes},
    [ROLE] = {.name = "vai", .label = N_("Vai trò"), .kind = HTTP_PARAM_CODE, .codes = role_codes},
    [UNGIVEN] = {.name = "chua-giao", .label = N_("Chưa giao"), .kind = HTTP_PARAM_BOOL},
    [SORT] = {.name = "xep", .label = N_("Sắp xếp"), .kind = HTTP_PARAM_CODE, .codes = sort_codes},
    [PAGE] =
        {.name = "trang", .label = N_("Trang"), .kind = HTTP_PARAM_INT, .min = 1, .max = 100000},
};

static struct app_task_filter filter_of(const struct http_value v[PARAMS])
{
    return (struct app_task_filter){
        .plan = v[PLAN].id,
        .group = v[GROUP].id,
        .org = v[ORG].id,
        .org_coordinating = v[ROLE].code == 1,
        .time = (enum app_task_time)v[TIME].code,
        .without_lead = v[UNGIVEN].yes,
        .words = v[WORDS].text,
        .sort = v[SORT].code == 1 ? APP_TASK_BY_DUE : APP_TASK_BY_PLAN,
    };
}

/* The list under this filter; page 1 needs no number. */
static struct str address(struct arena *mem, const char *path, const struct app_task_filter *f,
                          int page)
{
    struct page__url u;

    page__url_start(&u, mem, path);
    page__url_text(&u, "q", f->words);
    page__url_id(&u, "co-quan", f->org);
    page__url_id(&u, "ke-hoach", f->plan);
    page__url_id(&u, "nhom", f->group);
    if (f->time)
        page__url_text(&u, "han", str_from(time_codes[f->time]));
    if (f->org_coordinating)
        page__url_text(&u, "vai", STR("moi"));
    if (f->without_lead)
        page__url_text(&u, "chua-giao", STR("1"));
    if (f->sort == APP_TASK_BY_DUE)
        page__url_text(&u, "xep", STR("han"));
    page__url_id(&u, "trang", page > 1 ? page : 0);
    return page__url_end(&u);
}

struct str page__task_url(struct arena *mem, const struct app_task_filter *f)
{
    return address(mem, "/nhiem-vu", f, 1);
}

struct list_address {
    struct arena *mem;
    const struct app_task_filter *filter;
};
static struct str page_address(void *ctx, int page)
{
    const struct list_address *a = ctx;

    return address(a->mem, "/nhiem-vu", a->filter, page);
}

struct str page__task_time(const struct web_request *w, enum app_task_time time)
{
    return str_from(lang_text(w->lang, app_task_time_name(time)));
}

struct view_chip page__task_chip(const struct web_request *w, enum app_task_time time,
                                 int days_left)
{
    static const struct {
        const char *code, *icon;
    } look[] = {
        [APP_TASK_TIME_ALL] = {"idle", "circle-dashed"},
        [APP_TASK_TIME_PASSED] = {"idle", "calendar"},
        [APP_TASK_TIME_SOON] = {"due_soon", "alert-triangle"},
        [APP_TASK_TIME_LATER] = {"within", "progress"},
        [APP_TASK_TIME_CYCLE] = {"within", "repeat"},
        [APP_TASK_TIME_WAITING] = {"waiting", "hourglass"},
        [APP_TASK_TIME_NONE] = {"idle", "circle-dashed"},
    };
    struct view_chip chip = {.code = look[time].code, .icon = look[time].icon};

    if (time == APP_TASK_TIME_PASSED)
        chip.words = arena_printf(w->mem, lang_count(w->lang, N_("Qua hạn %d ngày"), -days_left),
                                  -days_left);
    else if (time == APP_TASK_TIME_SOON && days_left == 0)
        chip.words = str_from(lang_text(w->lang, N_("Đến hạn hôm nay")));
    else if (time == APP_TASK_TIME_SOON || time == APP_TASK_TIME_LATER)
        chip.words = arena_printf(w->mem, lang_count(w->lang, N_("Còn %d ngày"), days_left),
                                  days_left);
    else
        chip.words = page__task_time(w, time);
    return chip;
}

void page__task_row(const struct web_request *w, const struct app_task_line *t,
                    struct view_task_row *ret)
{
    *ret = (struct view_task_row){
        .url = page__url_of(w->mem, "/nhiem-vu", t->id),
        .no = t->no,
        .name = t->name,
        .deadline = t->deadline_text,
        .has_due = t->has_due,
        .due = t->due,
        .chip = page__task_chip(w, t->time, t->days_left),
        .plan = t->plan_number,
    };
    ret->lead.at = page__orgs(w->mem, &t->lead);
    ret->lead.n = t->lead.n;
}

static void fill_tabs(const struct web_request *w, const struct app_task_filter *f,
                      const struct app_tasks *tasks, struct view_task_list *v)
{
    struct view_tab *tab = ARENA_MANY(w->mem, struct view_tab, APP_TASK_TIME__MAX);
    size_t n = 0;

    for (int i = 0; i < APP_TASK_TIME__MAX; i++) {
        struct app_task_filter other = *f;

        if (i && tasks->by_time[i] == 0 && (int)f->time != i)
            continue;
        other.time = (enum app_task_time)i;
        tab[n++] = (struct view_tab){
            .url = address(w->mem, "/nhiem-vu", &other, 1),
            .words = page__task_time(w, (enum app_task_time)i),
            .count = {(int64_t)tasks->by_time[i]},
            .on = (int)f->time == i,
        };
    }
    v->tabs.at = tab;
    v->tabs.n = n;
}

static int filter_count(const struct app_task_filter *f)
{
    return (f->words.n > 0) + (f->org != 0) + (f->plan != 0) + (f->group != 0) + (f->time != 0) +
           f->without_lead;
}

static void fill_list(const struct web_request *w, const struct app_task_filter *f, int page,
                      const struct app_tasks *tasks, const struct app_choices *choice,
                      struct view_task_list *v)
{
    struct view_task_row *row = ARENA_MANY(w->mem, struct view_task_row, tasks->n + 1);
    struct list_address a = {w->mem, f};
    struct app_task_filter sorted = *f;

    for (size_t i = 0; i < tasks->n; i++)
        page__task_row(w, &tasks->at[i], &row[i]);
    for (size_t i = 0; i < tasks->n; i++)
        if (!row[i].plan.n)
            row[i].plan_name = page__plan_name(w->mem, tasks->at[i].plan, choice);
    v->rows.at = row;
    v->rows.n = tasks->n;
    v->orgs.at = page__choices(w->mem, choice->orgs, choice->org_count, f->org);
    v->orgs.n = choice->org_count;
    v->plans.at = page__choices(w->mem, choice->plans, choice->plan_count, f->plan);
    v->plans.n = choice->plan_count;
    v->words = f->words;
    v->group = f->group;
    v->any_role = f->org_coordinating;
    v->without_lead = f->without_lead;
    v->time = f->time ? time_codes[f->time] : "";
    v->by_due = f->sort == APP_TASK_BY_DUE;
    sorted.sort = APP_TASK_BY_DUE;
    v->by_due_url = address(w->mem, "/nhiem-vu", &sorted, 1);
    sorted.sort = APP_TASK_BY_PLAN;
    v->by_plan_url = address(w->mem, "/nhiem-vu", &sorted, 1);
    v->sheet_url = address(w->mem, "/nhiem-vu.xlsx", f, 1);
    v->csv_url = address(w->mem, "/nhiem-vu.csv", f, 1);
    fill_tabs(w, f, tasks, v);
    v->first.n = (page - 1) * PAGE_ROWS + 1;
    v->last.n = v->first.n + (int64_t)tasks->n - 1;
    v->total.n = (int64_t)tasks->total;
    v->paged = page__pager(w->mem, tasks->total, page, page_address, &a, &v->pager);
    v->filters = filter_count(f);
    v->no_task = choice->plan_count == 0;
    v->today = app_today(w->app);
}

int page_task_list(struct web_request *w)
{
    struct http_value in[PARAMS];
    struct app_task_filter f;
    struct app_choices choice;
    struct app_tasks tasks;
    struct view_task_list v = {0};
    int code, page;

    if ((code = http_param_read(w->http, params, PARAMS, in, w->e)))
        return code;
    f = filter_of(in);
    page = in[PAGE].has ? (int)in[PAGE].number : 1;
    if ((code = app_task_list(w->app, w->who, &f,
                              (struct app_page){(size_t)(page - 1) * PAGE_ROWS, PAGE_ROWS}, w->mem,
                              &tasks, w->e)) ||
        (code = app_choice_list(w->app, w->who, tasks.version, w->mem, &choice, w->e)))
        return code;
    if (tasks.n == 0 && tasks.total)
        return page__last(w, tasks.total, page_address, &(struct list_address){w->mem, &f});
    v.page = web__page(w, WEB__MENU_TASK, str_from(lang_text(w->lang, N_("Nhiệm vụ"))));
    fill_list(w, &f, page, &tasks, &choice, &v);
    view_task_list(&v, w->lang, http_reply_page(w->http, 200));
    return ERR_OK;
}

static int export(struct web_request *w, enum app_task_format format, const char *type,
                  struct str name)
{
    struct http_value in[PARAMS];
    struct app_task_filter f;
    int code, fd;

    if ((code = http_param_read(w->http, params, PARAMS, in, w->e)))
        return code;
    f = filter_of(in);
    if ((code = app_task_export(w->app, w->who, &f, format, &fd, w->e)))
        return code;
    return http_reply_file(w->http, fd, name, type, w->e);
}

int page_task_sheet(struct web_request *w)
{
    return export(w, APP_TASK_XLSX,
                  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                  STR("nhiem-vu.xlsx"));
}

int page_task_csv(struct web_request *w)
{
    return export(w, APP_TASK_CSV, "text/csv; charset=utf-8", STR("nhiem-vu.csv"));
}

/* One task ------------------------------------------------------------------------------------- */

static const char *role_words(struct str role)
{
    if (str_is(role, STR("co_lead")))
        return N_("đồng chủ trì");
    if (str_is(role, STR("monitoring")))
        return N_("theo dõi");
    return NULL;
}

static void fill_bodies(const struct web_request *w, const struct app_task *t,
                        struct view_task_show *v)
{
    struct view_task_body *lead = ARENA_MANY(w->mem, struct view_task_body, t->body_count + 1),
                          *rest = ARENA_MANY(w->mem, struct view_task_body, t->body_count + 1);

    v->lead.at = lead;
    v->coordinating.at = rest;
    for (size_t i = 0; i < t->body_count; i++) {
        const struct app_task_body *b = &t->bodies[i];
        const char *role = role_words(b->role);
        struct view_task_body body = {
            .org = {b->org.id ? page__url_of(w->mem, "/co-quan", b->org.id) : STR_NONE,
                    b->org.name},
            .words = str_is(b->words, b->org.name) ? STR_NONE : b->words,
            .role = role ? str_from(lang_text(w->lang, role)) : STR_NONE,
        };

        if (str_is(b->role, STR("coordinating")))
            rest[v->coordinating.n++] = body;
        else
            lead[v->lead.n++] = body;
    }
}

static void fill_task(const struct web_request *w, const struct app_task *t,
                      struct view_task_show *v)
{
    const struct page__mark marks[] = {{t->line.name, NULL},
                                       {t->name_read, NULL},
                                       {t->lead_text, NULL},
                                       {t->coordinating_text, NULL},
                                       {t->line.deadline_text, NULL}};
    struct view_crumb *crumb = ARENA_MANY(w->mem, struct view_crumb, 2);

    crumb[0] = (struct view_crumb){STR("/ke-hoach"), str_from(lang_text(w->lang, N_("Kế hoạch")))};
    crumb[1] = (struct view_crumb){page__url_of(w->mem, "/ke-hoach", t->line.plan),
                                   page__short(w->mem, t->line.plan_number, t->plan_title)};
    v->page.crumbs.at = crumb;
    v->page.crumbs.n = 2;
    v->no = t->line.no;
    v->name = t->line.name;
    v->name_read = str_is(t->name_read, t->line.name) ? STR_NONE : t->name_read;
    v->chip = page__task_chip(w, t->line.time, t->line.days_left);
    v->heading = t->heading;
    fill_bodies(w, t, v);
    v->deadline_text = t->line.deadline_text;
    v->deadline_words = t->deadline_words;
    v->due_fixed = t->due_fixed;
    v->deliverables.at = t->deliverables;
    v->deliverables.n = t->deliverable_count;
    v->document_url = page__url_of(w->mem, "/van-ban", t->document);
    v->document_words = t->document_number.n ? t->document_number : t->plan_title;
    page__task_history(w, t, v);
    v->source = page__passage(w, &t->around, STR_NONE, t->document, marks, COUNT(marks));
    if (t->before)
        v->before_url = page__url_of(w->mem, "/nhiem-vu", t->before);
    if (t->after)
        v->after_url = page__url_of(w->mem, "/nhiem-vu", t->after);
    v->today = app_today(w->app);
}

int page_task_show(struct web_request *w)
{
    struct view_task_show v = {0};
    struct app_task t;
    int64_t id;
    int code;

    if ((code = page__id(w, &id)) || (code = app_task_view(w->app, w->who, id, w->mem, &t, w->e)))
        return code;
    v.page = web__page(w, WEB__MENU_TASK, t.line.name);
    fill_task(w, &t, &v);
    view_task_show(&v, w->lang, http_reply_page(w->http, 200));
    return ERR_OK;
}
