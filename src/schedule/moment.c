#include "schedule/deadline_priv.h"
#include "text/number.h"

/* ---- the parts of a date: each returns the tokens read, 0 when it does not stand at `i` ---- */

/* "2025"; not the year of a symbol or a decimal. "tháng 4/20262" ends in the number of a note. */
static size_t year_at(const struct text_tokens *x, size_t i, int *year)
{
    if (text_token_is_number(x, i) && x->t[i].s.n == 5 && x->t[i].value >= 20200 &&
        x->t[i].value < 20600 && x->t[i].value % 10 > 0 && i > 0 &&
        text_token_match(x, i - 1, "/|nam")) {
        *year = x->t[i].value / 10;
        return 1;
    }
    if (!text_token_is_number(x, i) || x->t[i].s.n != 4 || x->t[i].value < 2000 ||
        x->t[i].value > 2099)
        return 0;
    *year = x->t[i].value;
    return 1;
}

/* "/2025", "-2025", " năm 2025", ", năm 2025", "của năm 2025" behind a month or quarter. */
static size_t year_behind(const struct text_tokens *x, size_t i, int *year)
{
    size_t n = text_token_match(x, i, "/|-|.|,");

    if (n && text_token_is(x, i, ",") && !text_token_is(x, i + 1, "nam"))
        n = 0;
    if (!n)
        n = text_token_match(x, i, "cua");
    n += text_token_match(x, i + n, "nam");
    return year_at(x, i + n, year) ? n + 1 : 0;
}

static size_t small_number(const struct text_tokens *x, size_t i, int most, int *value)
{
    if (!text_token_is_number(x, i) || x->t[i].s.n > 2 || x->t[i].value < 1 || x->t[i].value > most)
        return 0;
    *value = x->t[i].value;
    return 1;
}

static size_t roman_at(const struct text_tokens *x, size_t i, int most, int *value)
{
    int v = 0;

    if (i >= x->n || x->t[i].kind != TEXT_TOKEN_WORD ||
        text_number_roman(x->t[i].s, &v) != x->t[i].s.n || v > most)
        return 0;
    *value = v;
    return 1;
}

/* "sáu", "mười hai", "giêng". "năm" is five only in "năm năm 2025". */
static size_t month_in_words(const struct text_tokens *x, size_t i, int *month)
{
    static const char *const name[] = {"muoi mot", "muoi hai", "gieng|mot", "hai", "ba",
                                       "tu",       "nam nam",  "sau",       "bay", "tam",
                                       "chin",     "muoi",     "chap"};
    static const int value[] = {11, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12};

    for (size_t k = 0; k < COUNT(name); k++) {
        size_t n = text_token_match(x, i, name[k]);

        if (n) {
            *month = value[k];
            return value[k] == 5 ? 1 : n;
        }
    }
    return 0;
}

/* "17 giờ 00 phút, ngày", "17h00", "17:00" before a day. */
static size_t hour_at(const struct text_tokens *x, size_t i, struct schedule__moment *m)
{
    size_t n = 1;
    int hour = 0, minute = 0;

    if (!text_token_is_number(x, i) || x->t[i].s.n > 2 || x->t[i].value > 24 ||
        !text_token_match(x, i + 1, "gio|h|g|:"))
        return 0;
    hour = x->t[i].value;
    n++;
    if (text_token_is_number(x, i + n) && x->t[i + n].s.n <= 2 && x->t[i + n].value < 60 &&
        !text_token_match(x, i + n + 1, "/|-|thang")) {
        minute = x->t[i + n].value;
        n++;
    } else if (text_token_is(x, i + 1, ":")) {
        return 0;
    }
    n += text_token_match(x, i + n, "phut|p");
    m->hour = hour;
    m->minute = minute;
    return n;
}

static bool day_exists(int year, int month, int day)
{
    return month >= 1 && month <= 12 && day >= 1 && day <= day_month_length(year, month);
}

/* "/2025", "/25", " năm 2025" behind day and month. */
static size_t year_of_day(const struct text_tokens *x, size_t i, char mark, int *year)
{
    size_t n = year_behind(x, i, year);

    if (n || i + 1 >= x->n || x->t[i].kind != mark || x->t[i + 1].s.n != 2 ||
        x->t[i + 1].value < 20 || x->t[i + 1].value > 60)
        return n;
    *year = 2000 + x->t[i + 1].value;
    return 2;
}

