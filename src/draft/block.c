#include "draft/draft_priv.h"

struct preparing {
    struct draft__reading *r;
    size_t room;
};

static struct draft__line *push(struct preparing *p, struct draft__line l)
{
    ARENA_PUSH(p->r->mem, p->r->lines, p->r->line_count, p->room, l);
    return &p->r->lines[p->r->line_count - 1];
}

/* No small letter, three capitals at least: a heading in capitals. */
static bool is_upper(struct str s)
{
    size_t capitals = 0;

    for (size_t i = 0; i < s.n; i++) {
        unsigned char a = (unsigned char)s.p[i], b = i + 1 < s.n ? (unsigned char)s.p[i + 1] : 0;
        unsigned char c = i + 2 < s.n ? (unsigned char)s.p[i + 2] : 0;

        if ((a >= 'a' && a <= 'z') || (a == 0xC3 && b >= 0xA0) ||
            ((a == 0xC4 || a == 0xC5) && (b & 1)) || (a == 0xC6 && (b == 0xA1 || b == 0xB0)) ||
            (a == 0xE1 && (b == 0xBA || b == 0xBB) && (c & 1)))
            return false;
        capitals += (a >= 'A' && a <= 'Z');
    }
    return capitals >= 3;
}

/* A value as one writes it into a register: no stop, no bracket that was opened before it. */
static struct str value(const struct draft__line *l, size_t from, size_t to)
{
    struct str s = text_fold_source(&l->folded, l->text, from, to);
    int open = 0;

    for (size_t i = 0; i < s.n; i++)
        open += (s.p[i] == '(') - (s.p[i] == ')');
    for (;;) {
        s = str_trim(s);
        if (s.n && (strchr(".;,(*+-", s.p[s.n - 1]) || (s.p[s.n - 1] == ')' && open < 0))) {
            if (s.n >= 3 && str_ends(s, STR("...")))
                break;
            open += s.p[s.n - 1] == ')';
            s.n--;
        } else if (s.n && strchr(":;,.", s.p[0])) {
            s = str_rest(s, 1);
        } else {
            break;
        }
    }
    return s;
}

/* Entries of a table of contents: "I. MỤC TIÊU ............ 3". */
static bool is_contents(struct str text)
{
    return text.n && text.p[text.n - 1] >= '0' && text.p[text.n - 1] <= '9' &&
           (str_has(text, STR("......")) || str_has(text, STR("………")));
}

/* A number alone on its line belongs to the words of the next one. */
static void take_lonely_marker(struct preparing *p, struct draft__line *l)
{
    struct draft__line *before;

    if (p->r->line_count == 0)
        return;
    before = &p->r->lines[p->r->line_count - 1];
    if (before->is_table || before->text.n || before->marker == DRAFT__MARK_NONE || before->label)
        return;
    if (l->marker == DRAFT__MARK_NONE) {
        l->marker = before->marker;
        l->number = before->number;
        l->sep = before->sep;
        l->depth = before->depth;
        l->pos = before->pos;
    }
    p->r->line_count--;
}

static void add_labels(struct preparing *p, struct draft__line *l, struct draft__label_at *at,
                       size_t count)
{
    struct draft__line whole = *l;

    if (at[0].from > 0) { /* words of its own before the first label */
        size_t n = at[0].from;

        while (n && strchr(" (-[", whole.folded.text.p[n - 1]))
            n--;
        l->text = text_fold_source(&whole.folded, whole.text, 0, n);
        l->folded.text.n = n;
        if (n)
            push(p, *l);
    }
    for (size_t i = 0; i < count; i++) {
        struct draft__line part = whole;

        part.label = at[i].label;
        part.split = at[0].from > 0 && l->text.n > 0;
        part.text = value(&whole, at[i].value, at[i].to);
        text_fold(p->r->mem, part.text, &part.folded);
        push(p, part);
    }
}

/* One line: a paragraph, or a piece of it between forced breaks. */
static void add_piece(struct preparing *p, const struct doc_block *b, struct str text, bool first)
{
    struct draft__line l = {.block = b, .pos = b->pos};
    struct draft__label_at *at;
    size_t count;

    text = str_trim(text);
    if (is_contents(text))
        return;
    if (first && b->label.n) {
        struct str shown = arena_printf(p->r->mem, "%.*s X", STR_ARG(b->label));

        if (!draft__marker_read(shown, &l)) {
            l.marker = DRAFT__MARK_BULLET;
            l.number = b->label;
            l.depth = 10;
        }
    } else {
        text = str_trim(str_rest(text, draft__marker_read(text, &l)));
    }
    if (text.n == 0 && l.marker == DRAFT__MARK_NONE)
        return;
    l.text = text;
    take_lonely_marker(p, &l);
    text_fold(p->r->mem, text, &l.folded);
    l.upper = is_upper(text);
    if ((count = draft__label_split(p->r->mem, &l, &at)))
        add_labels(p, &l, at, count);
    else
        push(p, l);
}

static void add_paragraph(struct preparing *p, const struct doc_block *b)
{
    struct str rest = b->text, piece;
    bool first = true;

    if (b->flags & (DOC_NOTE | DOC_ASIDE))
        return;
    while (str_next(&rest, '\n', &piece)) {
        add_piece(p, b, piece, first);
        first = false;
    }
}

/* A frame around text, not a table: one column, or one cell. */
static bool is_frame(const struct doc_block *b)
{
    return b->kind == DOC_TABLE &&
           (b->column_count == 1 || (b->row_count == 1 && b->rows[0].count == 1));
}

static void add_blocks(struct preparing *p, const struct doc_block *list, int depth)
{
    DOC_EACH_BLOCK (b, list) {
        if (b->kind == DOC_PARAGRAPH) {
            add_paragraph(p, b);
        } else if (is_frame(b) && depth < 4) {
            for (size_t r = 0; r < b->row_count; r++)
                for (size_t c = 0; c < b->rows[r].count; c++)
                    add_blocks(p, b->rows[r].cells[c].first, depth + 1);
        } else {
            push(p, (struct draft__line){.block = b, .pos = b->pos, .is_table = true});
        }
    }
}

void draft__block_prepare(struct draft__reading *r)
{
    struct preparing p = {.r = r};

    add_blocks(&p, r->tree->first, 0);
}
