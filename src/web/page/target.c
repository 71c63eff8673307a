/* Targets: the list with its filters, one target. */

#include "app/target.h"

#include "web/page/page.h"
#include "web/view/compiled.h"

enum { WORDS, PLAN, GROUP, ORG, YEAR, PAGE, PARAMS };

static const struct http_param params[PARAMS] = {
    [WORDS] = {.name = "q", .label = N_("Từ cần tìm"), .kind = HTTP_PARAM_TEXT, .max = 200},
    [PLAN] = {.name = "ke-hoach", .label = N_("Kế hoạch"), .kind = HTTP_PARAM_ID},
    [GROUP] = {.name = "nhom", .label = N_("Nhóm"), .kind = HTTP_PARAM_ID},
    [ORG] = {.name = "co-quan", .label = N_("Cơ quan"), .kind = HTTP_PARAM_ID},
    [YEAR] = {.name = "moc", .label = N_("Mốc"), .kind = HTTP_PARAM_INT, .min = 1900, .max = 2199},
    [PAGE] =
        {.name = "trang", .label = N_("Trang"), .kind = HTTP_PARAM_INT, .min = 1, .max = 100000},
};

struct list_address {
    struct arena *mem;
    const struct app_target_filter *filter;
};

static struct str address(void *ctx, int page)
{
    const struct list_address *a = ctx;
    struct page__url u;

    page__url_start(&u, a->mem, "/chi-tieu");
    page__url_text(&u, "q", a->filter->words);
    page__url_id(&u, "ke-hoach", a->filter->plan);
    page__url_id(&u, "nhom", a->filter->group);
    page__url_id(&u, "co-quan", a->filter->org);
    page__url_id(&u, "moc", a->filter->year);
    page__url_id(&u, "trang", page > 1 ? page : 0);
    return page__url_end(&u);
}

static void fill_row(const struct web_request *w, const struct app_target_line *t,
                     struct view_target_row *ret)
{
    *ret = (struct view_target_row){
        .url = page__url_of(w->mem, "/chi-tieu", t->id),
        .no = t->no,
        .name = t->name,
        .words = t->words,
        .unit = t->unit,
        .text = t->target_text,
        .has_due = t->has_due,
        .due = t->due,
        .deadline = t->deadline_text,
        .plan = t->plan_number,
    };
    ret->lead.at = page__orgs(w->mem, &t->lead);
    ret->lead.n = t->lead.n;
}

static void fill_years(const struct web_request *w, const struct app_target_filter *f,
                       const struct app_targets *targets, struct view_target_list *v)
{
    struct view_tab *tab = ARENA_MANY(w->mem, struct view_tab, targets->year_count + 1);

    for (size_t i = 0; i <= targets->year_count; i++) {
        struct app_target_filter other = *f;
        struct list_address a = {w->mem, &other};

        other.year = i ? targets->years[i - 1] : 0;
        tab[i] = (struct view_tab){
            .url = address(&a, 1),
            .words = i ? arena_printf(w->mem, lang_text(w->lang, N_("Mốc %d")), other.year)
                       : str_from(lang_text(w->lang, N_("Mọi mốc"))),
            .on = f->year == other.year,
        };
    }
    v->years.at = tab;
    v->years.n = targets->year_count + 1;
}

static void fill_list(const struct web_request *w, const struct app_target_filter *f, int page,
                      const struct app_targets *targets, const struct app_choices *choice,
                      struct view_target_list *v)
{
    struct view_target_row *row = ARENA_MANY(w->mem, struct view_target_row, targets->n + 1);
    struct list_address a = {w->mem, f};