/* "ngày 20/02/2025", "20/02", "ngày 20 tháng 02 năm 2025", "ngày 15" of "ngày 15 - 20/6". */
static size_t day_at(const struct text_tokens *x, size_t i, struct schedule__moment *m)
{
    size_t word = text_token_match(x, i, "ngay"), k = i + word;
    char mark;

    if (!text_token_is_number(x, k) || x->t[k].s.n > 2)
        return 0;
    m->kind = SCHEDULE_DAY;
    m->day = x->t[k].value;
    mark = k + 1 < x->n ? x->t[k + 1].kind : 0;
    if (mark && strchr("/-.", mark) && text_token_is_number(x, k + 2) && x->t[k + 2].s.n <= 2 &&
        (mark == '/' || (k + 3 < x->n && x->t[k + 3].kind == mark))) {
        m->month = x->t[k + 2].value;
        k += 3;
        k += year_of_day(x, k, mark, &m->year);
        if (mark != '/' && !m->year)
            return 0; /* "1.2.3" */
    } else if (text_token_match(x, k + 1, "thang #") && x->t[k + 2].s.n <= 2 &&
               (word || text_token_match(x, k + 3, "nam|/ #")) &&
               !(i > 0 && text_token_match(x, i - 1, "tuan|thu|dot|lan"))) {
        m->month = x->t[k + 2].value;
        k += 3;
        k += year_behind(x, k, &m->year);
    } else if (m->day >= 1 && m->day <= 31 &&
               (word || text_token_match(x, k + 1, "-|den ngay? # / #"))) {
        return k + 1 - i; /* its month stands at the next day */
    } else {
        return 0;
    }
    m->wrong = !day_exists(m->year ? m->year : 2000, m->month, m->day);
    return k - i;
}

/* "tháng 6/2025", "6/2025", "T6/2025", "Thg 6", "tháng sáu năm 2025", "tháng VI". */
static size_t month_at(const struct text_tokens *x, size_t i, struct schedule__moment *m)
{
    size_t word = text_token_match(x, i, "thang|thg"), n;

    if (word)
        word += text_token_match(x, i + word, ".");
    else if (text_token_match(x, i, "t #") && x->t[i + 1].glued)
        word = 1;
    m->kind = SCHEDULE_MONTH;
    m->months = 1;
    if ((n = text_token_is_number(x, i + word) && x->t[i + word].s.n <= 2))
        m->month = x->t[i + word].value;
    else if (word && !(n = roman_at(x, i + word, 12, &m->month)))
        n = month_in_words(x, i + word, &m->month);
    if (!n)
        return 0;
    n += word;
    if (!word && !text_token_match(x, i + n, "/|- #") &&
        !(text_token_match(x, i + n, ". #") && x->t[i + n + 1].glued))
        return 0;
    m->wrong = m->month < 1 || m->month > 12;
    return (word = year_behind(x, i + n, &m->year)) ? n + word : m->wrong || n == 1 ? 0 : n;
}

static void quarter_set(struct schedule__moment *m, int quarter)
{
    m->kind = SCHEDULE_QUARTER;
    m->month = 3 * quarter - 2;
    m->months = 3;
}

/* "Quý II/2025", "Quí IV-2025", "Q3/2026", "QIII", "III/2025". */
static size_t quarter_at(const struct text_tokens *x, size_t i, struct schedule__moment *m)
{
    size_t word = text_token_match(x, i, "quy|qui|q"), n = 0, year;
    int q = 0;

    if (word && !(n = small_number(x, i + 1, 4, &q)))
        n = roman_at(x, i + 1, 4, &q);
    else if (!word && x->t[i].s.p[0] == 'q' && x->t[i].s.n > 1)
        n = text_number_roman(str_rest(x->t[i].s, 1), &q) == x->t[i].s.n - 1;
    else if (!word && text_token_match(x, i + 1, "/ #"))
        n = roman_at(x, i, 4, &q);
    if (!n || q > 4)
        return 0;
    quarter_set(m, q);
    n += word;
    year = year_behind(x, i + n, &m->year);
    return year || !text_token_is(x, i + n, "/") ? n + year : 0;
}

