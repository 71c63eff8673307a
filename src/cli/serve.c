#include <signal.h>
#include <stdio.h>

#include "app/import.h"
#include "cli/command.h"
#include "cli/register.h"
#include "web/web.h"

static int read_words(int argc, char **argv, struct cli_register *r, struct web_config *config,
                      struct err *e)
{
    for (int i = 1; i < argc; i++) {
        const char *value;
        char shown[256];
        int code;

        if (cli_register_option(r, argv, &i, &code, e)) {
            if (code)
                return code;
        } else if ((value = cli_command_value("--listen", argv, &i))) {
            config->listen = value;
        } else if ((value = cli_command_value("--host", argv, &i))) {
            config->host = value;
        } else {
            return err_set(e, ERR_USAGE, N_("Lệnh serve không hiểu \"%s\"; xem: namro help"),
                           cli_command_shown(argv[i], shown));
        }
    }
    return ERR_OK;
}

static void wait_for_the_end(const sigset_t *ends)
{
    int signal;

    while (sigwait(ends, &signal))
        ;
}

int cli_serve_run(int argc, char **argv)
{
    CLEANUP(app_closep) struct app *app = NULL;
    struct cli_register r = {0};
    struct web_config config = {0};
    struct web *web;
    struct err e = {.lang = cli_command_lang()};
    sigset_t ends;
    size_t swept;

    if (read_words(argc, argv, &r, &config, &e))
        return cli_command_fail(NULL, &e);
    /* Blocked before the threads start, so that none of them is interrupted. */
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    pthread_sigmask(SIG_BLOCK, &ends, NULL);
    if (cli_register_open(&r, &app, &e))
        return cli_command_fail(NULL, &e);
    if (app_import_sweep(app, &swept, NULL))
        swept = 0; /* it serves what is there all the same */
    if (web_start(app, &config, &web, &e))
        return cli_command_fail(NULL, &e);
    printf(
        lang_text(e.lang, N_("Năm Rõ đang chạy tại %s\nChưa có tài khoản người dùng, nên chỉ máy "
                             "này mở được. Bấm Ctrl+C để dừng.\n")),
        web_address(web));
    fflush(stdout);
    wait_for_the_end(&ends);
    web_stop(web);
    return CLI_COMMAND_OK;
}
