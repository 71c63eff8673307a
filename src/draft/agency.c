#include "draft/draft_priv.h"

void draft__agency_read(struct draft__reading *r)
{
    (void)r;
}