/* "6 tháng đầu năm 2025", "sáu tháng cuối năm", "9 tháng năm 2025", "nửa cuối năm 2026". */
static size_t half_at(const struct text_tokens *x, size_t i, struct schedule__moment *m)
{
    size_t n = text_token_match(x, i, "nua|sau thang? dau|cuoi ,? cua? nam"), year;
    int months = 6;
    bool last;

    if (!n && small_number(x, i, 11, &months) &&
        !(n = text_token_match(x, i, "# thang dau|cuoi ,? cua? nam")) &&
        (n = text_token_match(x, i, "# thang dau? nam?")) && !year_at(x, i + n, &m->year))
        return 0;
    if (!n)
        return 0;
    year = year_at(x, i + n, &m->year);
    last = text_token_find(x, i, i + n, "cuoi") != SIZE_MAX;
    m->kind = months == 6 ? SCHEDULE_HALF : months == 3 ? SCHEDULE_QUARTER : SCHEDULE_RANGE;
    m->month = last ? 13 - months : 1;
    m->months = months;
    return n + year;
}

/* "năm 2025", "2025", and the year of the document: "trong năm", "cuối năm", "năm nay". */
static size_t year_alone(const struct text_tokens *x, size_t i, struct schedule__moment *m)
{
    size_t n = text_token_match(x, i, "nam"), year = year_at(x, i + n, &m->year);

    m->kind = SCHEDULE_YEAR;
    m->month = 1;
    m->months = 12;
    if (year) {
        bool decimal = x->t[i + n].glued && i + n > 0 && x->t[i + n - 1].kind != TEXT_TOKEN_WORD &&
                       !text_token_match(x, i + n - 1, "-|(|/|,|.|;|:|+");

        bool cut = text_token_match(x, i + n + 1, "- #") && x->t[i + n + 2].glued &&
                   x->t[i + n + 2].s.n < 4; /* "2026-30": left unread */

        return decimal || cut || text_token_match(x, i + n + 1, "/ #") ? 0 : n + year;
    }
    if (!n || text_token_match(x, i + 1, "#|tiep|sau|toi|ke|truoc|hoc|mot|chau|qua"))
        return 0;
    if (text_token_is(x, i + 1, "nay"))
        return 2;
    return i > 0 && text_token_match(x, i - 1, "trong|cuoi|dau|giua|het|ca") ? 1 : 0;
}

/* After "tháng 6," or "Quý III,": "7 năm 2025", "IV/2025". */
static size_t continued_at(const struct text_tokens *x, size_t i, uint32_t kind,
                           struct schedule__moment *m)
{
    size_t n, year;
    int v = 0;

    if (text_token_match(x, i, "# / #") && x->t[i + 2].s.n <= 2)
        return 0; /* a day */
    if (kind == SCHEDULE_QUARTER) {
        if (!(n = small_number(x, i, 4, &v)) && !(n = roman_at(x, i, 4, &v)))
            return 0;
        quarter_set(m, v);
    } else {
        if (!(n = small_number(x, i, 12, &v)) && !(n = roman_at(x, i, 12, &v)))
            return 0;
        m->kind = SCHEDULE_MONTH;
        m->month = v;
        m->months = 1;
    }
    year = year_behind(x, i + n, &m->year);
    if (!year && i + n < x->n && !text_token_match(x, i + n, ",|-|va|&|)|;|."))
        return 0; /* "tháng 6, 7 đơn vị …" */
    return n + year;
}

/* ---- words before a date ---- */

