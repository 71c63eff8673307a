#pragma once

/* Vietnamese order as bytes: of two texts the one that stands first in a Vietnamese list has the
 * smaller key, compared byte by byte. So both bases sort alike, by a column of keys. */

#include "base/arena.h"
#include "base/err.h"

/* Only the beginning of a text counts; texts that go on differently have the same key. */
#define TEXT_SORT_LETTERS 128

/* a ă â b … d đ …, then tones (none, huyền, hỏi, ngã, sắc, nặng), then case (small first); numbers
 * by their value ("Quận 2" before "Quận 10"). "hòa" and "hoà", NFC and NFD have one key; `s` may
 * hold anything. The key lives in `mem`, about 3 bytes a letter, and may hold any byte but NUL. The
 * first call loads ICU (some 10 ms, 5 MB of which 0.3 are its own); may be called by many threads.
 * ERR_SYSTEM when the machine has no ICU. */
MUST_CHECK int text_sort_key(struct arena *mem, struct str s, struct str *ret, struct err *e);

/* Keys of two versions do not compare: who keeps keys keeps this number beside them, and makes them
 * anew when it is another. Loads nothing. */
int64_t text_sort_version(void);
