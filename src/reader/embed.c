#include <strings.h>

#include "reader/text_priv.h"

/* HTML tables inside Markdown: converters write them where cells span. The reader of web pages
 * reads them; their rows get the line where the table begins. */

enum { DEPTH = 16, TABLES = 2000 };

/* Offset of `word` in either case, or SIZE_MAX. */
static size_t find(struct str s, const char *word, size_t from)
{
    size_t n = strlen(word);

    while (from + n <= s.n) {
        const char *hit = memchr(s.p + from, word[0], s.n - from);

        if (!hit || (size_t)(hit - s.p) + n > s.n)
            return SIZE_MAX;
        if (strncasecmp(hit, word, n) == 0)
            return (size_t)(hit - s.p);
        from = (size_t)(hit - s.p) + 1;
    }
    return SIZE_MAX;
}

bool reader__embed_is_edge(struct str raw)
{
    return find(raw, "<table", 0) != SIZE_MAX || find(raw, "</table", 0) != SIZE_MAX;
}

bool reader__embed_starts(const struct reader__text *t, size_t at)
{
    return t->markdown && at >= t->embed_from && find(str_trim(t->lines[at].raw), "<table", 0) == 0;
}

/* The line behind the one that closes the table opened on line `from`; `from` when none does. */
static size_t table_end(const struct reader__text *t, size_t from)
{
    size_t depth = 0;

    for (size_t i = from; i < t->count; i++) {
        struct str raw = t->lines[i].raw;

        for (size_t at = 0; (at = find(raw, "<table", at)) != SIZE_MAX; at++)
            depth++;
        for (size_t at = 0; (at = find(raw, "</table", at)) != SIZE_MAX; at++)
            depth -= depth > 0;
        if (depth == 0)
            return i + 1;
    }
    return from;
}

/* Gives all blocks the place, and counts them; false when they pass a limit. */
static bool settle(struct reader__text *t, struct doc_block *list, struct doc_pos pos, int depth)
{
    for (struct doc_block *b = list; b; b = b->next) {
        if (!reader__text_room(t, b->text.n) || depth == DEPTH)
            return false;
        b->pos = pos;
        for (size_t r = 0; r < b->row_count; r++) {
            b->rows[r].pos = pos;
            for (size_t c = 0; c < b->rows[r].count; c++)
                if (!reader__text_room(t, 0) ||
                    !settle(t, b->rows[r].cells[c].first, pos, depth + 1))
                    return false;
        }
    }
    return true;
}

size_t reader__embed_read(struct reader__text *t, size_t from)
{
    size_t end = table_end(t, from);
    const struct reader__line *first = &t->lines[from], *last = &t->lines[end - (end > from)];
    struct str html = {first->raw.p, (size_t)(last->raw.p + last->raw.n - first->raw.p)};
    struct doc_tree *tree;

    if (++t->embedded > TABLES) {
        t->full = N_("Văn bản có quá nhiều bảng nên không đọc.");
        return from;
    }
    t->embed_from = end > from ? end : t->count; /* what is open to the end is looked at once */
    if (end == from || reader_html_read(t->mem, html, t->limits, &tree, NULL) || !tree->first ||
        !settle(t, tree->first, (struct doc_pos){first->page, first->number}, 0))
        return from;
    *t->out.end = tree->first;
    while (*t->out.end)
        t->out.end = &(*t->out.end)->next;
    return end;
}
