/* Documents: the list, one with its links and chain, the original. */

#include "app/document.h"

#include <inttypes.h>

#include "web/page/page.h"
#include "web/view/compiled.h"

enum { WORDS, STATE, PAGE, PARAMS };

static const char *const state_codes[] = {"issued", "draft", "cited", NULL};
static const char *const state_words[] = {N_("Đã xác nhận"), N_("Bản nháp, chờ rà soát"),
                                          N_("Được nêu, chưa có tệp")};

static const char *const kind_codes[] = {"based_on", "implements", "amends",
                                         "replaces", "guides",     NULL};
static const struct { /* read from this document, and from the other one */
    const char *out, *in;
} kind_words[] = {
    {N_("căn cứ vào"), N_("là căn cứ của")},
    {N_("thực hiện"), N_("được thực hiện bởi")},
    {N_("sửa đổi, bổ sung"), N_("được sửa đổi, bổ sung bởi")},
    {N_("thay thế"), N_("được thay thế bởi")},
    {N_("hướng dẫn"), N_("được hướng dẫn bởi")},
};

static struct str relation(const struct web_request *w, struct str kind, bool outgoing)
{
    for (size_t i = 0; i < COUNT(kind_words); i++)
        if (str_is(kind, str_from(kind_codes[i])))
            return str_from(lang_text(w->lang, outgoing ? kind_words[i].out : kind_words[i].in));
    return kind;
}

struct list_address {
    struct arena *mem;
    const struct app_document_filter *filter;
};

static struct str address(void *ctx, int page)
{
    const struct list_address *a = ctx;
    struct page__url u;

    page__url_start(&u, a->mem, "/van-ban");
    page__url_text(&u, "q", a->filter->words);
    page__url_text(&u, "loai", a->filter->state);
    page__url_id(&u, "trang", page > 1 ? page : 0);
    return page__url_end(&u);
}

/* Its number; without one what it is about, or at least the file it came in. */
static struct str title_of(const struct app_document_line *d)
{
    return d->number.n ? d->number : d->abstract.n ? d->abstract : d->file_name;
}

static void fill_row(const struct web_request *w, const struct app_document_line *d,
                     struct view_document_row *ret)
{
    *ret = (struct view_document_row){
        .url = page__url_of(w->mem, "/van-ban", d->id),
        .title = d->abstract.n ? d->abstract : title_of(d),
        .number = d->number,
        .abstract = d->abstract,
        .type = d->type,
        .issuer = d->issuer,
        .has_issued = d->has_issued,
        .issued = d->issued,
    };
    for (size_t i = 0; i < COUNT(state_words); i++)
        if (str_is(d->state, str_from(state_codes[i])))
            ret->state = str_from(lang_text(w->lang, state_words[i]));
    if (d->file_name.n)
        ret->file_url = arena_printf(w->mem, "/van-ban/%" PRId64 "/tep", d->id);
}

int page_document_list(struct web_request *w)
{
    static const struct http_param params[PARAMS] = {
        [WORDS] = {.name = "q", .label = N_("Từ cần tìm"), .kind = HTTP_PARAM_TEXT, .max = 200},
        [STATE] = {.name = "loai",
                   .label = N_("Tình trạng"),
                   .kind = HTTP_PARAM_CODE,
                   .codes = state_codes},
        [PAGE] = {.name = "trang",
                  .label = N_("Trang"),
                  .kind = HTTP_PARAM_INT,
                  .min = 1,
                  .max = 100000},
    };
    struct http_value in[PARAMS];
    struct app_document_filter f;
    struct app_documents documents;
    struct view_document_list v = {0};
    struct view_document_row *row;
    struct view_code *state = ARENA_MANY(w->mem, struct view_code, COUNT(state_words));
    struct list_address a = {w->mem, &f};
    int code, page;

    if ((code = http_param_read(w->http, params, PARAMS, in, w->e)))
        return code;
    f = (struct app_document_filter){.words = in[WORDS].text,
                                     .state = in[STATE].has ? str_from(state_codes[in[STATE].code])
                                                            : STR_NONE};
    page = in[PAGE].has ? (int)in[PAGE].number : 1;
    if ((code = app_document_list(w->app, w->who, &f,
                                  (struct app_page){(size_t)(page - 1) * PAGE_ROWS, PAGE_ROWS},
                                  w->mem, &documents, w->e)))
        return code;
    if (documents.n == 0 && documents.total)
        return page__last(w, documents.total, address, &a);
    row = ARENA_MANY(w->mem, struct view_document_row, documents.n + 1);
    for (size_t i = 0; i < documents.n; i++)
        fill_row(w, &documents.at[i], &row[i]);
    for (size_t i = 0; i < COUNT(state_words); i++)
        state[i] = (struct view_code){state_codes[i], str_from(lang_text(w->lang, state_words[i])),
                                      str_is(f.state, str_from(state_codes[i]))};
    v.page = web__page(w, WEB__MENU_DOCUMENT, str_from(lang_text(w->lang, N_("Văn bản"))));
    v.words = f.words;
    v.states.at = state;
    v.states.n = COUNT(state_words);
    v.rows.at = row;
    v.rows.n = documents.n;
    v.first.n = (page - 1) * PAGE_ROWS + 1;
    v.last.n = v.first.n + (int64_t)documents.n - 1;
    v.total.n = (int64_t)documents.total;
    v.filtered = f.words.n || f.state.n;
    v.paged = page__pager(w->mem, documents.total, page, address, &a, &v.pager);
    view_document_list(&v, w->lang, http_reply_page(w->http, 200));
    return ERR_OK;
}

