/* What is done to a row of a draft, each then shown again or the next one. */

#include "web/page/draft.h"
#include "web/view/compiled.h"

/* Where the reviewer goes on after the row. */
static int64_t next_of(const struct app_draft_one *one)
{
    int64_t row = one->row.row;

    if (one->next_to_check && one->next_to_check != row)
        return one->next_to_check;
    return one->after ? one->after : one->before;
}

static int load(struct web_request *w, struct page__draft_at *at, struct app_draft_one *ret)
{
    int code = page__draft_read(w, at);

    return code ? code
                : app_draft_row_view(w->app, w->who, at->draft, at->row, &at->filter, w->mem, ret,
                                     w->e);
}

static int go(struct web_request *w, const struct page__draft_at *at, int64_t row, const char *done)
{
    return http_reply_redirect(w->http, page__draft_url(w, at, row, NULL, done), w->e);
}

/* Somebody else was first ------------------------------------------------------------------------
 */

static struct str chosen(const struct web_request *w, const struct app_draft_choice *c, size_t n)
{
    struct str all = STR("");

    for (size_t i = 0; i < n; i++) {
        struct str name = c[i].org ? page__draft_org_name(w, c[i].org) : c[i].words;

        all = arena_printf(w->mem, "%.*s%s%.*s", STR_ARG(all), i ? "; " : "", STR_ARG(name));
    }
    return all;
}

static struct str due_text(const struct web_request *w, const struct app_draft_row *r)
{
    char text[11];

    return r->due_fixed && r->has_due ? arena_copy(w->mem, str_from(day_written(r->due, text)))
                                      : STR("");
}

static void fill_both(const struct web_request *w, const struct app_draft_row *r,
                      const struct page__draft_sent *s, struct view_draft_conflict *v)
{
    const struct app_draft_change *c = &s->change;
    const struct {
        const char *label;
        struct str stored, mine;
    } all[] = {
        {N_("Tên"), r->name, c->name},
        {N_("Số"), r->no, c->no},
        {N_("Nhóm"), r->heading, c->heading},
        {N_("Mục tiêu"), r->target_text, c->target_text},
        {N_("Đơn vị"), r->unit, c->unit},
        {N_("Hiện trạng"), r->baseline, c->baseline},
        {N_("Chủ trì"), page__draft_bodies(w->mem, &r->lead), chosen(w, c->lead, c->lead_count)},
        {N_("Phối hợp"), page__draft_bodies(w->mem, &r->coordinating),
         chosen(w, c->coordinating, c->coordinating_count)},
        {N_("Thời hạn"), r->deadline_text, c->deadline_text},
        {N_("Ngày đến hạn"), due_text(w, r), s->due},
        {N_("Sản phẩm"), r->deliverable, c->deliverable},
    };
    struct view_draft_both *both = ARENA_MANY(w->mem, struct view_draft_both, COUNT(all));
    size_t n = 0;

    for (size_t i = 0; i < COUNT(all); i++)
        if (i == 0 || all[i].stored.n || all[i].mine.n)
            both[n++] = (struct view_draft_both){str_from(lang_text(w->lang, all[i].label)),
                                                 all[i].stored, all[i].mine,
                                                 !str_is(all[i].stored, all[i].mine)};
    v->both.at = both;
    v->both.n = n;
}

/* The form as it was sent, its answers as what was chosen: the stored row may ask others. */
static void fill_again(const struct web_request *w, const struct page__draft_sent *s,
                       struct view_draft_conflict *v)
{
    const struct app_draft_change *c = &s->change;
    const struct view_box words[] = {
        {.name = STR("name"), .value = c->name},
        {.name = STR("no"), .value = c->no},
        {.name = STR("heading"), .value = c->heading},
        {.name = STR("kind"), .value = c->kind == DRAFT_TASK ? STR("nhiem-vu") : STR("chi-tieu")},
        {.name = STR("han"), .value = c->deadline_text},
        {.name = STR("due"), .value = s->due},
        {.name = STR("deliverable"), .value = c->deliverable},
        {.name = STR("unit"), .value = c->unit},
        {.name = STR("target"), .value = c->target_text},
        {.name = STR("baseline"), .value = c->baseline},
    };
    size_t n = COUNT(words);
    struct view_box *box = ARENA_MANY(w->mem, struct view_box,
                                      n + c->lead_count + c->coordinating_count);

