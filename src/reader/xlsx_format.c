#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/day.h"
#include "reader/xlsx_priv.h"

/* 18.8.30: formats that need no entry; those of other scripts are dates. */
struct reader_xlsx_format reader_xlsx_format_builtin(int id)
{
    static const char *const code[] = {
        [1] = "0",        [2] = "0.00",      [3] = "#,##0",        [4] = "#,##0.00",
        [9] = "0%",       [10] = "0.00%",    [14] = "dd/mm/yyyy",  [15] = "d-mmm-yy",
        [16] = "d-mmm",   [17] = "mmm-yy",   [18] = "h:mm",        [19] = "h:mm:ss",
        [20] = "h:mm",    [21] = "h:mm:ss",  [22] = "d/m/yy h:mm", [37] = "#,##0",
        [38] = "#,##0",   [39] = "#,##0.00", [40] = "#,##0.00",    [41] = "#,##0",
        [42] = "#,##0",   [43] = "#,##0.00", [44] = "#,##0.00",    [45] = "mm:ss",
        [46] = "h:mm:ss", [47] = "mm:ss",
    };

    if ((id >= 27 && id <= 36) || (id >= 50 && id <= 58))
        return reader_xlsx_format_read("dd/mm/yyyy");
    return reader_xlsx_format_read(id >= 0 && (size_t)id < COUNT(code) && code[id] ? code[id] : "");
}

/* Where the reading of a format stands. */
struct scan {
    struct reader_xlsx_format f;
    size_t before, after;   /* bytes of words so far */
    bool begun;             /* a placeholder was met: words come behind */
    bool point, month_mark; /* behind the decimal point; an m that is month or minute */
    bool second;
};

static void word(struct scan *s, char c)
{
    if (!s->begun && s->before + 1 < sizeof(s->f.before))
        s->f.before[s->before++] = c;
    else if (s->begun && s->after + 1 < sizeof(s->f.after))
        s->f.after[s->after++] = c;
}

/* Words between two placeholders ("ngày" dd "tháng" mm) have no place in what we write. */
static void placeholder(struct scan *s)
{
    memset(s->f.after, 0, s->after);
    s->after = 0;
    s->begun = true;
}

static void digit(struct scan *s, char c)
{
    placeholder(s);
    if (s->f.kind == READER_XLSX_GENERAL)
        s->f.kind = READER_XLSX_NUMBER;
    s->f.thousands_cut = 0;
    if (s->point && s->f.decimals < 15) {
        s->f.decimals++;
        s->f.decimals_min = c == '0' ? s->f.decimals : s->f.decimals_min;
    } else if (!s->point && c == '0' && s->f.whole_min < 15) {
        s->f.whole_min++;
    }
}

static void time_part(struct scan *s, char c)
{
    placeholder(s);
    s->f.kind = READER_XLSX_DATE;
    s->f.day |= c == 'd';
    s->f.year |= c == 'y';
    s->f.hour |= c == 'h';
    s->second |= c == 's';
    s->month_mark |= c == 'm';
}

/* "[$₫-42A]" shows ₫; colours, conditions and languages show nothing. */
static const char *bracket(struct scan *s, const char *p)
{
    if (p[1] == '$')
        for (p += 2; *p && *p != ']' && *p != '-'; p++)
            word(s, *p);
    while (*p && *p != ']')
        p++;
    return *p ? p : p - 1;
}

static const char *quoted(struct scan *s, const char *p)
{
    for (p++; *p && *p != '"'; p++)
        word(s, *p);
    return *p ? p : p - 1;
}

/* One sign of the format at p, which moves to its last byte. False: only General can show it. */
static bool sign(struct scan *s, const char **p)
{
    char c = (char)tolower((unsigned char)**p);

    switch (c) {
    case '"':
        *p = quoted(s, *p);
        break;
    case '[':
        *p = bracket(s, *p);
        break;
    case '\\':
        if ((*p)[1])
            word(s, *++*p);
        break;
    case '_': /* room as wide as the next sign; filled up with it */
    case '*':
        *p += (*p)[1] != 0;
        break;
    case '0':
    case '#':
    case '?':
        digit(s, c);
        break;
    case '.':
        s->point = s->begun && s->f.kind == READER_XLSX_NUMBER;
        break;
    case ',':
        s->f.grouped |= s->begun && !s->point && strchr("0#?", (*p)[1]) && (*p)[1];
        s->f.thousands_cut += s->begun;
        break;
    case '%':
        s->f.percent = true;
        break;
    case 'd':
    case 'm':
    case 'y':
    case 'h':
    case 's':
        time_part(s, c);
        break;
    case 'a': /* AM/PM */
        while ((*p)[1] && strchr("/mMpP", (*p)[1]))
            ++*p;
        break;
    case 'e':
    case '/':
        return s->f.kind == READER_XLSX_DATE || c == '/';
    case 'g':
        return false;
    case ' ':
        word(s, c);
        break;
    default:
        if ((unsigned char)c >= 0x80)
            word(s, **p);
    }
    return true;
}

struct reader_xlsx_format reader_xlsx_format_read(const char *code)
{
    struct scan s = {0};
    const char *p;

