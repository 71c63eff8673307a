#pragma once

/* Target words → structure ("≥ 20 % GRDP", "16 - 18", "Thuộc nhóm 30 tỉnh dẫn đầu", "mức khá"). */

#include "base/arena.h"
#include "base/decimal.h"

enum indicator_op {
    INDICATOR_EQUAL,
    INDICATOR_GREATER,
    INDICATOR_AT_LEAST,
    INDICATOR_LESS,
    INDICATOR_AT_MOST,
    INDICATOR_RANGE,
    INDICATOR_RANK,  /* within the first `low` */
    INDICATOR_LEVEL, /* words only: "mức khá" */
    INDICATOR_NON_DECREASING,
};

/* One of several values in a cell: "≤ 3 Đông Nam Á; ≤ 50 Thế giới". */
struct indicator_part {
    enum indicator_op op;
    struct decimal low, high;
    struct str scope; /* "Đông Nam Á"; may be empty */
};

struct indicator_target {
    enum indicator_op op;
    bool has_value, non_decreasing; /* "≥ 3% và tăng dần" has both */
    struct decimal low, high;       /* high only for INDICATOR_RANGE */
    struct str unit;                /* as written, "%" or "% GRDP" or "tổ chức"; may be empty */
    int8_t change; /* "tăng 12%/năm" +1, "giảm 20%" -1: the value is a change; else 0 */
    struct indicator_part *parts; /* all values when there are several, the first again included */
    size_t part_count;            /* 0 or >= 2 */
};

/* A table cell of a value, with the cell of its unit (may be empty). Parentheses ("100% (45/45
 * xã)") only explain. */
void indicator_target_read(struct arena *mem, struct str value, struct str unit,
                           struct indicator_target *ret);

/* One target of a prose sentence; spans point into the sentence, but a name that stands on both
 * sides of its value ("Hình thành mới 05 khu công nghiệp") or shares its head with the clause
 * before
 * ("Tỷ lệ …; giao dịch … đạt 80%") is put together in `mem`. */
struct indicator_phrase {
    struct str name, value, unit; /* "Tỷ trọng kinh tế số", "tối thiểu 20%", "% GRDP" */
    struct str deadline;          /* "Đến năm 2030" when the sentence says it, else empty */
    struct str baseline;          /* "(năm 2024: 12%)" or empty */
    bool qualitative;             /* no number: needs a person */
    struct indicator_target reading;
};

/* The targets stated by a paragraph of a section of targets, in order; array in `mem`. 0 when it
 * states none. */
size_t indicator_target_find(struct arena *mem, struct str paragraph,
                             struct indicator_phrase **ret);
