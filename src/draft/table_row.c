#include "draft/table_priv.h"

enum { MAX_PARTS = 64 };

struct str draft__table_get(struct draft__table *w, const struct draft__record *rec,
                            enum draft__column is)
{
    return draft__record_get(w->r, rec, &w->columns, is, NULL);
}

struct str draft__table_lead(struct draft__table *w, const struct draft__record *rec)
{
    struct str lead = draft__table_get(w, rec, DRAFT__COLUMN_LEAD);

    return lead.n ? lead : draft__table_get(w, rec, DRAFT__COLUMN_BOTH);
}

static struct draft_row *open_row(struct draft__table *w, const struct draft__record *rec,
                                  enum draft_kind kind, struct str name)
{
    struct draft__reading *r = w->r;
    struct draft_row *row = draft__row_open(r, kind, rec->pos);

    row->no = draft__table_path(w, rec->marker == DRAFT__MARK_BULLET ? STR_NONE : rec->number);
    row->group = draft__table_section_text(w);
    row->name = name;
    if (w->columns.title.n)
        draft__row_step(r, row, N_("Dòng của bảng; tên lấy từ cột “%.*s”."),
                        STR_ARG(w->columns.title));
    else
        draft__row_step(r, row, N_("Dòng của bảng; tên lấy từ cột %u, cột này không có tiêu đề."),
                        (unsigned)w->columns.name + 1);
    if (w->line->role == DRAFT__ROLE_FORM || w->line->role == DRAFT__ROLE_SITUATION)
        draft__row_doubt(r, row, N_("bảng này nằm trong biểu mẫu hoặc phần đánh giá"));
    if (w->columns.budget)
        draft__row_doubt(r, row, N_("bảng này phân bổ kinh phí, không ghi thời hạn"));
    w->made++;
    return row;
}

/* Lead and coordinating bodies, from their columns, one mixed cell, or the heading above. */
static void give_bodies(struct draft__table *w, struct draft_row *row, struct str lead,
                        struct str coordinating)
{
    struct draft__reading *r = w->r;
    struct str other = STR_NONE;

    draft__cell_roles(r->mem, lead, &lead, &other);
    lead = draft__cell_bodies(r->mem, lead);
    if (coordinating.n == 0)
        coordinating = other;
    if (lead.n == 0 && draft__table_section_body(w).n) {
        lead = draft__table_section_body(w);
        draft__row_step(r, row, N_("Cơ quan chủ trì lấy từ dòng tiêu đề phía trên."));
    }
    draft__row_lead(r, row, lead);
    draft__row_coordinating(r, row, draft__cell_bodies(r->mem, coordinating));
    if (row->kind == DRAFT_TASK && row->lead_count == 0)
        draft__row_doubt(r, row, N_("chưa rõ cơ quan chủ trì"));
}

static void doubt_guesses(struct draft__table *w, const struct draft__record *rec,
                          struct draft_row *row)
{
    for (uint32_t i = 0; i < w->columns.count; i++)
        if (rec->origin[i] == DRAFT__ORIGIN_GUESSED && rec->text[i].n &&
            w->columns.is[i] != DRAFT__COLUMN_RESULT) {
            draft__row_doubt(w->r, row, N_("có ô mất hoặc để trống, lấy theo dòng trên"));
            return;
        }
}

/* "3" under "Tháng", "II" under "Quý": the header says of what. */
static struct str with_header(struct draft__table *w, struct str s, uint32_t column)
{
    struct str words = w->columns.words[column];
    const char *of = draft__phrase_has(words, "=thang|=thang thuc hien") ? "Tháng"
                     : draft__phrase_has(words, "=quy|=quy thuc hien")   ? "Quý"
                                                                         : NULL;

    if (!of || s.n == 0 || s.n > 20 || draft__column_last_year(s))
        return s;
    for (size_t i = 0; i < s.n; i++)
        if (!strchr("0123456789IVXivx ,-;/", s.p[i]))
            return s;
    return arena_printf(w->r->mem, "%s %.*s", of, STR_ARG(s));
}

/* Of several columns of time ("theo luật", "ngày thực hiện") the first that gives a day. */
struct str draft__table_deadline(struct draft__table *w, const struct draft__record *rec)
{
    struct str first = STR_NONE;

