#include "base/lang.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/day.h"

/* Offsets into the blob of words; `one` is English for exactly one thing, else the same as `en`. */
struct entry {
    uint32_t vi, one, en;
};

#include "base/lang_en.inc" /* words, english: sorted by the bytes of the Vietnamese */

static int compare(const void *vi, const void *entry)
{
    return strcmp(vi, words + ((const struct entry *)entry)->vi);
}

static const char *text(enum lang lang, const char *vi, bool one)
{
    const struct entry *found;

    if (lang != LANG_EN || !vi)
        return vi;
    found = bsearch(vi, english, COUNT(english), sizeof(english[0]), compare);
    return found ? words + (one ? found->one : found->en) : vi;
}

const char *lang_text(enum lang lang, const char *vi)
{
    return text(lang, vi, false);
}

const char *lang_count(enum lang lang, const char *vi, int64_t count)
{
    return text(lang, vi, count == 1);
}

/* A sentence with its values found again --------------------------------------------------------
 */

enum {
    VALUES = 8,
    FIXED = 8, /* bytes of a marked sentence that are no values; with fewer it would fit anything */
    TRIES = 5000, /* places that values may end at; a sentence that needs more is not this one */
};

struct found {
    struct str value[VALUES];
    size_t n, fixed;
    int tries;
};

/* Behind a conversion ("%.*s" "%zu" "%2$s"), and its letter. */
static const char *behind(const char *format, char *letter)
{
    format += strspn(format + 1, "0123456789$.*-lzh") + 1;
    *letter = *format;
    return format + 1;
}

static bool is_number(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return s.n > 0;
}

/* Is it worth looking closer? The words before the first value and behind the last one. */
static bool may_fit(const char *format, struct str s)
{
    const char *last = strrchr(format, '%');
    char letter;

    return last && str_starts(s, (struct str){format, strcspn(format, "%")}) &&
           str_ends(s, str_from(behind(last, &letter)));
}

static bool fits(const char *format, struct str s, struct found *f)
{
    const size_t n = f->n, fixed = f->fixed;
    char letter;

    for (; *format && !(format[0] == '%' && format[1] != '%'); format++, f->fixed++) {
        format += *format == '%';
        if (s.n == 0 || *s.p != *format)
            return false;
        s = str_rest(s, 1);
    }
    if (!*format || n == VALUES)
        return s.n == 0;
    format = behind(format, &letter);
    for (size_t end = 0; end <= s.n && f->tries++ < TRIES; end++) {
        struct found deeper = *f;

        deeper.value[deeper.n++] = str_cut(s, 0, end);
        if ((letter == 's' || is_number(str_cut(s, 0, end))) &&
            fits(format, str_rest(s, end), &deeper)) {
            *f = deeper;
            return true;
        }
        f->tries = deeper.tries;
    }
    f->n = n;
    f->fixed = fixed;
    return false;
}

static int number(struct str digits) /* at most four of them */
{
    int n = 0;

    for (size_t i = 0; i < digits.n; i++)
        n = 10 * n + digits.p[i] - '0';
    return n;
}

static struct str word(struct arena *mem, enum lang lang, struct str vi)
{
    return str_from(lang_text(lang, arena_copy(mem, vi).p));
}

/* "31/12/2026"; "trang 3, dòng 12"; a marked word. */
static struct str say_value(struct arena *mem, enum lang lang, struct str vi)
{
    struct str all = STR_NONE, piece, part[3], rest = vi;
    struct day day;
    char said[12];
    size_t n = 0, blank;

    while (n < 3 && str_next(&rest, '/', &part[n]) && is_number(part[n]) && part[n].n <= 4)
        n++;
    if (n == 3 && rest.n == 0 && vi.n == 10 &&
        day_from_ymd(number(part[2]), number(part[1]), number(part[0]), &day))
        return arena_copy(mem, str_from(day_said(day, lang, said)));
    for (rest = vi; str_next(&rest, ',', &piece);) {
        piece = str_trim(piece);
        for (blank = piece.n; blank > 0 && piece.p[blank - 1] != ' ';)
            blank--;
        if (blank && is_number(str_rest(piece, blank)))
            piece = arena_printf(mem, "%.*s %.*s",
                                 STR_ARG(word(mem, lang, str_cut(piece, 0, blank - 1))),
                                 STR_ARG(str_rest(piece, blank)));
        else
            return word(mem, lang, vi);
        all = all.n ? arena_printf(mem, "%.*s, %.*s", STR_ARG(all), STR_ARG(piece)) : piece;
    }
    return all;
}

static struct str say(struct arena *mem, enum lang lang, const struct entry *e,
                      const struct found *f)
{
    bool one = false;
    const char *format;
    struct str all = STR_NONE;
    size_t k = 0, at;
    char letter;

    for (size_t i = 0; i < f->n; i++)
        one |= str_is(f->value[i], STR("1"));
    format = words + (one ? e->one : e->en);
    while (*format) {
        size_t n = strcspn(format, "%");
        bool quoted;

        all = arena_join(mem, all, (struct str){format, n});
        format += n;
        if (!*format)
            break;
        at = format[1] >= '1' && format[1] <= '9' && format[2] == '$' ? (size_t)(format[1] - '1')
                                                                      : k;
        format = behind(format, &letter);
        k += letter != '%';
        quoted = str_ends(all, STR("“")) || str_ends(all, STR("\""));
        if (letter == '%')
            all = arena_join(mem, all, STR("%"));
        else if (at < f->n)
            all = arena_join(mem, all, quoted ? f->value[at] : say_value(mem, lang, f->value[at]));
    }
    return all;
}

/* One sentence; false where none is like it. */
static bool again(struct arena *mem, enum lang lang, struct str vi, struct str *ret)
{
    const char *whole = arena_copy(mem, vi).p, *en = lang_text(lang, whole);
    const struct entry *best = NULL;
    struct found found = {0}, f;

    if (en != whole) {
        *ret = str_from(en);
        return true;
    }
    for (size_t i = 0; i < COUNT(english); i++) {
        const char *format = words + english[i].vi;

        f = (struct found){0};
        if (may_fit(format, vi) && fits(format, vi, &f) && f.fixed >= FIXED &&
            (!best || f.fixed > found.fixed)) {
            best = &english[i];
            found = f;
        }
    }
    if (best)
        *ret = say(mem, lang, best, &found);
    return best != NULL;
}

struct str lang_again(struct arena *mem, enum lang lang, struct str vi)
{
    static const struct str joint = STR("; ");
    struct str all = STR_NONE, said;

    if (lang == LANG_VI)
        return vi;
    /* The longest that is known goes first: sentences may have a joint inside. */
    while (vi.n) {
        size_t end = vi.n, at, from;

        while (!again(mem, lang, str_cut(vi, 0, end), &said)) {
            for (at = SIZE_MAX, from = 0; (from = str_find(vi, joint, from)) < end; from += joint.n)
                at = from;
            if (at == SIZE_MAX) {
                said = str_cut(vi, 0, end);
                break;
            }
            end = at;
        }
        all = all.n ? arena_printf(mem, "%.*s; %.*s", STR_ARG(all), STR_ARG(said)) : said;
        vi = end < vi.n ? str_rest(vi, end + joint.n) : STR_NONE;
    }
    return all;
}

const char *lang_code(enum lang lang)
{
    return lang == LANG_EN ? "en" : "vi";
}

bool lang_from_code(struct str code, enum lang *ret)
{
    if (str_is(code, STR("vi")))
        *ret = LANG_VI;
    else if (str_is(code, STR("en")))
        *ret = LANG_EN;
    else
        return false;
    return true;
}
