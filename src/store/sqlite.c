#include <errno.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

#include "store/sqlite_priv.h"

/* One connection writes and checkpoints, under a lock on FILE-lock that all processes share; the
 * others only read. What did not reach the disk stops writing until restart: after a failed fsync
 * nobody knows what the disk holds, and a second fsync would only seem to succeed. */

enum { BUCKETS = 64, PREPARED_MOST = 256, CHECKPOINT_PAGES = 1000, WAL_PAGES_MOST = 16000 };

enum word { BEGIN, BEGIN_WRITE, COMMIT, ROLLBACK, DATA_VERSION, WORDS };

struct prepared {
    struct prepared *next; /* in its bucket */
    const struct store__statement *statement;
    uint32_t key;
    sqlite3_stmt *stmt;
};

struct conn {
    struct store__conn base;
    sqlite3 *db;
    sqlite3_stmt *now, *words[WORDS];
    const char *name; /* of the statement that runs */
    struct prepared *bucket[BUCKETS];
    struct prepared all[PREPARED_MOST];
    int count;
    int wal_pages; /* in the log after the last commit */
    bool locked;
    bool lasts; /* what the log held before this connection is on the disk */
};

static int stop(struct conn *c, const char *why, struct err *e)
{
    c->base.store->stopped = true;
    return err_set(e, ERR_SYSTEM,
                   N_("Đĩa báo lỗi khi ghi (%s): không chắc thay đổi vừa rồi đã được lưu. namro "
                      "ngừng ghi cho đến khi khởi động lại; hãy kiểm tra đĩa trước."),
                   why);
}

static int fail(struct conn *c, int rc, const char *doing, struct err *e)
{
    int machine = sqlite3_system_errno(c->db);

    switch (rc & 0xFF) {
    case SQLITE_FULL:
        return store__fault(c->base.store, ERR_FULL, e);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return store__fault(c->base.store, ERR_BUSY, e);
    case SQLITE_INTERRUPT:
        return store__fault(c->base.store, ERR_TOO_BIG, e);
    case SQLITE_CONSTRAINT:
        if (rc == SQLITE_CONSTRAINT_UNIQUE || rc == SQLITE_CONSTRAINT_PRIMARYKEY ||
            rc == SQLITE_CONSTRAINT_FOREIGNKEY)
            return store__fault(c->base.store, ERR_CONFLICT, e);
        break;
    case SQLITE_IOERR:
        if (rc != SQLITE_IOERR_FSYNC && rc != SQLITE_IOERR_DIR_FSYNC &&
            (machine == ENOSPC || machine == EDQUOT))
            return store__fault(c->base.store, ERR_FULL, e);
        if (!c->base.write)
            break;
        return stop(c, machine ? strerror(machine) : sqlite3_errstr(rc), e);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return err_set(e, ERR_UNREADABLE, N_("Tệp dữ liệu hỏng hoặc không phải của namro: %s."),
                       c->base.store->url);
    }
    return store__fault_base(doing, c->db ? sqlite3_errmsg(c->db) : sqlite3_errstr(rc), e);
}

/* Connections ---------------------------------------------------------------------------------- */

static void forget_prepared(struct conn *c)
{
    for (int i = 0; i < c->count; i++)
        sqlite3_finalize(c->all[i].stmt);
    memset(c->bucket, 0, sizeof(c->bucket));
    c->count = 0;
}

static int log_grew(void *ctx, sqlite3 *db, const char *name, int pages)
{
    (void)db;
    (void)name;
    ((struct conn *)ctx)->wal_pages = pages;
    return SQLITE_OK;
}

/* Stops a read that outlives its time, in the middle of one long step too. */
static int out_of_time(void *ctx)
{
    const struct conn *c = ctx;
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return c->base.deadline.tv_sec && now.tv_sec > c->base.deadline.tv_sec;
}

