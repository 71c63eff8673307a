/* The floor of a page of the task list: a bare libmicrohttpd that runs the very reads of that page,
 * prepared once, takes every column of every row, and answers bytes made beforehand.
 * usage: bare-http BASE.db BODY     prints its port; ends with its standard input
 * "?trang=N" at the end of an address is the page. The statements are those of
 * src/store/sql/task.sql as sqlc compiled them. */

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/store_priv.h"

enum { ROWS = 25 };

static sqlite3 *db;
static sqlite3_stmt *begin, *page, *lines, *end;
static int limit, skip;
static struct MHD_Response *body;
static volatile size_t seen; /* so that no read is left out */

static void fail(const char *what)
{
    fprintf(stderr, "bare-http: %s: %s\n", what, db ? sqlite3_errmsg(db) : strerror(errno));
    exit(1);
}

static sqlite3_stmt *prepare(const char *sql)
{
    sqlite3_stmt *s;

    if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &s, NULL))
        fail(sql);
    return s;
}

static const struct store__statement *named(const char *name)
{
    for (size_t i = 0; i < store__statement_count; i++)
        if (strcmp(store__statements[i]->name, name) == 0)
            return store__statements[i];
    errno = ENOENT;
    fail(name);
    return NULL;
}

/* The number of a parameter, from 1. */
static int parameter(const struct store__statement *s, const char *name)
{
    for (int i = 0; i < s->in_count; i++)
        if (strcmp(s->in[i].name, name) == 0)
            return i + 1;
    errno = ENOENT;
    fail(name);
    return 0;
}

/* The variant without filters, sorted by plan. */
static sqlite3_stmt *prepare_unfiltered(const struct store__statement *s)
{
    CLEANUP(buf_release) struct buf text;
    uint32_t key = 0;

    for (int i = 0; i < s->condition_count; i++)
        if (strcmp(s->in[s->conditions[i].in].name, "sort") == 0 && s->conditions[i].value == 0)
            key |= 1u << i;
    buf_init(&text, 1 << 20);
    store__statement_text(s, STORE__SQLITE, key, &text);
    return prepare(text.p);
}

static void say(sqlite3_stmt *s)
{
    if (sqlite3_step(s) != SQLITE_DONE)
        fail("transaction");
    sqlite3_reset(s);
}

static void read_rows(int number)
{
    char ids[ROWS * 21] = "";
    int n = 0;

    say(begin);
    sqlite3_bind_int64(page, limit, ROWS);
    sqlite3_bind_int64(page, skip, (number - 1) * ROWS);
    while (sqlite3_step(page) == SQLITE_ROW)
        n += sprintf(ids + n, "%s%lld", n ? "," : "", sqlite3_column_int64(page, 0));
    sqlite3_reset(page);
    sqlite3_bind_text(lines, 1, ids, n, SQLITE_STATIC);
    while (sqlite3_step(lines) == SQLITE_ROW)
        for (int i = 0; i < sqlite3_column_count(lines); i++)
            if (sqlite3_column_type(lines, i) == SQLITE_INTEGER)
                seen += (size_t)sqlite3_column_int64(lines, i);
            else if (sqlite3_column_text(lines, i))
                seen += (size_t)sqlite3_column_bytes(lines, i);
    sqlite3_reset(lines);
    say(end);
}

static enum MHD_Result came(void *cls, struct MHD_Connection *c, const char *url,
                            const char *method, const char *version, const char *piece, size_t *n,
                            void **state)
{
    const char *number = MHD_lookup_connection_value(c, MHD_GET_ARGUMENT_KIND, "trang");

    (void)cls, (void)url, (void)method, (void)version, (void)piece, (void)n;
    if (!*state) { /* the head; comes again at the end of the body */
        *state = c;
        return MHD_YES;
    }
    read_rows(number ? atoi(number) : 1);
    return MHD_queue_response(c, 200, body);
}

static void read_body(const char *path)
{
    static char bytes[4 << 20];
    FILE *f = fopen(path, "rb");
    size_t n = f ? fread(bytes, 1, sizeof(bytes), f) : 0;

    if (n == 0)
        fail(path);
    fclose(f);
    body = MHD_create_response_from_buffer(n, bytes, MHD_RESPMEM_PERSISTENT);
    MHD_add_response_header(body, "Content-Type", "text/html; charset=utf-8");
}

int main(int argc, char **argv)
{
    struct sockaddr_in at = {.sin_family = AF_INET};
    struct MHD_Daemon *daemon;

    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (argc != 3) {
        fprintf(stderr, "usage: bare-http BASE.db BODY\n");
        return 2;
    }
    read_body(argv[2]);
    if (sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL))
        fail(argv[1]);
    begin = prepare("BEGIN");
    end = prepare("ROLLBACK");
    page = prepare_unfiltered(named("task_page"));
    limit = parameter(named("task_page"), "limit");
    skip = parameter(named("task_page"), "skip");
    lines = prepare_unfiltered(named("task_lines"));
    /* One thread, as there is one connection to the base. */
    daemon = MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD, 0, NULL, NULL, came, NULL,
                              MHD_OPTION_SOCK_ADDR, &at, MHD_OPTION_END);
    if (!daemon)
        fail("MHD_start_daemon");
    printf("%d\n", MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT)->port);
    fflush(stdout);
    while (getchar() != EOF)
        ;
    return 0;
}
