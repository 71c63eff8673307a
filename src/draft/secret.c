#include "draft/secret.h"

#include "text/fold.h"

/* The mark stands in or near the letterhead, before which a web page has its menus. Where there is
 * no letterhead the first lines are the head. */
enum { LINES_TO_HEAD = 400, LINES_OF_HEAD = 25, LONGEST_LINE = 200, DEEPEST = 8 };

struct search {
    struct arena *mem;
    int line;      /* lines of the flow looked at */
    int head, end; /* line of the letterhead, -1 = not met; first line that is not searched */
    int mark;      /* line of the first mark, -1 = none */
    bool aside;    /* a mark in a text box, header or footer */
};

static const struct str marks[] = {{"tuyetmat", 8}, {"toimat", 6}, {"mat", 3}};

/* Letters and digits of folded text, without the spaces of "M Ậ T" and brackets around. Digits
 * stay: "3. Mật" is an item of a list, no mark. */
static struct str squeeze(struct str folded, char out[LONGEST_LINE])
{
    size_t n = 0;

    for (size_t i = 0; i < folded.n; i++) {
        char c = folded.p[i];

        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            out[n++] = c;
    }
    return (struct str){out, n};
}

static bool is_mark(struct str squeezed)
{
    for (size_t i = 0; i < COUNT(marks); i++)
        if (str_is(squeezed, marks[i]))
            return true;
    return false;
}

/* "Độ mật: Tối mật" */
static bool names_degree(struct str squeezed)
{
    static const struct str labels[] = {
        {"domat", 5}, {"mucdomat", 8}, {"daudomat", 8}, {"tailieu", 7}};

    for (size_t i = 0; i < COUNT(labels); i++)
        if (str_starts(squeezed, labels[i]) && is_mark(str_rest(squeezed, labels[i].n)))
            return true;
    return false;
}

static bool is_letterhead(struct str squeezed)
{
    return str_has(squeezed, STR("conghoaxahoichunghia")) ||
           str_has(squeezed, STR("dangcongsanvietnam"));
}

/* "MẬT Bản số: 03"; "TỐI MẬT Tân Giang, ngày 05 tháng 3 năm 2025", where text has put both columns
 * of the letterhead into one line. Capitals and tone as stamped: "Mặt trận …, ngày …" is a
 * signature. */
static bool stands_beside_letterhead(struct str words, struct str squeezed)
{
    static const struct str stamps[] = {{"TUYỆT MẬT ", 14}, {"TỐI MẬT ", 12}, {"MẬT ", 6}};

    for (size_t i = 0; i < COUNT(stamps); i++) {
        struct str rest = str_rest(squeezed, marks[i].n);

        if (str_starts(words, stamps[i]) &&
            (str_starts(rest, STR("banso")) || is_letterhead(rest) ||
             (str_has(rest, STR("ngay")) && str_has(rest, STR("thang")) &&
              str_has(rest, STR("nam20")))))
            return true;
    }
    return false;
}

/* "Số: 05/KH-UBND (Tối mật)": nothing but the mark behind the word with the stroke. */
static bool ends_number(struct str folded)
{
    char letters[LONGEST_LINE];
    size_t at = folded.n;

    if (!str_starts(folded, STR("so:")) && !str_starts(folded, STR("so ")))
        return false;
    while (at > 0 && folded.p[at - 1] != '/')
        at--;
    if (at == 0)
        return false;
    while (at < folded.n && folded.p[at] != ' ' && folded.p[at] != '(')
        at++;
    return is_mark(squeeze(str_rest(folded, at), letters));
}

static void look_at_line(struct search *s, struct str words, bool aside)
{
    char letters[LONGEST_LINE];
    struct str folded, squeezed;

    if (words.n == 0 || words.n > LONGEST_LINE)
        return;
    folded = text_fold_only(s->mem, words);
    squeezed = squeeze(folded, letters);
    if (!aside && s->head < 0 && is_letterhead(squeezed)) {
        s->head = s->line;
        s->end = s->line + LINES_OF_HEAD;
    }
    if (!is_mark(squeezed) && !names_degree(squeezed) &&
        !stands_beside_letterhead(words, squeezed) && !ends_number(folded))
        return;
    if (aside)
        s->aside = true;
    else if (s->mark < 0)
        s->mark = s->line;
}

static void look_at_paragraph(struct search *s, const struct doc_block *b)
{
    bool aside = b->flags & DOC_ASIDE;
    struct str rest = b->text, line;

    while ((aside || s->line < s->end) && str_next(&rest, '\n', &line)) {
        look_at_line(s, line, aside);
        s->line += !aside;
    }
}

static void look_at(struct search *s, const struct doc_block *list, int depth)
{
    DOC_EACH_BLOCK (b, list) {
        if (b->kind == DOC_PARAGRAPH) {
            look_at_paragraph(s, b);
            continue;
        }
        for (size_t r = 0; r < b->row_count && depth < DEEPEST; r++)
            for (size_t c = 0; c < b->rows[r].count; c++)
                look_at(s, b->rows[r].cells[c].first, depth + 1);
    }
}

bool draft_secret_is_marked(struct arena *mem, const struct doc_tree *tree)
{
    struct search s = {.mem = mem, .head = -1, .end = LINES_TO_HEAD, .mark = -1};

    look_at(&s, tree->first, 0);
    return s.aside || (s.mark >= 0 && (s.head >= 0 || s.mark < LINES_OF_HEAD));
}