static int set_up(struct conn *c)
{
    static const int switches[][2] = {
        {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
        {SQLITE_DBCONFIG_DEFENSIVE, 1},
        {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_DQS_DML, 0},
        {SQLITE_DBCONFIG_DQS_DDL, 0},
    };
    int rc;

    sqlite3_busy_timeout(c->db, c->base.store->wait_s * 1000);
    sqlite3_extended_result_codes(c->db, 1);
    for (size_t i = 0; i < COUNT(switches); i++)
        sqlite3_db_config(c->db, switches[i][0], switches[i][1], (int *)NULL);
    if (!c->base.write)
        sqlite3_db_config(c->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)NULL);
    /* No checkpoint of SQLite's own: it would not tell that it failed. */
    sqlite3_wal_autocheckpoint(c->db, 0);
    if (c->base.write)
        sqlite3_wal_hook(c->db, log_grew, c);
    else
        sqlite3_progress_handler(c->db, 10000, out_of_time, c);
    rc = sqlite3_exec(c->db,
                      "PRAGMA mmap_size = 0; PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;"
                      "PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 67108864",
                      NULL, NULL, NULL);
    if (rc == SQLITE_OK && !c->base.write)
        rc = sqlite3_exec(c->db, "PRAGMA query_only = ON", NULL, NULL, NULL);
    return rc;
}

static void lock_give(struct conn *c)
{
    if (c->locked)
        flock(c->base.store->lock_file, LOCK_UN);
    c->locked = false;
}

/* The last to close empties the log into the file, if nobody writes at this moment. */
static void disconnect(struct store__conn *base)
{
    struct conn *c = (struct conn *)base;

    forget_prepared(c);
    for (int i = 0; i < WORDS; i++)
        sqlite3_finalize(c->words[i]);
    if (c->lasts && !c->locked && !base->store->stopped)
        c->locked = flock(base->store->lock_file, LOCK_EX | LOCK_NB) == 0;
    if (c->db && !c->locked)
        sqlite3_db_config(c->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)NULL);
    sqlite3_close_v2(c->db);
    lock_give(c);
    free(c);
}

static int connect_file(struct store *s, bool write, struct store__conn **ret, struct err *e)
{
    struct conn *c = calloc(1, sizeof(*c));
    int rc, r;

    if (!c)
        return store__fault(s, ERR_SYSTEM, e);
    c->base.store = s;
    c->base.write = write;
    rc = sqlite3_open_v2(s->url, &c->db,
                         SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE |
                             (write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY),
                         NULL);
    if (rc == SQLITE_OK)
        rc = set_up(c);
    if (rc != SQLITE_OK) {
        r = fail(c, rc, "open", e);
        disconnect(&c->base);
        return r;
    }
    *ret = &c->base;
    return ERR_OK;
}

/* Runs one of the words around every transaction, prepared once; its answer, if it has one, into
 * *ret. */
static int say(struct conn *c, enum word word, int64_t *ret)
{
    static const char *const words[] = {"BEGIN", "BEGIN IMMEDIATE", "COMMIT", "ROLLBACK",
                                        "PRAGMA data_version"};
    sqlite3_stmt **stmt = &c->words[word];
    int rc = SQLITE_OK;

    if (!*stmt)
        rc = sqlite3_prepare_v3(c->db, words[word], -1, SQLITE_PREPARE_PERSISTENT, stmt, NULL);
    if (rc != SQLITE_OK)
        return rc;
    rc = sqlite3_step(*stmt);
    if (rc == SQLITE_ROW && ret)
        *ret = sqlite3_column_int64(*stmt, 0);
    sqlite3_reset(*stmt);
    return rc == SQLITE_ROW || rc == SQLITE_DONE ? SQLITE_OK : rc;
}

/* Transactions --------------------------------------------------------------------------------- */

static int lock_take(struct conn *c, struct err *e)
{
    struct timespec pause = {0, 1000000};

    for (long waited = 0; flock(c->base.store->lock_file, LOCK_EX | LOCK_NB) < 0;) {
        if (errno == EINTR)
            continue;
        if (errno != EWOULDBLOCK)
            return store__fault_base("lock", strerror(errno), e);
        if (waited > c->base.store->wait_s * 1000L)
            return fail(c, SQLITE_BUSY, "lock", e);
        nanosleep(&pause, NULL);
        waited += pause.tv_nsec / 1000000;
        if (pause.tv_nsec < 16000000)
            pause.tv_nsec *= 2;
    }
    c->locked = true;
    return ERR_OK;
}

