#include <sqlite3.h>

#include "../test.h"
#include "text/search.h"

static struct text_search read_typed(struct arena *mem, struct str typed)
{
    struct text_search q;

    text_search_read(mem, typed, &q);
    return q;
}

static void test_text_search__cases(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct str rest = test_file(mem, "search.cases");
    struct test_case c;
    int line = 0;

    (void)state;
    while (test_case_next(&rest, &line, &c)) {
        struct text_search q = read_typed(mem, c.field[0]);
        struct str fts5 = text_search_fts5(mem, &q), ts = text_search_tsquery(mem, &q);
        bool none = str_is(c.field[1], STR("·"));

        if (c.count != 3 || !str_is(fts5, none ? STR_NONE : c.field[1]) ||
            !str_is(ts, none ? STR_NONE : c.field[2]) || q.cut || (q.count == 0) != none)
            fail_msg("search.cases:%d: got %.*s ; %.*s", c.line, STR_ARG(fts5), STR_ARG(ts));
    }
}

static void test_text_search__decomposed(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct text_search q = read_typed(mem, STR("đươ\xCC\x80ng ho\xCC\x80"
                                               "a"));

    (void)state;
    assert_str(text_search_fts5(mem, &q), STR("\"duong\" AND \"hoa\"*"));
    assert_str(text_search_words(mem, STR("ke\xCC\x82\xCC\x81 “Hoạch” số 181/KH-UBND;")),
               STR("ke hoach so 181 kh ubnd"));
}

static void test_text_search__ceilings(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct text_search q = read_typed(mem, STR("a b c d e f g h"));
    char *p = arena_alloc(mem, 1 << 20, 1);

    (void)state;
    assert_int_equal(q.count, 8);
    assert_false(q.cut);
    assert_true(q.term[7].prefix);
    q = read_typed(mem, STR("a b c d e f g h i"));
    assert_int_equal(q.count, 8);
    assert_true(q.cut);
    assert_false(q.term[7].prefix); /* nobody knows that h goes on */

    memset(p, 'x', 1 << 20);
    q = read_typed(mem, (struct str){p, 1 << 20});
    assert_int_equal(q.count, 1);
    assert_true(q.cut);
    assert_int_equal(q.term[0].word[0].n, TEXT_SEARCH_WORD);
    assert_int_equal(text_search_words(mem, (struct str){p, 1 << 20}).n, TEXT_SEARCH_WORD);
    for (size_t i = 1; i < 1 << 20; i += 2)
        p[i] = '/';
    q = read_typed(mem, (struct str){p, 1 << 20});
    assert_int_equal(q.count, 1);
    assert_int_equal(q.term[0].count, TEXT_SEARCH_BYTES / 2);
    assert_true(q.term[0].prefix && q.cut);
    assert_true(text_search_fts5(mem, &q).n < 1000);
    assert_int_equal(text_search_words(mem, (struct str){p, 1 << 20}).n, TEXT_SEARCH_INDEXED - 1);
}

static struct str shown(struct arena *mem, struct text_search_pieces x)
{
    struct str s = STR("");

    for (size_t i = 0; i < x.n; i++) {
        s = arena_join(mem, s, x.at[i].marked ? STR("[") : STR(""));
        s = arena_join(mem, s, x.at[i].text);
        s = arena_join(mem, s, x.at[i].marked ? STR("]") : STR(""));
    }
    return s;
}

static void test_text_search__marks(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct str rest = test_file(mem, "search_mark.cases");
    struct test_case c;
    int line = 0;

    (void)state;
    while (test_case_next(&rest, &line, &c)) {
        struct text_search q = read_typed(mem, c.field[0]);
        struct text_search_pieces x;
        struct str got;

        text_search_mark(mem, &q, c.field[1], &x);
        got = shown(mem, x);
        if (c.count != 3 || !str_is(got, c.field[2]))
            fail_msg("search_mark.cases:%d: got %.*s", c.line, STR_ARG(got));
    }
}

static void test_text_search__marks_decomposed_words_whole(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct text_search q = read_typed(mem, STR("hoa"));
    struct text_search_pieces x;

    (void)state;
    text_search_mark(mem, &q, STR("Ba hoa\xCC\x80, ba"), &x);
    assert_str(shown(mem, x), STR("Ba [hoa\xCC\x80], ba"));
}