    memcpy(box, words, sizeof(words));
    for (size_t i = 0; i < c->lead_count + c->coordinating_count; i++) {
        bool lead = i < c->lead_count;
        const struct app_draft_choice *one = lead ? &c->lead[i]
                                                  : &c->coordinating[i - c->lead_count];
        const char *role = lead ? "lead" : "coordinating";

        box[n++] = one->org ? (struct view_box){.name = str_from(role),
                                                .value = arena_printf(w->mem, "%lld",
                                                                      (long long)one->org)}
                            : (struct view_box){.name = arena_printf(w->mem, "%s-words", role),
                                                .value = one->words};
    }
    v->fields.at = box;
    v->fields.n = n;
}

static int show_conflict(struct web_request *w, const struct page__draft_at *at,
                         const struct app_draft_row *r, const struct page__draft_sent *s)
{
    struct view_draft_conflict v = {.title = page__draft_row_title(w, r),
                                    .save_url = page__draft_save_url(w, at),
                                    .keep_url = page__draft_url(w, at, at->row, NULL, NULL),
                                    .version = r->version};
    struct app_draft d;
    int code = app_draft_view(w->app, w->who, at->draft, w->mem, &d, w->e);

    if (code)
        return code;
    if (d.line.state != APP_DRAFT_OPEN)
        return (int)w->e->code; /* the page of the error says it */
    v.page = page__draft_frame(w, &d, str_from(lang_text(w->lang, N_("Dòng này vừa được sửa"))),
                               true);
    fill_both(w, r, s, &v);
    fill_again(w, s, &v);
    view_draft_conflict(&v, w->lang, http_reply_page(w->http, 409));
    return ERR_OK;
}

/* Saving -----------------------------------------------------------------------------------------
 */

int page_draft_row_save(struct web_request *w)
{
    struct page__draft_sent sent;
    struct page__draft_at at;
    struct app_draft_one one;
    int64_t next;
    int code;

    if ((code = load(w, &at, &one)))
        return code;
    if ((code = page__draft_form_read(w, &one.row, &sent)))
        return code == ERR_USAGE ? page__draft_show(w, &at, &sent, 422) : code;
    code = app_draft_row_change(w->app, w->who, at.draft, at.row, sent.version, &sent.change, w->e);
    if (code == ERR_USAGE)
        return page__draft_show(w, &at, &sent, 422);
    if (code == ERR_CONFLICT)
        return show_conflict(w, &at, &one.row, &sent);
    if (code)
        return code;
    next = next_of(&one);
    return go(w, &at, sent.go_on && next ? next : at.row, "luu");
}

/* What needs no more than the row and its version ------------------------------------------------
 */

static int read_version(struct web_request *w, int64_t *ret)
{
    static const struct http_param in[] = {
        {.name = "edit", .kind = HTTP_PARAM_ID, .required = true},
    };
    struct http_value v[COUNT(in)];
    int code = http_param_read(w->http, in, COUNT(in), v, w->e);

    *ret = v[0].id;
    return code;
}

typedef int act(struct app *, struct app_who, int64_t, int64_t, int64_t, struct err *);

/* `on`: to the next row, else the same one is shown again. */
static int act_on(struct web_request *w, act *does, const char *done, bool on)
{
    struct page__draft_at at;
    struct app_draft_one one;
    int64_t version, next;
    int code;

    if ((code = load(w, &at, &one)) || (code = read_version(w, &version)) ||
        (code = does(w->app, w->who, at.draft, at.row, version, w->e)))
        return code;
    next = next_of(&one);
    return go(w, &at, on && next ? next : at.row, done);
}

int page_draft_row_check(struct web_request *w)
{
    return act_on(w, app_draft_row_check, "dung", true);
}

int page_draft_row_drop(struct web_request *w)
{
    return act_on(w, app_draft_row_drop, "bo", true);
}

int page_draft_row_restore(struct web_request *w)
{
    return act_on(w, app_draft_row_restore, "lay-lai", false);
}

int page_draft_row_merge(struct web_request *w)
{
    struct page__draft_at at;
    int64_t version, row;
    int code;

    if ((code = page__draft_read(w, &at)) || (code = read_version(w, &version)) ||
        (code = app_draft_row_merge(w->app, w->who, at.draft, at.row, version, &row, w->e)))
        return code;
    return go(w, &at, row, "gop");
}

