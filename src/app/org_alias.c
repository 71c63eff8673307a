#include "app/app_priv.h"
#include "app/org.h"
#include "text/clean.h"
#include "text/fold.h"

/* Further ways to write a body: given, taken back, given again. */

enum { WORDS_BYTES = 400 };

/* The body; ERR_NOT_FOUND in words. */
static int find_org(struct store_txn *t, struct arena *mem, int64_t org,
                    struct store_row_org_one **ret, struct err *e)
{
    struct store_sql_org_by_id in = {org};
    int r = store_org_by_id(t, mem, &in, ret, e);

    return r == ERR_NOT_FOUND ? err_set(e, r, N_("Không có cơ quan này.")) : r;
}

/* ERR_CONFLICT when another body is called so: documents could not tell the two apart. */
static int is_free(struct store_txn *t, struct arena *mem, int64_t org, struct str folded,
                   struct err *e)
{
    struct store_sql_org_by_words in = {folded};
    struct store_row_org_named *there;
    size_t n;
    int r = store_org_by_words(t, mem, &in, &there, &n, e);

    for (size_t i = 0; !r && i < n; i++)
        r = err_set(e, ERR_CONFLICT,
                    there[i].id == org ? N_("\"%.*s\" đã có cách viết này.")
                                       : N_("\"%.*s\" là cơ quan khác, đã có cách viết này."),
                    STR_ARG(there[i].name));
    return r;
}

/* Says an alias of a body anew, or gives it a first time. */
static int give(struct store_txn *t, struct arena *mem, const struct store_sql_org_alias_add *in,
                int64_t *ret, struct err *e)
{
    struct store_sql_org_alias_same same_in = {in->org, in->folded};
    struct store_sql_org_alias_renew renew;
    struct store_row_org_alias_same *same;
    struct store_row_org_alias_made *made;
    size_t n;
    int r;

    if ((r = store_org_alias_same(t, mem, &same_in, &same, &n, e)))
        return r;
    if (n) {
        renew.id = *ret = same[0].id;
        return store_org_alias_renew(t, &renew, e);
    }
    if ((r = store_org_alias_add(t, mem, in, &made, e)))
        return r;
    *ret = made->id;
    return ERR_OK;
}

int app_org_alias_add(struct app *a, struct app_who who, int64_t org, struct str words,
                      struct err *e)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct store_sql_org_alias_add in = {.org = org,
                                         .words = text_clean(mem, words, false),
                                         .source = STR("person"),
                                         .made_at = app_now(a),
                                         .made_by = who.account};
    struct store_row_org_one *row;
    struct app__audit audit;
    int64_t alias;
    int r;

    in.folded = text_fold_only(mem, in.words);
    if (in.folded.n == 0)
        return err_set(e, ERR_USAGE, N_("Hãy nhập cách viết khác của tên cơ quan."));
    if (in.words.n > WORDS_BYTES)
        return err_set(e, ERR_USAGE, N_("Tên dài quá %d byte."), WORDS_BYTES);
    if ((r = store_txn_write(a->store, &t, e)) || (r = find_org(&t, mem, org, &row, e)) ||
        (r = is_free(&t, mem, org, in.folded, e)) || (r = give(&t, mem, &in, &alias, e)) ||
        (r = app__org_entry(&t, mem, org, row->name, e)) ||
        (r = app__audit_open(a, who, &t, "org.alias.add", "org", org, &audit, e)) ||
        (r = app__audit_change(&audit, "org", org, "alias", STR_NONE, in.words, e)))
        return r;
    return store_txn_commit(&t, e);
}

/* Ends an alias of a body (`end`) or opens it again; nothing when it is so already. */
static int set(struct app *a, struct app_who who, int64_t of, int64_t alias, bool end,
               struct err *e)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct store_sql_org_alias_by_id in = {alias};
    struct store_sql_org_alias_end end_in = {alias, app_now(a), who.account};
    struct store_sql_org_alias_renew renew = {alias};
    struct store_row_org_alias_one *row;
    struct store_row_org_one *org;
    struct app__audit audit;
    int r;

    if ((r = store_txn_write(a->store, &t, e)))
        return r;
    r = store_org_alias_by_id(&t, mem, &in, &row, e);
    if (r == ERR_NOT_FOUND || (!r && row->org != of))
        return err_set(e, ERR_NOT_FOUND, N_("Không có cách viết này."));
    if (r || row->ended == end)
        return r;
    if ((!end && (r = is_free(&t, mem, row->org, text_fold_only(mem, row->words), e))) ||
        (r = end ? store_org_alias_end(&t, &end_in, e) : store_org_alias_renew(&t, &renew, e)) ||
        (r = find_org(&t, mem, row->org, &org, e)) ||
        (r = app__org_entry(&t, mem, row->org, org->name, e)) ||
        (r = app__audit_open(a, who, &t, end ? "org.alias.end" : "org.alias.renew", "org", row->org,
                             &audit, e)) ||
        (r = app__audit_change(&audit, "org", row->org, "alias", end ? row->words : STR_NONE,
                               end ? STR_NONE : row->words, e)))
        return r;
    return store_txn_commit(&t, e);
}

int app_org_alias_end(struct app *a, struct app_who who, int64_t org, int64_t alias, struct err *e)
{
    return set(a, who, org, alias, true, e);
}

int app_org_alias_renew(struct app *a, struct app_who who, int64_t org, int64_t alias,
                        struct err *e)
{
    return set(a, who, org, alias, false, e);
}
