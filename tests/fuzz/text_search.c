/* What people type to search: words of letters and digits alone, so that no base meets an error of
 * syntax; marked pieces are the text they were made of. The text is what was typed, twice. */

#include <stdlib.h>

#include "base/utf8.h"
#include "fuzz.h"
#include "text/search.h"

static void check(bool holds)
{
    if (!holds)
        abort();
}

static void check_words(const struct text_search *q)
{
    for (size_t i = 0; i < q->count; i++) {
        check(q->term[i].count > 0 && q->term[i].count <= TEXT_SEARCH_BYTES);
        for (size_t k = 0; k < q->term[i].count; k++) {
            struct str w = q->term[i].word[k];

            check(w.n > 0 && w.n <= TEXT_SEARCH_WORD && utf8_bad(w, 0) == w.n);
            for (size_t b = 0; b < w.n; b++)
                check((unsigned char)w.p[b] >= 0x80 || (w.p[b] >= '0' && w.p[b] <= '9') ||
                      (w.p[b] >= 'a' && w.p[b] <= 'z'));
        }
    }
}

static void check_pieces(struct arena *mem, const struct text_search *q, struct str text)
{
    struct text_search_pieces x;
    const char *at = text.p;

    text_search_mark(mem, q, text, &x);
    for (size_t i = 0; i < x.n; at += x.at[i++].text.n)
        check(x.at[i].text.p == at && x.at[i].text.n > 0);
    check(at == text.p + text.n);
    for (size_t letters = 0; letters < 100; letters += 33) {
        text_search_mark_best(mem, q, text, letters, &x);
        for (size_t i = 0; i < x.n; i++)
            check(str_is(x.at[i].text, STR("…")) ||
                  (x.at[i].text.p >= text.p && x.at[i].text.p + x.at[i].text.n <= text.p + text.n));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct str s = {(const char *)data, size}, words = text_search_words(mem, s);
    struct text_search q;

    check(str_is(text_search_words(mem, words), words));
    text_search_read(mem, s, &q);
    check_words(&q);
    check((text_search_fts5(mem, &q).n == 0) == (q.count == 0));
    check((text_search_tsquery(mem, &q).n == 0) == (q.count == 0));
    check_pieces(mem, &q, arena_join(mem, s, s));
    return 0;
}
