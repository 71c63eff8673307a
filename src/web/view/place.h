#pragma once

/* What the compiled views call: a value is written so that it stays in its place, whatever bytes it
 * holds. tools/viewc chooses the place; the macros choose by type, and a type that they do not name
 * does not compile. */

#include "base/buf.h"
#include "web/view/words.h"

/* In text and between double quotes: & < > " and ' as entities. Days, moments, counts and decimals
 * as people of that language write them; an integer in plain digits. */
void view_place_str(struct buf *out, enum lang lang, struct str s);
void view_place_chars(struct buf *out, enum lang lang, const char *z); /* NULL is nothing */
void view_place_int(struct buf *out, enum lang lang, int64_t n);
void view_place_count(struct buf *out, enum lang lang, struct view_count n);
void view_place_day(struct buf *out, enum lang lang, struct day d);
void view_place_instant(struct buf *out, enum lang lang, struct view_instant at);
void view_place_decimal(struct buf *out, enum lang lang, struct decimal d);
#define VIEW_TEXT(out, lang, x)                                                                    \
    _Generic((x),                                                                                  \
        struct str: view_place_str,                                                                \
        const char *: view_place_chars,                                                            \
        char *: view_place_chars,                                                                  \
        int: view_place_int,                                                                       \
        long: view_place_int,                                                                      \
        long long: view_place_int,                                                                 \
        unsigned: view_place_int,                                                                  \
        unsigned long: view_place_int,                                                             \
        struct view_count: view_place_count,                                                       \
        struct day: view_place_day,                                                                \
        struct view_instant: view_place_instant,                                                   \
        struct decimal: view_place_decimal)(out, lang, x)

/* %d in {{t …}}: how many there are. */
static inline struct view_count view_place_counted(int64_t n)
{
    return (struct view_count){n};
}
static inline struct view_count view_place_same_count(struct view_count n)
{
    return n;
}
#define VIEW_COUNT(x)                                                                              \
    _Generic((x), int                                                                              \
             : view_place_counted, long                                                            \
             : view_place_counted, long long                                                       \
             : view_place_counted, unsigned                                                        \
             : view_place_counted, unsigned long                                                   \
             : view_place_counted, struct view_count                                               \
             : view_place_same_count)(x)

/* A whole address: a path of our own (/…, ?…, #…), or https://… where `abroad` allows it. Anything
 * else is written as "#": another scheme, //host, a backslash, a control character or a space. */
void view_place_address(struct buf *out, struct str address, bool abroad);
static inline struct str view_place_same(struct str s)
{
    return s;
}
#define VIEW_STR(x)                                                                                \
    _Generic((x), struct str : view_place_same, const char * : str_from, char * : str_from)(x)

/* A part of an address behind its beginning: percent codes for all but letters, digits and -._~ */
void view_place_part(struct buf *out, struct str s);
void view_place_part_chars(struct buf *out, const char *z);
void view_place_part_int(struct buf *out, int64_t n);
void view_place_part_day(struct buf *out, struct day d); /* 2025-06-30 */
#define VIEW_PART(out, x)                                                                          \
    _Generic((x),                                                                                  \
        struct str: view_place_part,                                                               \
        const char *: view_place_part_chars,                                                       \
        char *: view_place_part_chars,                                                             \
        int: view_place_part_int,                                                                  \
        long: view_place_part_int,                                                                 \
        long long: view_place_part_int,                                                            \
        unsigned: view_place_part_int,                                                             \
        unsigned long: view_place_part_int,                                                        \
        struct day: view_place_part_day)(out, x)

/* {{if x}}: true, a text that is not empty, a number that is not 0, a pointer that is not NULL. */
static inline bool view_place_true(bool x)
{
    return x;
}
static inline bool view_place_filled(struct str s)
{
    return s.n > 0;
}
static inline bool view_place_spoken(const char *z)
{
    return z && *z;
}
static inline bool view_place_some(int64_t n)
{
    return n != 0;
}
static inline bool view_place_any(struct view_count n)
{
    return n.n != 0;
}
static inline bool view_place_given(const void *p)
{
    return p;
}
#define VIEW_HAS(x)                                                                                \
    _Generic((x),                                                                                  \
        bool: view_place_true,                                                                     \
        struct str: view_place_filled,                                                             \
        const char *: view_place_spoken,                                                           \
        char *: view_place_spoken,                                                                 \
        int: view_place_some,                                                                      \
        long: view_place_some,                                                                     \
        long long: view_place_some,                                                                \
        unsigned: view_place_some,                                                                 \
        unsigned long: view_place_some,                                                            \
        struct view_count: view_place_any,                                                         \
        default: view_place_given)(x)
