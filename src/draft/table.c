#include "draft/table_priv.h"

/* A sheet may put so many rows of title before its header. */
enum { MAX_SECTIONS = 8, MAX_PARTS = 64, MAX_TITLE_ROWS = 12 };

/* A row of one heading: what stands under it belongs to it. */
struct section {
    struct str number, text;
    struct str period; /* "đến năm 2030": deadline of the targets under it */
    struct str body;   /* the heading names a body: lead of the rows under it */
    int rank;          /* a heading ends all those of its own rank and below */
    bool goal;         /* "Chỉ tiêu", "Mục tiêu" */
};

struct walk {
    struct draft__reading *r;
    const struct draft__line *line; /* of the table */
    struct draft__columns columns;
    struct section section[MAX_SECTIONS];
    size_t depth;
    struct draft__record held;  /* waits for its successor, which may continue or explain it */
    struct draft__record above; /* the last row that was a task or target */
    bool merges_lost;           /* the format knows no merged cells: they come as empty ones */
    size_t made;
    struct str title_period;     /* of the heading over a table of targets */
    struct schedule_rules rules; /* with the year of the heading over the table */
};

/* "II.1": counts on under a roman number. */
static bool is_roman_led(struct str number)
{
    return number.n > 0 && number.p[0] >= 'A';
}

static int rank_of(const struct draft__record *rec)
{
    int dots = 0;

    switch (rec->marker) {
    case DRAFT__MARK_PART:
        return 10;
    case DRAFT__MARK_ROMAN:
        return 20;
    case DRAFT__MARK_DECIMAL:
        for (size_t i = 0; i + 1 < rec->number.n; i++)
            dots += rec->number.p[i] == '.';
        return 30 + 10 * (dots - (is_roman_led(rec->number) && dots > 0));
    case DRAFT__MARK_LETTER:
        return 80;
    case DRAFT__MARK_BULLET:
        return 90;
    case DRAFT__MARK_NONE:
        break;
    }
    return 25; /* between roman and decimal numbers */
}

/* "1." and "(1)" → "1" */
static struct str bare_number(struct str s)
{
    s = str_trim(s);
    while (s.n && strchr(".)/:-", s.p[s.n - 1]))
        s.n--;
    while (s.n && s.p[0] == '(')
        s = str_rest(s, 1);
    return str_trim(s);
}

/* "II" + "1" → "II.1"; a number that repeats its parent's ("II.1" under "II") stands alone. */
static struct str join_number(struct arena *mem, struct str path, struct str number)
{
    if (path.n == 0 || number.n == 0)
        return number.n ? number : path;
    if (number.n > path.n && str_starts(number, path) && number.p[path.n] == '.')
        return number;
    return arena_printf(mem, "%.*s.%.*s", STR_ARG(path), STR_ARG(number));
}

static struct str path_of(const struct walk *w, struct str number)
{
    struct str path = w->line->annex == 0 ? w->line->path : STR_NONE;

    for (size_t i = 0; i < w->depth; i++)
        path = join_number(w->r->mem, path, w->section[i].number);
    number = bare_number(number);
    /* "1.2" under "1" is not "1.1.2" */
    for (size_t i = w->depth; i-- > 0;)
        if (w->section[i].number.n && number.n > w->section[i].number.n &&
            str_starts(number, w->section[i].number) && number.p[w->section[i].number.n] == '.') {
            number = str_rest(number, w->section[i].number.n + 1);
            break;
        }
    return join_number(w->r->mem, path, number);
}

static struct str lone_body(struct arena *mem, struct str text)
{
    while (text.n && strchr(":.;", text.p[text.n - 1]))
        text = str_trim(str_cut(text, 0, text.n - 1));
    if (str_starts(text, STR("Giao ")))
        text = str_rest(text, 5);
    return plan_org_is_name(mem, text) ? text : STR_NONE;
}

static struct str get(struct walk *w, const struct draft__record *rec, enum draft__column is)
{
    return draft__record_get(w->r, rec, &w->columns, is, NULL);
}

static struct str get_lead(struct walk *w, const struct draft__record *rec)
{
    struct str lead = get(w, rec, DRAFT__COLUMN_LEAD);

