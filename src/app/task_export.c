#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/app_priv.h"
#include "office/sheet.h"

/* The whole filter as a table. First the ids are read, then the lines by the hundred, each in a
 * short transaction, straight into the sheet: neither memory nor a reading of the base grows with
 * it. */

enum { CHUNK = 500, ALL = 100000 };

struct export
{
    struct app *a;
    struct arena *mem, *chunk; /* of all, and of some lines */
    enum lang lang;
    const struct app_task_filter *f;
    struct store_row_task_id *ids;
    size_t n;
    struct office_sheet *sheet;
};

/* Adds a part of the filter in words. */
static void say(struct export *x, struct str *words, const char *fmt, struct str value)
{
    struct str said = arena_printf(x->mem, "%s%.*s", lang_text(x->lang, fmt), STR_ARG(value));

    *words = words->n ? arena_printf(x->mem, "%.*s; %.*s", STR_ARG(*words), STR_ARG(said)) : said;
}

static int say_plan(struct export *x, struct store_txn *t, struct str *words, struct err *e)
{
    struct store_sql_plan_by_id in = {x->f->plan};
    struct store_row_plan_line *plan;
    int r = store_plan_by_id(t, x->mem, &in, &plan, e);

    if (r)
        return r == ERR_NOT_FOUND ? err_set(e, r, N_("Không có kế hoạch này.")) : r;
    say(x, words, N_("Kế hoạch: "), plan->number.n ? plan->number : plan->title);
    return ERR_OK;
}

static int say_group(struct export *x, struct store_txn *t, struct str *words, struct err *e)
{
    struct store_sql_plan_group_by_id in = {x->f->group};
    struct store_row_plan_group_one *group;
    int r = store_plan_group_by_id(t, x->mem, &in, &group, e);

    if (r)
        return r == ERR_NOT_FOUND ? err_set(e, r, N_("Không có nhóm nhiệm vụ này.")) : r;
    say(x, words, N_("Nhóm: "), app__list_heading(x->mem, group->no, group->name));
    return ERR_OK;
}

static int say_org(struct export *x, struct store_txn *t, struct str *words, struct err *e)
{
    struct store_sql_org_by_id in = {x->f->org};
    struct store_row_org_one *org;
    int r = store_org_by_id(t, x->mem, &in, &org, e);

    if (r)
        return r == ERR_NOT_FOUND ? err_set(e, r, N_("Không có cơ quan này.")) : r;
    say(x, words, x->f->org_coordinating ? N_("Chủ trì hoặc phối hợp: ") : N_("Cơ quan chủ trì: "),
        org->name);
    return ERR_OK;
}

/* "Kế hoạch: 25/KH-UBND; Cơ quan chủ trì: Sở Mây. Số liệu đến ngày 01/04/2026." */
static int say_filter(struct export *x, struct store_txn *t, struct str *ret, struct err *e)
{
    struct str words = STR("");
    char today[11];
    int r;

    if ((x->f->plan && (r = say_plan(x, t, &words, e))) ||
        (x->f->group && (r = say_group(x, t, &words, e))) ||
        (x->f->org && (r = say_org(x, t, &words, e))))
        return r;
    if (x->f->time != APP_TASK_TIME_ALL)
        say(x, &words, N_("Thời hạn: "),
            str_from(lang_text(x->lang, app_task_time_name(x->f->time))));
    if (x->f->without_lead)
        say(x, &words, N_("Chưa rõ cơ quan chủ trì"), STR(""));
    if (str_trim(x->f->words).n)
        say(x, &words, N_("Có chữ: "), str_trim(x->f->words));
    if (words.n == 0)
        words = str_from(lang_text(x->lang, N_("Tất cả nhiệm vụ")));
    *ret = arena_printf(x->mem, "%.*s. %s%s.", STR_ARG(words),
                        lang_text(x->lang, N_("Số liệu đến ngày ")),
                        day_written(app_today(x->a), today));
    return ERR_OK;
}

/* Which tasks, and how to say so. */
static int collect(struct export *x, struct str *filter, struct err *e)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};
    int r;

    if ((r = store_txn_read(x->a->store, &t, e)) || (r = say_filter(x, &t, filter, e)))
        return r;
    return app__task_ids(x->a, &t, x->mem, x->f, (struct app_page){0, ALL}, &x->ids, &x->n, e);
}

/* Names one after the other. */
static struct str joined(struct arena *mem, struct app_orgs orgs)
{
    struct str all = STR("");

    for (size_t i = 0; i < orgs.n; i++)
        all = i ? arena_printf(mem, "%.*s; %.*s", STR_ARG(all), STR_ARG(orgs.at[i].name))
                : orgs.at[i].name;
    return all;
}

