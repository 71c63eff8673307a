#include "draft/damaged_priv.h"

enum {
    VERB_NEAR = 67,     /* likeness from which two words are those of a task */
    WORDS_MAX = 256,    /* of a line; a longer one is no line of a table */
    BODY_NEAR = 80,     /* certainty from which a body is taken to stand there */
    SHORT_LINE = 45,    /* letters: such a line may be all cell */
    SECTION_LEAST = 60, /* letters of a heading whose numeral has no mark */
};

static size_t count_letters(struct str s)
{
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++)
        n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    return n;
}

static bool is_plain_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Marks around a word are none of it; "¢" and "&" inside are letters that OCR took for others. */
static struct str bare(struct str folded)
{
    while (folded.n && !is_plain_char(folded.p[0]) && !strchr("$@", folded.p[0]))
        folded = str_rest(folded, 1);
    while (folded.n && strchr(".,;:-()|/\\?!'\"_ ~", folded.p[folded.n - 1]))
        folded.n--;
    return folded;
}

static bool is_number(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return s.n > 0;
}

static void word_read(struct arena *mem, struct draft__damaged_lexicon *x, struct str raw,
                      struct draft__damaged_word *w)
{
    bool digit = false;

    w->raw = raw;
    w->folded = text_fold_only(mem, raw);
    w->plain = bare(w->folded);
    for (size_t i = 0; i < w->plain.n; i++)
        digit |= w->plain.p[i] >= '0' && w->plain.p[i] <= '9';
    if (!is_number(w->plain))
        w->plain = draft__damaged_syllable(x, w->plain, &w->known);
    w->speck = !w->known && !digit && w->plain.n < 3 && raw.p[0] != '%';
}

/* "7.10", "12.", "1T": a number in front of a row, as far as OCR left it one. */
static bool is_row_number(struct str raw)
{
    size_t digits = 0;

    if (raw.n == 0 || raw.n > 6 || raw.p[0] < '0' || raw.p[0] > '9')
        return false;
    for (size_t i = 0; i < raw.n; i++)
        if (raw.p[i] >= '0' && raw.p[i] <= '9')
            digits++;
        else if (!strchr(".)Tl", raw.p[i]))
            return false;
    return digits <= 3;
}

void draft__damaged_line_read(struct arena *mem, struct draft__damaged_lexicon *x,
                              const struct doc_block *b, struct draft__damaged_line *ret)
{
    struct str s = b->text;
    bool rule = false;
    size_t at = 0;

    *ret = (struct draft__damaged_line){.pos = b->pos, .text = s};
    ret->words = ARENA_MANY(mem, struct draft__damaged_word, s.n / 2 + 1);
    while (at < s.n && ret->n < WORDS_MAX) {
        size_t end = at;

        while (end < s.n && s.p[end] != ' ' && s.p[end] != '|')
            end++;
        if (end > at) {
            struct draft__damaged_word *w = &ret->words[ret->n++];

            word_read(mem, x, str_cut(s, at, end), w);
            w->column = (uint32_t)count_letters(str_cut(s, 0, at));
            w->rule = rule;
            rule = false;
        }
        rule |= end < s.n && s.p[end] == '|';
        at = end + 1;
    }
    ret->columns = (uint32_t)count_letters(s);
    if (ret->n > 1 && is_row_number(ret->words[0].raw)) {
        ret->number = bare(ret->words[0].raw);
        ret->from = 1;
    }
}

/* A body's name begins with a capital letter, or with the digit that OCR made of it. */
static bool may_name(const struct draft__damaged_line *l, size_t from)
{
    for (size_t i = from; i < l->n; i++) {
        char c = l->words[i].raw.p[0];

        if (!l->words[i].speck && ((c >= 'A' && c <= 'Z') || c == '3' || c == '5' || c == '$'))
            return true;
    }
    return l->columns <= SHORT_LINE;
}

void draft__damaged_line_bodies(struct draft__reading *r, struct draft__damaged_line *l)
{
    size_t first = l->from, at = 0;
    struct plan_org_hit *hits;
    uint32_t *starts;
    char *text;
    size_t n, room = 1;

    /* names take the left of a line */
    while (l->columns > SHORT_LINE && first < l->n && l->words[first].column * 5 < l->columns * 2)
        first++;
    if (!may_name(l, first))
        return;
    for (size_t i = first; i < l->n; i++)
        room += l->words[i].folded.n + 1;
    text = arena_alloc(r->mem, room, 1);
    starts = ARENA_MANY(r->mem, uint32_t, l->n + 1);
    for (size_t i = first; i < l->n; i++) {
        struct str w = l->words[i].folded;

        starts[i] = (uint32_t)at;
        memcpy(text + at, w.p, w.n);
        at += w.n;
        text[at++] = ' ';
    }
    n = plan_org_damaged_find(r->mem, r->rules->orgs, (struct str){text, at ? at - 1 : 0}, &hits);
    l->hits = hits;
    for (size_t i = 0, w = first; i < n; i++) {
        struct plan_org_hit h = hits[i];

        if (h.best[0].certainty < BODY_NEAR)
            continue;
        while (w + 1 < l->n && starts[w + 1] <= h.from)
            w++;
        h.from = h.to = w;
        while (h.to < l->n && starts[h.to] < hits[i].to)
            h.to++;
        l->hits[l->hit_count++] = h;
    }
}

