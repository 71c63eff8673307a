#pragma once

/* Values of the register that may be unknown (NULL in the base): look at `has` before `is`. In an
 * input a nullable parameter that is left zero is NULL. */

#include "base/day.h"

struct store_int64 { /* also instants: microseconds since 1970-01-01 UTC */
    bool has;
    int64_t is;
};

struct store_text { /* also bytes */
    bool has;
    struct str is;
};

struct store_day {
    bool has;
    struct day is;
};

struct store_bool {
    bool has, is;
};

static inline struct store_int64 store_int64(int64_t is)
{
    return (struct store_int64){true, is};
}

static inline struct store_text store_text(struct str is)
{
    return (struct store_text){true, is};
}

static inline struct store_day store_day(struct day is)
{
    return (struct store_day){true, is};
}

static inline struct store_bool store_bool(bool is)
{
    return (struct store_bool){true, is};
}
