#include "draft/draft.h"

int draft_tree_read(struct arena *mem, const struct doc_tree *tree, const struct draft_rules *rules,
                    struct draft **ret, struct err *e)
{
    (void)mem, (void)tree, (void)rules, (void)ret;
    return err_set(e, ERR_EMPTY, N_("Không thấy nhiệm vụ hay chỉ tiêu nào trong tài liệu này."));
}
