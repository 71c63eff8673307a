#pragma once

/* A zip of parts, compressed while they are written, for DOCX and XLSX. All parts bear the first
 * day of zip (1980-01-01): the same parts are the same bytes. */

#include "office/out.h"

struct office_zip;

/* NULL when there is no memory. `out` stays the caller's, and holds the error of every failure. */
struct office_zip *office_zip_new(struct office_out *out);

/* One part after the other. False when writing failed. */
bool office_zip_part(struct office_zip *z, const char *name);
bool office_zip_add(struct office_zip *z, struct str s);
bool office_zip_end(struct office_zip *z); /* of the part */

/* Writes the directory behind all parts; the zip is whole only after this. */
bool office_zip_finish(struct office_zip *z);

void office_zip_free(struct office_zip *z); /* NULL is fine */
