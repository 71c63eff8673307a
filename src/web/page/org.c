/* Bodies: the list, one with its aliases, which are given and taken back here. */

#include "app/org.h"

#include <inttypes.h>

#include "web/page/page.h"
#include "web/view/compiled.h"

enum { WORDS, TYPE, WORK, PAGE, PARAMS };
enum { TASKS = 8 };

const struct page__org_type page__org_types[PAGE__ORG_TYPES] = {
    {"state", N_("Cơ quan nhà nước")},     {"party", N_("Cơ quan Đảng, đoàn thể")},
    {"vertical", N_("Cơ quan ngành dọc")}, {"commune", N_("Xã, phường, đặc khu")},
    {"enterprise", N_("Doanh nghiệp")},    {"association", N_("Hội, hiệp hội")},
    {"school", N_("Trường, viện")},        {"portal", N_("Cổng, báo, đài")},
    {"group", N_("Nhóm cơ quan")},         {"post", N_("Chức danh")},
};

static const char *const type_codes[] = {"state",      "party",       "vertical", "commune",
                                         "enterprise", "association", "school",   "portal",
                                         "group",      "post",        NULL};

static struct str type_words(const struct web_request *w, struct str code)
{
    for (size_t i = 0; i < PAGE__ORG_TYPES; i++)
        if (str_is(code, str_from(page__org_types[i].code)))
            return str_from(lang_text(w->lang, page__org_types[i].words));
    return code;
}

struct list_address {
    struct arena *mem;
    const struct app_org_filter *filter;
};

static struct str address(void *ctx, int page)
{
    const struct list_address *a = ctx;
    struct page__url u;

    page__url_start(&u, a->mem, "/co-quan");
    page__url_text(&u, "q", a->filter->words);
    page__url_text(&u, "loai", a->filter->type);
    page__url_id(&u, "viec", a->filter->with_work);
    page__url_id(&u, "trang", page > 1 ? page : 0);
    return page__url_end(&u);
}

static struct str tasks_of(struct arena *mem, int64_t org, bool any_role)
{
    struct app_task_filter f = {.org = org, .org_coordinating = any_role};

    return page__task_url(mem, &f);
}

static void fill_list(const struct web_request *w, const struct app_org_filter *f, int page,
                      const struct app_org_lines *orgs, struct view_org_list *v)
{
    struct view_org_row *row = ARENA_MANY(w->mem, struct view_org_row, orgs->n + 1);
    struct view_code *type = ARENA_MANY(w->mem, struct view_code, PAGE__ORG_TYPES);
    struct list_address a = {w->mem, f};

    for (size_t i = 0; i < orgs->n; i++) {
        const struct app_org_line *o = &orgs->at[i];

        row[i] = (struct view_org_row){
            .url = page__url_of(w->mem, "/co-quan", o->id),
            .name = o->name,
            .type = type_words(w, o->type),
            .lead_url = o->lead ? tasks_of(w->mem, o->id, false) : STR_NONE,
            .lead = {(int64_t)o->lead},
            .coordinating = {(int64_t)o->coordinating},
            .aliases = {(int64_t)o->aliases},
            .ended = o->ended,
        };
    }
    for (size_t i = 0; i < PAGE__ORG_TYPES; i++)
        type[i] = (struct view_code){page__org_types[i].code,
                                     str_from(lang_text(w->lang, page__org_types[i].words)),
                                     str_is(f->type, str_from(page__org_types[i].code))};
    v->rows.at = row;
    v->rows.n = orgs->n;
    v->types.at = type;
    v->types.n = PAGE__ORG_TYPES;
    v->words = f->words;
    v->with_work = f->with_work;
    v->first.n = (page - 1) * PAGE_ROWS + 1;
    v->last.n = v->first.n + (int64_t)orgs->n - 1;
    v->total.n = (int64_t)orgs->total;
    v->paged = page__pager(w->mem, orgs->total, page, address, &a, &v->pager);
}

