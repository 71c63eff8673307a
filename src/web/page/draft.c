/* The review of a draft: its rows, and one of them beside its passage. */

#include "web/page/draft.h"

#include <inttypes.h>

#include "web/view/compiled.h"

static const char *const show_codes[] = {"tat-ca", "xem", "chac", "da-xem", "bo", NULL};
static const char *const kind_codes[] = {"nhiem-vu", "chi-tieu", NULL};
static const char *const order_codes[] = {"can-xem", "van-ban", NULL};

int page__draft_read(struct web_request *w, struct page__draft_at *ret)
{
    enum { ID, ROW, SHOW, KIND, WORDS, ORDER, PAGE };
    static const struct http_param in[] = {
        [ID] = {.name = "id", .kind = HTTP_PARAM_ID, .required = true},
        [ROW] = {.name = "row", .kind = HTTP_PARAM_ID},
        [SHOW] = {.name = "muc", .label = N_("Mức"), .kind = HTTP_PARAM_CODE, .codes = show_codes},
        [KIND] = {.name = "loai",
                  .label = N_("Loại"),
                  .kind = HTTP_PARAM_CODE,
                  .codes = kind_codes},
        [WORDS] = {.name = "q", .label = N_("Từ cần tìm"), .kind = HTTP_PARAM_TEXT, .max = 200},
        [ORDER] = {.name = "xep",
                   .label = N_("Sắp xếp"),
                   .kind = HTTP_PARAM_CODE,
                   .codes = order_codes},
        [PAGE] =
            {.name = "trang", .label = N_("Trang"), .kind = HTTP_PARAM_INT, .min = 1, .max = 10000},
    };
    struct http_value v[COUNT(in)];
    int code = http_param_read(w->http, in, COUNT(in), v, w->e);

    if (code)
        return code;
    *ret = (struct page__draft_at){
        .draft = v[ID].id,
        .row = v[ROW].id,
        .filter = {.show = (enum app_draft_show)v[SHOW].code,
                   .kind = v[KIND].has ? v[KIND].code : -1,
                   .words = v[WORDS].text,
                   .document_order = v[ORDER].code == 1},
        .page = v[PAGE].has ? (int)v[PAGE].number : 1,
    };
    return ERR_OK;
}

struct str page__draft_url(const struct web_request *w, const struct page__draft_at *at,
                           int64_t row, const char *tail, const char *done)
{
    const struct app_draft_filter *f = &at->filter;
    struct str path = page__url_of(w->mem, "/nhap", at->draft), whole;
    struct page__url u;

    if (row)
        path = arena_printf(w->mem, "%.*s/dong/%" PRId64, STR_ARG(path), row);
    if (tail)
        path = arena_printf(w->mem, "%.*s/%s", STR_ARG(path), tail);
    page__url_start(&u, w->mem, arena_copy(w->mem, path).p);
    if (f->show)
        page__url_text(&u, "muc", str_from(show_codes[f->show]));
    if (f->kind >= 0)
        page__url_text(&u, "loai", str_from(kind_codes[f->kind]));
    page__url_text(&u, "q", f->words);
    if (f->document_order)
        page__url_text(&u, "xep", STR("van-ban"));
    page__url_id(&u, "trang", at->page > 1 ? at->page : 0);
    page__url_text(&u, "xong", str_from(done));
    whole = page__url_end(&u);
    return row && !tail ? arena_join(w->mem, whole, STR("#dong")) : whole;
}

struct str page__draft_save_url(const struct web_request *w, const struct page__draft_at *at)
{
    struct str url = page__draft_url(w, at, at->row, NULL, NULL);

    return str_cut(url, 0, str_find(url, STR("#"), 0));
}

struct str page__draft_url_of(const struct web_request *w, int64_t draft, const char *tail)
{
    return arena_printf(w->mem, "/nhap/%" PRId64 "%s%s", draft, tail ? "/" : "", tail ? tail : "");
}

struct str page__draft_name(const struct app_draft_line *line)
{
    /* "/KH-SCT": the number was to be written in by hand */
    return line->number.n && line->number.p[0] != '/' ? line->number : line->title;
}

void page__draft_top(const struct web_request *w, const struct app_draft *d,
                     struct view_draft_top *ret)
{
    const struct app_draft_line *line = &d->line;

