#include "document.h"

static void test_draft_prose__reads_the_documents(void **state)
{
    (void)state;
    document_check("prose.docs");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_draft_prose__reads_the_documents)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
