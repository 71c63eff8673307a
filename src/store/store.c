#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "store/store_priv.h"

static struct store *new_store(const struct store__driver *driver, const char *url)
{
    struct store *s = calloc(1, sizeof(*s));
    pthread_condattr_t monotonic;

    if (!s || !(s->url = strdup(url))) {
        free(s);
        return NULL;
    }
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&s->given_back, &monotonic);
    pthread_condattr_destroy(&monotonic);
    pthread_mutex_init(&s->mutex, NULL);
    pthread_mutex_init(&s->watch_mutex, NULL);
    s->driver = driver;
    s->pid = getpid();
    s->wait_s = STORE__WAIT_S;
    s->read_s = STORE__READ_S;
    s->lock_file = -1;
    s->writer = (struct store__pool){.store = s, .most = 1, .write = true};
    s->readers = (struct store__pool){.store = s, .most = STORE__READERS};
    return s;
}

/* Not yet opened. */
static int from_url(const char *url, struct store **ret, struct err *e)
{
    const struct store__driver *driver;
    size_t skip = 0;

    if (str_starts(str_from(url), STR("sqlite:"))) {
        driver = &store__sqlite;
        skip = strlen("sqlite:");
    } else if (str_starts(str_from(url), STR("postgresql://"))) {
        driver = &store__pg;
    } else {
        return err_set(e, ERR_USAGE,
                       N_("Địa chỉ kho dữ liệu phải bắt đầu bằng sqlite: hoặc postgresql://."));
    }
    if (!(*ret = new_store(driver, url + skip)))
        return err_set(e, ERR_SYSTEM, N_("Máy hết bộ nhớ."));
    return ERR_OK;
}

int store__open(const char *url, const struct store__migration *steps, size_t count,
                struct store **ret, struct err *e)
{
    struct store *s;
    int r = from_url(url, &s, e);

    if (r)
        return r;
    if ((s->driver->prepare && (r = s->driver->prepare(s, e))) ||
        (r = store__migrate(s, steps, count, e))) {
        store_free(s);
        return r;
    }
    *ret = s;
    return ERR_OK;
}

int store_open(const char *url, struct store **ret, struct err *e)
{
    return store__open(url, store__migrations + 1, store__migration_count - 1, ret, e);
}

int store_look(const char *url, struct store **ret, int *newest, int *missing, struct err *e)
{
    struct store *s;
    int r = from_url(url, &s, e);

    if (r)
        return r;
    s->read_s = STORE__LOOK_S;
    if (s->driver->base == STORE__SQLITE && access(s->url, F_OK) < 0 && errno == ENOENT)
        r = err_set(e, ERR_NOT_FOUND, N_("Chưa có dữ liệu ở %s."), s->url);
    if (r || (s->driver->prepare && (r = s->driver->prepare(s, e))) ||
        (r = store__migrated(s, store__migrations + 1, store__migration_count - 1, newest, missing,
                             e))) {
        store_free(s);
        return r;
    }
    *ret = s;
    return ERR_OK;
}

void store_free(struct store *s)
{
    if (!s)
        return;
    if (getpid() == s->pid) {
        if (s->watch)
            s->driver->close(s->watch);
        store__pool_release(&s->readers);
        store__pool_release(&s->writer);
    }
    if (s->lock_file >= 0)
        close(s->lock_file);
    pthread_cond_destroy(&s->given_back);
    pthread_mutex_destroy(&s->mutex);
    pthread_mutex_destroy(&s->watch_mutex);
    free(s->url);
    free(s);
}

void store_freep(struct store **s)
{
    store_free(*s);
    *s = NULL;
}

int store_version(struct store *s, int64_t *ret, struct err *e)
{
    int r = ERR_OK;

    pthread_mutex_lock(&s->watch_mutex);
    if (!s->watch)
        r = s->driver->connect(s, false, &s->watch, e);
    if (!r)
        r = s->driver->version(s->watch, ret, e);
    if (s->watch && s->watch->broken) {
        s->driver->close(s->watch);
        s->watch = NULL;
    }
    pthread_mutex_unlock(&s->watch_mutex);
    return r;
}
