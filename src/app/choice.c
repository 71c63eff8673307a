/* What the filters of a list offer: read once after each write, copied for who asks. */

#include "app/choice.h"

#include <stdlib.h>

#include "app/app_priv.h"

struct app__choice_kept {
    uint64_t version;
    struct arena *mem;
    struct app_choices is;
};

static int read_choices(struct app *a, struct arena *mem, struct app_choices *ret, struct err *e)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};
    struct store_row_choice *orgs, *plans;
    struct app_choice *org, *plan;
    size_t org_count, plan_count;
    int r;

    if ((r = store_txn_read(a->store, &t, e)) ||
        (r = store_choice_lead(&t, mem, &orgs, &org_count, e)) ||
        (r = store_choice_plan(&t, mem, &plans, &plan_count, e)))
        return r;
    org = ARENA_MANY(mem, struct app_choice, org_count + 1);
    plan = ARENA_MANY(mem, struct app_choice, plan_count + 1);
    for (size_t i = 0; i < org_count; i++)
        org[i] = (struct app_choice){orgs[i].id, orgs[i].words};
    for (size_t i = 0; i < plan_count; i++)
        plan[i] = (struct app_choice){plans[i].id, plans[i].words};
    *ret = (struct app_choices){org, org_count, plan, plan_count};
    return ERR_OK;
}

static const struct app_choice *copy(struct arena *mem, const struct app_choice *from, size_t n)
{
    struct app_choice *to = ARENA_MANY(mem, struct app_choice, n + 1);

    for (size_t i = 0; i < n; i++)
        to[i] = (struct app_choice){from[i].id, arena_copy(mem, from[i].words)};
    return to;
}

void app__choice_free(struct app__choice_kept *c)
{
    if (c)
        arena_free(c->mem);
    free(c);
}

/* In place of what was kept; without memory nothing is kept. */
static void keep(struct app *a, uint64_t version, const struct app_choices *is)
{
    struct app__choice_kept *c = calloc(1, sizeof(*c));

    if (!c)
        return;
    c->version = version;
    c->mem = arena_new(0);
    c->is = (struct app_choices){copy(c->mem, is->orgs, is->org_count), is->org_count,
                                 copy(c->mem, is->plans, is->plan_count), is->plan_count};
    pthread_mutex_lock(&a->count_mutex);
    app__choice_free(a->choices);
    a->choices = c;
    pthread_mutex_unlock(&a->count_mutex);
}

int app_choice_list(struct app *a, struct app_who who, uint64_t version, struct arena *mem,
                    struct app_choices *ret, struct err *e)
{
    bool kept = false;
    int r;

    (void)who;
    pthread_mutex_lock(&a->count_mutex);
    if (a->choices && a->choices->version == version) {
        const struct app_choices *is = &a->choices->is;

        *ret = (struct app_choices){copy(mem, is->orgs, is->org_count), is->org_count,
                                    copy(mem, is->plans, is->plan_count), is->plan_count};
        kept = true;
    }
    pthread_mutex_unlock(&a->count_mutex);
    if (kept)
        return ERR_OK;
    if ((r = read_choices(a, mem, ret, e)))
        return r;
    keep(a, version, ret);
    return ERR_OK;
}
