/* The base opened, its clock, and the bodies in it. */

#include <sys/stat.h>

#include "app/org.h"
#include "app/search.h"
#include "register.h"

static const struct app_page first_page = {0};

/* The id of the body of this name, through the search of the list. */
static int64_t org_named(struct fixture *f, struct str name)
{
    const struct app_org_filter filter = {.words = name};
    const struct app_page page = {.limit = 200};
    struct app_org_lines lines;

    assert_ok(app_org_list(f->a, app_who_web, &filter, page, f->mem, &lines, &f->e));
    for (size_t i = 0; i < lines.n; i++)
        if (str_is(lines.at[i].name, name))
            return lines.at[i].id;
    fail_msg("no body \"%.*s\"", STR_ARG(name));
    return 0;
}

static struct app_org_one view(struct fixture *f, int64_t org)
{
    struct app_org_one one;

    assert_ok(app_org_view(f->a, app_who_web, org, f->mem, &one, &f->e));
    return one;
}

static size_t count_orgs(struct fixture *f)
{
    const struct app_org_filter all = {0};
    struct app_org_lines lines;

    assert_ok(app_org_list(f->a, app_who_web, &all, first_page, f->mem, &lines, &f->e));
    assert_int_equal(lines.n, 25);
    return lines.total;
}

