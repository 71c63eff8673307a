#pragma once

/* Legacy charsets → UTF-8, decided from bytes and markup: a declared windows-1252 page full of
 * entities stays 1252; 1258 is never guessed without its combining tone bytes. */

#include "base/arena.h"

/* `declared`: charset named by the markup ("windows-1252", "UTF-8"), or empty. A BOM outranks it,
 * and so does plain UTF-16 without one; a declared UTF-8 holds unless its bytes are mostly
 * something else. Knows UTF-8, UTF-16, windows-1252 (also for latin-1 and names it does not know)
 * and windows-1258 (its combining tones become NFC by text_clean()). `*name` (may be NULL) gets the
 * charset used. Never fails: undecodable bytes are dropped. UTF-8 without fault is borrowed, all
 * else in `mem`. */
struct str text_charset_to_utf8(struct arena *mem, struct str bytes, struct str declared,
                                const char **name);

/* The charset that text_charset_to_utf8() would use, for who wants to decode by lines: "utf-8"
 * "utf-16le" "utf-16be" "windows-1252" "windows-1258". */
const char *text_charset_guess(struct str bytes, struct str declared);
