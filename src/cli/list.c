/* namro list: what the register holds. */

#include <inttypes.h>

#include "app/document.h"
#include "app/draft.h"
#include "app/org.h"
#include "app/plan.h"
#include "app/target.h"
#include "app/task.h"
#include "cli/command.h"
#include "cli/table.h"
#include "cli/words.h"

enum { MOST_BYTES = 64 << 20, AT_ONCE = 200 };

struct asked {
    int64_t plan, org;
    struct str words;
};

static struct str day(struct arena *mem, bool has, struct day d, bool as_json)
{
    char text[11];

    return has ? arena_copy(mem, str_from(as_json ? day_iso(d, text) : day_written(d, text)))
               : STR("");
}

static struct str names(struct arena *mem, const struct app_orgs *orgs)
{
    struct str all = STR("");

    for (size_t i = 0; i < orgs->n; i++)
        all = arena_printf(mem, "%.*s%s%.*s", STR_ARG(all), i ? "; " : "",
                           STR_ARG(orgs->at[i].name));
    return all;
}

/* Each function writes one page of things and tells how many there are behind it. */
typedef int list_page(struct app *a, const struct asked *ask, struct app_page p, struct arena *mem,
                      struct cli_table *t, size_t *total, struct err *e);

static int list_tasks(struct app *a, const struct asked *ask, struct app_page p, struct arena *mem,
                      struct cli_table *t, size_t *total, struct err *e)
{
    const struct app_task_filter f = {.plan = ask->plan, .org = ask->org, .words = ask->words};
    struct app_tasks tasks;
    int code = app_task_list(a, app_who_cli, &f, p, mem, &tasks, e);

    if (code)
        return code;
    for (size_t i = 0; i < tasks.n; i++) {
        const struct app_task_line *x = &tasks.at[i];
        const struct cli_cell row[] = {
            {.key = "id", .kind = CLI_NUMBER, .number = x->id},
            {.key = "name", .text = x->name},
            {.key = "no", .label = N_("Số"), .text = x->no},
            {.key = "lead", .label = N_("Chủ trì"), .text = names(mem, &x->lead)},
            {.key = "deadline_text", .label = N_("Thời hạn"), .text = x->deadline_text},
            {.key = "due_date",
             .label = N_("Đến hạn"),
             .kind = CLI_OR_NULL,
             .text = day(mem, x->has_due, x->due, t->as_json)},
            {.key = "deliverable", .label = N_("Sản phẩm"), .text = x->deliverable},
            {.key = "plan", .kind = CLI_NUMBER, .number = x->plan},
        };

        cli_table_row(t, row, COUNT(row));
    }
    *total = tasks.total;
    return ERR_OK;
}

static int list_targets(struct app *a, const struct asked *ask, struct app_page p,
                        struct arena *mem, struct cli_table *t, size_t *total, struct err *e)
{
    const struct app_target_filter f = {.plan = ask->plan, .org = ask->org, .words = ask->words};
    struct app_targets targets;
    int code = app_target_list(a, app_who_cli, &f, p, mem, &targets, e);

    if (code)
        return code;
    for (size_t i = 0; i < targets.n; i++) {
        const struct app_target_line *x = &targets.at[i];
        const struct cli_cell row[] = {
            {.key = "id", .kind = CLI_NUMBER, .number = x->id},
            {.key = "name", .text = x->name},
            {.key = "no", .label = N_("Số"), .text = x->no},
            {.key = "target_text", .label = N_("Mục tiêu"), .text = x->target_text},
            {.key = "unit", .label = N_("Đơn vị"), .text = x->unit},
            {.key = "deadline_text", .label = N_("Mốc"), .text = x->deadline_text},
            {.key = "due_date",
             .label = N_("Đến hạn"),
             .kind = CLI_OR_NULL,
             .text = day(mem, x->has_due, x->due, t->as_json)},
            {.key = "plan", .kind = CLI_NUMBER, .number = x->plan},
        };

        cli_table_row(t, row, COUNT(row));
    }
    *total = targets.total;
    return ERR_OK;
}

static int list_plans(struct app *a, const struct asked *ask, struct app_page p, struct arena *mem,
                      struct cli_table *t, size_t *total, struct err *e)
{
    struct app_plans plans;
    int code = app_plan_list(a, app_who_cli, mem, &plans, e);

    (void)ask, (void)p;
    if (code)
        return code;
    for (size_t i = 0; i < plans.n; i++) {
        const struct app_plan_line *x = &plans.at[i];
        const struct cli_cell row[] = {
            {.key = "id", .kind = CLI_NUMBER, .number = x->id},
            {.key = "title", .text = x->title},
            {.key = "number", .label = N_("Số, ký hiệu"), .text = x->number},
            {.key = "issued",
             .label = N_("Ngày ban hành"),
             .kind = CLI_OR_NULL,
             .text = day(mem, x->has_issued, x->issued, t->as_json)},
            {.key = "tasks",
             .label = N_("Số nhiệm vụ"),
             .kind = CLI_NUMBER,
             .number = (int64_t)x->tasks},
            {.key = "targets",
             .label = N_("Số chỉ tiêu"),
             .kind = CLI_NUMBER,
             .number = (int64_t)x->targets},
        };

        cli_table_row(t, row, COUNT(row));
    }
    *total = 0; /* all of them at once */
    return ERR_OK;
}

static int list_drafts(struct app *a, const struct asked *ask, struct app_page p, struct arena *mem,
                       struct cli_table *t, size_t *total, struct err *e)
{
    struct app_drafts drafts;
    int code = app_draft_list(a, app_who_cli, true, p, mem, &drafts, e);

