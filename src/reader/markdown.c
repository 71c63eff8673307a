#include <stdlib.h>
#include <strings.h>

#include "base/utf8.h"
#include "reader/text_priv.h"
#include "text/clean.h"

/* Marks of Markdown off, meaning kept. Written for Markdown as machines make it of papers: emphasis
 * that closes behind a space ("**Điều 1. **Ban hành") or on a later line is emphasis too. */

enum { OPEN_LINES = 8, LOOK = 1 << 18, TAG = 300, ENTITY = 12 };

/* One line on its way from raw bytes to text; bold and italic outlive it. */
struct strip {
    struct str in;
    size_t at;
    char *out;
    size_t n;
    bool bold, italic;
    size_t letters, bold_letters, italic_letters;
    size_t bracket,
        backtick; /* where the next ']' was looked for and found, so that nobody looks twice */
    uint16_t style;
};

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

static bool is_word(char c)
{
    return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') ||
           (unsigned char)c >= 0x80;
}

static char behind(const struct strip *s, size_t n)
{
    return s->at + n < s->in.n ? s->in.p[s->at + n] : ' ';
}

/* Letters stand there; quotes and dashes (U+2010 … U+203F, E2 80 in UTF-8) are none. */
static bool word_behind(const struct strip *s, size_t n)
{
    return is_word(behind(s, n)) && !str_starts(str_rest(s->in, s->at + n), STR("\xE2\x80"));
}

static bool word_before(const struct strip *s)
{
    return s->at && is_word(s->in.p[s->at - 1]) &&
           (s->at < 3 || !str_starts(str_rest(s->in, s->at - 3), STR("\xE2\x80")));
}

static void put(struct strip *s, char c)
{
    s->out[s->n++] = c;
    if (is_word(c) && ((unsigned char)c & 0xC0) != 0x80) {
        s->letters++;
        s->bold_letters += s->bold;
        s->italic_letters += s->italic;
    }
}

static size_t run_of(const struct strip *s, char c)
{
    size_t n = 0;

    while (s->at + n < s->in.n && s->in.p[s->at + n] == c)
        n++;
    return n;
}

/* "*": emphasis where it opens before a word or closes one that is open, else a star. */
static void star(struct strip *s)
{
    size_t n = run_of(s, '*');
    bool opens = !is_space(behind(s, n)) && behind(s, n) != ')';

    if (n == 1 && !s->italic && (!opens || (word_before(s) && word_behind(s, 1)))) {
        put(s, '*');
    } else {
        if (n == 2 || n == 3)
            s->bold = !s->bold;
        if (n == 1 || n == 3)
            s->italic = !s->italic;
    }
    s->at += n;
}

/* "_": only around words, and only when it closes on the same line. */
static void underscore(struct strip *s)
{
    size_t n = run_of(s, '_'), end = s->at + n;
    bool opens = !word_before(s) && word_behind(s, n);
    bool closes = word_before(s) && !word_behind(s, n);

    if (n <= 3 && (opens || closes)) {
        const char *other = opens ? memchr(s->in.p + end, '_', s->in.n - end) : NULL;

        if (other || (closes && (s->style & READER__OPEN))) {
            s->style ^= READER__OPEN; /* borrowed here: an underscore is open */
            s->at = end;
            return;
        }
    }
    for (size_t i = 0; i < n; i++)
        put(s, '_');
    s->at = end;
}

/* Bytes of the tag at s->at, 0 when "<" is only a sign. */
static size_t tag_length(const struct strip *s)
{
    static const char *const name[] = {"sup", "sub",    "br",    "b",     "i",     "u",
                                       "em",  "strong", "span",  "font",  "p",     "div",
                                       "a",   "center", "img",   "table", "tr",    "td",
                                       "th",  "tbody",  "thead", "hr",    "small", "mark"};
    struct str rest = str_rest(s->in, s->at + 1), word;
    size_t close = rest.n && rest.p[0] == '/', n = close, end;

    if (str_starts(rest, STR("!--")))
        return (end = str_find(str_cut(rest, 0, TAG), STR("-->"), 0)) == SIZE_MAX ? 0 : end + 4;
    while (n < rest.n && (rest.p[n] | 32) >= 'a' && (rest.p[n] | 32) <= 'z')
        n++;
    word = str_cut(rest, close, n);
    end = str_find(str_cut(rest, 0, TAG), STR(">"), n);
    for (size_t i = 0; i < COUNT(name) && end != SIZE_MAX; i++)
        if (word.n == strlen(name[i]) && strncasecmp(word.p, name[i], word.n) == 0 &&
            strchr(" />", rest.p[n]))
            return end + 2;
    return 0;
}

