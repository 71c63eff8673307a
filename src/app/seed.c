#include <stdlib.h>
#include <sys/random.h>

#include "app/app_priv.h"
#include "text/fold.h"
#include "text/sort.h"

enum { LOCAL = 1 /* the account that the first schema step makes */ };

/* What the base says of itself. */
struct settings {
    struct str base_id, test, list, sort, clock;
};

static int read_settings(struct store_txn *t, struct arena *mem, struct settings *ret,
                         struct err *e)
{
    struct store_row_setting *rows;
    size_t n;
    int r = store_setting_list(t, mem, &rows, &n, e);

    *ret = (struct settings){0};
    for (size_t i = 0; !r && i < n; i++) {
        const struct {
            struct str name, *value;
        } known[] = {{STR("base_id"), &ret->base_id},
                     {STR("test"), &ret->test},
                     {STR("org_list"), &ret->list},
                     {STR("sort_version"), &ret->sort},
                     {STR("clock"), &ret->clock}};

        for (size_t k = 0; k < COUNT(known); k++)
            if (str_is(known[k].name, rows[i].name))
                *known[k].value = rows[i].value;
    }
    return r;
}

static int put(struct store_txn *t, struct str name, struct str value, struct err *e)
{
    struct store_sql_setting_put in = {name, value};

    return store_setting_put(t, &in, e);
}

static uint64_t hash_add(uint64_t h, struct str s)
{
    for (size_t i = 0; i <= s.n; i++) /* FNV-1a; an end that no text has */
        h = (h ^ (i < s.n ? (unsigned char)s.p[i] : 0xFF)) * UINT64_C(0x100000001b3);
    return h;
}

/* Changes when the list that ships does, or what is made of it here (`rules`). */
static struct str list_hash(struct arena *mem)
{
    const uint64_t rules = 1;
    uint64_t h = UINT64_C(0xcbf29ce484222325) + rules;
    size_t n;
    const struct plan_org *orgs = plan_org_list_bodies(plan_org_list_builtin(), &n);

    for (size_t i = 0; i < n; i++) {
        h = hash_add(hash_add(hash_add(h, orgs[i].name), orgs[i].type), orgs[i].successor);
        for (size_t k = 0; k < orgs[i].alias_count; k++)
            h = hash_add(h, orgs[i].aliases[k]);
        h = hash_add(h, STR("\xFF"));
    }
    return arena_printf(mem, "%016llx", (unsigned long long)h);
}

/* Bodies and their aliases, on their way into the base. */
struct seeding {
    struct app *a;
    struct store_txn *t;
    struct arena *mem;
    int64_t now;
    const struct plan_org *orgs; /* that ship */
    int64_t *ids;                /* of them, in the base */
    size_t n;
    struct store_row_org_all *there;
    size_t there_count;
    struct store_row_org_alias_listed *aliases;
    size_t alias_count;
    struct store_sql_org_alias_end ended;
};

/* A body that the base has: as one that ships, or added by somebody before it shipped. */
static const struct store_row_org_all *find(const struct seeding *s, struct str name)
{
    for (int listed = 1; listed >= 0; listed--)
        for (size_t i = 0; i < s->there_count; i++)
            if (s->there[i].listed.has == listed &&
                str_is(listed ? s->there[i].listed.is : s->there[i].name, name))
                return &s->there[i];
    return NULL;
}

static int add_org(struct seeding *s, const struct plan_org *org, int64_t *ret, struct err *e)
{
    struct store_sql_org_add in = {.listed = store_text(org->name),
                                   .type = org->type,
                                   .name = org->name,
                                   .name_folded = text_fold_only(s->mem, org->name),
                                   .made_at = s->now,
                                   .made_by = LOCAL};
    struct store_sql_org_name_add name = {.name = org->name, .at = s->now, .by = LOCAL};
    struct store_row_org_made *made;
    int r;

    if ((r = text_sort_key(s->mem, org->name, &in.sort_key, e)) ||
        (r = store_org_add(s->t, s->mem, &in, &made, e)))
        return r;
    name.org = *ret = made->id;
    return store_org_name_add(s->t, &name, e);
}

static int seed_org(struct seeding *s, size_t i, bool *is_new, struct err *e)
{
    const struct plan_org *org = &s->orgs[i];
    const struct store_row_org_all *there = find(s, org->name);
    struct store_sql_org_listed_set in;

    *is_new = !there;
    if (!there)
        return add_org(s, org, &s->ids[i], e);
    s->ids[i] = there->id;
    if (there->listed.has && str_is(there->type, org->type))
        return ERR_OK;
    in = (struct store_sql_org_listed_set){there->id, org->name, org->type};
    return store_org_listed_set(s->t, &in, e);
}

static bool has_alias(const struct plan_org *org, struct str words)
{
    for (size_t i = 0; i < org->alias_count; i++)
        if (str_is(org->aliases[i], words))
            return true;
    return false;
}

/* Aliases that ship are added once: whoever ended one meant it. What ships no more ends. */
static int seed_aliases(struct seeding *s, size_t i, bool *changed, struct err *e)
{
    const struct plan_org *org = &s->orgs[i];
    struct store_row_org_alias_made *made;
    int r = ERR_OK;

    for (size_t k = 0; !r && k < s->alias_count; k++) {
        struct store_sql_org_alias_end in = {s->aliases[k].id, s->now, LOCAL};

        if (s->aliases[k].org != s->ids[i] || s->aliases[k].ended ||
            has_alias(org, s->aliases[k].words))
            continue;
        *changed = true;
        r = store_org_alias_end(s->t, &in, e);
    }
    for (size_t k = 0; !r && k < org->alias_count; k++) {
        struct store_sql_org_alias_add in = {.org = s->ids[i],
                                             .words = org->aliases[k],
                                             .folded = text_fold_only(s->mem, org->aliases[k]),
                                             .source = STR("list"),
                                             .made_at = s->now,
                                             .made_by = LOCAL};
        bool known = false;

        for (size_t j = 0; j < s->alias_count && !known; j++)
            known = s->aliases[j].org == s->ids[i] && str_is(s->aliases[j].words, org->aliases[k]);
        if (known)
            continue;
        *changed = true;
        r = store_org_alias_add(s->t, s->mem, &in, &made, e);
    }
    return r;
}

