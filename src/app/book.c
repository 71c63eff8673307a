#include <stdlib.h>

#include "app/app_priv.h"
#include "app/org.h"

/* All bodies with their aliases in memory, for reading documents and for the picker. Read anew only
 * when one has changed; who uses an older one keeps it until it is given back. */

static void free_book(struct app__book *b)
{
    arena_free(b->mem);
    free(b);
}

/* The rows as plan/ and the picker want them. Ordered by body, both of them. */
static void fill(struct app__book *b, struct day today, const struct store_row_org_all *rows,
                 size_t n, const struct store_row_org_alias_all *alias, size_t alias_count)
{
    struct plan_org *orgs = ARENA_MANY(b->mem, struct plan_org, n);
    struct app__book_org *here = ARENA_MANY(b->mem, struct app__book_org, n);
    struct str *words = ARENA_MANY(b->mem, struct str, alias_count);
    struct str *folded = ARENA_MANY(b->mem, struct str, alias_count);
    size_t k = 0;

    for (size_t i = 0; i < n; i++) {
        size_t from = k, learned = 0;

        for (; k < alias_count && alias[k].org <= rows[i].id; k++) {
            words[k] = alias[k].words;
            folded[k] = alias[k].folded;
            learned += str_is(alias[k].source, STR("review")) && alias[k].uses < 2;
        }
        orgs[i] = (struct plan_org){.id = rows[i].id,
                                    .name = rows[i].name,
                                    .type = rows[i].type,
                                    .successor = rows[i].successor.has ? rows[i].successor.is
                                                                       : STR(""),
                                    .aliases = words + from,
                                    .alias_count = k - from,
                                    .learned_count = learned};
        here[i] = (struct app__book_org){
            .org = {rows[i].id, rows[i].name},
            .type = rows[i].type,
            .ended = rows[i].successor.has ||
                     (rows[i].valid_to.has && rows[i].valid_to.is.n < today.n),
            .folded = rows[i].name_folded,
            .aliases = folded + from,
            .alias_count = k - from};
    }
    b->list = plan_org_list_make(b->mem, orgs, n);
    b->orgs = here;
    b->n = n;
}

static int read_book(struct app *a, struct store_txn *t, struct app__book *b, struct err *e)
{
    struct store_row_org_all *rows;
    struct store_row_org_alias_all *aliases;
    size_t n, alias_count;
    int r;

    if ((r = store_org_all(t, b->mem, &rows, &n, e)) ||
        (r = store_org_alias_all(t, b->mem, &aliases, &alias_count, e)))
        return r;
    fill(b, app_today(a), rows, n, aliases, alias_count);
    return ERR_OK;
}

/* What is kept, or one that is read now; called under the mutex. */
static int renew(struct app *a, uint64_t version, struct err *e)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct store_row_org_mark *mark;
    struct app__book *b;
    int r;

    if ((r = store_txn_read(a->store, &t, e)) || (r = store_org_mark(&t, mem, &mark, e)))
        return r;
    if (a->book && memcmp(&a->book->mark, mark, sizeof(*mark)) == 0) {
        a->book->version = version;
        return ERR_OK;
    }
    if (!(b = calloc(1, sizeof(*b))))
        return err_set(e, ERR_SYSTEM, N_("Máy hết bộ nhớ."));
    b->mem = arena_new(0);
    b->version = version;
    b->mark = *mark;
    if ((r = read_book(a, &t, b, e))) {
        free_book(b);
        return r;
    }
    if (a->book && a->book->users == 0) {
        b->older = a->book->older;
        free_book(a->book);
    } else {
        b->older = a->book;
    }
    a->book = b;
    return ERR_OK;
}

int app__book_take(struct app *a, const struct app__book **ret, struct err *e)
{
    uint64_t version = app_version(a);
    int r = ERR_OK;

    pthread_mutex_lock(&a->book_mutex);
    if (!a->book || a->book->version != version)
        r = renew(a, version, e);
    if (!r) {
        a->book->users++;
        *ret = a->book;
    }
    pthread_mutex_unlock(&a->book_mutex);
    return r;
}

void app__book_give(struct app *a, const struct plan_org_list *list)
{
    pthread_mutex_lock(&a->book_mutex);
    for (struct app__book **at = &a->book; *at; at = &(*at)->older) {
        struct app__book *b = *at;

        if (b->list != list)
            continue;
        if (--b->users == 0 && b != a->book) {
            *at = b->older;
            free_book(b);
        }
        break;
    }
    pthread_mutex_unlock(&a->book_mutex);
}

void app__book_free(struct app *a)
{
    for (struct app__book *b = a->book, *older; b; b = older) {
        older = b->older;
        free_book(b);
    }
    a->book = NULL;
}
