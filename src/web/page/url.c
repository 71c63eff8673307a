/* Addresses with filters in them. */

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
    char room[VIEW_WORDS_MAX];

    if (value)
        page__url_text(u, name, view_words_digits(value, room));
}

struct str page__url_end(struct page__url *u)
{
    struct str made = buf_failed(&u->b) ? STR("/") : arena_copy(u->mem, buf_str(&u->b));

    buf_release(&u->b);
    return made;
}

struct str page__url_of(struct arena *mem, const char *path, int64_t id)
{
    char room[VIEW_WORDS_MAX];
    struct str digits = view_words_digits(id, room);
    size_t n = strlen(path);
    char *p = arena_alloc(mem, n + digits.n + 1, 1);

    memcpy(p, path, n);
    p[n] = '/';
    memcpy(p + n + 1, digits.p, digits.n);
    return (struct str){p, n + 1 + digits.n};
}
