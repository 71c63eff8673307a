#pragma once

/* The language of a sentence. Source strings are Vietnamese and marked N_(); their English comes
 * from po/en.po, compiled in by tools/poc. The language is always an argument: of a request, of a
 * command, of `struct err`. */

#include "base/str.h"

enum lang {
    LANG_VI, /* zero: what nobody has chosen is Vietnamese */
    LANG_EN,
};

/* `vi` itself, or its English; a sentence without one stays Vietnamese. Never freed. */
const char *lang_text(enum lang lang, const char *vi);
/* Likewise for a sentence that tells `count` things: "1 task", "2 tasks". */
const char *lang_count(enum lang lang, const char *vi, int64_t count);

/* "vi", "en"; and back: false, with nothing set, for anything else. */
const char *lang_code(enum lang lang);
MUST_CHECK bool lang_from_code(struct str code, enum lang *ret);
