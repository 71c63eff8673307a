#pragma once

/* The language of a sentence. Source strings are Vietnamese and marked N_(); their English comes
 * from po/en.po, compiled in by tools/poc. The language is always an argument: of a request, of a
 * command, of `struct err`. */

#include "base/str.h"

struct arena;

enum lang {
    LANG_VI, /* zero: what nobody has chosen is Vietnamese */
    LANG_EN,
};

/* `vi` itself, or its English; a sentence without one stays Vietnamese. Never freed. */
const char *lang_text(enum lang lang, const char *vi);
/* Likewise for a sentence that tells `count` things: "1 task", "2 tasks". */
const char *lang_count(enum lang lang, const char *vi, int64_t count);

/* What lang_text() gave in Vietnamese and printf has put values into, some time ago, said in
 * `lang`: the marked sentence is found by its fixed words. Several may be joined by "; ". Values in
 * quotation marks are somebody's own words and stay; days, places and marked words are said too.
 * What is no such sentence stays as it is. In `mem`, or `vi` itself. */
struct str lang_again(struct arena *mem, enum lang lang, struct str vi);

/* "vi", "en"; and back: false, with nothing set, for anything else. */
const char *lang_code(enum lang lang);
MUST_CHECK bool lang_from_code(struct str code, enum lang *ret);
