#pragma once

/* Bytes of a user that wait in memory until they have been read and judged: no disk has seen them.
 * Behind a descriptor, so that another process can be given them; sealed, so that what was read,
 * hashed and kept are the same bytes. */

#include "base/err.h"

/* An empty one; the caller closes *ret. */
MUST_CHECK int memfd_open(int *ret, struct err *e);

/* Adds behind what is there; ERR_TOO_BIG once `max_bytes` in all would be passed. */
MUST_CHECK int memfd_add(int fd, size_t max_bytes, struct str bytes, struct err *e);

/* Nothing can change it any more; reading starts at its beginning. */
MUST_CHECK int memfd_seal(int fd, struct err *e);

/* What `fd` gives from where it stands to its end, sealed; the caller closes *ret. */
MUST_CHECK int memfd_from_fd(int fd, size_t max_bytes, int *ret, struct err *e);
MUST_CHECK int memfd_from_bytes(struct str bytes, int *ret, struct err *e);

/* The bytes of a sealed one, until memfd_unmap(); a descriptor that is not sealed is refused, as
 * its bytes could go away under the reader. */
MUST_CHECK int memfd_map(int fd, struct str *ret, struct err *e);
void memfd_unmap(struct str *bytes); /* for CLEANUP(); STR_NONE is fine */

void memfd_close(int *fd); /* for CLEANUP(); -1 is fine */
