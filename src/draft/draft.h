#pragma once

/* Document tree → draft of a register: rows with their place, what was read, how sure, and why. */

#include "base/diag.h"
#include "base/err.h"
#include "doc/tree.h"
#include "indicator/target.h"
#include "plan/org.h"
#include "schedule/deadline.h"

enum draft_kind { DRAFT_TASK, DRAFT_TARGET };
enum draft_certainty { DRAFT_FIRM, DRAFT_TENTATIVE };

struct draft_place {
    struct doc_pos pos;
    struct draft_place *next;
};

struct draft_step { /* one line of "why this reading" */
    struct str text;
    struct draft_step *next;
};

/* What kind of text a row was read from, in the order the readers run. */
enum draft_source {
    DRAFT_FROM_TABLE,    /* a row of a table with header words */
    DRAFT_FROM_LABELS,   /* a block of label lines */
    DRAFT_FROM_AGENCY,   /* a heading that names a body, then its bullets */
    DRAFT_FROM_SENTENCE, /* "Giao X chủ trì …" */
    DRAFT_FROM_PROSE,    /* a bullet without owner */
    DRAFT_FROM_GOAL,     /* a target stated in prose */
    DRAFT_FROM_DAMAGED,  /* OCR text without Vietnamese letters */
};

struct draft_row {
    enum draft_kind kind;
    enum draft_source source;
    struct str no;                           /* path: "II.1.2" */
    struct str group;                        /* heading above */
    struct str name;                         /* literal words */
    struct str lead_text, coordinating_text; /* literal words */
    struct plan_org_name *lead, *coordinating;
    size_t lead_count, coordinating_count;
    struct str deadline_text; /* literal words */
    struct schedule_deadline deadline;
    struct str deliverable;
    /* targets */
    struct str unit, target_text, baseline;
    struct indicator_target target;
    enum draft_certainty certainty;
    struct str reason;   /* Vietnamese; set where tentative or damaged */
    struct str restored; /* proposal of undamaged words for `name`, beside them; may be empty */
    struct draft_place place; /* first place; further ones when body and annex say the same */
    struct draft_step *steps; /* in order */
    struct draft_row *next;
};

struct draft_basis {
    struct str words; /* "Nghị quyết số 57-NQ/TW ngày 22/12/2024" */
    struct str number;
    bool has_date;
    struct day date;
    struct draft_basis *next;
};

struct draft_head {
    struct str issuer, number, type, abstract, date_text;
    bool has_date;
    struct day date;
    struct draft_basis *basis;
};

struct draft {
    const struct doc_tree *tree; /* what it was read from */
    struct draft_head head;
    struct draft_row *rows; /* in document order */
    size_t row_count;
    struct diag_list diags;
};

struct draft_rules {
    const struct plan_org_list *orgs;
    struct schedule_rules schedule;
};

/* How deadlines of a document with this head are counted, into *rules: from its day of issue, or,
 * in a plan "… năm 2026" of the last days of 2025, from the first day of that year. */
void draft_head_rules(struct arena *mem, const struct draft_head *head,
                      struct schedule_rules *rules);

/* ERR_EMPTY with one sentence when the document has no plan structure. The draft lives in `mem` and
 * borrows from the tree. */
MUST_CHECK int draft_tree_read(struct arena *mem, const struct doc_tree *tree,
                               const struct draft_rules *rules, struct draft **ret, struct err *e);
