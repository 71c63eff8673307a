#include "draft/draft_priv.h"

void draft__outline_read(struct draft__reading *r)
{
    (void)r;
}
