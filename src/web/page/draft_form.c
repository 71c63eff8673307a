/* The form of a row: what it shows, what it sends, what is wrong in it. */

#include <stdlib.h>

#include "app/org.h"
#include "web/page/draft.h"

enum { BODIES = 100 };

/* A field by its names: of the form, of the act (err.h), of the page. */
static const struct field {
    const char *name, *act, *id;
} fields[] = {
    {"name", "name", "ten"},
    {"no", "no", "so"},
    {"heading", "heading", "nhom"},
    {"han", "deadline_text", "thoi-han"},
    {"due", "due", "ngay-han"},
    {"deliverable", "deliverable", "san-pham"},
    {"unit", "unit", "don-vi"},
    {"target", "target_text", "gia-tri"},
    {"baseline", "baseline", "hien-trang"},
    {"kind", "kind", "loai-dong"},
    {"lead", "lead", "lead-them"},
    {"coordinating", "coordinating", "coordinating-them"},
};

struct str page__draft_org_name(const struct web_request *w, int64_t id)
{
    const struct plan_org_list *list = app_org_list_take(w->app, w->e);
    struct str name = STR_NONE;
    const struct plan_org *at;
    size_t n;

    if (!list)
        return name;
    at = plan_org_list_bodies(list, &n);
    for (size_t i = 0; i < n && !name.p; i++)
        if (at[i].id == id)
            name = arena_copy(w->mem, at[i].name);
    app_org_list_give(w->app, list);
    return name;
}

struct str page__draft_bodies(struct arena *mem, const struct app_draft_bodies *b)
{
    struct str all = STR("");

    for (size_t i = 0; i < b->n; i++) {
        struct str name = b->at[i].org ? b->at[i].name : b->at[i].words;

        all = arena_printf(mem, "%.*s%s%.*s", STR_ARG(all), i ? "; " : "", STR_ARG(name));
    }
    return all;
}

/* Known bodies are chips, doubtful ones questions where the list has an answer. */
static bool is_known(const struct app_draft_body *b)
{
    return b->org && b->certainty >= PLAN_ORG_KNOWN;
}
static bool is_asked(const struct app_draft_body *b)
{
    return !is_known(b) && b->candidates.n;
}

/* What was sent ----------------------------------------------------------------------------------
 */

struct choices {
    struct app_draft_choice *at;
    size_t n;
};

static void choose(struct choices *c, int64_t org, struct str words)
{
    if (c->n < BODIES)
        c->at[c->n++] = (struct app_draft_choice){org, words};
}

/* By which words of the row a body came that was kept. */
static struct str words_of(const struct app_draft_bodies *stored, int64_t org)
{
    for (size_t i = 0; i < stored->n; i++)
        if (stored->at[i].org == org)
            return stored->at[i].words;
    return STR_NONE;
}

/* "lead-2", answer to the question about the third body of the row: a body, nothing yet, or that
 * it is none ("bo"). */
static void read_answers(const struct web_request *w, const char *role,
                         const struct app_draft_bodies *stored, struct choices *c)
{
    for (size_t i = 0; i < stored->n; i++) {
        struct str sent = http_request_field(w->http, arena_printf(w->mem, "%s-%zu", role, i).p);

        if (!sent.p || str_is(sent, STR("bo")))
            continue;
        choose(c, strtoll(arena_copy(w->mem, sent).p, NULL, 10), stored->at[i].words);
    }
}

static struct choices read_bodies(const struct web_request *w, const char *role,
                                  const struct http_value *ids, const struct http_value *words,
                                  const struct http_value *typed,
                                  const struct app_draft_bodies *stored)
{
    struct choices c = {ARENA_MANY(w->mem, struct app_draft_choice, BODIES), 0};

    for (size_t i = 0; i < ids->n; i++)
        choose(&c, ids->list[i].id, words_of(stored, ids->list[i].id));
    for (size_t i = 0; i < words->n; i++)
        choose(&c, 0, words->list[i].text);
    read_answers(w, role, stored, &c);
    if (typed->has)
        choose(&c, 0, typed->text);
    return c;
}

