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
        all = arena_printf(mem, "%.*sbasis %.*s (%.*s)\n", STR_ARG(all), STR_ARG(b->words),
                           STR_ARG(b->number));
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

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_draft_head__cases)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