    for (uint32_t i = 0; i < w->columns.count; i++) {
        struct schedule_deadline d;
        struct str s;

        if (w->columns.is[i] != DRAFT__COLUMN_DEADLINE || rec->text[i].n == 0)
            continue;
        s = with_header(w, draft__cell_flow(w->r->mem, rec->text[i]), i);
        if (first.n == 0) {
            first = s;
            continue;
        }
        schedule_deadline_read(w->r->mem, first, &w->r->schedule, &d);
        if (d.has_due)
            return first;
        schedule_deadline_read(w->r->mem, s, &w->r->schedule, &d);
        if (d.has_due)
            return s;
    }
    return first.n ? first
                   : draft__cell_flow(w->r->mem, draft__table_get(w, rec, DRAFT__COLUMN_START));
}

/* Columns of periods that are marked with a cross: from the first marked to the last. */
static struct str marked_periods(struct draft__table *w, const struct draft__record *rec)
{
    struct str first = STR_NONE, last = STR_NONE;

    for (uint32_t i = 0; i < w->columns.count; i++) {
        struct str text = rec->text[i];

        if (!w->columns.period[i].n || text.n == 0 || text.n > 3)
            continue;
        if (first.n == 0)
            first = w->columns.period[i];
        last = w->columns.period[i];
    }
    if (first.n == 0 || str_is(first, last))
        return first;
    return arena_printf(w->r->mem, "%.*s - %.*s", STR_ARG(first), STR_ARG(last));
}

static bool has_deadline_column(const struct draft__table *w)
{
    for (uint32_t i = 0; i < w->columns.count; i++)
        if (w->columns.is[i] == DRAFT__COLUMN_DEADLINE)
            return true;
    return false;
}

static struct str task_deadline(struct draft__table *w, const struct draft__record *rec)
{
    struct str s = draft__table_deadline(w, rec);

    if (s.n == 0)
        s = marked_periods(w, rec);
    return s.n ? s : draft__table_section_period(w, has_deadline_column(w));
}

static size_t lines_of(struct draft__table *w, const struct draft__record *rec,
                       enum draft__column is, struct draft__cell_line **ret)
{
    for (uint32_t i = 0; i < w->columns.count; i++)
        if (w->columns.is[i] == is && rec->cell[i] && rec->text[i].n)
            return draft__cell_lines(w->r->mem, rec->cell[i], ret);
    return 0;
}

static bool all_bodies(struct draft__table *w, const struct draft__cell_line *line, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!draft__cell_is_bodies(w->r->mem, line[i].text))
            return false;
    return n > 1;
}

static bool all_deadlines(struct draft__table *w, const struct draft__cell_line *line, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!draft__cell_is_deadline(w->r, line[i].text))
            return false;
    return n > 1;
}

/* Each line of the name ends as a sentence does, or the next has a bullet: not a wrapped line. */
static bool are_sentences(const struct draft__cell_line *line, size_t n)
{
    for (size_t i = 0; i + 1 < n; i++) {
        struct str s = line[i].text;

        if (line[i + 1].label.n == 0 && !strchr(".;:", s.p[s.n - 1]))
            return false;
    }
    return true;
}

struct parts {
    struct draft__cell_line *name, *lead, *coordinating, *deadline;
    size_t count; /* 0: one task */
    bool leads, deadlines, coordinatings;
};

/* Several tasks in one row: as many lines of leads or deadlines as of names. */
static struct parts split_parts(struct draft__table *w, const struct draft__record *rec)
{
    struct parts p = {0};
    size_t names, leads, deadlines, coordinatings;

    if (!rec->name)
        return p;
    names = draft__cell_lines(w->r->mem, rec->name, &p.name);
    if (names < 2 || names > MAX_PARTS)
        return p;
    leads = lines_of(w, rec, DRAFT__COLUMN_LEAD, &p.lead);
    deadlines = lines_of(w, rec, DRAFT__COLUMN_DEADLINE, &p.deadline);
    coordinatings = lines_of(w, rec, DRAFT__COLUMN_COORDINATING, &p.coordinating);
    if (p.name[0].label.n == 0 && p.name[1].label.n &&
        (leads == names - 1 || deadlines == names - 1)) {
        p.name++; /* "Về các nền tảng số:" over its bullets */
        names--;
    }
    if (names < 2 || !are_sentences(p.name, names))
        return p;
    p.leads = leads == names && all_bodies(w, p.lead, leads);
    p.deadlines = deadlines == names && all_deadlines(w, p.deadline, deadlines);
    p.coordinatings = coordinatings == names && all_bodies(w, p.coordinating, coordinatings);
    if (p.leads || p.deadlines)
        p.count = names;
    return p;
}

