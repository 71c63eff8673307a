#include "draft/draft_priv.h"

/* What stands under each line, to tell tasks from their groups and from their details. */
struct shape {
    uint32_t items, leaves,
        plain; /* children: numbered or bullets; of those without children; paragraphs */
    bool task; /* of it, or of a line above, a row was made */
};

enum { SPEAKING = 15 };

static bool counts(const struct draft__line *l)
{
    return !l->is_table && !l->label && l->text.n;
}

static bool is_plain(const struct draft__line *l)
{
    return l->marker == DRAFT__MARK_NONE && l->depth == 0;
}

static bool is_prose(const struct draft__line *l)
{
    return counts(l) && l->role == DRAFT__ROLE_TASK && l->marker != DRAFT__MARK_ROMAN &&
           l->marker != DRAFT__MARK_PART;
}

static struct shape *tell_shapes(struct draft__reading *r)
{
    struct shape *shape = ARENA_MANY(r->mem, struct shape, r->line_count + 1);

    for (size_t i = 0; i < r->line_count; i++) {
        const struct draft__line *l = &r->lines[i];
        struct shape *above = &shape[l->parent]; /* [0] = no parent; a line's own is [i + 1] */

        if (!counts(l))
            continue;
        if (is_plain(l)) {
            above->plain++;
        } else {
            above->items++;
            above->leaves += !l->heading;
        }
    }
    return shape;
}

/* Numbered lines with bullets are groups of tasks, unless most of their neighbours have none: then
 * all of them are tasks, and the bullets of the few are details. */
static bool is_task(const struct draft__line *l, const struct shape *own, const struct shape *above)
{
    if (l->folded.text.n < SPEAKING || l->text.p[l->text.n - 1] == ':')
        return l->heading && above->leaves * 2 > above->items && l->folded.text.n > 60;
    if (is_plain(l))
        return above->items == 0;
    if (!l->heading)
        return true;
    return own->items + own->plain > 0 && above->items > 1 && above->leaves * 2 > above->items;
}

static void emit(struct draft__reading *r, struct draft__line *l)
{
    struct draft_row *row = draft__row_open(r, DRAFT_TASK, l->pos);
    struct draft__duty more;

    l->used = true;
    row->no = l->path;
    row->group = l->group;
    row->name = draft__sentence_trim(l->text);
    draft__sentence_duty(r->mem, l->text, &l->folded, &more);
    draft__row_step(r, row, N_("Gạch đầu dòng của phần nhiệm vụ, giải pháp, %.*s."),
                    STR_ARG(doc_tree_place(r->mem, r->tree, l->pos)));
    draft__row_deadline(r, row, more.deadline);
    draft__row_doubt(r, row, N_("không nêu cơ quan chủ trì; đọc từ đoạn văn của phần nhiệm vụ"));
}

static bool has_register(const struct draft__reading *r)
{
    size_t tasks = 0;

    for (const struct draft_row *row = r->draft->rows; row; row = row->next)
        tasks += row->kind == DRAFT_TASK && row->source == DRAFT_FROM_TABLE;
    return tasks >= 3;
}

void draft__prose_read(struct draft__reading *r)
{
    struct shape *shape;

    if (has_register(r)) /* its body repeats the table */
        return;
    shape = tell_shapes(r);
    for (size_t i = 0; i < r->line_count; i++) {
        struct draft__line *l = &r->lines[i];

        if (l->used || (l->parent && shape[l->parent].task)) { /* told already, or a detail */
            shape[i + 1].task = true;
            continue;
        }
        if (!is_prose(l) || !is_task(l, &shape[i + 1], &shape[l->parent]))
            continue;
        shape[i + 1].task = true;
        emit(r, l);
    }
}
