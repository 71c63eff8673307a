#include "app/import.h"

#include <fcntl.h>
#include <inttypes.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/json.h"
#include "cli/command.h"
#include "cli/words.h"

enum { MOST_BYTES = 1 << 20 };

static void close_file(int *fd)
{
    if (*fd >= 0)
        close(*fd);
}

static int open_file(const char *path, int *ret, struct err *e)
{
    struct stat about;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

    if (fd < 0)
        return err_set(e, ERR_NOT_FOUND, N_("Không mở được tệp này."));
    if (fstat(fd, &about) || !S_ISREG(about.st_mode)) {
        close(fd);
        return err_set(e, ERR_USAGE, N_("Đây không phải là một tệp."));
    }
    *ret = fd;
    return ERR_OK;
}

static struct str name_of(const char *path)
{
    const char *slash = strrchr(path, '/');

    return str_from(slash ? slash + 1 : path);
}

static void as_text(const struct app_import *i, const char *path, enum lang lang, struct buf *out)
{
    char shown[256];

    cli_command_shown(path, shown);
    if (i->plan)
        buf_printf(out, lang_text(lang, N_("%s: đã là kế hoạch số %lld; không có gì thay đổi.\n")),
                   shown, (long long)i->plan);
    else if (i->known)
        buf_printf(out, lang_text(lang, N_("%s: đã là bản nháp số %lld; không có gì thay đổi.\n")),
                   shown, (long long)i->draft);
    else
        buf_printf(
            out,
            lang_text(lang, N_("%s: bản nháp số %lld, %zu dòng, %zu dòng cần xem.\n"
                               "  Rà soát: namro serve, rồi mở /nhap/%lld trong trình duyệt. "
                               "Xác nhận ngay: namro confirm %lld\n")),
            shown, (long long)i->draft, i->rows, i->tentative, (long long)i->draft,
            (long long)i->draft);
}

static void as_json(const struct app_import *i, const char *path, struct buf *out)
{
    struct json j;

    json_init(&j, out);
    json_open(&j, '{');
    json_key(&j, "file");
    json_str(&j, str_from(path));
    json_key(&j, "document");
    json_int(&j, i->document);
    json_key(&j, "draft");
    json_int(&j, i->draft);
    json_key(&j, "plan");
    if (i->plan)
        json_int(&j, i->plan);
    else
        json_null(&j);
    json_key(&j, "known");
    json_bool(&j, i->known);
    json_key(&j, "rows");
    json_int(&j, (int64_t)i->rows);
    json_key(&j, "to_check");
    json_int(&j, (int64_t)i->tentative);
    json_close(&j, '}');
    buf_char(out, '\n');
}

static int import(struct app *a, const char *path, struct arena *mem, struct app_import *ret,
                  struct err *e)
{
    CLEANUP(close_file) int fd = -1;
    int code;

    if ((code = open_file(path, &fd, e)))
        return code;
    return app_import_file(a, app_who_cli, fd, name_of(path), mem, ret, e);
}

/* Each file by itself: one that is refused does not keep the next from being read. */
int cli_import_run(int argc, char **argv)
{
    CLEANUP(app_closep) struct app *app = NULL;
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    CLEANUP(buf_release) struct buf out;
    struct cli_words words = {0};
    struct err e = {.lang = cli_command_lang()};
    int status = CLI_COMMAND_OK;
    size_t swept;

    buf_init(&out, MOST_BYTES);
    if (cli_words_read(argc, argv, NULL, 0, &words, &e))
        return cli_command_fail(NULL, &e);
    if (words.n == 0) {
        err_set(&e, ERR_USAGE, N_("Chưa nêu tệp cần nhập. Cách dùng: namro import TỆP …"));
        return cli_command_fail(NULL, &e);
    }
    if (cli_register_open(&words.where, &app, &e))
        return cli_command_fail(NULL, &e);
    if (app_import_sweep(app, &swept, NULL))
        swept = 0; /* not now: the next one does it */
    for (size_t i = 0; i < words.n; i++) {
        struct app_import made = {0};
        int printed;

        arena_clear(mem);
        buf_clear(&out);
        if (import(app, words.word[i], mem, &made, &e)) {
            status = cli_command_fail(words.word[i], &e);
            continue;
        }
        if (words.json)
            as_json(&made, words.word[i], &out);
        else
            as_text(&made, words.word[i], e.lang, &out);
        if ((printed = cli_command_print(buf_str(&out))))
            return printed;
    }
    return status;
}
