#pragma once

/* A document → the draft of its register. Nothing is kept. */

#include "base/buf.h"
#include "draft/draft.h"

struct app_extract {
    struct arena *mem;
    struct buf frames; /* the words of the draft lie in here */
    const struct draft *draft;
};

/* Reads `path` in the sandbox, refuses what carries a secret mark, makes the draft. Failure leaves
 * nothing to free. ERR_EMPTY: a readable document without plan structure. */
MUST_CHECK int app_extract_file(const char *path, struct app_extract *ret, struct err *e);

/* The same of an open file or memfd, read from its beginning; it stays the caller's. `orgs` is the
 * list its bodies are looked up in: the draft borrows from it. */
MUST_CHECK int app_extract_fd(int fd, const struct plan_org_list *orgs, struct app_extract *ret,
                              struct err *e);

void app_extract_release(struct app_extract *x); /* fine on a zeroed one */
