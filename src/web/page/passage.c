/* The document beside a row. */

#include <inttypes.h>

#include "web/page/page.h"

enum { MARKS_MOST = 16 };

struct span {
    size_t from, to;
    const char *part;
};

/* Where the marks stand in the cell: each where it is found first, overlaps left out. */
static size_t find_spans(struct str cell, const struct page__mark *mark, size_t n,
                         struct span out[MARKS_MOST])
{
    size_t count = 0;

    for (size_t i = 0; i < n && count < MARKS_MOST; i++) {
        size_t at = mark[i].words.n ? str_find(cell, mark[i].words, 0) : SIZE_MAX, k;

        for (k = 0; at != SIZE_MAX && k < count; k++)
            if (at < out[k].to && at + mark[i].words.n > out[k].from)
                at = SIZE_MAX;
        if (at == SIZE_MAX)
            continue;
        for (k = count++; k > 0 && out[k - 1].from > at; k--)
            out[k] = out[k - 1];
        out[k] = (struct span){at, at + mark[i].words.n, mark[i].part};
    }
    return count;
}

static struct view_marked marked(struct arena *mem, struct str cell, const struct page__mark *mark,
                                 size_t mark_count)
{
    struct span span[MARKS_MOST];
    size_t n = find_spans(cell, mark, mark_count, span), used = 0, at = 0;
    struct view_piece *piece = ARENA_MANY(mem, struct view_piece, 2 * n + 1);
    struct view_marked m = {0};

    for (size_t i = 0; i < n; i++) {
        if (span[i].from > at)
            piece[used++] = (struct view_piece){str_cut(cell, at, span[i].from), false, NULL};
        piece[used++] = (struct view_piece){str_cut(cell, span[i].from, span[i].to), true,
                                            span[i].part};
        at = span[i].to;
    }
    if (at < cell.n || used == 0)
        piece[used++] = (struct view_piece){str_rest(cell, at), false, NULL};
    m.pieces.at = piece;
    m.pieces.n = used;
    return m;
}

static bool is_of_table(const struct app_passage *p)
{
    return p->kind == APP_PASSAGE_HEADER || p->kind == APP_PASSAGE_ROW;
}

/* "trang 2, dòng 27" → "27": what stands at the left of a paragraph. */
static struct str short_place(struct str place)
{
    size_t i = place.n;

    while (i > 0 && place.p[i - 1] >= '0' && place.p[i - 1] <= '9')
        i--;
    return str_rest(place, i);
}

struct view_passage page__passage(const struct web_request *w, const struct app_passages *around,
                                  struct str place, int64_t document,
                                  const struct page__mark *marks, size_t mark_count)
{
    struct view_line *line = ARENA_MANY(w->mem, struct view_line, around->n + 1);
    struct view_block *block = ARENA_MANY(w->mem, struct view_block, around->n + 1);
    struct view_passage v = {.place = place};
    size_t blocks = 0;

    for (size_t i = 0; i < around->n; i++) {
        const struct app_passage *p = &around->at[i];
        struct view_cell *cell = ARENA_MANY(w->mem, struct view_cell, p->cell_count + 1);

        for (size_t k = 0; k < p->cell_count; k++)
            cell[k].words = marked(w->mem, p->cells[k], p->own ? marks : NULL,
                                   p->own ? mark_count : 0);
        line[i] = (struct view_line){
            .place = short_place(p->place), .own = p->own, .head = p->kind == APP_PASSAGE_HEADER};
        line[i].cells.at = cell;
        line[i].cells.n = p->cell_count;
        if (blocks == 0 || block[blocks - 1].table != is_of_table(p)) {
            block[blocks].table = is_of_table(p);
            block[blocks++].lines.at = &line[i];
        }
        block[blocks - 1].lines.n++;
    }
    v.blocks.at = block;
    v.blocks.n = blocks;
    if (document) {
        v.file_url = arena_printf(w->mem, "/van-ban/%" PRId64 "/tep", document);
        v.file_words = str_from(lang_text(w->lang, N_("Tải tệp gốc")));
    }
    return v;
}
