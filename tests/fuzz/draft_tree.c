/* Foreign text → tree → draft: nothing that a document says may stop or slow the understanding. */

#include "draft/draft.h"
#include "fuzz.h"
#include "reader/reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct draft_rules rules = {plan_org_list_builtin(), schedule_rules_default};
    struct str bytes = {(const char *)data, size};
    struct doc_tree *tree;
    struct draft *draft;
    struct err e = {0};

    if ((size % 2 ? reader_text_read : reader_markdown_read)(mem, bytes, &reader_limits_default,
                                                             &tree, &e) == ERR_OK)
        (void)!draft_tree_read(mem, tree, &rules, &draft, &e);
    return 0;
}