static void test_app_open__folder_and_bodies_that_ship(void **state)
{
    struct fixture *f = *state;
    struct stat st;
    size_t shipped;
    uint64_t version;

    assert_int_equal(stat(f->folder, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0700);
    plan_org_list_bodies(plan_org_list_builtin(), &shipped);
    assert_int_equal(count_orgs(f), shipped);
    version = app_version(f->a);
    fixture_reopen(f); /* writes nothing */
    assert_int_equal(count_orgs(f), shipped);
    assert_int_equal(app_version(f->a), version);
}

static void test_app_open__successor_and_aliases(void **state)
{
    struct fixture *f = *state;
    struct app_org_one old = view(f, org_named(f, STR("Sở Thông tin và Truyền thông")));
    struct app_org_one heir = view(f, org_named(f, STR("Sở Khoa học và Công nghệ")));
    struct app_org_one people = view(f, org_named(f, STR("UBND tỉnh")));

    assert_true(old.line.ended);
    assert_int_equal(old.successors.n, 1);
    assert_str(old.successors.at[0].name, STR("Sở Khoa học và Công nghệ"));
    assert_false(heir.line.ended);
    assert_int_equal(heir.predecessors.n, 1);
    assert_int_equal(people.alias_count, 2); /* as data/orgs/bodies.csv has them */
    assert_str(people.aliases[0].words, STR("UBND thành phố"));
    assert_str(people.aliases[0].source, STR("list"));
    assert_int_equal(people.name_count, 1);
}

/* A body of this name that somebody added before it shipped is that body. */
static void test_app_open__list_that_changed(void **state)
{
    struct fixture *f = *state;
    CLEANUP(store_txn_end) struct store_txn t = {0};
    struct store_sql_setting_put older = {STR("org_list"), STR("older")};
    int64_t org = org_named(f, STR("Sở Nội vụ"));
    struct store_sql_org_listed_set other = {org, STR("Sở Mây"), STR("group")};
    struct app_org_one one;
    size_t before = count_orgs(f);

    assert_ok(store_txn_write(f->a->store, &t, &f->e));
    assert_ok(store_setting_put(&t, &older, &f->e));
    assert_ok(store_org_listed_set(&t, &other, &f->e));
    assert_ok(store_txn_commit(&t, &f->e));
    fixture_reopen(f);
    one = view(f, org);
    assert_str(one.line.type, STR("group")); /* listed under another name: not that body */
    assert_int_equal(count_orgs(f), before + 1);
}

static void test_app_clock_set__only_in_a_test_base(void **state)
{
    struct fixture *f = *state;
    struct fixture plain = {0};
    struct day day;
    /* 2026-03-31 17:00 UTC is 2026-04-01 in Viet Nam */
    const int64_t now = INT64_C(1774976400) * 1000000;

    assert_ok(app_clock_set(f->a, now - 1, &f->e));
    assert_true(day_from_ymd(2026, 3, 31, &day));
    assert_int_equal(app_today(f->a).n, day.n);
    assert_ok(app_clock_set(f->a, now, &f->e));
    assert_int_equal(app_today(f->a).n, day.n + 1);
    fixture_reopen(f);
    assert_int_equal(app_now(f->a), now);

    strcpy(plain.folder, "/tmp/namro-register-XXXXXX");
    assert_non_null(mkdtemp(plain.folder));
    assert_ok(app_open(plain.folder, NULL, &plain.a, &f->e));
    assert_int_equal(app_clock_set(plain.a, now, &f->e), ERR_DENIED);
    app_close(plain.a);
    nftw(plain.folder, fixture_remove, 16, FTW_DEPTH | FTW_PHYS);
}

static void test_app_org_list__vietnamese_order_and_filters(void **state)
{
    static const struct str want[] = {STR("Ban Dân tộc"), STR("Ban Dân tộc HĐND tỉnh")};
    struct fixture *f = *state;
    const struct app_org_filter filter = {.words = STR("BAN DÂN TỘC"), .type = STR("state")};
    const struct app_org_filter none = {.words = STR("100%"), .with_work = true};
    const struct app_org_filter working = {.with_work = true};
    struct app_org_lines lines;

    assert_ok(app_org_list(f->a, app_who_web, &filter, first_page, f->mem, &lines, &f->e));
    assert_true(lines.n >= COUNT(want));
    for (size_t i = 0; i < COUNT(want); i++)
        assert_str(lines.at[i].name, want[i]);
    for (size_t i = 0; i < lines.n; i++)
        assert_str(lines.at[i].type, STR("state"));
    assert_ok(app_org_list(f->a, app_who_web, &none, first_page, f->mem, &lines, &f->e));
    assert_int_equal(lines.n + lines.total, 0);
    assert_ok(app_org_list(f->a, app_who_web, &working, first_page, f->mem, &lines, &f->e));
    assert_int_equal(lines.total, 0); /* nobody has anything to do yet */
}

static void test_app_org_add__and_read_by(void **state)
{
    struct fixture *f = *state;
    const struct plan_org_list *list;
    struct plan_org_name *names;
    struct app_orgs orgs;
    struct app_hits hits;
    int64_t org, other;

    assert_ok(app_org_add(f->a, app_who_web, STR("  Trung tâm  Gió Tân Giang "), STR("state"), &org,
                          &f->e));
    assert_str(view(f, org).line.name, STR("Trung tâm Gió Tân Giang"));
    assert_int_equal(
        app_org_add(f->a, app_who_web, STR("Trung tâm Gió Tân Giang"), STR("state"), &other, &f->e),
        ERR_CONFLICT);
    assert_int_equal(app_org_add(f->a, app_who_web, STR(" - "), STR("cloud"), &other, &f->e),
                     ERR_USAGE);
    assert_non_null(list = app_org_list_take(f->a, &f->e));
    assert_int_equal(plan_org_read(f->mem, list, STR("Trung tâm Gió Tân Giang"), &names), 1);
    assert_int_equal(names[0].best[0].certainty, 100);
    assert_int_equal(names[0].best[0].org->id, org);
    app_org_list_give(f->a, list);
    assert_ok(app_org_suggest(f->a, app_who_web, STR("trung tam gio"), f->mem, &orgs, &f->e));
    assert_int_equal(orgs.at[0].id, org);
    assert_ok(app_search(f->a, app_who_web, STR("gio tan giang"), STR("org"), first_page, f->mem,
                         &hits, &f->e));
    assert_int_equal(hits.n, 1);
    assert_int_equal(hits.at[0].ref, org);
}

static void test_app_org_alias__given_taken_back_given_again(void **state)
{
    struct fixture *f = *state;
    int64_t org = org_named(f, STR("Sở Nội vụ")), other = org_named(f, STR("Sở Y tế"));
    const struct plan_org_list *old, *list;
    struct plan_org_name *names;
    struct app_org_one one;
    struct app_hits hits;
    int64_t alias;

    assert_non_null(old = app_org_list_take(f->a, &f->e));
    assert_ok(app_org_alias_add(f->a, app_who_web, org, STR("Nhà Mây Trắng"), &f->e));
    one = view(f, org);
    alias = one.aliases[one.alias_count - 1].id;
    assert_str(one.aliases[one.alias_count - 1].source, STR("person"));
    assert_int_equal(app_org_alias_add(f->a, app_who_web, other, STR("nhà mây trắng"), &f->e),
                     ERR_CONFLICT);
    assert_int_equal(app_org_alias_add(f->a, app_who_web, org, STR("Nhà Mây Trắng"), &f->e),
                     ERR_CONFLICT);
    assert_int_equal(app_org_alias_add(f->a, app_who_web, 999999, STR("Nhà Sao"), &f->e),
                     ERR_NOT_FOUND);
    assert_non_null(list = app_org_list_take(f->a, &f->e));
    assert_ptr_not_equal(list, old); /* who reads with the old one may go on */
    plan_org_read(f->mem, list, STR("Nhà Mây Trắng"), &names);
    assert_int_equal(names[0].best[0].org->id, org);
    plan_org_read(f->mem, old, STR("Nhà Mây Trắng"), &names);
    assert_null(names[0].best[0].org);
    app_org_list_give(f->a, old);
    app_org_list_give(f->a, list);
    assert_ok(
        app_search(f->a, app_who_web, STR("may trang"), STR(""), first_page, f->mem, &hits, &f->e));
    assert_int_equal(hits.n, 1);

    assert_int_equal(app_org_alias_end(f->a, app_who_web, other, alias, &f->e), ERR_NOT_FOUND);
    assert_ok(app_org_alias_end(f->a, app_who_web, org, alias, &f->e));
    assert_ok(app_org_alias_end(f->a, app_who_web, org, alias, &f->e)); /* nothing more to do */
    one = view(f, org);
    assert_true(one.aliases[one.alias_count - 1].ended);
    assert_ok(
        app_search(f->a, app_who_web, STR("may trang"), STR(""), first_page, f->mem, &hits, &f->e));
    assert_int_equal(hits.n, 0);
    assert_ok(app_org_alias_add(f->a, app_who_web, other, STR("Nhà Mây Trắng"), &f->e));
    assert_int_equal(app_org_alias_renew(f->a, app_who_web, org, alias, &f->e), ERR_CONFLICT);
    one = view(f, other);
    assert_ok(
        app_org_alias_end(f->a, app_who_web, other, one.aliases[one.alias_count - 1].id, &f->e));
    assert_ok(app_org_alias_renew(f->a, app_who_web, org, alias, &f->e));
    one = view(f, org);
    assert_false(one.aliases[one.alias_count - 1].ended);
}

/* What a person types → the body offered first. */
static void test_app_org_suggest__likeliest_first(void **state)
{
    static const struct {
        struct str typed, want;
    } cases[] = {
        {STR("so noi vu"), STR("Sở Nội vụ")},
        {STR("Sở KHCN"), STR("Sở Khoa học và Công nghệ")},
        {STR("noi v"), STR("Sở Nội vụ")},
        {STR("nghe khoa hoc so"), STR("Sở Khoa học và Công nghệ")},
        {STR("sở nôi vu"), STR("Sở Nội vụ")},
        {STR("so cong thuomg"), STR("Sở Công Thương")},
        {STR("ubnd thanh pho"), STR("UBND tỉnh")},
    };
    struct fixture *f = *state;
    struct app_orgs orgs;

    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_ok(app_org_suggest(f->a, app_who_web, cases[i].typed, f->mem, &orgs, &f->e));
        if (orgs.n == 0)
            fail_msg("\"%.*s\": nothing", STR_ARG(cases[i].typed));
        assert_str(orgs.at[0].name, cases[i].want);
        assert_true(orgs.n <= 10);
    }
    assert_ok(app_org_suggest(f->a, app_who_web, STR(" "), f->mem, &orgs, &f->e));
    assert_int_equal(orgs.n, 0);
    assert_ok(app_org_suggest(f->a, app_who_web, STR("zzzzqqqq"), f->mem, &orgs, &f->e));
    assert_int_equal(orgs.n, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        REGISTER_TEST(test_app_open__folder_and_bodies_that_ship),
        REGISTER_TEST(test_app_open__successor_and_aliases),
        REGISTER_TEST(test_app_open__list_that_changed),
        REGISTER_TEST(test_app_clock_set__only_in_a_test_base),
        REGISTER_TEST(test_app_org_list__vietnamese_order_and_filters),
        REGISTER_TEST(test_app_org_add__and_read_by),
        REGISTER_TEST(test_app_org_alias__given_taken_back_given_again),
        REGISTER_TEST(test_app_org_suggest__likeliest_first),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
