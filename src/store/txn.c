#include <unistd.h>

#include "store/store_priv.h"

static int begin(struct store *s, bool write, struct store_txn *ret, struct err *e)
{
    struct store__pool *pool = write ? &s->writer : &s->readers;
    struct store__conn *c;
    bool lost;
    int r = ERR_OK;

    if (getpid() != s->pid)
        return store__fault_program("begin", "opened by another process", e);
    if (write && s->stopped)
        return err_set(e, ERR_SYSTEM,
                       N_("Một lần ghi đã không xuống được đĩa, nên namro ngừng ghi cho đến khi "
                          "khởi động lại; hãy kiểm tra đĩa trước."));
    /* A connection may have been lost while it was idle, and so may all others in the pool. */
    for (int tries = 0; tries <= STORE__READERS; tries++) {
        if ((r = store__pool_take(pool, &c, e)))
            return r;
        clock_gettime(CLOCK_MONOTONIC, &c->deadline);
        c->deadline.tv_sec += s->read_s;
        if (!(r = s->driver->begin(c, e)))
            break;
        lost = c->broken;
        store__pool_give(pool, c);
        if (!lost)
            return r;
    }
    if (r)
        return r;
    *ret = (struct store_txn){.store = s, .conn = c, .write = write};
    return ERR_OK;
}

int store_txn_read(struct store *s, struct store_txn *ret, struct err *e)
{
    return begin(s, false, ret, e);
}

int store_txn_write(struct store *s, struct store_txn *ret, struct err *e)
{
    return begin(s, true, ret, e);
}

static void give_back(struct store_txn *t)
{
    store__pool_give(t->write ? &t->store->writer : &t->store->readers, t->conn);
    *t = (struct store_txn){.store = t->store};
}

int store_txn_commit(struct store_txn *t, struct err *e)
{
    int r;

    if (!t->conn || t->failed || t->running)
        return store__fault_program("commit", "its transaction is over", e);
    if ((r = t->store->driver->commit(t->conn, e))) {
        t->failed = true;
        return r;
    }
    give_back(t);
    return ERR_OK;
}

void store_txn_end(struct store_txn *t)
{
    if (!t->conn)
        return;
    t->store->driver->rollback(t->conn);
    give_back(t);
}
