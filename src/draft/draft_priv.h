#pragma once

/* Inside draft/: the document prepared as lines, and the readers that run over them in order.
 * Each reader marks the lines it has used, so that the next does not read them again. */

#include "draft/draft.h"
#include "text/fold.h"

enum draft__marker {
    DRAFT__MARK_NONE,
    DRAFT__MARK_PART,    /* "Phần I", "Chương 2", "A." : above the roman numbers */
    DRAFT__MARK_ROMAN,   /* "I." "II -" "III/"  */
    DRAFT__MARK_DECIMAL, /* "1." "1.1." "2.3.1)" : depth counts its numbers */
    DRAFT__MARK_LETTER,  /* "a)" "b." "đ)" */
    DRAFT__MARK_BULLET,  /* - + * • o */
};

enum draft__label {
    DRAFT__LABEL_NONE,
    DRAFT__LABEL_LEAD,
    DRAFT__LABEL_COORDINATING,
    DRAFT__LABEL_DEADLINE,
    DRAFT__LABEL_DELIVERABLE,
    DRAFT__LABEL_TASK,   /* "Nhiệm vụ:", "Nội dung:" */
    DRAFT__LABEL_PERSON, /* "Người thực hiện:": the lead where no body is named */
    DRAFT__LABEL_ASIDE, /* "Kinh phí:", "Địa điểm:", "Lãnh đạo phụ trách:" — read over */
};

/* Of the section a line stands in. */
enum draft__role {
    DRAFT__ROLE_NONE,
    DRAFT__ROLE_BEFORE,    /* banner, letterhead, basis: before the plan begins */
    DRAFT__ROLE_SITUATION, /* đặc điểm tình hình, kết quả đạt được */
    DRAFT__ROLE_PURPOSE,   /* mục đích, yêu cầu, quan điểm, phạm vi, đối tượng */
    DRAFT__ROLE_GOAL,      /* mục tiêu, chỉ tiêu */
    DRAFT__ROLE_TASK,      /* nhiệm vụ, giải pháp, nội dung */
    DRAFT__ROLE_ORGANISATION, /* tổ chức thực hiện, phân công, trách nhiệm */
    DRAFT__ROLE_MONEY,        /* kinh phí */
    DRAFT__ROLE_FORM,         /* đề cương báo cáo, biểu mẫu: nothing may come from it */
    DRAFT__ROLE_AFTER,        /* nơi nhận, signature, what the web page adds */
};

struct draft__line {
    const struct doc_block *block; /* the paragraph (one line may be a piece of it) or the table */
    bool is_table;
    struct doc_pos pos;
    struct str text;           /* without marker and label */
    struct text_folded folded; /* of text */
    enum draft__marker marker;
    struct str number; /* "II", "1.1", "a", "-" as written, without its dot or bracket */
    char sep;          /* what closes the number: '.' ')' '/' ':' '-'; '(' = "(1)"; 0 = nothing */
    int depth; /* 0 none; 1 part, 2 roman, 3 + (numbers - 1) decimal, 8 letter, 9.. bullets by
                  kind/indent; a heading without number has the depth it stands at */
    enum draft__label label;
    enum draft__role role;
    int annex;        /* 0 = body, 1.. = which annex */
    struct str path;  /* "II.1.2": numbers of the headings above and its own */
    struct str group; /* text of the nearest heading above */
    bool heading;     /* further lines stand under it */
    bool used;        /* a row was made of it, or it explains one */
    bool upper;       /* no small letter in it */
    bool split;       /* cut off the line before it: a label inside a sentence */
    size_t parent;    /* 1 + index of the line it stands under; 0 = none */
    size_t end;       /* index behind the last line that stands under it */
};

struct draft__reading {
    struct arena *mem;
    const struct doc_tree *tree;
    const struct draft_rules *rules;
    struct schedule_rules schedule; /* rules->schedule with the day of the document */
    struct draft *draft;
    struct draft_row **end;   /* where the next row is hung */
    enum draft_source source; /* of the reader that runs now; row_open gives it to the row */
    struct draft__line *lines;
    size_t line_count;
};

/* row.c: a row is opened at its place, then given words; every function may be called with STR_NONE
 * and then does nothing. Steps are sentences for --explain. */
struct draft_row *draft__row_open(struct draft__reading *r, enum draft_kind kind,
                                  struct doc_pos pos);
void draft__row_lead(struct draft__reading *r, struct draft_row *row, struct str words);
void draft__row_coordinating(struct draft__reading *r, struct draft_row *row, struct str words);
void draft__row_deadline(struct draft__reading *r, struct draft_row *row, struct str words);
void draft__row_value(struct draft__reading *r, struct draft_row *row, struct str value,
                      struct str unit);
