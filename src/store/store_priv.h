#pragma once

/* What the files of store/ share: the tables that tools/sqlc makes, and the two drivers. */

#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

#include "base/buf.h"
#include "store/store.h"
#include "store/value.h"

enum store__base { STORE__SQLITE, STORE__POSTGRESQL, STORE__BASES };
enum store__type {
    STORE__INT64,
    STORE__TEXT,
    STORE__BYTES,
    STORE__DAY,
    STORE__INSTANT,
    STORE__BOOL,
};

enum {
    STORE__WAIT_S = 10,
    STORE__READ_S = 5,
    STORE__LOOK_S = 3600,
    STORE__READERS = 8,
    STORE__ROWS = 100000,
    STORE__FIELDS = 64
};

/* Made by tools/sqlc ------------------------------------------------------------------------ */

struct store__field { /* of an input or a row */
    const char *name;
    enum store__type type;
    bool nullable;
    size_t offset;
};

struct store__condition {
    int in;      /* index of the parameter */
    bool equals; /* it has `value`; else: it is set */
    int64_t value;
};

struct store__piece { /* of the text: stands where all of `need` hold */
    const char *text;
    uint32_t need; /* bits of conditions */
};

struct store__statement {
    const char *name;
    const struct store__field *in, *out;
    int in_count, out_count;
    size_t row_size;
    const struct store__condition *conditions;
    int condition_count;
    uint32_t must[4]; /* of each set of conditions one holds */
    struct {
        const struct store__piece *at;
        int n;
    } body[STORE__BASES];
};

struct store__migration {
    int number, oldest;
    const char *name;
    const char *text[STORE__BASES];
};

extern const struct store__migration store__migrations[];
extern const size_t store__migration_count;
extern const struct store__statement *const store__statements[];
extern const size_t store__statement_count;

int store__statement_none(struct store_txn *t, const struct store__statement *s, const void *in,
                          struct err *e);
int store__statement_one(struct store_txn *t, const struct store__statement *s, struct arena *mem,
                         const void *in, void **ret, struct err *e);
int store__statement_many(struct store_txn *t, const struct store__statement *s, struct arena *mem,
                          const void *in, void **ret, size_t *count, struct err *e);
int store__statement_each(struct store_txn *t, const struct store__statement *s, const void *in,
                          int (*each)(void *ctx, const void *row, struct err *e), void *ctx,
                          struct err *e);

/* The text of the variant that `key` (bits of the conditions that hold) stands for, and a NUL. */
void store__statement_text(const struct store__statement *s, enum store__base base, uint32_t key,
                           struct buf *ret);

/* Faults ------------------------------------------------------------------------------------ */

/* BUSY, FULL, CONFLICT (there already, or what it refers to is gone), TOO_BIG (a read took too
 * long), SYSTEM (no memory). */
int store__fault(const struct store *s, enum err_code code, struct err *e);
int store__fault_base(const char *doing, const char *said, struct err *e); /* in the base's words */
int store__fault_program(const char *statement, const char *why, struct err *e); /* ours */

/* Drivers ----------------------------------------------------------------------------------- */

struct store__value {
    bool null;
    int64_t number;
    struct str text; /* of a result: borrowed until the next step */
};

/* A connection, used by one thread at a time; each driver has a struct that begins with it. One
 * statement runs at a time: start, step while rows come, finish. */
struct store__conn {
    struct store *store;
    struct store__conn *next; /* idle in its pool */
    bool write;
    bool broken;              /* not to be used again */
    struct timespec deadline; /* of the read transaction */
};

struct store__driver {
    enum store__base base;
    int (*prepare)(struct store *s, struct err *e); /* before the first connection; may be NULL */
    int (*connect)(struct store *s, bool write, struct store__conn **ret, struct err *e);
    void (*close)(struct store__conn *c);
    int (*begin)(struct store__conn *c, struct err *e);
    int (*commit)(struct store__conn *c, struct err *e); /* after a failure: rollback */
    void (*rollback)(struct store__conn *c);
    int (*run)(struct store__conn *c, const char *sql,
               struct err *e); /* any number of statements */
    /* `stream`: rows are wanted one by one, not all at hand first. */
    int (*start)(struct store__conn *c, const struct store__statement *s, uint32_t key,
                 const struct store__value *in, bool stream, struct err *e);
    int (*step)(struct store__conn *c, bool *row, struct err *e);
    /* False where the value is of another type. */
    bool (*read)(struct store__conn *c, int column, enum store__type type,
                 struct store__value *ret);
    int64_t (*finish)(struct store__conn *c); /* rows changed */
    int (*version)(struct store__conn *c, int64_t *ret, struct err *e);
};

extern const struct store__driver store__sqlite;
extern const struct store__driver store__pg;

/* Connections ------------------------------------------------------------------------------- */

struct store__pool {
    struct store *store;
    struct store__conn *idle;
    int open, most;
    bool write;
};

int store__pool_take(struct store__pool *p, struct store__conn **ret, struct err *e);
void store__pool_give(struct store__pool *p, struct store__conn *c);
void store__pool_release(struct store__pool *p);

struct store {
    const struct store__driver *driver;
    char *url; /* what follows the name of the base, for SQLite; all of it for PostgreSQL */
    int pid;
    int wait_s, read_s;  /* STORE__WAIT_S, STORE__READ_S; less in tests */
    int lock_file;       /* SQLite: the lock that writers of all processes share */
    atomic_bool stopped; /* a write did not reach the disk */
    pthread_mutex_t mutex;
    pthread_cond_t given_back;
    struct store__pool writer, readers;
    pthread_mutex_t watch_mutex;
    struct store__conn *watch; /* is asked for the version */
};

/* store_open() with the schema of somebody else: a test. */
int store__open(const char *url, const struct store__migration *steps, size_t count,
                struct store **ret, struct err *e);

/* Which steps were applied: the last one (-1: none), and how many of step 0 and `steps` were not.
 */
int store__migrated(struct store *s, const struct store__migration *steps, size_t count,
                    int *newest, int *missing, struct err *e);

/* Applies what is missing of step 0 (the store's own) and `steps`. */
int store__migrate(struct store *s, const struct store__migration *steps, size_t count,
                   struct err *e);
