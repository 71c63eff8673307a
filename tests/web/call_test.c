/* What handlers are given and what becomes of what they give back, without a socket: call.cases. */

#include <unistd.h>

#include "../unit/test.h"
#include "router.h"
#include "web/http/call.h"

/* "a=b&c=d", decoded already. */
static const struct http_pair *pairs_of(struct arena *mem, struct str s)
{
    struct http_pair *list = ARENA_MANY(mem, struct http_pair, 10);
    struct str one;

    for (size_t n = 0; n < 9 && str_next(&s, '&', &one); n++) {
        size_t equals = str_find(one, STR("="), 0);

        list[n] = (struct http_pair){str_cut(one, 0, equals), str_rest(one, equals + 1)};
    }
    return list;
}

static bool answers(struct arena *mem, struct str ask, struct str status, struct str holds)
{
    struct str method, target;
    struct http_call in = {0};
    struct http_reply reply;
    struct str got, want = arena_copy(mem, holds);
    bool good;

    str_next(&ask, ' ', &method);
    str_next(&ask, ' ', &target);
    in.method = str_is(method, STR("POST")) ? HTTP_POST : HTTP_GET;
    in.target = arena_copy(mem, target).p;
    in.body = pairs_of(mem, ask);
    http_call(&test_router, NULL, &in, mem, &reply);
    for (size_t i = 0; i < want.n; i++)
        if (want.p[i] == '|' && reply.status == 200)
            ((char *)(uintptr_t)want.p)[i] = '\n';
    got = reply.status / 100 == 3 ? http_call_head(&reply, "Location")
                                  : arena_copy(mem, http_call_body(&reply, mem));
    good = str_is(arena_printf(mem, "%d", reply.status), status) &&
           (reply.status / 100 == 3 ? str_is(got, want) : str_has(got, want));
    if (!good)
        print_error("got %d %.*s\n", reply.status, STR_ARG(got));
    http_reply_release(&reply);
    return good;
}

static void test_call__answers_by_the_table(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct str rest = test_file(mem, "call.cases");
    struct test_case c;
    int line = 0, bad = 0;

    (void)state;
    while (test_case_next(&rest, &line, &c))
        if (!answers(mem, c.field[0], c.field[1], c.field[2])) {
            print_error("line %d\n", c.line);
            bad++;
        }
    assert_int_equal(bad, 0);
    assert_true(line > 100);
}

static void test_call__makes_error_pages_with_a_reference(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct http_router bare = test_router;
    struct http_reply reply;
    struct str body;
    size_t at;

    (void)state;
    http_call(&test_router, NULL, &(struct http_call){.target = "/ghi"}, mem, &reply);
    assert_str(http_call_head(&reply, "Allow"), STR("POST"));
    body = http_call_body(&reply, mem);
    at = str_find(body, STR("<b>"), 0);
    assert_true(at != SIZE_MAX && str_is(str_cut(body, at + 11, at + 15), STR("</b>")));
    http_reply_release(&reply);
    bare.fail = NULL;
    http_call(&bare, NULL, &(struct http_call){.target = "/loi/system"}, mem, &reply);
    assert_int_equal(reply.status, 500); /* the machine's own words are for the log */
    assert_true(str_starts(http_call_body(&reply, mem), STR("Máy chủ gặp lỗi.\nMã tra cứu: ")));
    http_reply_release(&reply);
    http_call(&bare, NULL, &(struct http_call){.target = "/x", .cookie = "a=b; lang=en"}, mem,
              &reply);
    assert_true(str_starts(http_call_body(&reply, mem),
                           STR("There is no page at this address.\nReference: ")));
    http_reply_release(&reply);
    http_call(&test_router, NULL, &(struct http_call){.target = "/loi/busy"}, mem, &reply);
    assert_str(http_call_head(&reply, "Retry-After"), STR("5"));
    http_reply_release(&reply);
}

static void test_call__speaks_the_language_of_the_cookie(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct http_call in = {.target = "/viec/1?q=abcdef", .cookie = "lang=en"};
    struct http_reply reply;

    (void)state;
    http_call(&test_router, NULL, &in, mem, &reply);
    assert_true(str_has(http_call_body(&reply, mem), STR("longer than 5 characters.")));
    http_reply_release(&reply);
}