static void add_task(struct draft__table *w, const struct draft__record *rec, struct str name,
                     struct str lead, struct str coordinating, struct str deadline)
{
    struct draft_row *row = open_row(w, rec, DRAFT_TASK, name);

    give_bodies(w, row, lead, coordinating);
    draft__row_deadline(w->r, row, deadline);
    row->deliverable = draft__cell_flow(w->r->mem, draft__table_get(w, rec, DRAFT__COLUMN_RESULT));
    doubt_guesses(w, rec, row);
}

void draft__table_make_tasks(struct draft__table *w, const struct draft__record *rec)
{
    struct str lead = draft__table_lead(w, rec), deadline = task_deadline(w, rec);
    struct str coordinating = draft__table_get(w, rec, DRAFT__COLUMN_COORDINATING);
    struct parts p = split_parts(w, rec);

    if (p.count == 0)
        add_task(w, rec, draft__cell_flow(w->r->mem, rec->text[w->columns.name]), lead,
                 coordinating, deadline);
    for (size_t i = 0; i < p.count; i++)
        add_task(w, rec, p.name[i].text, p.leads ? p.lead[i].text : lead,
                 p.coordinatings ? p.coordinating[i].text : coordinating,
                 p.deadlines ? p.deadline[i].text : deadline);
}

static bool has_digit(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] >= '0' && s.p[i] <= '9')
            return true;
    return false;
}

/* "Quy mô kinh tế số (% GRDP)" tells its unit itself. */
static struct str unit_in_name(struct str name)
{
    size_t open = name.n;

    if (name.n == 0 || name.p[name.n - 1] != ')')
        return STR_NONE;
    while (open > 0 && name.p[open - 1] != '(')
        open--;
    if (open == 0 || name.n - open > 30 || has_digit(str_rest(name, open)))
        return STR_NONE;
    return str_trim(str_cut(name, open, name.n - 1));
}

static void add_target(struct draft__table *w, const struct draft__record *rec, struct str name,
                       struct str value, struct str unit, struct str period)
{
    struct draft__reading *r = w->r;
    struct draft_row *row = open_row(w, rec, DRAFT_TARGET, name);
    struct str deadline = period.n ? period : draft__table_deadline(w, rec);

    if (deadline.n == 0)
        deadline = draft__table_section_period(w, false);
    if (deadline.n == 0)
        deadline = w->title_period;
    draft__row_value(r, row, draft__cell_flow(r->mem, value), unit);
    give_bodies(w, row, draft__table_lead(w, rec),
                draft__table_get(w, rec, DRAFT__COLUMN_COORDINATING));
    draft__row_deadline(r, row, deadline);
    row->baseline = draft__cell_flow(r->mem, draft__table_get(w, rec, DRAFT__COLUMN_BASELINE));
    if (row->target_text.n == 0)
        draft__row_doubt(r, row, N_("chưa rõ giá trị của chỉ tiêu"));
    doubt_guesses(w, rec, row);
}

/* The value stands inside the name: "Tỷ lệ … đạt 90%". */
bool draft__table_target_in_name(struct draft__table *w, const struct draft__record *rec,
                                 struct str name, bool must)
{
    struct indicator_phrase *phrase;
    size_t n = indicator_target_find(w->r->mem, name, &phrase);

    if (n == 0 && !must)
        return false;
    if (n == 0)
        add_target(w, rec, name, STR_NONE, STR_NONE, STR_NONE);
    for (size_t i = 0; i < n; i++)
        add_target(w, rec, phrase[i].name.n ? phrase[i].name : name, phrase[i].value,
                   phrase[i].unit, phrase[i].deadline);
    return true;
}

void draft__table_make_targets(struct draft__table *w, const struct draft__record *rec)
{
    struct draft__columns *c = &w->columns;
    struct str name = draft__cell_flow(w->r->mem, rec->text[c->name]);
    struct str unit = draft__cell_flow(w->r->mem, draft__table_get(w, rec, DRAFT__COLUMN_UNIT));
    size_t before = w->made;

    if (unit.n == 0)
        unit = unit_in_name(name);
    for (uint32_t i = 0; i < c->count; i++)
        if (c->is[i] == DRAFT__COLUMN_VALUE && rec->text[i].n)
            add_target(w, rec, name, rec->text[i], unit, c->period[i]);
    if (w->made == before)
        draft__table_target_in_name(w, rec, name, true);
}
