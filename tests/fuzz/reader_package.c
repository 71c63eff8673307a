/* Bytes are a whole zip; most of the work goes into its directory. */

#include "fuzz.h"
#include "reader/reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct str bytes = {(const char *)data, size};
    struct doc_tree *tree;
    struct err e = {0};

    (void)!reader_package_read(mem, bytes, &reader_limits_default, &tree, &e);
    return 0;
}