/* Past "<sup>12</sup>": the sign of a note; other raised text stays. */
static size_t note_sign(const struct strip *s, size_t tag)
{
    struct str rest = str_rest(s->in, s->at + tag);
    size_t n = 0;

    while (n < rest.n && n < 4 && (rest.p[n] == '*' || (rest.p[n] >= '0' && rest.p[n] <= '9')))
        n++;
    return n && str_starts(str_rest(rest, n), STR("</sup>")) ? tag + n + 6 : tag;
}

static void angle(struct strip *s)
{
    size_t n = tag_length(s), end;
    struct str rest = str_rest(s->in, s->at);

    if (n == 0 && (str_starts(rest, STR("<http")) || str_starts(rest, STR("<mailto:")))) {
        end = str_find(str_cut(rest, 0, TAG), STR(">"), 0);
        for (size_t i = 1; end != SIZE_MAX && i < end; i++)
            put(s, rest.p[i]);
        s->at += end == SIZE_MAX ? 1 : end + 1;
        return;
    }
    if (n == 0) {
        put(s, '<');
        s->at++;
        return;
    }
    if (strncasecmp(rest.p, "<br", 3) == 0 || strncasecmp(rest.p, "</p", 3) == 0)
        s->out[s->n++] = '\n';
    if (strncasecmp(rest.p, "<sup>", 5) == 0) {
        n = note_sign(s, n);
        if (n > 5 && s->n == 0)
            s->style |= READER__NOTE;
    }
    s->at += n;
}

static void entity(struct strip *s)
{
    struct str rest = str_cut(s->in, s->at, s->at + ENTITY);
    size_t end = str_find(rest, STR(";"), 0);
    char name[ENTITY];
    uint32_t c = 0;
    size_t n = 0;

    if (end != SIZE_MAX && end >= 2) {
        memcpy(name, rest.p + 1, end - 1);
        name[end - 1] = 0;
        if (name[0] != '#') {
            c = reader_html_entity(name);
        } else {
            bool hex = (name[1] | 32) == 'x';

            c = (uint32_t)strtoul(name + 1 + hex, NULL, hex ? 16 : 10);
        }
        n = c ? utf8_write(s->out + s->n, c) : 0;
    }
    if (n == 0) {
        put(s, '&');
        s->at++;
        return;
    }
    for (size_t i = 0; i < n; i++)
        put(s, s->out[s->n]);
    s->at += end + 1;
}

/* "[words](address)" gives the words, "![…](…)" and "[^1]" nothing. */
static void bracket(struct strip *s)
{
    size_t open = s->at + (s->in.p[s->at] == '!'), end;

    if (s->bracket < open) {
        const char *hit = memchr(s->in.p + open, ']', s->in.n - open);

        s->bracket = hit ? (size_t)(hit - s->in.p) : SIZE_MAX;
    }
    end = s->bracket;
    if (end != SIZE_MAX && behind(s, open - s->at + 1) == '^') {
        s->style |= s->n == 0 && end + 1 < s->in.n && s->in.p[end + 1] == ':' ? READER__NOTE : 0;
        s->at = end + 1 + (s->style & READER__NOTE ? 1 : 0);
        return;
    }
    if (end != SIZE_MAX && open > s->at && end + 1 < s->in.n && s->in.p[end + 1] == '(') {
        s->at = end; /* the picture's words are no words of the paper */
        return;
    }
    put(s, s->in.p[s->at++]);
    if (end != SIZE_MAX && end + 1 < s->in.n && s->in.p[end + 1] == '(')
        s->n--; /* the '[' of a link */
}

static void bracket_end(struct strip *s)
{
    size_t end = behind(s, 1) == '(' ? str_find(str_cut(s->in, 0, s->at + TAG * 4), STR(")"), s->at)
                                     : SIZE_MAX;

    if (end == SIZE_MAX)
        put(s, s->in.p[s->at++]);
    else
        s->at = end + 1;
}

/* Whether a byte has a meaning; the others are copied. */
static void step(struct strip *s)
{
    char c = s->in.p[s->at], next = behind(s, 1);

    switch (c) {
    case '\\':
        if (next > ' ' && (unsigned char)next < 0x80 && !is_word(next))
            s->at++;
        put(s, s->in.p[s->at]);
        s->at++;
        return;
    case '*':
        star(s);
        return;
    case '_':
        underscore(s);
        return;
    case '<':
        angle(s);
        return;
    case '&':
        entity(s);
        return;
    case '[':
        bracket(s);
        return;
    case '!':
        if (next == '[') {
            bracket(s);
            return;
        }
        break;
    case ']':
        bracket_end(s);
        return;
    case '`':
        s->at += run_of(s, '`');
        return;
    case '~':
        if (next == '~') {
            s->at += run_of(s, '~');
            return;
        }
        break;
    default:
        break;
    }
    put(s, c);
    s->at++;
}

/* "* *", "** **": emphasis around nothing. */
static bool is_stars(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != '*' && !is_space(s.p[i]))
            return false;
    return true;
}

