#pragma once

/* Shared by table.c and what it is made of: a table as a register sees it. */

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
    struct str title;   /* its header as printed; empty when it has none */
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
    uint32_t room;                /* columns that the arrays have place for */
    bool bold;                    /* the name is set in bold letters */
    bool lossy;                   /* cells are missing that no merge covers */
};

enum { DRAFT__TABLE_SECTIONS = 8 };

/* A row that is a heading: what stands under it belongs to it. */
struct draft__table_section {
    struct str number, text;
    struct str period; /* "đến năm 2030": deadline of the targets under it */
    struct str body;   /* the heading names a body: lead of the rows under it */
    int rank;          /* a heading ends all those of its own rank and below */
    bool goal;         /* "Chỉ tiêu", "Mục tiêu" */
};

/* The walk over the tables of a document. */
struct draft__table {
    struct draft__reading *r;
    const struct draft__line *line; /* of the table */
    struct draft__columns columns;
    struct draft__table_section section[DRAFT__TABLE_SECTIONS];
    size_t depth;
    struct draft__record fresh;  /* the row that is being read */
    struct draft__record held;   /* waits for its successor, which may continue or explain it */
    struct draft__record above;  /* the last row that was a task or target */
    bool sheet;                  /* cells that are not there are empty, none was lost */
    bool merges_lost;            /* the format knows no merged cells: they come as empty ones */
    size_t made;                 /* rows so far */
    struct str title_period;     /* of the heading over a table of targets */
    struct schedule_rules rules; /* with the year of the heading over the table */
};

/* table_section.c */
/* A heading, told by its number, its letters, or by the row that follows (NULL: none). */
bool draft__table_is_section(struct draft__table *w, const struct draft__record *rec,
                             const struct draft__record *next);
void draft__table_open_section(struct draft__table *w, const struct draft__record *rec);
/* A row that counts on ("2" behind the heading "1") stands beside that heading, not under it. */
void draft__table_leave_sections(struct draft__table *w, const struct draft__record *rec);
struct str draft__table_path(const struct draft__table *w, struct str number);
struct str draft__table_section_text(const struct draft__table *w);
/* Of the nearest heading that names one; `alone`: of one that says little else ("Quý I/2026"). */
struct str draft__table_section_period(const struct draft__table *w, bool alone);
struct str draft__table_section_body(const struct draft__table *w); /* likewise */

/* table_row.c */
struct str draft__table_get(struct draft__table *w, const struct draft__record *rec,
                            enum draft__column is);
struct str draft__table_lead(struct draft__table *w, const struct draft__record *rec);
struct str draft__table_deadline(struct draft__table *w, const struct draft__record *rec);
void draft__table_make_tasks(struct draft__table *w, const struct draft__record *rec);
void draft__table_make_targets(struct draft__table *w, const struct draft__record *rec);
/* The value stands inside the name: "Tỷ lệ … đạt 90%". Without `must` only where one is found. */
bool draft__table_target_in_name(struct draft__table *w, const struct draft__record *rec,
                                 struct str name, bool must);

/* column.c */
enum draft__column draft__column_class(struct str words);
bool draft__column_is_number(struct str words); /* the same as DRAFT__COLUMN_NUMBER, at once */
/* Words of a period in a heading or header ("đến năm 2030", "giai đoạn 2026 - 2030", "Quý I/2026"),
 * as written; empty when there is none. */
struct str draft__column_period(struct arena *mem, struct str text);
/* The last year of a period in figures, 0 when it names none. */
int draft__column_last_year(struct str period);

/* header.c */
/* Reads a header that begins at `row`; 0 when none does, else its rows. */
size_t draft__header_read(struct draft__reading *r, const struct draft__grid *g, size_t row,
                          struct draft__columns *ret);
bool draft__header_may_begin(struct draft__reading *r, const struct draft__grid *g, size_t row,
                             const struct draft__columns *c);
/* The header that was read at `row` is that of *c again, as on each page of a long table. */
bool draft__header_repeats(struct draft__reading *r, const struct draft__grid *g, size_t row,
                           const struct draft__columns *c);

/* record.c */
/* Into *ret, whose arrays are used again; a zeroed one is fine. */
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
bool draft__cell_ditto(struct str text); /* "nt", "như trên", "tương tự"; a dash is none */
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
