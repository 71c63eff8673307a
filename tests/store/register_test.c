#include <libpq-fe.h>

#include "store.h"

/* The real statements and the real schema: every variant of every statement is understood by the
 * base and gives the types that it declares. SQLite was asked by the compiler already, for all but
 * types. */

static struct err error;

/* Can an input give this key? */
static bool possible(const struct store__statement *s, uint32_t key)
{
    for (size_t i = 0; i < COUNT(s->must) && s->must[i]; i++)
        if (!(key & s->must[i]))
            return false;
    for (int i = 0; i < s->condition_count; i++)
        for (int k = 0; k < s->condition_count; k++) {
            const struct store__condition *a = &s->conditions[i], *b = &s->conditions[k];

            if (i == k || a->in != b->in || !(key >> i & 1) || !a->equals)
                continue;
            if (b->equals ? key >> k & 1 : !(key >> k & 1))
                return false;
        }
    return true;
}

static bool is_of(Oid oid, enum store__type type)
{
    switch (type) {
    case STORE__TEXT:
        return oid == 25;
    case STORE__BYTES:
        return oid == 17;
    case STORE__BOOL:
        return oid == 16;
    case STORE__DAY:
    case STORE__INT64:
    case STORE__INSTANT:
        return oid == 20 || oid == 21 || oid == 23;
    }
    return false;
}

static int describe(PGconn *db, const struct store__statement *s, uint32_t key)
{
    static const Oid oids[] = {[STORE__INT64] = 20, [STORE__INSTANT] = 20, [STORE__DAY] = 20,
                               [STORE__TEXT] = 25,  [STORE__BYTES] = 17,   [STORE__BOOL] = 16};
    CLEANUP(buf_release) struct buf text;
    Oid types[STORE__FIELDS];
    PGresult *result;
    int bad = 0;

    buf_init(&text, 1 << 20);
    store__statement_text(s, STORE__POSTGRESQL, key, &text);
    for (int i = 0; i < s->in_count; i++)
        types[i] = oids[s->in[i].type];
    result = PQprepare(db, "", text.p, s->in_count, types);
    if (PQresultStatus(result) != PGRES_COMMAND_OK) {
        fprintf(stderr, "%s: %s%s\n", s->name, PQerrorMessage(db), text.p);
        PQclear(result);
        return 1;
    }
    PQclear(result);
    result = PQdescribePrepared(db, "");
    if (PQnfields(result) != s->out_count) {
        fprintf(stderr, "%s: %d columns, not %d\n", s->name, PQnfields(result), s->out_count);
        bad = 1;
    }
    for (int i = 0; !bad && i < s->out_count; i++)
        if (!is_of(PQftype(result, i), s->out[i].type)) {
            fprintf(stderr, "%s: column %s has type %u in PostgreSQL\n", s->name, s->out[i].name,
                    PQftype(result, i));
            bad = 1;
        }
    PQclear(result);
    return bad;
}

static void test_every_statement_is_understood(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    CLEANUP(store_freep) struct store *s = NULL;
    const char *url = fresh_url(mem);
    PGconn *db = NULL;
    int bad = 0;

    (void)state;
    assert_ok(store_open(url, &s, &error));
    if (!on_sqlite())
        db = PQconnectdb(url);
    for (size_t i = 0; i < store__statement_count; i++) {
        const struct store__statement *st = store__statements[i];

        for (uint32_t key = 0; key < 1ull << st->condition_count; key++) {
            CLEANUP(store_txn_end) struct store_txn t = {0};
            struct store__value in[STORE__FIELDS] = {0};

            if (!possible(st, key))
                continue;
            if (db) {
                bad += describe(db, st, key);
                continue;
            }
            assert_ok(store_txn_write(s, &t, &error));
            if (s->driver->start(t.conn, st, key, in, false, &error)) {
                fprintf(stderr, "%s: %s\n", st->name, error.text);
                bad++;
            }
            s->driver->finish(t.conn);
        }
    }
    PQfinish(db);
    assert_int_equal(bad, 0);
}

/* Tables, columns and indexes, without what a base keeps for its own search. */
static void test_schema_is_what_the_text_says(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    CLEANUP(store_freep) struct store *s = NULL;
    const char *url = fresh_url(mem), *columns, *indexes;
    char text[1 << 16];
    struct str got, want = {text, 0}, line, wanted;
    FILE *steps;

    (void)state;
    assert_ok(store_open(url, &s, &error));
    if (on_sqlite()) {
        columns = answer_beside(
            mem, url,
            "SELECT t.name, c.name, lower(c.type), c.\"notnull\" OR c.pk > 0 FROM sqlite_schema t, "
            "pragma_table_xinfo(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND "
            "t.name NOT LIKE 'search_word%' AND t.name NOT LIKE 'base%' ORDER BY t.name, c.cid");
        indexes = answer_beside(
            mem, url,
            "SELECT tbl_name, name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND "
            "tbl_name NOT LIKE 'search_word%' ORDER BY 1, 2");
    } else {
        columns = answer_beside(
            mem, url,
            "SELECT table_name, column_name, CASE data_type WHEN 'bytea' THEN 'blob' WHEN 'text' "
            "THEN "
            "'text' ELSE 'integer' END, (is_nullable = 'NO')::int FROM information_schema.columns "
            "WHERE table_schema = current_schema() AND table_name NOT LIKE 'search_word%' AND "
            "table_name NOT LIKE 'base%' ORDER BY table_name COLLATE \"C\", ordinal_position");
        indexes = answer_beside(
            mem, url,
            "SELECT tablename, indexname FROM pg_indexes WHERE schemaname = current_schema() AND "
            "tablename NOT LIKE 'search_word%' AND indexname NOT LIKE '%_pkey' AND indexname NOT "
            "LIKE '%_key' ORDER BY tablename COLLATE \"C\", indexname COLLATE \"C\"");
    }
    got = arena_printf(mem, "%s\n%s", columns, indexes);
    steps = popen(getenv("STORE_SCHEMA"), "r");
    want.n = fread(text, 1, sizeof(text), steps);
    assert_int_equal(pclose(steps), 0);
    assert_true(want.n > 1000);
    while (str_next(&want, '\n', &wanted)) {
        assert_true(str_next(&got, '\n', &line));
        assert_str(line, wanted);
    }
    assert_int_equal(str_trim(got).n, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_statement_is_understood),
        cmocka_unit_test(test_schema_is_what_the_text_says),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