static void rollback(struct store__conn *base)
{
    struct conn *c = (struct conn *)base;

    if (!sqlite3_get_autocommit(c->db) && say(c, ROLLBACK, NULL) != SQLITE_OK)
        base->broken = true;
    lock_give(c);
}

static int make_last(struct conn *c, struct err *e)
{
    int number = store__sqlite_log_lasts(c->base.store);

    c->lasts = number == 0;
    if (c->lasts)
        return ERR_OK;
    if (number == ENOSPC || number == EDQUOT)
        return store__fault(c->base.store, ERR_FULL, e);
    return stop(c, strerror(number), e);
}

static int begin(struct store__conn *base, struct err *e)
{
    struct conn *c = (struct conn *)base;
    int rc, r;

    if (base->write && (r = lock_take(c, e)))
        return r;
    rc = say(c, base->write ? BEGIN_WRITE : BEGIN, NULL);
    if (rc != SQLITE_OK) {
        r = fail(c, rc, "begin", e);
        lock_give(c);
        return r;
    }
    if (base->write && !c->lasts && (r = make_last(c, e))) {
        rollback(base);
        return r;
    }
    return ERR_OK;
}

/* Readers that are still in the log are waited for only once it has grown very long. What was
 * committed stands in the log, so a failure here takes nothing back, but nothing follows it. */
static void checkpoint(struct conn *c)
{
    int mode = c->wal_pages < WAL_PAGES_MOST ? SQLITE_CHECKPOINT_PASSIVE
                                             : SQLITE_CHECKPOINT_RESTART;
    int rc;

    if (c->wal_pages < CHECKPOINT_PAGES)
        return;
    sqlite3_busy_timeout(c->db, 100);
    rc = sqlite3_wal_checkpoint_v2(c->db, NULL, mode, NULL, NULL);
    sqlite3_busy_timeout(c->db, c->base.store->wait_s * 1000);
    if ((rc & 0xFF) == SQLITE_IOERR)
        fail(c, rc, "checkpoint", NULL);
}

static int commit(struct store__conn *base, struct err *e)
{
    struct conn *c = (struct conn *)base;
    int rc = say(c, COMMIT, NULL);

    if (rc != SQLITE_OK)
        return fail(c, rc, "commit", e);
    if (base->write)
        checkpoint(c);
    lock_give(c);
    return ERR_OK;
}

static int run(struct store__conn *base, const char *sql, struct err *e)
{
    struct conn *c = (struct conn *)base;
    int rc = sqlite3_exec(c->db, sql, NULL, NULL, NULL);

    return rc == SQLITE_OK ? ERR_OK : fail(c, rc, "schema", e);
}

/* Statements ----------------------------------------------------------------------------------- */

static int prepare(struct conn *c, const struct store__statement *s, uint32_t key, struct err *e)
{
    struct prepared **bucket =
        &c->bucket[((uintptr_t)s / sizeof(*s) + key * 2654435761u) % BUCKETS];
    CLEANUP(buf_release) struct buf text;
    struct prepared *p;
    int rc;

    buf_init(&text, 1 << 20);
    for (p = *bucket; p; p = p->next)
        if (p->statement == s && p->key == key) {
            c->now = p->stmt;
            return ERR_OK;
        }
    if (c->count == PREPARED_MOST)
        forget_prepared(c);
    store__statement_text(s, STORE__SQLITE, key, &text);
    p = &c->all[c->count];
    rc = buf_failed(&text)
             ? SQLITE_TOOBIG
             : sqlite3_prepare_v3(c->db, text.p, -1, SQLITE_PREPARE_PERSISTENT, &p->stmt, NULL);
    if (rc != SQLITE_OK)
        return fail(c, rc, s->name, e);
    p->statement = s;
    p->key = key;
    p->next = *bucket;
    *bucket = p;
    c->count++;
    c->now = p->stmt;
    return ERR_OK;
}

