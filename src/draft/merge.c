#include "draft/draft_priv.h"

void draft__merge(struct draft__reading *r)
{
    (void)r;
}
