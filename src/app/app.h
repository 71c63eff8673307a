#pragma once

/* What every act needs: the register, the folder of files, the clock. One per process, shared by
 * its threads. */

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "plan/org.h"

struct app;

/* Opens the register in a data folder (made when absent), or at "postgresql://…" with the files
 * beside in `folder`; runs the migrations that are missing; brings the list of bodies that ships up
 * to date. */
MUST_CHECK int app_open(const char *folder, const char *url, struct app **ret, struct err *e);
void app_close(struct app *a);   /* NULL is fine */
void app_closep(struct app **a); /* for CLEANUP() */

/* Who acts, through which door. Until accounts exist everybody is account 1. */
struct app_who {
    int64_t account;
    const char *door; /* "web" or "cli" */
};
extern const struct app_who app_who_web, app_who_cli;

/* Today in Viet Nam (UTC+7 all year), by the one clock. In a base created as test the clock can be
 * set (app_clock_set); anywhere else setting it is refused. */
struct day app_today(const struct app *a);
int64_t app_now(const struct app *a); /* microseconds since 1970 UTC */
MUST_CHECK int app_clock_set(struct app *a, int64_t now, struct err *e);

/* Changes with every committed write of anybody; what was computed at one number holds while it
 * stays. */
uint64_t app_version(struct app *a);

/* Pages of lists. */
struct app_page {
    size_t skip, limit; /* limit 0 = 25, at most 200 */
};

/* A body as lists and forms show it. */
struct app_org {
    int64_t id; /* 0: words that nobody has matched to a body yet */
    struct str name;
};
struct app_orgs {
    const struct app_org *at;
    size_t n;
};
