#pragma once

/* Text as the house keeps it: UTF-8 in NFC, no control, bidi or zero-width characters, no soft
 * hyphens; runs of white space (no-break space too) are one space. */

#include "base/arena.h"

/* `s` may hold anything; invalid bytes are dropped. With `keep_lines` line breaks stay as '\n'
 * (spaces around it go) and runs of them are one; else they are white space. Trimmed. Decomposed
 * letters are composed; Eth becomes Đ and the bullets of symbol fonts become "•"; words stay as
 * they are. */
struct str text_clean(struct arena *mem, struct str s, bool keep_lines);