static void test_call__sets_cookies(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    static const struct {
        const char *cookie, *seen;
    } cases[] = {
        {NULL, "none"},         {"lang=vi", "vi"},
        {"a=b; lang=vi", "vi"}, {"a=b;lang=vi ; c", "vi"},
        {"xlang=e", "none"},    {"lang=a; lang=b", "a"},
        {"lang", "none"},       {"lang=", "none"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct http_call in = {.target = "/tieng", .cookie = cases[i].cookie};
        struct http_reply reply;

        http_call(&test_router, NULL, &in, mem, &reply);
        assert_str(http_call_body(&reply, mem), str_from(cases[i].seen));
        assert_str(http_call_head(&reply, "Set-Cookie"),
                   STR("lang=en; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax"));
        http_reply_release(&reply);
    }
}

static void test_call__sends_files_as_downloads(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct http_reply reply;

    (void)state;
    http_call(&test_router, NULL, &(struct http_call){.target = "/tai"}, mem, &reply);
    assert_int_equal(reply.status, 200);
    assert_str(http_call_body(&reply, mem), STR("<script>alert(1)</script>"));
    assert_str(http_call_head(&reply, "Content-Disposition"),
               STR("attachment; filename=\"K__ho_ch__s__1_.html\"; "
                   "filename*=UTF-8''K%E1%BA%BF%20ho%E1%BA%A1ch%20%22s%E1%BB%91%201%22.html"));
    http_reply_release(&reply);
}

static void test_call__knows_what_the_browser_has(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    static const struct {
        const char *has;
        int status;
    } cases[] = {
        {NULL, 200},
        {"\"ab13\"", 200},
        {"\"ab12\"", 304},
        {"\"x\", W/\"ab12\"", 304},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct http_call in = {.target = "/kieu.css", .if_none_match = cases[i].has};
        struct http_reply reply;

        http_call(&test_router, NULL, &in, mem, &reply);
        assert_int_equal(reply.status, cases[i].status);
        assert_true(reply.cached);
        assert_str(http_call_body(&reply, mem), reply.status == 200 ? STR("body{}") : STR(""));
        assert_str(http_call_head(&reply, "ETag"), STR("\"ab12\""));
        http_reply_release(&reply);
    }
}

/* Files are the caller's; the handler reads them. */
static void test_call__hands_files_over(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    FILE *f = tmpfile();
    struct http_file files[] = {{STR("t"), STR("a.docx"), fileno(f), 3}, {.fd = -1}};
    struct http_call in = {.method = HTTP_POST, .target = "/tep", .file = files};
    struct http_reply reply;

    (void)state;
    fputs("abc", f);
    rewind(f);
    http_call(&test_router, NULL, &in, mem, &reply);
    /* (97 * 31 + 98) * 31 + 99 = 96354 */
    assert_str(http_call_body(&reply, mem), STR("t: a.docx 3 96354\n"));
    http_reply_release(&reply);
    fclose(f);
}

static int no_handler(struct web_request *w)
{
    (void)w;
    return 0;
}

static void test_route__refuses_tables_that_are_wrong(void **state)
{
    static const struct {
        const char *one, *two;
        int wanted;
    } cases[] = {
        {"/", "/a", ERR_OK},         {"/a/:b", "/a/c", ERR_OK},
        {"/:a", "/:a/b", ERR_OK},    {"/a", "/a", ERR_SYSTEM},
        {"/:a", "/:b", ERR_SYSTEM},  {"/:a/x", "/:b/x", ERR_SYSTEM},
        {"a", "/b", ERR_SYSTEM},     {"/a/", "/b", ERR_SYSTEM},
        {"/a//b", "/b", ERR_SYSTEM}, {"/:", "/b", ERR_SYSTEM},
        {"", "/b", ERR_SYSTEM},      {"/1/2/3/4/5/6/7/8/9/0/1/2/3/4/5/6", "/b", ERR_SYSTEM},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct http_route list[] = {
            {.path = cases[i].one, .handler = no_handler},
            {.path = cases[i].two, .handler = no_handler},
            {.path = "/b", .handler = no_handler, .method = HTTP_POST},
        };
        struct http_router router = {.list = list, .n = COUNT(list)};
        struct err e = {0};

        if (http_route_check(&router, &e) != cases[i].wanted)
            fail_msg("\"%s\" beside \"%s\": %s", cases[i].one, cases[i].two, e.text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_call__answers_by_the_table),
        cmocka_unit_test(test_call__makes_error_pages_with_a_reference),
        cmocka_unit_test(test_call__speaks_the_language_of_the_cookie),
        cmocka_unit_test(test_call__sets_cookies),
        cmocka_unit_test(test_call__sends_files_as_downloads),
        cmocka_unit_test(test_call__knows_what_the_browser_has),
        cmocka_unit_test(test_call__hands_files_over),
        cmocka_unit_test(test_route__refuses_tables_that_are_wrong),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
