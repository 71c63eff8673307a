#pragma once

/* Inside app/: drafts of the base, their rows by version, and edits.
 *
 *   draft.c          lists and views; a draft as a whole
 *   draft_row.c      edits of one row
 *   draft_version.c  versions of rows, to the base and back
 *   draft_edit.c     an edit: its transaction, number, audit
 *   draft_undo.c     taking the last one back
 *   draft_body.c     words of bodies and what a list takes them for
 *   draft_alias.c    what a correction teaches
 *   draft_head.c     what was read of the document itself
 *   draft_check.c    rows without doubt at once
 *   draft_summary.c  what confirming would make
 *   draft_resolve.c  words of bodies decided for all rows at once
 *   draft_confirm.c  draft → plan */

#include "app/app_priv.h"
#include "app/draft.h"
#include "store/store_sql.h"

/* "lead" and "coordinating" bodies of a version, the leads first. */
struct app__version {
    struct store_row_draft_row is;
    struct store_row_draft_body *bodies;
    size_t body_count;
};

enum { APP__PLACE_GAP = 1 << 20 }; /* between the rows of a draft as read: halved twenty times */

/* draft_version.c */
/* Adds a version that holds from edit `edit` on; its doubt and folded words are computed. */
MUST_CHECK int app__version_add(struct store_txn *t, int64_t draft, int64_t edit,
                                const struct app__version *v, int64_t *ret, struct err *e);
/* The version of a row that is in force; ERR_NOT_FOUND. */
MUST_CHECK int app__version_load(struct store_txn *t, struct arena *mem, int64_t draft, int64_t row,
                                 struct app__version *ret, struct err *e);
/* All in force in the order of the document, dropped ones too unless `live`. */
MUST_CHECK int app__version_all(struct store_txn *t, struct arena *mem, int64_t draft, bool live,
                                struct app__version **ret, size_t *count, struct err *e);
/* A body whom somebody or the reading has decided. */
bool app__version_decided(const struct store_row_draft_body *b);
int64_t app__version_doubt(const struct app__version *v);

/* The draft with the head of its document; ERR_NOT_FOUND. */
MUST_CHECK int app__draft_load(struct store_txn *t, struct arena *mem, int64_t draft,
                               struct store_row_draft **ret, struct err *e);
/* How its deadlines are counted. */
struct schedule_rules app__draft_rules(struct arena *mem, const struct store_row_draft *draft);
/* What to call it: the abstract, else the number, else the file. */
struct str app__draft_title(struct str abstract, struct str number, struct str file_name);
/* Deadline words as they stand in a version, with what the base does not keep read anew. */
void app__draft_deadline(struct arena *mem, const struct schedule_rules *rules,
                         const struct store_row_draft_row *row, struct schedule_deadline *ret);

/* draft_edit.c: CLEANUP(app__edit_end) struct app__edit x = {0}; rolls back unless committed. */
struct app__edit {
    struct app *a;
    struct app_who who;
    struct arena *mem; /* of the edit */
    struct store_txn t;
    struct app__audit audit;
    const struct store_row_draft *draft;
    int64_t number;
};
/* Only the transaction, the draft and the line of the audit: ERR_CONFLICT when it is closed. */
MUST_CHECK int app__edit_begin(struct app *a, struct app_who who, int64_t draft, const char *act,
                               struct app__edit *ret, struct err *e);
/* And a new edit; `act` is "draft.edit." and its kind. */
MUST_CHECK int app__edit_open(struct app *a, struct app_who who, int64_t draft, const char *act,
                              int64_t row, struct app__edit *ret, struct err *e);
/* The version in force; ERR_CONFLICT unless it is `version`. */
MUST_CHECK int app__edit_row(struct app__edit *x, int64_t row, int64_t version,
                             struct app__version *ret, struct err *e);
/* The same of a row that was not dropped. */
MUST_CHECK int app__edit_live_row(struct app__edit *x, int64_t row, int64_t version,
                                  struct app__version *ret, struct err *e);
/* Ends `before` and begins `after`, each of which may be NULL; what differs goes into the changes.
 */
MUST_CHECK int app__edit_put(struct app__edit *x, const struct app__version *before,
                             const struct app__version *after, struct err *e);
MUST_CHECK int app__edit_commit(struct app__edit *x, struct err *e);
void app__edit_end(struct app__edit *x);

/* draft_alias.c: somebody said that `words` are `org`, and so no other; counted once a draft. */
MUST_CHECK int app__alias_teach(struct app__edit *x, int64_t org, struct str words, struct err *e);
/* Takes back what the edit with this audit entry taught. */
MUST_CHECK int app__alias_untaught(struct app__edit *x, int64_t audit, struct err *e);

/* draft_body.c: what a list takes words for, the likeliest first. */
struct app_orgs app__body_candidates(struct arena *mem, const struct plan_org_list *orgs,
                                     struct str words);
/* A name as the list reads it: decided, proposed or undecided. */
struct store_row_draft_body app__body_of(const struct plan_org_name *name, const char *role);
/* The bodies of a row as a form wishes them, on their way. */
struct app__bodies {
    struct app__edit *x;
    const struct plan_org_list *orgs;
    const struct app__version *before;
    struct store_row_draft_body *at;
    size_t n, room;
};
/* One wish; a body chosen for words of the document that did not lead to it teaches an alias.
 * ERR_USAGE with e->field: a body that is not there, or too many. */
MUST_CHECK int app__body_choose(struct app__bodies *b, const char *role,
                                const struct app_draft_choice *choice, struct err *e);

/* import.c: folded number, '|', ISO day; empty without number. */
struct str app__document_key(struct arena *mem, struct str number, bool has_day, struct day day);
