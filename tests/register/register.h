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

static inline void fixture_run(const char *sql)
{
    PGconn *db = PQconnectdb(getenv("STORE_URL"));
    PGresult *result = PQexec(db, sql);

    if (PQresultStatus(result) != PGRES_COMMAND_OK)
        fail_msg("%s", PQerrorMessage(db));
    PQclear(result);
    PQfinish(db);
}

static inline const char *fixture_address(struct fixture *f, struct str name)
{
    const char *query = strchr(getenv("STORE_URL"), '?');

    return arena_printf(f->mem, "postgresql://namro@/%.*s%s", STR_ARG(name), query ? query : "").p;
}

/* The address of a base of its own, with the bodies that ship; NULL on SQLite. PostgreSQL copies
 * the first one, which is a test base. */
static inline const char *fixture_url(struct fixture *f)
{
    static int number;
    const char *url = getenv("STORE_URL");
    struct str name = arena_printf(f->mem, "register%d_%d", getpid(), ++number);
    struct str first = arena_printf(f->mem, "register%d_0", getpid());
    struct app *a;

    if (!url || str_starts(str_from(url), STR("sqlite:")))
        return NULL;
    if (number == 1) {
        fixture_run(arena_printf(f->mem, "CREATE DATABASE %.*s", STR_ARG(first)).p);
        assert_ok(app_open(f->folder, fixture_address(f, first), &a, &f->e));
        app_close(a);
    }
    fixture_run(
        arena_printf(f->mem, "CREATE DATABASE %.*s TEMPLATE %.*s", STR_ARG(name), STR_ARG(first))
            .p);
    return fixture_address(f, name);
}

static inline void fixture_fill(struct fixture *f)
{
    f->mem = arena_new(0);
    strcpy(f->folder, "/tmp/namro-register-XXXXXX");
    assert_non_null(mkdtemp(f->folder));
    setenv("NAMRO_TEST_BASE", "1", 1);
    f->url = fixture_url(f);
    assert_ok(app_open(f->folder, f->url, &f->a, &f->e));
    unsetenv("NAMRO_TEST_BASE");
}

static inline int fixture_open(void **state)
{
    struct fixture *f = calloc(1, sizeof(*f));

    fixture_fill(f);
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
