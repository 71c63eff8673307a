#pragma once

/* What every fuzz target needs. */

#include "base/arena.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
