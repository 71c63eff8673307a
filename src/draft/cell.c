#include "draft/table_priv.h"
#include "text/number.h"

/* A cell that lists more than this many tasks or bodies is prose. */
enum { MAX_LINES = 64 };

bool draft__cell_empty(struct str text)
{
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];

        if (c == '%' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
            return false;
        if (c >= 0xC3 && c <= 0xC6) /* Latin letters with marks; E2 begins dashes and dots */
            return false;
        if (c == 0xE1)
            return false;
    }
    return true;
}

bool draft__cell_ditto(struct str text)
{
    static const char *const ditto[] = {"nt", "-nt-", "- nt -", "Như trên", "như trên", "Tương tự",
                                        "NT", "Nt",   "\"",     "''",       "”",        "“",
                                        "〃", "-//-", "//",     "-\"-"};

    text = str_trim(text);
    for (size_t i = 0; i < COUNT(ditto); i++)
        if (str_is(text, str_from(ditto[i])))
            return true;
    return false;
}

static bool is_digit(struct str s, size_t i)
{
    return i < s.n && s.p[i] >= '0' && s.p[i] <= '9';
}

/* What ends a number or letter: one of ". ) / :" (in no date: "15/5/2026") or, where `bare`, a
 * space or the end. */
static size_t stop(struct str s, size_t at, bool bare)
{
    if (at < s.n && strchr(".)/:", s.p[at]) && !is_digit(s, at + 1))
        return at + 1;
    return bare && (at == s.n || s.p[at] == ' ' || s.p[at] == '\n') ? at : 0;
}

static size_t decimal_marker(struct str s)
{
    size_t i = 0, parts = 0;

    while (is_digit(s, i) && parts < 6) {
        size_t from = i;

        while (is_digit(s, i))
            i++;
        if (i - from > 3)
            return 0; /* a year or a quantity */
        parts++;
        if (!(i + 1 < s.n && s.p[i] == '.' && is_digit(s, i + 1)))
            break;
        i++;
    }
    /* "12 doanh nghiệp" begins with a quantity, "1.2 Xây dựng" with its number */
    return parts ? stop(s, i, parts > 1 || i == s.n) : 0;
}

static size_t bullet_marker(struct str s)
{
    static const char *const bullet[] = {"-", "+", "*", "•", "–", "—", "·", "○", "●", "▪", ""};

    for (size_t i = 0; i < COUNT(bullet); i++) {
        struct str b = str_from(bullet[i]);

        if (str_starts(s, b) && s.n > b.n && !is_digit(s, b.n))
            return b.n;
    }
    return 0;
}

enum draft__marker draft__cell_marker(struct str text, size_t *length)
{
    size_t n, at;
    int value;

    if ((*length = bullet_marker(text)))
        return DRAFT__MARK_BULLET;
    if ((n = text_number_roman(text, &value)) && text.p[0] < 'a') {
        /* "I.1" and "II.1.2" belong to the roman numbers they begin with */
        for (at = n; at + 1 < text.n && text.p[at] == '.' && is_digit(text, at + 1);)
            for (at++; is_digit(text, at);)
                at++;
        if ((*length = stop(text, at, at > n || at == text.n)))
            return at > n ? DRAFT__MARK_DECIMAL : DRAFT__MARK_ROMAN;
    }
    if ((*length = decimal_marker(text)))
        return DRAFT__MARK_DECIMAL;
    n = str_starts(text, STR("đ")) || str_starts(text, STR("Đ")) ? 2 : 1;
    if (text.n >= n &&
        (n == 2 || (text.p[0] >= 'A' && text.p[0] <= 'Z') ||
         (text.p[0] >= 'a' && text.p[0] <= 'z')) &&
        (*length = stop(text, n, text.n == n)))
        return n == 1 && text.p[0] < 'a' ? DRAFT__MARK_PART : DRAFT__MARK_LETTER;
    *length = 0;
    return DRAFT__MARK_NONE;
}

static const struct doc_block *first_paragraph(const struct doc_cell *cell)
{
    DOC_EACH_BLOCK (b, cell->first) {
        if (b->kind == DOC_PARAGRAPH)
            return b;
    }
    return NULL;
}

