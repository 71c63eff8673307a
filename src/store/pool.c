#include <errno.h>

#include "store/store_priv.h"

/* Connections are opened when first wanted and kept until the store is freed. */

int store__pool_take(struct store__pool *p, struct store__conn **ret, struct err *e)
{
    struct store *s = p->store;
    struct timespec until;
    struct store__conn *c;
    int r = ERR_OK;

    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += s->wait_s;
    pthread_mutex_lock(&s->mutex);
    while (!p->idle && p->open == p->most)
        if (pthread_cond_timedwait(&s->given_back, &s->mutex, &until) == ETIMEDOUT) {
            pthread_mutex_unlock(&s->mutex);
            return store__fault(s, ERR_BUSY, e);
        }
    c = p->idle;
    if (c)
        p->idle = c->next;
    else
        p->open++;
    pthread_mutex_unlock(&s->mutex);
    if (!c && (r = s->driver->connect(s, p->write, &c, e))) {
        pthread_mutex_lock(&s->mutex);
        p->open--;
        pthread_cond_broadcast(&s->given_back);
        pthread_mutex_unlock(&s->mutex);
        return r;
    }
    *ret = c;
    return ERR_OK;
}

void store__pool_give(struct store__pool *p, struct store__conn *c)
{
    struct store *s = p->store;
    bool broken = c->broken;

    if (broken)
        s->driver->close(c);
    pthread_mutex_lock(&s->mutex);
    if (broken) {
        p->open--;
    } else {
        c->next = p->idle;
        p->idle = c;
    }
    pthread_cond_broadcast(&s->given_back);
    pthread_mutex_unlock(&s->mutex);
}

void store__pool_release(struct store__pool *p)
{
    for (struct store__conn *c = p->idle, *next; c; c = next) {
        next = c->next;
        p->store->driver->close(c);
    }
    p->idle = NULL;
}
