#pragma once

/* What a plan says of counting its deadlines. */

#include "base/day.h"

struct schedule_rules {
    struct day issued; /* day of the document; gives a missing year. n = INT32_MIN: unknown */
    bool before_includes_day; /* false: "trước ngày D" ends on D-1 (spec default) */
};

extern const struct schedule_rules schedule_rules_default;
