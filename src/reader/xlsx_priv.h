#pragma once

/* What the files of the XLSX reader share. Chapters refer to ECMA-376 part 1. */

#include "reader/package.h"

enum {
    EL_NONE,
    EL_ALIGNMENT,
    EL_B,
    EL_C,
    EL_CELL_XFS,
    EL_FONT,
    EL_FONTS,
    EL_IS,
    EL_MERGE_CELL,
    EL_NUM_FMT,
    EL_NUM_FMTS,
    EL_PHONETIC,
    EL_ROW,
    EL_SHEET,
    EL_SI,
    EL_T,
    EL_V,
    EL_WORKBOOK_PR,
    EL_XF,
};

/* xlsx_word.c: the one vocabulary of all parts. */
extern const struct reader_xml_space reader__xlsx_spaces[];
extern const struct reader_xml_name reader__xlsx_names[];

/* A number format (18.8.31), as far as it decides what a reader of the sheet sees. */
enum reader_xlsx_kind { READER_XLSX_GENERAL, READER_XLSX_NUMBER, READER_XLSX_DATE };

struct reader_xlsx_format {
    enum reader_xlsx_kind kind;
    uint8_t whole_min;                   /* digits before the comma at least: "00" */
    uint8_t decimals_min, decimals;      /* behind it at least and at most */
    uint8_t thousands_cut;               /* "0," shows thousands */
    bool grouped, percent;               /* 1.234, 56 % */
    bool day, month, year, hour, minute; /* of a date or time */
    char before[32], after[32];          /* words around the number: 0" xã" */
};

struct reader_xlsx_format reader_xlsx_format_read(const char *code);
struct reader_xlsx_format reader_xlsx_format_builtin(int id); /* 18.8.30 */
/* The number as people in Vietnam see it: 2.989,5 · 45,5% · 31/12/2026. Text that is no number
 * comes back as it is. `from_1904`: the workbook counts days from 1904. */
struct str reader_xlsx_format_write(struct arena *mem, const struct reader_xlsx_format *format,
                                    const char *value, bool from_1904);

struct reader_xlsx_style {
    struct reader_xlsx_format format;
    bool bold, centred;
};

struct reader_xlsx_string {
    struct str text;
    bool clean;
};

/* The workbook: what its sheets share. */
struct reader_xlsx_book {
    struct arena *mem;
    const struct reader_limits *limits;
    struct reader_package *package;
    struct doc_builder b;
    struct reader_xlsx_string *strings; /* raw until used */
    size_t string_count, string_room;
    struct reader_xlsx_style *styles;
    size_t style_count;
    size_t blocks, text_bytes; /* of the tree so far */
    struct buf value;          /* of the open cell or string */
    bool from_1904;
    bool clipped, error_told; /* remarks that are made once */
};

/* xlsx_word.c: "_x000D_" in a text becomes the character it stands for (22.9.2.19), in place. */
void reader_xlsx_word_unescape(struct buf *b);

/* xlsx_style.c */
MUST_CHECK int reader_xlsx_style_load(struct reader_xlsx_book *book, const char *part,
                                      struct err *e);

/* xlsx_sheet.c: the cells that hold text, row by row. */
struct reader_xlsx_cell {
    uint32_t column;              /* 0-based */
    uint32_t column_end, row_end; /* last ones of the merged region; else its own */
    struct str text;              /* emptied where a merged region hides it */
    uint32_t flags;               /* enum doc_flag */
};

struct reader_xlsx_row {
    uint32_t number; /* 1-based, growing */
    struct reader_xlsx_cell *cells;
    size_t count;
};

struct reader_xlsx_merge {
    uint32_t row, row_end, column, column_end;
};

struct reader_xlsx_sheet {
    uint32_t page;
    struct reader_xlsx_row *rows;
    size_t count, room;
    struct reader_xlsx_merge *merges;
    size_t merge_count, merge_room;
};

MUST_CHECK int reader_xlsx_sheet_load(struct reader_xlsx_book *book, const char *part,
                                      struct reader_xlsx_sheet *sheet, struct err *e);

/* xlsx_table.c: the sheet as blocks of the tree. */
void reader_xlsx_table_build(struct reader_xlsx_book *book, struct reader_xlsx_sheet *sheet);