static const struct lead {
    const char *pattern;
    size_t n;
    uint32_t bits;
} lead[] = {
    {"truoc", 1, SCHEDULE__BEFORE | SCHEDULE__BINDS},
    {"ke tu", 2, SCHEDULE__FROM},
    {"tu", 1, SCHEDULE__FROM},
    {"sau", 1, SCHEDULE__AFTER},
    {"den|toi", 1, SCHEDULE__UNTIL},
    {"het", 1, SCHEDULE__UNTIL | SCHEDULE__BINDS},
    {"cham|muon nhat", 2, SCHEDULE__UNTIL | SCHEDULE__BINDS},
    {"khong qua", 2, SCHEDULE__UNTIL | SCHEDULE__BINDS},
    {"khong muon|cham hon", 3, SCHEDULE__UNTIL | SCHEDULE__BINDS},
    {"hoan thanh", 2, SCHEDULE__BINDS},
    {"ket thuc", 2, SCHEDULE__BINDS},
    {"xong", 1, SCHEDULE__BINDS},
    {"trong|vao", 1, SCHEDULE__IN},
    {"tu nay", 2, SCHEDULE__FROM},
    {"la|luc|ngay", 1, 0},
    {"du kien", 2, 0},
    {"thoi diem", 2, 0},
    {"bat dau", 2, SCHEDULE__FROM},
    {"trien khai", 2, 0},
    {"cuoi|ca", 1, 0},
    {"dau|giua", 1, SCHEDULE__VAGUE},
    {"tuan dau|cuoi", 2, SCHEDULE__VAGUE},
    {"tuan #", 2, SCHEDULE__VAGUE},
    {"tuan thu #|hai|ba|tu", 3, SCHEDULE__VAGUE},
    {"giai doan", 2, SCHEDULE__SPAN},
    {"thoi ky|ki", 2, SCHEDULE__SPAN},
    {"nhiem ky", 2, SCHEDULE__SPAN},
};

/* Walks back over the words before m->core that speak of the date. The nearest of trước, từ, đến,
 * sau decides; the others only bind. */
static void lead_read(const struct schedule__words *w, struct schedule__moment *m)
{
    const uint32_t edge = SCHEDULE__BEFORE | SCHEDULE__FROM | SCHEDULE__AFTER | SCHEDULE__UNTIL;
    size_t k = 0;

    m->from = m->core;
    for (int steps = 0; steps < 8 && k < COUNT(lead); steps++) {
        for (k = 0; k < COUNT(lead); k++) {
            size_t n = lead[k].n;

            if (lead[k].bits & SCHEDULE__VAGUE && m->from != m->core)
                continue; /* "phấn đấu hoàn thành trước …" */
            if (m->from >= 2 && text_token_match(&w->x, m->from - 2, "dien tu"))
                continue; /* "điện tử trong tháng 4" says no "từ" */
            if (m->from >= n && text_token_match(&w->x, m->from - n, lead[k].pattern) == n &&
                schedule__words_are_free(w, m->from - n, m->from)) {
                m->lead |= m->lead & edge ? lead[k].bits & ~edge : lead[k].bits;
                m->from -= n;
                break;
            }
        }
    }
}

/* ---- all of them ---- */

static bool may_begin(const struct text_tokens *x, size_t i)
{
    static const char begins[] =
        "hnqstiv"; /* hour words never begin one; roman, ngày, quý, tháng … */

    return x->t[i].kind == TEXT_TOKEN_NUMBER ||
           (x->t[i].kind == TEXT_TOKEN_WORD && memchr(begins, x->t[i].s.p[0], sizeof(begins) - 1));
}

typedef size_t (*core_reader)(const struct text_tokens *, size_t, struct schedule__moment *);

/* Day before half before month before quarter before year. */
static size_t core_at(const struct text_tokens *x, size_t i, const struct schedule__moment *before,
                      struct schedule__moment *m)
{
    static const core_reader reader[] = {day_at, half_at, month_at, quarter_at, year_alone};
    const struct schedule__moment blank = *m;
    size_t gap, n;

    if (before && (before->kind & (SCHEDULE_MONTH | SCHEDULE_QUARTER)) && i > before->to) {
        gap = text_token_match(x, before->to, ",|-|va|&|+|;|den");
        if (gap && before->to + gap == i && (n = continued_at(x, i, before->kind, m)))
            return n;
        *m = blank;
    }
    for (size_t k = 0; k < COUNT(reader); k++) {
        if ((n = reader[k](x, i, m)))
            return n;
        *m = blank;
    }
    return 0;
}

/* The hour may stand before ("17 giờ 00 ngày 20/02") or behind ("20/02, trước 17 giờ"). */
static void hour_read(struct schedule__words *w, size_t hour_from, struct schedule__moment *m)
{
    size_t k, n;

    if (hour_from != SIZE_MAX)
        m->core = hour_from;
    else if (m->kind == SCHEDULE_DAY) {
        k = m->to + text_token_match(&w->x, m->to, ",|(? truoc|luc|vao");
        if (k > m->to && (n = hour_at(&w->x, k, m))) {
            m->lead |= text_token_find(&w->x, m->to, k, "truoc") != SIZE_MAX ? SCHEDULE__BEFORE : 0;
            m->to = k + n;
        }
    }
}

