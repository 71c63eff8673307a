#pragma once

/* A zip of XML parts in memory: DOCX, XLSX, ODT. Every limit of a zip is kept here.
 *
 * libzip inflates; but what it does not tell (where entries lie, what their local headers say) is
 * read by package_check.c before, and a file in which the two disagree is refused. Sizes that the
 * file states are never believed: parts are inflated piece by piece under the ceilings. */

#include "reader/xml.h"

struct reader_package;

bool reader_package_has(const struct reader_package *p, const char *part);

/* Streams the part into the vocabulary's functions. ERR_NOT_FOUND without a part of that name. */
MUST_CHECK int reader_package_parse(struct reader_package *p, const char *part,
                                    const struct reader_xml_vocabulary *words, void *user,
                                    struct err *e);

/* reader_package_read(), which opens a package and tells DOCX, XLSX and ODT by their parts, is
 * declared in reader.h. */

/* package_check.c: the directory of the zip, held against the local headers. */
struct reader_package_entry {
    struct str name; /* borrowed from the bytes */
    uint64_t stored; /* compressed bytes, proved to lie in the file */
    uint64_t start, end;
};

MUST_CHECK int reader_package_check(struct arena *mem, struct str bytes,
                                    const struct reader_limits *limits,
                                    struct reader_package_entry **ret, size_t *count,
                                    struct err *e);

/* The readers behind, on an open package. `main` is the part that the package names as its
 * document. */
#define READER_PACKAGE_FUNCTION(name)                                                              \
    MUST_CHECK int name(struct arena *mem, struct reader_package *p, const char *main,             \
                        const struct reader_limits *limits, struct doc_tree **ret, struct err *e)
READER_PACKAGE_FUNCTION(reader_docx_package); /* docx.c */
READER_PACKAGE_FUNCTION(reader_xlsx_package); /* xlsx.c */
READER_PACKAGE_FUNCTION(reader_odt_package);  /* odt.c */
