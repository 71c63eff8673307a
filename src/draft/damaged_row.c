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
