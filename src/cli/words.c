#include "cli/words.h"

#include "cli/command.h"

static bool is_option(char **argv, int *i, const struct cli_option *option, size_t count,
                      const char **missing)
{
    for (size_t k = 0; k < count; k++) {
        const char *value = cli_command_value(option[k].name, argv, i);

        if (!value)
            continue;
        if (!*value)
            *missing = option[k].name;
        *option[k].value = value;
        return true;
    }
    return false;
}

int cli_words_read(int argc, char **argv, const struct cli_option *option, size_t count,
                   struct cli_words *ret, struct err *e)
{
    bool only_words = false;
    char shown[256];
    int kept = 1;

    for (int i = 1; i < argc; i++) {
        const char *missing = NULL;
        int code = ERR_OK;

        if (only_words || argv[i][0] != '-' || !argv[i][1])
            argv[kept++] = argv[i];
        else if (strcmp(argv[i], "--") == 0)
            only_words = true;
        else if (strcmp(argv[i], "--json") == 0)
            ret->json = true;
        else if (!cli_register_option(&ret->where, argv, &i, &code, e) &&
                 !is_option(argv, &i, option, count, &missing))
            return err_set(e, ERR_USAGE, N_("Lệnh %s không có tùy chọn \"%s\"; xem: namro help"),
                           argv[0], cli_command_shown(argv[i], shown));
        if (missing)
            return err_set(e, ERR_USAGE, N_("Sau %s phải có giá trị."), missing);
        if (code)
            return code;
    }
    ret->word = (const char *const *)argv + 1;
    ret->n = (size_t)kept - 1;
    return ERR_OK;
}

int cli_words_id(const char *word, const char *what, int64_t *ret, struct err *e)
{
    int64_t n = 0;
    char shown[256];

    for (const char *p = word; *p; p++) {
        if (*p < '0' || *p > '9' || n > (INT64_MAX - 9) / 10) {
            n = 0;
            break;
        }
        n = n * 10 + (*p - '0');
    }
    if (n == 0)
        return err_set(e, ERR_USAGE, N_("%s phải là một số từ 1 trở lên, không phải \"%s\"."), what,
                       cli_command_shown(word, shown));
    *ret = n;
    return ERR_OK;
}
