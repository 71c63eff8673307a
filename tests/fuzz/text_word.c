/* The small readers of words: folding, numbers, tokens, likeness. What they hand out must lie
 * inside what they were given. */

#include <stdlib.h>

#include "fuzz.h"
#include "text/likeness.h"
#include "text/number.h"
#include "text/token.h"

static void check(bool holds)
{
    if (!holds)
        abort();
}

static void try_tokens(struct arena *mem, struct str s)
{
    struct text_tokens x;

    text_token_read(mem, s, &x);
    check(x.folded.text.n <= s.n);
    for (size_t i = 0; i <= x.folded.text.n; i++)
        check(x.folded.map[i] <= s.n && (i == 0 || x.folded.map[i - 1] <= x.folded.map[i]));
    for (size_t i = 0; i < x.n; i++) {
        check(x.t[i].from < x.t[i].to && x.t[i].to <= x.folded.text.n);
        check(text_token_source(&x, s, i, x.n).n <= s.n);
        check(text_token_match(&x, i, "truoc|sau khi? ngay? # / #") <= x.n - i);
    }
}

static void try_numbers(struct str s)
{
    struct decimal d;
    char text[24];
    int v;

    for (size_t at = 0; at < s.n && at < 64; at++) {
        size_t n = text_number_read(str_rest(s, at), &d);

        check(n <= s.n - at);
        if (n)
            check(d.scale >= 0 && d.scale <= 18 && decimal_text(d, text) == text);
        check(text_number_roman(str_rest(s, at), &v) <= s.n - at);
    }
}

static void try_likeness(struct arena *mem, struct str s)
{
    struct str all = text_fold_only(mem, s);
    struct str a = str_cut(all, 0, all.n / 2), b = str_rest(all, all.n / 2);
    char *shape = arena_alloc(mem, all.n + 1, 1);
    uint32_t *map = ARENA_MANY(mem, uint32_t, all.n + 1);
    size_t n = text_likeness_shape(all, shape, map);
    int alike = text_likeness(a, b);

    check(n <= all.n && map[n] == all.n);
    check(alike >= 0 && alike <= 100 && text_likeness(b, a) >= 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct str s = {(const char *)data, size};

    try_tokens(mem, s);
    try_numbers(s);
    try_likeness(mem, s);
    return 0;
}
