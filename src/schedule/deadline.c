#include "schedule/deadline_priv.h"
#include "text/number.h"

#define DATE_KINDS                                                                                 \
    (SCHEDULE_DAY | SCHEDULE_MONTH | SCHEDULE_QUARTER | SCHEDULE_HALF | SCHEDULE_YEAR |            \
     SCHEDULE_RANGE)

/* All that the words hold, before it is put together. */
struct parts {
    struct schedule__words w;
    struct schedule__moment *m;
    struct schedule__phrase *number, *phrase; /* with numbers in them, and without */
    size_t m_n, number_n, phrase_n;
    bool following; /* "và những năm tiếp theo" */
};

void schedule__words_read(struct arena *mem, struct str s, struct schedule__words *ret)
{
    ret->mem = mem;
    text_token_read(mem, s, &ret->x);
    ret->used = ARENA_MANY(mem, bool, ret->x.n + 1);
}

void schedule__words_use(struct schedule__words *w, size_t from, size_t to)
{
    for (size_t i = from; i < to && i < w->x.n; i++)
        w->used[i] = true;
}

bool schedule__words_are_free(const struct schedule__words *w, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (w->used[i])
            return false;
    return true;
}

/* ---- dates ---- */

/* Dates that do not bind: "tầm nhìn đến năm 2045"; the 20th of "trước 20/11 hằng năm"; the year
 * that a day inside it makes exact, "Năm 2025 (hoàn thành trước 31/12)". */
static void moments_sift(struct parts *p, bool recurs)
{
    size_t kept = 0;
    bool has_year = false;

    for (size_t i = 0; i < p->m_n; i++)
        has_year |= p->m[i].year != 0;
    for (size_t i = 0; i < p->m_n; i++) {
        struct schedule__moment *m = &p->m[i], *next = i + 1 < p->m_n ? m + 1 : NULL;
        bool vision = m->from >= 2 && text_token_match(&p->w.x, m->from - 2, "tam nhin");
        bool refined = next && m->kind == SCHEDULE_YEAR && !(m->lead & SCHEDULE__FROM) &&
                       next->months < 12 && next->lead & SCHEDULE__BINDS &&
                       (!next->year || next->year == m->year);

        if (refined)
            next->year = m->year;
        if (!vision && !refined && (has_year || !recurs))
            p->m[kept++] = *m;
    }
    p->m_n = kept;
}

static bool is_read(const struct schedule__moment *m)
{
    return m->year && !m->wrong;
}

/* The last day that is in time. */
static struct day last_day(const struct schedule__moment *m, const struct schedule_rules *rules)
{
    struct day d = m->end;

    if (m->lead & SCHEDULE__BEFORE && !rules->before_includes_day &&
        (m->hour < 0 || m->hour + m->minute == 0))
        d.n = m->start.n - 1;
    return d;
}

static void due_set(struct schedule_deadline *d, const struct schedule__moment *m,
                    const struct schedule_rules *rules)
{
    bool midnight = m->lead & SCHEDULE__BEFORE && m->hour + m->minute == 0;

    d->has_due = true;
    d->due = last_day(m, rules);
    d->hour = (int8_t)(midnight ? -1 : m->hour);
    d->minute = (int8_t)(midnight ? -1 : m->minute);
    d->year_assumed |= m->assumed;
    if (m->lead & SCHEDULE__VAGUE)
        d->problem = N_("lời văn nói “đầu”, “giữa” hoặc tuần trong kỳ mà không nêu ngày; tính đến "
                        "hết kỳ");
}

static void start_set(struct schedule_deadline *d, const struct schedule__moment *m)
{
    if (d->has_start)
        return;
    d->has_start = true;
    d->start = m->lead & SCHEDULE__AFTER ? (struct day){m->end.n + 1} : m->start;
}

/* The end of the chain "A - B", "A, B", "từ A đến B" that begins with moment `i`. */
static size_t chain_end(const struct parts *p, size_t i)
{
    const struct schedule__moment *m = p->m;

    while (i + 1 < p->m_n && is_read(&m[i + 1]) &&
           (schedule__moment_joins(&p->w, &m[i], &m[i + 1]) ||
            (m[i].lead & SCHEDULE__FROM && m[i + 1].lead & SCHEDULE__UNTIL)))
        i++;
    return i;
}

static void unread_moment(const struct schedule__moment *m, struct schedule_deadline *d)
{
    d->problem = m->wrong ? N_("ngày, tháng ghi trong lời văn không có trên lịch")
                          : N_("lời văn thiếu năm và không suy ra được từ ngày ban hành");
    d->kinds |= m->wrong ? 0 : m->kind;
}

