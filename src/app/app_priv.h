#pragma once

/* Inside app/: the register opened, and what several acts share. */

#include <pthread.h>
#include <stdatomic.h>

#include "app/app.h"
#include "app/draft.h"
#include "app/task.h"
#include "store/store.h"
#include "store/store_sql.h"

struct app__book;        /* book.c */
struct app__counts;      /* count.c */
struct app__choice_kept; /* choice.c */

struct app {
    struct store *store;
    char *folder;          /* of the data, without a slash behind */
    bool is_postgresql;    /* what is searched for is said in its language */
    bool is_test;          /* made as a test base: its clock can be set */
    _Atomic int64_t clock; /* where it was set to, 0: the machine's holds */
    _Atomic uint64_t failed_versions;
    pthread_mutex_t book_mutex, count_mutex;
    struct app__book *book; /* the list of bodies as it was read last */
    struct app__counts *counts;
    struct app__choice_kept *choices; /* under count_mutex too */
};

/* Brings a base up to date with the program: says who it is when it is new, holds the bodies that
 * ship, sort keys by the ICU at hand. Does next to nothing when it is. */
MUST_CHECK int app__seed(struct app *a, struct err *e);

/* The language of who asks: `e` is his. */
static inline enum lang app__lang(const struct err *e)
{
    return e ? e->lang : LANG_VI;
}

static inline struct store *app__store(struct app *a)
{
    return a->store;
}

static inline const char *app__folder(const struct app *a) /* that holds files/ */
{
    return a->folder;
}

/* Acts ----------------------------------------------------------------------------------------- */

/* One act of somebody, inside the transaction that does it. */
struct app__audit {
    struct store_txn *t;
    int64_t id, at, account;
};
/* `ref` is the id of the `kind` ("draft", "org") it is done to. */
MUST_CHECK int app__audit_open(struct app *a, struct app_who who, struct store_txn *t,
                               const char *act, const char *kind, int64_t ref,
                               struct app__audit *ret, struct err *e);
/* A field before and after; STR_NONE: it was, or is, not there. Nothing where both are the same. */
MUST_CHECK int app__audit_change(const struct app__audit *audit, const char *kind, int64_t ref,
                                 const char *field, struct str before, struct str after,
                                 struct err *e);

/* Search --------------------------------------------------------------------------------------- */

/* What can be found: kinds as their numbers stand in the ids of search entries. */
enum app__entry {
    APP__ENTRY_TASK = 1,
    APP__ENTRY_TARGET,
    APP__ENTRY_DOCUMENT,
    APP__ENTRY_PLAN,
    APP__ENTRY_ORG,
};
#define APP__ENTRY_SHIFT 48

/* Words as written; makes the entry, or gives it other words. `plan` 0: of no plan. */
MUST_CHECK int app__entry_put(struct store_txn *t, enum app__entry kind, int64_t ref, int64_t plan,
                              struct str title, struct str body, struct err *e);
MUST_CHECK int app__entry_drop(struct store_txn *t, enum app__entry kind, int64_t ref,
                               struct err *e);

/* What was typed, in the language of the base's search; empty when nothing of it can be found. */
struct str app__search_words(const struct app *a, struct arena *mem, struct str typed);

/* Passages ------------------------------------------------------------------------------------- */

/* "trang 3, dòng 12" in a document of this format */
struct str app__passage_place(struct arena *mem, enum lang lang, struct str format, int64_t page,
                              int64_t line);
struct app_passage app__passage_view(struct arena *mem, enum lang lang, struct str format,
                                     const struct store_row_passage *r, int64_t own);
/* The lines around `own`, the header of its table first. */
MUST_CHECK int app__passage_around(struct store_txn *t, struct arena *mem, enum lang lang,
                                   int64_t document, struct str format, int64_t own,
                                   struct app_passages *ret, struct err *e);

/* Lists ---------------------------------------------------------------------------------------- */

static inline int64_t app__page_limit(struct app_page p)
{
    return p.limit == 0 ? 25 : p.limit > 200 ? 200 : (int64_t)p.limit;
}

/* "3,17,4" of the ids of `n` structs of `size` bytes, each of which begins with its id. */
struct str app__list_ids(struct arena *mem, const void *rows, size_t n, size_t size);

/* Bodies as statements give them in one text: "17\x1FSở Mây\x1E0\x1F…". */
struct app_orgs app__list_orgs(struct arena *mem, struct store_text packed);

/* The pattern of LIKE … ESCAPE '\' for texts that hold the folded `words`. */
struct store_text app__list_pattern(struct arena *mem, struct str words);

/* "II. Hạ tầng số" of a group, empty without one. */
struct str app__list_heading(struct arena *mem, struct store_text no, struct store_text name);

/* Tasks ---------------------------------------------------------------------------------------- */

/* How a task stands as of `today`; the same as the base says of the same values. */
enum app_task_time app__task_time(uint32_t kinds, bool due_fixed, struct store_day due,
                                  struct day today);

/* What was understood of its deadline, from what is kept of it. */
struct str app__task_deadline(struct arena *mem, enum lang lang, uint32_t kinds,
                              struct store_day start, struct store_day due);

/* Ids of the tasks of a filter, in its order; `p` as it is given. */
MUST_CHECK int app__task_ids(struct app *a, struct store_txn *t, struct arena *mem,
                             const struct app_task_filter *f, struct app_page p,
                             struct store_row_task_id **ret, size_t *n, struct err *e);

/* Counts of a filter as of a day, kept until somebody writes. `words` as app__search_words() gives
 * them. */
struct app__count_key {
    uint64_t version; /* app_version() before they were read */
    struct day today;
    int64_t plan, group, org;
    bool any_role, without_lead;
    struct str words;
};
/* The counts, kept or read. */
MUST_CHECK int app__task_count(struct app *a, struct store_txn *t, struct arena *mem,
                               const struct app__count_key *key, size_t ret[APP_TASK_TIME__MAX],
                               struct err *e);
void app__count_free(struct app__counts *c);
void app__choice_free(struct app__choice_kept *c);
bool app__count_find(struct app *a, const struct app__count_key *key,
                     size_t ret[APP_TASK_TIME__MAX]);
void app__count_keep(struct app *a, const struct app__count_key *key,
                     const size_t by_time[APP_TASK_TIME__MAX]);

/* Bodies --------------------------------------------------------------------------------------- */

struct app__book_org {
    struct app_org org;
    struct str type;
    bool ended;
    struct str folded;         /* name */
    const struct str *aliases; /* folded */
    size_t alias_count;
};

/* A body that the list lacks, with its line in the audit; ERR_CONFLICT when one of this name is
 * there. */
MUST_CHECK int app__org_add(struct app *a, struct app_who who, struct store_txn *t,
                            struct arena *mem, struct str name, struct str type, int64_t *ret,
                            struct err *e);
/* Makes a body found by its name and its aliases in force. */
MUST_CHECK int app__org_entry(struct store_txn *t, struct arena *mem, int64_t org, struct str name,
                              struct err *e);

/* All bodies at one moment; immutable, shared. */
struct app__book {
    struct app__book *older; /* that somebody still uses */
    int users;
    uint64_t version;
    struct store_row_org_mark mark;
    struct arena *mem;
    const struct plan_org_list *list;
    const struct app__book_org *orgs; /* by id */
    size_t n;
};
MUST_CHECK int app__book_take(struct app *a, const struct app__book **ret, struct err *e);
void app__book_give(struct app *a, const struct plan_org_list *list); /* its list */
void app__book_free(struct app *a);                                   /* nobody uses one any more */
