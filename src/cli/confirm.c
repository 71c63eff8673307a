#include <inttypes.h>

#include "app/draft.h"
#include "base/json.h"
#include "cli/command.h"
#include "cli/words.h"

enum { MOST_BYTES = 64 << 10 };

static void as_json(int64_t draft, int64_t plan, struct buf *out)
{
    struct json j;

    json_init(&j, out);
    json_open(&j, '{');
    json_key(&j, "draft");
    json_int(&j, draft);
    json_key(&j, "plan");
    json_int(&j, plan);
    json_close(&j, '}');
    buf_char(out, '\n');
}

/* Who confirms here has seen the numbers at least: how much nobody looked at is said before. */
static int confirm(struct app *a, int64_t draft, int64_t *ret_plan, struct buf *out, struct err *e)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct app_draft_summary s;
    int code;

    if ((code = app_draft_summary(a, app_who_cli, draft, mem, &s, e)) ||
        (code = app_draft_confirm(a, app_who_cli, draft, s.changes, ret_plan, e)))
        return code;
    buf_printf(
        out,
        lang_text(e->lang,
                  N_("Đã xác nhận bản nháp số %lld thành kế hoạch số %lld: %zu nhiệm vụ, %zu "
                     "chỉ tiêu; %zu dòng chưa ai xem, %zu nhiệm vụ chưa rõ chủ trì.\n")),
        (long long)draft, (long long)*ret_plan, s.tasks, s.targets, s.to_check, s.without_lead);
    return ERR_OK;
}

int cli_confirm_run(int argc, char **argv)
{
    CLEANUP(app_closep) struct app *app = NULL;
    CLEANUP(buf_release) struct buf out;
    struct cli_words words = {0};
    struct err e = {.lang = cli_command_lang()};
    int64_t draft, plan;

    buf_init(&out, MOST_BYTES);
    if (cli_words_read(argc, argv, NULL, 0, &words, &e))
        return cli_command_fail(NULL, &e);
    if (words.n != 1) {
        err_set(&e, ERR_USAGE, N_("Hãy nêu số của một bản nháp. Cách dùng: namro confirm SỐ"));
        return cli_command_fail(NULL, &e);
    }
    if (cli_words_id(words.word[0], lang_text(e.lang, N_("Số bản nháp")), &draft, &e) ||
        cli_register_open(&words.where, &app, &e) || confirm(app, draft, &plan, &out, &e))
        return cli_command_fail(NULL, &e);
    if (words.json) {
        buf_clear(&out);
        as_json(draft, plan, &out);
    }
    return cli_command_print(buf_str(&out));
}
