#pragma once

/* The data folder. */

#include "base/err.h"

/* Makes `path` and the folders above it that are missing, for their owner alone; OK means: on the
 * disk, every one of them. */
MUST_CHECK int store_folder_make(const char *path, struct err *e);
