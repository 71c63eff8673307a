#pragma once

/* Characters of UTF-8, one at a time. Strict: no surrogates, no overlong forms. */

#include "base/str.h"

/* The character at s.p[at] (at < s.n) into *ret; returns its bytes, 0 when no character stands
 * there (the caller skips one byte). */
size_t utf8_read(struct str s, size_t at, uint32_t *ret);

/* Writes `c` (at most 0x10FFFF, no surrogate; else nothing) to `p`, which has room for 4 bytes;
 * returns the bytes written. */
size_t utf8_write(char *p, uint32_t c);

/* Offset of the first byte at or after `from` that belongs to no character, or s.n. */
size_t utf8_bad(struct str s, size_t from);