/* Moments in one chain are a range; chains apart are milestones, of which the last is due. */
static void moments_compose(const struct parts *p, const struct schedule_rules *rules,
                            struct schedule_deadline *d)
{
    const struct schedule__moment *first = NULL, *last = NULL;

    for (size_t i = 0, end; i < p->m_n; i = end + 1) {
        const struct schedule__moment *m = &p->m[i], *to;

        end = i;
        if (!is_read(m)) {
            unread_moment(m, d);
            continue;
        }
        to = &p->m[end = chain_end(p, i)];
        if (to == m && m->lead & (SCHEDULE__FROM | SCHEDULE__AFTER)) {
            start_set(d, m);
            continue;
        }
        d->several |= last != NULL;
        if (!last || last_day(to, rules).n >= last_day(last, rules).n) {
            first = m;
            last = to;
        }
    }
    if (!last)
        return;
    d->kinds |= first != last ? SCHEDULE_RANGE : last->kind;
    if (d->kinds & SCHEDULE_RANGE)
        start_set(d, first);
    due_set(d, last, rules);
}

/* ---- words ---- */

static void following_apply(struct parts *p, struct schedule_deadline *d)
{
    if (!p->following)
        return;
    if (p->m_n && is_read(&p->m[0]) && !d->has_start) {
        d->has_start = true;
        d->start = p->m[0].start;
    }
    d->has_due = false;
    d->hour = d->minute = -1;
    d->kinds &= ~(uint32_t)SCHEDULE_YEAR;
}

static uint32_t phrase_kinds(const struct parts *p, int least, struct schedule_deadline *d)
{
    uint32_t kinds = 0;

    for (size_t i = 0; i < p->number_n; i++)
        kinds |= p->number[i].weight >= least ? p->number[i].kind : 0;
    for (size_t i = 0; i < p->phrase_n; i++) {
        kinds |= p->phrase[i].weight >= least ? p->phrase[i].kind : 0;
        d->done |= p->phrase[i].done;
    }
    return kinds;
}

/* What may stand beside what: a relative deadline has its event inside, "thường xuyên, hằng năm" is
 * recurring, and vague "theo yêu cầu" gives way to whatever is exact. */
static void phrases_compose(const struct parts *p, struct schedule_deadline *d)
{
    uint32_t sure = phrase_kinds(p, 3, d), likely = phrase_kinds(p, 2, d);

    if (sure & (SCHEDULE_ONGOING | SCHEDULE_RECURRING | SCHEDULE_RELATIVE))
        d->kinds |= sure;
    else if (likely & ~(uint32_t)SCHEDULE_NONE || d->kinds & DATE_KINDS)
        d->kinds |= likely;
    else
        d->kinds |= phrase_kinds(p, 1, d);
    if (d->kinds & SCHEDULE_RELATIVE)
        d->kinds &= ~(uint32_t)SCHEDULE_TRIGGER;
    if (d->kinds & SCHEDULE_RECURRING)
        d->kinds &= ~(uint32_t)SCHEDULE_ONGOING;
    if (d->kinds & ~(uint32_t)SCHEDULE_NONE)
        d->kinds &= ~(uint32_t)SCHEDULE_NONE;
}

static bool add_offset(struct day from, int n, char unit, struct day *ret)
{
    int year, month, day;

    if (unit == 'd') {
        ret->n = from.n + n;
        return true;
    }
    if (unit != 'm' && unit != 'y')
        return false; /* working days need the table of days off */
    day_to_ymd(from, &year, &month, &day);
    month += (unit == 'y' ? 12 * n : n) - 1;
    year += month / 12 - (month % 12 < 0);
    month = (month % 12 + 12) % 12 + 1;
    if (day > day_month_length(year, month))
        day = day_month_length(year, month);
    return day_from_ymd(year, month, day, ret);
}

/* "trong 30 ngày kể từ ngày 01/7/2025" is counted at once, other events when they are recorded. */
static void relative_apply(const struct parts *p, struct schedule_deadline *d)
{
    for (size_t i = 0; i < p->number_n; i++) {
        const struct schedule__phrase *r = &p->number[i];

        if (!(r->kind & SCHEDULE_RELATIVE))
            continue;
        d->offset = r->offset;
        d->offset_unit = r->offset_unit;
        for (size_t k = 0; k < p->m_n; k++)
            if (p->m[k].from == r->to && is_read(&p->m[k]) && !d->has_due)
                d->has_due = add_offset(p->m[k].start, r->offset, r->offset_unit, &d->due);
        return;
    }
}