struct str draft__cell_number(const struct doc_cell *cell)
{
    struct str text = str_trim(cell->text);
    const struct doc_block *b;

    if (text.n)
        return text;
    b = first_paragraph(cell);
    return b ? str_trim(b->label) : STR_NONE;
}

static size_t add_lines(struct str label, struct str text, struct draft__cell_line *line, size_t n)
{
    struct str piece;

    while (n < MAX_LINES && str_next(&text, '\n', &piece)) {
        size_t length;

        piece = str_trim(piece);
        if (piece.n == 0)
            continue;
        line[n] = (struct draft__cell_line){label, piece};
        label = STR_NONE;
        if (line[n].label.n == 0 && draft__cell_marker(piece, &length)) {
            line[n].label = str_trim(str_cut(piece, 0, length));
            line[n].text = str_trim(str_rest(piece, length));
        }
        n += line[n].text.n > 0;
    }
    return n;
}

size_t draft__cell_lines(struct arena *mem, const struct doc_cell *cell,
                         struct draft__cell_line **ret)
{
    struct draft__cell_line line[MAX_LINES];
    size_t n = 0;

    DOC_EACH_BLOCK (b, cell->first) {
        if (b->kind == DOC_PARAGRAPH && !(b->flags & DOC_NOTE))
            n = add_lines(b->label, b->text, line, n);
    }
    *ret = ARENA_MANY(mem, struct draft__cell_line, n);
    if (n)
        memcpy(*ret, line, n * sizeof(*line));
    return n;
}

struct str draft__cell_flow(struct arena *mem, struct str text)
{
    char *p;

    text = str_trim(text);
    if (!memchr(text.p ? text.p : "", '\n', text.n))
        return text;
    text = arena_copy(mem, text);
    p = (char *)text.p;
    for (size_t i = 0; i < text.n; i++)
        if (p[i] == '\n')
            p[i] = ' ';
    return text;
}

/* Without the bullet that lists of bodies put before each. */
static struct str without_bullet(struct str line)
{
    return str_trim(str_rest(line, bullet_marker(line)));
}

struct str draft__cell_bodies(struct arena *mem, struct str text)
{
    struct str line, rest = text, all = STR_NONE;
    size_t lines = 0;

    text = str_trim(text);
    if (!memchr(text.p ? text.p : "", '\n', text.n))
        return without_bullet(text);
    while (str_next(&rest, '\n', &line)) {
        bool bullet;

        line = str_trim(line);
        bullet = bullet_marker(line) > 0;
        line = without_bullet(line);
        if (line.n == 0)
            continue;
        if (++lines > MAX_LINES)
            return draft__cell_flow(mem, text);
        if (all.n == 0) {
            all = line;
            continue;
        }
        /* a name broken over two lines goes on with a word that begins no body */
        bullet = bullet || plan_org_prefix(mem, line) > 0;
        if (str_ends(all, STR(";")) || str_ends(all, STR(",")))
            bullet = false;
        all = arena_join(mem, all, bullet ? STR("; ") : STR(" "));
        all = arena_join(mem, all, line);
    }
    return all;
}

bool draft__cell_is_bodies(struct arena *mem, struct str text)
{
    size_t n;

    text = without_bullet(str_trim(text));
    n = plan_org_prefix(mem, text);
    return n > 0 && n * 2 >= text.n;
}

bool draft__cell_is_deadline(struct draft__reading *r, struct str text)
{
    struct schedule_deadline d;

    if (text.n == 0 || text.n > 160)
        return false;
    schedule_deadline_read(r->mem, draft__cell_flow(r->mem, text), &r->schedule, &d);
    return (d.kinds & ~(uint32_t)(SCHEDULE_NONE | SCHEDULE_UNREAD)) != 0;
}

/* The words after a label that ends in ':' and has one of `list` before it. */
static struct str after_label(struct arena *mem, struct str text, const char *list)
{
    size_t colon = str_find(text, STR(":"), 0);

    if (colon == SIZE_MAX || colon > 80 ||
        !draft__phrase_has(draft__phrase_words(mem, str_cut(text, 0, colon)), list))
        return text;
    return str_trim(str_rest(text, colon + 1));
}

