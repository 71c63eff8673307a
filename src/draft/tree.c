#include "draft/draft_priv.h"

/* Tables first: a register in a table is surer than the prose that repeats it. Then what says more
 * about itself before what says less; each reader leaves out the lines that an earlier one used. */
static const struct {
    enum draft_source source;
    void (*read)(struct draft__reading *r);
} readers[] = {
    {DRAFT_FROM_TABLE, draft__table_read},   {DRAFT_FROM_LABELS, draft__outline_read},
    {DRAFT_FROM_AGENCY, draft__agency_read}, {DRAFT_FROM_SENTENCE, draft__sentence_read},
    {DRAFT_FROM_PROSE, draft__prose_read},   {DRAFT_FROM_GOAL, draft__goal_read},
};

static bool comes_before(struct doc_pos a, struct doc_pos b)
{
    return a.page != b.page ? a.page < b.page : a.line < b.line;
}

/* Two sorted lists → one; on equal places the first list's rows stand first. */
static struct draft_row *join_sorted(struct draft_row *a, struct draft_row *b)
{
    struct draft_row *first = NULL, **end = &first;

    while (a && b) {
        struct draft_row **from = comes_before(b->place.pos, a->place.pos) ? &b : &a;

        *end = *from;
        end = &(*end)->next;
        *from = *end;
    }
    *end = a ? a : b;
    return first;
}

/* Rows by their place in the document: a merge sort from below, as the readers went over the
 * document one after the other. */
static struct draft_row *sort_by_place(struct draft_row *list)
{
    struct draft_row *run[32] = {NULL}; /* run[i] holds 2^i rows */
    struct draft_row *all = NULL;

    while (list) {
        struct draft_row *one = list;
        size_t i = 0;

        list = list->next;
        one->next = NULL;
        for (; i < COUNT(run) - 1 && run[i]; i++) {
            one = join_sorted(run[i], one);
            run[i] = NULL;
        }
        run[i] = join_sorted(run[i], one);
    }
    for (size_t i = 0; i < COUNT(run); i++)
        all = join_sorted(run[i], all);
    return all;
}

int draft_tree_read(struct arena *mem, const struct doc_tree *tree, const struct draft_rules *rules,
                    struct draft **ret, struct err *e)
{
    struct draft *draft = ARENA_NEW(mem, struct draft);
    struct draft__reading r = {
        .mem = mem,
        .tree = tree,
        .rules = rules,
        .schedule = rules->schedule,
        .draft = draft,
        .end = &draft->rows,
    };
    int code;

    draft->tree = tree;
    draft->diags.mem = mem;
    for (const struct doc_remark *x = tree->remarks; x; x = x->next)
        diag_add(&draft->diags, DIAG_WARN, x->pos.page, x->pos.line, "reading", "%.*s",
                 STR_ARG(x->text));
    if (tree->damaged)
        r.tree = draft__damaged_flow(mem, tree);
    draft__block_prepare(&r);
    draft__head_read(&r);
    draft__section_tell(&r);
    if (tree->damaged) {
        r.source = DRAFT_FROM_DAMAGED;
        draft__damaged_read(&r, tree);
    }
    for (size_t i = 0; i < COUNT(readers) && !draft__damaged_register(&r); i++) {
        r.source = readers[i].source;
        readers[i].read(&r);
    }
    if (tree->damaged)
        draft__damaged_doubt(&r);
    draft->rows = sort_by_place(draft->rows);
    draft__merge(&r);
    if ((code = draft__judge(&r, e)))
        return code;
    *ret = draft;
    return ERR_OK;
}
