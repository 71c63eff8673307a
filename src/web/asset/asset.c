#include "web/asset/asset.h"

#include "web/asset/bytes.inc" /* list */

const struct asset *asset_find(struct str path)
{
    for (size_t i = 0; i < COUNT(list); i++)
        if (str_is(path, list[i].path))
            return &list[i];
    return NULL;
}