    *ret = (struct view_draft_top){
        .name = page__draft_name(line),
        .issuer = d->issuer,
        .abstract = d->abstract,
        .about = str_is(d->abstract, page__draft_name(line)) ? STR_NONE : d->abstract,
        .has_issued = line->has_issued,
        .issued = line->issued,
        .clear = {(int64_t)(line->rows - line->to_check)},
        .rows = {(int64_t)line->rows},
        .to_check = {(int64_t)line->to_check},
        .clear_n = (int64_t)(line->rows - line->to_check),
        .rows_n = line->rows ? (int64_t)line->rows : 1,
    };
    if (line->state == APP_DRAFT_OPEN)
        ret->head_url = page__draft_url_of(w, line->id, "van-ban");
}

struct str page__draft_row_title(const struct web_request *w, const struct app_draft_row *r)
{
    const char *kind = lang_count(w->lang, r->kind == DRAFT_TASK ? N_("Nhiệm vụ") : N_("Chỉ tiêu"),
                                  1);

    return r->no.n ? arena_printf(w->mem, "%s %.*s", kind, STR_ARG(r->no)) : str_from(kind);
}

struct view_page page__draft_frame(const struct web_request *w, const struct app_draft *d,
                                   struct str title, bool deep)
{
    struct view_page page = web__page(w, WEB__MENU_IMPORT, title);
    struct view_crumb *crumb = ARENA_MANY(w->mem, struct view_crumb, 2);

    crumb[0] = (struct view_crumb){STR("/nhap"), str_from(lang_text(w->lang, N_("Nhập văn bản")))};
    crumb[1] = (struct view_crumb){page__draft_url_of(w, d->line.id, NULL),
                                   page__short(w->mem, STR_NONE, page__draft_name(&d->line))};
    page.crumbs.at = crumb;
    page.crumbs.n = deep ? 2 : 1;
    return page;
}

/* The list --------------------------------------------------------------------------------------
 */

static struct view_chip chip_of(const struct web_request *w, const struct app_draft_row *r)
{
    static const struct view_chip chips[] = {
        {"dropped", "trash", {NULL, 0}},
        {"tentative", "alert-triangle", {NULL, 0}},
        {"reviewed", "circle-check", {NULL, 0}},
        {"firm", "check", {NULL, 0}},
    };
    static const char *const words[] = {N_("Đã bỏ"), N_("Cần xem"), N_("Đã xem"), N_("Chắc chắn")};
    int i = r->dropped ? 0 : r->needs_check ? 1 : r->checked ? 2 : 3;
    struct view_chip chip = chips[i];

    chip.words = str_from(lang_text(w->lang, words[i]));
    return chip;
}

static void fill_rows(const struct web_request *w, const struct page__draft_at *at,
                      const struct app_draft_rows *rows, struct view_draft *v)
{
    struct view_draft_line *line = ARENA_MANY(w->mem, struct view_draft_line, rows->n + 1);

    for (size_t i = 0; i < rows->n; i++) {
        const struct app_draft_row *r = &rows->at[i];

        line[i] = (struct view_draft_line){
            .url = page__draft_url(w, at, r->row, NULL, NULL),
            .id = arena_printf(w->mem, "dong-%" PRId64, r->row),
            .no = page__draft_row_title(w, r),
            .name = r->name.n ? r->name : str_from(lang_text(w->lang, N_("(dòng trống)"))),
            .why = r->needs_check ? page__draft_why(w, r) : STR_NONE,
            .chip = chip_of(w, r),
            .on = r->row == at->row,
            .dropped = r->dropped,
        };
        line[i].state = line[i].chip.code;
    }
    v->rows.at = line;
    v->rows.n = rows->n;
}

