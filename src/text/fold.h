#pragma once

/* Vietnamese text as people search it: case, tones, marks and đ are folded away ("Đến hết Quý II" →
 * "den het quy ii"). Patterns run on the folded copy; offsets lead back to the words as written. */

#include "base/arena.h"

struct text_folded {
    struct str text; /* ASCII where the source was Vietnamese; white space runs are one space, ends
                        trimmed */
    const uint32_t *
        map; /* map[i] = offset in the source of folded byte i; map[text.n] = end of the last one */
};

/* `s` is UTF-8 in NFC or NFD (invalid bytes become spaces). One folded byte may stand for several
 * source bytes, never the other way, so text.n <= s.n. Both parts live in `mem`. */
void text_fold(struct arena *mem, struct str s, struct text_folded *ret);

/* The folded text alone. */
struct str text_fold_only(struct arena *mem, struct str s);

/* The source words behind folded bytes [from, to), white space trimmed. */
struct str text_fold_source(const struct text_folded *f, struct str source, size_t from, size_t to);

/* A capital letter of Vietnamese. */
bool text_fold_is_capital(uint32_t c);