    return lead.n ? lead : get(w, rec, DRAFT__COLUMN_BOTH);
}

static void open_section(struct walk *w, const struct draft__record *rec)
{
    struct arena *mem = w->r->mem;
    struct str text = draft__cell_flow(mem, rec->text[w->columns.name]);
    struct str words = draft__column_words(mem, text);
    struct section s = {
        .number = bare_number(rec->marker == DRAFT__MARK_BULLET ? STR_NONE : rec->number),
        .text = text,
        .rank = rank_of(rec),
        .period = draft__column_period(mem, text),
        .body = get_lead(w, rec).n ? get_lead(w, rec) : lone_body(mem, text),
        .goal = draft__column_has(words, "chi tieu|muc tieu") &&
                !draft__column_has(words, "nhiem vu|giai phap"),
    };

    while (w->depth > 0 && w->section[w->depth - 1].rank >= s.rank)
        w->depth--;
    if (w->depth == MAX_SECTIONS)
        w->depth--;
    if (w->depth && w->section[w->depth - 1].goal)
        s.goal = true;
    if (s.period.n == 4) /* a bare year inside other words says little */
        s.period = s.period.n == text.n ? s.period : STR_NONE;
    w->section[w->depth++] = s;
}

static struct str section_text(const struct walk *w)
{
    return w->depth ? w->section[w->depth - 1].text : w->line->group;
}

static struct str section_period(const struct walk *w)
{
    for (size_t i = w->depth; i-- > 0;)
        if (w->section[i].period.n)
            return w->section[i].period;
    return STR_NONE;
}

static struct str section_body(const struct walk *w)
{
    return w->depth ? w->section[w->depth - 1].body : STR_NONE;
}

static struct draft_row *open_row(struct walk *w, const struct draft__record *rec,
                                  enum draft_kind kind, struct str name)
{
    struct draft__reading *r = w->r;
    struct draft_row *row = draft__row_open(r, kind, rec->pos);

    row->no = path_of(w, rec->marker == DRAFT__MARK_BULLET ? STR_NONE : rec->number);
    row->group = section_text(w);
    row->name = name;
    draft__row_step(r, row, N_("Dòng của bảng; cột tên là cột “%.*s”."),
                    STR_ARG(w->columns.words[w->columns.name]));
    if (w->line->role == DRAFT__ROLE_FORM || w->line->role == DRAFT__ROLE_SITUATION)
        draft__row_doubt(r, row, N_("bảng này nằm trong biểu mẫu hoặc phần đánh giá"));
    if (w->columns.budget)
        draft__row_doubt(r, row, N_("bảng này phân bổ kinh phí, không ghi thời hạn"));
    w->made++;
    return row;
}

/* Lead and coordinating bodies, from their columns, one mixed cell, or the heading above. */
static void give_bodies(struct walk *w, const struct draft__record *rec, struct draft_row *row,
                        struct str lead, struct str coordinating)
{
    struct draft__reading *r = w->r;
    struct str other = STR_NONE;

    (void)rec;
    draft__cell_roles(r->mem, lead, &lead, &other);
    lead = draft__cell_bodies(r->mem, lead);
    if (coordinating.n == 0)
        coordinating = other;
    if (lead.n == 0 && section_body(w).n) {
        lead = section_body(w);
        draft__row_step(r, row, N_("Cơ quan chủ trì lấy từ dòng tiêu đề phía trên."));
    }
    draft__row_lead(r, row, lead);
    draft__row_coordinating(r, row, draft__cell_bodies(r->mem, coordinating));
    if (row->kind == DRAFT_TASK && row->lead_count == 0)
        draft__row_doubt(r, row, N_("chưa rõ cơ quan chủ trì"));
}

static void doubt_guesses(struct walk *w, const struct draft__record *rec, struct draft_row *row)
{
    for (uint32_t i = 0; i < w->columns.count; i++)
        if (rec->origin[i] == DRAFT__ORIGIN_GUESSED && rec->text[i].n &&
            w->columns.is[i] != DRAFT__COLUMN_RESULT) {
            draft__row_doubt(w->r, row, N_("có ô mất hoặc để trống, lấy theo dòng trên"));
            return;
        }
}