static int bind(sqlite3_stmt *stmt, int at, enum store__type type, const struct store__value *v)
{
    const char *p = v->text.p ? v->text.p : "";

    if (v->null)
        return sqlite3_bind_null(stmt, at);
    if (type == STORE__TEXT)
        return sqlite3_bind_text64(stmt, at, p, v->text.n, SQLITE_STATIC, SQLITE_UTF8);
    if (type == STORE__BYTES)
        return sqlite3_bind_blob64(stmt, at, p, v->text.n, SQLITE_STATIC);
    return sqlite3_bind_int64(stmt, at, v->number);
}

static int start(struct store__conn *base, const struct store__statement *s, uint32_t key,
                 const struct store__value *in, bool stream, struct err *e)
{
    struct conn *c = (struct conn *)base;
    int rc = SQLITE_OK, r, used;

    (void)stream; /* it has no other way */
    c->name = s->name;
    if ((r = prepare(c, s, key, e)))
        return r;
    used = sqlite3_bind_parameter_count(
        c->now); /* the last ones may stand in no piece that is there */
    for (int i = 0; i < s->in_count && i < used && rc == SQLITE_OK; i++)
        rc = bind(c->now, i + 1, s->in[i].type, &in[i]);
    if (rc == SQLITE_OK && sqlite3_column_count(c->now) != s->out_count)
        rc = SQLITE_MISMATCH;
    return rc == SQLITE_OK ? ERR_OK : fail(c, rc, s->name, e);
}

static int step(struct store__conn *base, bool *row, struct err *e)
{
    struct conn *c = (struct conn *)base;
    int rc = sqlite3_step(c->now);

    *row = rc == SQLITE_ROW;
    return *row || rc == SQLITE_DONE ? ERR_OK : fail(c, rc, c->name, e);
}

static bool read_column(struct store__conn *base, int column, enum store__type type,
                        struct store__value *ret)
{
    sqlite3_stmt *stmt = ((struct conn *)base)->now;
    int is = sqlite3_column_type(stmt, column);

    if ((ret->null = is == SQLITE_NULL))
        return true;
    switch (type) {
    case STORE__TEXT:
        ret->text.p = (const char *)sqlite3_column_text(stmt, column);
        ret->text.n = (size_t)sqlite3_column_bytes(stmt, column);
        return is == SQLITE_TEXT;
    case STORE__BYTES:
        ret->text.p = sqlite3_column_blob(stmt, column);
        ret->text.n = (size_t)sqlite3_column_bytes(stmt, column);
        return is == SQLITE_BLOB;
    case STORE__INT64:
    case STORE__INSTANT:
    case STORE__DAY:
    case STORE__BOOL:
        ret->number = sqlite3_column_int64(stmt, column);
        return is == SQLITE_INTEGER &&
               (type != STORE__DAY || (int32_t)ret->number == ret->number) &&
               (type != STORE__BOOL || ret->number == 0 || ret->number == 1);
    }
    return false;
}

static int64_t finish(struct store__conn *base)
{
    struct conn *c = (struct conn *)base;
    bool reads = sqlite3_stmt_readonly(c->now);

    sqlite3_reset(c->now);
    sqlite3_clear_bindings(c->now); /* they point into memory of the caller */
    c->now = NULL;
    return reads ? 0 : sqlite3_changes64(c->db);
}

/* Changes when any other connection commits; this one never does. */
static int version(struct store__conn *base, int64_t *ret, struct err *e)
{
    struct conn *c = (struct conn *)base;
    int64_t number = 0;
    int rc = say(c, DATA_VERSION, &number);

    if (rc != SQLITE_OK)
        return fail(c, rc, "version", e);
    *ret = number;
    return ERR_OK;
}

const struct store__driver store__sqlite = {
    .base = STORE__SQLITE,
    .prepare = store__sqlite_prepare,
    .connect = connect_file,
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