enum {
    EDIT,
    THEN,
    NAME,
    NO,
    HEADING,
    KIND,
    DEADLINE,
    DUE,
    DELIVERABLE,
    UNIT,
    TARGET,
    BASELINE,
    LEAD,
    LEAD_WORDS,
    LEAD_TYPED,
    COORDINATING,
    COORDINATING_WORDS,
    COORDINATING_TYPED,
    FIELDS
};
static const char *const kinds[] = {"nhiem-vu", "chi-tieu", NULL};
static const struct http_param params[FIELDS] = {
    [EDIT] = {.name = "edit", .kind = HTTP_PARAM_ID, .required = true},
    [THEN] = {.name = "then", .kind = HTTP_PARAM_TEXT, .max = 10},
    [NAME] = {.name = "name", .label = N_("Tên"), .kind = HTTP_PARAM_LINES, .max = 4000},
    [NO] = {.name = "no", .label = N_("Số"), .kind = HTTP_PARAM_TEXT, .max = 100},
    [HEADING] = {.name = "heading", .label = N_("Nhóm"), .kind = HTTP_PARAM_TEXT, .max = 2000},
    [KIND] = {.name = "kind", .label = N_("Loại dòng"), .kind = HTTP_PARAM_CODE, .codes = kinds},
    [DEADLINE] = {.name = "han", .label = N_("Thời hạn"), .kind = HTTP_PARAM_TEXT, .max = 2000},
    [DUE] = {.name = "due", .label = N_("Ngày đến hạn"), .kind = HTTP_PARAM_DAY},
    [DELIVERABLE] = {.name = "deliverable",
                     .label = N_("Sản phẩm"),
                     .kind = HTTP_PARAM_LINES,
                     .max = 2000},
    [UNIT] = {.name = "unit", .label = N_("Đơn vị"), .kind = HTTP_PARAM_TEXT, .max = 200},
    [TARGET] = {.name = "target", .label = N_("Mục tiêu"), .kind = HTTP_PARAM_LINES, .max = 2000},
    [BASELINE] = {.name = "baseline",
                  .label = N_("Hiện trạng"),
                  .kind = HTTP_PARAM_TEXT,
                  .max = 2000},
    [LEAD] = {.name = "lead", .label = N_("Chủ trì"), .kind = HTTP_PARAM_ID, .many = BODIES},
    [LEAD_WORDS] = {.name = "lead-words", .kind = HTTP_PARAM_TEXT, .many = BODIES},
    [LEAD_TYPED] = {.name = "lead-them", .label = N_("Chủ trì"), .kind = HTTP_PARAM_TEXT},
    [COORDINATING] = {.name = "coordinating",
                      .label = N_("Phối hợp"),
                      .kind = HTTP_PARAM_ID,
                      .many = BODIES},
    [COORDINATING_WORDS] = {.name = "coordinating-words", .kind = HTTP_PARAM_TEXT, .many = BODIES},
    [COORDINATING_TYPED] = {.name = "coordinating-them",
                            .label = N_("Phối hợp"),
                            .kind = HTTP_PARAM_TEXT},
};

/* Line breaks of a table's cell as a field of one line shows them. */
static struct str one_line(struct arena *mem, struct str s)
{
    struct str copy = arena_copy(mem, s);

    for (size_t i = 0; i < copy.n; i++)
        if (copy.p[i] == '\n')
            ((char *)(uintptr_t)copy.p)[i] = ' ';
    return copy;
}

/* The stored words where the form did not have the field, or sent them as it showed them. */
static struct str sent(const struct web_request *w, const char *name, struct str value,
                       struct str stored)
{
    if (!http_request_field(w->http, name).p || str_is(value, one_line(w->mem, stored)))
        return stored;
    return value;
}

int page__draft_form_read(struct web_request *w, const struct app_draft_row *stored,
                          struct page__draft_sent *ret)
{
    struct http_value v[FIELDS];
    int code = http_param_read(w->http, params, FIELDS, v, w->e);
    struct choices lead = read_bodies(w, "lead", &v[LEAD], &v[LEAD_WORDS], &v[LEAD_TYPED],
                                      &stored->lead);
    struct choices rest = read_bodies(w, "coordinating", &v[COORDINATING], &v[COORDINATING_WORDS],
                                      &v[COORDINATING_TYPED], &stored->coordinating);
#define SENT(field, old) sent(w, params[field].name, v[field].text, old)

    *ret = (struct page__draft_sent){
        .change = {.no = SENT(NO, stored->no),
                   .heading = SENT(HEADING, stored->heading),
                   .name = SENT(NAME, stored->name),
                   .deadline_text = SENT(DEADLINE, stored->deadline_text),
                   .deliverable = SENT(DELIVERABLE, stored->deliverable),
                   .unit = SENT(UNIT, stored->unit),
                   .target_text = SENT(TARGET, stored->target_text),
                   .baseline = SENT(BASELINE, stored->baseline),
                   .kind = v[KIND].has ? (enum draft_kind)v[KIND].code : stored->kind,
                   .lead = lead.at,
                   .lead_count = lead.n,
                   .coordinating = rest.at,
                   .coordinating_count = rest.n,
                   .due_fixed = v[DUE].has,
                   .has_due = v[DUE].has,
                   .due = v[DUE].day},
        .due = http_request_field(w->http, "due"),
        .version = v[EDIT].id,
        .go_on = str_is(v[THEN].text, STR("next")),
    };
#undef SENT
    return code;
}

