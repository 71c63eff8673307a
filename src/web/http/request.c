#include "web/http/http_priv.h"

void http__request_init(struct http_request *r, struct arena *mem, struct str cookie)
{
    *r = (struct http_request){.mem = mem, .cookie = cookie, .reply.fd = -1};
    if (!lang_from_code(http_request_cookie(r, "lang"), &r->lang))
        r->lang = LANG_VI;
}

int http__request_add(struct http_request *r, struct str name, struct str value,
                      enum http_place place, struct err *e)
{
    struct http_field field = {name, value, place};

    if (r->field_n >= HTTP__FIELDS) {
        err_set(e, ERR_TOO_BIG, N_("Yêu cầu có quá %d ô dữ liệu."), HTTP__FIELDS);
        return 413;
    }
    ARENA_PUSH(r->mem, r->field, r->field_n, r->field_room, field);
    return 0;
}

struct str http_request_field(const struct http_request *r, const char *name)
{
    struct str want = str_from(name);

    for (size_t i = 0; i < r->field_n; i++)
        if (str_is(r->field[i].name, want))
            return r->field[i].value;
    return STR_NONE;
}

const struct http_file *http_request_file(const struct http_request *r, const char *name)
{
    struct str want = str_from(name);

    for (size_t i = 0; i < r->file_n; i++) {
        const struct http_file *f = &r->file[i];

        if (str_is(f->field, want) && (f->name.n || f->size))
            return f;
    }
    return NULL;
}

struct str http_request_cookie(const struct http_request *r, const char *name)
{
    struct str rest = r->cookie, want = str_from(name), pair;

    while (str_next(&rest, ';', &pair)) {
        size_t equals = str_find(pair, STR("="), 0);

        if (equals != SIZE_MAX && str_is(str_trim(str_cut(pair, 0, equals)), want))
            return str_trim(str_rest(pair, equals + 1));
    }
    return STR_NONE;
}
