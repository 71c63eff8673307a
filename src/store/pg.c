#include <endian.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/library.h"
#include "store/store_priv.h"

/* Everything travels in binary. One writer at a time holds an advisory lock, as on SQLite one holds
 * the file: what is true there is true here, and nobody has to do a transaction again. */

enum { BUCKETS = 64, PREPARED_MOST = 256 };
enum { OID_BOOL = 16, OID_BYTEA = 17, OID_INT8 = 20, OID_INT2 = 21, OID_INT4 = 23, OID_TEXT = 25 };

/* libpq is loaded when a store is opened on PostgreSQL (base/library.h). */
#define FUNCTIONS(F)                                                                               \
    F(cancel)                                                                                      \
    F(clear)                                                                                       \
    F(cmdStatus)                                                                                   \
    F(cmdTuples)                                                                                   \
    F(connectdbParams)                                                                             \
    F(errorMessage)                                                                                \
    F(exec)                                                                                        \
    F(finish)                                                                                      \
    F(freeCancel)                                                                                  \
    F(ftype)                                                                                       \
    F(getCancel)                                                                                   \
    F(getResult)                                                                                   \
    F(getisnull)                                                                                   \
    F(getlength)                                                                                   \
    F(getvalue)                                                                                    \
    F(nfields)                                                                                     \
    F(ntuples)                                                                                     \
    F(parameterStatus)                                                                             \
    F(prepare)                                                                                     \
    F(resultErrorField)                                                                            \
    F(resultStatus)                                                                                \
    F(sendQueryPrepared)                                                                           \
    F(setNoticeProcessor)                                                                          \
    F(setSingleRowMode)                                                                            \
    F(status)                                                                                      \
    F(transactionStatus)
#define MEMBER(name) __typeof__(PQ##name) *name;
#define ENTRY(name)  {"PQ" #name, (void **)&pq.name},
static struct {
    FUNCTIONS(MEMBER)
} pq;

static int load(struct store *s, struct err *e)
{
    static const struct library_function functions[] = {FUNCTIONS(ENTRY)};

    (void)s;
    return library_load("libpq.so.5", "libpq5", functions, COUNT(functions), e);
}

#define WRITE_LOCK "474080965231" /* the bytes of "namro" */

struct prepared {
    struct prepared *next; /* in its bucket */
    const struct store__statement *statement;
    uint32_t key;
    char name[16];
};

struct conn {
    struct store__conn base;
    PGconn *pg;
    PGresult *result;
    int row;           /* of the result, that the next step gives */
    bool stream;       /* rows come one by one */
    const char *doing; /* name of the statement that runs */
    struct prepared *bucket[BUCKETS];
    struct prepared all[PREPARED_MOST];
    int count;
};

static int fail(struct conn *c, const PGresult *result, const char *doing, struct err *e)
{
    static const struct {
        const char *state;
        enum err_code code;
    } known[] = {
        {"23505", ERR_CONFLICT}, /* unique */
        {"23503", ERR_CONFLICT}, /* foreign key */
        {"40001", ERR_CONFLICT}, /* serialization */
        {"40P01", ERR_CONFLICT}, /* deadlock */
        {"53100", ERR_FULL},     /* disk */
        {"53300", ERR_BUSY},     /* connections */
        {"55P03", ERR_BUSY},     /* waited too long for a lock */
        {"57014", ERR_TOO_BIG},  /* ran too long */
    };
    const char *state = result ? pq.resultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
    const char *said = result ? pq.resultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : NULL;

    if (pq.status(c->pg) != CONNECTION_OK) {
        c->base.broken = true;
        return err_set(e, ERR_SYSTEM, N_("Mất kết nối với PostgreSQL (%s)."), doing);
    }
    for (size_t i = 0; state && i < COUNT(known); i++)
        if (strcmp(state, known[i].state) == 0)
            return store__fault(c->base.store, known[i].code, e);
    return store__fault_base(doing, said ? said : pq.errorMessage(c->pg), e);
}

/* One or several statements without parameters; the answer of the last. */
static int query(struct conn *c, const char *sql, const char *doing, PGresult **ret, struct err *e)
{
    PGresult *result = pq.exec(c->pg, sql);
    ExecStatusType status = pq.resultStatus(result);
    int r = ERR_OK;

    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        r = fail(c, result, doing, e);
    if (r || !ret)
        pq.clear(result);
    else
        *ret = result;
    return r;
}

static void silent(void *ctx, const char *message)
{
    (void)ctx;
    (void)message;
}

static void disconnect(struct store__conn *base)
{
    struct conn *c = (struct conn *)base;

    pq.clear(c->result);
    pq.finish(c->pg);
    free(c);
}

