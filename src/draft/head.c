#include "draft/draft_priv.h"

void draft__head_read(struct draft__reading *r)
{
    (void)r;
}

int draft__head_judge(struct draft__reading *r, struct err *e)
{
    if (!r->draft->rows)
        return err_set(e, ERR_EMPTY,
                       N_("Không thấy nhiệm vụ hay chỉ tiêu nào trong tài liệu này."));
    return ERR_OK;
}
