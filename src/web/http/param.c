#include "web/http/param.h"

#include <stdarg.h>
#include <stdio.h>

#include "text/clean.h"
#include "web/http/http_priv.h"

enum { PROBLEMS = 100, TEXT_MAX = 1000 };

struct reading {
    struct http_request *r;
    const struct http_param *param;
    struct err *e;
    size_t room;
    bool path_wrong;
};

/* Ends in the list of problems, and in `e` where it is the first. */
__attribute__((format(printf, 2, 3))) static bool problem(struct reading *q, const char *fmt, ...);

static bool problem(struct reading *q, const char *fmt, ...)
{
    struct http_request *r = q->r;
    const struct http_param *p = q->param;
    struct http_problem one = {.name = p->name};
    va_list args;
    char text[512];

    va_start(args, fmt);
    vsnprintf(text, sizeof(text), err_text(q->e, fmt), args);
    va_end(args);
    one.sentence = arena_printf(r->mem, "%s: %s", p->label ? err_text(q->e, p->label) : p->name,
                                text);
    if (r->problem_n < PROBLEMS)
        ARENA_PUSH(r->mem, r->problem, r->problem_n, q->room, one);
    return false;
}

/* All of `s` in digits, perhaps behind a '-'. */
static bool read_number(struct str s, int64_t *ret)
{
    bool minus = s.n && s.p[0] == '-';
    int64_t v = 0;

    if (s.n == (size_t)minus)
        return false;
    for (size_t i = minus; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9' || __builtin_mul_overflow(v, 10, &v) ||
            __builtin_sub_overflow(v, s.p[i] - '0', &v)) /* downwards: -2^63 has no positive */
            return false;
    return minus ? (*ret = v, true) : !__builtin_sub_overflow(0, v, ret);
}

/* 30/12/2026, 30-12-2026, 30.12.26, 30 12 2026, 2026-12-30. */
static bool read_day(struct str s, struct day *ret)
{
    int64_t part[3];
    struct str rest = s, piece;
    size_t digits[3];
    char mark = 0;

    for (size_t i = 0; i < s.n && !mark; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            mark = s.p[i];
    if (!mark || !strchr("/-. ", mark))
        return false;
    for (int i = 0; i < 3; i++) {
        if (!str_next(&rest, mark, &piece) || piece.n == 0 || piece.n > 4 || piece.p[0] == '-' ||
            !read_number(piece, &part[i]))
            return false;
        digits[i] = piece.n;
    }
    if (rest.n || s.p[s.n - 1] == mark || digits[1] > 2)
        return false;
    if (digits[0] == 4 && mark == '-' && digits[2] <= 2)
        return day_from_ymd((int)part[0], (int)part[1], (int)part[2], ret);
    if (digits[0] > 2 || digits[2] % 2)
        return false;
    return day_from_ymd((int)part[2] + (digits[2] == 2 ? 2000 : 0), (int)part[1], (int)part[0],
                        ret);
}

static bool read_text(struct reading *q, struct str s, struct http_value *ret)
{
    size_t max = q->param->max ? (size_t)q->param->max : TEXT_MAX, characters = 0;

    ret->text = text_clean(q->r->mem, s, q->param->kind == HTTP_PARAM_LINES);
    for (size_t i = 0; i < ret->text.n; i++)
        characters += (ret->text.p[i] & 0xC0) != 0x80;
    ret->has = ret->text.n > 0;
    return characters <= max || problem(q, N_("dài quá %zu ký tự."), max);
}

static bool read_code(struct reading *q, struct str s, struct http_value *ret)
{
    for (int i = 0; q->param->codes[i]; i++)
        if (str_is(s, str_from(q->param->codes[i]))) {
            ret->code = i;
            return true;
        }
    return problem(q, N_("không có lựa chọn này."));
}

static bool read_bool(struct reading *q, struct str s, struct http_value *ret)
{
    ret->yes = str_is(s, STR("1")) || str_is(s, STR("on")) || str_is(s, STR("true"));
    return ret->yes || str_is(s, STR("0")) || str_is(s, STR("off")) || str_is(s, STR("false")) ||
           problem(q, N_("chỉ có thể là có hoặc không."));
}

static bool read_int(struct reading *q, struct str s, struct http_value *ret)
{
    const struct http_param *p = q->param;
    int64_t min = p->min || p->max ? p->min : INT64_MIN,
            max = p->min || p->max ? p->max : INT64_MAX;

    if (!read_number(s, &ret->number))
        return problem(q, N_("phải là số nguyên."));
    return (ret->number >= min && ret->number <= max) ||
           problem(q, N_("phải từ %lld đến %lld."), (long long)min, (long long)max);
}

static bool read_value(struct reading *q, struct str s, struct http_value *ret)
{
    *ret = (struct http_value){0};
    if (q->param->kind == HTTP_PARAM_TEXT || q->param->kind == HTTP_PARAM_LINES)
        return read_text(q, s, ret);
    s = str_trim(s);
    ret->has = s.n > 0;
    if (!ret->has)
        return true;
    switch (q->param->kind) {
    case HTTP_PARAM_ID:
        return (read_number(s, &ret->id) && ret->id > 0) || problem(q, N_("không có số hiệu này."));
    case HTTP_PARAM_INT:
        return read_int(q, s, ret);
    case HTTP_PARAM_DAY:
        return read_day(s, &ret->day) ||
               problem(q, N_("phải là một ngày có thật, viết như 30/12/2026."));
    case HTTP_PARAM_CODE:
        return read_code(q, s, ret);
    case HTTP_PARAM_BOOL:
        return read_bool(q, s, ret);
    case HTTP_PARAM_TEXT:
    case HTTP_PARAM_LINES:
        break;
    }
    return false;
}

/* All fields of one name; the first good value stands in *ret, all of them in its list. */
static void read_param(struct reading *q, struct http_value *ret)
{
    const struct http_param *p = q->param;
    struct http_value *list = NULL, one;
    size_t n = 0, room = 0, most = p->many ? p->many : 1;
    bool good = true;

    for (size_t i = 0; i < q->r->field_n; i++) {
        const struct http_field *f = &q->r->field[i];

        if (!str_is(f->name, str_from(p->name)))
            continue;
        if (!read_value(q, f->value, &one)) {
            good = false;
            q->path_wrong |= f->place == HTTP_PATH;
        } else if (one.has && n == most) {
            good = p->many ? problem(q, N_("có nhiều hơn %zu giá trị."), most)
                           : problem(q, N_("chỉ được có một giá trị."));
            break;
        } else if (one.has) {
            ARENA_PUSH(q->r->mem, list, n, room, one);
        }
    }
    *ret = n ? list[0] : (struct http_value){0};
    if (p->many) {
        ret->list = list;
        ret->n = n;
    }
    if (p->required && good && n == 0)
        problem(q, N_("chưa có giá trị."));
}

int http_param_read(struct http_request *r, const struct http_param *in, size_t n,
                    struct http_value *ret, struct err *e)
{
    struct reading q = {.r = r, .e = e};

    r->problem = NULL;
    r->problem_n = 0;
    for (size_t i = 0; i < n; i++) {
        q.param = &in[i];
        read_param(&q, &ret[i]);
    }
    if (q.path_wrong)
        return err_set(e, ERR_NOT_FOUND, N_("Không có trang nào ở địa chỉ này."));
    if (r->problem_n)
        return err_set(e, ERR_USAGE, "%.*s", STR_ARG(r->problem[0].sentence));
    return ERR_OK;
}
