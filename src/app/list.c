#include "app/app_priv.h"
#include "text/fold.h"

struct str app__list_ids(struct arena *mem, const void *rows, size_t n, size_t size)
{
    char *out = arena_alloc(mem, n + 1, 20), digits[20];
    size_t at = 0;

    for (size_t i = 0; i < n; i++) {
        uint64_t id = (uint64_t) * (const int64_t *)((const char *)rows + i * size);
        size_t k = sizeof(digits);

        if (i)
            out[at++] = ',';
        do
            digits[--k] = (char)('0' + id % 10);
        while (id /= 10);
        memcpy(out + at, digits + k, sizeof(digits) - k);
        at += sizeof(digits) - k;
    }
    return (struct str){out, at};
}

struct app_orgs app__list_orgs(struct arena *mem, struct store_text packed)
{
    struct str rest = packed.has ? packed.is : STR_NONE, one, id;
    struct app_org *orgs;
    size_t n = packed.has, k = 0;

    for (size_t i = 0; i < rest.n; i++)
        n += rest.p[i] == 0x1E;
    orgs = ARENA_MANY(mem, struct app_org, n);
    while (k < n && str_next(&rest, 0x1E, &one)) {
        if (!str_next(&one, 0x1F, &id))
            continue;
        for (size_t i = 0; i < id.n; i++)
            orgs[k].id = orgs[k].id * 10 + (id.p[i] - '0');
        orgs[k++].name = one;
    }
    return (struct app_orgs){orgs, k};
}

struct store_text app__list_pattern(struct arena *mem, struct str words)
{
    struct str folded = text_fold_only(mem, words);
    char *out = arena_alloc(mem, 2 * folded.n + 2, 1);
    size_t n = 0;

    if (folded.n == 0)
        return (struct store_text){0};
    out[n++] = '%';
    for (size_t i = 0; i < folded.n; i++) {
        if (folded.p[i] == '%' || folded.p[i] == '_' || folded.p[i] == '\\')
            out[n++] = '\\';
        out[n++] = folded.p[i];
    }
    out[n++] = '%';
    return store_text((struct str){out, n});
}

struct str app__list_heading(struct arena *mem, struct store_text no, struct store_text name)
{
    if (!name.has)
        return STR("");
    if (!no.has || no.is.n == 0)
        return name.is;
    return arena_printf(mem, "%.*s%s %.*s", STR_ARG(no.is),
                        strchr(".):", no.is.p[no.is.n - 1]) ? "" : ".", STR_ARG(name.is));
}
