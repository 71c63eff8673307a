/* Foreign text → tree → draft: nothing that a document says may stop or slow the understanding, nor
 * what is made of it when it is kept: lines to show rows beside, groups, deliverables, words. */

#include <assert.h>

#include "draft/draft.h"
#include "draft/passage.h"
#include "fuzz.h"
#include "indicator/words.h"
#include "plan/deliverable.h"
#include "plan/group.h"
#include "reader/reader.h"
#include "schedule/words.h"

static void keep(struct arena *mem, const struct doc_tree *tree, const struct draft *draft)
{
    struct plan_group_item *items = ARENA_MANY(mem, struct plan_group_item, draft->row_count + 1);
    size_t *of_item = ARENA_MANY(mem, size_t, draft->row_count + 1), n = 0, groups;
    struct draft_passages passages;
    struct plan_group *group;
    struct str *parts;

    draft_passage_read(mem, tree, &passages);
    for (const struct draft_row *r = draft->rows; r && n < draft->row_count; r = r->next) {
        assert(draft_passage_find(&passages, r->place.pos) <= passages.n);
        plan_deliverable_split(mem, r->deliverable, &parts);
        schedule_words_reading(mem, LANG_VI, &r->deadline);
        indicator_words_reading(mem, LANG_VI, &r->target);
        items[n++] = (struct plan_group_item){r->no, r->group, r->name};
    }
    groups = plan_group_build(mem, items, n, &group, of_item);
    for (size_t i = 0; i < n; i++)
        assert(of_item[i] <= groups);
    for (size_t i = 0; i < groups; i++)
        assert(group[i].parent <= i);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct draft_rules rules = {plan_org_list_builtin(), schedule_rules_default};
    struct str bytes = {(const char *)data, size};
    struct doc_tree *tree;
    struct draft *draft;
    struct err e = {0};

    if ((size % 2 ? reader_text_read : reader_markdown_read)(mem, bytes, &reader_limits_default,
                                                             &tree, &e) == ERR_OK)
        if (draft_tree_read(mem, tree, &rules, &draft, &e) == ERR_OK)
            keep(mem, tree, draft);
    return 0;
}
