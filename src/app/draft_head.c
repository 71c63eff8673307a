#include "app/draft_priv.h"
#include "text/clean.h"

enum { WORDS_BYTES = 4000 };

static struct str words_of(struct arena *mem, struct str s)
{
    struct str words = text_clean(mem, s, false);

    return words.p ? words : STR("");
}

static struct str iso(struct arena *mem, struct store_day day)
{
    char text[11];

    return day.has ? arena_copy(mem, str_from(day_iso(day.is, text))) : STR("");
}

/* What a version's words would be read as. */
static void read_anew(struct arena *mem, const struct schedule_rules *rules,
                      const struct store_row_draft_row *r, struct store_row_draft_row *ret)
{
    struct schedule_deadline d;

    *ret = *r;
    schedule_deadline_read(mem, r->deadline_text, rules, &d);
    ret->deadline_kinds = d.kinds;
    ret->start_day = d.has_start ? store_day(d.start) : (struct store_day){0};
    ret->due_day = d.has_due ? store_day(d.due) : (struct store_day){0};
}

static bool is_same_day(struct store_day a, struct store_day b)
{
    return a.has == b.has && (!a.has || a.is.n == b.is.n);
}

static bool is_same_reading(const struct store_row_draft_row *a,
                            const struct store_row_draft_row *b)
{
    return a->deadline_kinds == b->deadline_kinds && is_same_day(a->start_day, b->start_day) &&
           is_same_day(a->due_day, b->due_day);
}

/* Rows whose days came from the head are read by the new one. Where a heading of the document told
 * the year, or a person set the day, the reading stays. */
static int read_rows(struct app__edit *x, const struct schedule_rules *was,
                     const struct schedule_rules *is, struct err *e)
{
    struct app__version *rows;
    size_t n;
    int code = app__version_all(&x->t, x->mem, x->draft->id, false, &rows, &n, e);

    for (size_t i = 0; i < n && !code; i++) {
        struct app__version after = rows[i];
        struct store_row_draft_row old;

        if (rows[i].is.due_fixed || rows[i].is.deadline_text.n == 0)
            continue;
        read_anew(x->mem, was, &rows[i].is, &old);
        read_anew(x->mem, is, &rows[i].is, &after.is);
        if (is_same_reading(&old, &rows[i].is) && !is_same_reading(&after.is, &rows[i].is))
            code = app__edit_put(x, &rows[i], &after, e);
    }
    return code;
}

/* *ret: something is other than it was. */
static int set(struct app__edit *x, const struct app_draft_head *head, bool *ret, struct err *e)
{
    const struct store_row_draft *d = x->draft;
    const struct store_day day = head->has_issued ? store_day(head->issued) : (struct store_day){0};
    const struct str number = words_of(x->mem, head->number);
    const struct store_sql_document_head_set in = {
        .id = d->document,
        .number = number,
        .number_key = app__document_key(x->mem, number, day.has, day.is),
        .type = words_of(x->mem, head->type),
        .issuer = words_of(x->mem, head->issuer),
        .issued_day = day,
        .abstract = words_of(x->mem, head->abstract)};
    const struct {
        const char *field;
        struct str before, after;
    } fields[] = {
        {"number", d->number, in.number},
        {"type", d->type, in.type},
        {"issuer", d->issuer, in.issuer},
        {"abstract", d->abstract, in.abstract},
        {"issued_day", iso(x->mem, d->issued), iso(x->mem, day)},
    };
    int code;

    for (size_t i = 0; i < COUNT(fields); i++) {
        if (fields[i].after.n > WORDS_BYTES) {
            err_set(e, ERR_USAGE, N_("Ô này dài quá mức cho phép."));
            if (e)
                e->field = fields[i].field;
            return ERR_USAGE;
        }
        *ret = *ret || !str_is(fields[i].before, fields[i].after);
        if ((code = app__audit_change(&x->audit, "document", d->document, fields[i].field,
                                      fields[i].before, fields[i].after, e)))
            return code;
    }
    return store_document_head_set(&x->t, &in, e);
}

int app_draft_head_set(struct app *a, struct app_who who, int64_t draft,
                       const struct app_draft_head *head, struct err *e)
{
    CLEANUP(app__edit_end) struct app__edit x = {0};
    struct schedule_rules was, is;
    struct store_row_draft *now;
    bool changed = false;
    int code;

    if ((code = app__edit_open(a, who, draft, "draft.edit.head", 0, &x, e)) ||
        (code = set(&x, head, &changed, e)) || !changed ||
        (code = app__draft_load(&x.t, x.mem, draft, &now, e)))
        return code;
    was = app__draft_rules(x.mem, x.draft);
    is = app__draft_rules(x.mem, now);
    if (was.issued.n != is.issued.n && (code = read_rows(&x, &was, &is, e)))
        return code;
    return app__edit_commit(&x, e);
}
