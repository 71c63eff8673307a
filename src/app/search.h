#pragma once

/* Search over everything confirmed: without accents, ranked, the original words marked. */

#include "app/app.h"

struct app_piece { /* original words, some of them found */
    struct str text;
    bool marked;
};
struct app_hit {
    struct str kind; /* task target document org plan */
    int64_t ref;
    const struct app_piece *title, *snippet;
    size_t title_count, snippet_count;
    struct str plan_number;
};
struct app_hits {
    const struct app_hit *at;
    size_t n;
    size_t total;  /* of `kind`, or of all */
    bool at_least; /* more than the 1,000 that are counted */
};
/* `kind` empty = all. Nothing searchable in the words: no hits, no error. */
MUST_CHECK int app_search(struct app *a, struct app_who who, struct str words, struct str kind,
                          struct app_page p, struct arena *mem, struct app_hits *ret,
                          struct err *e);
