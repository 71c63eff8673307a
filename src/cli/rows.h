#pragma once

/* The rows of a draft for programs: the columns of `namro extract` as CSV and JSON. */

#include "base/buf.h"
#include "draft/draft.h"

void cli_rows_csv(struct arena *mem, const struct draft *draft, struct buf *out);

/* An array of objects with the same names; page and line are numbers, what is not known is null. */
void cli_rows_json(struct arena *mem, const struct draft *draft, struct buf *out);

/* "Sở Nội vụ; Sở Tài chính" */
struct str cli_rows_bodies(struct arena *mem, const struct plan_org_name *name, size_t count);
