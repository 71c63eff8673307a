#pragma once

/* The rows of a draft for people at a terminal, in lines of `width` columns. What the document says
 * and why a row reads as it does stays Vietnamese. */

#include "base/buf.h"
#include "draft/draft.h"

/* The document's head, the rows with their numbers, a summary. */
void cli_draft_list(struct arena *mem, const struct draft *draft, size_t width, enum lang lang,
                    struct buf *out);

/* Why row `number` (1 … row_count) reads as it does: places, steps, candidates for each body,
 * readings of deadline and value. */
void cli_draft_explain(struct arena *mem, const struct draft *draft, size_t number, size_t width,
                       enum lang lang, struct buf *out);
