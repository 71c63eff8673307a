#pragma once

/* Numbers, days and moments as people write them: in Vietnamese 1.386,2 and 20/11/2026, in English
 * 1,386.2 and 20 Nov 2026. Each writes into the room that the caller gives (VIEW_WORDS_MAX bytes)
 * and returns what it wrote there. Views write fields of these types themselves. */

#include "base/day.h"
#include "base/decimal.h"
#include "base/lang.h"

enum { VIEW_WORDS_MAX = 48 };

/* How many there are: written 1.386, where a plain integer is written 1386. */
struct view_count {
    int64_t n;
};
/* A moment: microseconds since 1970 UTC. */
struct view_instant {
    int64_t us;
};

struct str view_words_digits(int64_t n, char *room);                          /* "-1386" */
struct str view_words_count(enum lang lang, struct view_count n, char *room); /* "1.386" */
struct str view_words_day(enum lang lang, struct day d, char *room);          /* "20/11/2026" */
/* "17:00 ngày 20/11/2026" in Vietnam; a moment outside the calendar of day.h is "—". */
struct str view_words_instant(enum lang lang, struct view_instant at, char *room);
/* "−1.386,20": all the digits that the number has. */
struct str view_words_decimal(enum lang lang, struct decimal d, char *room);
