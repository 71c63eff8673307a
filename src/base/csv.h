#pragma once

/* CSV of RFC 4180: comma, quotes doubled, lines ended by \n; UTF-8. */

#include "base/arena.h"
#include "base/buf.h"

void csv_field(struct buf *out, bool first,
               struct str s); /* writes the comma before all but the first */
void csv_end(struct buf *out);

/* Takes one record off `rest`: fields into `*ret` (arena), their number into `*count`. False at the
 * end. A quoted field may hold line breaks; a quote that never closes runs to the end of the text.
 */
bool csv_next(struct arena *mem, struct str *rest, struct str **ret, size_t *count);
