#include "app/doctor.h"

#include "base/json.h"
#include "cli/command.h"
#include "cli/words.h"

enum { MOST_BYTES = 256 * 1024 };

/* Bytes that begin a character. */
static int columns(const char *z)
{
    int n = 0;

    for (; *z; z++)
        n += (*z & 0xC0) != 0x80;
    return n;
}

static void line(struct buf *out, const char *word, const char *code, struct str sentence)
{
    buf_printf(out, "%s%*s %-16s %.*s\n", word, 5 - columns(word), "", code, STR_ARG(sentence));
}

static void machine_as_text(const struct app_doctor *d, enum lang lang, struct buf *out)
{
    for (size_t i = 0; i < d->count; i++)
        line(out, lang_text(lang, d->layers[i].holds ? N_("có") : N_("không")), d->layers[i].code,
             str_from(lang_text(lang, d->layers[i].sentence)));
    buf_printf(out, lang_text(lang, N_("\nBộ đọc: %s; Landlock ABI %d.\n%s\n")), d->reader,
               d->landlock_abi,
               lang_text(lang, d->safe
                                   ? N_("Đủ các lớp bảo vệ: máy này đọc được tệp.")
                                   : N_("Thiếu lớp bảo vệ bắt buộc: máy này từ chối mọi tệp.")));
}

static void register_as_text(const struct app_doctor_register *r, const char *folder,
                             enum lang lang, struct buf *out)
{
    char shown[256];

    cli_command_shown(folder, shown);
    if (!r->there) {
        buf_printf(out, lang_text(lang, N_("\nChưa có danh mục nào ở %s.\n")), shown);
        return;
    }
    buf_printf(out, lang_text(lang, N_("\nDanh mục ở %s:\n")), shown);
    for (size_t i = 0; i < r->n; i++) {
        const struct app_doctor_check *c = &r->at[i];

        line(out, lang_text(lang, c->holds ? N_("đúng") : N_("SAI")), c->code, c->sentence);
        for (size_t k = 0; k < c->detail_count; k++)
            buf_printf(out, "%23s%.*s\n", "", STR_ARG(c->details[k]));
        if (c->advice)
            buf_printf(out, "%23s→ %s\n", "", lang_text(lang, c->advice));
    }
    buf_printf(out, "\n%s\n",
               lang_text(lang, r->whole ? N_("Danh mục toàn vẹn.")
                                        : N_("Danh mục có chỗ cần xử lý như trên.")));
}

static void machine_as_json(const struct app_doctor *d, struct json *j)
{
    json_key(j, "safe");
    json_bool(j, d->safe);
    json_key(j, "reader");
    json_str(j, str_from(d->reader));
    json_key(j, "landlock_abi");
    json_int(j, d->landlock_abi);
    json_key(j, "layers");
    json_open(j, '[');
    for (size_t i = 0; i < d->count; i++) {
        json_open(j, '{');
        json_key(j, "layer");
        json_str(j, str_from(d->layers[i].code));
        json_key(j, "holds");
        json_bool(j, d->layers[i].holds);
        json_key(j, "required");
        json_bool(j, d->layers[i].required);
        json_key(j, "sentence");
        json_str(j, str_from(d->layers[i].sentence));
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void check_as_json(const struct app_doctor_check *c, enum lang lang, struct json *j)
{
    json_open(j, '{');
    json_key(j, "check");
    json_str(j, str_from(c->code));
    json_key(j, "holds");
    json_bool(j, c->holds);
    json_key(j, "count");
    json_int(j, c->count);
    json_key(j, "sentence");
    json_str(j, c->sentence);
    json_key(j, "details");
    json_open(j, '[');
    for (size_t k = 0; k < c->detail_count; k++)
        json_str(j, c->details[k]);
    json_close(j, ']');
    json_key(j, "advice");
    if (c->advice)
        json_str(j, str_from(lang_text(lang, c->advice)));
    else
        json_null(j);
    json_close(j, '}');
}

/* Null where there is none. */
static void register_as_json(const struct app_doctor_register *r, const char *folder,
                             enum lang lang, struct json *j)
{
    json_key(j, "register");
    if (!r->there) {
        json_null(j);
        return;
    }
    json_open(j, '{');
    json_key(j, "folder");
    json_str(j, str_from(folder));
    json_key(j, "whole");
    json_bool(j, r->whole);
    json_key(j, "checks");
    json_open(j, '[');
    for (size_t i = 0; i < r->n; i++)
        check_as_json(&r->at[i], lang, j);
    json_close(j, ']');
    json_close(j, '}');
}

int cli_doctor_run(int argc, char **argv)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    CLEANUP(buf_release) struct buf out;
    struct cli_words words = {0};
    struct cli_register_place place;
    struct app_doctor machine;
    struct app_doctor_register reg;
    struct err e = {.lang = cli_command_lang()};
    struct json j;
    char shown[256];
    int status;

    buf_init(&out, MOST_BYTES);
    if (cli_words_read(argc, argv, NULL, 0, &words, &e))
        return cli_command_fail(NULL, &e);
    if (words.n) {
        err_set(
            &e, ERR_USAGE,
            N_("Lệnh doctor không nhận \"%s\". Cách dùng: namro doctor [--json] [--data THƯ_MỤC]"),
            cli_command_shown(words.word[0], shown));
        return cli_command_fail(NULL, &e);
    }
    if (cli_register_place(&words.where, &place, &e) || app_doctor_ask(&machine, &e) ||
        app_doctor_look(place.folder, place.base, mem, &reg, &e))
        return cli_command_fail(NULL, &e);
    if (words.json) {
        json_init(&j, &out);
        json_open(&j, '{');
        machine_as_json(&machine, &j);
        register_as_json(&reg, place.folder, e.lang, &j);
        json_close(&j, '}');
        buf_char(&out, '\n');
    } else {
        machine_as_text(&machine, e.lang, &out);
        register_as_text(&reg, place.folder, e.lang, &out);
    }
    status = cli_command_print(buf_str(&out));
    return status                                      ? status
           : machine.safe && (!reg.there || reg.whole) ? CLI_COMMAND_OK
                                                       : CLI_COMMAND_FAILED;
}
