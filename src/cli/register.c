#include "cli/register.h"

#include <stdio.h>
#include <stdlib.h>

#include "cli/command.h"

bool cli_register_option(struct cli_register *r, char **argv, int *i, int *code, struct err *e)
{
    const char *folder, *base = NULL;

    *code = ERR_OK;
    if (!(folder = cli_command_value("--data", argv, i)) &&
        !(base = cli_command_value("--base", argv, i)))
        return false;
    if (folder)
        r->folder = folder;
    else
        r->base = base;
    if (!*(folder ? folder : base))
        *code = err_set(e, ERR_USAGE,
                        folder ? N_("Sau --data phải là thư mục dữ liệu.")
                               : N_("Sau --base phải là địa chỉ cơ sở dữ liệu."));
    return true;
}

/* The folder for data of XDG: ~/.local/share where nothing else is said. */
static int usual_folder(char out[PATH_MAX], struct err *e)
{
    const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    int n;

    if (data && data[0] == '/')
        n = snprintf(out, PATH_MAX, "%s/namro", data);
    else if (home && home[0] == '/')
        n = snprintf(out, PATH_MAX, "%s/.local/share/namro", home);
    else
        return err_set(e, ERR_USAGE,
                       N_("Chưa biết thư mục dữ liệu: hãy nêu --data hoặc đặt NAMRO_DATA."));
    if (n < 0 || n >= PATH_MAX)
        return err_set(e, ERR_USAGE, N_("Đường dẫn thư mục dữ liệu quá dài."));
    return ERR_OK;
}

int cli_register_place(const struct cli_register *r, struct cli_register_place *ret, struct err *e)
{
    const char *folder = r->folder ? r->folder : getenv("NAMRO_DATA"),
               *base = r->base ? r->base : getenv("NAMRO_BASE");
    int code;

    if (!folder || !*folder) {
        if ((code = usual_folder(ret->usual, e)))
            return code;
        folder = ret->usual;
    }
    ret->folder = folder;
    ret->base = base && *base ? base : NULL;
    return ERR_OK;
}

int cli_register_open(const struct cli_register *r, struct app **ret, struct err *e)
{
    struct cli_register_place place;
    int code = cli_register_place(r, &place, e);

    return code ? code : app_open(place.folder, place.base, ret, e);
}