/* Behind a row, or at the end of a draft. */
int page_draft_row_add(struct web_request *w)
{
    struct page__draft_at at;
    enum draft_kind kind = DRAFT_TASK;
    struct app_draft_one one;
    int64_t row;
    int code;

    if ((code = page__draft_read(w, &at)))
        return code;
    if (at.row) {
        if ((code = app_draft_row_view(w->app, w->who, at.draft, at.row, &at.filter, w->mem, &one,
                                       w->e)))
            return code;
        kind = one.row.kind;
    } else if (at.filter.kind >= 0) {
        kind = (enum draft_kind)at.filter.kind;
    }
    if ((code = app_draft_row_add(w->app, w->who, at.draft, at.row, kind, &row, w->e)))
        return code;
    return go(w, &at, row, "them");
}

int page_draft_row_undo(struct web_request *w)
{
    struct page__draft_at at;
    int64_t row;
    int code;

    if ((code = page__draft_read(w, &at)) ||
        (code = app_draft_undo(w->app, w->who, at.draft, &row, w->e)))
        return code;
    return go(w, &at, row, "hoan-tac");
}

/* Splitting --------------------------------------------------------------------------------------
 */

enum { CUTS = 40 };

/* Behind a line, a sentence, or a part of an enumeration. */
static bool is_cut(struct str s, size_t i)
{
    if (s.p[i] == '\n')
        return true;
    return (s.p[i] == '.' || s.p[i] == ';') && i + 1 < s.n && (s.p[i + 1] == ' ');
}

static struct str shortened(struct arena *mem, struct str s, bool end)
{
    enum { SHOWN = 160 };

    s = str_trim(s);
    if (s.n <= SHOWN)
        return s;
    if (!end)
        return arena_printf(mem, "%.*s…", STR_ARG(str_whole(str_cut(s, 0, SHOWN))));
    for (size_t at = s.n - SHOWN; at < s.n; at++)
        if (s.p[at] == ' ')
            return arena_printf(mem, "…%.*s", STR_ARG(str_rest(s, at + 1)));
    return s;
}

static void fill_cuts(const struct web_request *w, struct str name, struct view_draft_split *v)
{
    struct view_draft_cut *cut = ARENA_MANY(w->mem, struct view_draft_cut, CUTS);
    size_t n = 0;

    for (size_t i = 0; i + 1 < name.n && n < CUTS; i++) {
        if (!is_cut(name, i) || str_trim(str_rest(name, i + 1)).n == 0 ||
            str_trim(str_cut(name, 0, i)).n == 0)
            continue;
        cut[n] = (struct view_draft_cut){
            .id = arena_printf(w->mem, "cat-%zu", n),
            .value = arena_printf(w->mem, "%zu", i + 1),
            .before = shortened(w->mem, str_cut(name, 0, i + 1), true),
            .after = shortened(w->mem, str_rest(name, i + 1), false),
            .on = n == 0,
        };
        n++;
    }
    v->cuts.at = cut;
    v->cuts.n = n;
}

int page_draft_row_cuts(struct web_request *w)
{
    struct view_draft_split v = {0};
    struct page__draft_at at;
    struct app_draft_one one;
    struct app_draft d;
    int code;

    if ((code = load(w, &at, &one)) ||
        (code = app_draft_view(w->app, w->who, at.draft, w->mem, &d, w->e)))
        return code;
    v.title = page__draft_row_title(w, &one.row);
    v.page = page__draft_frame(
        w, &d, arena_printf(w->mem, lang_text(w->lang, N_("Tách %.*s")), STR_ARG(v.title)), true);
    v.name = one.row.name;
    v.version = one.row.version;
    v.save_url = page__draft_url(w, &at, at.row, "tach", NULL);
    v.back_url = page__draft_url(w, &at, at.row, NULL, NULL);
    fill_cuts(w, one.row.name, &v);
    view_draft_split(&v, w->lang, http_reply_page(w->http, 200));
    return ERR_OK;
}

int page_draft_row_split(struct web_request *w)
{
    enum { EDIT, PLACE };
    static const struct http_param in[] = {
        [EDIT] = {.name = "edit", .kind = HTTP_PARAM_ID, .required = true},
        [PLACE] = {.name = "at",
                   .label = N_("Chỗ cắt"),
                   .kind = HTTP_PARAM_INT,
                   .min = 1,
                   .max = 100000,
                   .required = true},
    };
    struct http_value v[COUNT(in)];
    struct page__draft_at at;
    int64_t row;
    int code;

    if ((code = page__draft_read(w, &at)) ||
        (code = http_param_read(w->http, in, COUNT(in), v, w->e)) ||
        (code = app_draft_row_split(w->app, w->who, at.draft, at.row, v[EDIT].id,
                                    (size_t)v[PLACE].number, &row, w->e)))
        return code;
    return go(w, &at, row, "tach");
}
