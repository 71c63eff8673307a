/* The first page, and plans. */

#include "app/plan.h"

#include "web/page/page.h"
#include "web/view/compiled.h"

enum { DRAFTS = 10, SOON = 6 };

static void fill_plan(struct arena *mem, const struct app_plan_line *p, struct view_plan_row *ret)
{
    struct page__url tasks, targets;

    page__url_start(&tasks, mem, "/nhiem-vu");
    page__url_id(&tasks, "ke-hoach", p->id);
    page__url_start(&targets, mem, "/chi-tieu");
    page__url_id(&targets, "ke-hoach", p->id);
    *ret = (struct view_plan_row){
        .url = page__url_of(mem, "/ke-hoach", p->id),
        .number = p->number,
        .title = p->title,
        .issuer = p->issuer,
        .has_issued = p->has_issued,
        .issued = p->issued,
        .tasks_url = page__url_end(&tasks),
        .targets_url = page__url_end(&targets),
        .tasks = {(int64_t)p->tasks},
        .targets = {(int64_t)p->targets},
    };
}

static void fill_draft(struct arena *mem, const struct app_draft_line *d,
                       struct view_draft_row *ret)
{
    *ret = (struct view_draft_row){
        .url = page__url_of(mem, "/nhap", d->id),
        .title = d->title,
        .file = d->file_name,
        .rows = (int)d->rows,
        .done = (int)(d->rows - d->to_check),
        .left = (int)d->to_check,
        .at = {d->made_at},
    };
}

/* How tasks stand in time, each count with its list. */
static size_t fill_tiles(const struct web_request *w, int64_t plan,
                         const size_t by_time[APP_TASK_TIME__MAX], const struct view_tile **ret)
{
    static const char *const look[APP_TASK_TIME__MAX] = {
        [APP_TASK_TIME_ALL] = "all",       [APP_TASK_TIME_PASSED] = "none",
        [APP_TASK_TIME_SOON] = "due_soon", [APP_TASK_TIME_LATER] = "within",
        [APP_TASK_TIME_CYCLE] = "within",  [APP_TASK_TIME_WAITING] = "waiting",
        [APP_TASK_TIME_NONE] = "none"};
    struct view_tile *tile = ARENA_MANY(w->mem, struct view_tile, APP_TASK_TIME__MAX);

    for (int i = 0; i < APP_TASK_TIME__MAX; i++) {
        struct app_task_filter f = {.plan = plan, .time = (enum app_task_time)i};

        tile[i] = (struct view_tile){
            .url = page__task_url(w->mem, &f),
            .words = page__task_time(w, (enum app_task_time)i),
            .code = look[i],
            .count = {(int64_t)by_time[i]},
        };
    }
    *ret = tile;
    return APP_TASK_TIME__MAX;
}

static int read_drafts(struct web_request *w, const struct view_draft_row **ret, size_t *ret_n)
{
    struct app_drafts drafts;
    struct view_draft_row *row;
    int code = app_draft_list(w->app, w->who, true, (struct app_page){.limit = DRAFTS}, w->mem,
                              &drafts, w->e);

    if (code)
        return code;
    row = ARENA_MANY(w->mem, struct view_draft_row, drafts.n + 1);
    for (size_t i = 0; i < drafts.n; i++)
        fill_draft(w->mem, &drafts.at[i], &row[i]);
    *ret = row;
    *ret_n = drafts.n;
    return ERR_OK;
}

int page_plan_home(struct web_request *w)
{
    const struct app_task_filter soon = {.time = APP_TASK_TIME_SOON, .sort = APP_TASK_BY_DUE};
    struct view_home v = {0};
    struct view_task_row *row;
    struct app_tasks tasks;
    int code;

    if ((code = app_task_list(w->app, w->who, &soon, (struct app_page){.limit = SOON}, w->mem,
                              &tasks, w->e)) ||
        (code = read_drafts(w, &v.drafts.at, &v.drafts.n)))
        return code;
    row = ARENA_MANY(w->mem, struct view_task_row, tasks.n + 1);
    for (size_t i = 0; i < tasks.n; i++)
        page__task_row(w, &tasks.at[i], &row[i]);
    v.page = web__page(w, WEB__MENU_NONE, str_from(lang_text(w->lang, N_("Việc cần làm tiếp"))));
    v.soon.at = row;
    v.soon.n = tasks.n;
    v.soon_url = page__task_url(w->mem, &soon);
    v.tiles.n = fill_tiles(w, 0, tasks.by_time, &v.tiles.at);
    v.first_use = tasks.by_time[APP_TASK_TIME_ALL] == 0 && v.drafts.n == 0;
    v.today = app_today(w->app);
    view_home(&v, w->lang, http_reply_page(w->http, 200));
    return ERR_OK;
}