/* What is shown ----------------------------------------------------------------------------------
 */

static bool was_chosen(const struct app_draft_choice *c, size_t n, int64_t org, struct str words)
{
    for (size_t i = 0; i < n; i++)
        if (c[i].org == org && (org || str_is(c[i].words, words)))
            return true;
    return false;
}

struct pick {
    const struct web_request *w;
    const char *role;
    const struct app_draft_bodies *stored;
    const struct app_draft_choice *sent; /* NULL: show what is stored */
    size_t sent_n;
};

static struct view_box radio(const struct pick *p, size_t i, const char *value, struct str words,
                             bool on)
{
    struct arena *mem = p->w->mem;

    return (struct view_box){
        .name = arena_printf(mem, "%s-%zu", p->role, i),
        .id = arena_printf(mem, "%s-%zu-%s", p->role, i, *value ? value : "de"),
        .value = str_from(value),
        .words = words,
        .on = on};
}

static struct view_ask ask(const struct pick *p, size_t i)
{
    const struct app_draft_body *b = &p->stored->at[i];
    struct view_box *box = ARENA_MANY(p->w->mem, struct view_box, b->candidates.n + 2);
    struct view_ask a = {.id = arena_printf(p->w->mem, "%s-hoi-%zu", p->role, i),
                         .words = b->words};
    bool later = p->sent && was_chosen(p->sent, p->sent_n, 0, b->words), found = later;
    size_t n = 0;

    for (size_t k = 0; k < b->candidates.n; k++) {
        const struct app_org *org = &b->candidates.at[k];
        bool on = p->sent ? !later && was_chosen(p->sent, p->sent_n, org->id, STR_NONE)
                          : b->org == org->id;

        box[n++] = radio(p, i, arena_printf(p->w->mem, "%lld", (long long)org->id).p, org->name,
                         on && !found);
        found |= on;
    }
    box[n++] = radio(p, i, "", str_from(lang_text(p->w->lang, N_("Để sau, giữ nguyên chữ"))),
                     later || (!found && !p->sent));
    box[n++] = radio(p, i, "bo", str_from(lang_text(p->w->lang, N_("Không phải cơ quan, bỏ đi"))),
                     !found && p->sent);
    a.radios.at = box;
    a.radios.n = n;
    return a;
}

static struct view_box chip(const struct pick *p, size_t i, int64_t org, struct str words, bool on)
{
    struct arena *mem = p->w->mem;
    struct view_box box = {.id = arena_printf(mem, "%s-chip-%zu", p->role, i), .on = on};

    if (org) {
        box.name = str_from(p->role);
        box.value = arena_printf(mem, "%lld", (long long)org);
        box.words = words;
    } else {
        box.name = arena_printf(mem, "%s-words", p->role);
        box.value = words;
        box.words = arena_printf(mem, lang_text(p->w->lang, N_("%.*s (chưa rõ)")), STR_ARG(words));
    }
    return box;
}

/* Chosen in the form, and not of the row. */
static bool is_new(const struct pick *p, const struct app_draft_choice *c)
{
    for (size_t i = 0; i < p->stored->n; i++) {
        const struct app_draft_body *b = &p->stored->at[i];

        if (c->org ? b->org == c->org : str_is(b->words, c->words))
            return false;
        for (size_t k = 0; k < b->candidates.n; k++)
            if (c->org && b->candidates.at[k].id == c->org)
                return false;
    }
    return true;
}

static struct view_pick fill_pick(const struct pick *p)
{
    size_t room = p->stored->n + p->sent_n + 1, asks = 0, chips = 0;
    struct view_ask *asked = ARENA_MANY(p->w->mem, struct view_ask, room);
    struct view_box *box = ARENA_MANY(p->w->mem, struct view_box, room);
    struct view_pick v = {.role = p->role};
    struct str words = STR("");

