#include "schedule/deadline_priv.h"

/* The best candidate so far. */
struct best {
    int strength; /* 0 = none */
    size_t from, to;
};

static void offer(struct best *b, int strength, size_t from, size_t to)
{
    if (strength > b->strength)
        *b = (struct best){strength, from, to};
}

/* A clause begins at `i`: "Hằng năm …", "…; năm 2025: …", "(quý II/2025)". */
static bool clause_begins(const struct text_tokens *x, size_t i)
{
    return i == 0 || text_token_match(x, i - 1, ";|:|.|(|+|-|?");
}

/* "Kế hoạch … đến năm 2030", "tầm nhìn đến năm 2045": the year belongs to a title. */
static bool in_title(const struct text_tokens *x, size_t from)
{
    static const char *const noun = "ke|de|chuong|quy|chien|nghi|du|quyet|dinh|tam|chi "
                                    "hoach|an|trinh|luoc|quyet|dinh|huong|nhin|thi";

    for (size_t k = from; k-- > 0 && from - k < 40;) {
        if (text_token_match(x, k, ";|.|:"))
            return false;
        if (text_token_match(x, k, noun))
            return true;
    }
    return false;
}

/* "năm 2024 đã đạt", "đến năm 2024 có": what was, not what shall be. */
static bool tells_of_the_past(const struct text_tokens *x, size_t from, size_t to)
{
    size_t low = from > 8 ? from - 8 : 0;

    return text_token_find(x, low, from, "da dat|co|hoan|thuc|trien|duoc") != SIZE_MAX ||
           text_token_find(x, to, to + 6, "da dat|co|hoan|thuc|trien|duoc|ban") != SIZE_MAX ||
           text_token_match(x, to, "dat|la # %");
}

static int moment_strength(const struct schedule__words *w, const struct schedule__moment *m,
                           const struct schedule__moment *end)
{
    const struct text_tokens *x = &w->x;
    bool opens = clause_begins(x, m->from), range = end != m;
    bool closes = end->to >= x->n ||
                  text_token_match(x, end->to, m->kind == SCHEDULE_DAY ? ":|;|.|)" : ",|:|;|.|)");

    if (m->wrong)
        return 0;
    if (m->lead & SCHEDULE__BINDS || end->lead & SCHEDULE__BINDS)
        return 6;
    if (m->kind == SCHEDULE_YEAR && !m->year && !text_token_is(x, end->to - 1, "nay") &&
        !(opens && closes))
        return 0; /* "vi phạm của đảng viên trong năm" */
    if (m->from > 2 && text_token_match(x, m->from - 2, "tam nhin|dinh huong"))
        return 0;
    if (tells_of_the_past(x, m->from, end->to))
        return 0;
    if (m->lead & SCHEDULE__SPAN && !(m->lead & SCHEDULE__IN))
        return opens && closes ? 2 : 0;
    if (m->lead & SCHEDULE__IN)
        return m->kind == SCHEDULE_YEAR || range ? (in_title(x, m->from) ? 3 : 4) : 5;
    if (m->lead & SCHEDULE__FROM)
        return range ? 4 : opens ? 1 : 0;
    if (m->lead & SCHEDULE__UNTIL)
        return opens ? 5 : in_title(x, m->from) ? 0 : m->kind == SCHEDULE_YEAR ? 3 : 4;
    if (m->lead & SCHEDULE__AFTER ||
        (!range && m->months == 12 && !text_token_is(x, m->core, "nam")))
        return 0; /* a bare "2013" in brackets is the year of a law */
    return opens && closes ? 3 : 0;
}

/* "và những năm tiếp theo", "hằng năm", "(sau khi …)" behind a date belong to it. */
static size_t tail(const struct text_tokens *x, size_t to)
{
    size_t n = text_token_match(x, to, ",|va? cac|nhung nam tiep|sau|ke theo?");

    if (!n)
        n = text_token_match(x, to, ",? hang|moi nam|quy|thang");
    if (!n && text_token_match(x, to, "( sau|ngay|khi khi|sau|co|duoc"))
        for (n = 1; n < 40 && to + n < x->n && !text_token_is(x, to + n - 1, ")"); n++)
            ;
    return to + n;
}

/* Where "hằng năm", "định kỳ 6 tháng" stands before a day that has no year, at most 25 tokens: the
 * day returns each period. `at` when nothing does. */
static size_t recurrence_before(const struct text_tokens *x, size_t at)
{
    for (size_t i = at; i-- > 0 && at - i < 25;) {
        if (text_token_match(x, i, ";|:") || text_token_match(x, i, ". #"))
            return at;
        if (text_token_match(x, i, "dinh ky|ki") ||
            text_token_match(x, i, "hang|moi nam|quy|thang"))
            return i > 1 && text_token_match(x, i - 2, "dinh ky|ki") ? i - 2 : i;
    }
    return at;
}

