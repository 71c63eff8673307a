#include <stdlib.h>

#include "app/app_priv.h"

/* Counts of the filters that were asked last: pages of one list ask for the same. */

enum { KEPT = 64, WORDS = 512 };

struct count {
    struct app__count_key key; /* its words in `words` */
    char words[WORDS];
    size_t by_time[APP_TASK_TIME__MAX];
    uint64_t used; /* 0: free */
};

struct app__counts {
    uint64_t uses;
    struct count at[KEPT];
};

static bool is_same(const struct app__count_key *x, const struct app__count_key *y)
{
    return x->version == y->version && x->today.n == y->today.n && x->plan == y->plan &&
           x->group == y->group && x->org == y->org && x->any_role == y->any_role &&
           x->without_lead == y->without_lead && str_is(x->words, y->words);
}

bool app__count_find(struct app *a, const struct app__count_key *key,
                     size_t ret[APP_TASK_TIME__MAX])
{
    bool found = false;

    pthread_mutex_lock(&a->count_mutex);
    for (size_t i = 0; a->counts && !found && i < KEPT; i++) {
        struct count *c = &a->counts->at[i];

        if (!c->used || !is_same(&c->key, key))
            continue;
        c->used = ++a->counts->uses;
        memcpy(ret, c->by_time, sizeof(c->by_time));
        found = true;
    }
    pthread_mutex_unlock(&a->count_mutex);
    return found;
}

void app__count_keep(struct app *a, const struct app__count_key *key,
                     const size_t by_time[APP_TASK_TIME__MAX])
{
    struct count *oldest;

    if (key->words.n > WORDS)
        return;
    pthread_mutex_lock(&a->count_mutex);
    if (!a->counts)
        a->counts = calloc(1, sizeof(*a->counts));
    if (a->counts) {
        oldest = a->counts->at;
        for (size_t i = 1; i < KEPT; i++)
            if (a->counts->at[i].used < oldest->used)
                oldest = &a->counts->at[i];
        oldest->key = *key;
        if (key->words.n)
            memcpy(oldest->words, key->words.p, key->words.n);
        oldest->key.words.p = oldest->words;
        memcpy(oldest->by_time, by_time, sizeof(oldest->by_time));
        oldest->used = ++a->counts->uses;
    }
    pthread_mutex_unlock(&a->count_mutex);
}

void app__count_free(struct app__counts *c)
{
    free(c);
}
