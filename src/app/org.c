#include "app/org.h"

#include "app/app_priv.h"
#include "text/clean.h"
#include "text/fold.h"
#include "text/sort.h"

enum { NAME_LETTERS = 300, WORDS_BYTES = 400 };

static struct store_text or_any(struct str s)
{
    return (struct store_text){s.n != 0, s};
}

int app_org_list(struct app *a, struct app_who who, const struct app_org_filter *f,
                 struct app_page p, struct arena *mem, struct app_org_lines *ret, struct err *e)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};
    struct store_sql_org_list in = {.pattern = app__list_pattern(mem, f->words),
                                    .type = or_any(f->type),
                                    .with_work = f->with_work,
                                    .limit = app__page_limit(p),
                                    .skip = (int64_t)p.skip};
    struct store_sql_org_count count_in = {in.pattern, in.type, in.with_work};
    struct store_row_org_line *rows;
    struct store_row_org_count *count;
    struct app_org_line *lines;
    size_t n;
    int r;

    (void)who;
    if ((r = store_txn_read(a->store, &t, e)) || (r = store_org_list(&t, mem, &in, &rows, &n, e)) ||
        (r = store_org_count(&t, mem, &count_in, &count, e)))
        return r;
    lines = ARENA_MANY(mem, struct app_org_line, n);
    for (size_t i = 0; i < n; i++)
        lines[i] = (struct app_org_line){.id = rows[i].id,
                                         .name = rows[i].name,
                                         .type = rows[i].type,
                                         .code = rows[i].code.is,
                                         .lead = (size_t)rows[i].lead,
                                         .coordinating = (size_t)rows[i].coordinating,
                                         .aliases = (size_t)rows[i].aliases,
                                         .ended = rows[i].ended};
    *ret = (struct app_org_lines){lines, n, (size_t)count->count};
    return ERR_OK;
}

static int read_aliases(struct store_txn *t, struct arena *mem, int64_t org,
                        struct app_org_one *ret, struct err *e)
{
    struct store_sql_org_alias_by_org in = {org};
    struct store_row_org_alias *rows;
    struct app_org_alias *aliases;
    size_t n;
    int r = store_org_alias_by_org(t, mem, &in, &rows, &n, e);

    if (r)
        return r;
    aliases = ARENA_MANY(mem, struct app_org_alias, n);
    for (size_t i = 0; i < n; i++)
        aliases[i] = (struct app_org_alias){.id = rows[i].id,
                                            .words = rows[i].words,
                                            .source = rows[i].source,
                                            .uses = (int)rows[i].uses,
                                            .made_at = rows[i].made_at,
                                            .draft = rows[i].draft.is,
                                            .ended = rows[i].ended};
    ret->aliases = aliases;
    ret->alias_count = n;
    return ERR_OK;
}

static int read_names(struct store_txn *t, struct arena *mem, int64_t org, struct app_org_one *ret,
                      struct err *e)
{
    struct store_sql_org_name_by_org in = {org};
    struct store_row_org_name *rows;
    struct app_org_name *names;
    size_t n;
    int r = store_org_name_by_org(t, mem, &in, &rows, &n, e);

    if (r)
        return r;
    names = ARENA_MANY(mem, struct app_org_name, n);
    for (size_t i = 0; i < n; i++)
        names[i] = (struct app_org_name){rows[i].name, rows[i].valid_from.has, rows[i].valid_to.has,
                                         rows[i].valid_from.is, rows[i].valid_to.is};
    ret->names = names;
    ret->name_count = n;
    return ERR_OK;
}

static int read_successions(struct store_txn *t, struct arena *mem, int64_t org, bool before,
                            struct app_orgs *ret, struct err *e)
{
    struct store_sql_org_succession_by_org in = {org, before};
    struct store_row_org_named *rows;
    struct app_org *orgs;
    size_t n;
    int r = store_org_succession_by_org(t, mem, &in, &rows, &n, e);

    if (r)
        return r;
    orgs = ARENA_MANY(mem, struct app_org, n);
    for (size_t i = 0; i < n; i++)
        orgs[i] = (struct app_org){rows[i].id, rows[i].name};
    *ret = (struct app_orgs){orgs, n};
    return ERR_OK;
}

/* The body itself, or ERR_NOT_FOUND in words. */
static int find(struct store_txn *t, struct arena *mem, int64_t org, struct store_row_org_one **ret,
                struct err *e)
{
    struct store_sql_org_by_id in = {org};
    int r = store_org_by_id(t, mem, &in, ret, e);

    return r == ERR_NOT_FOUND ? err_set(e, r, N_("Không có cơ quan này.")) : r;
}