int page_org_list(struct web_request *w)
{
    static const struct http_param params[PARAMS] = {
        [WORDS] = {.name = "q", .label = N_("Từ cần tìm"), .kind = HTTP_PARAM_TEXT, .max = 200},
        [TYPE] = {.name = "loai",
                  .label = N_("Loại cơ quan"),
                  .kind = HTTP_PARAM_CODE,
                  .codes = type_codes},
        [WORK] = {.name = "viec", .label = N_("Phạm vi"), .kind = HTTP_PARAM_BOOL},
        [PAGE] = {.name = "trang",
                  .label = N_("Trang"),
                  .kind = HTTP_PARAM_INT,
                  .min = 1,
                  .max = 100000},
    };
    struct http_value in[PARAMS];
    struct app_org_filter f;
    struct app_org_lines orgs;
    struct view_org_list v = {0};
    int code, page;

    if ((code = http_param_read(w->http, params, PARAMS, in, w->e)))
        return code;
    f = (struct app_org_filter){.words = in[WORDS].text,
                                .type = in[TYPE].has ? str_from(type_codes[in[TYPE].code])
                                                     : STR_NONE,
                                .with_work = in[WORK].yes};
    page = in[PAGE].has ? (int)in[PAGE].number : 1;
    if ((code = app_org_list(w->app, w->who, &f,
                             (struct app_page){(size_t)(page - 1) * PAGE_ROWS, PAGE_ROWS}, w->mem,
                             &orgs, w->e)))
        return code;
    if (orgs.n == 0 && orgs.total)
        return page__last(w, orgs.total, address, &(struct list_address){w->mem, &f});
    v.page = web__page(w, WEB__MENU_ORG, str_from(lang_text(w->lang, N_("Cơ quan"))));
    fill_list(w, &f, page, &orgs, &v);
    view_org_list(&v, w->lang, http_reply_page(w->http, 200));
    return ERR_OK;
}

/* One body ------------------------------------------------------------------------------------- */

static struct str source_words(const struct web_request *w, struct str source)
{
    if (str_is(source, STR("list")))
        return str_from(lang_text(w->lang, N_("danh mục của namro")));
    if (str_is(source, STR("review")))
        return str_from(lang_text(w->lang, N_("học từ một lần rà soát")));
    return str_from(lang_text(w->lang, N_("người dùng thêm")));
}

static void fill_aliases(const struct web_request *w, const struct app_org_one *o,
                         struct view_org_show *v)
{
    struct view_org_alias *a = ARENA_MANY(w->mem, struct view_org_alias, o->alias_count + 1);

    for (size_t i = 0; i < o->alias_count; i++) {
        const struct app_org_alias *from = &o->aliases[i];

        a[i] = (struct view_org_alias){
            .words = from->words,
            .source = source_words(w, from->source),
            .uses = {from->uses},
            .has_uses = str_is(from->source, STR("review")),
            .ended = from->ended,
            .fixed = str_is(from->source, STR("list")),
            .end_url = arena_printf(w->mem, "/co-quan/%" PRId64 "/ten-goi/%" PRId64 "/bo",
                                    o->line.id, from->id),
            .renew_url = arena_printf(w->mem, "/co-quan/%" PRId64 "/ten-goi/%" PRId64 "/dung-lai",
                                      o->line.id, from->id),
            .draft_url = from->draft ? page__url_of(w->mem, "/nhap", from->draft) : STR_NONE,
            .at = {from->made_at},
        };
    }
    v->aliases.at = a;
    v->aliases.n = o->alias_count;
}

static void fill_names(const struct web_request *w, const struct app_org_one *o,
                       struct view_org_show *v)
{
    struct view_org_name *n = ARENA_MANY(w->mem, struct view_org_name, o->name_count + 1);

    for (size_t i = 0; i < o->name_count; i++)
        n[i] = (struct view_org_name){o->names[i].name, o->names[i].has_from, o->names[i].has_to,
                                      o->names[i].from, o->names[i].to};
    v->names.at = n;
    v->names.n = o->name_count;
    v->predecessors.at = page__orgs(w->mem, &o->predecessors);
    v->predecessors.n = o->predecessors.n;
    v->successors.at = page__orgs(w->mem, &o->successors);
    v->successors.n = o->successors.n;
    if (o->parent.id) {
        v->parent = o->parent.name;
        v->parent_url = page__url_of(w->mem, "/co-quan", o->parent.id);
    }
    if (o->pair.id) {
        v->pair = o->pair.name;
        v->pair_url = page__url_of(w->mem, "/co-quan", o->pair.id);
    }
}