    for (size_t i = 0; i < p->stored->n; i++) {
        const struct app_draft_body *b = &p->stored->at[i];
        bool known = is_known(b);

        words = arena_printf(p->w->mem, "%.*s%s%.*s", STR_ARG(words), i ? "; " : "",
                             STR_ARG(b->words));
        if (is_asked(b))
            asked[asks++] = ask(p, i);
        else
            box[chips++] = chip(p, i, known ? b->org : 0, known ? b->name : b->words,
                                !p->sent ||
                                    was_chosen(p->sent, p->sent_n, known ? b->org : 0, b->words));
    }
    for (size_t i = 0; i < p->sent_n; i++)
        if (is_new(p, &p->sent[i]))
            box[chips] = chip(p, p->stored->n + i, p->sent[i].org,
                              p->sent[i].org ? page__draft_org_name(p->w, p->sent[i].org)
                                             : p->sent[i].words,
                              true),
            chips++;
    v.words = words;
    v.asks.at = asked;
    v.asks.n = asks;
    v.boxes.at = box;
    v.boxes.n = chips;
    return v;
}

static struct view_field field(const struct web_request *w, const char *name, const char *part,
                               const char *label, struct str value)
{
    struct view_field f = {
        .name = name, .part = part, .label = str_from(lang_text(w->lang, label)), .value = value};

    for (size_t i = 0; i < COUNT(fields); i++)
        if (strcmp(fields[i].name, name) == 0)
            f.id = fields[i].id;
    f.lines = strcmp(name, "deliverable") == 0;
    if (!f.lines && strcmp(name, "name") != 0)
        f.value = one_line(w->mem, value);
    return f;
}

static struct str day_text(const struct web_request *w, bool has, struct day day)
{
    char text[11];

    return has ? arena_copy(w->mem, str_from(day_written(day, text))) : STR_NONE;
}

static void fill_fields(const struct web_request *w, const struct app_draft_change *c,
                        struct str due, struct view_draft_form *v)
{
    v->name = field(w, "name", "name", N_("Tên"), c->name);
    v->no = field(w, "no", NULL, N_("Số"), c->no);
    v->heading = field(w, "heading", NULL, N_("Nhóm"), c->heading);
    v->deadline = field(w, "han", "deadline", N_("Thời hạn"), c->deadline_text);
    v->due = field(w, "due", NULL, N_("Ngày do người rà soát ấn định (để trống: theo lời văn)"),
                   due);
    v->deliverable = field(w, "deliverable", "deliverable", N_("Sản phẩm"), c->deliverable);
    v->unit = field(w, "unit", "unit", N_("Đơn vị"), c->unit);
    v->target_text = field(w, "target", "target", N_("Mục tiêu"), c->target_text);
    v->baseline = field(w, "baseline", NULL, N_("Hiện trạng"), c->baseline);
    v->target = c->kind == DRAFT_TARGET;
}

static void fill_urls(const struct web_request *w, const struct page__draft_at *at,
                      const struct app_draft_row *r, struct view_draft_form *v)
{
    v->save_url = page__draft_save_url(w, at);
    v->check_url = page__draft_url(w, at, r->row, "dung", NULL);
    v->split_url = page__draft_url(w, at, r->row, "tach", NULL);
    v->merge_url = page__draft_url(w, at, r->row, "gop", NULL);
    v->add_url = page__draft_url(w, at, r->row, "them", NULL);
    v->drop_url = page__draft_url(w, at, r->row, "bo", NULL);
    v->restore_url = page__draft_url(w, at, r->row, "lay-lai", NULL);
    v->read_url = page__draft_url_of(w, at->draft, "doc-han");
    v->target_url = page__draft_url_of(w, at->draft, "doc-chi-tieu");
}

static void fill_steps(const struct web_request *w, struct str steps, struct view_draft_form *v)
{
    struct str *line = NULL, one;
    size_t n = 0, room = 0;

    while (str_next(&steps, '\n', &one))
        if (one.n)
            ARENA_PUSH(w->mem, line, n, room, one);
    v->steps.at = line;
    v->steps.n = n;
}

static bool has_undecided(const struct app_draft_bodies *b)
{
    for (size_t i = 0; i < b->n; i++)
        if (!is_known(&b->at[i]))
            return true;
    return false;
}

/* "Đọc từ câu văn giao việc. Có cơ quan chưa rõ." */
struct str page__draft_why(const struct web_request *w, const struct app_draft_row *r)
{
    bool bodies = has_undecided(&r->lead) || has_undecided(&r->coordinating);

    return arena_printf(w->mem, "%.*s%s%s", STR_ARG(r->reason), r->reason.n && bodies ? "; " : "",
                        bodies ? lang_text(w->lang, N_("có cơ quan chưa rõ")) : "");
}

