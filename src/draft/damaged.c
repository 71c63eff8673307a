#include "draft/damaged_priv.h"

enum {
    HEADER_WORDS = 40, /* a longer line is no header */
    REGISTER_ROWS = 3, /* fewer rows of tables leave the body to be read */
};

static const char header_words[] =
    "tt|stt|chi|tieu|muc|nhiem|vu|noi|dung|cong|viec|co|quan|don|vi|chu|tri|thuc|hien|phoi|hop|"
    "thoi|gian|hoan|thanh|ket|qua|san|pham|tien|do|thoi|han|ten|theo|doi|danh|gia|tinh|ghi|chu|"
    "va|so|cac|dau|moi|giai|phap|hoat|dong|lo|trinh|nam|kinh|phi|den";

/* A line of nothing but words of headers. */
static bool is_header_line(const struct draft__damaged_line *l)
{
    size_t all = 0, header = 0;

    if (l->n > HEADER_WORDS || draft__damaged_roman(l))
        return false;
    for (size_t i = 0; i < l->n; i++) {
        all += !l->words[i].speck;
        header += draft__damaged_phrase(l, i, header_words) > 0;
        if (all > header + 2)
            return false;
    }
    return header > 1 && header + 1 >= all;
}

static size_t count_phrases(struct str s, const char *list)
{
    struct str rest = str_from(list), one;
    size_t n = 0;

    while (str_next(&rest, '|', &one))
        n += str_has(s, one);
    return n;
}

/* "TT | Tên nhiệm vụ | Cơ quan chủ trì | …": the header of a register; *targets tells which. */
static bool is_header(struct arena *mem, const struct draft__damaged_line *l, bool *targets)
{
    struct str s;

    if (l->n < 4 || !draft__damaged_phrase(l, 0, "tt|stt|so tt") || !is_header_line(l))
        return false;
    s = draft__damaged_plain(mem, l, 0, l->n);
    *targets = count_phrases(s, "chi tieu|muc tieu") &&
               count_phrases(s, "don vi|ket qua|nam|muc") &&
               !count_phrases(s, "nhiem vu|cong viec");
    return *targets ||
           (count_phrases(s, "nhiem vu|noi dung|cong viec|hoat dong|giai phap") &&
            count_phrases(
                s, "co quan|don vi|chu tri|thuc hien|phoi hop|thoi gian|tien do|hoan thanh"));
}

struct reading {
    struct draft__damaged_lexicon *lexicon;
    struct draft__damaged_line *lines;
    size_t n;
};

static void read_lines(struct draft__reading *r, const struct doc_tree *tree, struct reading *x)
{
    size_t room = 0;
    struct doc_pos before = {0};

    DOC_EACH_BLOCK (b, tree->first)
        room++;
    x->lexicon = draft__damaged_lexicon_make(r->mem);
    x->lines = ARENA_MANY(r->mem, struct draft__damaged_line, room + 1);
    DOC_EACH_BLOCK (b, tree->first) {
        struct draft__damaged_line *l = &x->lines[x->n++];

        draft__damaged_line_read(r->mem, x->lexicon, b, l);
        l->gap = b->pos.page != before.page || b->pos.line > before.line + 1;
        before = b->pos;
    }
}

/* Where the table ends that begins at line `from`. */
static size_t find_end(const struct reading *x, size_t from)
{
    for (size_t i = from; i < x->n; i++) {
        const struct draft__damaged_line *l = &x->lines[i];

        if (draft__damaged_phrase(l, 0, "phu luc|noi nhan") ||
            draft__damaged_phrase(l, draft__damaged_roman(l), "to chuc thuc hien"))
            return i;
    }
    return x->n;
}

/* Lines of the table without the headers that each page repeats. */
static void read_table(struct draft__reading *r, const struct reading *x, size_t from, size_t to,
                       bool targets)
{
    struct draft__damaged_table t = {.lexicon = x->lexicon, .targets = targets};

    t.lines = ARENA_MANY(r->mem, struct draft__damaged_line, to - from + 1);
    for (size_t i = from; i < to; i++)
        if (!is_header_line(&x->lines[i]))
            t.lines[t.n++] = x->lines[i];
    if (targets)
        draft__damaged_target_read(r, &t);
    else
        draft__damaged_task_read(r, &t);
}

void draft__damaged_read(struct draft__reading *r, const struct doc_tree *tree)
{
    struct reading x = {0};
    bool targets;

    read_lines(r, tree, &x);
    for (size_t i = 0; i < x.n; i++) {
        size_t end;

        if (!is_header(r->mem, &x.lines[i], &targets))
            continue;
        end = find_end(&x, i + 1);
        read_table(r, &x, i + 1, end, targets);
        i = end - 1;
    }
}

bool draft__damaged_register(const struct draft__reading *r)
{
    size_t rows = 0;

    for (const struct draft_row *row = r->draft->rows; row; row = row->next)
        rows += row->source == DRAFT_FROM_DAMAGED;
    return rows >= REGISTER_ROWS;
}

void draft__damaged_doubt(struct draft__reading *r)
{
    for (struct draft_row *row = r->draft->rows; row; row = row->next)
        draft__row_doubt(r, row, N_("văn bản quét bị mất dấu; cần người xem lại"));
}
