#include "web/http/http_priv.h"

enum { SEGMENTS = 16 };

/* Does the path have the form of the route? *exact has a bit for each segment that is spelled out,
 * the first the highest: the greater number is the better match. */
static bool fits(const char *form, struct str path, uint32_t *exact)
{
    struct str f = str_rest(str_from(form), 1), p = str_rest(path, 1);

    *exact = 0;
    for (int i = 0;; i++) {
        size_t f_end = str_find(f, STR("/"), 0), p_end = str_find(p, STR("/"), 0);
        struct str want = str_cut(f, 0, f_end), got = str_cut(p, 0, p_end);

        if (want.n && want.p[0] == ':') {
            if (got.n == 0)
                return false;
        } else if (str_is(want, got)) {
            *exact |= 1u << (SEGMENTS - 1 - i);
        } else {
            return false;
        }
        if (f_end == SIZE_MAX || p_end == SIZE_MAX)
            return f_end == p_end;
        f = str_rest(f, f_end + 1);
        p = str_rest(p, p_end + 1);
    }
}

static int add_path_fields(struct http_request *r, const char *form)
{
    struct str f = str_from(form), p = r->path, name, value;
    int status = 0;

    while (!status && str_next(&f, '/', &name) && str_next(&p, '/', &value))
        if (name.n && name.p[0] == ':')
            status = http__request_add(r, str_rest(name, 1), value, HTTP_PATH, NULL);
    return status;
}

static const struct http_route *best(const struct http_router *router, struct str path,
                                     enum http_method method, bool any_method)
{
    const struct http_route *found = NULL;
    uint32_t best_exact = 0, exact;

    for (size_t i = 0; i < router->n; i++) {
        const struct http_route *one = &router->list[i];

        if ((one->method == method || any_method) && fits(one->path, path, &exact) &&
            (!found || exact > best_exact)) {
            found = one;
            best_exact = exact;
        }
    }
    return found;
}

int http__route_find(const struct http_router *router, struct http_request *r,
                     const struct http_route **ret, struct str *detail, struct err *e)
{
    const struct http_route *found = best(router, r->path, r->method, false);
    size_t question = str_find(r->target, STR("?"), 0);
    struct str raw = str_cut(r->target, 0, question);

    if (found) {
        *ret = found;
        return add_path_fields(r, found->path);
    }
    if (best(router, r->path, r->method, true)) {
        *detail = r->method == HTTP_POST ? STR("GET, HEAD") : STR("POST");
        err_set(e, ERR_UNSUPPORTED, N_("Địa chỉ này không nhận kiểu yêu cầu đó."));
        return 405;
    }
    if (r->method == HTTP_GET && r->path.n > 1 && str_ends(raw, STR("/")) &&
        best(router, str_cut(r->path, 0, r->path.n - 1), HTTP_GET, false)) {
        *detail = arena_join(r->mem, str_cut(raw, 0, raw.n - 1), str_rest(r->target, raw.n));
        return 308;
    }
    err_set(e, ERR_NOT_FOUND, N_("Không có trang nào ở địa chỉ này."));
    return 404;
}

static int run(const struct http_router *router, const struct http_route *route,
               struct http_request *r, void *ctx, struct err *e)
{
    if (router->run(route, r, ctx, e))
        return http_reply_status(e->code);
    if (r->reply.status == 0)
        err_set(e, ERR_SYSTEM, N_("Trang này chưa trả lời gì."));
    else if (buf_failed(&r->reply.body))
        err_set(e, ERR_SYSTEM, N_("Trang quá lớn để gửi đi."));
    else
        return 0;
    return 500;
}

void http__route_answer(const struct http_router *router, const struct http_route *route,
                        struct http_request *r, int status, struct str detail, void *ctx,
                        struct err *e)
{
    if (status == 0)
        status = run(router, route, r, ctx, e);
    if (status == 308) {
        http_reply_bytes(r, 308, "text/plain; charset=utf-8");
        http_reply_head(r, "Location", detail);
    } else if (status) {
        http__reply_fail(r, router, status, detail, e, ctx);
    }
}

/* "/a/:b": no empty segment but in "/", no nameless field. */
static bool well_made(const char *form)
{
    struct str rest = str_from(form), segment;
    int n = 0;

    if (form[0] != '/' || rest.n > 200)
        return false;
    if (rest.n == 1)
        return true;
    str_next(&rest, '/', &segment);
    while (str_next(&rest, '/', &segment))
        if (segment.n == 0 || ++n >= SEGMENTS || (segment.p[0] == ':' && segment.n == 1))
            return false;
    return form[strlen(form) - 1] != '/';
}

/* Would the same requests match both? */
static bool same_form(const char *a, const char *b)
{
    struct str ra = str_from(a), rb = str_from(b), x, y;

    while (str_next(&ra, '/', &x) && str_next(&rb, '/', &y)) {
        bool open_x = x.n && x.p[0] == ':', open_y = y.n && y.p[0] == ':';

        if (open_x != open_y || (!open_x && !str_is(x, y)))
            return false;
    }
    return ra.n == 0 && rb.n == 0;
}

int http_route_check(const struct http_router *router, struct err *e)
{
    for (size_t i = 0; i < router->n; i++) {
        const struct http_route *one = &router->list[i];

        if (!well_made(one->path) || !one->handler)
            return err_set(e, ERR_SYSTEM, N_("Bảng địa chỉ viết sai ở %s."), one->path);
        for (size_t k = 0; k < i; k++)
            if (router->list[k].method == one->method && same_form(router->list[k].path, one->path))
                return err_set(e, ERR_SYSTEM, N_("Bảng địa chỉ có %s hai lần."), one->path);
    }
    return ERR_OK;
}