static struct str best(struct arena *mem, struct str typed, struct str text, size_t letters)
{
    struct text_search q = read_typed(mem, typed);
    struct text_search_pieces x;

    text_search_mark_best(mem, &q, text, letters, &x);
    return shown(mem, x);
}

static void test_text_search__best_place(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct str text = STR("Tỉnh giao sở xây dựng kế hoạch năm nay; các xã, phường rà soát đất đai, "
                          "lập hồ sơ số hóa theo kế hoạch chuyển đổi số của tỉnh và báo cáo");

    (void)state;
    /* all of it where it fits, and its beginning where nothing was found */
    assert_str(best(mem, STR("xyz"), STR("Kế hoạch năm"), 12), STR("Kế hoạch năm"));
    assert_str(best(mem, STR("xyz"), text, 30), STR("Tỉnh giao sở xây dựng kế hoạch…"));
    /* two words of one term beside each other win over one, though that stands earlier */
    assert_str(best(mem, STR("chuyen doi hoach"), text, 40),
               STR("…hóa theo kế [hoạch chuyển đổi] số của tỉnh…"));
    assert_str(best(mem, STR("bao cao"), text, 30), STR("…đổi số của tỉnh và [báo cáo]"));
    assert_str(best(mem, STR("giao"), text, 20), STR("Tỉnh [giao] sở xây…"));
    /* a word longer than the place, and no place at all */
    assert_str(best(mem, STR("a"), STR("b aaaaaaaaaaaaaaaaaaaa"), 10), STR("…[aaaaaaaaaa]…"));
    assert_str(best(mem, STR("a"), STR("bbbbbbbbbbbbbbbbbbbb"), 10), STR("bbbbbbbbbb…"));
    assert_str(best(mem, STR("a"), STR("ba"), 0), STR("…"));
    assert_str(best(mem, STR("a"), STR_NONE, 10), STR(""));
}

static int count(sqlite3 *db, struct str match)
{
    sqlite3_stmt *s;
    int n;

    assert_int_equal(
        sqlite3_prepare_v2(db, "SELECT count(*) FROM words WHERE words MATCH ?1", -1, &s, NULL),
        SQLITE_OK);
    sqlite3_bind_text(s, 1, match.p, (int)match.n, SQLITE_STATIC);
    if (sqlite3_step(s) != SQLITE_ROW)
        fail_msg("%.*s: %s", STR_ARG(match), sqlite3_errmsg(db));
    n = sqlite3_column_int(s, 0);
    sqlite3_finalize(s);
    return n;
}

static sqlite3 *index_of(struct arena *mem, struct str text)
{
    struct str words = text_search_words(mem, text);
    sqlite3_stmt *s;
    sqlite3 *db;

    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    assert_int_equal(
        sqlite3_exec(
            db,
            "CREATE VIRTUAL TABLE words USING fts5(w, tokenize = 'unicode61 remove_diacritics 0')",
            0, 0, 0),
        SQLITE_OK);
    sqlite3_prepare_v2(db, "INSERT INTO words VALUES (?1)", -1, &s, NULL);
    sqlite3_bind_text(s, 1, words.p, (int)words.n, SQLITE_STATIC);
    assert_int_equal(sqlite3_step(s), SQLITE_DONE);
    sqlite3_finalize(s);
    return db;
}

/* A real index finds what it should, by each way to type it. */
static void test_text_search__fts5_finds(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    sqlite3 *db = index_of(mem,
                           STR("Kế hoạch số 181/KH-UBND về Đường sắt, tỉnh Hoà Bình: «Привет»"));
    static const char *const yes[] = {"ke hoach",    "KẾ HOẠCH",    "kế ho",   "181/kh-ubnd",
                                      "181/KH-UBND", "181 kh ubnd", "181",     "duong",
                                      "đường sắt",   "hòa bình",    "hoà",     "\"hoa binh\"",
                                      "привет",      "ПРИВ",        "181/kh-u"};
    static const char *const no[] = {"hoach so ke xa", "\"binh hoa\"", "h\"oa\"", "81",
                                     "ke/so",          "\"ho\""};

    (void)state;
    for (size_t i = 0; i < COUNT(yes); i++) {
        struct text_search q = read_typed(mem, str_from(yes[i]));

        if (count(db, text_search_fts5(mem, &q)) != 1)
            fail_msg("%s is not found", yes[i]);
    }
    for (size_t i = 0; i < COUNT(no); i++) {
        struct text_search q = read_typed(mem, str_from(no[i]));

        if (count(db, text_search_fts5(mem, &q)) != 0)
            fail_msg("%s is found", no[i]);
    }
    sqlite3_close(db);
}

