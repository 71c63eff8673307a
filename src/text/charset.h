#pragma once

/* Legacy charsets → UTF-8, decided from bytes and markup: a declared windows-1252 page full of
 * entities stays 1252; 1258 is never guessed without its combining tone bytes. */

#include "base/arena.h"

/* `declared`: charset named by the markup ("windows-1252", "UTF-8"), or empty. Handles BOMs (UTF-8,
 * UTF-16 LE/BE), windows-1252, windows-1258 (combining tones → NFC later by text_clean), latin-1.
 * `*name` (may be NULL) gets the charset used. Never fails: undecodable bytes are dropped. */
struct str text_charset_to_utf8(struct arena *mem, struct str bytes, struct str declared,
                                const char **name);