struct str draft__damaged_plain(struct arena *mem, const struct draft__damaged_line *l, size_t from,
                                size_t to)
{
    struct str all = STR_NONE;

    for (size_t i = from; i < to && i < l->n; i++)
        if (l->words[i].plain.n)
            all = all.n ? arena_printf(mem, "%.*s %.*s", STR_ARG(all), STR_ARG(l->words[i].plain))
                        : l->words[i].plain;
    return all;
}

size_t draft__damaged_phrase(const struct draft__damaged_line *l, size_t at, const char *list)
{
    struct str rest = str_from(list), one;
    struct str first = at < l->n ? l->words[at].plain : STR_NONE;
    size_t best = 0;

    while (first.n && str_next(&rest, '|', &one)) {
        struct str word;
        size_t i = at;

        if (one.p[0] != first.p[0])
            continue;
        while (str_next(&one, ' ', &word)) {
            if (i >= l->n || !str_is(l->words[i].plain, word)) {
                i = 0;
                break;
            }
            i++;
        }
        if (i > at && i - at > best)
            best = i - at;
    }
    return best;
}

/* "2025", "2025-2030", "6/2025", "15/11/2025", and what OCR makes of them: "122005", "5030". */
static bool is_date(struct str raw)
{
    size_t digits = 0, marks = 0, run = 0;

    while (raw.n && strchr(".,;:", raw.p[raw.n - 1]))
        raw.n--;
    for (size_t i = 0; i < raw.n; i++) {
        if (raw.p[i] >= '0' && raw.p[i] <= '9') {
            digits++;
            run++;
        } else if (strchr("/-.", raw.p[i]) && i) {
            marks++;
            run = 0;
        } else {
            return false;
        }
    }
    if (run < 4)
        return false;
    return marks == 0 ? digits == 4 || digits == 6 || digits == 7 : digits >= 5 && digits <= 8;
}

static bool is_quarter(const struct draft__damaged_line *l, size_t i)
{
    return i + 1 < l->n && str_is(l->words[i].plain, STR("quy")) &&
           strchr("IVl1", l->words[i + 1].raw.p[0]);
}

bool draft__damaged_deadline(const struct draft__damaged_line *l, size_t from, size_t *begin,
                             size_t *end)
{
    for (size_t i = from; i < l->n; i++) {
        size_t n = draft__damaged_phrase(
            l, i, "thuong xuyen|hang nam|hang quy|hang thang|hang tuan|hang ngay|trong nam");

        if (n == 0 && is_quarter(l, i))
            n = i + 2 < l->n && is_date(l->words[i + 2].raw) ? 3 : 2;
        if (n == 0 && is_date(l->words[i].raw))
            n = 1;
        if (n == 0)
            continue;
        *begin = i;
        while (*begin > from &&
               draft__damaged_phrase(l, *begin - 1, "nam|thang|ngay|truoc|trong|den|quy|het|tu"))
            --*begin;
        *end = i + n;
        *end += draft__damaged_phrase(l, *end, "va nhung nam tiep theo|va nhung nam|va nhung|va");
        return true;
    }
    return false;
}

struct str draft__damaged_numeral(const struct draft__damaged_line *l)
{
    struct str s = l->n ? l->words[0].raw : STR_NONE;

    while (s.n > 1 && strchr(".)", s.p[s.n - 1]))
        s.n--;
    if (s.n > 5)
        return STR_NONE;
    for (size_t i = 0; i < s.n; i++)
        if (!strchr("IVX", s.p[i]))
            return STR_NONE;
    return s;
}

size_t draft__damaged_roman(const struct draft__damaged_line *l)
{
    struct str s = draft__damaged_numeral(l);

    return s.n &&
           (l->n == 1 || s.n < l->words[0].raw.n || l->words[1].rule || l->columns > SECTION_LEAST);
}

/* Stray marks and letters, from which nothing can be read. "S" and "B" may begin a body. */
static bool is_stray(const struct draft__damaged_word *w)
{
    if (!w->speck)
        return false;
    if (w->plain.n == 0)
        return w->raw.p[0] != '-';
    return !strchr("SBsb", w->raw.p[0]) &&
           (w->raw.n == 1 || (w->raw.n == 2 && w->raw.p[0] >= 'A' && w->raw.p[0] <= 'Z'));
}

