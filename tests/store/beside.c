#include <libpq-fe.h>
#include <sqlite3.h>
#include <unistd.h>

#include "store.h"

static const char *url_of_all(void)
{
    const char *url = getenv("STORE_URL");

    if (!url)
        fail_msg("STORE_URL is not set: tests/store/run sets it");
    return url;
}

bool on_sqlite(void)
{
    return strncmp(url_of_all(), "sqlite:", 7) == 0;
}

static void run_sqlite(const char *path, const char *sql)
{
    sqlite3 *db;
    char *said = NULL;

    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    sqlite3_busy_timeout(db, 5000);
    if (sqlite3_exec(db, sql, NULL, NULL, &said) != SQLITE_OK)
        fail_msg("%s: %s", sql, said);
    sqlite3_close(db);
}

static void run_pg(const char *url, const char *sql)
{
    PGconn *db = PQconnectdb(url);
    PGresult *result = PQexec(db, sql);

    if (PQresultStatus(result) != PGRES_COMMAND_OK && PQresultStatus(result) != PGRES_TUPLES_OK)
        fail_msg("%s: %s", sql, PQerrorMessage(db));
    PQclear(result);
    PQfinish(db);
}

void run_beside(const char *url, const char *sql)
{
    if (on_sqlite())
        run_sqlite(url + strlen("sqlite:"), sql);
    else
        run_pg(url, sql);
}

const char *fresh_url(struct arena *mem)
{
    static int count;
    int number = ++count;
    struct str all = str_from(url_of_all());

    if (on_sqlite())
        return arena_printf(mem, "%.*s/%d-%d/deep/namro.db", STR_ARG(all), getpid(), number).p;
    /* A schema of its own in the one base: "%3D" is '=' in an address. */
    run_pg(all.p, arena_printf(mem, "CREATE SCHEMA t%d_%d", getpid(), number).p);
    return arena_printf(mem, "%s&options=-csearch_path%%3Dt%d_%d", all.p, getpid(), number).p;
}
