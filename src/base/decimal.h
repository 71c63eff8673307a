#pragma once

/* An exact decimal number: 12,34 is {1234, 2}. Overflow is an error, never a wrong figure. */

#include "base/str.h"

struct decimal {
    int64_t mantissa;
    int8_t scale; /* digits behind the comma, 0 … 18 */
};

/* -1, 0, 1; exact for every pair. */
int decimal_compare(struct decimal a, struct decimal b);

/* "12.34": dot, no grouping, into `out` (24 bytes are enough); returns `out`. */
const char *decimal_text(struct decimal d, char out[24]);