    for (size_t i = 0; i < targets->n; i++)
        fill_row(w, &targets->at[i], &row[i]);
    for (size_t i = 0; i < targets->n; i++)
        if (!row[i].plan.n)
            row[i].plan_name = page__plan_name(w->mem, targets->at[i].plan, choice);
    v->rows.at = row;
    v->rows.n = targets->n;
    v->words = f->words;
    v->plans.at = page__choices(w->mem, choice->plans, choice->plan_count, f->plan);
    v->plans.n = choice->plan_count;
    v->org = f->org;
    v->group = f->group;
    v->year = f->year;
    fill_years(w, f, targets, v);
    v->first.n = (page - 1) * PAGE_ROWS + 1;
    v->last.n = v->first.n + (int64_t)targets->n - 1;
    v->total.n = (int64_t)targets->total;
    v->paged = page__pager(w->mem, targets->total, page, address, &a, &v->pager);
    v->filters = (f->words.n > 0) + (f->plan != 0) + (f->group != 0) + (f->org != 0) +
                 (f->year != 0);
}

int page_target_list(struct web_request *w)
{
    struct http_value in[PARAMS];
    struct app_target_filter f;
    struct app_choices choice;
    struct app_targets targets;
    struct view_target_list v = {0};
    int code, page;

    if ((code = http_param_read(w->http, params, PARAMS, in, w->e)))
        return code;
    f = (struct app_target_filter){.plan = in[PLAN].id,
                                   .group = in[GROUP].id,
                                   .org = in[ORG].id,
                                   .year = (int)in[YEAR].number,
                                   .words = in[WORDS].text};
    page = in[PAGE].has ? (int)in[PAGE].number : 1;
    if ((code = app_target_list(w->app, w->who, &f,
                                (struct app_page){(size_t)(page - 1) * PAGE_ROWS, PAGE_ROWS},
                                w->mem, &targets, w->e)) ||
        (code = app_choice_list(w->app, w->who, app_version(w->app), w->mem, &choice, w->e)))
        return code;
    if (targets.n == 0 && targets.total)
        return page__last(w, targets.total, address, &(struct list_address){w->mem, &f});
    v.page = web__page(w, WEB__MENU_TARGET, str_from(lang_text(w->lang, N_("Chỉ tiêu"))));
    fill_list(w, &f, page, &targets, &choice, &v);
    view_target_list(&v, w->lang, http_reply_page(w->http, 200));
    return ERR_OK;
}

static void fill_target(const struct web_request *w, const struct app_target *t,
                        struct view_target_show *v)
{
    const struct page__mark marks[] = {{t->line.name, NULL},
                                       {t->name_read, NULL},
                                       {t->line.target_text, NULL},
                                       {t->line.deadline_text, NULL}};

    v->page.crumbs.at = page__crumb(w, "/chi-tieu", str_from(lang_text(w->lang, N_("Chỉ tiêu"))));
    v->page.crumbs.n = 1;
    fill_row(w, &t->line, &v->target);
    v->name_read = str_is(t->name_read, t->line.name) ? STR_NONE : t->name_read;
    v->heading = t->heading;
    v->baseline = t->line.baseline;
    v->deadline_text = t->line.deadline_text;
    v->deadline_words = t->deadline_words;
    v->document_url = page__url_of(w->mem, "/van-ban", t->document);
    v->document_words = t->document_number.n ? t->document_number : t->plan_title;
    v->source = page__passage(w, &t->around, STR_NONE, t->document, marks, COUNT(marks));
    if (t->before)
        v->before_url = page__url_of(w->mem, "/chi-tieu", t->before);
    if (t->after)
        v->after_url = page__url_of(w->mem, "/chi-tieu", t->after);
}

int page_target_show(struct web_request *w)
{
    struct view_target_show v = {0};
    struct app_target t;
    int64_t id;
    int code;

    if ((code = page__id(w, &id)) || (code = app_target_view(w->app, w->who, id, w->mem, &t, w->e)))
        return code;
    v.page = web__page(w, WEB__MENU_TARGET, t.line.name);
    fill_target(w, &t, &v);
    view_target_show(&v, w->lang, http_reply_page(w->http, 200));
    return ERR_OK;
}