static int seed_succession(struct seeding *s, size_t i, struct err *e)
{
    struct store_sql_org_succession_add in = {
        .from_org = s->ids[i], .kind = STR("merged"), .at = s->now, .by = LOCAL};

    if (s->orgs[i].successor.n == 0)
        return ERR_OK;
    for (size_t k = 0; k < s->n; k++) {
        if (!str_is(s->orgs[k].name, s->orgs[i].successor))
            continue;
        in.to_org = s->ids[k];
        return store_org_succession_add(s->t, &in, e);
    }
    return ERR_OK;
}

static int seed_list(struct app *a, struct store_txn *t, struct arena *mem, struct err *e)
{
    struct seeding s = {.a = a, .t = t, .mem = mem, .now = app_now(a)};
    bool is_new, changed;
    int r;

    s.orgs = plan_org_list_bodies(plan_org_list_builtin(), &s.n);
    s.ids = ARENA_MANY(mem, int64_t, s.n);
    if ((r = store_org_all(t, mem, &s.there, &s.there_count, e)) ||
        (r = store_org_alias_listed(t, mem, &s.aliases, &s.alias_count, e)))
        return r;
    for (size_t i = 0; !r && i < s.n; i++) {
        changed = false;
        if ((r = seed_org(&s, i, &is_new, e)) || (r = seed_aliases(&s, i, &changed, e)))
            break;
        if (is_new || changed)
            r = app__org_entry(t, mem, s.ids[i], s.orgs[i].name, e);
    }
    for (size_t i = 0; !r && i < s.n; i++)
        r = seed_succession(&s, i, e);
    return r;
}

/* Another ICU may put the same names in another order. */
static int renew_sort_keys(struct store_txn *t, struct arena *mem, struct err *e)
{
    struct store_row_org_all *orgs;
    struct store_row_plan_title *plans;
    size_t org_count, plan_count;
    int r;

    if ((r = store_org_all(t, mem, &orgs, &org_count, e)) ||
        (r = store_plan_title_all(t, mem, &plans, &plan_count, e)))
        return r;
    for (size_t i = 0; !r && i < org_count; i++) {
        struct store_sql_org_sort_key_set in = {.id = orgs[i].id};

        if (!(r = text_sort_key(mem, orgs[i].name, &in.sort_key, e)))
            r = store_org_sort_key_set(t, &in, e);
    }
    for (size_t i = 0; !r && i < plan_count; i++) {
        struct store_sql_plan_sort_key_set in = {.id = plans[i].id};

        if (!(r = text_sort_key(mem, plans[i].title, &in.sort_key, e)))
            r = store_plan_sort_key_set(t, &in, e);
    }
    return r;
}

static int name_base(struct store_txn *t, struct arena *mem, struct err *e)
{
    uint64_t id[2];
    const char *test = getenv("NAMRO_TEST_BASE");
    int r;

    if (getrandom(id, sizeof(id), 0) != sizeof(id))
        return err_set(e, ERR_SYSTEM, N_("Máy không cho số ngẫu nhiên."));
    r = put(
        t, STR("base_id"),
        arena_printf(mem, "%016llx%016llx", (unsigned long long)id[0], (unsigned long long)id[1]),
        e);
    if (!r && test && strcmp(test, "1") == 0)
        r = put(t, STR("test"), STR("1"), e);
    return r;
}

/* What the settings of an up-to-date base are. */
static int bring_up(struct app *a, struct arena *mem, struct str list, struct str sort,
                    struct err *e)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};
    struct settings now;
    int r;

    /* Another process may have been at it meanwhile. */
    if ((r = store_txn_write(a->store, &t, e)) || (r = read_settings(&t, mem, &now, e)))
        return r;
    if (now.base_id.n == 0 && (r = name_base(&t, mem, e)))
        return r;
    if (!str_is(now.sort, sort) && ((now.sort.n && (r = renew_sort_keys(&t, mem, e))) ||
                                    (r = put(&t, STR("sort_version"), sort, e))))
        return r;
    if (!str_is(now.list, list) &&
        ((r = seed_list(a, &t, mem, e)) || (r = put(&t, STR("org_list"), list, e))))
        return r;
    return store_txn_commit(&t, e);
}

static int look(struct app *a, struct arena *mem, struct settings *ret, struct err *e)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};
    int r;

    if ((r = store_txn_read(a->store, &t, e)))
        return r;
    return read_settings(&t, mem, ret, e);
}

int app__seed(struct app *a, struct err *e)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct str list = list_hash(mem);
    struct str sort = arena_printf(mem, "%lld", (long long)text_sort_version());
    struct settings now;
    int r;

    if ((r = look(a, mem, &now, e)))
        return r;
    if (now.base_id.n == 0 || !str_is(now.list, list) || !str_is(now.sort, sort))
        if ((r = bring_up(a, mem, list, sort, e)) || (r = look(a, mem, &now, e)))
            return r;
    a->is_test = str_is(now.test, STR("1"));
    if (a->is_test && now.clock.n)
        atomic_store(&a->clock, strtoll(now.clock.p, NULL, 10)); /* in an arena: ends with NUL */
    return ERR_OK;
}
