#include "draft/draft_priv.h"

void draft__damaged_read(struct draft__reading *r)
{
    (void)r;
}
