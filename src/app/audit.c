#include "app/app_priv.h"
#include "store/store_sql.h"

int app__audit_open(struct app *a, struct app_who who, struct store_txn *t, const char *act,
                    const char *kind, int64_t ref, struct app__audit *ret, struct err *e)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    const struct store_sql_audit_add in = {.at = app_now(a),
                                           .account = who.account,
                                           .door = str_from(who.door),
                                           .act = str_from(act),
                                           .kind = str_from(kind),
                                           .ref = ref};
    struct store_row_audit_made *made;
    int code;

    if ((code = store_audit_add(t, mem, &in, &made, e)))
        return code;
    *ret = (struct app__audit){t, made->id, in.at, in.account};
    return ERR_OK;
}

static struct store_text told(struct str s)
{
    return s.p ? store_text(s) : (struct store_text){0};
}

int app__audit_change(const struct app__audit *audit, const char *kind, int64_t ref,
                      const char *field, struct str before, struct str after, struct err *e)
{
    const struct store_sql_change_add in = {.audit = audit->id,
                                            .kind = str_from(kind),
                                            .ref = ref,
                                            .field = str_from(field),
                                            .before = told(before),
                                            .after = told(after)};

    return str_is(before, after) ? ERR_OK : store_change_add(audit->t, &in, e);
}