static int write_line(struct export *x, const struct store_row_task_line *line,
                      const struct store_row_task_export_line *more, struct err *e)
{
    struct str plan = line->plan_number.n ? line->plan_number : more->plan_title;
    const struct office_cell cells[] = {
        OFFICE_TEXT(line->no),
        OFFICE_TEXT(line->name),
        OFFICE_TEXT(joined(x->chunk, app__list_orgs(x->chunk, line->lead))),
        OFFICE_TEXT(more->coordinating.is),
        OFFICE_TEXT(line->deadline_text),
        line->due.has ? OFFICE_DAY(line->due.is) : OFFICE_NONE,
        OFFICE_TEXT(line->deliverable.is),
        OFFICE_TEXT(plan),
        OFFICE_TEXT(app__list_heading(x->chunk, more->group_no, more->group_name)),
    };

    return office_sheet_row(x->sheet, cells, e);
}

/* Some lines, from the base and into the sheet. */
static int write_lines(struct export *x, size_t from, size_t n, struct err *e)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};
    struct store_sql_task_lines in = {app__list_ids(x->chunk, x->ids + from, n, sizeof(*x->ids))};
    struct store_sql_task_export_lines more_in = {in.ids};
    struct store_row_task_line *lines;
    struct store_row_task_export_line *more;
    size_t more_count;
    int r;

    if ((r = store_txn_read(x->a->store, &t, e)) ||
        (r = store_task_lines(&t, x->chunk, &in, &lines, &n, e)) ||
        (r = store_task_export_lines(&t, x->chunk, &more_in, &more, &more_count, e)))
        return r;
    store_txn_end(&t);
    for (size_t i = 0; !r && i < n && i < more_count; i++)
        r = write_line(x, &lines[i], &more[i], e);
    return r;
}

static int write_sheet(struct export *x, enum app_task_format format, struct str filter, int fd,
                       struct err *e)
{
    static const char *const titles[] = {
        N_("Số"),      N_("Nhiệm vụ"), N_("Chủ trì"),  N_("Phối hợp"), N_("Thời hạn (nguyên văn)"),
        N_("Đến hạn"), N_("Sản phẩm"), N_("Kế hoạch"), N_("Nhóm"),
    };
    static const int widths[COUNT(titles)] = {8, 60, 28, 28, 22, 0, 36, 18, 28};
    struct office_sheet_column columns[COUNT(titles)] = {0};
    struct office_sheet_form form = {.name = str_from(lang_text(x->lang, N_("Nhiệm vụ"))),
                                     .title = str_from(lang_text(x->lang, N_("Nhiệm vụ"))),
                                     .subtitle = filter,
                                     .time = app_now(x->a) / 1000000,
                                     .columns = columns,
                                     .column_count = COUNT(columns)};
    struct office_sheet_result result;
    int r;

    for (size_t i = 0; i < COUNT(titles); i++) {
        columns[i].title = str_from(lang_text(x->lang, titles[i]));
        columns[i].kind = i == 5 ? OFFICE_CELL_DAY : OFFICE_CELL_TEXT;
        columns[i].width = widths[i];
    }
    if ((r = office_sheet_new(format == APP_TASK_XLSX ? OFFICE_SHEET_XLSX : OFFICE_SHEET_CSV, &form,
                              fd, &x->sheet, e)))
        return r;
    for (size_t i = 0; !r && i < x->n; i += CHUNK) {
        arena_clear(x->chunk);
        r = write_lines(x, i, x->n - i < CHUNK ? x->n - i : CHUNK, e);
    }
    if (!r)
        r = office_sheet_finish(x->sheet, &result, e);
    office_sheet_free(x->sheet);
    return r;
}

/* In the data folder, so that a large one fills no memory. */
static int open_nameless(struct app *a, int *ret, struct err *e)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    int fd = open(a->folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    char *name;

    if (fd < 0 && (errno == EOPNOTSUPP || errno == EISDIR || errno == ENOENT)) {
        name = (char *)arena_printf(mem, "%s/.export-XXXXXX", a->folder).p;
        if ((fd = mkostemp(name, O_CLOEXEC)) >= 0)
            unlink(name);
    }
    if (fd < 0)
        return err_set(e, errno == ENOSPC ? ERR_FULL : ERR_SYSTEM,
                       N_("Không tạo được tệp tạm để xuất dữ liệu."));
    *ret = fd;
    return ERR_OK;
}

int app_task_export(struct app *a, struct app_who who, const struct app_task_filter *f,
                    enum app_task_format format, int *ret_fd, struct err *e)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    CLEANUP(arena_freep) struct arena *chunk = arena_new(0);
    struct export x = {.a = a, .mem = mem, .chunk = chunk, .lang = app__lang(e), .f = f};
    struct str filter;
    int fd = -1, r;

    (void)who;
    if ((r = collect(&x, &filter, e)) || (r = open_nameless(a, &fd, e)))
        return r;
    if ((r = write_sheet(&x, format, filter, fd, e))) {
        close(fd);
        return r;
    }
    *ret_fd = fd;
    return ERR_OK;
}
