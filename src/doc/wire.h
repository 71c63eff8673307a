#pragma once

/* The document tree as frames on a pipe, from namro-read to namro. The writing side is trusted by
 * nobody: foreign bytes were parsed there. The reading side bounds every number by the bytes
 * present and by the ceilings below, so that its cost is linear in what came.
 *
 * A frame is its kind (one letter), the length of its payload (32 bits), the payload; all numbers
 * are little-endian. First comes 'N' (version, format, facts, title), then the blocks, remarks, and
 * '.' at the end; or a single 'E' with an error. A table 'T' is followed by its rows 'R', a row by
 * its cells 'C', a cell by its blocks: the counts stand in the frames. */

#include "base/buf.h"
#include "base/err.h"
#include "doc/tree.h"

enum {
    DOC_WIRE_BYTES = 48 << 20, /* of all frames */
    DOC_WIRE_BLOCKS = 1 << 20, /* paragraphs, tables, rows and cells together */
    DOC_WIRE_COLUMNS = 256,    /* of a table */
    DOC_WIRE_PLACES = 4 << 20, /* rows × columns of all tables together */
    DOC_WIRE_DEPTH = 16,       /* of tables in cells */
    DOC_WIRE_REMARKS = 1000,
};

/* Both append to `out`, whose ceiling decides whether it fits: look at buf_failed(). What stands
 * deeper than DOC_WIRE_DEPTH is sent as text. */
void doc_wire_put(const struct doc_tree *tree, struct buf *out);
void doc_wire_put_err(const struct err *e, struct buf *out);

/* Reads one tree, or the error sent instead of it (which is then the result, code and sentence).
 * Frames that do not hold together are ERR_UNREADABLE. Text is made clean where it lies: bytes that
 * are no UTF-8 and control characters become spaces. The tree lives in `mem` and borrows its text
 * from `bytes`. */
MUST_CHECK int doc_wire_read(struct arena *mem, char *bytes, size_t n, struct doc_tree **ret,
                             struct err *e);
