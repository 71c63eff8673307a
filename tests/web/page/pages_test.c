/* Pages and acts by a table: pages.cases, which says what each must show. What must hold of every
 * page is looked at in each of them. */

#include "../../register/build.h"
#include "../fixture.h"
#include "app/org.h"
#include "base/memfd.h"

static const char *const codes[] = {"empty", "draft", "sample", "wild"};

/* What somebody may write into a document. `wild` has it in everything that is shown. */
#define WILD "<script>alert('1')</script>\"><img src=x onerror=y>&amp;"

static int open_test_base(void **state)
{
    struct fixture *f;

    setenv("NAMRO_TEST_BASE", "1", 1);
    fixture_open(state);
    unsetenv("NAMRO_TEST_BASE");
    f = *state;
    /* 01/06/2026 12:00 in Viet Nam */
    return app_clock_set(f->app, INT64_C(1780290000) * 1000000, &f->e);
}

/* ---- a register of 60 tasks, 30 targets and 31 documents, wild words everywhere ---- */

#define MUST(call)                                                                                 \
    do {                                                                                           \
        if (call)                                                                                  \
            fail_msg("%s: %s", #call, f->e.text);                                                  \
    } while (0)

static struct str nth(struct fixture *f, const char *format, int n)
{
    return arena_printf(f->mem, "%s %d " WILD, format, n);
}

static void add_documents(struct fixture *f, struct build *b, int64_t *first)
{
    int64_t other;

    for (int i = 0; i <= 30; i++) {
        struct build_document d = {.number = i ? arena_printf(f->mem, "%d/NQ " WILD, i)
                                               : STR("26/KH-UBND"),
                                   .type = STR("Kế hoạch " WILD),
                                   .issuer = STR("Nơi " WILD),
                                   .abstract = nth(f, "Trích yếu", i)};

        assert_true(day_from_ymd(2026, 1, 15, &d.issued));
        if (i == 0) {
            d.file = STR("tệp " WILD);
            d.hash = STR("00000000000000000000000000000000000000000000000000000000000000aa");
        }
        MUST(build_document(b, &d, i ? &other : first, &f->e));
        if (i)
            MUST(build_link(b, *first, other, STR("based_on"), STR("Căn cứ " WILD), &f->e));
    }
    MUST(build_passage(b, *first, 1, STR("row"), STR("Đoạn " WILD), &f->e));
}

/* Task 60 is due first, 24/01/2027, and task 1 last, 28/12/2027. */
static void add_rows(struct fixture *f, struct build *b, int64_t plan, int64_t group, int64_t org)
{
    const struct build_body bodies[] = {{org, STR("Chữ " WILD), "lead"},
                                        {0, STR("Đội " WILD), "coordinating"}};
    int64_t id;

    for (int i = 0; i < 90; i++) {
        bool task = i < 60;
        struct build_row row = {
            .plan = plan,
            .group = group,
            .no = arena_printf(f->mem, "%d", task ? i + 1 : i - 59),
            .name = nth(f, task ? "Việc" : "Số", task ? i + 1 : i - 59),
            .deadline = task ? arena_printf(f->mem, "%d/%d/2027", 28 - i % 5, 12 - i / 5)
                             : STR("Năm 2027"),
            .deliverables = STR("Sản phẩm " WILD),
            .unit = STR("đơn vị " WILD),
            .target = STR("mục tiêu " WILD),
            .heading = STR("Nhóm " WILD),
            .passage = 1,
            .bodies = bodies,
            .body_count = 2};

        assert_true(day_from_ymd(2026, 1, 15, &row.issued));
        MUST(task ? build_task(b, &row, &id, &f->e) : build_target(b, &row, &id, &f->e));
    }
}

static void fill_wild(struct fixture *f)
{
    struct build b;
    int64_t org, document, plan, group;

    MUST(app_org_add(f->app, app_who_cli, STR("Sở Thử " WILD), STR("state"), &org, &f->e));
    MUST(app_org_alias_add(f->app, app_who_cli, org, STR("Tên khác " WILD), &f->e));
    MUST(build_begin(&b, f->app, f->mem, &f->e));
    add_documents(f, &b, &document);
    MUST(build_plan(&b, document, STR("Kế hoạch " WILD), &plan, &f->e));
    MUST(build_group(&b, plan, 0, STR("I"), STR("Nhóm " WILD), &group, &f->e));
    add_rows(f, &b, plan, group, org);
    MUST(build_commit(&b, &f->e));
}

static void fill_sample(struct fixture *f)
{
    fixture_import(f, "data/sample/ke-hoach-25.docx");
    fixture_post(f, "/nhap/1/xac-nhan",
                 (const struct http_pair[]){{STR("thay-doi"), STR("0")}, {STR_NONE, STR_NONE}});
    assert_to(f, "/ke-hoach/1?xong=xac-nhan");
}

/* ---- the table ---- */

static int64_t org_named(struct fixture *f, struct str name)
{
    struct app_orgs orgs;

    MUST(app_org_suggest(f->app, app_who_web, name, f->mem, &orgs, &f->e));
    for (size_t i = 0; i < orgs.n; i++)
        if (str_starts(orgs.at[i].name, name))
            return orgs.at[i].id;
    fail_msg("no body \"%.*s\"", STR_ARG(name));
    return 0;
}

/* The form of the last page whose address ends so. */
static struct str action(struct fixture *f, struct str end)
{
    static const struct str begin = STR("action=\"");
    size_t at = 0;

    while ((at = str_find(f->page, begin, at)) != SIZE_MAX) {
        struct str rest = str_rest(f->page, at += begin.n);
        struct str address = str_cut(rest, 0, str_find(rest, STR("\""), 0));

        if (str_ends(address, end))
            return address;
    }
    fail_msg("no form for %.*s", STR_ARG(end));
    return STR_NONE;
}

/* What the forms of the last page send as `edit`: the version of the row. */
static struct str edit(struct fixture *f)
{
    static const struct str begin = STR("name=\"edit\" value=\"");
    struct str rest = str_rest(f->page, str_find(f->page, begin, 0) + begin.n);

    return str_cut(rest, 0, str_find(rest, STR("\""), 0));
}

/* The placeholders of pages.cases. */
static struct str fill_in(struct fixture *f, struct str s)
{
    CLEANUP(buf_release) struct buf b;
    struct str piece, name;

    buf_init(&b, 1 << 16);
    while (s.n) {
        size_t at = str_find(s, STR("{"), 0), end = str_find(s, STR("}"), 0);

        piece = at == SIZE_MAX ? s : str_cut(s, 0, at);
        buf_add(&b, piece);
        if (at == SIZE_MAX)
            break;
        name = str_cut(s, at + 1, end);
        s = str_rest(s, end + 1);
        if (name.n > 1 && name.p[0] == '=')
            buf_add(&b, action(f, str_rest(name, 1)));
        else if (str_is(name, STR("#edit")))
            buf_add(&b, edit(f));
        else if (name.n > 2 && name.p[1] == '*')
            for (long n = strtol(name.p + 2, NULL, 10); n; n--)
                buf_char(&b, name.p[0]);
        else
            buf_printf(&b, "%lld", (long long)org_named(f, name));
    }
    return arena_copy(f->mem, buf_str(&b));
}

/* GET, or POST with fields behind the first blank: "/co-quan/7/ten-goi ten=Công an&x=y". */
static void ask(struct fixture *f, struct str what)
{
    struct http_call call = {0};
    struct http_pair fields[8] = {0};
    struct str one;
    size_t at, n = 0;

    if (str_starts(what, STR("en "))) {
        call.cookie = "lang=en";
        what = str_rest(what, 3);
    }
    if (str_starts(what, STR("POST "))) {
        call.method = HTTP_POST;
        what = str_rest(what, 5);
        at = str_find(what, STR(" "), 0);
        for (struct str rest = at == SIZE_MAX ? STR_NONE : str_rest(what, at + 1);
             str_next(&rest, '&', &one); n++) {
            size_t eq = str_find(one, STR("="), 0);

            fields[n] = (struct http_pair){str_cut(one, 0, eq), str_rest(one, eq + 1)};
        }
        what = at == SIZE_MAX ? what : str_cut(what, 0, at);
        call.body = fields;
    }
    call.target = arena_copy(f->mem, what).p;
    fixture_ask(f, &call);
}

/* Are there letters that only Vietnamese has, but for the name and the switch of language? */
static bool has_vietnamese(struct str page)
{
    static const struct str known[] = {STR("Năm Rõ"), STR("Tiếng Việt")};

    for (size_t i = 0; i + 1 < page.n; i++) {
        unsigned char a = (unsigned char)page.p[i], b = (unsigned char)page.p[i + 1];

        for (size_t k = 0; k < COUNT(known); k++)
            if (str_starts(str_rest(page, i), known[k])) {
                i += known[k].n;
                a = 0;
            }
        if ((a == 0xE1 && (b == 0xBA || b == 0xBB)) || (a == 0xC4 && (b == 0x83 || b == 0x91)) ||
            (a == 0xC6 && (b == 0xA1 || b == 0xB0)) || (a == 0xC3 && b >= 0xA0))
            return true;
    }
    return false;
}

/* What is wrong with any page; NULL: nothing. */
static const char *common(struct fixture *f, bool english_only)
{
    static const char *const never[] = {"<script>", "<img",          "%s",       "%d",
                                        "(null)",   "&amp;amp;amp;", "&amp;lt;", "javascript:"};
    size_t h1;

    if (!str_has(f->type, STR("text/html")))
        return NULL;
    if (english_only && has_vietnamese(f->page))
        return "Vietnamese for a reader of English";
    for (size_t i = 0; i < COUNT(never); i++)
        if (str_has(f->page, str_from(never[i])))
            return never[i];
    h1 = str_find(f->page, STR("<h1"), 0);
    if (str_has(f->page, STR("<html")) &&
        (h1 == SIZE_MAX || str_find(f->page, STR("<h1"), h1 + 1) != SIZE_MAX))
        return "not one <h1>";
    return NULL;
}

/* Are all of the words (with " | " between them) there, or none of them? The first that is not as
 * it should. */
static struct str misplaced(struct fixture *f, struct str list, bool there)
{
    struct str all = arena_printf(f->mem, "%.*s\n%.*s\n%.*s\n%.*s", STR_ARG(f->type),
                                  STR_ARG(f->disposition), STR_ARG(f->cookie), STR_ARG(f->page));

    while (list.n) {
        size_t at = str_find(list, STR(" | "), 0);
        struct str one = at == SIZE_MAX ? list : str_cut(list, 0, at);

        if (str_has(all, one) != there)
            return one;
        list = at == SIZE_MAX ? STR_NONE : str_rest(list, at + 3);
    }
    return STR_NONE;
}

static bool run_case(struct fixture *f, const struct test_case *c)
{
    struct str want = fill_in(f, c->field[2]), there = fill_in(f, c->field[3]),
               absent = fill_in(f, c->field[4]), got, wrong;
    const char *always;

    ask(f, fill_in(f, c->field[1]));
    got = f->to.n ? arena_printf(f->mem, "%d %.*s", f->status, STR_ARG(f->to))
                  : arena_printf(f->mem, "%d", f->status);
    if (!str_is(got, want)) {
        print_error("pages.cases:%d: %.*s, not %.*s\n", c->line, STR_ARG(got), STR_ARG(want));
    } else if ((wrong = misplaced(f, there, true)).n) {
        print_error("pages.cases:%d: there is no \"%.*s\"\n", c->line, STR_ARG(wrong));
    } else if ((wrong = misplaced(f, absent, false)).n) {
        print_error("pages.cases:%d: there is \"%.*s\"\n", c->line, STR_ARG(wrong));
    } else if ((always = common(f, str_starts(c->field[1], STR("en ")) &&
                                       str_is(c->field[0], STR("empty"))))) {
        print_error("pages.cases:%d: in any page: %s\n", c->line, always);
    } else {
        return true;
    }
    if (getenv("PAGES_SHOW"))
        fprintf(stderr, "%.*s\n", STR_ARG(f->page));
    return false;
}

static void run(struct fixture *f, const char *state)
{
    struct str rest = test_file(f->mem, SOURCE "/tests/web/page/pages.cases");
    struct test_case c;
    int line = 0, bad = 0, n = 0;

    while (test_case_next(&rest, &line, &c)) {
        bool known = false;

        for (size_t i = 0; i < COUNT(codes); i++)
            known |= str_is(c.field[0], str_from(codes[i]));
        if (!known || c.count < 4)
            fail_msg("pages.cases:%d: what is this?", c.line);
        if (!str_is(c.field[0], str_from(state)))
            continue;
        n++;
        bad += !run_case(f, &c);
    }
    if (bad || !n)
        fail_msg("%d of %d cases", bad, n);
}

static void test_pages__of_an_empty_register(void **state)
{
    run(*state, "empty");
}

static void test_pages__of_a_draft(void **state)
{
    fixture_import(*state, "data/sample/ke-hoach-25.docx");
    run(*state, "draft");
}

static void test_pages__of_the_sample(void **state)
{
    fill_sample(*state);
    run(*state, "sample");
}

static void test_pages__of_many_wild_words(void **state)
{
    fill_wild(*state);
    run(*state, "wild");
}

/* Each file of the look that a page names is there, says what it is, and is sent once. */
static void test_assets__are_those_that_pages_name(void **state)
{
    struct fixture *f = *state;
    struct str page, address, type;
    size_t at = 0, n = 0;

    fixture_get(f, "/");
    page = f->page;
    while ((at = str_find(page, STR("\"/tai/"), at)) != SIZE_MAX) {
        struct http_call call = {0};

        address = str_rest(page, ++at);
        address = arena_copy(f->mem, str_cut(address, 0, str_find(address, STR("\""), 0)));
        type = str_ends(address, STR(".css"))  ? STR("text/css; charset=utf-8")
               : str_ends(address, STR(".js")) ? STR("text/javascript; charset=utf-8")
                                               : STR("image/svg+xml");
        fixture_get(f, address.p);
        assert_int_equal(f->status, 200);
        assert_str(f->type, type);
        assert_true(f->page.n > 100 && f->etag.n > 2);
        call = (struct http_call){.target = address.p, .if_none_match = f->etag.p};
        fixture_ask(f, &call);
        assert_int_equal(f->status, 304);
        assert_int_equal(f->page.n, 0);
        n++;
    }
    assert_int_equal(n, 3);
}

#define TABLE_TEST(name) cmocka_unit_test_setup_teardown(name, open_test_base, fixture_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TABLE_TEST(test_pages__of_an_empty_register),
        TABLE_TEST(test_pages__of_a_draft),
        TABLE_TEST(test_pages__of_the_sample),
        TABLE_TEST(test_pages__of_many_wild_words),
        TABLE_TEST(test_assets__are_those_that_pages_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
