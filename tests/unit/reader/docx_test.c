#include "office_case.h"

static void test_docx__shows_what_a_person_sees(void **state)
{
    (void)state;
    office_cases("docx.cases", office_docx);
}

static struct doc_tree *read_body(struct arena *mem, struct zip *z, struct str body)
{
    struct doc_tree *tree = NULL;
    struct err e = {0};

    if (reader_read(mem, office_file(z, office_docx, body), &reader_limits_default, &tree, &e))
        fail_msg("%s", e.text);
    return tree;
}

#define PAR(inside) "<w:p>" inside "</w:p>"
#define TEXT(text)  "<w:r><w:t>" text "</w:t></w:r>"
#define SEEN        "<w:r><w:lastRenderedPageBreak/></w:r>"
#define BREAK       "<w:r><w:br w:type=\"page\"/></w:r>"

/* Each page break counts once, whether it was seen, made or both. */
static void test_docx__counts_pages(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    static const struct {
        const char *body;
        const char *pages; /* of the blocks in order, a digit each */
    } cases[] = {
        {PAR(TEXT("a")) PAR(TEXT("b")), "00"}, /* nothing says where pages are */
        {PAR(TEXT("a")) PAR(SEEN TEXT("b")), "12"},
        {PAR(TEXT("a") SEEN TEXT("a")) PAR(TEXT("b")), "12"},
        {PAR(TEXT("a") BREAK) PAR(SEEN TEXT("b")), "12"},
        {PAR(TEXT("a")) PAR(BREAK) PAR(SEEN TEXT("b")) PAR(SEEN TEXT("c")), "123"},
        {PAR(TEXT("a")) PAR(BREAK BREAK TEXT("b")), "13"},
        {PAR(TEXT("a")) PAR("<w:pPr><w:pageBreakBefore/></w:pPr>" SEEN TEXT("b")), "12"},
        {PAR("<w:pPr><w:sectPr/></w:pPr>" TEXT("a")) PAR(SEEN TEXT("b")), "12"},
        {PAR("<w:pPr><w:sectPr><w:type w:val=\"continuous\"/></w:sectPr></w:pPr>" TEXT("a"))
             PAR(TEXT("b")) PAR(SEEN TEXT("c")),
         "112"},
        {PAR("<w:del>" BREAK "</w:del>" TEXT("a")) PAR(SEEN TEXT("b")), "12"},
        /* a row that breaks in two cells goes on one page further */
        {PAR(TEXT("a")) "<w:tbl><w:tr><w:tc>" PAR(TEXT("x") SEEN TEXT("y")) "</w:tc><w:tc>" PAR(
             TEXT("x")) PAR(SEEN TEXT("y")) "</w:tc></w:tr></w:tbl>" PAR(TEXT("b")),
         "112"},
        {PAR(TEXT("a")) "<w:tbl><w:tr><w:tc>" PAR(SEEN TEXT("x")) "</w:tc><w:tc>" PAR(
             TEXT("x")) "</w:tc></w:tr></w:tbl>" PAR(TEXT("b")),
         "122"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        char pages[8] = "";
        struct zip z;
        size_t n = 0;

        DOC_EACH_BLOCK (b, read_body(mem, &z, str_from(cases[i].body))->first) {
            assert_true(n < sizeof(pages) - 1);
            pages[n++] = (char)('0' + b->pos.page);
        }
        if (strcmp(pages, cases[i].pages) != 0)
            fail_msg("case %zu: pages %s, want %s", i, pages, cases[i].pages);
        zip_release(&z);
    }
}

static void test_docx__tells_indents(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    const struct doc_block *b;
    struct zip z;

    (void)state;
    b = read_body(mem, &z,
                  STR(PAR("<w:pPr><w:ind w:left=\"720\" w:hanging=\"360\"/></w:pPr>" TEXT("a"))
                          PAR("<w:pPr><w:ind w:firstLine=\"400\"/></w:pPr>" TEXT("b"))
                              PAR("<w:pPr><w:ind w:left=\"-999999999999\"/></w:pPr>" TEXT("c"))
                                  PAR(TEXT("d"))))
            ->first;
    assert_int_equal(b->indent, 9); /* 360 twips are 18 points */
    assert_int_equal(b->next->indent, 10);
    assert_int_equal(b->next->next->indent, 0);
    assert_int_equal(b->next->next->next->indent, 0);
    zip_release(&z);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_docx__shows_what_a_person_sees),
        cmocka_unit_test(test_docx__counts_pages),
        cmocka_unit_test(test_docx__tells_indents),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
