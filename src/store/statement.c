#include "base/utf8.h"
#include "store/store_priv.h"

/* Runs the statements that tools/sqlc made: input struct → numbered values, columns → row struct.
 */

static bool take(const struct store__field *f, const void *struct_, struct store__value *ret)
{
    const char *at = (const char *)struct_ + f->offset;

    *ret = (struct store__value){0};
    switch (f->type) {
    case STORE__INT64:
    case STORE__INSTANT:
        ret->number = f->nullable ? ((const struct store_int64 *)at)->is : *(const int64_t *)at;
        ret->null = f->nullable && !((const struct store_int64 *)at)->has;
        return true;
    case STORE__DAY:
        ret->number = f->nullable ? ((const struct store_day *)at)->is.n
                                  : ((const struct day *)at)->n;
        ret->null = f->nullable && !((const struct store_day *)at)->has;
        return true;
    case STORE__BOOL:
        ret->number = f->nullable ? ((const struct store_bool *)at)->is : *(const bool *)at;
        ret->null = f->nullable && !((const struct store_bool *)at)->has;
        return true;
    case STORE__TEXT:
    case STORE__BYTES:
        ret->text = f->nullable ? ((const struct store_text *)at)->is : *(const struct str *)at;
        ret->null = f->nullable && !((const struct store_text *)at)->has;
        if (ret->null || f->type == STORE__BYTES)
            return true;
        /* One base would take what the other refuses. */
        return utf8_bad(ret->text, 0) == ret->text.n &&
               !memchr(ret->text.p ? ret->text.p : "", 0, ret->text.n);
    }
    return false;
}

static void put(const struct store__field *f, void *row, const struct store__value *v)
{
    char *at = (char *)row + f->offset;

    switch (f->type) {
    case STORE__INT64:
    case STORE__INSTANT:
        if (f->nullable)
            *(struct store_int64 *)at = (struct store_int64){!v->null, v->number};
        else
            *(int64_t *)at = v->number;
        break;
    case STORE__DAY:
        if (f->nullable)
            *(struct store_day *)at = (struct store_day){!v->null, {(int32_t)v->number}};
        else
            *(struct day *)at = (struct day){(int32_t)v->number};
        break;
    case STORE__BOOL:
        if (f->nullable)
            *(struct store_bool *)at = (struct store_bool){!v->null, v->number != 0};
        else
            *(bool *)at = v->number != 0;
        break;
    case STORE__TEXT:
    case STORE__BYTES:
        if (f->nullable)
            *(struct store_text *)at = (struct store_text){!v->null, v->text};
        else
            *(struct str *)at = v->text;
        break;
    }
}

static uint32_t conditions_held(const struct store__statement *s, const struct store__value *in)
{
    uint32_t key = 0;

    for (int i = 0; i < s->condition_count; i++) {
        const struct store__condition *c = &s->conditions[i];
        const struct store__value *v = &in[c->in];

        if (!v->null && (!c->equals || v->number == c->value))
            key |= 1u << i;
    }
    return key;
}

void store__statement_text(const struct store__statement *s, enum store__base base, uint32_t key,
                           struct buf *ret)
{
    for (int i = 0; i < s->body[base].n; i++) {
        const struct store__piece *piece = &s->body[base].at[i];

        if ((piece->need & key) == piece->need)
            buf_add(ret, str_from(piece->text));
    }
    buf_char(ret, 0);
}

static int start(struct store_txn *t, const struct store__statement *s, const void *in, bool stream,
                 struct err *e)
{
    struct store__value values[STORE__FIELDS];
    uint32_t key;
    bool ready = t->conn && !t->failed;
    int r;

    t->failed = true; /* until it runs */
    if (!ready)
        return store__fault_program(s->name, "its transaction is over", e);
    if (t->running)
        return store__fault_program(s->name, "another one runs", e);
    if (s->in_count > STORE__FIELDS)
        return store__fault_program(s->name, "too many parameters", e);
    for (int i = 0; i < s->in_count; i++)
        if (!take(&s->in[i], in, &values[i]))
            return err_set(e, ERR_USAGE,
                           N_("Chữ đưa vào \"%s\" không phải UTF-8 hoặc có ký tự rỗng."),
                           s->in[i].name);
    key = conditions_held(s, values);
    for (size_t i = 0; i < COUNT(s->must) && s->must[i]; i++)
        if (!(key & s->must[i]))
            return store__fault_program(s->name, "no clause for this value", e);
    r = t->store->driver->start(t->conn, s, key, values, stream, e);
    t->failed = r != ERR_OK;
    t->running = r == ERR_OK;
    return r;
}

