/* Prepares the bytes of a page for libxml2. */

#include <strings.h>

#include "reader/html_priv.h"
#include "text/charset.h"

/* Attributes of one tag. libxml2 compares each with all before it, so a flood would be quadratic.
 */
enum { ATTRIBUTES_MAX = 128 };

/* The charset that the page names itself, within its first bytes. */
static struct str declared_charset(struct str bytes)
{
    struct str head = str_cut(bytes, 0, 4096);
    size_t from, to;

    for (from = 0; from + 8 < head.n && strncasecmp(head.p + from, "charset=", 8) != 0; from++)
        ;
    if (from + 8 >= head.n)
        return STR_NONE;
    from += 8;
    while (from < head.n && strchr(" \"'", head.p[from]) && head.p[from])
        from++;
    to = from;
    while (to < head.n && head.p[to] && !strchr(" \"';>/\r\n\t", head.p[to]))
        to++;
    return str_cut(head, from, to);
}

static bool is_letter(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Behind the next `mark`, which opens with '<' or '-', any case; `end` when there is none. */
static char *behind(char *p, char *end, const char *mark)
{
    size_t n = strlen(mark);

    for (; (p = memchr(p, mark[0], (size_t)(end - p))); p++)
        if ((size_t)(end - p) >= n && strncasecmp(p, mark, n) == 0)
            return p + n;
    return end;
}

/* Over what stands behind '=': the closing quote, or '=' itself where no quote opens. Quotes count
 * nowhere else, as in libxml2. */
static char *value_end(char *p, char *end)
{
    char *quote = p + 1, *close;

    while (quote < end && is_space(*quote))
        quote++;
    if (quote == end || (*quote != '"' && *quote != '\''))
        return p;
    close = memchr(quote + 1, *quote, (size_t)(end - quote - 1));
    return close ? close : end - 1;
}

/* Behind the tag that opens at `p`; what follows its 128th attribute is blanked. */
static char *tag_trim(char *p, char *end)
{
    size_t attributes = 0;
    bool gap = false;

    for (p++; p < end && *p != '>'; p++) {
        char *from = p;

        attributes += gap && !is_space(*p) && *p != '/';
        gap = is_space(*p) || *p == '/';
        if (*p == '=') {
            p = value_end(p, end);
            gap = p > from;
        }
        if (attributes > ATTRIBUTES_MAX)
            memset(from, ' ', (size_t)(p - from) + 1);
    }
    return p;
}

/* Blanks from `p` through the next '>'. */
static char *tag_blank(char *p, char *end)
{
    char *close = memchr(p, '>', (size_t)(end - p));

    close = close ? close + 1 : end;
    memset(p, ' ', (size_t)(close - p));
    return close;
}

/* libxml2 stops at NUL bytes, prints Word's "<![if …]>", and is slow with floods of attributes. */
static void prepare(char *p, char *end)
{
    for (char *nul = p; (nul = memchr(nul, 0, (size_t)(end - nul)));)
        *nul = ' ';
    while ((p = memchr(p, '<', (size_t)(end - p)))) {
        if (strncmp(p, "<!--", 4) == 0)
            p = behind(p, end, "-->");
        else if (strncmp(p, "<![", 3) == 0)
            p = tag_blank(p, end);
        else if (strncasecmp(p, "<script", 7) == 0)
            p = behind(tag_trim(p, end), end, "</script");
        else if (strncasecmp(p, "<style", 6) == 0)
            p = behind(tag_trim(p, end), end, "</style");
        else
            p = is_letter(p[1]) ? tag_trim(p, end) : p + 1;
    }
}

struct str reader__html_bytes(struct arena *mem, struct str bytes)
{
    struct str text = arena_copy(mem,
                                 text_charset_to_utf8(mem, bytes, declared_charset(bytes), NULL));

    prepare((char *)text.p, (char *)text.p + text.n);
    return text;
}