size_t schedule__moment_scan(struct schedule__words *w, struct schedule__moment **ret)
{
    const struct text_tokens *x = &w->x;
    struct schedule__moment *all = NULL;
    size_t n = 0, room = 0, to;

    for (size_t i = 0; i < x->n; i = to) {
        struct schedule__moment m = {.hour = -1, .minute = -1};
        size_t hour = 0, core;

        to = i + 1;
        if (w->used[i] || !may_begin(x, i))
            continue;
        hour = hour_at(x, i, &m);
        core = i + hour + (hour ? text_token_match(x, i + hour, ",") : 0);
        m.core = core;
        if (hour && core < x->n && !day_at(x, core, &(struct schedule__moment){0}))
            m.hour = m.minute = -1, hour = 0, m.core = core = i;
        m.to = core + (core < x->n ? core_at(x, core, n ? &all[n - 1] : NULL, &m) : 0);
        if (m.to == core || !schedule__words_are_free(w, i, m.to))
            continue;
        m.to += m.year ? 0 : text_token_match(x, m.to, "nam nay");
        hour_read(w, hour ? i : SIZE_MAX, &m);
        lead_read(w, &m);
        schedule__words_use(w, m.from, m.to);
        to = m.to;
        ARENA_PUSH(w->mem, all, n, room, m);
    }
    *ret = all;
    return n;
}

bool schedule__moment_joins(const struct schedule__words *w, const struct schedule__moment *a,
                            const struct schedule__moment *b)
{
    for (size_t i = a->to; i < b->from; i++)
        if (!text_token_match(&w->x, i, ",|-|va|&|+|;|hoac|/"))
            return false;
    return b->from - a->to <= 2 && (b->from > a->to || b->lead & SCHEDULE__UNTIL);
}

/* ---- years and days ---- */

static void days_set(struct schedule__moment *m)
{
    int last = m->month + m->months - 1;

    if (m->wrong || !m->year)
        return;
    if (m->kind == SCHEDULE_DAY) {
        m->wrong = !day_exists(m->year, m->month, m->day) ||
                   !day_from_ymd(m->year, m->month, m->day, &m->start);
        m->end = m->start;
        return;
    }
    m->wrong = !day_from_ymd(m->year, m->month, 1, &m->start) ||
               !day_from_ymd(m->year, last, day_month_length(m->year, last), &m->end);
}

/* The first such period that ends on or after the day of issue, when that is within half a year
 * behind the year's end; a longer wait would be a guess. */
static void assume_year(struct schedule__moment *m, struct day issued)
{
    const int32_t half_year = 183;
    int year, month, day;

    day_to_ymd(issued, &year, &month, &day);
    m->assumed = true;
    m->year = year;
    days_set(m);
    if (!m->wrong && m->end.n >= issued.n)
        return;
    m->wrong = false; /* 29/02 may not be in the one year and be in the next */
    m->year = year + 1;
    days_set(m);
    if (m->wrong || m->end.n - issued.n > half_year)
        m->year = 0;
}

void schedule__moment_resolve(struct schedule__moment *m, size_t n, struct day issued)
{
    for (size_t i = n; i-- > 0;) {
        struct schedule__moment *next = i + 1 < n ? &m[i + 1] : NULL;

        if (m[i].kind == SCHEDULE_DAY && !m[i].month) {
            m[i].wrong = !next || next->kind != SCHEDULE_DAY || next->wrong;
            m[i].month = m[i].wrong ? 0 : next->month;
        }
        if (!m[i].year && next && next->year)
            m[i].year = next->year - (next->kind != SCHEDULE_YEAR && m[i].month > next->month);
    }
    for (size_t i = 0; i < n; i++) {
        if (!m[i].year && i > 0 && m[i - 1].year) {
            m[i].year = m[i - 1].year + (m[i - 1].months < 12 && m[i].month < m[i - 1].month);
            m[i].assumed = m[i - 1].assumed;
        }
        if (!m[i].year && issued.n != INT32_MIN)
            assume_year(&m[i], issued);
        days_set(&m[i]);
    }
}
