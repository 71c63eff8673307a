#include <stdlib.h>
#include <time.h>

#include "app/app_priv.h"
#include "store/folder.h"

enum { TO_2000 = 10957 /* days from 1970 */ };
#define SECOND_US INT64_C(1000000)
#define DAY_US    (86400 * SECOND_US)
#define VIETNAM   (7 * 3600 * SECOND_US)

const struct app_who app_who_web = {1, "web"}, app_who_cli = {1, "cli"};

int app_open(const char *folder, const char *url, struct app **ret, struct err *e)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct app *a;
    size_t n = strlen(folder);
    int r;

    while (n > 1 && folder[n - 1] == '/')
        n--;
    folder = arena_copy(mem, (struct str){folder, n}).p;
    if ((r = store_folder_make(folder, e)))
        return r;
    if (!(a = calloc(1, sizeof(*a))) || !(a->folder = strdup(folder))) {
        free(a);
        return err_set(e, ERR_SYSTEM, N_("Máy hết bộ nhớ."));
    }
    pthread_mutex_init(&a->book_mutex, NULL);
    pthread_mutex_init(&a->count_mutex, NULL);
    if (!url)
        url = arena_printf(mem, "sqlite:%s/namro.db", folder).p;
    a->is_postgresql = !str_starts(str_from(url), STR("sqlite:"));
    if ((r = store_open(url, &a->store, e)) || (r = app__seed(a, e))) {
        app_close(a);
        return r;
    }
    *ret = a;
    return ERR_OK;
}

void app_close(struct app *a)
{
    if (!a)
        return;
    app__book_free(a);
    app__count_free(a->counts);
    app__choice_free(a->choices);
    store_free(a->store);
    pthread_mutex_destroy(&a->book_mutex);
    pthread_mutex_destroy(&a->count_mutex);
    free(a->folder);
    free(a);
}

void app_closep(struct app **a)
{
    app_close(*a);
    *a = NULL;
}

int64_t app_now(const struct app *a)
{
    int64_t set = atomic_load(&a->clock);
    struct timespec now;

    if (set)
        return set;
    clock_gettime(CLOCK_REALTIME, &now);
    return now.tv_sec * SECOND_US + now.tv_nsec / 1000;
}

struct day app_today(const struct app *a)
{
    return (struct day){(int32_t)((app_now(a) + VIETNAM) / DAY_US) - TO_2000};
}

int app_clock_set(struct app *a, int64_t now, struct err *e)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct store_sql_setting_put in = {STR("clock"), STR_NONE};
    int r;

    if (!a->is_test)
        return err_set(e, ERR_DENIED, N_("Chỉ kho dữ liệu thử mới đặt được đồng hồ."));
    if (now <= 0)
        return err_set(e, ERR_USAGE, N_("Đồng hồ phải chỉ một lúc sau năm 1970."));
    in.value = arena_printf(mem, "%lld", (long long)now);
    if ((r = store_txn_write(a->store, &t, e)) || (r = store_setting_put(&t, &in, e)) ||
        (r = store_txn_commit(&t, e)))
        return r;
    atomic_store(&a->clock, now);
    return ERR_OK;
}

uint64_t app_version(struct app *a)
{
    int64_t version;
    struct err e = {0};

    if (store_version(a->store, &version, &e) == ERR_OK)
        return (uint64_t)version;
    /* Unknown: what was kept must not be believed. */
    return UINT64_MAX - atomic_fetch_add(&a->failed_versions, 1);
}