/* One document --------------------------------------------------------------------------------- */

static void fill_links(const struct web_request *w, const struct app_document *d,
                       struct view_document_show *v)
{
    struct view_document_link *l = ARENA_MANY(w->mem, struct view_document_link, d->link_count + 1);

    for (size_t i = 0; i < d->link_count; i++) {
        const struct app_document_link *from = &d->links[i];

        l[i] = (struct view_document_link){
            .relation = relation(w, from->kind, from->outgoing),
            .url = page__url_of(w->mem, "/van-ban", from->document),
            .number = from->number.n ? from->number : from->abstract,
            .words = from->words.n ? from->words : from->abstract,
            .end_url = from->by_hand
                           ? arena_printf(w->mem, "/van-ban/%" PRId64 "/lien-ket/%" PRId64 "/bo",
                                          d->line.id, from->id)
                           : STR_NONE,
        };
    }
    v->links.at = l;
    v->links.n = d->link_count;
}

static void fill_chain(const struct web_request *w, const struct app_document *d,
                       struct view_document_show *v)
{
    struct view_document_step *s = ARENA_MANY(w->mem, struct view_document_step,
                                              d->chain_count + 1);

    for (size_t i = 0; i < d->chain_count; i++)
        s[i] = (struct view_document_step){
            .url = page__url_of(w->mem, "/van-ban", d->chain[i].id),
            .number = d->chain[i].number.n     ? d->chain[i].number
                      : d->chain[i].abstract.n ? d->chain[i].abstract
                                               : title_of(&d->line),
            .abstract = d->chain[i].number.n ? d->chain[i].abstract : STR_NONE,
            .relation = d->chain[i].kind.n ? relation(w, d->chain[i].kind, d->chain[i].depth > 0)
                                           : STR_NONE,
            .here = d->chain[i].depth == 0,
        };
    v->chain.at = s;
    v->chain.n = d->chain_count;
}

static void fill_kinds(const struct web_request *w, int chosen, struct view_document_show *v)
{
    struct view_code *c = ARENA_MANY(w->mem, struct view_code, COUNT(kind_words));

    for (size_t i = 0; i < COUNT(kind_words); i++)
        c[i] = (struct view_code){kind_codes[i], str_from(lang_text(w->lang, kind_words[i].out)),
                                  chosen == (int)i};
    v->kinds.at = c;
    v->kinds.n = COUNT(kind_words);
}

