/* The head of a document, and what is no plan: head.cases. */

#include "draft/draft_priv.h"
#include "draft_test.h"

/* Blocks "== title", document, "--", then issuer; number; date; type; abstract; each basis. */
static struct str show(struct arena *mem, const struct draft_head *h)
{
    char day[11] = "";
    struct str all;

    if (h->has_date)
        day_iso(h->date, day);
    all = arena_printf(mem, "issuer %.*s\nnumber %.*s\ndate %.*s = %s\ntype %.*s\nabout %.*s\n",
                       STR_ARG(h->issuer), STR_ARG(h->number), STR_ARG(h->date_text), day,
                       STR_ARG(h->type), STR_ARG(h->abstract));
    for (const struct draft_basis *b = h->basis; b; b = b->next)
        all = arena_printf(mem, "%.*sbasis %.*s (%.*s)%s%s\n", STR_ARG(all), STR_ARG(b->words),
                           STR_ARG(b->number), b->has_date ? " " : "",
                           b->has_date ? day_iso(b->date, day) : "");
    return all;
}

static struct draft_head read_head(struct arena *mem, struct str text)
{
    static const struct draft_rules rules;
    struct doc_tree *tree = draft_test_tree(mem, text);
    struct draft *draft = ARENA_NEW(mem, struct draft);
    struct draft__reading r = {
        .mem = mem, .tree = tree, .rules = &rules, .draft = draft, .end = &draft->rows};

    draft__block_prepare(&r);
    draft__head_read(&r);
    return draft->head;
}

static void test_draft_head__cases(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct str rest = test_file(mem, "head.cases");
    size_t at = str_find(rest, STR("== "), 0), bad = 0, count = 0;

    (void)state;
    for (; at != SIZE_MAX; count++) {
        size_t next = str_find(rest, STR("\n== "), at), line = str_find(rest, STR("\n"), at);
        struct str block = str_cut(rest, line + 1, next == SIZE_MAX ? rest.n : next + 1);
        size_t split = str_find(block, STR("--\n"), 0);
        struct draft_head head;
        struct str want, got;

        assert_true(split != SIZE_MAX);
        want = str_trim(str_rest(block, split + 3));
        head = read_head(mem, str_cut(block, 0, split));
        got = str_trim(show(mem, &head));
        if (!str_is(got, want)) {
            print_error("%.*s\n want\n%.*s\n got\n%.*s\n", STR_ARG(str_cut(rest, at + 3, line)),
                        STR_ARG(want), STR_ARG(got));
            bad++;
        }
        at = next == SIZE_MAX ? SIZE_MAX : next + 1;
    }
    assert_true(count > 5);
    assert_int_equal(bad, 0);
}

/* The day of issue counts; a blank day still tells the year; a plan for the next year counts from
 * that year. */
static void test_draft_head_rules__year(void **state)
{
    static const struct {
        int year, month, day; /* of issue; 0 = not read */
        const char *date_text, *abstract, *issued;
    } cases[] = {
        {2026, 1, 20, "ngày 20 tháng 01 năm 2026", "Cải cách hành chính năm 2026", "2026-01-20"},
        {2025, 12, 29, "ngày 29 tháng 12 năm 2025", "Cải cách hành chính năm 2026", "2026-01-01"},
        {2025, 12, 29, "ngày 29 tháng 12 năm 2025", "Chuyển đổi số đến năm 2026", "2025-12-29"},
        {0, 0, 0, "ngày tháng 3 năm 2025", "Phát triển hạ tầng số", "2025-03-01"},
        {0, 0, 0, "", "Cải cách hành chính năm 2026", "2026-01-01"},
        {0, 0, 0, "", "Phát triển hạ tầng số", ""},
    };
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct draft_head head = {.date_text = str_from(cases[i].date_text),
                                  .abstract = str_from(cases[i].abstract)};
        struct schedule_rules rules = schedule_rules_default;
        char iso[11] = "";

        head.has_date = cases[i].year &&
                        day_from_ymd(cases[i].year, cases[i].month, cases[i].day, &head.date);
        draft_head_rules(mem, &head, &rules);
        if (rules.issued.n != INT32_MIN)
            day_iso(rules.issued, iso);
        assert_string_equal(iso, cases[i].issued);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_draft_head__cases),
                                       cmocka_unit_test(test_draft_head_rules__year)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
