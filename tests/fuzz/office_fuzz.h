#pragma once

/* Bytes are the insides of a file's parts, as in tests/unit/reader/docx.cases: zipped here, so that
 * the fuzzer spends its time on the parts and not on checksums. */

#include "../unit/reader/office.h"
#include "fuzz.h"
#include "reader/reader.h"

/* `parts`: office_docx, office_odt or office_xlsx. */
static inline int fuzz_office(const uint8_t *data, size_t size, const struct office_part *parts)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct str text = {(const char *)data, size};
    struct doc_tree *tree;
    struct err e = {0};
    struct zip z;

    (void)!reader_package_read(mem, office_file(&z, parts, text), &reader_limits_default, &tree,
                               &e);
    zip_release(&z);
    return 0;
}
