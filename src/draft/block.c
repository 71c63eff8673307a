#include "draft/draft_priv.h"

void draft__block_prepare(struct draft__reading *r)
{
    (void)r;
}
