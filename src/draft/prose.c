#include "draft/draft_priv.h"

void draft__prose_read(struct draft__reading *r)
{
    (void)r;
}
