#include <stdlib.h>

#include "reader/text_priv.h"

/* What the printer put between the sentences: page numbers and footnotes. */

enum { LOOK_BACK = 80, LOOK_AHEAD = 60 }; /* lines of a page */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(unsigned char c)
{
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

/* "3", "- 3 -", "Trang 3/12": up to three digits and little else. */
static bool is_page_number(struct str s)
{
    size_t digits = 0;

    if (str_starts(s, STR("Trang ")))
        s = str_rest(s, 6);
    for (size_t i = 0; i < s.n; i++) {
        if (!is_digit(s.p[i]) && !strchr(" -/|", s.p[i]))
            return false;
        digits += is_digit(s.p[i]);
    }
    return digits >= 1 && digits <= 6 && s.n <= 12;
}

/* At the edge of a page; in a file without page breaks: alone between empty lines, off the margin
 * or between full lines (not between the cells of a table). */
static bool is_off_text(const struct reader__text *t, size_t i)
{
    const struct reader__line *l = &t->lines[i];
    bool last = i + 1 == t->count, top = i == 0 || l[-1].page != l->page;
    uint16_t blank = t->spaced ? 1 : 0;

    if (l->page)
        return (top && l->page > 1) || (!last && l[1].page != l->page) || (last && l->page > 1);
    if (last || top)
        return false;
    if (l->indent >= 30 && !l[-1].gaps && !l[1].gaps)
        return true;
    if (l->indent >= 10)
        return l->before + l[1].before >= 2 + 2 * blank;
    return t->wrapped && l->before && l[1].before && l[-1].width >= 40 && l[1].width >= 40;
}

static void drop_page_numbers(struct reader__text *t)
{
    size_t n = 0;
    uint32_t before = 0;

    for (size_t i = 0; i < t->count; i++) {
        struct reader__line l = t->lines[i];

        if (is_page_number(l.text) && is_off_text(t, i)) {
            before += l.before + 1u;
            continue;
        }
        before += l.before;
        l.before = before > UINT16_MAX ? UINT16_MAX : (uint16_t)before;
        before = 0;
        t->lines[n++] = l;
    }
    t->count = n;
}

/* The number of "1 Quyết định số …", 0 when the line does not begin so. */
static unsigned note_number(struct str s)
{
    size_t n = 0;
    unsigned number = 0;

    while (n < s.n && n < 3 && is_digit(s.p[n]))
        number = number * 10 + (unsigned)(s.p[n++] - '0');
    if (n == 0 || n > 2 || n + 2 >= s.n || s.p[n] != ' ')
        return 0;
    s = str_rest(s, n + 1);
    return (s.p[0] >= 'A' && s.p[0] <= 'Z') || (unsigned char)s.p[0] >= 0xC3 ? number : 0;
}

/* Offset of `number` glued to a letter ("khoáng sản1."), SIZE_MAX when it stands nowhere so. */
static size_t sign_at(struct str s, unsigned number, size_t *length)
{
    char digits[4];
    size_t n = number > 9 ? 2 : 1, at = 0;

    digits[0] = (char)('0' + (number > 9 ? number / 10 : number));
    digits[1] = (char)('0' + number % 10);
    *length = n;
    while ((at = str_find(s, (struct str){digits, n}, at)) != SIZE_MAX) {
        unsigned char b = at ? (unsigned char)s.p[at - 1] : ' ';
        unsigned char a = at + n < s.n ? (unsigned char)s.p[at + n] : ' ';

        if ((b >= 0x80 || is_letter(b)) && a < 0x80 && !is_digit((char)a) && !is_letter(a))
            return at;
        at++;
    }
    return SIZE_MAX;
}

/* Takes the sign of a note out of the page's lines before `note`; false when it is not found. */
static bool take_sign(struct reader__text *t, size_t note, unsigned number)
{
    const struct reader__line *l = &t->lines[note];

    for (size_t back = 1; back <= LOOK_BACK && back <= note; back++) {
        struct reader__line *line = &t->lines[note - back];
        size_t n, at;

        if (line->page != l->page)
            break;
        if (line->style & (READER__NOTE | READER__IN_NOTE))
            continue;
        at = sign_at(line->text, number, &n);
        if (at == SIZE_MAX)
            continue;
        line->text = arena_join(t->mem, str_cut(line->text, 0, at), str_rest(line->text, at + n));
        reader__line_tell(line);
        return true;
    }
    return false;
}

/* The line behind the last one of a note that begins at `from`: the page ends. Where pages are not
 * told, an empty line ends it — or its absence, where all lines but the last of a page have one. */
static size_t note_end(const struct reader__text *t, size_t from)
{
    size_t i = from + 1;

    while (i < t->count && i < from + LOOK_AHEAD) {
        const struct reader__line *l = &t->lines[i];

        if (l->page != t->lines[from].page || note_number(l->text))
            break;
        if (l->page == 0 && (l->mark == READER__MARK_STRONG || !l->before == t->spaced))
            break;
        i++;
    }
    return i;
}

void reader__note_find(struct reader__text *t)
{
    unsigned expected = 1;

    drop_page_numbers(t);
    for (size_t i = 1; i < t->count; i++) {
        struct reader__line *l = &t->lines[i];
        unsigned number = note_number(l->text);
        size_t end;

        if (number == 0 || (number != expected && number != 1))
            continue;
        /* A second note right behind the first needs no sign: its digits may hang on other digits
         * ("193/2025/QH15³" comes as "QH153"). */
        if (!take_sign(t, i, number) && !(l[-1].style & (READER__NOTE | READER__IN_NOTE)))
            continue;
        end = note_end(t, i);
        l->text = str_trim(str_rest(l->text, number > 9 ? 2 : 1));
        l->style |= READER__NOTE;
        reader__line_tell(l);
        for (size_t k = i + 1; k < end; k++)
            t->lines[k].style |= READER__IN_NOTE;
        expected = number + 1;
        i = end - 1;
    }
}