static int set_up(struct conn *c, struct err *e)
{
    const char *encoding = pq.parameterStatus(c->pg, "server_encoding");
    char settings[256];

    if (!encoding || strcmp(encoding, "UTF8") != 0)
        return err_set(e, ERR_UNSUPPORTED, N_("Cơ sở dữ liệu PostgreSQL phải dùng mã UTF8."));
    snprintf(settings, sizeof(settings),
             "SET client_min_messages = warning; SET lock_timeout = '%ds';"
             "SET synchronous_commit = on; SET client_connection_check_interval = '1s';"
             "SET default_transaction_read_only = %s;"
             "SET statement_timeout = '%ds'",
             c->base.store->wait_s, c->base.write ? "off" : "on",
             c->base.write ? 0 : c->base.store->read_s);
    return query(c, settings, "set", NULL, e);
}

static int connect_server(struct store *s, bool write, struct store__conn **ret, struct err *e)
{
    const char *const names[] = {"dbname", "client_encoding", "connect_timeout",
                                 "fallback_application_name", NULL};
    const char *const values[] = {s->url, "UTF8", "10", "namro", NULL};
    struct conn *c = calloc(1, sizeof(*c));
    int r = ERR_OK;

    if (!c)
        return store__fault(s, ERR_SYSTEM, e);
    c->base.store = s;
    c->base.write = write;
    c->pg = pq.connectdbParams(names, values, 1);
    pq.setNoticeProcessor(c->pg, silent, NULL);
    if (pq.status(c->pg) != CONNECTION_OK)
        r = err_set(e, ERR_SYSTEM, N_("Không kết nối được với PostgreSQL: %s"),
                    pq.errorMessage(c->pg));
    if (r || (r = set_up(c, e))) {
        disconnect(&c->base);
        return r;
    }
    *ret = &c->base;
    return ERR_OK;
}

/* Transactions --------------------------------------------------------------------------------- */

static void rollback(struct store__conn *base)
{
    struct conn *c = (struct conn *)base;

    if (pq.transactionStatus(c->pg) != PQTRANS_IDLE && query(c, "ROLLBACK", "rollback", NULL, NULL))
        base->broken = true;
}

static int begin(struct store__conn *base, struct err *e)
{
    struct conn *c = (struct conn *)base;
    int r = query(c,
                  base->write ? "BEGIN; SELECT pg_advisory_xact_lock(" WRITE_LOCK ")"
                              : "BEGIN ISOLATION LEVEL REPEATABLE READ",
                  "begin", NULL, e);

    if (r)
        rollback(base);
    return r;
}

static int commit(struct store__conn *base, struct err *e)
{
    struct conn *c = (struct conn *)base;
    PGresult *result;
    bool kept;
    int r = query(c, base->write ? "UPDATE base_version SET number = number + 1; COMMIT" : "COMMIT",
                  "commit", &result, e);

    if (r && base->broken)
        return err_set(e, ERR_SYSTEM,
                       N_("Mất kết nối với PostgreSQL khi đang lưu: không chắc thay đổi vừa rồi đã "
                          "được lưu."));
    if (r)
        return r;
    kept = strcmp(pq.cmdStatus(result), "COMMIT") == 0;
    pq.clear(result);
    return kept ? ERR_OK : store__fault_base("commit", "rolled back", e);
}

static int run(struct store__conn *base, const char *sql, struct err *e)
{
    return query((struct conn *)base, sql, "schema", NULL, e);
}

/* Statements ----------------------------------------------------------------------------------- */

static Oid oid_of(enum store__type type)
{
    switch (type) {
    case STORE__TEXT:
        return OID_TEXT;
    case STORE__BYTES:
        return OID_BYTEA;
    case STORE__BOOL:
        return OID_BOOL;
    case STORE__INT64:
    case STORE__INSTANT:
    case STORE__DAY:
        break;
    }
    return OID_INT8;
}

static int prepare(struct conn *c, const struct store__statement *s, uint32_t key, const char **ret,
                   struct err *e)
{
    struct prepared **bucket =
        &c->bucket[((uintptr_t)s / sizeof(*s) + key * 2654435761u) % BUCKETS];
    CLEANUP(buf_release) struct buf text;
    Oid types[STORE__FIELDS];
    PGresult *result;
    struct prepared *p;
    int r = ERR_OK;

    buf_init(&text, 1 << 20);
    for (p = *bucket; p; p = p->next)
        if (p->statement == s && p->key == key) {
            *ret = p->name;
            return ERR_OK;
        }
    if (c->count == PREPARED_MOST) {
        if ((r = query(c, "DEALLOCATE ALL", s->name, NULL, e)))
            return r;
        memset(c->bucket, 0, sizeof(c->bucket));
        c->count = 0;
    }
    store__statement_text(s, STORE__POSTGRESQL, key, &text);
    if (buf_failed(&text))
        return store__fault_program(s->name, "too long", e);
    for (int i = 0; i < s->in_count; i++)
        types[i] = oid_of(s->in[i].type);
    p = &c->all[c->count];
    snprintf(p->name, sizeof(p->name), "s%d", c->count);
    result = pq.prepare(c->pg, p->name, text.p, s->in_count, types);
    if (pq.resultStatus(result) != PGRES_COMMAND_OK)
        r = fail(c, result, s->name, e);
    pq.clear(result);
    if (r)
        return r;
    p->statement = s;
    p->key = key;
    p->next = *bucket;
    *bucket = p;
    c->count++;
    *ret = p->name;
    return ERR_OK;
}