static void moments_offer(struct schedule__words *w, struct best *b)
{
    struct schedule__moment *m;
    size_t n = schedule__moment_scan(w, &m), last;

    schedule__moment_resolve(m, n, (struct day){INT32_MIN});
    for (size_t i = 0; i < n; i = last + 1) {
        size_t from = m[i].from, k;

        for (last = i; last + 1 < n; last++)
            if (!schedule__moment_joins(w, &m[last], &m[last + 1]) &&
                !(m[last].lead & SCHEDULE__FROM && m[last + 1].lead & SCHEDULE__UNTIL))
                break;
        k = from >= 2 ? text_token_match(&w->x, from - 2, "dinh ky|ki") : 0;
        from = m[last].year ? from - k : recurrence_before(&w->x, from);
        k = tail(&w->x, m[last].to);
        k += text_token_is(&w->x, k, ")") && text_token_find(&w->x, from, k, "(") != SIZE_MAX;
        offer(b, moment_strength(w, &m[i], &m[last]), from, k);
    }
}

/* The end of a clause, at most 40 tokens on. */
static size_t clause_end(const struct text_tokens *x, size_t i)
{
    size_t to = i;

    while (to < x->n && to - i < 40 && !text_token_match(x, to, ",|;|.|)|(|:"))
        to++;
    return to;
}

/* What happens that others wait for. */
static bool names_an_event(const struct text_tokens *x, size_t from, size_t to)
{
    return text_token_find(x, from, to,
                           "ban|phe|huong|thong|co|quyet|chi hanh|duyet|dan|qua|hieu|dinh|dao") !=
           SIZE_MAX;
}

/* "trước 16 giờ 00 hằng ngày", "vào 7 giờ mỗi ngày": where the hour before `at` begins. */
static size_t hour_before(const struct text_tokens *x, size_t at)
{
    size_t from = at;

    while (from > 0 && at - from < 6 &&
           text_token_match(x, from - 1, "truoc|vao|luc|#|gio|phut|h|:"))
        from--;
    return from;
}

/* The end of the periods behind "định kỳ": "hằng quý", "(6 tháng, năm)", "quý, 6 tháng, năm"; `at`
 * when there are none ("định kỳ năm 2026"). */
static size_t periods(const struct text_tokens *x, size_t at)
{
    size_t to = at + text_token_match(x, at, "(? hang|moi|#? tuan|thang|quy|qui|nam|ky"), more;

    if (to == at || text_token_match(x, at, "(? hang|moi"))
        return to;
    while ((more = text_token_match(x, to, ", #? tuan|thang|quy|qui|nam )?")))
        to += more;
    return text_token_is_number(x, to) && !text_token_is_number(x, at) ? at : to;
}

/* "định kỳ hằng quý", "hằng năm" at the start of a clause, "trước ngày 20 hằng tháng". */
static void recurring_offer(const struct text_tokens *x, const struct schedule__phrase *p,
                            struct best *b)
{
    size_t from = p->from, to = p->to, more;
    bool has_period = from >= 2 && text_token_match(x, from - 2, "dinh ky|ki");

    if (text_token_match(x, from, "hang|moi ngay") && hour_before(x, from) < from) {
        offer(b, 4, hour_before(x, from), to);
    } else if (text_token_is(x, from, "ngay")) {
        from -= from > 0 && text_token_is(x, from - 1, "truoc");
        from -= from >= 2 && text_token_match(x, from - 2, "cham nhat") ? 2 : 0;
        from -= from >= 2 && text_token_match(x, from - 2, "dinh ky|ki") ? 2 : 0;
        offer(b, 4, from, to);
    } else if (has_period) {
        offer(b, 3, from - 2, to);
    } else if (text_token_match(x, from, "dinh ky|ki")) {
        more = periods(x, to) - to;
        offer(b, more ? 3 : 0, from, to + more);
    } else if (clause_begins(x, from) && text_token_match(x, from, "hang|moi")) {
        offer(b, clause_end(x, to) == to ? 3 : 2, from, tail(x, to));
    }
}

static void phrase_offer(const struct text_tokens *x, const struct schedule__phrase *p,
                         struct best *b)
{
    size_t end = clause_end(x, p->from);

    if (p->kind & SCHEDULE_RELATIVE && p->offset_unit != 'y')
        offer(b, 3, p->from, p->to);
    else if (p->kind & SCHEDULE_RECURRING)
        recurring_offer(x, p, b);
    else if (p->kind & SCHEDULE_ONGOING && clause_begins(x, p->from) &&
             text_token_is(x, p->from, "thuong"))
        offer(b, end == p->to ? 3 : 2, p->from, tail(x, p->to));
    else if (p->kind & SCHEDULE_TRIGGER &&
             text_token_match(x, p->from, "sau|ngay|khi khi|sau|co|duoc") &&
             names_an_event(x, p->to - 1, end))
        offer(b, 1, p->from, end);
}

bool schedule__sentence_find(struct arena *mem, struct str sentence, size_t *from, size_t *to)
{
    struct schedule__words w;
    struct schedule__phrase *p;
    struct best b = {0};
    size_t n;

    schedule__words_read(mem, sentence, &w);
    schedule__citation_skip(&w);
    n = schedule__phrase_numbers(&w, &p);
    for (size_t i = 0; i < n; i++)
        phrase_offer(&w.x, &p[i], &b);
    moments_offer(&w, &b);
    n = schedule__phrase_scan(&w, &p);
    for (size_t i = 0; i < n; i++)
        phrase_offer(&w.x, &p[i], &b);
    if (!b.strength)
        return false;
    *from = w.x.folded.map[w.x.t[b.from].from];
    *to = *from + text_token_source(&w.x, sentence, b.from, b.to).n;
    return true;
}