static void fill_work(const struct web_request *w, const struct app_org_one *o,
                      const struct app_tasks *tasks, struct view_org_show *v)
{
    struct view_task_row *row = ARENA_MANY(w->mem, struct view_task_row, tasks->n + 1);
    struct view_tile *tile = ARENA_MANY(w->mem, struct view_tile, 2);

    for (size_t i = 0; i < tasks->n; i++)
        page__task_row(w, &tasks->at[i], &row[i]);
    v->tasks.at = row;
    v->tasks.n = tasks->n;
    v->tasks_url = tasks_of(w->mem, o->line.id, false);
    tile[0] = (struct view_tile){.url = v->tasks_url,
                                 .words = str_from(lang_text(w->lang, N_("Chủ trì"))),
                                 .code = "all",
                                 .count = {(int64_t)o->line.lead}};
    tile[1] = (struct view_tile){.url = tasks_of(w->mem, o->line.id, true),
                                 .words = str_from(lang_text(w->lang, N_("Chủ trì hoặc phối hợp"))),
                                 .code = "all",
                                 .count = {(int64_t)(o->line.lead + o->line.coordinating)}};
    v->tiles.at = tile;
    v->tiles.n = 2;
}

/* The page of a body; `wrong` is what is to be said of the alias that was typed. */
static int show(struct web_request *w, int64_t id, struct str alias, struct str wrong)
{
    const struct app_task_filter led = {.org = id, .sort = APP_TASK_BY_DUE};
    struct view_org_show v = {0};
    struct app_org_one o;
    struct app_tasks tasks;
    int code;

    if ((code = app_org_view(w->app, w->who, id, w->mem, &o, w->e)) ||
        (code = app_task_list(w->app, w->who, &led, (struct app_page){.limit = TASKS}, w->mem,
                              &tasks, w->e)))
        return code;
    v.page = web__page(w, WEB__MENU_ORG, o.line.name);
    v.page.crumbs.at = page__crumb(w, "/co-quan", str_from(lang_text(w->lang, N_("Cơ quan"))));
    v.page.crumbs.n = 1;
    v.page.wrong = wrong.n > 0;
    v.name = o.line.name;
    v.type = type_words(w, o.line.type);
    v.code = o.line.code;
    v.ended = o.line.ended;
    v.alias_url = arena_printf(w->mem, "/co-quan/%" PRId64 "/ten-goi", id);
    v.alias = alias;
    v.wrong = wrong;
    if (wrong.n)
        page__summary(w, &v.page, STR("#ten"), wrong);
    fill_work(w, &o, &tasks, &v);
    fill_names(w, &o, &v);
    fill_aliases(w, &o, &v);
    view_org_show(&v, w->lang, http_reply_page(w->http, wrong.n ? 422 : 200));
    return ERR_OK;
}

int page_org_show(struct web_request *w)
{
    int64_t id;
    int code = page__id(w, &id);

    return code ? code : show(w, id, STR_NONE, STR_NONE);
}

static int back(struct web_request *w, int64_t org)
{
    return http_reply_redirect(
        w->http, arena_printf(w->mem, "/co-quan/%" PRId64 "?xong=ten-goi", org), w->e);
}

int page_org_alias_add(struct web_request *w)
{
    enum { ID, NAME };
    static const struct http_param params[] = {
        [ID] = {.name = "id", .kind = HTTP_PARAM_ID, .required = true},
        [NAME] = {.name = "ten",
                  .label = N_("Tên gọi"),
                  .kind = HTTP_PARAM_TEXT,
                  .required = true,
                  .max = 300},
    };
    struct http_value in[COUNT(params)] = {0};
    int code = http_param_read(w->http, params, COUNT(params), in, w->e);

    if (!code)
        code = app_org_alias_add(w->app, w->who, in[ID].id, in[NAME].text, w->e);
    if (code == ERR_USAGE || code == ERR_CONFLICT)
        return show(w, in[ID].id, in[NAME].text, arena_copy(w->mem, str_from(w->e->text)));
    return code ? code : back(w, in[ID].id);
}

static int change_alias(struct web_request *w,
                        int (*act)(struct app *, struct app_who, int64_t, int64_t, struct err *))
{
    enum { ID, ALIAS };
    static const struct http_param params[] = {
        [ID] = {.name = "id", .kind = HTTP_PARAM_ID, .required = true},
        [ALIAS] = {.name = "ten-goi", .kind = HTTP_PARAM_ID, .required = true},
    };
    struct http_value in[COUNT(params)];
    int code;

    if ((code = http_param_read(w->http, params, COUNT(params), in, w->e)) ||
        (code = act(w->app, w->who, in[ID].id, in[ALIAS].id, w->e)))
        return code;
    return back(w, in[ID].id);
}

int page_org_alias_end(struct web_request *w)
{
    return change_alias(w, app_org_alias_end);
}

int page_org_alias_renew(struct web_request *w)
{
    return change_alias(w, app_org_alias_renew);
}
