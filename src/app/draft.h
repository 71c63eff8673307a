#pragma once

/* Review of an unconfirmed draft: each row beside its passage, corrected, split, merged, confirmed.
 * Every edit is audited and can be undone, the last first. A draft that is confirmed or dropped
 * takes no more edits (ERR_CONFLICT). */

#include "app/app.h"
#include "draft/draft.h"

enum app_draft_state { APP_DRAFT_OPEN, APP_DRAFT_CONFIRMED, APP_DRAFT_DROPPED };

struct app_draft_line { /* in the list of imports */
    int64_t id, document, plan;
    enum app_draft_state state;
    struct str title, number, file_name;
    bool has_issued;
    struct day issued;
    int64_t made_at;
    size_t rows, to_check;
};
struct app_drafts {
    const struct app_draft_line *at;
    size_t n, total;
};
/* Newest first; `open_only` leaves out what is confirmed or dropped. */
MUST_CHECK int app_draft_list(struct app *a, struct app_who who, bool open_only, struct app_page p,
                              struct arena *mem, struct app_drafts *ret, struct err *e);

struct app_draft_diag {
    bool warning;
    struct str place, words;
};
struct app_draft {
    struct app_draft_line line;
    struct str type, issuer, abstract, issued_text, format;
    size_t tasks, targets;
    size_t firm, checked, dropped; /* every live row is of line.to_check, firm or checked */
    int64_t changes;               /* edits and undoings so far: what confirming must have seen */
    bool can_undo;
    struct str undo_words; /* what undoing would take back, in words of the request's language */
    const struct app_draft_diag *diags;
    size_t diag_count;
};
MUST_CHECK int app_draft_view(struct app *a, struct app_who who, int64_t draft, struct arena *mem,
                              struct app_draft *ret, struct err *e);

/* Corrects what was read of the document itself. */
struct app_draft_head {
    struct str number, type, issuer, abstract;
    bool has_issued;
    struct day issued;
};
MUST_CHECK int app_draft_head_set(struct app *a, struct app_who who, int64_t draft,
                                  const struct app_draft_head *head, struct err *e);

enum app_draft_show { /* filter by certainty */
                      APP_DRAFT_ALL,
                      APP_DRAFT_TO_CHECK, /* tentative or a body undecided, and not checked yet */
                      APP_DRAFT_FIRM,     /* no doubt, and nobody has checked it */
                      APP_DRAFT_CHECKED,
                      APP_DRAFT_GONE, /* dropped rows, to bring them back */
};
struct app_draft_filter {
    enum app_draft_show show;
    int kind;            /* -1 = both, else enum draft_kind */
    struct str words;    /* folded search in name, bodies, deadline; empty = all */
    bool document_order; /* else uncertain first, then in the order of the document */
};

struct app_draft_body {
    int64_t org; /* 0: undecided */
    struct str words, name;
    int certainty;              /* 0 … 100; a body below PLAN_ORG_KNOWN is only proposed */
    struct app_orgs candidates; /* best first; of app_draft_row() only */
};
struct app_draft_bodies {
    const struct app_draft_body *at;
    size_t n;
};
struct app_draft_row {
    int64_t row, version; /* `version` goes into every edit: another's edit between is a conflict */
    enum draft_kind kind;
    bool firm, checked, dropped;
    bool needs_check; /* as APP_DRAFT_TO_CHECK */
    struct str no, heading, name, restored, reason;
    struct app_draft_bodies lead, coordinating;
    struct str deadline_text;
    uint32_t deadline_kinds;
    bool has_start, has_due, due_fixed;
    struct day start, due;
    struct str deadline_words; /* the reading in words: "30/06/2025 (quý: ngày cuối quý)" */
    struct str deliverable, unit, target_text, baseline;
    struct str place; /* "trang 3, dòng 12" */
};
struct app_draft_rows {
    const struct app_draft_row *at;
    size_t n, total;
};
MUST_CHECK int app_draft_row_list(struct app *a, struct app_who who, int64_t draft,
                                  const struct app_draft_filter *f, struct app_page p,
                                  struct arena *mem, struct app_draft_rows *ret, struct err *e);

/* A line of the document: a paragraph, or a row of a table with its cells. */
struct app_passage {
    struct str place;
    enum {
        APP_PASSAGE_PARAGRAPH,
        APP_PASSAGE_HEADING,
        APP_PASSAGE_HEADER,
        APP_PASSAGE_ROW,
        APP_PASSAGE_NOTE
    } kind;
    const struct str *cells; /* one for a paragraph */
    size_t cell_count;
    bool own; /* the row was read from this one */
};
struct app_passages {
    const struct app_passage *at;
    size_t n;
};
struct app_draft_one {
    struct app_draft_row row;
    struct str steps;           /* why it reads so, one a line */
    struct app_passages around; /* header of its table, a few lines before, its own, a few behind */
    int64_t before, after;      /* rows next to it under the same filter, 0 = none */
    int64_t next_to_check;      /* behind it in the document, else the first; 0 = none is left */
};
MUST_CHECK int app_draft_row_view(struct app *a, struct app_who who, int64_t draft, int64_t row,
                                  const struct app_draft_filter *f, struct arena *mem,
                                  struct app_draft_one *ret, struct err *e);