    (void)ask;
    if (code)
        return code;
    for (size_t i = 0; i < drafts.n; i++) {
        const struct app_draft_line *x = &drafts.at[i];
        const struct cli_cell row[] = {
            {.key = "id", .kind = CLI_NUMBER, .number = x->id},
            {.key = "title", .text = x->title},
            {.key = "file", .label = N_("Tệp"), .text = x->file_name},
            {.key = "rows", .label = N_("Số dòng"), .kind = CLI_NUMBER, .number = (int64_t)x->rows},
            {.key = "to_check",
             .label = N_("Cần xem"),
             .kind = CLI_NUMBER,
             .number = (int64_t)x->to_check},
        };

        cli_table_row(t, row, COUNT(row));
    }
    *total = drafts.total;
    return ERR_OK;
}

static int list_orgs(struct app *a, const struct asked *ask, struct app_page p, struct arena *mem,
                     struct cli_table *t, size_t *total, struct err *e)
{
    const struct app_org_filter f = {.words = ask->words};
    struct app_org_lines orgs;
    int code = app_org_list(a, app_who_cli, &f, p, mem, &orgs, e);

    if (code)
        return code;
    for (size_t i = 0; i < orgs.n; i++) {
        const struct app_org_line *x = &orgs.at[i];
        const struct cli_cell row[] = {
            {.key = "id", .kind = CLI_NUMBER, .number = x->id},
            {.key = "name", .text = x->name},
            {.key = "type", .text = x->type},
            {.key = "lead", .label = N_("Chủ trì"), .kind = CLI_NUMBER, .number = (int64_t)x->lead},
            {.key = "coordinating",
             .label = N_("Phối hợp"),
             .kind = CLI_NUMBER,
             .number = (int64_t)x->coordinating},
        };

        cli_table_row(t, row, COUNT(row));
    }
    *total = orgs.total;
    return ERR_OK;
}

static int list_documents(struct app *a, const struct asked *ask, struct app_page p,
                          struct arena *mem, struct cli_table *t, size_t *total, struct err *e)
{
    const struct app_document_filter f = {.words = ask->words};
    struct app_documents documents;
    int code = app_document_list(a, app_who_cli, &f, p, mem, &documents, e);

    if (code)
        return code;
    for (size_t i = 0; i < documents.n; i++) {
        const struct app_document_line *x = &documents.at[i];
        const struct cli_cell row[] = {
            {.key = "id", .kind = CLI_NUMBER, .number = x->id},
            {.key = "abstract", .text = x->abstract.n ? x->abstract : x->number},
            {.key = "number", .label = N_("Số, ký hiệu"), .text = x->number},
            {.key = "issuer", .label = N_("Nơi ban hành"), .text = x->issuer},
            {.key = "issued",
             .label = N_("Ngày ban hành"),
             .kind = CLI_OR_NULL,
             .text = day(mem, x->has_issued, x->issued, t->as_json)},
            {.key = "state", .text = x->state},
        };

        cli_table_row(t, row, COUNT(row));
    }
    *total = documents.total;
    return ERR_OK;
}

static const struct {
    const char *word;
    list_page *page;
} kinds[] = {
    {"tasks", list_tasks},   {"targets", list_targets}, {"plans", list_plans},
    {"drafts", list_drafts}, {"orgs", list_orgs},       {"documents", list_documents},
};

static list_page *page_of(const struct cli_words *words, struct err *e)
{
    char shown[256];

    if (words->n == 0)
        return list_tasks;
    for (size_t i = 0; words->n == 1 && i < COUNT(kinds); i++)
        if (strcmp(words->word[0], kinds[i].word) == 0)
            return kinds[i].page;
    err_set(e, ERR_USAGE,
            N_("Không liệt kê được \"%s\": hãy chọn tasks, targets, plans, drafts, orgs hoặc "
               "documents."),
            cli_command_shown(words->word[words->n - 1], shown));
    return NULL;
}

static int list(struct app *a, list_page *page, const struct asked *ask, struct cli_table *t,
                struct err *e)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    size_t total = 1;

    for (size_t skip = 0; skip < total; skip += AT_ONCE) {
        int code;

        arena_clear(mem);
        if ((code = page(a, ask, (struct app_page){skip, AT_ONCE}, mem, t, &total, e)))
            return code;
    }
    return buf_failed(t->out) ? err_set(e, ERR_TOO_BIG, N_("Kết quả quá lớn nên không in."))
                              : ERR_OK;
}

int cli_list_run(int argc, char **argv)
{
    CLEANUP(app_closep) struct app *app = NULL;
    CLEANUP(buf_release) struct buf out;
    const char *plan = NULL, *org = NULL, *find = NULL;
    const struct cli_option option[] = {{"--plan", &plan}, {"--org", &org}, {"--find", &find}};
    struct cli_words words = {0};
    struct cli_table table;
    struct asked ask = {0};
    struct err e = {.lang = cli_command_lang()};
    list_page *page;

    buf_init(&out, MOST_BYTES);
    if (cli_words_read(argc, argv, option, COUNT(option), &words, &e) ||
        !(page = page_of(&words, &e)) || (plan && cli_words_id(plan, "--plan", &ask.plan, &e)) ||
        (org && cli_words_id(org, "--org", &ask.org, &e)) ||
        cli_register_open(&words.where, &app, &e))
        return cli_command_fail(NULL, &e);
    ask.words = str_from(find);
    cli_table_open(&table, words.json, e.lang, &out);
    if (list(app, page, &ask, &table, &e))
        return cli_command_fail(NULL, &e);
    cli_table_close(&table);
    return cli_command_print(buf_str(&out));
}