static void finish(struct store_txn *t)
{
    t->changed = t->store->driver->finish(t->conn);
    t->running = false;
}

static bool too_long(const struct store__conn *c)
{
    struct timespec now;

    if (c->write)
        return false;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec > c->deadline.tv_sec ||
           (now.tv_sec == c->deadline.tv_sec && now.tv_nsec > c->deadline.tv_nsec);
}

/* The next row into `row`; its words are borrowed from the driver, or copied to `mem`. */
static int next(struct store_txn *t, const struct store__statement *s, struct arena *mem, void *row,
                bool *there, struct err *e)
{
    int r = t->store->driver->step(t->conn, there, e);

    if (!r && *there && too_long(t->conn))
        r = store__fault(t->store, ERR_TOO_BIG, e);
    for (int i = 0; !r && *there && i < s->out_count; i++) {
        const struct store__field *f = &s->out[i];
        struct store__value v = {0};

        if (!t->store->driver->read(t->conn, i, f->type, &v) || (v.null && !f->nullable))
            r = store__fault_program(s->name, f->name, e);
        if (mem && !v.null && (f->type == STORE__TEXT || f->type == STORE__BYTES))
            v.text = arena_copy(mem, v.text);
        put(f, row, &v);
    }
    if (r)
        t->failed = true;
    return r;
}

int store__statement_none(struct store_txn *t, const struct store__statement *s, const void *in,
                          struct err *e)
{
    bool there;
    int r = start(t, s, in, false, e);

    if (r)
        return r;
    r = next(t, s, NULL, NULL, &there, e);
    finish(t);
    return r;
}

int store__statement_one(struct store_txn *t, const struct store__statement *s, struct arena *mem,
                         const void *in, void **ret, struct err *e)
{
    void *row = arena_alloc(mem, 1, s->row_size);
    bool there, more = false;
    int r = start(t, s, in, false, e);

    if (r)
        return r;
    r = next(t, s, mem, row, &there, e);
    if (!r && there)
        r = t->store->driver->step(t->conn, &more, e);
    finish(t);
    if (!r && more)
        r = store__fault_program(s->name, "more than one row", e);
    if (r)
        t->failed = true;
    else if (!there)
        return err_set(e, ERR_NOT_FOUND, N_("Không có mục được hỏi."));
    else
        *ret = row;
    return r;
}

int store__statement_many(struct store_txn *t, const struct store__statement *s, struct arena *mem,
                          const void *in, void **ret, size_t *count, struct err *e)
{
    size_t n = 0, room = 0;
    char *rows = NULL;
    int r = start(t, s, in, false, e);

    if (r)
        return r;
    for (bool there = true; !r && there;) {
        arena_grow(mem, &rows, n, &room, s->row_size);
        if ((r = next(t, s, mem, rows + n * s->row_size, &there, e)) || !there)
            break;
        if (++n > STORE__ROWS)
            r = err_set(e, ERR_TOO_BIG, N_("Nhiều hơn %d dòng; hãy chọn hẹp hơn."), STORE__ROWS);
    }
    finish(t);
    if (r) {
        t->failed = true;
        return r;
    }
    *ret = rows;
    *count = n;
    return ERR_OK;
}

int store__statement_each(struct store_txn *t, const struct store__statement *s, const void *in,
                          int (*each)(void *ctx, const void *row, struct err *e), void *ctx,
                          struct err *e)
{
    /* Rows are as wide as their columns; the widest value is a nullable text. */
    union {
        struct store_text align;
        char bytes[STORE__FIELDS * sizeof(struct store_text)];
    } row;
    bool there;
    int r = start(t, s, in, true, e);

    if (r)
        return r;
    if (s->row_size > sizeof(row))
        r = store__fault_program(s->name, "too many columns", e);
    while (!r && !(r = next(t, s, NULL, &row, &there, e)) && there)
        r = each(ctx, &row, e);
    finish(t);
    if (r)
        t->failed = true;
    return r;
}
