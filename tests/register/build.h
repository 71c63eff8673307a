#pragma once

/* A register filled past import and review: plans with tasks and targets as confirming makes them.
 */

#include "app/app_priv.h"

struct build { /* inside one transaction */
    struct app *a;
    struct store_txn t;
    struct arena *mem;
    int64_t now;
    int64_t place; /* of the next row of the plan at hand */
};

MUST_CHECK int build_begin(struct build *b, struct app *a, struct arena *mem, struct err *e);
MUST_CHECK int build_commit(struct build *b, struct err *e);

/* A document that was issued, or only cited. */
struct build_document {
    struct str number, type, issuer, abstract;
    struct str file, hash; /* its name, and of its bytes; empty when it was only cited */
    struct day issued;
};
MUST_CHECK int build_document(struct build *b, const struct build_document *d, int64_t *ret,
                              struct err *e);
MUST_CHECK int build_link(struct build *b, int64_t from, int64_t to, struct str kind,
                          struct str words, struct err *e);
MUST_CHECK int build_passage(struct build *b, int64_t document, int64_t place, struct str kind,
                             struct str words, struct err *e);
/* With its draft, so that all of a register is there. */
MUST_CHECK int build_plan(struct build *b, int64_t document, struct str title, int64_t *ret,
                          struct err *e);
/* `parent` 0: top */
MUST_CHECK int build_group(struct build *b, int64_t plan, int64_t parent, struct str no,
                           struct str name, int64_t *ret, struct err *e);

struct build_body {
    int64_t org; /* 0: nobody decided */
    struct str words;
    const char *role;
};
struct build_row { /* a task, or a target */
    int64_t plan, group;
    struct str no, name, deadline, deliverables, unit, target, heading;
    bool due_fixed;
    struct store_day due; /* where fixed */
    struct day issued;    /* of its plan, for reading the deadline */
    int64_t passage;
    const struct build_body *bodies;
    size_t body_count;
};
MUST_CHECK int build_task(struct build *b, const struct build_row *row, int64_t *ret,
                          struct err *e);
MUST_CHECK int build_target(struct build *b, const struct build_row *row, int64_t *ret,
                            struct err *e);

/* `tasks` invented tasks in ten plans for forty invented bodies, a tenth as many targets; always
 * the same ones. */
MUST_CHECK int build_register(struct app *a, size_t tasks, struct err *e);