/* ('word' <-> 'word':*) & …: nothing else ever stands in a tsquery, and words are letters. */
static void assert_tsquery(struct str s)
{
    size_t at = 0;

    while (at < s.n) {
        bool prefix = false;

        assert_true(s.p[at] == '(' && !prefix);
        for (at++;;) {
            assert_int_equal(s.p[at++], '\'');
            for (; s.p[at] != '\''; at++)
                assert_true((unsigned char)s.p[at] >= 0x80 || strchr("0123456789abcdefghijklm"
                                                                     "nopqrstuvwxyz",
                                                                     s.p[at]));
            at++;
            if (str_starts(str_rest(s, at), STR(":*")))
                at += 2;
            if (!str_starts(str_rest(s, at), STR(" <-> ")))
                break;
            at += 5;
        }
        assert_int_equal(s.p[at++], ')');
        assert_true(at == s.n || str_starts(str_rest(s, at), STR(" & (")));
        at += at < s.n ? 3 : 0;
    }
}

/* Whatever is typed: no base meets an error of syntax, the text found is marked in it, and pieces
 * are the text. */
static void test_text_search__any_bytes(void **state)
{
    static const char *const part[] = {"\"",   "'",  "\\",   "(",        ")",     ":", "*",  "^",
                                       "&",    "|",  "!",    "-",        "<>",    "+", "{",  "}",
                                       "AND ", " ",  "NOT",  "OR ",      "/",     ".", "ế",  "đ",
                                       "a",    "b1", "\xFF", "\xE1\xBA", "NEAR(", ",", "漢", "2"};
    CLEANUP(arena_freep) struct arena *keep = arena_new(0);
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    sqlite3 *db = index_of(keep, STR("một hai ba"));
    uint32_t seed = 7;

    (void)state;
    for (int round = 0; round < 20000; round++) {
        char p[256];
        size_t n = 0, length;
        struct text_search q;
        struct text_search_pieces x;
        struct str all = STR("");

        arena_clear(mem);
        seed = seed * 1664525 + 1013904223;
        length = seed >> 25;
        while (n < length) {
            seed = seed * 1664525 + 1013904223;
            if (round % 2) {
                p[n++] = (char)(seed >> 24);
            } else {
                struct str add = str_from(part[(seed >> 16) % COUNT(part)]);

                memcpy(p + n, add.p, add.n);
                n += add.n;
            }
        }
        q = read_typed(mem, (struct str){p, n});
        if (q.count)
            count(db, text_search_fts5(mem, &q));
        assert_tsquery(text_search_tsquery(mem, &q));
        text_search_mark(mem, &q, (struct str){p, n}, &x);
        for (size_t i = 0; i < x.n; i++)
            all = arena_join(mem, all, x.at[i].text);
        assert_str(all, ((struct str){p, n}));
        /* the words of words are the same words: how they are read does not depend on marks */
        all = text_search_words(mem, (struct str){p, n});
        assert_str(text_search_words(mem, all), all);
        if (q.count && !q.cut)
            assert_true(x.n > 1 || x.at[0].marked);
    }
    sqlite3_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_search__cases),
        cmocka_unit_test(test_text_search__decomposed),
        cmocka_unit_test(test_text_search__ceilings),
        cmocka_unit_test(test_text_search__marks),
        cmocka_unit_test(test_text_search__marks_decomposed_words_whole),
        cmocka_unit_test(test_text_search__best_place),
        cmocka_unit_test(test_text_search__fts5_finds),
        cmocka_unit_test(test_text_search__any_bytes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
