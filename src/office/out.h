#pragma once

/* The file that something is written into. The first error stays. */

#include "base/err.h"

struct office_out {
    int fd;          /* of the caller */
    uint64_t at;     /* where the next bytes go */
    uint64_t length; /* of the file */
    int error;       /* errno of the first call that failed, else 0 */
};

/* Empties the file. */
MUST_CHECK bool office_out_begin(struct office_out *o, int fd);

/* False once anything has failed. */
bool office_out_add(struct office_out *o, const void *p, size_t n);

/* Says why; for `error` ≠ 0, and for a failure without one (a library that had no memory). */
int office_out_failed(const struct office_out *o, struct err *e);
