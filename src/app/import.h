#pragma once

/* A document as issued → the original kept, its draft saved as unconfirmed. */

#include "app/app.h"

struct app_import {
    int64_t document, draft;
    int64_t plan; /* set when this very file was confirmed before, else 0 */
    bool known;   /* the same bytes were here already: nothing was changed */
    size_t rows, tentative;
};

/* `fd` holds the bytes (memfd or file, any position; stays the caller's), `name` what the user
 * calls the file. The bytes are read in the sandbox first; a secret mark or a document that is no
 * plan (ERR_SECRET, ERR_EMPTY) leaves no trace. All or nothing: what was acknowledged is durable.
 */
MUST_CHECK int app_import_file(struct app *a, struct app_who who, int fd, struct str name,
                               struct arena *mem, struct app_import *ret, struct err *e);

/* Removes what imports that were cut off have left of their original files; *ret counts. What
 * others are at work on stays, and so does every file that no import has announced in this very
 * base. */
MUST_CHECK int app_import_sweep(struct app *a, size_t *ret, struct err *e);