    for (p = code; *p && *p != ';'; p++)
        if (!sign(&s, &p)) {
            s.f = (struct reader_xlsx_format){0};
            return s.f;
        }
    if (s.f.kind == READER_XLSX_DATE) {
        bool date = s.f.day || s.f.year || !(s.f.hour || s.second);

        s.f.month = s.month_mark && date;
        s.f.minute = s.f.hour || (s.month_mark && !date);
    }
    return s.f;
}

/* Plain digits with a point → groups and a decimal comma. */
static struct str localized(struct arena *mem, const char *plain, bool grouped)
{
    size_t whole = strcspn(plain, "."), n = 0, from = plain[0] == '-';
    char *out = arena_alloc(mem, strlen(plain) * 2 + 1, 1);

    for (size_t i = 0; plain[i]; i++) {
        if (grouped && i > from && i < whole && (whole - i) % 3 == 0)
            out[n++] = '.';
        out[n++] = plain[i] == '.' ? ',' : plain[i];
    }
    return (struct str){out, n};
}

static struct str general(struct arena *mem, double v, bool percent)
{
    char plain[400];

    snprintf(plain, sizeof(plain), "%.15g", v);
    if (strchr(plain, 'e') && fabs(v) < 1e21)
        snprintf(plain, sizeof(plain), fabs(v) < 1 ? "%.15f" : "%.0f", v);
    if (strchr(plain, '.') && !strchr(plain, 'e')) {
        size_t n = strlen(plain);

        while (plain[n - 1] == '0')
            plain[--n] = 0;
        if (plain[n - 1] == '.')
            plain[--n] = 0;
    }
    return percent ? arena_join(mem, localized(mem, plain, false), STR("%"))
                   : localized(mem, plain, false);
}

static struct str number(struct arena *mem, const struct reader_xlsx_format *f, double v)
{
    char plain[400];
    struct str s;
    size_t n;

    if (f->percent)
        v *= 100;
    for (int i = 0; i < f->thousands_cut; i++)
        v /= 1000;
    if (fabs(v) >= 1e21)
        return general(mem, v, f->percent);
    if (fabs(v) * pow(10, f->decimals) < 0.5)
        v = 0; /* and not -0 */
    n = (size_t)snprintf(plain, sizeof(plain), "%0*.*f",
                         f->whole_min + (f->decimals ? f->decimals + 1 : 0) + (v < 0), f->decimals,
                         v);
    for (int i = f->decimals; i > f->decimals_min && plain[n - 1] == '0'; i--)
        plain[--n] = 0;
    if (n && plain[n - 1] == '.')
        plain[n - 1] = 0;
    s = localized(mem, plain, f->grouped);
    return f->percent ? arena_join(mem, s, STR("%")) : s;
}

/* Day 60 of the count from 1900 is a 29 February that never was. False beyond the days there are.
 */
static bool day_of(double v, bool from_1904, struct day *ret)
{
    struct day first;

    if (v < 0 || v >= 109574 || !day_from_ymd(from_1904 ? 1904 : 1900, 1, 1, &first)) /* to 2199 */
        return false;
    ret->n = first.n + (int32_t)v - (from_1904 ? 0 : v >= 61 ? 2 : 1);
    return true;
}

static bool date(struct arena *mem, const struct reader_xlsx_format *f, double v, bool from_1904,
                 struct str *ret)
{
    int year, month, day, minutes = (int)lround((v - floor(v)) * 24 * 60) % (24 * 60);
    struct str s = STR_NONE, time;
    struct day d;

    if (!day_of(v, from_1904, &d))
        return false;
    day_to_ymd(d, &year, &month, &day);
    if (f->day && (f->year || !f->month))
        s = arena_printf(mem, "%02d/%02d/%04d", day, month, year);
    else if (f->day)
        s = arena_printf(mem, "%02d/%02d", day, month);
    else if (f->month && f->year)
        s = arena_printf(mem, "%02d/%04d", month, year);
    else if (f->month)
        s = arena_printf(mem, "%02d", month);
    else if (f->year)
        s = arena_printf(mem, "%04d", year);
    if (f->hour || f->minute) {
        time = arena_printf(mem, "%02d:%02d", minutes / 60, minutes % 60);
        s = s.n ? arena_printf(mem, "%.*s %.*s", STR_ARG(s), STR_ARG(time)) : time;
    }
    *ret = s;
    return s.n > 0;
}

struct str reader_xlsx_format_write(struct arena *mem, const struct reader_xlsx_format *f,
                                    const char *value, bool from_1904)
{
    char *end;
    double v = strtod(value, &end);
    struct str s;

    if (end == value || *end || !isfinite(v))
        return arena_copy(mem, str_from(value));
    if (f->kind == READER_XLSX_NUMBER)
        s = number(mem, f, v);
    else if (f->kind == READER_XLSX_GENERAL || !date(mem, f, v, from_1904, &s))
        s = general(mem, v, false);
    if (f->before[0] || f->after[0])
        s = arena_printf(mem, "%s%.*s%s", f->before, STR_ARG(s), f->after);
    return s;
}
