#pragma once

/* What the commands that open the register share. */

#include <limits.h>

#include "app/app.h"

/* Where the data lie: --data FOLDER, else NAMRO_DATA, else namro/ in the user's folder for data;
 * --base URL, else NAMRO_BASE, else namro.db in that folder. */
struct cli_register {
    const char *folder, *base; /* NULL: as said above */
};

/* Takes "--data FOLDER" or "--base URL" (or with '=') at argv[*i] and moves *i to its last word;
 * false when it is neither. A missing value is ERR_USAGE in *code. */
bool cli_register_option(struct cli_register *r, char **argv, int *i, int *code, struct err *e);

struct cli_register_place {
    const char *folder, *base; /* base: NULL where it lies in the folder */
    char usual[PATH_MAX];      /* for `folder` to point to: not to be copied */
};
MUST_CHECK int cli_register_place(const struct cli_register *r, struct cli_register_place *ret,
                                  struct err *e);

/* app_open() of it. */
MUST_CHECK int cli_register_open(const struct cli_register *r, struct app **ret, struct err *e);
