#include "base/buf.h"
#include "draft/damaged_priv.h"

enum { RESTORED_BYTES = 64 << 10 };

/* Bodies of a cell as its damaged words seem to name them. */
static size_t find_bodies(struct draft__reading *r, struct str words, struct plan_org_name **ret)
{
    struct text_folded f;
    struct plan_org_hit *hits;
    size_t n, kept = 0;

    text_fold(r->mem, words, &f);
    n = plan_org_damaged_find(r->mem, r->rules->orgs, f.text, &hits);
    *ret = ARENA_MANY(r->mem, struct plan_org_name, n + 1);
    for (size_t i = 0; i < n; i++) {
        struct plan_org_name *name = &(*ret)[kept];

        if (hits[i].best[0].certainty < 80)
            continue;
        kept++;
        name->words = text_fold_source(&f, words, hits[i].from, hits[i].to);
        name->canonical = hits[i].best[0].org->name;
        memcpy(name->best, hits[i].best, sizeof(name->best));
        name->damaged = true;
    }
    return kept;
}

static struct str bare(struct str words)
{
    while (words.n && !((words.p[0] | 32) >= 'a' && (words.p[0] | 32) <= 'z'))
        words = str_rest(words, 1);
    return words;
}

void draft__damaged_lead(struct draft__reading *r, struct draft_row *row, struct str words)
{
    if (words.n == 0)
        return;
    row->lead_text = words;
    row->lead_count = find_bodies(r, words, &row->lead);
    if (row->lead_count == 0) /* the first letters of "Sở …" are the easiest lost */
        row->lead_count = find_bodies(r, arena_join(r->mem, STR("so "), bare(words)), &row->lead);
    draft__row_step(r, row, N_("Chủ trì: đoán từ chữ hỏng “%.*s” ra %zu cơ quan."), STR_ARG(words),
                    row->lead_count);
}

void draft__damaged_coordinating(struct draft__reading *r, struct draft_row *row, struct str words)
{
    if (words.n == 0)
        return;
    row->coordinating_text = words;
    row->coordinating_count = find_bodies(r, words, &row->coordinating);
    draft__row_step(r, row, N_("Phối hợp: đoán từ chữ hỏng “%.*s” ra %zu cơ quan."), STR_ARG(words),
                    row->coordinating_count);
}

/* The words stay as printed; what binds is read from those most likely meant. */
void draft__damaged_when(struct draft__reading *r, struct draft_row *row,
                         const struct draft__damaged_text *t)
{
    struct str raw = draft__damaged_raw(r->mem, t);

    if (raw.n == 0)
        return;
    draft__row_deadline(r, row, draft__damaged_likely(r->mem, t));
    row->deadline_text = raw;
}

/* Words with the marks of the frequent phrases among them, the others as printed; empty when there
 * is none. */
static struct str restore(struct arena *mem, const struct draft__damaged_lexicon *x,
                          const struct draft__damaged_text *t)
{
    struct buf all;
    struct str ret = STR_NONE;
    bool any = false;

    buf_init(&all, RESTORED_BYTES);
    for (size_t i = 0, n; i < t->n; i += n) {
        const char *marks = draft__damaged_marks(x, t->words + i, t->n - i, &n);
        struct str s = marks ? str_from(marks) : t->words[i]->raw;
        struct str last = t->words[i + n - 1]->raw;

        any |= marks != NULL;
        if (i)
            buf_char(&all, ' ');
        buf_add(&all, s);
        if (i == 0 && marks && all.n && all.p[0] >= 'a' && all.p[0] <= 'z')
            all.p[0] = (char)(all.p[0] - 'a' + 'A');
        if (marks && last.n && strchr(",;.", last.p[last.n - 1]))
            buf_char(&all, last.p[last.n - 1]);
    }
    if (any && !buf_failed(&all))
        ret = arena_copy(mem, buf_str(&all));
    buf_release(&all);
    return ret;
}

void draft__damaged_name(struct draft__reading *r, struct draft__damaged_lexicon *x,
                         struct draft_row *row, const struct draft__damaged_text *t)
{
    row->name = draft__damaged_raw(r->mem, t);
    row->restored = restore(r->mem, x, t);
}

enum { HEADER_WORDS = 40 };

enum { REGISTER_ROWS = 3 /* fewer tables' rows leave the body to be read */ };

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
