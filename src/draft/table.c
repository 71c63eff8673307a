#include "draft/draft_priv.h"

void draft__table_read(struct draft__reading *r)
{
    (void)r;
}