/* firm stays firm until somebody doubts: the first reason is kept, later ones are joined by "; ".
 */
void draft__row_doubt(struct draft__reading *r, struct draft_row *row, const char *reason);
__attribute__((format(printf, 3, 4))) void
draft__row_step(struct draft__reading *r, struct draft_row *row, const char *fmt, ...);

/* section.c: "TM. ỦY BAN NHÂN DÂN", "GIÁM ĐỐC", "Người lập biểu": who signs, behind all that is
 * said. */
bool draft__section_signs(struct str text, struct str folded);

/* phrase.c: a list is "giao|de nghi|yeu cau"; a phrase matches whole words of folded text. Bytes of
 * the longest phrase that stands at `at`, 0 for none; offset of the first phrase from `from` on,
 * SIZE_MAX for none (its length into *length, which may be NULL). */
size_t draft__phrase_at(struct str folded, size_t at, const char *list);
size_t draft__phrase_find(struct str folded, const char *list, size_t from, size_t *length);
bool draft__phrase_is(struct str folded, const char *list); /* the whole text is one of them */
/* Folded, only letters and digits, one space between words; in `mem`. */
struct str draft__phrase_words(struct arena *mem, struct str s);
/* One of the list stands in such words: "word words|=the whole text|^its beginning". */
bool draft__phrase_has(struct str words, const char *list);

/* marker.c: the marker at the beginning of `text` into *l (marker, number, sep, depth); returns its
 * bytes with the white space behind, 0 for none. */
size_t draft__marker_read(struct str text, struct draft__line *l);

/* label.c: what the words before a colon announce; offsets are in the folded text. */
struct draft__label_at {
    enum draft__label label;
    size_t from, value, to; /* the label begins, its value begins, and ends */
};
/* The labels of a line, in order; *ret in `mem`. A line that begins with none has its own words
 * before ret[0].from. */
size_t draft__label_split(struct arena *mem, const struct draft__line *l,
                          struct draft__label_at **ret);

/* sentence.c: what a duty says besides itself. `text` and its folding are a bullet's or sentence's.
 */
struct draft__duty {
    struct str coordinating, deadline; /* literal words, may be empty */
};
void draft__sentence_duty(struct arena *mem, struct str text, const struct text_folded *folded,
                          struct draft__duty *ret);
/* agency.c: the body that the heading `l` names, STR_NONE for none; *rest: the duty behind "X: …".
 */
struct str draft__agency_named(struct arena *mem, const struct draft__line *l, struct str *rest);

/* "Giao Sở X chủ trì, phối hợp với Sở Y các việc sau:" opens duties; *lead and *coordinating. */
bool draft__sentence_opens(struct arena *mem, const struct draft__line *l, struct str *lead,
                           struct str *coordinating);
/* Without the stop, colon or comma that ends or begins it; "v.v." and "…" stay. */
struct str draft__sentence_trim(struct str s);
/* The first sentence of `text`, unless it is so short that it says nothing alone. */
struct str draft__sentence_first(struct str text);

/* One reader each; they append to r->draft->rows. */
void draft__block_prepare(struct draft__reading *r); /* fills lines */
void draft__head_read(struct draft__reading *r); /* head; role of the lines before and after it */
/* tail.c: the role of the lines behind the last table or annex, from line `begin` on, that a web
 * page added; head.c calls it. */
void draft__tail_tell(struct draft__reading *r, size_t begin);
/* head.c: the year of a title "… năm 2026" for deadlines that name none, into *rules. */
void draft__head_year(struct arena *mem, struct str title, struct schedule_rules *rules);
void draft__section_tell(struct draft__reading *r); /* fills role (where head.c has not yet), annex,
                                                       path, group, heading */
void draft__table_read(struct draft__reading *r);
void draft__outline_read(struct draft__reading *r);
void draft__agency_read(struct draft__reading *r);
void draft__sentence_read(struct draft__reading *r);
void draft__prose_read(struct draft__reading *r);
void draft__goal_read(struct draft__reading *r);

/* damaged.c: OCR text whose Vietnamese letters are lost, its lines as they stand in `tree`. Tables
 * become rows; lines of the body become the paragraphs of another tree, for the readers above,
 * unless the tables are a register that the body repeats. All rows of such text are doubted. */
void draft__damaged_read(struct draft__reading *r, const struct doc_tree *tree);
struct doc_tree *draft__damaged_flow(struct arena *mem, const struct doc_tree *tree);
bool draft__damaged_register(const struct draft__reading *r);
void draft__damaged_doubt(struct draft__reading *r);
void draft__merge(struct draft__reading *r);
/* Last: may these rows be claimed? ERR_EMPTY with the reason when the document is none of a plan.
 */
MUST_CHECK int draft__judge(struct draft__reading *r, struct err *e);
