#include "cli/rows.h"

#include <stdio.h>

#include "base/csv.h"
#include "base/json.h"

struct str cli_rows_bodies(struct arena *mem, const struct plan_org_name *name, size_t count)
{
    size_t n = 0, used = 0;
    char *p;

    for (size_t i = 0; i < count; i++)
        n += name[i].canonical.n + 2;
    p = arena_alloc(mem, n + 1, 1);
    for (size_t i = 0; i < count; i++) {
        if (i) {
            memcpy(p + used, "; ", 2);
            used += 2;
        }
        if (name[i].canonical.n)
            memcpy(p + used, name[i].canonical.p, name[i].canonical.n);
        used += name[i].canonical.n;
    }
    return (struct str){p, used};
}

static struct str number(struct arena *mem, uint32_t n)
{
    return n ? arena_printf(mem, "%u", (unsigned)n) : STR("");
}

static struct str due_date(struct arena *mem, const struct draft_row *r)
{
    char due[11] = "";

    if (r->deadline.has_due)
        day_iso(r->deadline.due, due);
    return arena_copy(mem, str_from(due));
}

/* "2:14 9:3": page and line of every place that says the same. */
static struct str places(struct arena *mem, const struct draft_row *r)
{
    enum { LONGEST = sizeof("4294967295:4294967295 ") };
    size_t count = 0, n = 0;
    char *p;

    for (const struct draft_place *x = &r->place; x; x = x->next)
        count++;
    p = arena_alloc(mem, count + 1, LONGEST);
    for (const struct draft_place *x = &r->place; x; x = x->next)
        n += (size_t)snprintf(p + n, LONGEST, "%s%u:%u", n ? " " : "", (unsigned)x->pos.page,
                              (unsigned)x->pos.line);
    return (struct str){p, n};
}

enum shape { WORDS, OR_NULL, NUMBER }; /* in JSON */

struct column {
    const char *name;
    enum shape shape;
    struct str value;
};

enum { MOST_COLUMNS = 24 };

/* The one list of columns. The order is for people who open the CSV; names are a promise. */
static size_t columns(struct arena *mem, const struct draft_row *r, struct column out[MOST_COLUMNS])
{
    const struct column all[] = {
        {"kind", WORDS, r->kind == DRAFT_TASK ? STR("task") : STR("target")},
        {"no", WORDS, r->no},
        {"group", WORDS, r->group},
        {"name", WORDS, r->name},
        {"lead", WORDS, cli_rows_bodies(mem, r->lead, r->lead_count)},
        {"coordinating", WORDS, cli_rows_bodies(mem, r->coordinating, r->coordinating_count)},
        {"deadline_text", WORDS, r->deadline_text},
        {"deadline_kind", WORDS,
         r->deadline_text.n ? schedule_deadline_kind_text(mem, r->deadline.kinds) : STR("")},
        {"due_date", OR_NULL, due_date(mem, r)},
        {"unit", WORDS, r->unit},
        {"target_text", WORDS, r->target_text},
        {"deliverable", WORDS, r->deliverable},
        {"certainty", WORDS, r->certainty == DRAFT_FIRM ? STR("firm") : STR("tentative")},
        {"reason", WORDS, r->reason},
        {"page", NUMBER, number(mem, r->place.pos.page)},
        {"line", NUMBER, number(mem, r->place.pos.line)},
        {"baseline", WORDS, r->baseline},
        {"restored", WORDS, r->restored},
        {"places", WORDS, places(mem, r)},
    };
    _Static_assert(COUNT(all) <= MOST_COLUMNS, "too many columns");

    memcpy(out, all, sizeof(all));
    return COUNT(all);
}

void cli_rows_csv(struct arena *mem, const struct draft *draft, struct buf *out)
{
    const struct draft_row none = {0};
    struct column column[MOST_COLUMNS];
    size_t n = columns(mem, &none, column);

    for (size_t i = 0; i < n; i++)
        csv_field(out, i == 0, str_from(column[i].name));
    csv_end(out);
    for (const struct draft_row *r = draft->rows; r; r = r->next) {
        n = columns(mem, r, column);
        for (size_t i = 0; i < n; i++)
            csv_field(out, i == 0, column[i].value);
        csv_end(out);
    }
}

static void put_json(struct json *j, const struct column *c)
{
    int64_t n = 0;

    json_key(j, c->name);
    if (c->shape != WORDS && c->value.n == 0) {
        json_null(j);
    } else if (c->shape == NUMBER) {
        for (size_t i = 0; i < c->value.n; i++)
            n = n * 10 + (c->value.p[i] - '0');
        json_int(j, n);
    } else {
        json_str(j, c->value);
    }
}

void cli_rows_json(struct arena *mem, const struct draft *draft, struct buf *out)
{
    struct column column[MOST_COLUMNS];
    struct json j;

    json_init(&j, out);
    json_open(&j, '[');
    for (const struct draft_row *r = draft->rows; r; r = r->next) {
        size_t n = columns(mem, r, column);

        json_open(&j, '{');
        for (size_t i = 0; i < n; i++)
            put_json(&j, &column[i]);
        json_close(&j, '}');
        buf_char(out, '\n');
    }
    json_close(&j, ']');
    buf_char(out, '\n');
}
