#include "app/target.h"

#include "app/app_priv.h"
#include "indicator/words.h"
#include "schedule/words.h"

/* What a filter asks for, as its statements want it. */
struct asked {
    struct store_int64 plan, group, org;
    struct store_text words;
    bool nothing; /* no word of it can be found */
};

static struct store_int64 or_any(int64_t id)
{
    return (struct store_int64){id != 0, id};
}

static struct asked ask(const struct app *a, struct arena *mem, const struct app_target_filter *f)
{
    struct asked x = {or_any(f->plan), or_any(f->group), or_any(f->org), {0}, false};
    struct str words = app__search_words(a, mem, f->words);

    x.words = (struct store_text){words.n != 0, words};
    x.nothing = words.n == 0 && str_trim(f->words).n;
    return x;
}

/* The reading of the value as it is kept. */
static struct str reading(struct arena *mem, enum lang lang,
                          const struct store_row_target_line *row)
{
    static const struct {
        struct str name;
        enum indicator_op op;
    } ops[] = {{STR("equal"), INDICATOR_EQUAL},
               {STR("greater"), INDICATOR_GREATER},
               {STR("at_least"), INDICATOR_AT_LEAST},
               {STR("less"), INDICATOR_LESS},
               {STR("at_most"), INDICATOR_AT_MOST},
               {STR("range"), INDICATOR_RANGE},
               {STR("rank"), INDICATOR_RANK},
               {STR("level"), INDICATOR_LEVEL},
               {STR("non_decreasing"), INDICATOR_NON_DECREASING}};
    struct indicator_target t = {.has_value = row->low_mantissa.has, .unit = row->unit};

    for (size_t i = 0; row->op.has && i < COUNT(ops); i++) {
        if (!str_is(ops[i].name, row->op.is))
            continue;
        t.op = ops[i].op;
        t.low = (struct decimal){row->low_mantissa.is, (int8_t)row->low_scale.is};
        t.high = (struct decimal){row->high_mantissa.is, (int8_t)row->high_scale.is};
        return indicator_words_reading(mem, lang, &t);
    }
    return STR("");
}

static struct app_target_line line_of(struct arena *mem, enum lang lang,
                                      const struct store_row_target_line *row)
{
    return (struct app_target_line){.id = row->id,
                                    .plan = row->plan,
                                    .no = row->no,
                                    .name = row->name,
                                    .unit = row->unit,
                                    .target_text = row->target_text,
                                    .words = reading(mem, lang, row),
                                    .deadline_text = row->deadline_text,
                                    .baseline = row->baseline,
                                    .plan_number = row->plan_number,
                                    .has_due = row->due.has,
                                    .due = row->due.is,
                                    .lead = app__list_orgs(mem, row->lead)};
}

/* Years that occur, and how many targets there are in the one asked for (0: in all). */
static int count(struct store_txn *t, struct arena *mem, const struct asked *x, int year,
                 struct app_targets *ret, struct err *e)
{
    struct store_sql_target_days in = {x->plan, x->group, x->org, x->words};
    struct store_row_target_days *rows;
    int *years, y, month, day;
    size_t n;
    int r = store_target_days(t, mem, &in, &rows, &n, e);

    if (r)
        return r;
    years = ARENA_MANY(mem, int, n);
    for (size_t i = 0; i < n; i++) {
        y = 0;
        if (rows[i].due.has)
            day_to_ymd(rows[i].due.is, &y, &month, &day);
        if (y && (ret->year_count == 0 || years[ret->year_count - 1] != y))
            years[ret->year_count++] = y;
        if (year == 0 || year == y)
            ret->total += (size_t)rows[i].count;
    }
    ret->years = years;
    return ERR_OK;
}

int app_target_list(struct app *a, struct app_who who, const struct app_target_filter *f,
                    struct app_page p, struct arena *mem, struct app_targets *ret, struct err *e)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};
    struct asked x = ask(a, mem, f);
    struct store_sql_target_page page = {.plan = x.plan,
                                         .in_group = x.group,
                                         .org = x.org,
                                         .words = x.words,
                                         .limit = app__page_limit(p),
                                         .skip = (int64_t)p.skip};
    struct store_sql_target_lines in;
    struct store_row_target_id *ids;
    struct store_row_target_line *rows;
    struct app_target_line *lines;
    struct app_targets found = {0};
    size_t n;
    int r;

    (void)who;
    page.year_from.has = f->year && day_from_ymd(f->year, 1, 1, &page.year_from.is);
    if (f->year && (!page.year_from.has || !day_from_ymd(f->year, 12, 31, &page.year_to)))
        return err_set(e, ERR_USAGE, N_("Không có năm %d."), f->year);
    if (x.nothing) {
        *ret = found;
        return ERR_OK;
    }
    if ((r = store_txn_read(a->store, &t, e)) ||
        (r = store_target_page(&t, mem, &page, &ids, &n, e)) ||
        (r = count(&t, mem, &x, f->year, &found, e)))
        return r;
    in.ids = app__list_ids(mem, ids, n, sizeof(*ids));
    if (n && (r = store_target_lines(&t, mem, &in, &rows, &n, e)))
        return r;
    lines = ARENA_MANY(mem, struct app_target_line, n);
    for (size_t i = 0; i < n; i++)
        lines[i] = line_of(mem, app__lang(e), &rows[i]);
    found.at = lines;
    found.n = n;
    *ret = found;
    return ERR_OK;
}

static int read_beside(struct store_txn *t, struct arena *mem,
                       const struct store_row_target_line *row, struct app_target *ret,
                       struct err *e)
{
    struct store_sql_target_beside in = {row->plan, row->place, row->id, false};
    struct store_row_target_id *ids;
    size_t n;
    int r = store_target_beside(t, mem, &in, &ids, &n, e);

    if (r)
        return r;
    ret->before = n ? ids[0].id : 0;
    in.behind = true;
    if ((r = store_target_beside(t, mem, &in, &ids, &n, e)))
        return r;
    ret->after = n ? ids[0].id : 0;
    return ERR_OK;
}

int app_target_view(struct app *a, struct app_who who, int64_t target, struct arena *mem,
                    struct app_target *ret, struct err *e)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};
    struct store_sql_target_lines in = {app__list_ids(mem, &target, 1, sizeof(target))};
    struct store_row_target_line *row;
    struct app_target found = {0};
    enum lang lang = app__lang(e);
    size_t n = 0;
    int r;

    (void)who;
    if (target > 0 && ((r = store_txn_read(a->store, &t, e)) ||
                       (r = store_target_lines(&t, mem, &in, &row, &n, e))))
        return r;
    if (n == 0)
        return err_set(e, ERR_NOT_FOUND, N_("Không có chỉ tiêu này."));
    if ((r = read_beside(&t, mem, row, &found, e)) ||
        (r = app__passage_around(&t, mem, lang, row->document, row->format.is, row->passage,
                                 &found.around, e)))
        return r;
    found.line = line_of(mem, lang, row);
    found.heading = app__list_heading(mem, row->group_no, row->group_name);
    found.name_read = row->name_read;
    found.plan_title = row->plan_title;
    found.document = row->document;
    found.document_number = row->document_number;
    found.deadline_words = app__task_deadline(mem, lang, (uint32_t)row->deadline_kinds, row->start,
                                              row->due);
    *ret = found;
    return ERR_OK;
}
