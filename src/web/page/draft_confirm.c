/* A draft as a whole: what confirming would make, names of bodies decided for all rows, the end. */

#include "web/page/draft.h"
#include "web/view/compiled.h"

enum { NAMES = 200 };

/* Rows of the draft that have these words. */
static struct str rows_with(const struct web_request *w, int64_t draft, struct str words)
{
    struct page__draft_at at = {.draft = draft, .filter = {.kind = -1, .words = words}};

    return page__draft_url(w, &at, 0, NULL, NULL);
}

static struct str rows_of(const struct web_request *w, int64_t draft, enum app_draft_show show,
                          int kind)
{
    struct page__draft_at at = {.draft = draft, .filter = {.show = show, .kind = kind}};

    return page__draft_url(w, &at, 0, NULL, NULL);
}

static void fill_names(const struct web_request *w, int64_t draft,
                       const struct app_draft_summary *sum, struct view_draft_confirm *v)
{
    size_t n = sum->unmatched_count < NAMES ? sum->unmatched_count : NAMES;
    struct view_draft_name *name = ARENA_MANY(w->mem, struct view_draft_name, n + 1);
    struct view_choice *type = ARENA_MANY(w->mem, struct view_choice, PAGE__ORG_TYPES);

    for (size_t i = 0; i < n; i++) {
        const struct app_draft_unmatched *u = &sum->unmatched[i];
        struct view_choice *c = ARENA_MANY(w->mem, struct view_choice, u->candidates.n + 1);

        for (size_t k = 0; k < u->candidates.n; k++)
            c[k] = (struct view_choice){u->candidates.at[k].id, u->candidates.at[k].name, false};
        name[i] = (struct view_draft_name){.id = arena_printf(w->mem, "ten-%zu", i),
                                           .field = arena_printf(w->mem, "ten-%zu", i),
                                           .choice = arena_printf(w->mem, "la-%zu", i),
                                           .words = u->words,
                                           .url = rows_with(w, draft, u->words),
                                           .rows = {(int64_t)u->rows}};
        name[i].candidates.at = c;
        name[i].candidates.n = u->candidates.n;
    }
    for (size_t i = 0; i < PAGE__ORG_TYPES; i++)
        type[i] = (struct view_choice){
            (int64_t)i + 1, str_from(lang_text(w->lang, page__org_types[i].words)), i == 0};
    v->names.at = name;
    v->names.n = n;
    v->types.at = type;
    v->types.n = PAGE__ORG_TYPES;
}

static void fill_diags(const struct web_request *w, const struct app_draft *d,
                       struct view_draft_confirm *v)
{
    struct view_draft_diag *warning = ARENA_MANY(w->mem, struct view_draft_diag, d->diag_count + 1),
                           *note = ARENA_MANY(w->mem, struct view_draft_diag, d->diag_count + 1);

    v->warnings.at = warning;
    v->notes.at = note;
    for (size_t i = 0; i < d->diag_count; i++) {
        const struct app_draft_diag *one = &d->diags[i];
        struct view_draft_diag said = {one->place, one->words};

        if (one->warning)
            warning[v->warnings.n++] = said;
        else
            note[v->notes.n++] = said;
    }
}

static void fill_urls(const struct web_request *w, int64_t draft,
                      const struct app_draft_summary *sum, struct view_draft_confirm *v)
{
    v->tasks_url = rows_of(w, draft, APP_DRAFT_ALL, DRAFT_TASK);
    v->targets_url = rows_of(w, draft, APP_DRAFT_ALL, DRAFT_TARGET);
    v->check_url = rows_of(w, draft, APP_DRAFT_TO_CHECK, -1);
    v->gone_url = rows_of(w, draft, APP_DRAFT_GONE, -1);
    v->save_url = page__draft_url_of(w, draft, "xac-nhan");
    v->resolve_url = page__draft_url_of(w, draft, "co-quan");
    v->drop_url = page__draft_url_of(w, draft, "bo");
    v->back_url = page__draft_url_of(w, draft, NULL);
    if (sum->same_number)
        v->same_url = page__url_of(w->mem, "/van-ban", sum->same_number);
}

/* `wrong`: where on the page it is what w->e says; NULL: nothing is wrong. */
static int show(struct web_request *w, int64_t draft, const char *wrong)
{
    struct view_draft_confirm v = {0};
    struct app_draft_summary sum;
    struct str why = wrong ? arena_copy(w->mem, str_from(w->e->text)) : STR_NONE;
    struct app_draft d;
    int code;

    if ((code = app_draft_view(w->app, w->who, draft, w->mem, &d, w->e)))
        return code;
    if (d.line.state != APP_DRAFT_OPEN)
        return http_reply_redirect(w->http, page__draft_url_of(w, draft, NULL), w->e);
    if ((code = app_draft_summary(w->app, w->who, draft, w->mem, &sum, w->e)))
        return code;
    page__draft_top(w, &d, &v.top);
    v.page = page__draft_frame(
        w, &d, arena_printf(w->mem, lang_text(w->lang, N_("Xác nhận %.*s")), STR_ARG(v.top.name)),
        true);
    if (wrong)
        page__summary(w, &v.page, str_from(wrong), why);
    v.seen = sum.changes;
    v.number = d.line.number;
    v.type = d.type;
    v.tasks.n = (int64_t)sum.tasks;
    v.targets.n = (int64_t)sum.targets;
    v.bodies.n = (int64_t)sum.bodies;
    v.to_check.n = (int64_t)sum.to_check;
    v.dropped.n = (int64_t)d.dropped;
    v.without_lead.n = (int64_t)sum.without_lead;
    v.without_deadline.n = (int64_t)sum.without_deadline;
    v.unread.n = (int64_t)sum.unread_deadline;
    v.unknown.n = (int64_t)sum.unmatched_count;
    v.doubt = sum.to_check || sum.unmatched_count;
    fill_names(w, draft, &sum, &v);
    fill_diags(w, &d, &v);
    fill_urls(w, draft, &sum, &v);
    view_draft_confirm(&v, w->lang, http_reply_page(w->http, wrong ? 422 : 200));
    return ERR_OK;
}

