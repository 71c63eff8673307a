#pragma once

/* State-secret marks: MẬT, TỐI MẬT, TUYỆT MẬT. Nothing of a document that carries one may enter, so
 * this is asked before anything else. */

#include "doc/tree.h"

/* True when the head of the document (or a text box, header or footer anywhere) carries the mark:
 * alone in its line or cell, spaced or not; behind the number of the document; before the copy's
 * number or the letterhead's other column; or named by "Độ mật:". The word inside a sentence is no
 * mark. */
bool draft_secret_is_marked(struct arena *mem, const struct doc_tree *tree);
