#include <time.h>

#include "store/store_priv.h"
#include "store/store_sql.h"

/* Numbered steps, each in a transaction of its own that also records it: whoever is killed leaves
 * the state before the step. Two processes may come at once; the lock of writers decides. */

static int refuse_newer(const struct store_row_base_step *done, size_t n, int newest, struct err *e)
{
    for (size_t i = 0; i < n; i++)
        if (done[i].oldest > newest)
            return err_set(e, ERR_UNSUPPORTED,
                           N_("Kho dữ liệu do bản namro mới hơn tạo (bước %lld, bản này biết đến "
                              "bước %d); hãy dùng bản mới."),
                           (long long)done[i].number, newest);
    return ERR_OK;
}

/* What is recorded in the base; 0 rows where there is no base yet. */
static int recorded(struct store_txn *t, struct arena *mem, struct store_row_base_step **ret,
                    size_t *n, struct err *e)
{
    struct store_row_base_count *base;
    int r = store_base_exists(t, mem, &base, e);

    *n = 0;
    if (r || base->count == 0)
        return r;
    return store_base_step_list(t, mem, ret, n, e);
}

static bool is_done(const struct store_row_base_step *done, size_t n, int number)
{
    for (size_t i = 0; i < n; i++)
        if (done[i].number == number)
            return true;
    return false;
}

static int apply(struct store *s, const struct store__migration *step, int newest,
                 struct arena *mem, struct err *e)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};
    struct store_row_base_step *done = NULL;
    struct store_sql_base_step_add in = {
        .number = step->number, .name = str_from(step->name), .oldest = step->oldest};
    struct timespec now;
    size_t n;
    int r;

    if ((r = store_txn_write(s, &t, e)) || (r = recorded(&t, mem, &done, &n, e)) ||
        (r = refuse_newer(done, n, newest, e)))
        return r;
    if (is_done(done, n, step->number)) /* somebody else was faster */
        return ERR_OK;
    clock_gettime(CLOCK_REALTIME, &now);
    in.applied_at = (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
    if ((r = s->driver->run(t.conn, step->text[s->driver->base], e)) ||
        (r = store_base_step_add(&t, &in, e)))
        return r;
    return store_txn_commit(&t, e);
}

int store__migrated(struct store *s, const struct store__migration *steps, size_t count,
                    int *newest, int *missing, struct err *e)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    CLEANUP(store_txn_end) struct store_txn t = {0};
    struct store_row_base_step *done = NULL;
    size_t n;
    int r;

    if ((r = store_txn_read(s, &t, e)) || (r = recorded(&t, mem, &done, &n, e)) ||
        (r = refuse_newer(done, n, count ? steps[count - 1].number : 0, e)))
        return r;
    *newest = n ? (int)done[n - 1].number : -1;
    *missing = !is_done(done, n, 0);
    for (size_t i = 0; i < count; i++)
        *missing += !is_done(done, n, steps[i].number);
    return ERR_OK;
}

int store__migrate(struct store *s, const struct store__migration *steps, size_t count,
                   struct err *e)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    int newest = count ? steps[count - 1].number : 0;
    struct store_row_base_step *done = NULL;
    size_t n;
    int r;

    {
        CLEANUP(store_txn_end) struct store_txn t = {0};

        if ((r = store_txn_read(s, &t, e)) || (r = recorded(&t, mem, &done, &n, e)) ||
            (r = refuse_newer(done, n, newest, e)))
            return r;
    }
    if (!is_done(done, n, 0) && (r = apply(s, &store__migrations[0], newest, mem, e)))
        return r;
    for (size_t i = 0; i < count; i++)
        if (!is_done(done, n, steps[i].number) && (r = apply(s, &steps[i], newest, mem, e)))
            return r;
    return ERR_OK;
}