void draft__damaged_add(struct draft__damaged_text *t, const struct draft__damaged_line *l,
                        size_t from, size_t to)
{
    for (size_t i = from; i < to && t->n < COUNT(t->words); i++)
        if (!is_stray(&l->words[i]))
            t->words[t->n++] = &l->words[i];
}

void draft__damaged_add_all(struct draft__damaged_text *t, const struct draft__damaged_line *l,
                            size_t from, size_t to)
{
    for (size_t i = from; i < to && t->n < COUNT(t->words); i++)
        t->words[t->n++] = &l->words[i];
}

static const char verbs[] =
    "xay dung|trien khai|to chuc|ban hanh|ra soat|tang cuong|day manh|hoan thien|hoan thanh|"
    "nang cao|nang cap|phat trien|thuc hien|pho bien|cu the|tham gia|van dung|bo tri|ung dung|"
    "thu hut|cong bo|hinh thanh|tham muu|phoi hop|quan ly|dao tao|boi duong|kiem tra|giam sat|"
    "tuyen truyen|dau tu|mo rong|thi diem|nghien cuu|cap nhat|chuan hoa|so hoa|ket noi|tich hop|"
    "van hanh|khai thac|danh gia|doi moi|tiep tuc|chu dong|tap trung|huy dong|khuyen khich|ho tro|"
    "bao dam|dam bao|phe duyet|chuyen doi|xuc tien|cai tao|phan dau|chi dao|huong dan|de xuat|"
    "xac dinh|tong hop|bao cao|theo doi|tong ket|bo sung|sua doi|dieu chinh|kien toan|cung cap|"
    "khao sat|thanh lap|xu ly|cai cach|thuc day|de an|quan triet|chuan bi|rut gon|lap";

bool draft__damaged_is_verb(struct arena *mem, const struct draft__damaged_line *l, size_t at)
{
    struct str rest = str_from(verbs), one, two;

    if (draft__damaged_phrase(l, at, verbs))
        return true;
    if (at + 1 >= l->n)
        return false;
    two = arena_printf(mem, "%.*s %.*s", STR_ARG(l->words[at].plain),
                       STR_ARG(l->words[at + 1].plain));
    while (str_next(&rest, '|', &one))
        if (str_has(one, STR(" ")) && two.n <= one.n + 4 && text_likeness(one, two) >= VERB_NEAR)
            return true;
    return false;
}

/* One letter in three may differ, in short words none that shows. */
static bool is_alike(struct str a, struct str b)
{
    char x[16], y[16];
    struct text_likeness ready;
    struct str p = {x, 0}, q = {y, 0};

    if (a.n > sizeof(x) || b.n > sizeof(y))
        return false;
    p.n = text_likeness_shape(a, x, NULL);
    q.n = text_likeness_shape(b, y, NULL);
    if (p.n == 0 || q.n == 0)
        return false;
    text_likeness_make(p, &ready);
    return text_likeness_distance(&ready, q, (int)p.n / 3) <= (int)p.n / 3;
}

size_t draft__damaged_goes_on(const struct draft__damaged_line *l, size_t at, struct str rest)
{
    struct str one;
    size_t n = 0;

    while (str_next(&rest, ' ', &one) && at + n < l->n && is_alike(one, l->words[at + n].folded))
        n++;
    return n;
}

bool draft__damaged_is_first(const struct draft__damaged_line *l, size_t at)
{
    for (size_t i = l->from; i < at; i++)
        if (!l->words[i].speck)
            return false;
    return true;
}

bool draft__damaged_is_last(const struct draft__damaged_line *l, size_t at, size_t end)
{
    for (size_t i = at; i < end; i++)
        if (!l->words[i].speck)
            return false;
    return true;
}

/* Words with one space between; without the mark that only ends a column. */
static struct str join(struct arena *mem, const struct draft__damaged_text *t, bool plain)
{
    size_t room = 1, n = 0;
    char *p;

    for (size_t i = 0; i < t->n; i++)
        room += (plain ? t->words[i]->plain.n : t->words[i]->raw.n) + 1;
    p = arena_alloc(mem, room, 1);
    for (size_t i = 0; i < t->n; i++) {
        struct str w = plain ? t->words[i]->plain : t->words[i]->raw;

        if (n && w.n)
            p[n++] = ' ';
        memcpy(p + n, w.p, w.n);
        n += w.n;
    }
    return (struct str){p, n};
}

struct str draft__damaged_raw(struct arena *mem, const struct draft__damaged_text *t)
{
    return join(mem, t, false);
}

struct str draft__damaged_likely(struct arena *mem, const struct draft__damaged_text *t)
{
    return join(mem, t, true);
}
