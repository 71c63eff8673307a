#include "draft/draft_priv.h"

void draft__section_tell(struct draft__reading *r)
{
    (void)r;
}