/* Filters, each keeping what the others say. */
static void fill_filters(const struct web_request *w, const struct page__draft_at *at,
                         const struct app_draft *d, struct view_draft *v)
{
    static const char *const words[] = {N_("Tất cả"), N_("Cần xem"), N_("Chắc chắn"), N_("Đã xem"),
                                        N_("Đã bỏ")};
    const size_t counts[] = {d->line.rows, d->line.to_check, d->firm, d->checked, d->dropped};
    const size_t by_kind[] = {d->tasks, d->targets};
    struct view_tab *tab = ARENA_MANY(w->mem, struct view_tab, 10);
    struct page__draft_at other = *at;

    other.page = 1;
    for (int i = 0; i < 5; i++) {
        other.filter.show = (enum app_draft_show)i;
        tab[i] = (struct view_tab){.url = page__draft_url(w, &other, 0, NULL, NULL),
                                   .words = str_from(lang_text(w->lang, words[i])),
                                   .count = {(int64_t)counts[i]},
                                   .on = (int)at->filter.show == i};
    }
    other.filter.show = at->filter.show;
    for (int i = 0; i < 2; i++) {
        bool on = at->filter.kind == i;

        other.filter.kind = on ? -1 : i; /* once more takes it off */
        tab[5 + i] = (struct view_tab){
            .url = page__draft_url(w, &other, 0, NULL, NULL),
            .words = str_from(lang_text(w->lang, i == 0 ? N_("Nhiệm vụ") : N_("Chỉ tiêu"))),
            .count = {(int64_t)by_kind[i]},
            .on = on};
    }
    other.filter.kind = at->filter.kind;
    other.filter.document_order = !at->filter.document_order;
    tab[7] = (struct view_tab){.url = page__draft_url(w, &other, 0, NULL, NULL),
                               .words = str_from(lang_text(w->lang, N_("Theo thứ tự văn bản"))),
                               .on = at->filter.document_order};
    v->tabs.at = tab;
    v->tabs.n = 5;
    v->kinds.at = tab + 5;
    v->kinds.n = 2;
    v->orders.at = tab + 7;
    v->orders.n = 1;
}

struct address {
    const struct web_request *w;
    struct page__draft_at at;
};
static struct str page_address(void *ctx, int page)
{
    struct address a = *(const struct address *)ctx;

    a.at.page = page;
    return page__draft_url(a.w, &a.at, 0, NULL, NULL);
}

/* One row ----------------------------------------------------------------------------------------
 */

static size_t mark_bodies(struct page__mark *mark, const struct app_draft_bodies *b,
                          const char *part)
{
    size_t n = 0;

    for (; n < b->n && n < 5; n++)
        mark[n] = (struct page__mark){b->at[n].words, part};
    return n;
}

static int fill_row(struct web_request *w, const struct page__draft_at *at,
                    const struct app_draft *d, const struct page__draft_sent *sent,
                    struct view_draft *v)
{
    struct page__mark mark[16];
    struct app_draft_one one;
    const struct app_draft_row *r = &one.row;
    size_t n;
    int code = app_draft_row_view(w->app, w->who, at->draft, at->row, &at->filter, w->mem, &one,
                                  w->e);

    if (code)
        return code;
    v->has_row = true;
    page__draft_form(w, at, &one, v->open, sent, &v->row);
    v->row.chip = chip_of(w, r);
    n = mark_bodies(mark, &r->lead, "lead");
    n += mark_bodies(mark + n, &r->coordinating, "coordinating");
    mark[n++] = (struct page__mark){r->name, "name"};
    mark[n++] = (struct page__mark){r->deadline_text, "deadline"};
    mark[n++] = (struct page__mark){r->deliverable, "deliverable"};
    mark[n++] = (struct page__mark){r->target_text, "target"};
    mark[n++] = (struct page__mark){r->unit, "unit"};
    v->source = page__passage(w, &one.around, r->place, d->line.document, mark, n);
    return ERR_OK;
}

static void fill_bar(const struct web_request *w, const struct page__draft_at *at,
                     const struct app_draft *d, struct view_draft *v)
{
    if (!v->open)
        return;
    v->confirm_url = page__draft_url_of(w, at->draft, "xac-nhan");
    v->add_url = page__draft_url(w, at, 0, "them", NULL);
    if (d->can_undo) {
        v->undo_url = page__draft_url(w, at, 0, "hoan-tac", NULL);
        v->undo_words = d->undo_words;
    }
    if (d->firm && at->filter.show == APP_DRAFT_FIRM) {
        v->firm_url = page__draft_url_of(w, at->draft, "chac");
        v->firm.n = (int64_t)d->firm;
    }
}

