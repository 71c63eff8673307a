/* Two threads for what takes long, so that pages do not wait behind an import. */

#include "web/http/http_priv.h"

static void *work(void *arg)
{
    struct http__worker *w = arg;

    pthread_mutex_lock(&w->lock);
    for (;;) {
        void *job;

        while (w->n == 0 && !w->ended)
            pthread_cond_wait(&w->came, &w->lock);
        if (w->n == 0)
            break;
        job = w->queue[w->first];
        w->first = (w->first + 1) % HTTP__QUEUE;
        w->n--;
        pthread_mutex_unlock(&w->lock);
        w->run(job);
        pthread_mutex_lock(&w->lock);
    }
    pthread_mutex_unlock(&w->lock);
    return NULL;
}

int http__worker_start(struct http__worker *w, void (*run)(void *job), struct err *e)
{
    int wrong = 0;

    *w = (struct http__worker){.run = run};
    pthread_mutex_init(&w->lock, NULL);
    pthread_cond_init(&w->came, NULL);
    while (w->threads < HTTP__WORKERS && !wrong)
        if (!(wrong = pthread_create(&w->thread[w->threads], NULL, work, w)))
            w->threads++;
    if (!wrong)
        return ERR_OK;
    http__worker_stop(w);
    return err_set(e, ERR_SYSTEM, N_("Không tạo được luồng: %s."), strerror(wrong));
}

bool http__worker_add(struct http__worker *w, void *job)
{
    bool room;

    pthread_mutex_lock(&w->lock);
    if ((room = w->n < HTTP__QUEUE)) {
        w->queue[(w->first + w->n++) % HTTP__QUEUE] = job;
        pthread_cond_signal(&w->came);
    }
    pthread_mutex_unlock(&w->lock);
    return room;
}

void http__worker_stop(struct http__worker *w)
{
    pthread_mutex_lock(&w->lock);
    w->ended = true;
    pthread_cond_broadcast(&w->came);
    pthread_mutex_unlock(&w->lock);
    for (int i = 0; i < w->threads; i++)
        pthread_join(w->thread[i], NULL);
    pthread_mutex_destroy(&w->lock);
    pthread_cond_destroy(&w->came);
}
