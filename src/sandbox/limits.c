#include "sandbox/limits.h"

/* The largest document that reader_limits_default lets in needs about 300 MB and 3 s; the libraries
 * of the PDF reader take 150 MB of addresses (not of memory) on top. */
const struct sandbox_limits sandbox_limits_default = {
    .memory_bytes = (size_t)768 << 20,
    .output_bytes = (size_t)96 << 20,
    .cpu_seconds = 20,
    .wall_seconds = 60,
};