/* The page of a document; `wrong` is what is to be said of the number that was typed. */
static int show(struct web_request *w, int64_t id, int kind, struct str number, struct str wrong)
{
    struct view_document_show v = {0};
    struct app_document d;
    int code;

    if ((code = app_document_view(w->app, w->who, id, w->mem, &d, w->e)))
        return code;
    v.title = title_of(&d.line);
    v.page = web__page(w, WEB__MENU_DOCUMENT, v.title);
    v.page.crumbs.at = page__crumb(w, "/van-ban", str_from(lang_text(w->lang, N_("Văn bản"))));
    v.page.crumbs.n = 1;
    v.page.wrong = wrong.n > 0;
    if (wrong.n)
        page__summary(w, &v.page, STR("#so"), wrong);
    fill_row(w, &d.line, &v.document);
    v.issued_text = d.issued_text;
    v.file_name = d.line.file_name;
    v.hash = d.hash;
    v.format = d.format;
    v.size.n = (d.size + 1023) / 1024;
    v.at.us = d.made_at;
    if (d.line.plan)
        v.plan_url = page__url_of(w->mem, "/ke-hoach", d.line.plan);
    if (d.line.draft)
        v.draft_url = page__url_of(w->mem, "/nhap", d.line.draft);
    fill_links(w, &d, &v);
    fill_chain(w, &d, &v);
    fill_kinds(w, kind, &v);
    v.link_url = arena_printf(w->mem, "/van-ban/%" PRId64 "/lien-ket", id);
    v.number = number;
    v.wrong = wrong;
    view_document_show(&v, w->lang, http_reply_page(w->http, wrong.n ? 422 : 200));
    return ERR_OK;
}

int page_document_show(struct web_request *w)
{
    int64_t id;
    int code = page__id(w, &id);

    return code ? code : show(w, id, 0, STR_NONE, STR_NONE);
}

int page_document_file(struct web_request *w)
{
    struct app_document_file f;
    int64_t id;
    int code;

    if ((code = page__id(w, &id)) ||
        (code = app_document_open(w->app, w->who, id, w->mem, &f, w->e)))
        return code;
    return http_reply_file(w->http, f.fd, f.name, arena_copy(w->mem, f.media_type).p, w->e);
}

/* The document of exactly this number; several (of several years): the first found. */
static int find(struct web_request *w, struct str number, int64_t *ret)
{
    const struct app_document_filter f = {.words = number};
    struct app_documents found;
    int code = app_document_list(w->app, w->who, &f, (struct app_page){.limit = 200}, w->mem,
                                 &found, w->e);

    for (size_t i = 0; !code && i < found.n; i++)
        if (str_is(found.at[i].number, number)) {
            *ret = found.at[i].id;
            return ERR_OK;
        }
    return code ? code
                : err_set(w->e, ERR_USAGE, N_("Chưa có văn bản nào mang số, ký hiệu \"%.*s\"."),
                          STR_ARG(number));
}

static int back(struct web_request *w, int64_t document)
{
    return http_reply_redirect(
        w->http, arena_printf(w->mem, "/van-ban/%" PRId64 "?xong=lien-ket", document), w->e);
}

int page_document_link_add(struct web_request *w)
{
    enum { ID, KIND, NUMBER };
    static const struct http_param params[] = {
        [ID] = {.name = "id", .kind = HTTP_PARAM_ID, .required = true},
        [KIND] = {.name = "quan-he",
                  .label = N_("Quan hệ"),
                  .kind = HTTP_PARAM_CODE,
                  .codes = kind_codes,
                  .required = true},
        [NUMBER] = {.name = "so",
                    .label = N_("Số, ký hiệu văn bản kia"),
                    .kind = HTTP_PARAM_TEXT,
                    .max = 200,
                    .required = true},
    };
    struct http_value in[COUNT(params)] = {0};
    int64_t other = 0;
    int code;

    if (!(code = http_param_read(w->http, params, COUNT(params), in, w->e)) &&
        !(code = find(w, in[NUMBER].text, &other)))
        code = app_document_link_add(w->app, w->who, in[ID].id, other,
                                     str_from(kind_codes[in[KIND].code]), w->e);
    if (code == ERR_USAGE || code == ERR_CONFLICT)
        return show(w, in[ID].id, in[KIND].code, in[NUMBER].text,
                    arena_copy(w->mem, str_from(w->e->text)));
    return code ? code : back(w, in[ID].id);
}

int page_document_link_end(struct web_request *w)
{
    enum { ID, LINK };
    static const struct http_param params[] = {
        [ID] = {.name = "id", .kind = HTTP_PARAM_ID, .required = true},
        [LINK] = {.name = "lien-ket", .kind = HTTP_PARAM_ID, .required = true},
    };
    struct http_value in[COUNT(params)];
    int code;

    if ((code = http_param_read(w->http, params, COUNT(params), in, w->e)) ||
        (code = app_document_link_end(w->app, w->who, in[ID].id, in[LINK].id, w->e)))
        return code;
    return back(w, in[ID].id);
}
