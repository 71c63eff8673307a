#include "app/draft_priv.h"
#include "text/fold.h"

static int tell(struct app__edit *x, int64_t alias, int64_t before, int64_t after, struct err *e)
{
    return app__audit_change(&x->audit, "org_alias", alias, "uses",
                             arena_printf(x->mem, "%lld", (long long)before),
                             arena_printf(x->mem, "%lld", (long long)after), e);
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

int app__alias_teach(struct app__edit *x, int64_t org, struct str words, struct err *e)
{
    const struct store_sql_alias_by_words by_words = {org, text_fold_only(x->mem, words)};
    struct store_sql_alias_said said = {.draft = x->draft->id};
    struct store_sql_alias_uses_set set = {0};
    struct store_row_alias_known *alias;
    struct store_row_alias_said *count;
    size_t n;
    int code;

    if (by_words.folded.n == 0)
        return ERR_OK;
    if ((code = store_alias_by_words(&x->t, x->mem, &by_words, &alias, &n, e)))
        return code;
    if (n == 0)
        return begin(x, org, words, by_words.folded, e);
    if (!alias->ended && !str_is(alias->source, STR("review")))
        return ERR_OK;
    said.alias = set.id = alias->id;
    if ((code = store_alias_said(&x->t, x->mem, &said, &count, e)))
        return code;
    if (count->count > 0 && !alias->ended)
        return ERR_OK;
    set.uses = alias->ended ? 1 : alias->uses + 1; /* one that was taken back begins anew */
    if ((code = store_alias_uses_set(&x->t, &set, e)))
        return code;
    return tell(x, set.id, set.uses - 1, set.uses, e);
}

int app__alias_untaught(struct app__edit *x, int64_t audit, struct err *e)
{
    const struct store_sql_change_by_audit by_audit = {audit, STR("org_alias")};
    struct store_row_change *change;
    size_t n;
    int code = store_change_by_audit(&x->t, x->mem, &by_audit, &change, &n, e);

    for (size_t i = 0; i < n && !code; i++) {
        const struct store_sql_alias_uses by_id = {change[i].ref};
        struct store_sql_alias_uses_set set = {.id = change[i].ref};
        struct store_row_alias_uses *alias;

        if ((code = store_alias_uses(&x->t, x->mem, &by_id, &alias, e)))
            return code;
        set.uses = alias->uses > 0 ? alias->uses - 1 : 0;
        if (set.uses == 0) {
            set.ended_at = store_int64(x->audit.at);
            set.ended_by = store_int64(x->audit.account);
        }
        if ((code = store_alias_uses_set(&x->t, &set, e)) == ERR_OK)
            code = tell(x, set.id, alias->uses, set.uses, e);
    }
    return code;
}
