#pragma once

/* The rows of a draft as text: the columns of `namro extract`. */

#include "base/buf.h"
#include "draft/draft.h"

void cli_rows_csv(struct arena *mem, const struct draft *draft, struct buf *out);
