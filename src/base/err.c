#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>

/* A cut text must not end inside a character. */
static void end_at_character(char *z, size_t n)
{
    size_t i = n;

    if (n == 0)
        return;
    while (i > 0 && ((unsigned char)z[i - 1] & 0xC0) == 0x80)
        i--;
    if (i > 0 && (unsigned char)z[i - 1] >= 0xC0) {
        unsigned char lead = (unsigned char)z[i - 1];
        size_t whole = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;

        if (n - (i - 1) < whole)
            z[i - 1] = 0;
    }
}

int err_set(struct err *e, enum err_code code, const char *fmt, ...)
{
    va_list args;

    if (!e)
        return code;
    e->code = code;
    va_start(args, fmt);
    vsnprintf(e->text, sizeof(e->text), fmt, args);
    va_end(args);
    end_at_character(e->text, strlen(e->text));
    return code;
}

int err_note(struct err *e, const char *fmt, ...)
{
    char old[sizeof(e->text)], words[sizeof(e->text)];
    va_list args;

    if (!e)
        return ERR_SYSTEM;
    memcpy(old, e->text, sizeof(old));
    va_start(args, fmt);
    vsnprintf(words, sizeof(words), fmt, args);
    va_end(args);
    words[sizeof(words) / 2] = 0;
    end_at_character(words, strlen(words));
    snprintf(e->text, sizeof(e->text), "%s%.*s", words, (int)(sizeof(e->text) - strlen(words) - 1),
             old);
    end_at_character(e->text, strlen(e->text));
    return e->code;
}
