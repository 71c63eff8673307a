#include "sandbox/limits.h"

/* The largest file that reader_limits_default lets in needs its 64 MB, once more as much for a part
 * of it, and seconds; the libraries of the PDF reader take 150 MB of addresses (not of memory) on
 * top. */
const struct sandbox_limits sandbox_limits_default = {
    .memory_bytes = (size_t)768 << 20,
    .output_bytes = (size_t)48 << 20,
    .cpu_seconds = 20,
    .wall_seconds = 60,
};
