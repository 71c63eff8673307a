#pragma once

/* What one reading may cost. The parent holds to output and time, the reader binds itself to the
 * rest before it looks at a byte. */

#include "base/str.h"

struct sandbox_limits {
    size_t memory_bytes; /* address space of the reader, its libraries included */
    size_t output_bytes; /* what it may send back */
    int cpu_seconds;
    int wall_seconds;
};

extern const struct sandbox_limits sandbox_limits_default;
