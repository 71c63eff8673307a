/* How long a connection may be in what it does. MHD's own timeout only sees that nothing came for a
 * while; one byte a second would hold a connection for ever. One thread looks four times a second
 * and shuts the sockets that are late; MHD then sees them closed. The lock is held while a socket
 * is shut, and MHD closes it only after http__limit_close(): no descriptor is mistaken for a later
 * one. */

#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

#include "web/http/http_priv.h"

enum { SWEEP = 250, STOP = 5000 }; /* milliseconds; STOP: for bodies that are coming */

static int64_t now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void leave(struct http__limit *l, struct http__connection *c)
{
    c->before->after = c->after;
    c->after->before = c->before;
    l->n[c->state]--;
}

static void enter(struct http__limit *l, struct http__connection *c, enum http__state state)
{
    struct http__connection *ring = &l->list[state];

    c->state = state;
    c->before = ring->before;
    c->after = ring;
    ring->before->after = c;
    ring->before = c;
    l->n[state]++;
}

static void shut_late(struct http__limit *l, enum http__state state, int64_t now)
{
    struct http__connection *ring = &l->list[state], *c = ring->after;
    int n = l->n[state];

    for (; c != ring; c = c->after) {
        /* Who waits for a sender is shed, not whom we owe an answer. */
        bool shed = l->stopping ? state == HTTP__IDLE || state == HTTP__HEAD
                                : state != HTTP__RUN && n-- > l->of.waiting_most;

        if (c->deadline <= now || shed) {
            shutdown(c->fd, SHUT_RDWR);
            c->deadline = now + SWEEP; /* again, if it does not go */
        }
    }
}

static bool has_any(const struct http__limit *l)
{
    int n = 0;

    for (int i = 0; i < HTTP__STATES; i++)
        n += l->n[i];
    return n > 0;
}

static void *sweep(void *arg)
{
    struct http__limit *l = arg;
    struct timespec t;

    pthread_mutex_lock(&l->lock);
    while (!l->ended) {
        if (!has_any(l)) {
            pthread_cond_broadcast(&l->empty);
            pthread_cond_wait(&l->changed, &l->lock);
            continue;
        }
        for (int i = 0; i < HTTP__STATES; i++)
            shut_late(l, i, now_ms());
        clock_gettime(CLOCK_MONOTONIC, &t);
        t.tv_nsec += SWEEP * 1000000L;
        t.tv_sec += t.tv_nsec / 1000000000L;
        t.tv_nsec %= 1000000000L;
        pthread_cond_timedwait(&l->changed, &l->lock, &t);
    }
    pthread_mutex_unlock(&l->lock);
    return NULL;
}

int http__limit_start(struct http__limit *l, const struct http_limit *of, struct err *e)
{
    pthread_condattr_t clock;
    int wrong;

    *l = (struct http__limit){.of = *of};
    for (int i = 0; i < HTTP__STATES; i++)
        l->list[i].before = l->list[i].after = &l->list[i];
    pthread_mutex_init(&l->lock, NULL);
    pthread_condattr_init(&clock);
    pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
    pthread_cond_init(&l->changed, &clock);
    pthread_cond_init(&l->empty, &clock);
    pthread_condattr_destroy(&clock);
    wrong = pthread_create(&l->thread, NULL, sweep, l);
    return wrong ? err_set(e, ERR_SYSTEM, N_("Không tạo được luồng: %s."), strerror(wrong))
                 : ERR_OK;
}

struct http__connection *http__limit_open(struct http__limit *l, int fd)
{
    struct http__connection *c = calloc(1, sizeof(*c));

    if (!c)
        return NULL;
    c->fd = fd;
    c->fresh = true;
    c->deadline = now_ms() + l->of.head;
    pthread_mutex_lock(&l->lock);
    if (!has_any(l))
        pthread_cond_signal(&l->changed);
    enter(l, c, HTTP__IDLE);
    pthread_mutex_unlock(&l->lock);
    return c;
}

void http__limit_close(struct http__limit *l, struct http__connection *c)
{
    pthread_mutex_lock(&l->lock);
    leave(l, c);
    if (l->stopping && !has_any(l))
        pthread_cond_signal(&l->changed);
    pthread_mutex_unlock(&l->lock);
    free(c);
}

void http__limit_state(struct http__limit *l, struct http__connection *c, enum http__state state)
{
    int64_t now = now_ms();

    pthread_mutex_lock(&l->lock);
    leave(l, c);
    enter(l, c, state);
    switch (state) {
    case HTTP__HEAD: /* of the first one the time has run since the connection came */
        c->deadline = c->fresh ? c->deadline : now + l->of.head;
        c->fresh = false;
        break;
    case HTTP__BODY:
        c->body_begun = now;
        c->deadline = now + l->of.body;
        break;
    case HTTP__RUN:
        c->deadline = now + l->of.reply;
        break;
    case HTTP__IDLE:
    case HTTP__STATES:
        c->deadline = now + l->of.idle;
        break;
    }
    pthread_mutex_unlock(&l->lock);
}

void http__limit_body(struct http__limit *l, struct http__connection *c, uint64_t come)
{
    pthread_mutex_lock(&l->lock);
    if (c->state == HTTP__BODY && !l->stopping)
        c->deadline = c->body_begun + l->of.body +
                      (int64_t)(come * 1000 / (uint64_t)l->of.body_rate);
    pthread_mutex_unlock(&l->lock);
}

void http__limit_drain(struct http__limit *l)
{
    struct http__connection *body = &l->list[HTTP__BODY];
    int64_t last = now_ms() + STOP;

    pthread_mutex_lock(&l->lock);
    l->stopping = true;
    for (struct http__connection *c = body->after; c != body; c = c->after)
        c->deadline = c->deadline < last ? c->deadline : last;
    pthread_cond_signal(&l->changed);
    while (has_any(l))
        pthread_cond_wait(&l->empty, &l->lock);
    pthread_mutex_unlock(&l->lock);
}

void http__limit_stop(struct http__limit *l)
{
    pthread_mutex_lock(&l->lock);
    l->ended = true;
    pthread_cond_signal(&l->changed);
    pthread_mutex_unlock(&l->lock);
    pthread_join(l->thread, NULL);
    pthread_mutex_destroy(&l->lock);
    pthread_cond_destroy(&l->changed);
    pthread_cond_destroy(&l->empty);
}
