#include <libpq-fe.h>
#include <sqlite3.h>
#include <unistd.h>

#include "store.h"

static const char *url_of_all(void)
{
    const char *url = getenv("STORE_URL");

    if (url)
        return url;
    fputs("STORE_URL is not set: run me by tests/store/sqlite or tests/store/cluster\n", stderr);
    exit(1);
}

bool on_sqlite(void)
{
    return strncmp(url_of_all(), "sqlite:", 7) == 0;
}

static void ask_sqlite(const char *path, const char *sql, struct buf *ret)
{
    sqlite3 *db;
    sqlite3_stmt *stmt;
    int rc = SQLITE_OK;

    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    sqlite3_busy_timeout(db, 5000);
    for (const char *rest = sql; rest[0]; sql = rest) {
        if (sqlite3_prepare_v2(db, sql, -1, &stmt, &rest) != SQLITE_OK)
            fail_msg("%s: %s", sql, sqlite3_errmsg(db));
        while (stmt && (rc = sqlite3_step(stmt)) == SQLITE_ROW)
            for (int i = 0, n = sqlite3_column_count(stmt); i < n; i++)
                buf_printf(ret, "%s%c", (const char *)sqlite3_column_text(stmt, i),
                           i + 1 < n ? '|' : '\n');
        if (stmt && rc != SQLITE_DONE)
            fail_msg("%s: %s", sql, sqlite3_errmsg(db));
        sqlite3_finalize(stmt);
    }
    sqlite3_close(db);
}

static void ask_pg(const char *url, const char *sql, struct buf *ret)
{
    PGconn *db = PQconnectdb(url);
    PGresult *result = PQexec(db, sql);

    if (PQresultStatus(result) != PGRES_COMMAND_OK && PQresultStatus(result) != PGRES_TUPLES_OK)
        fail_msg("%s: %s", sql, PQerrorMessage(db));
    for (int i = 0, n = PQnfields(result); i < PQntuples(result); i++)
        for (int k = 0; k < n; k++)
            buf_printf(ret, "%s%c", PQgetvalue(result, i, k), k + 1 < n ? '|' : '\n');
    PQclear(result);
    PQfinish(db);
}

const char *answer_beside(struct arena *mem, const char *url, const char *sql)
{
    CLEANUP(buf_release) struct buf rows;

    buf_init(&rows, 1 << 20);
    if (on_sqlite())
        ask_sqlite(url + strlen("sqlite:"), sql, &rows);
    else
        ask_pg(url, sql, &rows);
    assert_false(buf_failed(&rows));
    return arena_copy(mem, buf_str(&rows)).p;
}

void run_beside(const char *url, const char *sql)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);

    answer_beside(mem, url, sql);
}

const char *fresh_url(struct arena *mem)
{
    static int count;
    int number = ++count;
    struct str all = str_from(url_of_all());

    if (on_sqlite())
        return arena_printf(mem, "%.*s/%d-%d/deep/namro.db", STR_ARG(all), getpid(), number).p;
    /* A schema of its own in the one base: "%3D" is '=' in an address. */
    run_beside(all.p, arena_printf(mem, "CREATE SCHEMA t%d_%d", getpid(), number).p);
    return arena_printf(mem, "%s&options=-csearch_path%%3Dt%d_%d", all.p, getpid(), number).p;
}
