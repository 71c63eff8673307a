#pragma once

/* Borrowed text: a pointer and a length, never NUL-terminated by promise, never owned.
 * Every function takes it by value; a result points into its argument or into an arena. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define MUST_CHECK __attribute__((warn_unused_result))
#define CLEANUP(f) __attribute__((cleanup(f)))
#define COUNT(a)   (sizeof(a) / sizeof((a)[0]))

/* Marks a sentence for people; the catalogue is made from these marks. */
#define N_(s) (s)

struct str {
    const char *p;
    size_t n;
};

#define STR(lit)   ((struct str){(lit), sizeof(lit) - 1})
#define STR_ARG(s) (int)(s).n, (s).p
#define STR_NONE   ((struct str){NULL, 0})

struct str str_from(const char *z);          /* NUL-terminated; NULL gives STR_NONE */
bool str_is(struct str a, struct str b);     /* same bytes */
int str_compare(struct str a, struct str b); /* by bytes, as memcmp, shorter first */
bool str_starts(struct str s, struct str with);
bool str_ends(struct str s, struct str with);

/* Byte offset of the first `what` at or after `from`, or SIZE_MAX. An empty `what` is found at
 * `from`. */
size_t str_find(struct str s, struct str what, size_t from);
bool str_has(struct str s, struct str what);

/* Bytes [from, to); both are clamped to the length, so any numbers are safe. */
struct str str_cut(struct str s, size_t from, size_t to);
struct str str_rest(struct str s, size_t from);

/* Without ASCII white space (space, \t \n \v \f \r) at either end. */
struct str str_trim(struct str s);

/* Without the character of UTF-8 that a cut has left unfinished at its end. */
struct str str_whole(struct str s);

/* Takes the piece before the next `separator` off `rest` (which then starts behind it).
 * False once nothing is left; an empty piece between two separators is a piece. */
bool str_next(struct str *rest, char separator, struct str *ret);
