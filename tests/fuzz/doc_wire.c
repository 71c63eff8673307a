/* Frames as namro takes them from namro-read. What is accepted must hold the ceilings, can be
 * looked at as a rectangle, searched for marks and sent again. */

#include <stdlib.h>

#include "doc/wire.h"
#include "draft/secret.h"
#include "fuzz.h"

static void look(struct arena *mem, const struct doc_block *list, int depth)
{
    if (depth > DOC_WIRE_DEPTH + 1)
        abort();
    DOC_EACH_BLOCK (b, list) {
        if (b->kind != DOC_TABLE)
            continue;
        if (b->column_count > DOC_WIRE_COLUMNS || b->column_count * b->row_count > DOC_WIRE_PLACES)
            abort();
        (void)doc_tree_grid(mem, b);
        for (size_t r = 0; r < b->row_count; r++)
            for (size_t c = 0; c < b->rows[r].count; c++)
                look(mem, b->rows[r].cells[c].first, depth + 1);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct str copy = arena_copy(mem, (struct str){(const char *)data, size});
    CLEANUP(buf_release) struct buf again;
    struct doc_tree *tree;
    struct err e = {0};

    buf_init(&again, DOC_WIRE_BYTES);
    if (doc_wire_read(mem, (char *)copy.p, copy.n, &tree, &e))
        return 0;
    look(mem, tree->first, 0);
    (void)draft_secret_is_marked(mem, tree);
    doc_wire_put(tree, &again);
    if (buf_failed(&again) || doc_wire_read(mem, again.p, again.n, &tree, &e))
        abort();
    return 0;
}