/* Without what stands between the bodies of one role and the words of the other. */
static struct str trim_joint(struct str s)
{
    for (s = str_trim(s); s.n && strchr(";,.-+*/()[]:", s.p[s.n - 1]); s = str_trim(s))
        s.n--;
    while (s.n && strchr(";,.-+*/)]:", s.p[0]))
        s = str_trim(str_rest(s, 1));
    return s;
}

static struct str without_tail(struct arena *mem, struct str s, const char *tail)
{
    struct text_folded f;

    s = trim_joint(s);
    text_fold(mem, s, &f);
    if (str_ends(f.text, str_from(tail)))
        s = trim_joint(text_fold_source(&f, s, 0, f.text.n - strlen(tail)));
    return s;
}

/* "A chủ trì, B phối hợp", "A; B (phối hợp)": where the bodies end that lead, before offset `at` of
 * the words that close the cell; 0 when all of them only take part. */
static size_t lead_end(struct arena *mem, struct str text, const struct text_folded *f, size_t at)
{
    struct str before = str_cut(f->text, 0, at);
    size_t i = str_find(before, STR("chu tri"), 0);

    if (i != SIZE_MAX)
        return i + strlen("chu tri");
    if ((i = str_find(before, STR(";"), 0)) != SIZE_MAX)
        return i;
    i = str_find(before, STR(","), 0); /* a comma may stand inside a name */
    return i != SIZE_MAX && plan_org_prefix(mem, str_cut(text, 0, f->map[i])) &&
                   plan_org_prefix(mem, str_trim(str_rest(text, f->map[i] + 1)))
               ? i
               : 0;
}

void draft__cell_roles(struct arena *mem, struct str text, struct str *lead,
                       struct str *coordinating)
{
    struct text_folded f;
    size_t at, from;

    text_fold(mem, text, &f);
    at = str_find(f.text, STR("phoi hop"), 0);
    from = str_find(f.text, STR("(chu tri)"), 0);
    if (at == SIZE_MAX && from != SIZE_MAX && from > 0) { /* "A (chủ trì), B" */
        from += strlen("(chu tri)");
        *lead = without_tail(mem, text_fold_source(&f, text, 0, from), "chu tri");
        *coordinating = trim_joint(text_fold_source(&f, text, from, f.text.n));
        return;
    }
    if (at == SIZE_MAX) {
        *lead = without_tail(mem, after_label(mem, text, "chu tri|dau moi|thuc hien"), "chu tri");
        *coordinating = STR_NONE;
        return;
    }
    from = at + strlen("phoi hop");
    if (at > 0 && draft__cell_empty(str_rest(f.text, from))) { /* "A (chủ trì); B (phối hợp)" */
        size_t cut = lead_end(mem, text, &f, at);

        *lead = without_tail(mem, text_fold_source(&f, text, 0, cut), "chu tri");
        *coordinating = trim_joint(text_fold_source(&f, text, cut, at));
        return;
    }
    /* the label may have words before it: "Đơn vị phối hợp:" */
    while (at >= 7 && (str_is(str_cut(f.text, at - 7, at), STR("don vi ")) ||
                       (at >= 9 && str_is(str_cut(f.text, at - 8, at), STR("co quan ")))))
        at -= str_is(str_cut(f.text, at - 7, at), STR("don vi ")) ? 7 : 8;
    *lead = text_fold_source(&f, text, 0, at);
    *lead = without_tail(mem, after_label(mem, *lead, "chu tri|dau moi|thuc hien"), "chu tri");
    *coordinating = after_label(mem, text_fold_source(&f, text, at, f.text.n), "phoi hop");
    text_fold(mem, *coordinating, &f);
    for (size_t i = 0; i < 2; i++) {
        static const char *const head[] = {"phoi hop ", "chat che ", "voi ", "cung "};

        for (size_t k = 0; k < COUNT(head); k++)
            if (str_starts(f.text, str_from(head[k]))) {
                *coordinating = text_fold_source(&f, *coordinating, strlen(head[k]), f.text.n);
                text_fold(mem, *coordinating, &f);
            }
    }
    *coordinating = trim_joint(*coordinating);
}
