#pragma once

/* Deadline words → structure, after the table of the specification (§2). The words themselves are
 * the caller's to keep; a date is never invented. Pure: no clock. */

#include "base/arena.h"
#include "base/day.h"
#include "schedule/rules.h"

enum schedule_kind { /* bits: "month+trigger" has two */
                     SCHEDULE_DAY = 1 << 0,
                     SCHEDULE_MONTH = 1 << 1,
                     SCHEDULE_QUARTER = 1 << 2,
                     SCHEDULE_HALF = 1 << 3,
                     SCHEDULE_YEAR = 1 << 4,
                     SCHEDULE_RANGE = 1 << 5,
                     SCHEDULE_RELATIVE = 1 << 6,
                     SCHEDULE_ONGOING = 1 << 7,
                     SCHEDULE_RECURRING = 1 << 8,
                     SCHEDULE_TRIGGER = 1 << 9,
                     SCHEDULE_CONDITIONAL = 1 << 10,
                     SCHEDULE_NONE =
                         1 << 11, /* words that bind to no day ("khẩn trương") or none at all */
                     SCHEDULE_UNREAD =
                         1
                         << 12, /* words that cannot be read: stays text, warned, printed as none */
};

struct schedule_deadline {
    uint32_t kinds;
    bool has_start, has_due;
    struct day start, due; /* due = last day that is still in time */
    int8_t hour, minute;   /* of the due day; -1 = the whole day */
    int16_t offset;        /* relative: so many … after the event; below 0: before it */
    char offset_unit;  /* 'h' hours, 'd' days, 'w' working days, 'm' months, 'y' years, 0 = none */
    bool done;         /* "(nội dung đã hoàn thành)" stands in the words */
    bool year_assumed; /* the year is not in the words: the first such day after `issued` */
    bool several;      /* several milestones stand in the words: `due` is the last */
    const char *problem; /* NULL, or why a part was not read: Vietnamese words to go on
                            with behind the words themselves, no full stop */
    struct str
        proposal; /* unread words as they may have been printed ("l5/11/2025" → "15/11/2025");
                     for a person to accept, never read in their place; else empty */
};

/* The whole of `words` is meant to be a deadline (a table cell, what follows "Thời gian:"). */
void schedule_deadline_read(struct arena *mem, struct str words, const struct schedule_rules *rules,
                            struct schedule_deadline *ret);

/* The deadline words inside a sentence ("… hoàn thành trước ngày 15/11/2025; báo cáo …"): offsets
 * of the best span in `sentence`. False when none binds. Years of programmes ("giai đoạn 2026-2030"
 * in a title), symbols and numbers of documents are not deadlines. */
bool schedule_deadline_find(struct arena *mem, struct str sentence, size_t *from, size_t *to);

/* "month+trigger": names of the kinds joined by '+', in the order of the enum; "none" for none. */
struct str schedule_deadline_kind_text(struct arena *mem, uint32_t kinds);
