#pragma once

/* The file of a user, opened for a reader. */

#include "base/err.h"

/* A regular file of 1 … max_bytes bytes; the caller closes *ret. A folder, a pipe, a device, an
 * empty or too large file is refused with its sentence. */
MUST_CHECK int sandbox_input_open(const char *path, size_t max_bytes, int *ret, struct err *e);

/* The same of a file that is open already. */
MUST_CHECK int sandbox_input_judge(int fd, size_t max_bytes, struct err *e);

void sandbox_input_close(int *fd); /* for CLEANUP(); -1 is fine */
