#pragma once

/* A table for people, written row by row into a file: a workbook (XLSX) or CSV. Rows go out as they
 * come, so that memory does not grow with them; nothing but the form, the rows and the time given
 * decides the bytes. */

#include "base/arena.h"
#include "base/day.h"
#include "base/decimal.h"
#include "base/err.h"

#define OFFICE_SHEET_COLUMNS 256
#define OFFICE_SHEET_ROWS    1048576 /* of a workbook, with those above the first row of the table */
#define OFFICE_SHEET_LETTERS                                                                       \
    32767 /* of a cell of a workbook, in UTF-16 units; longer ends in …                          \
           */
#define OFFICE_SHEET_BYTES (UINT64_C(1) << 30) /* of all rows before compression */

enum office_sheet_kind {
    OFFICE_SHEET_XLSX,
    OFFICE_SHEET_CSV,  /* for people: UTF-8 BOM, guarded texts (office_sheet_guard()) */
    OFFICE_SHEET_DATA, /* CSV for programs: neither */
};

enum office_cell_kind {
    OFFICE_CELL_NONE,
    OFFICE_CELL_TEXT,    /* in a workbook always a string, whatever it looks like */
    OFFICE_CELL_INTEGER, /* without grouping: a year stays 2025 */
    OFFICE_CELL_DAY,     /* a date shown 30/06/2025; 2025-06-30 in CSV, which every locale takes */
    OFFICE_CELL_DECIMAL, /* exact, with its scale; numbers of more than 15 digits become strings */
};

struct office_cell {
    enum office_cell_kind kind;
    union {
        struct str text;
        int64_t integer;
        struct day day;
        struct decimal decimal;
    };
};

#define OFFICE_NONE       ((struct office_cell){.kind = OFFICE_CELL_NONE})
#define OFFICE_TEXT(s)    ((struct office_cell){.kind = OFFICE_CELL_TEXT, .text = (s)})
#define OFFICE_INTEGER(n) ((struct office_cell){.kind = OFFICE_CELL_INTEGER, .integer = (n)})
#define OFFICE_DAY(d)     ((struct office_cell){.kind = OFFICE_CELL_DAY, .day = (d)})
#define OFFICE_DECIMAL(d) ((struct office_cell){.kind = OFFICE_CELL_DECIMAL, .decimal = (d)})

struct office_sheet_column {
    struct str title;
    enum office_cell_kind kind; /* what most cells are: decides the side of the title; any cell may
                                   be of another kind */
    int width;                  /* letters; 0 = as the kind needs */
};

/* Everything but names and columns may be empty. In CSV only the titles of columns are written. */
struct office_sheet_form {
    struct str name;            /* of the sheet: at most 31 letters of it, without []:*?/\' */
    struct str title, subtitle; /* lines above the table */
    struct str author;          /* of the document */
    int64_t time;               /* of the document: seconds since 1970 UTC */
    const struct office_sheet_column *columns;
    size_t column_count; /* 1 … OFFICE_SHEET_COLUMNS */
};

struct office_sheet_result {
    size_t rows;      /* of the table, written */
    size_t rows_left; /* that came when the sheet was full */
    size_t texts_cut; /* cells of those written */
};

struct office_sheet;

/* `fd` is a regular file, open for writing, which is emptied; it stays the caller's (one without a
 * name is open(folder, O_TMPFILE | O_RDWR, 0600)). `form` with all it points to must stay until the
 * sheet is freed. ERR_FULL when the disk is; ERR_SYSTEM; ERR_TOO_BIG for too many columns. */
MUST_CHECK int office_sheet_new(enum office_sheet_kind kind, const struct office_sheet_form *form,
                                int fd, struct office_sheet **ret, struct err *e);

/* One more row, column_count cells. A full sheet takes no more and is no error: see the result.
 * After an error only freeing makes sense. */
MUST_CHECK int office_sheet_row(struct office_sheet *x, const struct office_cell *cells,
                                struct err *e);

/* The last call: the file is whole, and its offset is 0. */
MUST_CHECK int office_sheet_finish(struct office_sheet *x, struct office_sheet_result *ret,
                                   struct err *e);

void office_sheet_free(struct office_sheet *x);   /* NULL is fine; the file stays as it is */
void office_sheet_freep(struct office_sheet **x); /* for CLEANUP() */

/* Spreadsheets take a text of CSV that begins so for a formula: ^'*[=+@\t\r-]. It gets one '
 * before, and reading takes exactly one away: office_sheet_unguard(office_sheet_guard(s)) is s for
 * every s. */
struct str office_sheet_guard(struct arena *mem, struct str s);
struct str office_sheet_unguard(struct str s);