int page_draft_confirm_ask(struct web_request *w)
{
    int64_t draft;
    int code = page__id(w, &draft);

    return code ? code : show(w, draft, NULL);
}

int page_draft_confirm(struct web_request *w)
{
    enum { ID, SEEN };
    static const struct http_param in[] = {
        [ID] = {.name = "id", .kind = HTTP_PARAM_ID, .required = true},
        [SEEN] = {.name = "thay-doi", .kind = HTTP_PARAM_INT, .max = INT32_MAX},
    };
    struct http_value v[COUNT(in)];
    int64_t plan;
    int code;

    if ((code = http_param_read(w->http, in, COUNT(in), v, w->e)))
        return code;
    code = app_draft_confirm(w->app, w->who, v[ID].id, v[SEEN].has ? v[SEEN].number : -1, &plan,
                             w->e);
    if (code == ERR_CONFLICT || code == ERR_EMPTY)
        return show(w, v[ID].id, "#can-xem");
    if (code)
        return code;
    return http_reply_redirect(
        w->http, arena_join(w->mem, page__url_of(w->mem, "/ke-hoach", plan), STR("?xong=xac-nhan")),
        w->e);
}

/* "ten-0=Công an tỉnh&la-0=21&ten-1=Báo Tân Giang&la-1=moi&loai-moi=1" */
static int read_names(struct web_request *w, struct app_draft_resolve *r, size_t *ret)
{
    static const struct http_param type = {.name = "loai-moi",
                                           .label = N_("Loại của cơ quan mới"),
                                           .kind = HTTP_PARAM_INT,
                                           .min = 1,
                                           .max = PAGE__ORG_TYPES};
    struct http_param param = {.label = N_("Là cơ quan"), .kind = HTTP_PARAM_ID};
    struct http_value v;
    size_t n = 0, chosen;
    int code;

    if ((code = http_param_read(w->http, &type, 1, &v, w->e)))
        return code;
    chosen = v.has ? (size_t)v.number - 1 : 0;
    for (size_t i = 0; i < NAMES; i++) {
        struct str words = http_request_field(w->http, arena_printf(w->mem, "ten-%zu", i).p), is;

        param.name = arena_printf(w->mem, "la-%zu", i).p;
        is = http_request_field(w->http, param.name);
        if (words.n == 0 || is.n == 0)
            continue;
        v = (struct http_value){0};
        if (!str_is(is, STR("moi")) && (code = http_param_read(w->http, &param, 1, &v, w->e)))
            return code;
        r[n++] = (struct app_draft_resolve){
            .words = words, .org = v.id, .type = str_from(page__org_types[chosen].code)};
    }
    *ret = n;
    return ERR_OK;
}

int page_draft_confirm_resolve(struct web_request *w)
{
    struct app_draft_resolve *r = ARENA_MANY(w->mem, struct app_draft_resolve, NAMES);
    int64_t draft;
    size_t n;
    int code;

    if ((code = page__id(w, &draft)))
        return code;
    if (!(code = read_names(w, r, &n)))
        code = app_draft_resolve(w->app, w->who, draft, r, n, w->e);
    if (code == ERR_USAGE || code == ERR_CONFLICT || code == ERR_NOT_FOUND)
        return show(w, draft, "#chua-ro");
    if (code)
        return code;
    return http_reply_redirect(
        w->http, arena_join(w->mem, page__draft_url_of(w, draft, "xac-nhan"), STR("?xong=khop")),
        w->e);
}

int page_draft_confirm_firm(struct web_request *w)
{
    int64_t draft;
    int code;

    if ((code = page__id(w, &draft)) || (code = app_draft_check_firm(w->app, w->who, draft, w->e)))
        return code;
    return http_reply_redirect(
        w->http, arena_join(w->mem, page__draft_url_of(w, draft, NULL), STR("?xong=dung")), w->e);
}

int page_draft_confirm_drop(struct web_request *w)
{
    int64_t draft;
    int code;

    if ((code = page__id(w, &draft)) || (code = app_draft_drop(w->app, w->who, draft, w->e)))
        return code;
    return http_reply_redirect(w->http, STR("/nhap?xong=huy"), w->e);
}
