#pragma once

/* Shared by table.c, column.c and cell.c: a table as a register sees it. */

#include "draft/draft_priv.h"

enum draft__column {
    DRAFT__COLUMN_NONE,   /* notes, legal grounds, places: read over */
    DRAFT__COLUMN_NUMBER, /* TT, STT */
    DRAFT__COLUMN_NAME,   /* nhiệm vụ, nội dung, công việc */
    DRAFT__COLUMN_GROUP,  /* lĩnh vực, nhóm nhiệm vụ */
    DRAFT__COLUMN_INDICATOR,
    DRAFT__COLUMN_LEAD,
    DRAFT__COLUMN_COORDINATING,
    DRAFT__COLUMN_PERSON, /* who answers for it in person */
    DRAFT__COLUMN_BOTH,   /* lead and coordinating bodies in one cell */
    DRAFT__COLUMN_BODY,   /* "Đơn vị", "Cơ quan": a body or a unit, the cells tell which */
    DRAFT__COLUMN_START,
    DRAFT__COLUMN_DEADLINE,
    DRAFT__COLUMN_RESULT,
    DRAFT__COLUMN_UNIT,
    DRAFT__COLUMN_VALUE, /* of a target; `period` where the header names one */
    DRAFT__COLUMN_BASELINE,
    DRAFT__COLUMN_MONEY,
    DRAFT__COLUMN_REPORT,  /* what was done so far: filled in by those who report */
    DRAFT__COLUMN_FOREIGN, /* only lists of other things have it: procedures, papers, persons */
    DRAFT__COLUMN__MAX,
};

struct draft__grid {
    const struct doc_block *table;
    const struct doc_cell **at; /* at[row * columns + column] */
    size_t rows;
    uint32_t columns;
    bool spans; /* some cell covers several rows: merges are stated, lost cells are none */
};

/* What the header says of each column. */
struct draft__columns {
    uint32_t count; /* 0: no header met yet */
    enum draft__column *is;
    struct str *period; /* words of a column for one year or quarter, else empty */
    struct str *words;  /* header words, folded */
    uint32_t name;      /* column of the name */
    bool targets;       /* rows are targets; else tasks */
    bool weak;          /* quantities without the word for a target: statistics perhaps */
    bool budget;        /* money and bodies, no time and no product: a register perhaps */
    bool registered;    /* the table is a register; else its rows are read over */
};

struct draft__cell_line {
    struct str label; /* bullet or number, printed or typed */
    struct str text;  /* without it */
};

/* Where the words of a cell come from. */
enum draft__origin {
    DRAFT__ORIGIN_OWN,     /* its own cell, perhaps empty */
    DRAFT__ORIGIN_COVERED, /* a cell above that spans down, as the format states */
    DRAFT__ORIGIN_ABSENT,  /* no cell: lost with a merge */
    DRAFT__ORIGIN_GUESSED, /* taken from the row above, where the cell was lost or left empty */
};

/* One row of a register while it is read: texts by column. */
struct draft__record {
    bool live;
    struct doc_pos pos;
    struct str number;            /* "1", "II.1", "a)"; typed or printed */
    enum draft__marker marker;    /* of the number */
    const struct doc_cell *name;  /* NULL when its words were put together */
    const struct doc_cell **cell; /* by column; NULL when absent */
    struct str *text;             /* by column */
    enum draft__origin *origin;   /* by column */
    bool bold;                    /* the name is set in bold letters */
    bool lossy;                   /* cells are missing that no merge covers */
};

/* head.c: the year of a title "… năm 2026" for deadlines that name none, into r->schedule. */
void draft__head_year(struct draft__reading *r, struct str title);

/* column.c */
struct str draft__column_words(struct arena *mem, struct str s); /* folded, only letters and digits,
                                                                    one space between words */
bool draft__column_has(struct str words, const char *list);      /* one of "a b|c" as whole words */
enum draft__column draft__column_class(struct str words);
/* Reads a header that begins at `row`; 0 when none does, else its rows. */
size_t draft__column_read(struct draft__reading *r, const struct draft__grid *g, size_t row,
                          struct draft__columns *ret);
bool draft__column_may_begin(struct draft__reading *r, const struct draft__grid *g, size_t row,
                             const struct draft__columns *c);
bool draft__column_repeats(struct draft__reading *r, const struct draft__grid *g, size_t row,
                           const struct draft__columns *c);
/* Words of a period in a heading or header ("đến năm 2030", "giai đoạn 2026 - 2030", "Quý I/2026"),
 * as written; empty when there is none. */
struct str draft__column_period(struct arena *mem, struct str text);

/* record.c */
void draft__record_read(struct draft__reading *r, const struct draft__grid *g, size_t row,
                        const struct draft__columns *c, struct draft__record *ret);
/* Only number and name have words of their own. */
bool draft__record_is_lone(const struct draft__record *rec, const struct draft__columns *c);
/* Words that go on with the row before: cut by a page or by a rule. */
bool draft__record_continues(const struct draft__record *rec, const struct draft__columns *c);
void draft__record_append(struct draft__reading *r, struct draft__record *rec,
                          const struct draft__record *more, const struct draft__columns *c);
/* Cells that were lost, left empty where the format knows no merges, or say "as above". */
void draft__record_inherit(struct draft__record *rec, const struct draft__record *above,
                           const struct draft__columns *c, bool empty_too);
/* The words in the columns of a class; `*origin` (may be NULL) tells where they come from. */
struct str draft__record_get(struct draft__reading *r, const struct draft__record *rec,
                             const struct draft__columns *c, enum draft__column is,
                             enum draft__origin *origin);

/* cell.c */
bool draft__cell_empty(struct str text); /* no letter, digit or % */
bool draft__cell_ditto(struct str text); /* "nt", "-nt-", "như trên" */
struct str draft__cell_number(const struct doc_cell *cell);
enum draft__marker draft__cell_marker(struct str text, size_t *length); /* at its beginning */
size_t draft__cell_lines(struct arena *mem, const struct doc_cell *cell,
                         struct draft__cell_line **ret);
struct str draft__cell_flow(struct arena *mem, struct str text);   /* lines joined by spaces */
struct str draft__cell_bodies(struct arena *mem, struct str text); /* lines that begin a body are
                                                                      set apart by "; " */
bool draft__cell_is_bodies(struct arena *mem, struct str text);
bool draft__cell_is_deadline(struct draft__reading *r, struct str text);
/* "Chủ trì: A; Phối hợp: B" → A, B; words without such marks are all lead. */
void draft__cell_roles(struct arena *mem, struct str text, struct str *lead,
                       struct str *coordinating);
