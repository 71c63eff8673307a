#include "base/utf8.h"
#include "plan/org_priv.h"
#include "text/fold.h"

/* One run of letters and digits, before abbreviations are unfolded. */
struct raw {
    struct str text;
    uint32_t from, to;
    struct plan__gap before;
    bool capital, upper;
};

static bool is_word_byte(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80;
}

/* The letter at s.p[*at], small; *at moves on. */
static uint32_t small_letter(struct str s, size_t *at, bool *capital)
{
    uint32_t c = 0xFFFD;
    size_t n = utf8_read(s, *at, &c);

    *at += n ? n : 1;
    *capital = text_fold_is_capital(c);
    if (!*capital)
        return c;
    return c < 0x100 ? c + 32 : c + 1;
}

/* No small letter from `from` to `to`. */
static bool is_upper(struct str s, size_t from, size_t to)
{
    bool capital;

    while (from < to) {
        uint32_t c = small_letter(s, &from, &capital);

        if (!capital && !(c >= '0' && c <= '9') && !(c >= 0x300 && c <= 0x36F))
            return false;
    }
    return true;
}

static unsigned char stronger(unsigned char a, unsigned char b)
{
    return a > b ? a : b;
}

/* The mark a folded byte between two words stands for. A dot counts when white space follows and it
 * closes no abbreviation ("TP. Tân An"). */
static unsigned char mark(struct str f, size_t at, bool short_before)
{
    switch (f.p[at]) {
    case '&':
        return PLAN__SEP_AMP;
    case '-':
    case '+':
    case '*':
        return PLAN__SEP_DASH;
    case '/':
        return PLAN__SEP_SLASH;
    case ',':
        return PLAN__SEP_COMMA;
    case ':':
        return PLAN__SEP_COLON;
    case '(':
    case '[':
        return PLAN__SEP_OPEN;
    case ')':
    case ']':
        return PLAN__SEP_CLOSE;
    case ';':
        return PLAN__SEP_SEMI;
    case '.':
        return (at + 1 == f.n || f.p[at + 1] == ' ') && !short_before ? PLAN__SEP_STOP
                                                                      : PLAN__SEP_NONE;
    default:
        return PLAN__SEP_NONE;
    }
}

/* "TP", "VP", "BQL": a dot behind closes no sentence. */
static bool is_shortened(const struct raw *r)
{
    if (!r->upper || r->text.n > 3)
        return false;
    for (size_t i = 0; i < r->text.n; i++)
        if (strchr("aeiouy", r->text.p[i]))
            return false;
    return true;
}

static bool has_line_break(struct str source, uint32_t from, uint32_t to)
{
    return memchr(source.p + from, '\n', to - from) != NULL;
}

static size_t count_runs(struct str t)
{
    size_t n = 0;
    bool in = false;

    for (size_t i = 0; i < t.n; i++) {
        bool word = is_word_byte((unsigned char)t.p[i]);

        n += word && !in;
        in = word;
    }
    return n;
}

/* Cuts the folded text into runs; returns how many. `*end`: what stands behind the last. */
static size_t cut(struct str source, const struct text_folded *f, struct raw *out,
                  struct plan__gap *end)
{
    struct plan__gap gap = {0};
    struct str t = f->text;
    size_t n = 0, i = 0;

    while (i < t.n) {
        size_t from = i, at;
        struct raw *r = &out[n];

        if (!is_word_byte((unsigned char)t.p[i])) {
            gap.sep = stronger(gap.sep, mark(t, i, n > 0 && is_shortened(&r[-1])));
            gap.closes |= t.p[i] == ')' || t.p[i] == ']';
            if (t.p[i] == ' ' && has_line_break(source, f->map[i], f->map[i + 1]))
                gap.sep = stronger(gap.sep, PLAN__SEP_LINE);
            i++;
            continue;
        }
        while (i < t.n && is_word_byte((unsigned char)t.p[i]))
            i++;
        if (i == from + 1 && i + 1 < t.n && t.p[i] == '/' && t.p[i + 1] == 'c' &&
            (i + 2 == t.n || !is_word_byte((unsigned char)t.p[i + 2])))
            i += 2; /* "đ/c" is one word */
        *r = (struct raw){.text = str_cut(t, from, i), .from = f->map[from], .before = gap};
        r->to = f->map[i];
        while (r->to > r->from && (unsigned char)source.p[r->to - 1] <= ' ')
            r->to--;
        at = r->from;
        small_letter(source, &at, &r->capital);
        r->upper = r->capital && is_upper(source, r->from, r->to);
        gap = (struct plan__gap){0};
        n++;
    }
    *end = gap;
    return n;
}

