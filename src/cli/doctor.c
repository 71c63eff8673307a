#include "app/doctor.h"

#include "base/json.h"
#include "cli/command.h"

enum { MOST_BYTES = 64 * 1024 };

static void as_text(const struct app_doctor *d, enum lang lang, struct buf *out)
{
    for (size_t i = 0; i < d->count; i++)
        buf_printf(out, "%-6s %-15s %s\n",
                   lang_text(lang, d->layers[i].holds ? N_("có") : N_("không")), d->layers[i].code,
                   lang_text(lang, d->layers[i].sentence));
    buf_printf(out, lang_text(lang, N_("\nBộ đọc: %s; Landlock ABI %d.\n%s\n")), d->reader,
               d->landlock_abi,
               lang_text(lang, d->safe
                                   ? N_("Đủ các lớp bảo vệ: máy này đọc được tệp.")
                                   : N_("Thiếu lớp bảo vệ bắt buộc: máy này từ chối mọi tệp.")));
}

static void as_json(const struct app_doctor *d, struct buf *out)
{
    struct json j;

    json_init(&j, out);
    json_open(&j, '{');
    json_key(&j, "safe");
    json_bool(&j, d->safe);
    json_key(&j, "reader");
    json_str(&j, str_from(d->reader));
    json_key(&j, "landlock_abi");
    json_int(&j, d->landlock_abi);
    json_key(&j, "layers");
    json_open(&j, '[');
    for (size_t i = 0; i < d->count; i++) {
        json_open(&j, '{');
        json_key(&j, "layer");
        json_str(&j, str_from(d->layers[i].code));
        json_key(&j, "holds");
        json_bool(&j, d->layers[i].holds);
        json_key(&j, "required");
        json_bool(&j, d->layers[i].required);
        json_key(&j, "sentence");
        json_str(&j, str_from(d->layers[i].sentence));
        json_close(&j, '}');
    }
    json_close(&j, ']');
    json_close(&j, '}');
    buf_char(out, '\n');
}

int cli_doctor_run(int argc, char **argv)
{
    CLEANUP(buf_release) struct buf out;
    struct app_doctor d;
    struct err e = {.lang = cli_command_lang()};
    bool json = argc == 2 && strcmp(argv[1], "--json") == 0;
    int status;

    buf_init(&out, MOST_BYTES);
    if (argc > 1 && !json) {
        err_set(&e, ERR_USAGE, N_("Lệnh doctor chỉ nhận --json. Cách dùng: namro doctor [--json]"));
        return cli_command_fail(NULL, &e);
    }
    if (app_doctor_ask(&d, &e))
        return cli_command_fail(NULL, &e);
    if (json)
        as_json(&d, &out);
    else
        as_text(&d, e.lang, &out);
    status = cli_command_print(buf_str(&out));
    return status ? status : d.safe ? CLI_COMMAND_OK : CLI_COMMAND_FAILED;
}
