#pragma once

/* A calendar day of the Gregorian calendar, as days since 2000-01-01. No clock is read here. */

#include "base/lang.h"
#include "base/str.h"

struct day {
    int32_t n;
};

/* False (and nothing set) for a day that does not exist or a year outside 1900 … 2199. */
MUST_CHECK bool day_from_ymd(int year, int month, int day, struct day *ret);
void day_to_ymd(struct day d, int *year, int *month, int *day);

int day_month_length(int year, int month); /* 28 … 31; month 1 … 12 */
int day_weekday(struct day d);             /* 0 = Monday … 6 = Sunday */

/* "2025-06-30" into `out` (11 bytes with the NUL); returns `out`. */
const char *day_iso(struct day d, char out[11]);
/* "30/06/2025", as Vietnamese readers know it; likewise. */
const char *day_written(struct day d, char out[11]);
/* As readers of that language know it: "30/06/2025", "30 Jun 2025"; likewise. */
const char *day_said(struct day d, enum lang lang, char out[12]);
