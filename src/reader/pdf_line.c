/* Words → lines: those that stand on one level. */

#include <math.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "reader/pdf_priv.h"

static int by_level(const void *a, const void *b)
{
    float x = (*(struct pdf_word *const *)a)->level, y = (*(struct pdf_word *const *)b)->level;

    return (x > y) - (x < y);
}

static int by_left(const void *a, const void *b)
{
    const struct pdf_word *x = *(struct pdf_word *const *)a, *y = *(struct pdf_word *const *)b;

    return (x->x0 > y->x0) - (x->x0 < y->x0);
}

static bool is_number(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return s.n > 0 && s.n <= 3;
}

/* "km²": a power, no note. */
static bool ends_in_unit(struct str s)
{
    return s.n && s.p[s.n - 1] == 'm' && (s.n == 1 || strchr("kcd/(.,0123456789", s.p[s.n - 2]));
}

static void line_measure(struct pdf_line *line)
{
    size_t letters = 0;

    line->flags = PDF_BOLD | PDF_ITALIC;
    line->x0 = line->y0 = INFINITY;
    line->x1 = line->y1 = -INFINITY;
    for (size_t i = 0; i < line->count; i++)
        if (line->words[i]->text.n > letters) {
            letters = line->words[i]->text.n;
            line->size = line->words[i]->size;
        }
    for (size_t i = 0; i < line->count; i++) {
        struct pdf_word *w = line->words[i];

        line->x0 = fminf(line->x0, w->x0);
        line->x1 = fmaxf(line->x1, w->x1);
        if (w->size >= line->size * 0.8f) {
            line->y0 = fminf(line->y0, w->y0);
            line->y1 = fmaxf(line->y1, w->y1);
        }
        line->flags &= w->flags;
    }
    for (size_t i = 0; i < line->count; i++) {
        struct pdf_word *w = line->words[i];

        if (w->size < line->size * 0.8f && w->y1 < line->y1 - line->size * 0.1f &&
            is_number(w->text) && !(i && ends_in_unit(line->words[i - 1]->text)))
            w->flags |= PDF_RAISED;
    }
}

struct pdf_line *reader__pdf_lines(struct arena *mem, struct pdf_word **words, size_t n,
                                   size_t *ret)
{
    struct pdf_line *lines = NULL;
    size_t count = 0, room = 0, from = 0;

    if (n)
        qsort(words, n, sizeof(words[0]), by_level);
    for (size_t i = 1; i <= n; i++) {
        if (i < n && words[i]->level - words[from]->level <=
                         fminf(words[from]->size, words[i]->size) * 0.45f)
            continue;
        ARENA_PUSH(mem, lines, count, room,
                   ((struct pdf_line){.words = words + from, .count = i - from}));
        from = i;
    }
    for (size_t i = 0; i < count; i++) {
        qsort(lines[i].words, lines[i].count, sizeof(words[0]), by_left);
        line_measure(&lines[i]);
    }
    *ret = count;
    return lines;
}

struct str reader__pdf_text(struct arena *mem, struct pdf_word **words, size_t n)
{
    size_t size = 0;
    char *p;

    for (size_t i = 0; i < n; i++)
        size += words[i]->text.n + 1;
    p = arena_alloc(mem, size + 1, 1);
    size = 0;
    for (size_t i = 0; i < n; i++) {
        if (words[i]->flags & (PDF_RAISED | PDF_GONE))
            continue;
        if (size && !(words[i]->flags & PDF_GLUED))
            p[size++] = ' ';
        memcpy(p + size, words[i]->text.p, words[i]->text.n);
        size += words[i]->text.n;
    }
    return (struct str){p, size};
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool has_bullet(struct str s)
{
    static const char *const bullets[] = {
        "-",
        "+",
        "*",
        "•",
        "–",
        "—",
        "●",
        "○",
        "▪",
        "◦",
        "·",
        "✓",
        "➢",
        "■",
        "□",
        /* of Word's symbol fonts */
        "\uF02D",
        "\uF0A7",
        "\uF0B7",
        "\uF0D8",
        "\uF0FC",
    };

    for (size_t i = 0; i < COUNT(bullets); i++) {
        size_t n = strlen(bullets[i]);

        if (str_starts(s, str_from(bullets[i])) && s.n > n && !is_digit(s.p[n]))
            return n > 1 || s.p[n] == ' ' || (unsigned char)s.p[n] >= 0x80 ||
                   (s.p[n] | 0x20) >= 'a';
    }
    return false;
}

/* Bytes of the number or letter that could be an outline's, from `i`; 0: none. */
static size_t outline_size(struct str s, size_t i)
{
    size_t from = i, group = 0;

    while (
        i < s.n && group <= 3 &&
        (is_digit(s.p[i]) || (i > from && s.p[i] == '.' && i + 1 < s.n && is_digit(s.p[i + 1])))) {
        group = s.p[i] == '.' ? 0 : group + 1;
        i++;
    }
    if (i > from)
        return group <= 3 ? i - from : 0;
    while (i < s.n && i - from < 6 && memchr("IVXL", s.p[i], 4))
        i++;
    if (i > from)
        return i - from;
    if (str_starts(str_rest(s, i), STR("đ")))
        return 2;
    return i < s.n && (s.p[i] | 0x20) >= 'a' && (s.p[i] | 0x20) <= 'z' ? 1 : 0;
}

bool reader__pdf_has_marker(struct str s)
{
    size_t i = s.n && s.p[0] == '(', n = outline_size(s, i);

    if (n == 0)
        return has_bullet(s);
    i += n;
    return i + 1 < s.n && memchr(".)/", s.p[i], 3) && !is_digit(s.p[i + 1]);
}

bool reader__pdf_starts_small(struct str s)
{
    uint32_t c;

    if (s.n == 0 || utf8_read(s, 0, &c) == 0)
        return false;
    if (c < 0x80)
        return c >= 'a' && c <= 'z';
    if (c < 0x100)
        return c >= 0xDF;
    /* Latin Extended: capitals are even, small letters odd, the horn letters included where they
     * are Vietnamese (Ơ 1A0, Ư 1AF are the exception). */
    if (c == 0x1AF || c == 0x1A0)
        return false;
    if (c == 0x1B0)
        return true;
    return ((c >= 0x100 && c < 0x180) || c == 0x1A1 || (c >= 0x1EA0 && c <= 0x1EF9)) && (c & 1);
}
