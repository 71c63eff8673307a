#include "draft/table_priv.h"

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

/* "1.2" under "1" */
static bool is_child(struct str number, struct str parent)
{
    return parent.n && number.n > parent.n && str_starts(number, parent) &&
           number.p[parent.n] == '.';
}

/* "II" + "1" → "II.1"; a number that repeats its parent's ("II.1" under "II") stands alone. */
static struct str join_number(struct arena *mem, struct str path, struct str number)
{
    if (path.n == 0 || number.n == 0)
        return number.n ? number : path;
    if (is_child(number, path))
        return number;
    return arena_printf(mem, "%.*s.%.*s", STR_ARG(path), STR_ARG(number));
}

struct str draft__table_path(const struct draft__table *w, struct str number)
{
    struct str path = w->line->annex == 0 ? w->line->path : STR_NONE;

    for (size_t i = 0; i < w->depth; i++)
        path = join_number(w->r->mem, path, w->section[i].number);
    number = bare_number(number);
    /* "1.2" under "1" is not "1.1.2" */
    for (size_t i = w->depth; i-- > 0;)
        if (is_child(number, w->section[i].number)) {
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

void draft__table_open_section(struct draft__table *w, const struct draft__record *rec)
{
    struct arena *mem = w->r->mem;
    struct str text = draft__cell_flow(mem, rec->text[w->columns.name]);
    struct str words = draft__phrase_words(mem, text);
    struct draft__table_section s = {
        .number = bare_number(rec->marker == DRAFT__MARK_BULLET ? STR_NONE : rec->number),
        .text = text,
        .rank = rank_of(rec),
        .period = draft__column_period(mem, text),
        .body = draft__table_lead(w, rec).n ? draft__table_lead(w, rec) : lone_body(mem, text),
        .goal = draft__phrase_has(words, "chi tieu|muc tieu") &&
                !draft__phrase_has(words, "nhiem vu|giai phap"),
    };

    while (w->depth > 0 && w->section[w->depth - 1].rank >= s.rank)
        w->depth--;
    if (w->depth == DRAFT__TABLE_SECTIONS)
        w->depth--;
    if (w->depth && w->section[w->depth - 1].goal)
        s.goal = true;
    if (s.period.n == 4) /* a bare year inside other words says little */
        s.period = s.period.n == text.n ? s.period : STR_NONE;
    w->section[w->depth++] = s;
}

struct str draft__table_section_text(const struct draft__table *w)
{
    return w->depth ? w->section[w->depth - 1].text : w->line->group;
}

struct str draft__table_section_period(const struct draft__table *w, bool alone)
{
    for (size_t i = w->depth; i-- > 0;)
        if (w->section[i].period.n &&
            (!alone || w->section[i].period.n * 3 >= w->section[i].text.n * 2))
            return w->section[i].period;
    return STR_NONE;
}

struct str draft__table_section_body(const struct draft__table *w)
{
    for (size_t i = w->depth; i-- > 0;)
        if (w->section[i].body.n)
            return w->section[i].body;
    return STR_NONE;
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
void draft__table_leave_sections(struct draft__table *w, const struct draft__record *rec)
{
    while (w->depth > 0 && rec->marker == DRAFT__MARK_DECIMAL) {
        const struct draft__table_section *s = &w->section[w->depth - 1];

        if (s->rank < 30 || s->rank < rank_of(rec) ||
            last_number(bare_number(rec->number)) <= last_number(s->number))
            return;
        w->depth--;
    }
}

/* A row whose lead stands for the rows under it: they have none of their own. A roman row without
 * lead is a heading even where words of its neighbour slipped into it. */
static bool is_parent(struct draft__table *w, const struct draft__record *rec,
                      const struct draft__record *next)
{
    struct draft__columns *c = &w->columns;

    if (c->targets || !next || draft__table_lead(w, next).n)
        return (rec->marker == DRAFT__MARK_ROMAN || rec->marker == DRAFT__MARK_PART) &&
               !c->targets && next && next->marker == DRAFT__MARK_DECIMAL &&
               !draft__table_lead(w, rec).n &&
               !draft__table_get(w, rec, DRAFT__COLUMN_COORDINATING).n &&
               !draft__table_get(w, rec, DRAFT__COLUMN_RESULT).n;
    return draft__table_lead(w, rec).n &&
           (is_child(bare_number(next->number), bare_number(rec->number)) ||
            (rank_of(rec) < 30 && rank_of(next) >= 30 &&
             (rec->marker != DRAFT__MARK_NONE || rec->bold)));
}

/* A heading, told by its number, its letters, or by what follows it. */
bool draft__table_is_section(struct draft__table *w, const struct draft__record *rec,
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