void page__draft_form(const struct web_request *w, const struct page__draft_at *at,
                      const struct app_draft_one *one, bool open,
                      const struct page__draft_sent *sent, struct view_draft_form *ret)
{
    const struct app_draft_row *r = &one->row;
    const struct app_draft_change stored = {.no = r->no,
                                            .heading = r->heading,
                                            .name = r->name,
                                            .deadline_text = r->deadline_text,
                                            .deliverable = r->deliverable,
                                            .unit = r->unit,
                                            .target_text = r->target_text,
                                            .baseline = r->baseline,
                                            .kind = r->kind};
    const struct app_draft_change *c = sent ? &sent->change : &stored;
    struct view_draft_form v = {.title = page__draft_row_title(w, r),
                                .editable = open && !r->dropped,
                                .dropped = open && r->dropped,
                                .can_check = !r->checked && r->name.n,
                                .version = sent ? sent->version : r->version,
                                .restored = r->restored,
                                .reading = page__draft_deadline(w, r->deadline_words),
                                .target_reading = page__draft_target(w, c->target_text, c->unit),
                                .more = r->name.n == 0};

    if (r->needs_check)
        v.why = page__draft_why(w, r);
    fill_fields(w, c, sent ? sent->due : day_text(w, r->due_fixed && r->has_due, r->due), &v);
    fill_urls(w, at, r, &v);
    fill_steps(w, one->steps, &v);
    v.lead_words = page__draft_bodies(w->mem, &r->lead);
    v.coordinating_words = page__draft_bodies(w->mem, &r->coordinating);
    v.lead = fill_pick(
        &(struct pick){w, "lead", &r->lead, sent ? c->lead : NULL, sent ? c->lead_count : 0});
    v.coordinating = fill_pick(&(struct pick){w, "coordinating", &r->coordinating,
                                              sent ? c->coordinating : NULL,
                                              sent ? c->coordinating_count : 0});
    v.lead.label = str_from(lang_text(w->lang, v.target ? N_("Cơ quan theo dõi") : N_("Chủ trì")));
    v.lead.add = str_from(
        lang_text(w->lang, v.target ? N_("Thêm cơ quan theo dõi") : N_("Thêm cơ quan chủ trì")));
    v.coordinating.label = str_from(lang_text(w->lang, N_("Phối hợp")));
    v.coordinating.add = str_from(lang_text(w->lang, N_("Thêm cơ quan phối hợp")));
    *ret = v;
}

/* What is wrong ----------------------------------------------------------------------------------
 */

static struct str *error_of(struct view_draft_form *form, const char *id)
{
    struct view_field *all[] = {&form->name,     &form->no,          &form->heading,
                                &form->deadline, &form->due,         &form->deliverable,
                                &form->unit,     &form->target_text, &form->baseline};

    for (size_t i = 0; i < COUNT(all); i++)
        if (strcmp(all[i]->id, id) == 0)
            return &all[i]->error;
    return strcmp(id, "lead-them") == 0           ? &form->lead.error
           : strcmp(id, "coordinating-them") == 0 ? &form->coordinating.error
                                                  : NULL;
}

static const char *id_of(const char *name)
{
    for (size_t i = 0; i < COUNT(fields); i++)
        if (strcmp(fields[i].name, name) == 0 || strcmp(fields[i].act, name) == 0 ||
            strcmp(fields[i].id, name) == 0)
            return fields[i].id;
    return "ten";
}

void page__draft_form_wrong(const struct web_request *w, struct view_page *page,
                            struct view_draft_form *form)
{
    size_t n = w->http->problem_n ? w->http->problem_n : 1;
    struct view_problem *problem = ARENA_MANY(w->mem, struct view_problem, n);

    for (size_t i = 0; i < n; i++) {
        bool of_act = w->http->problem_n == 0;
        const char *id = id_of(of_act ? w->e->field ? w->e->field : "name"
                                      : w->http->problem[i].name);
        struct str words = of_act ? arena_copy(w->mem, str_from(w->e->text))
                                  : w->http->problem[i].sentence;
        struct str *error = error_of(form, id);

        problem[i] = (struct view_problem){arena_printf(w->mem, "#%s", id), words};
        if (error && error->n == 0)
            *error = words;
        form->more |= strcmp(id, "so") == 0 || strcmp(id, "nhom") == 0 ||
                      strcmp(id, "loai-dong") == 0;
    }
    page->wrong = true;
    page->summary.title = str_from(lang_text(w->lang, N_("Chưa lưu được dòng này")));
    page->summary.problems.at = problem;
    page->summary.problems.n = n;
}
