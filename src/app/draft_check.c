#include "app/draft_priv.h"

int app_draft_check_firm(struct app *a, struct app_who who, int64_t draft, struct err *e)
{
    CLEANUP(app__edit_end) struct app__edit x = {0};
    struct app__version *rows;
    size_t n, checked = 0;
    int code;

    if ((code = app__edit_open(a, who, draft, "draft.edit.check_all", 0, &x, e)) ||
        (code = app__version_all(&x.t, x.mem, draft, true, &rows, &n, e)))
        return code;
    for (size_t i = 0; i < n; i++) {
        struct app__version after = rows[i];

        if (rows[i].is.doubt < 3 || rows[i].is.checked)
            continue;
        after.is.checked = true;
        checked++;
        if ((code = app__edit_put(&x, &rows[i], &after, e)))
            return code;
    }
    return checked ? app__edit_commit(&x, e) : ERR_OK; /* an edit that did nothing is none */
}
