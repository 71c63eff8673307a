#include "fuzz.h"
#include "reader/reader.h"
#include "tree_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct str bytes = {(const char *)data, size};
    struct doc_tree *tree;
    struct err e = {0};

    if (reader_text_read(mem, bytes, &reader_limits_default, &tree, &e) == ERR_OK)
        tree_check(tree->first, 0);
    return 0;
}
