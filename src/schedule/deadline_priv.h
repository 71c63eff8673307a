#pragma once

/* Inside schedule/: the words of a deadline are tokens; what one step has read the next leaves
 * alone
 * (`used`), so that "15/11/2025" does not also give November and 2025. */

#include "schedule/deadline.h"
#include "text/token.h"

struct schedule__words {
    struct arena *mem;
    struct text_tokens x;
    bool *used; /* one per token */
};

enum schedule__lead {                            /* bits: what the words before a date say of it */
                      SCHEDULE__BEFORE = 1 << 0, /* trước */
                      SCHEDULE__FROM = 1 << 1,   /* từ, bắt đầu từ */
                      SCHEDULE__AFTER = 1 << 2,  /* sau */
                      SCHEDULE__UNTIL = 1 << 3,  /* đến */
                      SCHEDULE__IN = 1 << 4,     /* trong, vào */
                      SCHEDULE__BINDS =
                          1 << 5, /* chậm nhất, hoàn thành, xong, hết: surely a deadline */
                      SCHEDULE__VAGUE = 1
                                        << 6, /* đầu, giữa: the day inside the period is not said */
                      SCHEDULE__SPAN =
                          1 << 7, /* giai đoạn, thời kỳ, nhiệm kỳ: what titles of programmes say */
};

/* One date or period as it stands in the words. */
struct schedule__moment {
    uint32_t kind;   /* one of SCHEDULE_DAY … SCHEDULE_RANGE */
    uint32_t lead;   /* enum schedule__lead */
    size_t from, to; /* tokens, lead words included */
    size_t core;     /* first token of the date itself */
    int year;        /* 0 = not said */
    int month;       /* 1 … 12; 0 = not said ("ngày 15" of "ngày 15-20/6") */
    int months;      /* length of the period; 0 = a day */
    int day;
    int hour, minute; /* -1 = not said */
    bool wrong;       /* no such day: 31/02/2025 */
    bool assumed;     /* the year came from the day of issue */
    struct day start, end;
};

struct schedule__phrase {
    uint32_t kind; /* bits of schedule_kind */
    int weight;    /* 3 counts beside everything, 2 beside dates, 1 only alone */
    size_t from, to;
    int16_t offset; /* of SCHEDULE_RELATIVE */
    char offset_unit;
    bool done;
};

void schedule__words_read(struct arena *mem, struct str s, struct schedule__words *ret);
void schedule__words_use(struct schedule__words *w, size_t from, size_t to);
bool schedule__words_are_free(const struct schedule__words *w, size_t from, size_t to);

/* citation.c: marks numbers and dates of cited documents, standards and articles as used. */
void schedule__citation_skip(struct schedule__words *w);

/* phrase.c: words without a date. The first call takes those that hold numbers ("05 ngày làm việc",
 * "ngày 20 hằng tháng"), before dates are looked for; the second the others, after it. Arrays in
 * w->mem. */
size_t schedule__phrase_numbers(struct schedule__words *w, struct schedule__phrase **ret);
size_t schedule__phrase_scan(struct schedule__words *w, struct schedule__phrase **ret);

/* moment.c: the dates in order, with their lead words; marked used. Array in w->mem. */
size_t schedule__moment_scan(struct schedule__words *w, struct schedule__moment **ret);
/* True when only "và", ",", "-", "đến" … stand between two moments, so that they are one statement.
 */
bool schedule__moment_joins(const struct schedule__words *w, const struct schedule__moment *a,
                            const struct schedule__moment *b);
/* Missing years and the days of all of them; moments without a year keep year 0. */
void schedule__moment_resolve(struct schedule__moment *m, size_t n, struct day issued);

/* repair.c: the words with digits that OCR takes for letters put right; the words themselves when
 * there is nothing to put right. */
struct str schedule__repair(struct arena *mem, struct str words);

/* sentence.c: see schedule_deadline_find(). */
bool schedule__sentence_find(struct arena *mem, struct str sentence, size_t *from, size_t *to);
