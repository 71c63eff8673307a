#pragma once

/* Foreign bytes → document tree. The kind of file is told by its content, never by its name.
 * Runs inside namro-read's sandbox; tests call it directly. */

#include "base/err.h"
#include "doc/tree.h"

/* Ceilings of one file; reader_limits_default in reader.c says what they are and why. */
struct reader_limits {
    size_t file_bytes;     /* the file itself */
    size_t inflated_bytes; /* all parts of a zip together */
    size_t part_bytes;     /* one part of a zip */
    uint32_t ratio;        /* inflated : stored, of one part, once past 1 MiB */
    uint32_t entries;      /* of a zip */
    uint32_t xml_depth;
    uint32_t blocks;   /* paragraphs + cells of the tree */
    size_t text_bytes; /* of the tree */
    uint32_t columns;  /* of a table */
    uint32_t rows;     /* of a table */
    uint32_t pages;
};

extern const struct reader_limits reader_limits_default;

/* The tree lies in `mem` and may borrow from `bytes`. ERR_TOO_BIG past a limit, ERR_EMPTY without
 * text, ERR_UNSUPPORTED for a kind that has no reader, ERR_UNREADABLE for a damaged file; each with
 * a sentence that says what to do. Nothing in it is a reason to fail that can be a remark. */
MUST_CHECK int reader_read(struct arena *mem, struct str bytes, const struct reader_limits *limits,
                           struct doc_tree **ret, struct err *e);

/* Families of foreign libraries. */
enum reader_library {
    READER_LIBRARY_NONE,
    READER_LIBRARY_PACKAGE, /* libzip, expat: DOCX, XLSX, ODT */
    READER_LIBRARY_HTML,    /* libxml2 */
    READER_LIBRARY_PDF,     /* poppler, cairo */
    READER_LIBRARY_COUNT
};

/* Which of them reader_read() will need for these bytes; looks at their beginning only. */
enum reader_library reader_library_for(struct arena *mem, struct str bytes);

/* One reader per format; same contract as reader_read(), chosen by it. */
#define READER_FUNCTION(name)                                                                      \
    MUST_CHECK int name(struct arena *mem, struct str bytes, const struct reader_limits *limits,   \
                        struct doc_tree **ret, struct err *e)
READER_FUNCTION(
    reader_text_read); /* text.c: plain text, pdftotext output, OCR text, flattened web tables */
READER_FUNCTION(reader_markdown_read);         /* markdown.c */
bool reader_markdown_is(struct str bytes);     /* the text carries marks of Markdown */
READER_FUNCTION(reader_html_read);             /* html.c */
uint32_t reader_html_entity(const char *name); /* html_entity.c: of "nbsp"; 0 = no such name */
READER_FUNCTION(reader_package_read);          /* package.c: DOCX, XLSX, ODT */
READER_FUNCTION(reader_pdf_read);              /* pdf.c */