/* Of several columns of time ("theo luật", "ngày thực hiện") the first that gives a day. */
static struct str get_deadline(struct walk *w, const struct draft__record *rec)
{
    struct str first = STR_NONE;

    for (uint32_t i = 0; i < w->columns.count; i++) {
        struct schedule_deadline d;
        struct str s;

        if (w->columns.is[i] != DRAFT__COLUMN_DEADLINE || rec->text[i].n == 0)
            continue;
        s = draft__cell_flow(w->r->mem, rec->text[i]);
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
    return first.n ? first : draft__cell_flow(w->r->mem, get(w, rec, DRAFT__COLUMN_START));
}

/* Columns of periods that are marked with a cross: from the first marked to the last. */
static struct str marked_periods(struct walk *w, const struct draft__record *rec)
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

static struct str task_deadline(struct walk *w, const struct draft__record *rec)
{
    struct str s = get_deadline(w, rec);

    if (s.n == 0)
        s = marked_periods(w, rec);
    return s.n ? s : section_period(w);
}

static size_t lines_of(struct walk *w, const struct draft__record *rec, enum draft__column is,
                       struct draft__cell_line **ret)
{
    for (uint32_t i = 0; i < w->columns.count; i++)
        if (w->columns.is[i] == is && rec->cell[i] && rec->text[i].n)
            return draft__cell_lines(w->r->mem, rec->cell[i], ret);
    return 0;
}

static bool all_bodies(struct walk *w, const struct draft__cell_line *line, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!draft__cell_is_bodies(w->r->mem, line[i].text))
            return false;
    return n > 1;
}

static bool all_deadlines(struct walk *w, const struct draft__cell_line *line, size_t n)
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
static struct parts split_parts(struct walk *w, const struct draft__record *rec)
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

static void add_task(struct walk *w, const struct draft__record *rec, struct str name,
                     struct str lead, struct str coordinating, struct str deadline)
{
    struct draft_row *row = open_row(w, rec, DRAFT_TASK, name);

    give_bodies(w, rec, row, lead, coordinating);
    draft__row_deadline(w->r, row, deadline);
    row->deliverable = draft__cell_flow(w->r->mem, get(w, rec, DRAFT__COLUMN_RESULT));
    doubt_guesses(w, rec, row);
}