int page_plan_list(struct web_request *w)
{
    struct view_plan_list v = {0};
    struct view_plan_row *row;
    struct app_plans plans;
    int code;

    if ((code = app_plan_list(w->app, w->who, w->mem, &plans, w->e)) ||
        (code = read_drafts(w, &v.drafts.at, &v.drafts.n)))
        return code;
    row = ARENA_MANY(w->mem, struct view_plan_row, plans.n + 1);
    for (size_t i = 0; i < plans.n; i++)
        fill_plan(w->mem, &plans.at[i], &row[i]);
    v.page = web__page(w, WEB__MENU_PLAN, str_from(lang_text(w->lang, N_("Kế hoạch"))));
    v.plans.at = row;
    v.plans.n = plans.n;
    view_plan_list(&v, w->lang, http_reply_page(w->http, 200));
    return ERR_OK;
}

static void fill_groups(const struct web_request *w, const struct app_plan *p,
                        struct view_plan_show *v)
{
    struct view_plan_group *g = ARENA_MANY(w->mem, struct view_plan_group, p->group_count + 1);

    for (size_t i = 0; i < p->group_count; i++) {
        const struct app_plan_group *from = &p->groups[i];
        struct app_task_filter f = {.plan = p->line.id, .group = from->id};
        struct page__url targets;

        g[i] = (struct view_plan_group){
            .depth = from->depth < 4 ? from->depth + 1 : 5,
            .no = from->no,
            .name = from->name,
            .tasks = {(int64_t)from->tasks},
            .targets = {(int64_t)from->targets},
        };
        if (from->tasks)
            g[i].tasks_url = page__task_url(w->mem, &f);
        if (from->targets) {
            page__url_start(&targets, w->mem, "/chi-tieu");
            page__url_id(&targets, "ke-hoach", p->line.id);
            page__url_id(&targets, "nhom", from->id);
            g[i].targets_url = page__url_end(&targets);
        }
    }
    v->groups.at = g;
    v->groups.n = p->group_count;
}

static void fill_orgs(const struct web_request *w, const struct app_plan *p,
                      struct view_plan_show *v)
{
    struct view_plan_org *o = ARENA_MANY(w->mem, struct view_plan_org, p->org_count + 1);

    for (size_t i = 0; i < p->org_count; i++) {
        struct app_task_filter f = {.plan = p->line.id, .org = p->orgs[i].org.id};

        o[i] = (struct view_plan_org){
            .url = page__url_of(w->mem, "/co-quan", p->orgs[i].org.id),
            .name = p->orgs[i].org.name,
            .lead_url = page__task_url(w->mem, &f),
            .lead = {(int64_t)p->orgs[i].lead},
            .coordinating = {(int64_t)p->orgs[i].coordinating},
        };
    }
    v->orgs.at = o;
    v->orgs.n = p->org_count;
}

static void fill_versions(const struct web_request *w, const struct app_plan *p,
                          struct view_plan_show *v)
{
    struct view_plan_version *o = ARENA_MANY(w->mem, struct view_plan_version,
                                             p->version_count + 1);

    for (size_t i = 0; i < p->version_count; i++)
        o[i] = (struct view_plan_version){
            .number = p->versions[i].number,
            .document_url = page__url_of(w->mem, "/van-ban", p->versions[i].document),
            .document = p->versions[i].document_number.n ? p->versions[i].document_number
                                                         : p->line.title,
            .reason = p->versions[i].reason,
            .at = {p->versions[i].recorded_at},
        };
    v->versions.at = o;
    v->versions.n = p->version_count;
}

int page_plan_show(struct web_request *w)
{
    struct view_plan_show v = {0};
    struct app_plan p;
    struct page__url sheet;
    int64_t id;
    int code;

    if ((code = page__id(w, &id)) || (code = app_plan_view(w->app, w->who, id, w->mem, &p, w->e)))
        return code;
    v.page = web__page(w, WEB__MENU_PLAN, p.line.number.n ? p.line.number : p.line.title);
    v.page.crumbs.at = page__crumb(w, "/ke-hoach", str_from(lang_text(w->lang, N_("Kế hoạch"))));
    v.page.crumbs.n = 1;
    fill_plan(w->mem, &p.line, &v.plan);
    v.document_url = page__url_of(w->mem, "/van-ban", p.line.document);
    if (p.draft)
        v.draft_url = page__url_of(w->mem, "/nhap", p.draft);
    page__url_start(&sheet, w->mem, "/nhiem-vu.xlsx");
    page__url_id(&sheet, "ke-hoach", p.line.id);
    v.sheet_url = page__url_end(&sheet);
    v.tiles.n = fill_tiles(w, p.line.id, p.by_time, &v.tiles.at);
    fill_groups(w, &p, &v);
    fill_orgs(w, &p, &v);
    fill_versions(w, &p, &v);
    v.today = app_today(w->app);
    view_plan_show(&v, w->lang, http_reply_page(w->http, 200));
    return ERR_OK;
}
