#include "app/app_priv.h"
#include "store/store_sql.h"
#include "text/search.h"

/* The words as an index holds them, in or out. */
static int put_words(struct store_txn *t, struct arena *mem, int64_t id, struct str title,
                     struct str body, bool in, struct err *e)
{
    const struct store_sql_entry_words_add add = {id, text_search_words(mem, title),
                                                  text_search_words(mem, body)};
    const struct store_sql_entry_words_drop drop = {id, add.title, add.body};

    return in ? store_entry_words_add(t, &add, e) : store_entry_words_drop(t, &drop, e);
}

static int64_t id_of(enum app__entry kind, int64_t ref)
{
    return ((int64_t)kind << APP__ENTRY_SHIFT) + ref;
}

int app__entry_drop(struct store_txn *t, enum app__entry kind, int64_t ref, struct err *e)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    const struct store_sql_entry_by_id by_id = {id_of(kind, ref)};
    const struct store_sql_entry_drop drop = {by_id.id};
    struct store_row_entry *old;
    size_t n;
    int code = store_entry_by_id(t, mem, &by_id, &old, &n, e);

    if (code || n == 0)
        return code;
    if ((code = put_words(t, mem, drop.id, old->title, old->body, false, e)))
        return code;
    return store_entry_drop(t, &drop, e);
}

int app__entry_put(struct store_txn *t, enum app__entry kind, int64_t ref, int64_t plan,
                   struct str title, struct str body, struct err *e)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    const int64_t id = id_of(kind, ref);
    const struct store_sql_entry_by_id by_id = {id};
    const struct store_sql_entry_add add = {id, plan ? store_int64(plan) : (struct store_int64){0},
                                            title, body};
    const struct store_sql_entry_set set = {id, title, body};
    struct store_row_entry *old;
    size_t n;
    int code;

    if ((code = store_entry_by_id(t, mem, &by_id, &old, &n, e)))
        return code;
    if (n && str_is(old->title, title) && str_is(old->body, body))
        return ERR_OK;
    if (n && (code = put_words(t, mem, id, old->title, old->body, false, e)))
        return code;
    if ((code = n ? store_entry_set(t, &set, e) : store_entry_add(t, &add, e)))
        return code;
    return put_words(t, mem, id, title, body, true, e);
}
