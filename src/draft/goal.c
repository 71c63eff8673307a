#include "draft/draft_priv.h"

/* "Tầm nhìn đến năm 2045" is the name of a programme in a sentence, but a period in a heading. */
static struct str period_of(struct draft__reading *r, const struct draft__line *l)
{
    size_t from, to, at;
    struct str rest = l->text;

    if (schedule_deadline_find(r->mem, rest, &from, &to))
        return str_trim(str_cut(rest, from, to));
    at = draft__phrase_find(l->folded.text, "den nam|den het nam|giai doan|trong nam|nam", 0, NULL);
    if (at == SIZE_MAX)
        return STR_NONE;
    rest = str_rest(rest, l->folded.map[at]);
    if (schedule_deadline_find(r->mem, rest, &from, &to))
        return str_trim(str_cut(rest, from, to));
    return STR_NONE;
}

/* The deadline that a heading gives to the targets under it ("1. Đến năm 2030"), its own or the one
 * of the heading above; told once for each line, parents first. */
static struct str *tell_periods(struct draft__reading *r)
{
    struct str *period = ARENA_MANY(r->mem, struct str, r->line_count + 1);

    for (size_t i = 0; i < r->line_count; i++) {
        const struct draft__line *l = &r->lines[i];
        struct str own;

        period[i + 1] = period[l->parent];
        if (l->role != DRAFT__ROLE_GOAL || !l->heading || l->folded.text.n > 160)
            continue;
        if ((own = period_of(r, l)).n)
            period[i + 1] = own;
    }
    return period;
}

static void emit(struct draft__reading *r, struct draft__line *l, const struct indicator_phrase *p,
                 struct str period)
{
    struct draft_row *row = draft__row_open(r, DRAFT_TARGET, l->pos);

    row->no = l->path;
    row->group = l->group;
    row->name = p->name;
    draft__row_step(r, row, N_("Chỉ tiêu nêu trong câu văn ở %.*s."),
                    STR_ARG(doc_tree_place(r->mem, r->tree, l->pos)));
    draft__row_value(r, row, p->value, p->unit);
    row->target = p->reading;
    row->baseline = p->baseline;
    draft__row_deadline(r, row, p->deadline.n ? p->deadline : period);
    draft__row_doubt(r, row,
                     p->qualitative ? N_("chỉ tiêu định tính đọc từ câu văn")
                                    : N_("đọc từ câu văn của phần mục tiêu"));
}

void draft__goal_read(struct draft__reading *r)
{
    struct str *period;

    period = tell_periods(r);
    for (size_t i = 0; i < r->line_count; i++) {
        struct draft__line *l = &r->lines[i];
        struct indicator_phrase *phrase;
        size_t n;

        if (l->role != DRAFT__ROLE_GOAL || l->used || l->is_table || l->label || l->heading)
            continue;
        n = indicator_target_find(r->mem, l->text, &phrase);
        for (size_t k = 0; k < n; k++)
            emit(r, l, &phrase[k], period[l->parent]);
        if (n)
            l->used = true;
    }
}