static int start(struct store__conn *base, const struct store__statement *s, uint32_t key,
                 const struct store__value *in, bool stream, struct err *e)
{
    struct conn *c = (struct conn *)base;
    const char *name = NULL, *values[STORE__FIELDS];
    int lengths[STORE__FIELDS], formats[STORE__FIELDS], r;
    uint64_t numbers[STORE__FIELDS];
    char truths[STORE__FIELDS];

    c->doing = s->name;
    c->row = 0;
    c->stream = stream;
    if ((r = prepare(c, s, key, &name, e)))
        return r;
    for (int i = 0; i < s->in_count; i++) {
        Oid oid = oid_of(s->in[i].type);

        numbers[i] = htobe64((uint64_t)in[i].number);
        truths[i] = in[i].number != 0;
        formats[i] = 1;
        values[i] = (const char *)&numbers[i];
        lengths[i] = sizeof(numbers[i]);
        if (oid == OID_BOOL) {
            values[i] = &truths[i];
            lengths[i] = 1;
        } else if (oid != OID_INT8) {
            values[i] = in[i].text.p ? in[i].text.p : "";
            lengths[i] = (int)in[i].text.n;
        }
        if (in[i].null)
            values[i] = NULL;
    }
    if (!pq.sendQueryPrepared(c->pg, name, s->in_count, values, lengths, formats, 1))
        return fail(c, NULL, s->name, e);
    if (stream)
        pq.setSingleRowMode(c->pg);
    return ERR_OK;
}

static int step(struct store__conn *base, bool *row, struct err *e)
{
    struct conn *c = (struct conn *)base;
    ExecStatusType status;

    if (!c->result || c->stream) {
        pq.clear(c->result);
        c->result = pq.getResult(c->pg);
        c->row = -1;
        status = pq.resultStatus(c->result);
        if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK && status != PGRES_SINGLE_TUPLE)
            return fail(c, c->result, c->doing, e);
    }
    *row = ++c->row < pq.ntuples(c->result);
    return ERR_OK;
}

static int64_t number_at(const struct conn *c, int column)
{
    const char *p = pq.getvalue(c->result, c->row, column);
    uint64_t eight;
    uint32_t four;
    uint16_t two;

    switch (pq.getlength(c->result, c->row, column)) {
    case 8:
        memcpy(&eight, p, 8);
        return (int64_t)be64toh(eight);
    case 4:
        memcpy(&four, p, 4);
        return (int32_t)be32toh(four);
    default:
        memcpy(&two, p, 2);
        return (int16_t)be16toh(two);
    }
}

static bool read_column(struct store__conn *base, int column, enum store__type type,
                        struct store__value *ret)
{
    const struct conn *c = (struct conn *)base;
    Oid oid;

    if (column >= pq.nfields(c->result))
        return false;
    oid = pq.ftype(c->result, column);
    ret->null = pq.getisnull(c->result, c->row, column);
    ret->text.p = pq.getvalue(c->result, c->row, column);
    ret->text.n = (size_t)pq.getlength(c->result, c->row, column);
    if (type == STORE__TEXT || type == STORE__BYTES)
        return oid == oid_of(type);
    if (type == STORE__BOOL) {
        ret->number = !ret->null && ret->text.p[0];
        return oid == OID_BOOL;
    }
    if (oid != OID_INT8 && oid != OID_INT4 && oid != OID_INT2)
        return false;
    if (!ret->null)
        ret->number = number_at(c, column);
    return type != STORE__DAY || (int32_t)ret->number == ret->number;
}

static int64_t finish(struct store__conn *base)
{
    struct conn *c = (struct conn *)base;
    int64_t changed = 0;

    if (c->stream && pq.transactionStatus(c->pg) == PQTRANS_ACTIVE) {
        PGcancel *cancel = pq.getCancel(c->pg);
        char why[256];

        if (cancel)
            pq.cancel(cancel, why, sizeof(why)); /* nobody wants the rest */
        pq.freeCancel(cancel);
    }
    if (c->result)
        changed = strtoll(pq.cmdTuples(c->result), NULL, 10);
    do
        pq.clear(c->result);
    while ((c->result = pq.getResult(c->pg)));
    return changed;
}

static int version(struct store__conn *base, int64_t *ret, struct err *e)
{
    struct conn *c = (struct conn *)base;
    PGresult *result;
    int r = query(c, "SELECT number FROM base_version", "version", &result, e);

    if (r)
        return r;
    *ret = strtoll(pq.getvalue(result, 0, 0), NULL, 10);
    pq.clear(result);
    return ERR_OK;
}

const struct store__driver store__pg = {
    .base = STORE__POSTGRESQL,
    .prepare = load,
    .connect = connect_server,
    .close = disconnect,
    .begin = begin,
    .commit = commit,
    .rollback = rollback,
    .run = run,
    .start = start,
    .step = step,
    .read = read_column,
    .finish = finish,
    .version = version,
};
