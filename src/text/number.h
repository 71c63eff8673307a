#pragma once

/* Numbers as Vietnamese documents write them. */

#include "base/decimal.h"

/* Reads the number that starts at s.p[0]: "2.989,5" "1.000" "16,5" "09" "0.7". A dot or comma is a
 * grouping mark when exactly three digits follow every one of them and the first group is not 0;
 * else it is the decimal mark. Returns the bytes read, 0 when no digit stands there or it
 * overflows. */
size_t text_number_read(struct str s, struct decimal *ret);

/* I … MMMCMXCIX at s.p[0], either case but not mixed; returns the bytes read, 0 if none. */
size_t text_number_roman(struct str s, int *ret);
