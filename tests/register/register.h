#pragma once

/* What the tests of the register share: each has a data folder of its own and a base, in the folder
 * or beside STORE_URL when that names PostgreSQL. */

#include <ftw.h>
#include <libpq-fe.h>
#include <stdlib.h>
#include <unistd.h>

#include "../unit/test.h"
#include "app/app_priv.h"

#define assert_ok(call)                                                                            \
    do {                                                                                           \
        if ((call) != ERR_OK)                                                                      \
            fail_msg("%s: %s", #call, f->e.text);                                                  \
    } while (0)

struct fixture {
    struct arena *mem;
    char folder[64];
    const char *url; /* NULL: SQLite in the folder */
    struct app *a;
    struct err e;
};

static inline int fixture_remove(const char *path, const struct stat *st, int flag, struct FTW *at)
{
    (void)st;
    (void)flag;
    (void)at;
    return remove(path);
}

/* The address of a base that does not exist yet; NULL on SQLite. */
static inline const char *fixture_url(struct fixture *f)
{
    static int number;
    const char *url = getenv("STORE_URL"), *query;
    struct str name = arena_printf(f->mem, "register%d_%d", getpid(), ++number);
    PGconn *db;
    PGresult *result;

    if (!url || str_starts(str_from(url), STR("sqlite:")))
        return NULL;
    db = PQconnectdb(url);
    result = PQexec(db, arena_printf(f->mem, "CREATE DATABASE %.*s", STR_ARG(name)).p);
    if (PQresultStatus(result) != PGRES_COMMAND_OK)
        fail_msg("%s", PQerrorMessage(db));
    PQclear(result);
    PQfinish(db);
    query = strchr(url, '?');
    return arena_printf(f->mem, "postgresql://namro@/%.*s%s", STR_ARG(name), query ? query : "").p;
}

static inline int fixture_open(void **state)
{
    struct fixture *f = calloc(1, sizeof(*f));

    f->mem = arena_new(0);
    strcpy(f->folder, "/tmp/namro-register-XXXXXX");
    assert_non_null(mkdtemp(f->folder));
    f->url = fixture_url(f);
    setenv("NAMRO_TEST_BASE", "1", 1);
    assert_ok(app_open(f->folder, f->url, &f->a, &f->e));
    unsetenv("NAMRO_TEST_BASE");
    *state = f;
    return 0;
}

static inline int fixture_close(void **state)
{
    struct fixture *f = *state;

    app_close(f->a);
    nftw(f->folder, fixture_remove, 16, FTW_DEPTH | FTW_PHYS);
    arena_free(f->mem);
    free(f);
    return 0;
}

/* The same base opened once more, as another process would. */
static inline void fixture_reopen(struct fixture *f)
{
    app_close(f->a);
    f->a = NULL;
    assert_ok(app_open(f->folder, f->url, &f->a, &f->e));
}

#define REGISTER_TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)
