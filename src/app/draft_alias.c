#include "app/draft_priv.h"
#include "text/fold.h"

/* The body is found by this alias from now on, or no more. */
static int renew_entry(struct app__edit *x, int64_t alias, struct err *e)
{
    const struct store_sql_org_alias_by_id by_id = {alias};
    struct store_row_org_alias_one *row;
    struct store_sql_org_by_id of;
    struct store_row_org_one *org;
    int code = store_org_alias_by_id(&x->t, x->mem, &by_id, &row, e);

    if (code)
        return code;
    of.id = row->org;
    code = store_org_by_id(&x->t, x->mem, &of, &org, e);
    return code ? code : app__org_entry(&x->t, x->mem, row->org, org->name, e);
}

static int tell(struct app__edit *x, int64_t alias, int64_t before, int64_t after, struct err *e)
{
    int code = (before > 0) != (after > 0) ? renew_entry(x, alias, e) : ERR_OK;

    return code ? code
                : app__audit_change(&x->audit, "org_alias", alias, "uses",
                                    arena_printf(x->mem, "%lld", (long long)before),
                                    arena_printf(x->mem, "%lld", (long long)after), e);
}

/* So many corrections say so from now on; without any the alias ends. */
static int set_uses(struct app__edit *x, int64_t alias, int64_t before, int64_t after,
                    struct err *e)
{
    struct store_sql_alias_uses_set set = {.id = alias, .uses = after > 0 ? after : 0};
    int code;

    if (set.uses == 0) {
        set.ended_at = store_int64(x->audit.at);
        set.ended_by = store_int64(x->audit.account);
    }
    if ((code = store_alias_uses_set(&x->t, &set, e)))
        return code;
    return tell(x, alias, before, set.uses, e);
}

static int begin(struct app__edit *x, int64_t org, struct str words, struct str folded,
                 struct err *e)
{
    const struct store_sql_alias_add in = {.org = org,
                                           .words = words,
                                           .folded = folded,
                                           .source = STR("review"),
                                           .draft = store_int64(x->draft->id),
                                           .uses = 1,
                                           .at = x->audit.at,
                                           .account = x->audit.account};
    struct store_row_alias_made *made;
    int code = store_alias_add(&x->t, x->mem, &in, &made, e);

    return code ? code : tell(x, made->id, 0, 1, e);
}

/* Who says that the words are this body says that they are no other. */
static int contradict(struct app__edit *x, int64_t org, struct str folded, struct err *e)
{
    const struct store_sql_alias_otherwise in = {org, folded};
    struct store_row_alias_known *alias;
    size_t n;
    int code = store_alias_otherwise(&x->t, x->mem, &in, &alias, &n, e);

    for (size_t i = 0; i < n && !code; i++)
        code = set_uses(x, alias[i].id, alias[i].uses, alias[i].uses - 1, e);
    return code;
}

int app__alias_teach(struct app__edit *x, int64_t org, struct str words, struct err *e)
{
    const struct store_sql_alias_by_words by_words = {org, text_fold_only(x->mem, words)};
    struct store_sql_alias_said said = {.draft = x->draft->id};
    struct store_row_alias_known *alias;
    struct store_row_alias_said *net;
    size_t n;
    int code;

    if (by_words.folded.n == 0)
        return ERR_OK;
    if ((code = contradict(x, org, by_words.folded, e)) ||
        (code = store_alias_by_words(&x->t, x->mem, &by_words, &alias, &n, e)))
        return code;
    if (n == 0)
        return begin(x, org, words, by_words.folded, e);
    if (alias->ended) /* taken back before: it begins anew */
        return set_uses(x, alias->id, 0, 1, e);
    if (!str_is(alias->source, STR("review")))
        return ERR_OK;
    said.alias = alias->id;
    if ((code = store_alias_said(&x->t, x->mem, &said, &net, e)) || net->times > 0)
        return code;
    return set_uses(x, alias->id, alias->uses, alias->uses + 1, e);
}

static int64_t number_of(struct str s)
{
    int64_t n = 0;

    for (size_t i = 0; i < s.n && n < 1000000000; i++)
        n = n * 10 + (s.p[i] - '0');
    return n;
}

int app__alias_untaught(struct app__edit *x, int64_t audit, struct err *e)
{
    const struct store_sql_change_by_audit by_audit = {audit, STR("org_alias")};
    struct store_row_change *change;
    size_t n;
    int code = store_change_by_audit(&x->t, x->mem, &by_audit, &change, &n, e);

    for (size_t i = 0; i < n && !code; i++) {
        const struct store_sql_alias_uses by_id = {change[i].ref};
        struct store_row_alias_uses *alias;

        if ((code = store_alias_uses(&x->t, x->mem, &by_id, &alias, e)) == ERR_OK)
            code = set_uses(
                x, change[i].ref, alias->uses,
                alias->uses + number_of(change[i].before.is) - number_of(change[i].after.is), e);
    }
    return code;
}
