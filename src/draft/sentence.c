#include "draft/draft_priv.h"

void draft__sentence_read(struct draft__reading *r)
{
    (void)r;
}
