#include "app/draft_priv.h"
#include "text/clean.h"

struct app_orgs app__body_candidates(struct arena *mem, const struct plan_org_list *orgs,
                                     struct str words)
{
    struct app_org *at = ARENA_MANY(mem, struct app_org, PLAN_ORG_BEST);
    struct plan_org_name *names;
    size_t n = 0, count = plan_org_read(mem, orgs, words, &names);

    for (size_t i = 0; count == 1 && i < PLAN_ORG_BEST; i++) {
        const struct plan_org *org = names[0].best[i].org;

        if (org && org->id)
            at[n++] = (struct app_org){org->id, arena_copy(mem, org->name)};
    }
    return (struct app_orgs){at, n};
}

enum { BODIES_MAX = 100, WORDS_BYTES = 1000 };

static const struct plan_org *find_org(const struct plan_org_list *orgs, int64_t id)
{
    size_t n;
    const struct plan_org *at = plan_org_list_bodies(orgs, &n);

    for (size_t i = 0; i < n; i++)
        if (at[i].id == id)
            return &at[i];
    return NULL;
}

/* A body that the row had by these words, in either role. */
static const struct store_row_draft_body *find_before(const struct app__bodies *b, struct str words)
{
    for (size_t i = 0; i < b->before->body_count; i++)
        if (str_is(b->before->bodies[i].words, words))
            return &b->before->bodies[i];
    return NULL;
}

/* Each body once in its role. */
static void add(struct app__bodies *b, struct store_row_draft_body body)
{
    for (size_t i = 0; i < b->n; i++)
        if (str_is(b->at[i].role, body.role) &&
            (body.org.has ? b->at[i].org.has && b->at[i].org.is == body.org.is
                          : !b->at[i].org.has && str_is(b->at[i].words, body.words)))
            return;
    ARENA_PUSH(b->x->mem, b->at, b->n, b->room, body);
}

/* The list takes these words for that body without anybody's help. */
static bool resolves(struct app__bodies *b, struct str words, int64_t org)
{
    struct plan_org_name *names;
    size_t n = plan_org_read(b->x->mem, b->orgs, words, &names);

    return n == 1 && names[0].best[0].org && names[0].best[0].org->id == org &&
           names[0].best[0].certainty == 100;
}

/* What somebody typed: none, one or several bodies. */
static void add_typed(struct app__bodies *b, const char *role, struct str words)
{
    struct plan_org_name *names;
    size_t n = plan_org_read(b->x->mem, b->orgs, words, &names);

    for (size_t i = 0; i < n; i++)
        add(b, app__body_of(&names[i], role));
    if (n == 0)
        add(b,
            (struct store_row_draft_body){.role = str_from(role), .words = words, .name = words});
}

/* A body of the list, for words of the document or for none. */
static int add_chosen(struct app__bodies *b, const char *role, int64_t id, struct str words,
                      struct err *e)
{
    const struct store_row_draft_body *before = find_before(b, words);
    const struct plan_org *org = find_org(b->orgs, id);
    struct store_row_draft_body body = {.role = str_from(role), .certainty = 100};
    bool same = before && before->org.has && before->org.is == id;
    int code = ERR_OK;

    if (!org) {
        err_set(e, ERR_USAGE, N_("Cơ quan được chọn không có trong danh mục."));
        if (e)
            e->field = role;
        return ERR_USAGE;
    }
    body.org = store_int64(id);
    body.org_name = store_text(org->name);
    body.words = before ? words : org->name;
    body.name = same ? before->name : org->name;
    if (same && app__version_decided(before))
        body.certainty = before->certainty;
    else if (before && !resolves(b, words, id))
        code = app__alias_teach(b->x, id, words, e);
    add(b, body);
    return code;
}

struct store_row_draft_body app__body_of(const struct plan_org_name *name, const char *role)
{
    const struct plan_org_match *best = &name->best[0];
    bool known = best->org && best->org->id && !name->damaged &&
                 best->certainty >= PLAN_ORG_LEARNED;

    return (struct store_row_draft_body){
        .role = str_from(role),
        .words = name->words,
        .name = name->canonical,
        .org = known ? store_int64(best->org->id) : (struct store_int64){0},
        .org_name = known ? store_text(best->org->name) : (struct store_text){0},
        .certainty = best->org ? best->certainty : 0};
}

int app__body_choose(struct app__bodies *b, const char *role, const struct app_draft_choice *choice,
                     struct err *e)
{
    struct str words = text_clean(b->x->mem, choice->words, false);
    const struct store_row_draft_body *before = find_before(b, words);

    if (b->n >= BODIES_MAX || words.n > WORDS_BYTES) {
        err_set(e, ERR_USAGE, N_("Danh sách cơ quan dài quá mức cho phép."));
        if (e)
            e->field = role;
        return ERR_USAGE;
    }
    if (choice->org)
        return add_chosen(b, role, choice->org, words, e);
    if (words.n == 0)
        return ERR_OK;
    if (before && !before->org.has) {
        struct store_row_draft_body kept = *before;

        kept.role = str_from(role);
        add(b, kept);
        return ERR_OK;
    }
    add_typed(b, role, words);
    return ERR_OK;
}