static void make_tasks(struct walk *w, const struct draft__record *rec)
{
    struct str lead = get_lead(w, rec), deadline = task_deadline(w, rec);
    struct str coordinating = get(w, rec, DRAFT__COLUMN_COORDINATING);
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

static void add_target(struct walk *w, const struct draft__record *rec, struct str name,
                       struct str value, struct str unit, struct str period)
{
    struct draft__reading *r = w->r;
    struct draft_row *row = open_row(w, rec, DRAFT_TARGET, name);
    struct str deadline = period.n ? period : get_deadline(w, rec);

    if (deadline.n == 0)
        deadline = section_period(w);
    if (deadline.n == 0)
        deadline = w->title_period;
    draft__row_value(r, row, draft__cell_flow(r->mem, value), unit);
    give_bodies(w, rec, row, get_lead(w, rec), get(w, rec, DRAFT__COLUMN_COORDINATING));
    draft__row_deadline(r, row, deadline);
    row->baseline = draft__cell_flow(r->mem, get(w, rec, DRAFT__COLUMN_BASELINE));
    if (row->target_text.n == 0)
        draft__row_doubt(r, row, N_("chưa rõ giá trị của chỉ tiêu"));
    doubt_guesses(w, rec, row);
}

/* The value stands inside the name: "Tỷ lệ … đạt 90%". */
static bool target_in_name(struct walk *w, const struct draft__record *rec, struct str name,
                           bool must)
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

static void make_targets(struct walk *w, const struct draft__record *rec)
{
    struct draft__columns *c = &w->columns;
    struct str name = draft__cell_flow(w->r->mem, rec->text[c->name]);
    struct str unit = draft__cell_flow(w->r->mem, get(w, rec, DRAFT__COLUMN_UNIT));
    size_t before = w->made;

    if (unit.n == 0)
        unit = unit_in_name(name);
    for (uint32_t i = 0; i < c->count; i++)
        if (c->is[i] == DRAFT__COLUMN_VALUE && rec->text[i].n)
            add_target(w, rec, name, rec->text[i], unit, c->period[i]);
    if (w->made == before)
        target_in_name(w, rec, name, true);
}

/* The last of its numbers: 12 of "II.3.12". */
static int last_number(struct str s)
{
    int value = 0;

    for (size_t i = 0; i < s.n && value < 100000; i++)
        value = s.p[i] >= '0' && s.p[i] <= '9' ? value * 10 + (s.p[i] - '0') : 0;
    return value;
}

/* A row that counts on ("2" behind the heading "1") stands beside that heading, not under it. */
static void leave_sections(struct walk *w, const struct draft__record *rec)
{
    while (w->depth > 0 && rec->marker == DRAFT__MARK_DECIMAL) {
        const struct section *s = &w->section[w->depth - 1];

        if (s->rank < 30 || s->rank < rank_of(rec) ||
            last_number(bare_number(rec->number)) <= last_number(s->number))
            return;
        w->depth--;
    }
}

/* "1.2" under "1" */
static bool is_child(struct str number, struct str parent)
{
    return parent.n && number.n > parent.n && str_starts(number, parent) &&
           number.p[parent.n] == '.';
}

/* A row whose lead stands for the rows under it: they have none of their own. A roman row without
 * lead is a heading even where words of its neighbour slipped into it. */
static bool is_parent(struct walk *w, const struct draft__record *rec,
                      const struct draft__record *next)
{
    struct draft__columns *c = &w->columns;

    if (c->targets || !next || get_lead(w, next).n)
        return (rec->marker == DRAFT__MARK_ROMAN || rec->marker == DRAFT__MARK_PART) &&
               !c->targets && next && next->marker == DRAFT__MARK_DECIMAL && !get_lead(w, rec).n &&
               !get(w, rec, DRAFT__COLUMN_COORDINATING).n && !get(w, rec, DRAFT__COLUMN_RESULT).n;
    return get_lead(w, rec).n && (is_child(bare_number(next->number), bare_number(rec->number)) ||
                                  (rank_of(rec) < 30 && rank_of(next) >= 30));
}

/* A heading, told by its number, its letters, or by what follows it. */
static bool is_section(struct walk *w, const struct draft__record *rec,
                       const struct draft__record *next)
{
    struct str text = rec->text[w->columns.name];
    struct str number = bare_number(rec->number), after = next ? bare_number(next->number) : number;

    if (!draft__record_is_lone(rec, &w->columns))
        return is_parent(w, rec, next);
    if (rec->marker == DRAFT__MARK_ROMAN || rec->marker == DRAFT__MARK_PART || rec->bold)
        return true;
    if (rec->marker == DRAFT__MARK_DECIMAL && is_roman_led(number))
        return true;
    if (lone_body(w->r->mem, text).n)
        return true;
    if (rec->marker == DRAFT__MARK_NONE)
        return !(rec->lossy && w->above.live);
    if (!next)
        return false;
    return is_child(after, number) ||
           (rank_of(next) > rank_of(rec) && !draft__record_is_lone(next, &w->columns)) ||
           (str_is(after, STR("1")) && !str_is(number, STR("1")));
}

/* A header is strict enough to find registers wherever they stand; but in a form, and in what was
 * achieved so far, a row must name its body and its time. */
static bool may_count(struct walk *w, const struct draft__record *rec)
{
    static const char sums[] = "=tong|=tong cong|=cong|=tong so|^tong cong";

    if (draft__column_has(draft__column_words(w->r->mem, rec->text[w->columns.name]), sums))
        return false;
    if (w->columns.budget && w->line->role == DRAFT__ROLE_MONEY)
        return false;
    if (w->line->role != DRAFT__ROLE_FORM && w->line->role != DRAFT__ROLE_SITUATION)
        return true;
    return draft__cell_is_bodies(w->r->mem, get_lead(w, rec)) &&
           draft__cell_is_deadline(w->r, get_deadline(w, rec));
}

/* Names have letters: figures alone are the body of a statistic. */
static bool says_enough(struct str name)
{
    size_t letters = 0;

    for (size_t i = 0; i < name.n && letters < 4; i++)
        letters += (name.p[i] >= 'a' && name.p[i] <= 'z') || (name.p[i] >= 'A' && name.p[i] <= 'Z');
    return letters >= 2;
}

static void read_held(struct walk *w, const struct draft__record *next)
{
    struct draft__record *rec = &w->held;
    bool lone;

    if (!says_enough(rec->text[w->columns.name]))
        return;
    if (is_section(w, rec, next)) {
        open_section(w, rec);
        w->above.live = false;
        return;
    }
    lone = draft__record_is_lone(rec, &w->columns);
    if (lone && w->columns.targets) {
        open_section(w, rec); /* a parent without value */
        return;
    }
    if (!may_count(w, rec))
        return;
    leave_sections(w, rec);
    if (w->above.live)
        draft__record_inherit(rec, &w->above, &w->columns, w->merges_lost);
    if (w->columns.targets)
        make_targets(w, rec);
    else if (!(w->depth && w->section[w->depth - 1].goal &&
               target_in_name(w, rec, draft__cell_flow(w->r->mem, rec->text[w->columns.name]),
                              false)))
        make_tasks(w, rec);
    w->above = *rec;
    w->above.live = true;
}

/* Reads the row that was held back; `next` tells whether it is the head of those below. */
static void flush(struct walk *w, const struct draft__record *next)
{
    struct schedule_rules rules = w->r->schedule;

    if (!w->held.live)
        return;
    w->held.live = false;
    w->r->schedule = w->rules;
    read_held(w, next);
    w->r->schedule = rules;
}

static void forget(struct walk *w)
{
    w->depth = 0;
    w->above.live = false;
    w->held.live = false;
    w->title_period = STR_NONE;
}

/* A table without header goes on with the one before when nothing but a page number stands between.
 */
static bool follows(const struct walk *w, const struct draft__line *before,
                    const struct draft__line *line)
{
    if (!before || w->columns.count != line->block->column_count || line - before > 3)
        return false;
    for (const struct draft__line *l = before + 1; l < line; l++)
        if (l->text.n > 24)
            return false;
    return true;
}

/* A table under a heading of its own, laid out as the one before but without a header: its first
 * rows hold bodies or times where that had them. */
static bool looks_alike(struct walk *w, const struct draft__grid *g)
{
    struct draft__columns *c = &w->columns;

    if (c->count != g->columns || !c->registered || c->targets)
        return false;
    for (size_t row = 0; row < g->rows && row < 3; row++)
        for (uint32_t i = 0; i < c->count; i++) {
            const struct doc_cell *cell = g->at[row * g->columns + i];

            if (!cell || cell->column != i)
                continue;
            if ((c->is[i] == DRAFT__COLUMN_LEAD && draft__cell_is_bodies(w->r->mem, cell->text)) ||
                (c->is[i] == DRAFT__COLUMN_DEADLINE && draft__cell_is_deadline(w->r, cell->text)))
                return true;
        }
    return false;
}

/* A heading over the table that ends in "năm 2026" gives the year that its deadlines leave out. */
static void take_title_year(struct draft__reading *r, const struct draft__line *line)
{
    for (size_t back = 1; back <= 4 && (size_t)(line - r->lines) >= back; back++) {
        if (line[-(ptrdiff_t)back].is_table)
            return;
        if (line[-(ptrdiff_t)back].text.n < 400)
            draft__head_year(r, line[-(ptrdiff_t)back].text);
    }
}

/* What the heading over a table of targets says: its period ("CHỈ TIÊU ĐẾN NĂM 2030"), and that
 * they are targets at all where the header does not. */
static void take_title(struct walk *w)
{
    const struct draft__line *line = w->line;
    bool goal = line->role == DRAFT__ROLE_GOAL;

    for (size_t back = 1; back <= 4 && (size_t)(line - w->r->lines) >= back; back++) {
        struct str text = line[-(ptrdiff_t)back].text;

        if (line[-(ptrdiff_t)back].is_table)
            break;
        if (text.n >= 400 ||
            !draft__column_has(draft__column_words(w->r->mem, text), "chi tieu|muc tieu"))
            continue;
        goal = true;
        if (w->columns.targets)
            w->title_period = draft__column_period(w->r->mem, text);
        break;
    }
    if (w->columns.weak && !goal)
        w->columns.registered = false;
}

/* A row without name that says its own time: the task of the row before again, another product or
 * milestone of it. */
static bool is_further(struct walk *w, struct draft__record *rec)
{
    uint32_t name = w->columns.name;

    if (rec->text[name].n || !draft__cell_is_deadline(w->r, get_deadline(w, rec)) ||
        !draft__cell_is_deadline(w->r, get_deadline(w, &w->held)))
        return false;
    rec->text[name] = w->held.text[name];
    rec->origin[name] = DRAFT__ORIGIN_GUESSED;
    rec->number = w->held.number;
    rec->marker = w->held.marker;
    return true;
}

static void read_row(struct walk *w, const struct draft__grid *g, size_t row, bool first)
{
    struct draft__record rec;

    draft__record_read(w->r, g, row, &w->columns, &rec);
    if (rec.text[w->columns.name].n == 0 && rec.number.n == 0 &&
        draft__record_is_lone(&rec, &w->columns))
        return;
    if (w->held.live && draft__record_continues(&rec, &w->columns) &&
        (first || rec.text[w->columns.name].n == 0) && !is_further(w, &rec)) {
        draft__record_append(w->r, &w->held, &rec, &w->columns);
        return;
    }
    flush(w, &rec);
    w->held = rec;
}

static void read_table(struct walk *w, const struct draft__line *line,
                       const struct draft__line *before)
{
    struct draft__reading *r = w->r;
    const struct doc_block *table = line->block;
    struct draft__grid g = {
        .table = table, .rows = table->row_count, .columns = table->column_count};
    bool first = true;
    struct schedule_rules rules = r->schedule;
    size_t met = 0;

    if (g.rows == 0 || g.columns < 2)
        return;
    g.at = doc_tree_grid(r->mem, table);
    for (size_t i = 0; i < g.rows && !g.spans; i++)
        for (size_t k = 0; k < table->rows[i].count && !g.spans; k++)
            g.spans = table->rows[i].cells[k].rowspan > 1;
    if (!follows(w, before, line)) {
        flush(w, NULL);
        forget(w);
        if (!looks_alike(w, &g))
            w->columns = (struct draft__columns){0};
    }
    w->line = line;
    take_title_year(r, line);
    w->rules = r->schedule;
    for (size_t row = 0; row < g.rows; row++) {
        if ((met == 0 && row < MAX_TITLE_ROWS) || table->rows[row].header ||
            draft__column_may_begin(r, &g, row, &w->columns)) {
            struct draft__columns found = {0};
            size_t rows = draft__column_read(r, &g, row, &found);

            if (rows) {
                if (!draft__column_repeats(r, &g, row, &w->columns)) {
                    flush(w, NULL);
                    forget(w);
                    w->columns = found;
                    take_title(w);
                }
                met++;
                first = true;
                row += rows - 1;
                continue;
            }
        }
        if (!w->columns.count || !w->columns.registered)
            continue;
        read_row(w, &g, row, first && row < 4);
        first = false;
    }
    r->schedule = rules;
}

void draft__table_read(struct draft__reading *r)
{
    struct str format = str_from(r->tree->format);
    struct walk w = {.r = r,
                     .merges_lost = str_is(format, STR("text")) ||
                                    str_is(format, STR("markdown")) || str_is(format, STR("pdf"))};
    const struct draft__line *before = NULL;

    for (size_t i = 0; i < r->line_count; i++) {
        struct draft__line *line = &r->lines[i];
        size_t made = w.made;

        if (!line->is_table)
            continue;
        read_table(&w, line, before);
        before = line;
        line->used = w.made > made || w.held.live;
    }
    flush(&w, NULL);
}
