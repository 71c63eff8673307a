#pragma once

/* The register on disk: one SQLite file or a PostgreSQL base, with the same meaning. Statements are
 * typed functions made from sql/ (store/store_sql.h); this is what they run in.
 *
 * A store is shared by all threads, a transaction belongs to one. Not across fork(): a child must
 * not touch what its parent opened. One transaction writes at a time, in all processes; the others
 * queue for 10 s, then get ERR_BUSY. A read sees one state from its first statement on and may last
 * 5 s: what takes longer goes through a file.
 *
 * Errors besides those said: ERR_SYSTEM where the base or the machine fails, ERR_FULL for a full
 * disk. After any error but ERR_NOT_FOUND a transaction is over: nothing of it is kept. */

#include "base/arena.h"
#include "base/err.h"

struct store;

/* `url` is "sqlite:FOLDER/FILE" (made where it is missing, with its folders) or "postgresql://…".
 * Brings the schema up to date. ERR_UNSUPPORTED: a newer namro has changed the base, or the file
 * lies on a network file system. */
MUST_CHECK int store_open(const char *url, struct store **ret, struct err *e);
/* As it lies there, to look at: nothing is made but the lock file beside one of SQLite, no schema
 * step is run, and reads may last an hour. `missing` counts the steps that it lacks, `newest` is
 * the last one applied (-1: none); where some are missing the statements may not hold.
 * ERR_NOT_FOUND: there is no such file. */
MUST_CHECK int store_look(const char *url, struct store **ret, int *newest, int *missing,
                          struct err *e);
void store_free(struct store *s); /* no transaction may be open; NULL is fine */
void store_freep(struct store **s);

/* A number that changes with every commit that may have changed something, by whichever process:
 * what was computed before it changed is to be computed again. Ask it before reading what it stands
 * for. Means nothing to another process or after a restart. */
MUST_CHECK int store_version(struct store *s, int64_t *ret, struct err *e);

/* CLEANUP(store_txn_end) struct store_txn t = {0};   rolls back unless committed */
struct store_txn {
    struct store *store; /* from here on the business of store/ */
    struct store__conn *conn;
    int64_t changed; /* rows that the last statement without rows changed */
    bool write, failed, running;
};

MUST_CHECK int store_txn_read(struct store *s, struct store_txn *ret, struct err *e);
MUST_CHECK int store_txn_write(struct store *s, struct store_txn *ret, struct err *e);
/* On success the changes are on the disk, and `t` is over. After a failure nothing is kept; only a
 * machine that fails in this very moment leaves open whether it is, and the sentence says so. */
MUST_CHECK int store_txn_commit(struct store_txn *t, struct err *e);
void store_txn_end(struct store_txn *t);
