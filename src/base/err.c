#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>

int err_set(struct err *e, enum err_code code, const char *fmt, ...)
{
    va_list args;

    if (!e)
        return code;
    e->code = code;
    e->field = NULL;
    va_start(args, fmt);
    vsnprintf(e->text, sizeof(e->text), lang_text(e->lang, fmt), args);
    va_end(args);
    e->text[str_whole(str_from(e->text)).n] = 0;
    return code;
}

const char *err_text(const struct err *e, const char *vi)
{
    return lang_text(e ? e->lang : LANG_VI, vi);
}
