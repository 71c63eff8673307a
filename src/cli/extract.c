#include "app/extract.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/command.h"
#include "cli/draft.h"
#include "cli/rows.h"

enum { MOST_BYTES = 256 << 20 };

struct request {
    enum { LIST, CSV, JSON } format;
    size_t explain; /* number of the row, 0 = none */
    const char *path;
};

/* What is wrong, and how the command is used. */
static int usage(const char *wrong, struct err *e)
{
    return err_set(e, ERR_USAGE,
                   N_("%s Cách dùng: namro extract [--format csv|json] [--explain DÒNG] TỆP"),
                   err_text(e, wrong));
}

static int read_format(const char *word, struct request *ret, struct err *e)
{
    if (strcmp(word, "csv") == 0)
        ret->format = CSV;
    else if (strcmp(word, "json") == 0)
        ret->format = JSON;
    else
        return err_set(e, ERR_USAGE, N_("Sau --format phải là csv hoặc json."));
    return ERR_OK;
}

static int read_row_number(const char *word, struct request *ret, struct err *e)
{
    char *end;
    unsigned long n = strtoul(word, &end, 10);

    if (word[0] < '0' || word[0] > '9' || *end || n == 0 || n == ULONG_MAX)
        return err_set(e, ERR_USAGE, N_("Sau --explain phải là số thứ tự của một dòng: 1, 2, 3 …"));
    ret->explain = n;
    return ERR_OK;
}

static int unknown_option(const char *word, struct err *e)
{
    char shown[256], wrong[320];

    snprintf(wrong, sizeof(wrong), err_text(e, N_("Không có tùy chọn \"%s\".")),
             cli_command_shown(word, shown));
    return usage(wrong, e);
}

static int read_words(int argc, char **argv, struct request *ret, struct err *e)
{
    bool only_paths = false;
    const char *value;

    for (int i = 1; i < argc; i++) {
        int code = ERR_OK;

        if (!only_paths && (value = cli_command_value("--format", argv, &i)))
            code = read_format(value, ret, e);
        else if (!only_paths && (value = cli_command_value("--explain", argv, &i)))
            code = read_row_number(value, ret, e);
        else if (!only_paths && strcmp(argv[i], "--") == 0)
            only_paths = true;
        else if (!only_paths && argv[i][0] == '-' && argv[i][1])
            code = unknown_option(argv[i], e);
        else if (ret->path)
            code = usage(N_("Mỗi lần chỉ đọc một tệp."), e);
        else
            ret->path = argv[i];
        if (code)
            return code;
    }
    return ret->path && ret->path[0] ? ERR_OK : usage(N_("Chưa nêu tệp cần đọc."), e);
}

static void show_diagnostics(struct arena *mem, const struct draft *draft, enum lang lang)
{
    for (const struct diag *d = draft->diags.first; d; d = d->next) {
        struct str place = doc_tree_place_in(mem, lang, draft->tree->format,
                                             (struct doc_pos){d->page, d->row});

        fprintf(stderr, "%s%s%.*s: %.*s\n",
                lang_text(lang, d->level == DIAG_WARN ? N_("Xem lại") : N_("Ghi chú")),
                place.n ? ", " : "", STR_ARG(place), STR_ARG(lang_again(mem, lang, d->text)));
    }
    if (draft->diags.n > (draft->diags.max ? draft->diags.max : 1000))
        fprintf(stderr, lang_text(lang, N_("… %zu lời nhắc tất cả, chỉ in những lời đầu.\n")),
                draft->diags.n);
}

static int write_rows(const struct app_extract *x, const struct request *want, struct buf *out,
                      struct err *e)
{
    if (want->explain) {
        if (want->explain > x->draft->row_count)
            return err_set(e, ERR_USAGE, N_("Không có dòng %zu; tài liệu này có %zu dòng."),
                           want->explain, x->draft->row_count);
        cli_draft_explain(x->mem, x->draft, want->explain, cli_command_width(), e->lang, out);
    } else if (want->format == CSV) {
        cli_rows_csv(x->mem, x->draft, out);
    } else if (want->format == JSON) {
        cli_rows_json(x->mem, x->draft, out);
    } else {
        cli_draft_list(x->mem, x->draft, cli_command_width(), e->lang, out);
    }
    if (buf_failed(out))
        return err_set(e, ERR_TOO_BIG, N_("Kết quả quá lớn nên không in."));
    return ERR_OK;
}

int cli_extract_run(int argc, char **argv)
{
    CLEANUP(app_extract_release) struct app_extract x = {0};
    CLEANUP(buf_release) struct buf out;
    struct request want = {0};
    struct err e = {.lang = cli_command_lang()};

    buf_init(&out, MOST_BYTES);
    if (read_words(argc, argv, &want, &e))
        return cli_command_fail(NULL, &e);
    if (app_extract_file(want.path, &x, &e))
        return cli_command_fail(want.path, &e);
    show_diagnostics(x.mem, x.draft, e.lang);
    if (write_rows(&x, &want, &out, &e))
        return cli_command_fail(want.path, &e);
    return cli_command_print(buf_str(&out));
}
