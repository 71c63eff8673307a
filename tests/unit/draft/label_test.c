#include "../test.h"
#include "draft/draft_priv.h"

/* Each label of the line as "lead=Sở Nội vụ", joined by " | ". */
static struct str labels(struct arena *mem, struct str text)
{
    static const char *const name[] = {"none",        "lead", "with",   "time",
                                       "deliverable", "task", "person", "aside"};
    struct draft__line l = {0};
    struct draft__label_at *at;
    struct str all = STR("none");
    size_t n;

    l.text = str_rest(text, draft__marker_read(text, &l));
    text_fold(mem, l.text, &l.folded);
    n = draft__label_split(mem, &l, &at);
    for (size_t i = 0; i < n; i++) {
        struct str value = text_fold_source(&l.folded, l.text, at[i].value, at[i].to);

        all = arena_printf(mem, "%.*s%s%s=%.*s", i ? (int)all.n : 0, all.p, i ? " | " : "",
                           name[at[i].label], STR_ARG(value));
    }
    return all;
}

static void test_draft_label__tells_labels_by_their_words(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct str rest = test_file(mem, "label.cases");
    struct test_case c;
    int line = 0;

    (void)state;
    while (test_case_next(&rest, &line, &c)) {
        struct str got = labels(mem, c.field[0]);

        if (!str_is(got, c.field[1]))
            fail_msg("label.cases:%d: got \"%.*s\"", line, STR_ARG(got));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_draft_label__tells_labels_by_their_words)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