/* Wishes of a form: what a body of the row shall be. */
struct app_draft_choice {
    int64_t
        org; /* a body of the list; 0: `words` as typed, matched if they name one, else undecided */
    struct str words;
};
struct app_draft_change {
    struct str no, heading, name, deadline_text, deliverable, unit, target_text, baseline;
    enum draft_kind kind;
    const struct app_draft_choice *lead, *coordinating;
    size_t lead_count, coordinating_count;
    bool due_fixed; /* the day below holds, whatever the words say */
    bool has_due;
    struct day due;
};
/* Saves and marks as checked. The deadline words are read anew. A body chosen for words that did
 * not lead to it teaches an alias. ERR_USAGE names the field in e->field (see base/err.h). */
MUST_CHECK int app_draft_row_change(struct app *a, struct app_who who, int64_t draft, int64_t row,
                                    int64_t version, const struct app_draft_change *c,
                                    struct err *e);
MUST_CHECK int app_draft_row_check(struct app *a, struct app_who who, int64_t draft, int64_t row,
                                   int64_t version, struct err *e); /* right as it stands */
MUST_CHECK int app_draft_row_drop(struct app *a, struct app_who who, int64_t draft, int64_t row,
                                  int64_t version, struct err *e);
MUST_CHECK int app_draft_row_restore(struct app *a, struct app_who who, int64_t draft, int64_t row,
                                     int64_t version, struct err *e);
/* Cuts the name at byte `at` in two rows with the same bodies, deadline and passage. */
MUST_CHECK int app_draft_row_split(struct app *a, struct app_who who, int64_t draft, int64_t row,
                                   int64_t version, size_t at, int64_t *ret_row, struct err *e);
/* Into the live row before it in document order: names joined by a line break, bodies united, the
 * rest where the first has none. */
MUST_CHECK int app_draft_row_merge(struct app *a, struct app_who who, int64_t draft, int64_t row,
                                   int64_t version, int64_t *ret_row, struct err *e);
/* An empty row behind `row` (0: at the end) with its passage, tentative until changed. */
MUST_CHECK int app_draft_row_add(struct app *a, struct app_who who, int64_t draft, int64_t row,
                                 enum draft_kind kind, int64_t *ret_row, struct err *e);
/* Takes the last edit back, with what it taught. *ret_row: the row it was about; 0: all rows, the
 * document itself, or a row that is no more. ERR_EMPTY when none is left. */
MUST_CHECK int app_draft_undo(struct app *a, struct app_who who, int64_t draft, int64_t *ret_row,
                              struct err *e);

/* What a deadline's words would be read as, for the form while it is typed. */
MUST_CHECK int app_draft_deadline_read(struct app *a, int64_t draft, struct str words,
                                       struct arena *mem, struct str *ret, struct err *e);

/* And a target's; empty where they say no value. */
struct str app_draft_target_read(enum lang lang, struct str words, struct str unit,
                                 struct arena *mem);

/* All rows without doubt at once. */
MUST_CHECK int app_draft_check_firm(struct app *a, struct app_who who, int64_t draft,
                                    struct err *e);

/* What confirming would make, and what still deserves a look. Nothing of it forbids. */
struct app_draft_unmatched {
    struct str words;
    size_t rows;
    struct app_orgs candidates;
};
struct app_draft_summary {
    size_t tasks, targets, bodies, to_check, without_lead, without_deadline, unread_deadline;
    const struct app_draft_unmatched
        *unmatched; /* names of bodies nobody decided, most used first */
    size_t unmatched_count;
    int64_t same_number; /* another document with this number that is in the register, or 0 */
    int64_t changes;     /* as in app_draft */
};
MUST_CHECK int app_draft_summary(struct app *a, struct app_who who, int64_t draft,
                                 struct arena *mem, struct app_draft_summary *ret, struct err *e);

/* For all rows at once: these words are that body (org), or a new one of this name and type. */
struct app_draft_resolve {
    struct str words;
    int64_t org; /* 0: make one */
    struct str type;
};
MUST_CHECK int app_draft_resolve(struct app *a, struct app_who who, int64_t draft,
                                 const struct app_draft_resolve *r, size_t n, struct err *e);

/* Version 1 of a plan, with its tasks, targets, assignments, search entries, in one transaction.
 * Once confirmed, confirming again gives the same plan and changes nothing. `seen`: the `changes`
 * that who confirms has seen. ERR_CONFLICT where there were more since, or where a row says
 * something but has no name. */
MUST_CHECK int app_draft_confirm(struct app *a, struct app_who who, int64_t draft, int64_t seen,
                                 int64_t *ret_plan, struct err *e);
/* Not wanted: the rows stay readable, the file stays, the same bytes may be imported again; what
 * was read of the documents it names goes. */
MUST_CHECK int app_draft_drop(struct app *a, struct app_who who, int64_t draft, struct err *e);