/* The text of `raw`; s carries open emphasis in and out. An entity of n bytes gives at most n, a
 * tag one, so the output never outgrows the input. */
static struct str strip_line(struct arena *mem, struct strip *s, struct str raw)
{
    *s = (struct strip){.in = str_trim(raw), .bold = s->bold, .italic = s->italic};
    s->out = arena_alloc(mem, s->in.n + 4, 1);
    if (s->in.n > 2 && strchr("*-+", s->in.p[0]) && is_space(s->in.p[1]) && !s->italic &&
        !is_stars(s->in))
        put(s, s->in.p[s->at++]);
    while (s->at < s->in.n && !is_stars(s->in))
        step(s);
    s->style = (uint16_t)(s->style & READER__NOTE);
    s->style |= s->letters && s->bold_letters == s->letters ? READER__BOLD : 0;
    s->style |= s->letters && s->italic_letters == s->letters ? READER__ITALIC : 0;
    return text_clean(mem, (struct str){s->out, s->n}, true);
}

struct str reader__markdown_inline(struct arena *mem, struct str raw, uint16_t *style)
{
    struct strip s = {0};
    struct str text = strip_line(mem, &s, raw);

    *style = s.style;
    return text;
}

/* "### Words ###" */
static struct str heading(struct str raw, uint8_t *level)
{
    struct str s = str_trim(raw);
    size_t n = 0;

    while (n < s.n && s.p[n] == '#')
        n++;
    *level = 0;
    if (n == 0 || n > 6 || (n < s.n && !is_space(s.p[n])))
        return raw;
    *level = (uint8_t)n;
    s = str_trim(str_rest(s, n));
    while (s.n && s.p[s.n - 1] == '#')
        s.n--;
    return s;
}

/* Does emphasis that is open behind line `i` close on one of the next lines of its paragraph? */
static bool closes_soon(const struct reader__text *t, size_t i)
{
    for (size_t k = i + 1; k < t->count && k <= i + OPEN_LINES; k++) {
        const struct reader__line *l = &t->lines[k];

        if (l->before || l->pipes)
            return false;
        if (memchr(l->raw.p, '*', l->raw.n))
            return true;
    }
    return false;
}

void reader__markdown_lines(struct reader__text *t)
{
    struct strip s = {0};
    size_t n = 0;
    uint32_t before = 0;

    for (size_t i = 0; i < t->count; i++) {
        struct reader__line *l = &t->lines[i], *to;
        struct str raw = str_trim(l->raw);

        while (str_starts(raw, STR("> ")))
            raw = str_rest(raw, 2);
        if (l->before || l->pipes)
            s.bold = s.italic = false;
        raw = heading(raw, &l->level);
        if (!l->pipes)
            l->text = strip_line(t->mem, &s, raw);
        l->style = l->pipes ? 0 : s.style;
        if ((s.bold || s.italic) && (l->pipes || !closes_soon(t, i)))
            s.bold = s.italic = false;
        l->style |= s.bold || s.italic ? READER__OPEN : 0;
        if (!(l->style & READER__OPEN) && i + 1 < t->count && !l[1].before && !l->level &&
            (str_ends(l->raw, STR("  ")) || str_ends(l->raw, STR("\\"))))
            l->style |= READER__HARD;
        before += l->before;
        if ((l->text.n == 0 || reader__line_is_rule(l->text)) &&
            !reader__embed_is_edge(raw)) { /* "** **", "#" */
            before++;
            continue;
        }
        to = &t->lines[n++];
        *to = *l;
        to->before = before > UINT16_MAX ? UINT16_MAX : (uint16_t)before;
        before = 0;
    }
    t->count = n;
}

/* Marks that plain text does not carry: headings, bold words, rows of dashes under table heads. */
bool reader_markdown_is(struct str bytes)
{
    struct str rest = str_cut(bytes, 0, LOOK), line;
    size_t score = 0;

    while (str_next(&rest, '\n', &line) && score < 3) {
        uint8_t level;
        size_t at;

        line = str_trim(line);
        heading(line, &level);
        score += level && line.n > level + 1u ? 2 : 0;
        at = str_find(line, STR("**"), 0);
        score += at != SIZE_MAX && at + 2 < line.n && is_word(line.p[at + 2]);
        score += reader__pipe_is_dashes(line) ? 3 : 0;
        score += str_starts(line, STR("<table")) ? 3 : 0;
        score += str_has(line, STR("<sup>")) || str_has(line, STR("](http")) ? 2 : 0;
    }
    return score >= 3;
}

int reader_markdown_read(struct arena *mem, struct str bytes, const struct reader_limits *limits,
                         struct doc_tree **ret, struct err *e)
{
    return reader__text_read(mem, bytes, limits, true, ret, e);
}