int app_org_view(struct app *a, struct app_who who, int64_t org, struct arena *mem,
                 struct app_org_one *ret, struct err *e)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};
    struct store_row_org_one *row;
    struct app_org_one found = {0};
    int r;

    (void)who;
    if ((r = store_txn_read(a->store, &t, e)) || (r = find(&t, mem, org, &row, e)) ||
        (r = read_names(&t, mem, org, &found, e)) || (r = read_aliases(&t, mem, org, &found, e)) ||
        (r = read_successions(&t, mem, org, true, &found.predecessors, e)) ||
        (r = read_successions(&t, mem, org, false, &found.successors, e)))
        return r;
    found.line = (struct app_org_line){.id = org,
                                       .name = row->name,
                                       .type = row->type,
                                       .code = row->code.is,
                                       .lead = (size_t)row->lead,
                                       .coordinating = (size_t)row->coordinating,
                                       .aliases = (size_t)row->aliases,
                                       .ended = row->ended};
    found.parent = (struct app_org){row->parent.is, row->parent_name.is};
    found.pair = (struct app_org){row->pair.is, row->pair_name.is};
    *ret = found;
    return ERR_OK;
}

int app__org_entry(struct store_txn *t, struct arena *mem, int64_t org, struct str name,
                   struct err *e)
{
    struct store_sql_org_alias_by_org in = {org};
    struct store_row_org_alias *aliases;
    struct str body = STR("");
    size_t n;
    int r = store_org_alias_by_org(t, mem, &in, &aliases, &n, e);

    if (r)
        return r;
    for (size_t i = 0; i < n; i++)
        if (!aliases[i].ended)
            body = arena_join(mem, body.n ? arena_join(mem, body, STR("; ")) : body,
                              aliases[i].words);
    return app__entry_put(t, APP__ENTRY_ORG, org, 0, name, body, e);
}

static bool is_type(struct str s)
{
    static const struct str types[] = {
        STR("state"),       STR("party"),  STR("vertical"), STR("commune"), STR("enterprise"),
        STR("association"), STR("school"), STR("portal"),   STR("group"),   STR("post")};

    for (size_t i = 0; i < COUNT(types); i++)
        if (str_is(types[i], s))
            return true;
    return false;
}

/* Words of a name or alias as they are kept. */
static int clean(struct arena *mem, struct str typed, struct str *ret, struct err *e)
{
    *ret = text_clean(mem, typed, false);
    if (text_fold_only(mem, *ret).n == 0)
        return err_set(e, ERR_USAGE, N_("Hãy nhập tên cơ quan."));
    if (ret->n > NAME_LETTERS)
        return err_set(e, ERR_USAGE, N_("Tên dài quá %d byte."), NAME_LETTERS);
    return ERR_OK;
}

/* A new body with its search entry; `in` holds its words already. */
static int add(struct store_txn *t, struct arena *mem, const struct store_sql_org_add *in,
               int64_t *ret, struct err *e)
{
    struct store_sql_org_name_add first = {.name = in->name, .at = in->made_at, .by = in->made_by};
    struct store_row_org_made *made;
    int r;

    if ((r = store_org_add(t, mem, in, &made, e)))
        return r;
    *ret = first.org = made->id;
    if ((r = store_org_name_add(t, &first, e)))
        return r;
    return app__org_entry(t, mem, made->id, in->name, e);
}

int app__org_add(struct app *a, struct app_who who, struct store_txn *t, struct arena *mem,
                 struct str name, struct str type, int64_t *ret, struct err *e)
{
    struct store_sql_org_add in = {.type = type, .made_at = app_now(a), .made_by = who.account};
    struct store_sql_org_by_name same;
    struct store_row_org_id *there;
    struct app__audit audit;
    size_t n;
    int r;

    if (!is_type(type))
        return err_set(e, ERR_USAGE, N_("Không có loại cơ quan \"%.*s\"."), STR_ARG(type));
    if ((r = clean(mem, name, &in.name, e)) || (r = text_sort_key(mem, in.name, &in.sort_key, e)))
        return r;
    in.name_folded = text_fold_only(mem, in.name);
    same = (struct store_sql_org_by_name){in.name, in.sort_key};
    if ((r = store_org_by_name(t, mem, &same, &there, &n, e)))
        return r;
    if (n)
        return err_set(e, ERR_CONFLICT, N_("Đã có cơ quan tên \"%.*s\"."), STR_ARG(in.name));
    if ((r = add(t, mem, &in, ret, e)) ||
        (r = app__audit_open(a, who, t, "org.add", "org", *ret, &audit, e)) ||
        (r = app__audit_change(&audit, "org", *ret, "name", STR_NONE, in.name, e)))
        return r;
    return app__audit_change(&audit, "org", *ret, "type", STR_NONE, type, e);
}

int app_org_add(struct app *a, struct app_who who, struct str name, struct str type, int64_t *ret,
                struct err *e)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    int64_t made;
    int r;

    if ((r = store_txn_write(a->store, &t, e)) ||
        (r = app__org_add(a, who, &t, mem, name, type, &made, e)) || (r = store_txn_commit(&t, e)))
        return r;
    *ret = made;
    return ERR_OK;
}
