/* What a request may say about itself: its target, its fields and their values. */

#include <stdlib.h>

#include "base/utf8.h"
#include "fuzz.h"
#include "web/http/http_priv.h"
#include "web/http/param.h"

static const char *const codes[] = {"open", "done", NULL};
static const struct http_param params[] = {
    {.name = "a", .kind = HTTP_PARAM_ID, .required = true},
    {.name = "b", .kind = HTTP_PARAM_INT, .min = -5, .max = 5},
    {.name = "c", .kind = HTTP_PARAM_DAY},
    {.name = "d", .kind = HTTP_PARAM_CODE, .codes = codes},
    {.name = "e", .kind = HTTP_PARAM_TEXT, .max = 5},
    {.name = "f", .kind = HTTP_PARAM_LINES, .many = 3},
    {.name = "g", .kind = HTTP_PARAM_BOOL},
    {.name = "h", .kind = HTTP_PARAM_INT, .many = 2},
};

static void need(bool holds)
{
    if (!holds)
        abort();
}

static void check_path(struct str path)
{
    struct str rest = path, segment;

    need(path.n && path.p[0] == '/' && utf8_bad(path, 0) == path.n);
    for (size_t i = 0; i < path.n; i++)
        need((unsigned char)path.p[i] >= ' ' && path.p[i] != '\\');
    while (str_next(&rest, '/', &segment))
        need(!str_is(segment, STR("..")) && !str_is(segment, STR(".")));
}

static void check_values(const struct http_value *v)
{
    need(!v[0].has || v[0].id > 0);
    need(!v[1].has || (v[1].number >= -5 && v[1].number <= 5));
    need(!v[3].has || (v[3].code >= 0 && v[3].code < 2));
    need(!v[4].has || (v[4].text.n <= 20 && utf8_bad(v[4].text, 0) == v[4].text.n));
    need(v[5].n <= 3 && v[7].n <= 2);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct http_request r;
    struct http_value v[COUNT(params)];
    struct err e = {0};
    struct str input = {(const char *)data, size}, target = STR("");

    str_next(&input, '\n', &target);
    http__request_init(&r, mem, input);
    if (http__form_target(&r, target, STR("h:1"), &e) == 0)
        check_path(r.path);
    http__form_read(&r, input, HTTP_BODY, &e);
    for (size_t i = 0; i < r.field_n; i++)
        need(utf8_bad(r.field[i].value, 0) == r.field[i].value.n &&
             !str_has(r.field[i].value, (struct str){"", 1}));
    if (http_param_read(&r, params, COUNT(params), v, &e) == 0)
        check_values(v);
    return 0;
}
