#include "cli/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/utf8.h"

const struct cli_command cli_command_list[] = {
#define COMMAND(name, arguments, help) {#name, arguments, help, cli_##name##_run},
#include "cli/commands.def"
#undef COMMAND
};

const size_t cli_command_count = COUNT(cli_command_list);

static int status(enum err_code code)
{
    switch (code) {
    case ERR_OK:
        return CLI_COMMAND_OK;
    case ERR_EMPTY:
        return CLI_COMMAND_EMPTY;
    case ERR_USAGE:
    case ERR_NOT_FOUND:
    case ERR_UNREADABLE:
    case ERR_UNSUPPORTED:
    case ERR_TOO_BIG:
    case ERR_SECRET:
    case ERR_DENIED:
    case ERR_CONFLICT:
        return CLI_COMMAND_REFUSED;
    case ERR_UNSAFE:
    case ERR_BUSY:
    case ERR_SYSTEM:
    case ERR_FULL:
        break;
    }
    return CLI_COMMAND_FAILED;
}

const char *cli_command_shown(const char *z, char out[256])
{
    struct str s = str_from(z);
    bool cut = s.n > 200;
    size_t n = 0;
    uint32_t c;

    if (cut)
        s = str_whole(str_cut(s, 0, 200));
    for (size_t i = 0, k; i < s.n; i += k ? k : 1) {
        k = utf8_read(s, i, &c);
        if (k == 0 || c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x200B && c <= 0x200F) ||
            (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F)) {
            out[n++] = '?';
            continue;
        }
        memcpy(out + n, s.p + i, k);
        n += k;
    }
    memcpy(out + n, cut ? "…" : "", cut ? sizeof("…") : 1);
    return out;
}

int cli_command_fail(const char *about, const struct err *e)
{
    char shown[256];

    if (about)
        fprintf(stderr, "%s: %s\n", cli_command_shown(about, shown), e->text);
    else
        fprintf(stderr, "%s\n", e->text);
    return status(e->code);
}

const char *cli_command_value(const char *name, char **argv, int *i)
{
    size_t n = strlen(name);

    if (strncmp(argv[*i], name, n) != 0 || (argv[*i][n] && argv[*i][n] != '='))
        return NULL;
    if (argv[*i][n] == '=')
        return argv[*i] + n + 1;
    if (!argv[*i + 1])
        return "";
    return argv[++*i];
}

enum lang cli_command_lang(void)
{
    const char *wanted = getenv("NAMRO_LANG");
    enum lang lang = LANG_VI;

    return wanted && lang_from_code(str_from(wanted), &lang) ? lang : LANG_VI;
}

size_t cli_command_width(void)
{
    enum { LEAST = 40, MOST = 100 };
    struct winsize size;

    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) < 0 || size.ws_col == 0 || size.ws_col > MOST)
        return MOST;
    return size.ws_col < LEAST ? LEAST : size.ws_col;
}

int cli_command_print(struct str s)
{
    struct err e = {.lang = cli_command_lang()};

    if (fwrite(s.p, 1, s.n, stdout) == s.n && fflush(stdout) == 0)
        return CLI_COMMAND_OK;
    err_set(&e, ERR_SYSTEM, N_("Không ghi được kết quả: đĩa đã đầy, hoặc nơi nhận đã đóng."));
    return cli_command_fail(NULL, &e);
}
