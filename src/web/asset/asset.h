#pragma once

/* The files of the look (ui/), built into the program. Their paths change with their bytes, so a
 * browser may keep them for ever. */

#include "base/str.h"

struct asset {
    struct str path;  /* "/tai/app.3f9a12c0.css" */
    const char *type; /* Content-Type */
    const char *etag; /* quoted */
    struct str bytes;
    struct str gzip; /* the same, compressed; empty where that would not help */
};

/* NULL where no file has that path. */
const struct asset *asset_find(struct str path);
