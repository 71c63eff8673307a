#include <stdlib.h>

#include "app/draft_priv.h"
#include "base/buf.h"
#include "text/search.h"

bool app__version_decided(const struct store_row_draft_body *b)
{
    return b->org.has && b->certainty >= PLAN_ORG_KNOWN;
}

int64_t app__version_doubt(const struct app__version *v)
{
    bool lead = false, other = false;

    if (v->is.checked)
        return 3;
    if (str_is(v->is.certainty, STR("tentative")))
        return 0;
    for (size_t i = 0; i < v->body_count; i++) {
        if (app__version_decided(&v->bodies[i]))
            continue;
        if (str_is(v->bodies[i].role, STR("lead")))
            lead = true;
        else
            other = true;
    }
    return lead ? 1 : other ? 2 : 3;
}

/* What the search in a draft looks through. */
static struct str folded(struct arena *mem, const struct app__version *v)
{
    enum { MOST = 64 << 10 };
    CLEANUP(buf_release) struct buf words;

    buf_init(&words, MOST);
    buf_add(&words, str_whole(str_cut(v->is.name, 0, MOST / 2)));
    buf_char(&words, ' ');
    buf_add(&words, str_whole(str_cut(v->is.deadline_text, 0, MOST / 8)));
    for (size_t i = 0; i < v->body_count; i++) {
        buf_char(&words, ' ');
        buf_add(&words, v->bodies[i].name);
    }
    return text_search_words(mem, buf_str(&words));
}

static int add_bodies(struct store_txn *t, const struct app__version *v, int64_t version,
                      struct err *e)
{
    int code = ERR_OK;

    for (size_t i = 0; i < v->body_count && !code; i++) {
        const struct store_row_draft_body *b = &v->bodies[i];
        const struct store_sql_draft_body_add in = {.version = version,
                                                    .role = b->role,
                                                    .place = (int64_t)i + 1,
                                                    .words = b->words,
                                                    .name = b->name,
                                                    .org = b->org,
                                                    .certainty = b->certainty};

        code = store_draft_body_add(t, &in, e);
    }
    return code;
}

int app__version_add(struct store_txn *t, int64_t draft, int64_t edit, const struct app__version *v,
                     int64_t *ret, struct err *e)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    const struct store_row_draft_row *r = &v->is;
    const struct store_sql_draft_row_add in = {
        .draft = draft,
        .row = r->row,
        .from_edit = edit,
        .place = r->place,
        .state = r->state,
        .checked = r->checked,
        .kind = r->kind,
        .certainty = r->certainty,
        .source = r->source,
        .reason = r->reason,
        .steps = r->steps,
        .no = r->no,
        .heading = r->heading,
        .name = r->name,
        .restored = r->restored,
        .deadline_text = r->deadline_text,
        .deadline_kinds = r->deadline_kinds,
        .start_day = r->start_day,
        .due_day = r->due_day,
        .due_fixed = r->due_fixed,
        .deliverable = r->deliverable,
        .unit = r->unit,
        .target_text = r->target_text,
        .baseline = r->baseline,
        .passage = r->passage,
        .doubt = app__version_doubt(v),
        .folded = folded(mem, v),
    };
    struct store_row_draft_row_made *made;
    int code;

    if ((code = store_draft_row_add(t, mem, &in, &made, e)) ||
        (code = add_bodies(t, v, made->id, e)))
        return code;
    *ret = made->id;
    return ERR_OK;
}

int app__version_load(struct store_txn *t, struct arena *mem, int64_t draft, int64_t row,
                      struct app__version *ret, struct err *e)
{
    const struct store_sql_draft_row_by_row by_row = {draft, row};
    struct store_sql_draft_body_by_version by_version;
    struct app__version v = {0};
    struct store_row_draft_row *rows;
    size_t n;
    int code;

    if ((code = store_draft_row_by_row(t, mem, &by_row, &rows, &n, e)))
        return code;
    if (n == 0)
        return err_set(e, ERR_NOT_FOUND, N_("Không có dòng này trong bản dự thảo."));
    v.is = rows[0];
    by_version.version = v.is.id;
    if ((code = store_draft_body_by_version(t, mem, &by_version, &v.bodies, &v.body_count, e)))
        return code;
    *ret = v;
    return ERR_OK;
}

static int compare_versions(const void *a, const void *b)
{
    int64_t x = ((const struct store_row_draft_body *)a)->version,
            y = ((const struct store_row_draft_body *)b)->version;

    return (x > y) - (x < y);
}

int app__version_all(struct store_txn *t, struct arena *mem, int64_t draft, bool live,
                     struct app__version **ret, size_t *count, struct err *e)
{
    const struct store_sql_draft_row_all all = {draft, live ? store_text(STR("live"))
                                                            : (struct store_text){0}};
    const struct store_sql_draft_body_all bodies_of = {draft};
    struct store_row_draft_row *rows;
    struct store_row_draft_body *bodies;
    struct app__version *v;
    size_t n, body_count;
    int code;

    if ((code = store_draft_row_all(t, mem, &all, &rows, &n, e)) ||
        (code = store_draft_body_all(t, mem, &bodies_of, &bodies, &body_count, e)))
        return code;
    v = ARENA_MANY(mem, struct app__version, n + 1);
    for (size_t i = 0; i < n; i++) {
        const struct store_row_draft_body key = {.version = rows[i].id};
        struct store_row_draft_body *one = body_count ? bsearch(&key, bodies, body_count,
                                                                sizeof(*bodies), compare_versions)
                                                      : NULL;

        v[i].is = rows[i];
        if (!one)
            continue;
        while (one > bodies && one[-1].version == rows[i].id)
            one--;
        v[i].bodies = one;
        while (one < bodies + body_count && one->version == rows[i].id) {
            v[i].body_count++;
            one++;
        }
    }
    *ret = v;
    *count = n;
    return ERR_OK;
}
