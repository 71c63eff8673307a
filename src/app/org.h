#pragma once

/* Bodies of the register and their aliases. */

#include "app/app.h"

struct app_org_filter {
    struct str words; /* without accents, in names and aliases */
    struct str type;  /* empty = any */
    bool with_work;   /* only those that lead or coordinate something */
};
struct app_org_line {
    int64_t id;
    struct str name, type, code;
    size_t lead, coordinating, aliases;
    bool ended;
};
struct app_org_lines {
    const struct app_org_line *at;
    size_t n, total;
};
/* Vietnamese order. */
MUST_CHECK int app_org_list(struct app *a, struct app_who who, const struct app_org_filter *f,
                            struct app_page p, struct arena *mem, struct app_org_lines *ret,
                            struct err *e);

struct app_org_alias {
    int64_t id;
    struct str words, source; /* list person review */
    int uses;
    int64_t made_at;
    int64_t draft; /* whose review taught it, or 0 */
    bool ended;
};
struct app_org_name {
    struct str name;
    bool has_from, has_to;
    struct day from, to;
};
struct app_org_one {
    struct app_org_line line;
    struct app_org parent, pair;
    struct app_orgs predecessors, successors;
    const struct app_org_name *names; /* earlier ones too */
    size_t name_count;
    const struct app_org_alias *aliases;
    size_t alias_count;
};
MUST_CHECK int app_org_view(struct app *a, struct app_who who, int64_t org, struct arena *mem,
                            struct app_org_one *ret, struct err *e);

/* A body the list lacks. ERR_CONFLICT when one of this name is there. */
MUST_CHECK int app_org_add(struct app *a, struct app_who who, struct str name, struct str type,
                           int64_t *ret, struct err *e);
MUST_CHECK int app_org_alias_add(struct app *a, struct app_who who, int64_t org, struct str words,
                                 struct err *e);
/* Takes an alias back; it can be given again. What was confirmed by it stays. */
MUST_CHECK int app_org_alias_end(struct app *a, struct app_who who, int64_t org, int64_t alias,
                                 struct err *e);
MUST_CHECK int app_org_alias_renew(struct app *a, struct app_who who, int64_t org, int64_t alias,
                                   struct err *e);

/* For the picker: bodies whose name or alias fits what is typed, likeliest first, at most 10. */
MUST_CHECK int app_org_suggest(struct app *a, struct app_who who, struct str words,
                               struct arena *mem, struct app_orgs *ret, struct err *e);

/* The list that documents are read with: bodies and aliases in force. Shared, immutable; give it
 * back. One learned alias never makes a row firm: such a match has certainty below 100. */
const struct plan_org_list *app_org_list_take(struct app *a, struct err *e);
void app_org_list_give(struct app *a, const struct plan_org_list *list);