/* Nothing was read: words without number that bind to no day are none, others stay unread. */
static void unread_set(const struct parts *p, struct schedule_deadline *d)
{
    size_t words = 0;

    for (size_t i = 0; i < p->w.x.n; i++)
        words += p->w.x.t[i].kind == TEXT_TOKEN_WORD || p->w.x.t[i].kind == TEXT_TOKEN_NUMBER;
    d->kinds = words ? SCHEDULE_UNREAD : SCHEDULE_NONE;
    if (words && !d->problem)
        d->problem = N_("không nhận ra ngày hay kỳ hạn nào; giữ nguyên lời văn");
}

/* Every letter is one of `letters`. */
static bool is_made_of(struct str s, const char *letters)
{
    for (size_t i = 0; i < s.n; i++)
        if (!strchr(letters, s.p[i]))
            return false;
    return s.n > 0;
}

/* A letter stands where a digit should: "l5/11/2025", "2O25", "Quý ll/2025". What the sound digits
 * beside it say is then no date either. */
static bool looks_damaged(const struct text_tokens *x)
{
    int roman;

    for (size_t i = 0; i < x->n; i++) {
        const struct text_token *t = &x->t[i];
        bool beside = (t->glued && i > 0 && text_token_is_number(x, i - 1)) ||
                      (text_token_is_number(x, i + 1) && t[1].glued);

        if (t->kind != TEXT_TOKEN_WORD)
            continue;
        if (beside && t->s.n <= 2 && is_made_of(t->s, "lio"))
            return true;
        if (i > 0 && text_token_match(x, i - 1, "quy|qui") && is_made_of(t->s, "liv") &&
            (text_number_roman(t->s, &roman) != t->s.n || roman > 4))
            return true;
    }
    return false;
}

static void words_read(struct arena *mem, struct str words, const struct schedule_rules *rules,
                       struct schedule_deadline *d)
{
    struct parts p = {0};
    bool recurs = false;

    *d = (struct schedule_deadline){.hour = -1, .minute = -1};
    schedule__words_read(mem, words, &p.w);
    if (looks_damaged(&p.w.x)) {
        unread_set(&p, d);
        return;
    }
    schedule__citation_skip(&p.w);
    p.number_n = schedule__phrase_numbers(&p.w, &p.number);
    p.m_n = schedule__moment_scan(&p.w, &p.m);
    p.phrase_n = schedule__phrase_scan(&p.w, &p.phrase);
    for (size_t i = 0; i < p.number_n; i++)
        recurs |= (p.number[i].kind & SCHEDULE_RECURRING) != 0;
    for (size_t i = 0; i < p.phrase_n; i++) {
        bool next_years = text_token_match(&p.w.x, p.phrase[i].from, "cac|nhung|nam nam|tiep");

        p.following |= next_years;
        recurs |= (p.phrase[i].kind & SCHEDULE_RECURRING) && !next_years;
    }
    moments_sift(&p, recurs);
    schedule__moment_resolve(p.m, p.m_n, rules->issued);
    moments_compose(&p, rules, d);
    phrases_compose(&p, d);
    following_apply(&p, d);
    relative_apply(&p, d);
    if (!d->kinds && d->has_start)
        d->kinds = SCHEDULE_ONGOING; /* "Từ 01/7/2025" */
    if (!d->kinds)
        unread_set(&p, d);
}

void schedule_deadline_read(struct arena *mem, struct str words, const struct schedule_rules *rules,
                            struct schedule_deadline *ret)
{
    words_read(mem, words, rules, ret);
    if (ret->kinds & SCHEDULE_UNREAD) {
        struct str repaired = schedule__repair(mem, words);
        struct schedule_deadline again;

        if (str_is(repaired, words))
            return;
        words_read(mem, repaired, rules, &again);
        if (again.has_due)
            ret->proposal = repaired;
    }
}

bool schedule_deadline_find(struct arena *mem, struct str sentence, size_t *from, size_t *to)
{
    return schedule__sentence_find(mem, sentence, from, to);
}

struct str schedule_deadline_kind_text(struct arena *mem, uint32_t kinds)
{
    static const char *const name[] = {"day",       "month",   "quarter",    "half",
                                       "year",      "range",   "relative",   "ongoing",
                                       "recurring", "trigger", "conditional"};
    struct str text = STR_NONE;

    for (size_t i = 0; i < COUNT(name); i++)
        if (kinds & (uint32_t)1 << i)
            text = text.n ? arena_printf(mem, "%.*s+%s", STR_ARG(text), name[i])
                          : str_from(name[i]);
    return text.n ? text : STR("none");
}
