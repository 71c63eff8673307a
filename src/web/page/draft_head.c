/* What was read of the document itself, corrected. */

#include "web/page/draft.h"
#include "web/view/compiled.h"

enum { ID, NUMBER, TYPE, ISSUER, ISSUED, ABSTRACT, FIELDS };
static const struct http_param params[FIELDS] = {
    [ID] = {.name = "id", .kind = HTTP_PARAM_ID, .required = true},
    [NUMBER] = {.name = "number", .label = N_("Số, ký hiệu"), .kind = HTTP_PARAM_TEXT, .max = 100},
    [TYPE] = {.name = "type", .label = N_("Loại văn bản"), .kind = HTTP_PARAM_TEXT, .max = 100},
    [ISSUER] = {.name = "issuer", .label = N_("Nơi ban hành"), .kind = HTTP_PARAM_TEXT, .max = 300},
    [ISSUED] = {.name = "issued", .label = N_("Ngày ban hành"), .kind = HTTP_PARAM_DAY},
    [ABSTRACT] = {.name = "abstract",
                  .label = N_("Trích yếu"),
                  .kind = HTTP_PARAM_TEXT,
                  .max = 2000},
};

static struct view_field field(const struct web_request *w, int i, struct str value)
{
    return (struct view_field){.id = params[i].name,
                               .name = params[i].name,
                               .label = str_from(lang_text(w->lang, params[i].label)),
                               .value = value};
}

/* The error of the field, in the summary and beside it. */
static void say_wrong(const struct web_request *w, struct view_draft_head *v)
{
    struct view_field *all[] = {&v->number, &v->type, &v->issuer, &v->issued, &v->abstract};
    const struct http_request *http = w->http;
    size_t n = http->problem_n ? http->problem_n : 1;
    struct view_problem *problem = ARENA_MANY(w->mem, struct view_problem, n);

    for (size_t i = 0; i < n; i++) {
        const char *name = http->problem_n ? http->problem[i].name
                           : w->e->field   ? w->e->field
                                           : "number";
        struct str words = http->problem_n ? http->problem[i].sentence
                                           : arena_copy(w->mem, str_from(w->e->text));

        problem[i] = (struct view_problem){arena_printf(w->mem, "#%s", name), words};
        for (size_t k = 0; k < COUNT(all); k++)
            if (strcmp(all[k]->name, name) == 0)
                all[k]->error = words;
    }
    v->page.wrong = true;
    v->page.summary.title = str_from(lang_text(w->lang, N_("Chưa lưu được thông tin văn bản")));
    v->page.summary.problems.at = problem;
    v->page.summary.problems.n = n;
}

static int show(struct web_request *w, int64_t draft, bool wrong)
{
    struct view_draft_head v = {.save_url = page__draft_url_of(w, draft, "van-ban"),
                                .back_url = page__draft_url_of(w, draft, NULL)};
    struct app_draft d;
    char text[11];
    int code;

    if ((code = app_draft_view(w->app, w->who, draft, w->mem, &d, w->e)))
        return code;
    v.page = page__draft_frame(w, &d, str_from(lang_text(w->lang, N_("Thông tin văn bản"))), true);
    v.page.narrow = true;
#define VALUE(name, stored) (wrong ? http_request_field(w->http, name) : (stored))
    v.number = field(w, NUMBER, VALUE("number", d.line.number));
    v.type = field(w, TYPE, VALUE("type", d.type));
    v.issuer = field(w, ISSUER, VALUE("issuer", d.issuer));
    v.issued = field(
        w, ISSUED,
        VALUE("issued", d.line.has_issued
                            ? arena_copy(w->mem, str_from(day_written(d.line.issued, text)))
                            : STR_NONE));
    v.abstract = field(w, ABSTRACT, VALUE("abstract", d.abstract));
    v.abstract.lines = true;
#undef VALUE
    if (wrong)
        say_wrong(w, &v);
    view_draft_head(&v, w->lang, http_reply_page(w->http, wrong ? 422 : 200));
    return ERR_OK;
}

int page_draft_head_edit(struct web_request *w)
{
    struct http_value v[1];
    int code = http_param_read(w->http, params, 1, v, w->e);

    return code ? code : show(w, v[ID].id, false);
}

int page_draft_head_save(struct web_request *w)
{
    struct http_value v[FIELDS];
    struct app_draft_head head;
    int code = http_param_read(w->http, params, FIELDS, v, w->e);

    if (code == ERR_OK) {
        head = (struct app_draft_head){.number = v[NUMBER].text,
                                       .type = v[TYPE].text,
                                       .issuer = v[ISSUER].text,
                                       .abstract = v[ABSTRACT].text,
                                       .has_issued = v[ISSUED].has,
                                       .issued = v[ISSUED].day};
        code = app_draft_head_set(w->app, w->who, v[ID].id, &head, w->e);
    }
    if (code == ERR_USAGE)
        return show(w, v[ID].id, true);
    if (code)
        return code;
    return http_reply_redirect(
        w->http, arena_join(w->mem, page__draft_url_of(w, v[ID].id, NULL), STR("?xong=luu")), w->e);
}
