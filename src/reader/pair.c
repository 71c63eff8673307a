#include "reader/column_priv.h"

/* Two columns side by side: the letterhead (body and number beside motto and date) and the end of a
 * paper (who gets it beside who signed). They become a table of one row, as word processors make
 * them. */

enum { LETTERHEAD_LINES = 12, PAIR_LINES = 60, SIGNATURE_BLANKS = 9 };

static bool is_recipients(struct str s)
{
    return str_starts(s, STR("Nơi nhận"));
}

/* The two sides of the line, divided at its widest gap ("Số:     /KH-UBND" has gaps of its own);
 * false when it has one side only. */
static bool halves(const struct reader__line *l, struct reader__piece *side)
{
    struct reader__piece piece[6];
    size_t n = reader__column_pieces(l->raw, piece, 6), at = 1;

    side[0] = piece[0];
    for (size_t i = 2; i < n; i++)
        at = piece[i].from - piece[i - 1].to > piece[at].from - piece[at - 1].to ? i : at;
    if (n < 2)
        return false;
    side[1] = piece[at];
    side[0].text.n = (size_t)(piece[at - 1].text.p + piece[at - 1].text.n - piece[0].text.p);
    side[0].to = piece[at - 1].to;
    side[1].text.n = (size_t)(piece[n - 1].text.p + piece[n - 1].text.n - piece[at].text.p);
    side[1].to = piece[n - 1].to;
    return true;
}

bool reader__pair_starts(const struct reader__text *t, size_t at)
{
    struct reader__piece side[2];

    if (t->markdown)
        return false;
    if (at == 0)
        return t->lines[0].gaps == 1 && halves(&t->lines[0], side);
    if (!is_recipients(t->lines[at].text))
        return false;
    for (size_t i = at; i < t->count && i < at + 4; i++)
        if (halves(&t->lines[i], side))
            return true;
    return false;
}

/* Which side a line of one piece stands on, beside a right column that begins at `right`. */
static bool is_right(const struct reader__piece *piece, uint32_t right)
{
    return piece->from + 10 >= right;
}

/* Does the line at `i` still stand beside the others? */
static bool goes_on(const struct reader__text *t, size_t from, size_t i, uint32_t right)
{
    const struct reader__line *l = &t->lines[i];
    struct reader__piece side[2];
    bool ends = is_recipients(t->lines[from].text);

    if (halves(l, side))
        return ends || i < LETTERHEAD_LINES;
    if (l->page != l[-1].page || (!is_right(side, right) && right && side->to > right))
        return false;
    return !l->before || (ends && l->before <= SIGNATURE_BLANKS && right && is_right(side, right));
}

size_t reader__pair_read(struct reader__text *t, size_t from)
{
    struct reader__line *lines[2];
    size_t count[2] = {0, 0}, i = from, pairs = 0;
    struct reader__piece side[2];
    struct doc_block *table;
    uint32_t right = 0;

    for (int k = 0; k < 2; k++)
        lines[k] = ARENA_MANY(t->mem, struct reader__line, PAIR_LINES);
    for (; i < t->count && i < from + PAIR_LINES && (i == from || goes_on(t, from, i, right));
         i++) {
        const struct reader__line *l = &t->lines[i];
        bool pair = halves(l, side);

        if (pair) {
            right = side[1].from;
            pairs++;
        }
        for (int k = 0; k <= pair; k++) {
            int to = pair ? k : right && is_right(side, right);

            lines[to][count[to]++] = reader__line_part(t->mem, l, side[k].text);
        }
    }
    if (pairs == 0 || (from == 0 && pairs < 2))
        return from;
    table = doc_tree_table(&t->out, (struct doc_pos){t->lines[from].page, t->lines[from].number});
    table->rebuilt = true;
    table->row_count = 1;
    table->rows = ARENA_NEW(t->mem, struct doc_row);
    *table->rows = (struct doc_row){
        .cells = ARENA_MANY(t->mem, struct doc_cell, 2), .count = 2, .pos = table->pos};
    for (uint32_t k = 0; k < 2; k++) {
        table->rows->cells[k] = (struct doc_cell){.column = k, .colspan = 1, .rowspan = 1};
        if (reader__text_room(t, 0))
            reader__flow_cell(t, &table->rows->cells[k], lines[k], count[k],
                              (struct reader__wrap){UINT32_MAX, UINT32_MAX});
    }
    return i;
}
