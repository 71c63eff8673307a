#pragma once

/* For the files of sheet alone. */

#include "base/buf.h"
#include "office/sheet.h"
#include "office/zip.h"

struct office_sheet {
    enum office_sheet_kind kind;
    const struct office_sheet_form *form;
    struct office_out out;
    struct office_zip *zip; /* of a workbook */
    struct buf buf;         /* not yet written */
    struct arena *mem;      /* of one row */
    uint64_t bytes;         /* written before compression */
    size_t line;            /* 1 = the first of the sheet: the one to be written next */
    size_t header;          /* the line of the titles of columns */
    struct office_sheet_result result;
    char column[OFFICE_SHEET_COLUMNS][4]; /* "A" … "IV" */
};

/* Writes what waits; false when that fails. */
bool office__sheet_flush(struct office_sheet *x);

bool office__csv_begin(struct office_sheet *x);
bool office__csv_row(struct office_sheet *x, const struct office_cell *cells);

bool office__xlsx_begin(struct office_sheet *x);
bool office__xlsx_row(struct office_sheet *x, const struct office_cell *cells);
bool office__xlsx_end(struct office_sheet *x);

/* Text in XML. Of what XML cannot hold, bytes that are no character become U+FFFD, control
 * characters nothing, \r a line break. A workbook reads _x0041_ as A, so its first _ is written so
 * itself. Returns true when more than `units` UTF-16 units were cut away behind …. */
bool office__xml_text(struct buf *out, struct str s, size_t units);

/* The looks of cells: indexes of <cellXfs> in the part of styles. */
enum office__look {
    OFFICE__LOOK_NONE,
    OFFICE__LOOK_TITLE,
    OFFICE__LOOK_SUBTITLE,
    OFFICE__LOOK_HEADER,
    OFFICE__LOOK_HEADER_RIGHT,
    OFFICE__LOOK_TEXT,
    OFFICE__LOOK_INTEGER,
    OFFICE__LOOK_DAY,
    OFFICE__LOOK_DECIMAL, /* and OFFICE__LOOK_SCALES - 1 more, by scale */
};
#define OFFICE__LOOK_SCALES 19

/* The parts before the sheet itself, and those behind it. */
bool office__parts_begin(struct office_sheet *x);
bool office__parts_end(struct office_sheet *x);