int page__draft_show(struct web_request *w, struct page__draft_at *at,
                     const struct page__draft_sent *sent, int status)
{
    const struct app_page p = {(size_t)(at->page - 1) * PAGE__DRAFT_ROWS, PAGE__DRAFT_ROWS};
    struct view_draft v = {.mode = at->row ? "row" : "list"};
    struct app_draft_rows rows;
    struct address a;
    struct app_draft d;
    int code;

    if ((code = app_draft_view(w->app, w->who, at->draft, w->mem, &d, w->e)) ||
        (code = app_draft_row_list(w->app, w->who, at->draft, &at->filter, p, w->mem, &rows, w->e)))
        return code;
    v.open = d.line.state == APP_DRAFT_OPEN;
    if (d.line.plan)
        v.plan_url = page__url_of(w->mem, "/ke-hoach", d.line.plan);
    page__draft_top(w, &d, &v.top);
    v.find_url = page__draft_url_of(w, at->draft, NULL);
    v.words = at->filter.words;
    v.show = at->filter.show ? show_codes[at->filter.show] : NULL;
    v.kind = at->filter.kind >= 0 ? kind_codes[at->filter.kind] : NULL;
    v.order = at->filter.document_order ? order_codes[1] : NULL;
    v.page = page__draft_frame(
        w, &d, arena_printf(w->mem, lang_text(w->lang, N_("Rà soát: %.*s")), STR_ARG(v.top.name)),
        at->row != 0);
    for (size_t i = 0; at->row == 0 && i < rows.n; i++) /* the next to check, else the first */
        if (rows.at[i].needs_check)
            at->row = rows.at[i].row;
    if (at->row == 0 && rows.n)
        at->row = rows.at[0].row;
    fill_rows(w, at, &rows, &v);
    fill_filters(w, at, &d, &v);
    fill_bar(w, at, &d, &v);
    a = (struct address){w, *at};
    v.paged = page__pager(w->mem,
                          (rows.total + PAGE__DRAFT_ROWS - 1) / PAGE__DRAFT_ROWS * PAGE_ROWS,
                          at->page, page_address, &a, &v.pager);
    if (at->row && (code = fill_row(w, at, &d, sent, &v)))
        return code;
    if (sent)
        page__draft_form_wrong(w, &v.page, &v.row);
    view_draft_review(&v, w->lang, http_reply_page(w->http, status));
    return ERR_OK;
}

int page_draft_show(struct web_request *w)
{
    struct page__draft_at at;
    int code = page__draft_read(w, &at);

    return code ? code : page__draft_show(w, &at, NULL, 200);
}

/* Readings of words while they are typed ---------------------------------------------------------
 */

struct view_reading page__draft_deadline(const struct web_request *w, struct str words)
{
    return (struct view_reading){"thoi-han-hieu", "thoi-han", words,
                                 str_from(lang_text(w->lang, N_("Chưa nêu thời hạn.")))};
}

struct view_reading page__draft_target(const struct web_request *w, struct str words,
                                       struct str unit)
{
    return (struct view_reading){
        "chi-tieu-hieu", "gia-tri don-vi", app_draft_target_read(w->lang, words, unit, w->mem),
        str_from(lang_text(w->lang, N_("Chưa đọc được giá trị của chỉ tiêu.")))};
}

static int show_reading(struct web_request *w, const struct view_reading *reading)
{
    view_draft_reading(reading, w->lang, http_reply_page(w->http, 200));
    return ERR_OK;
}

int page_draft_deadline(struct web_request *w)
{
    enum { ID, WORDS };
    static const struct http_param in[] = {
        [ID] = {.name = "id", .kind = HTTP_PARAM_ID, .required = true},
        [WORDS] = {.name = "han", .label = N_("Thời hạn"), .kind = HTTP_PARAM_TEXT, .max = 2000},
    };
    struct http_value v[COUNT(in)];
    struct view_reading reading;
    struct str words = STR_NONE;
    int code;

    if ((code = http_param_read(w->http, in, COUNT(in), v, w->e)) ||
        (v[WORDS].has &&
         (code = app_draft_deadline_read(w->app, v[ID].id, v[WORDS].text, w->mem, &words, w->e))))
        return code;
    reading = page__draft_deadline(w, words);
    return show_reading(w, &reading);
}

int page_draft_target(struct web_request *w)
{
    enum { ID, WORDS, UNIT };
    static const struct http_param in[] = {
        [ID] = {.name = "id", .kind = HTTP_PARAM_ID, .required = true},
        [WORDS] = {.name = "target", .label = N_("Mục tiêu"), .kind = HTTP_PARAM_TEXT, .max = 4000},
        [UNIT] = {.name = "unit", .label = N_("Đơn vị"), .kind = HTTP_PARAM_TEXT, .max = 400},
    };
    struct http_value v[COUNT(in)];
    struct view_reading reading;
    int code = http_param_read(w->http, in, COUNT(in), v, w->e);

    if (code)
        return code;
    reading = page__draft_target(w, v[WORDS].text, v[UNIT].text);
    return show_reading(w, &reading);
}
