/* Addresses with filters in them. */

#include <inttypes.h>
#include <stdio.h>

#include "web/page/page.h"

enum { LONGEST = 8192 };

void page__url_start(struct page__url *u, struct arena *mem, const char *path)
{
    *u = (struct page__url){.mem = mem};
    buf_init(&u->b, LONGEST);
    buf_add(&u->b, str_from(path));
}

static bool is_plain(unsigned char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c && strchr("-_.~/", c));
}

void page__url_text(struct page__url *u, const char *name, struct str value)
{
    if (value.n == 0)
        return;
    buf_printf(&u->b, "%c%s=", u->has_query ? '&' : '?', name);
    u->has_query = true;
    for (size_t i = 0; i < value.n; i++) {
        unsigned char c = (unsigned char)value.p[i];

        if (is_plain(c))
            buf_char(&u->b, (char)c);
        else
            buf_printf(&u->b, "%%%02X", c);
    }
}

void page__url_id(struct page__url *u, const char *name, int64_t value)
{
    char digits[24];

    if (value) {
        snprintf(digits, sizeof(digits), "%" PRId64, value);
        page__url_text(u, name, str_from(digits));
    }
}

struct str page__url_end(struct page__url *u)
{
    struct str made = buf_failed(&u->b) ? STR("/") : arena_copy(u->mem, buf_str(&u->b));

    buf_release(&u->b);
    return made;
}

struct str page__url_of(struct arena *mem, const char *path, int64_t id)
{
    return arena_printf(mem, "%s/%" PRId64, path, id);
}