/* Joins up to six runs from `i` that may be one abbreviation ("VH", "TT", "DL") and returns the
 * longest known one, the runs it takes in `*used`. */
static const struct plan__short *unfold(const struct raw *raws, size_t n, size_t i,
                                        struct str before, size_t *used)
{
    const struct plan__short *found = NULL, *hit;
    bool front = i == 0 || raws[i].before.sep >= PLAN__SEP_COMMA || str_is(before, STR("va"));
    char letters[16];
    size_t m = 0;

    for (size_t k = i; k < n && k < i + 6; k++) {
        struct str w = raws[k].text;
        bool is_and = str_is(w, STR("va"));

        if (k > i && raws[k].before.sep > PLAN__SEP_COMMA)
            break;
        if (is_and && k > i)
            continue;
        if ((k > i && !raws[k].upper) || m + w.n > sizeof(letters))
            break;
        memcpy(letters + m, w.p, w.n);
        m += w.n;
        if (!raws[k].upper && m < 4)
            break; /* short ones only in capitals: "ca" is a word too */
        hit = plan__org_short_find((struct str){letters, m}, before,
                                   k + 1 < n ? raws[k + 1].text : STR_NONE, front);
        if (hit) {
            found = hit;
            *used = k + 1 - i;
        }
    }
    return found;
}

/* The next word of `rest` that has a letter, without the comma behind it. */
static bool next_word(struct str *rest, struct str *ret)
{
    while (str_next(rest, ' ', ret)) {
        if (str_ends(*ret, STR(",")))
            ret->n--;
        if (ret->n && is_word_byte((unsigned char)ret->p[0]))
            return true;
    }
    return false;
}

void plan__org_word_read(struct arena *mem, struct str source, struct plan__phrase *ret)
{
    struct text_folded f;
    struct raw *raws;
    const struct plan__short *last = NULL;
    struct str head = STR_NONE;
    size_t n, room, shouted = 0;

    *ret = (struct plan__phrase){.source = source, .bare = true};
    text_fold(mem, source, &f);
    raws = ARENA_MANY(mem, struct raw, count_runs(f.text) + 1);
    n = cut(source, &f, raws, &ret->end);
    room = n + 8;
    ret->words = ARENA_MANY(mem, struct plan__word, room);
    for (size_t i = 0; i < source.n && ret->bare; i++)
        ret->bare = (unsigned char)source.p[i] < 0x80;
    for (size_t i = 0, used; i < n; i += used) {
        struct plan__word w = {.from = raws[i].from, .gap = raws[i].before};
        struct str rest, word;

        used = 1;
        w.capital = raws[i].capital;
        if (!(last && last->where == PLAN__AFTER_HEAD && raws[i].before.sep == PLAN__SEP_COMMA))
            head = i ? raws[i - 1].text : STR_NONE; /* else "Sở" is said once for "TC, NV, XD" */
        w.abbreviation = unfold(raws, n, i, head, &used);
        last = w.abbreviation;
        w.to = raws[i + used - 1].to;
        rest = w.abbreviation ? text_fold_only(mem, w.abbreviation->full) : raws[i].text;
        shouted += raws[i].upper;
        while (next_word(&rest, &word)) {
            w.text = word;
            ARENA_PUSH(mem, ret->words, ret->n, room, w);
            w.gap = (struct plan__gap){0};
        }
    }
    ret->shout = n > 1 && shouted * 5 >= n * 4;
}

bool plan__org_word_is(const struct plan__phrase *p, size_t i, struct str spelled)
{
    const struct plan__word *w = &p->words[i];
    struct str have = str_cut(p->source, w->from, w->to);
    size_t a = 0, b = 0;
    bool capital;

    if (p->bare || w->abbreviation)
        return true;
    while (a < have.n && b < spelled.n)
        if (small_letter(have, &a, &capital) != small_letter(spelled, &b, &capital))
            return false;
    return a == have.n && b == spelled.n;
}

size_t plan__org_word_count(const struct plan__phrase *p, size_t i, struct str folded)
{
    for (size_t at = i; at < p->n; at++) {
        struct str word = p->words[at].text;

        if (!str_starts(folded, word))
            return 0;
        if (folded.n == word.n)
            return at + 1 - i;
        if (folded.p[word.n] != ' ')
            return 0;
        folded = str_rest(folded, word.n + 1);
    }
    return 0;
}
