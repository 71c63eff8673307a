#include "draft/draft_priv.h"

enum { NAME_MAX_BYTES = 400 };

/* "[Bộ trưởng] các Bộ: Xây dựng, Y tế, theo chức năng …": the list goes on behind the colon. */
static struct str ministries(struct arena *mem, const struct draft__line *l, size_t colon,
                             struct str *rest)
{
    static const char word[] = "cac bo";
    size_t from = colon - (sizeof(word) - 1), n;
    struct str list;

    if (colon < sizeof(word) - 1 || !str_is(str_cut(l->folded.text, from, colon), str_from(word)))
        return STR_NONE;
    list = text_fold_source(&l->folded, l->text, from, l->folded.text.n);
    n = plan_org_prefix(mem, list);
    if (n <= str_find(list, STR(":"), 0) + 1)
        return STR_NONE;
    *rest = draft__sentence_trim(str_rest(list, n));
    return str_cut(list, 0, n);
}

/* The body that a heading names, without what leads up to it ("Đề nghị: …", "Trách nhiệm của …").
 * STR_NONE: it names none. *rest: the duty behind "X: …" on the same line. */
struct str draft__agency_named(struct arena *mem, const struct draft__line *l, struct str *rest)
{
    static const char before[] = "giao|de nghi|yeu cau|doi voi|trach nhiem cua|nhiem vu cua|"
                                 "phan cong|cac|ve phia";
    const struct text_folded *f = &l->folded;
    size_t n = draft__phrase_at(f->text, 0, before), colon;
    struct str name;

    if (n && draft__phrase_at(f->text, 0, "cac"))
        n = 0; /* "Các sở, ban, ngành" is a name itself */
    while (n < f->text.n && (f->text.p[n] == ' ' || f->text.p[n] == ':'))
        n++;
    *rest = STR_NONE;
    for (colon = n; colon < f->text.n && f->text.p[colon] != ':'; colon++)
        if (colon - n > 220)
            return STR_NONE;
    if (colon < f->text.n && (name = ministries(mem, l, colon, rest)).n)
        return name;
    if (colon < f->text.n)
        *rest = text_fold_source(f, l->text, colon + 1, f->text.n);
    else if (f->text.n && f->text.p[f->text.n - 1] == '.')
        colon--;
    name = text_fold_source(f, l->text, n, colon);
    return name.n && plan_org_is_name(mem, name) ? name : STR_NONE;
}

static void emit(struct draft__reading *r, struct draft__line *l, struct str duty, struct str lead,
                 struct str joint)
{
    struct draft_row *row = draft__row_open(r, DRAFT_TASK, l->pos);
    struct draft__duty more;
    struct text_folded f;

    l->used = true;
    if (duty.p == l->text.p)
        f = l->folded;
    else
        text_fold(r->mem, duty, &f);
    row->no = l->path;
    row->group = lead;
    row->name = draft__sentence_trim(duty.n > NAME_MAX_BYTES ? draft__sentence_first(duty) : duty);
    draft__row_step(r, row, N_("Việc của cơ quan nêu ở đề mục “%.*s”, %.*s."), STR_ARG(lead),
                    STR_ARG(doc_tree_place(r->mem, r->tree, l->pos)));
    draft__row_lead(r, row, lead);
    draft__sentence_duty(r->mem, duty, &f, &more);
    draft__row_coordinating(r, row, more.coordinating.n ? more.coordinating : joint);
    draft__row_deadline(r, row, more.deadline);
    draft__row_doubt(r, row,
                     l->role == DRAFT__ROLE_ORGANISATION ? N_("đọc từ phần tổ chức thực hiện")
                                                         : N_("đọc từ đề mục nêu tên cơ quan"));
}

/* The duties under a body's heading: each item; where an item only opens others, those. */
static void read_items(struct draft__reading *r, size_t heading, struct str lead, struct str joint)
{
    size_t end = r->lines[heading].end;

    for (size_t i = heading + 1; i < end; i++) {
        struct draft__line *l = &r->lines[i];
        size_t n = l->text.n;

        if (l->used || l->is_table || l->label || l->role == DRAFT__ROLE_AFTER || n < 12)
            continue;
        if (l->heading && l->text.p[n - 1] == ':')
            continue;
        emit(r, l, l->text, lead, joint);
        for (; i + 1 < l->end && i + 1 < end; i++) /* what stands under an item explains it */
            r->lines[i + 1].used = true;
    }
}

static bool may_head(const struct draft__line *l)
{
    if (l->used || l->is_table || l->label || l->text.n == 0)
        return false;
    if (l->role != DRAFT__ROLE_NONE && l->role != DRAFT__ROLE_TASK &&
        l->role != DRAFT__ROLE_ORGANISATION)
        return false;
    return l->marker != DRAFT__MARK_NONE || l->depth == 7;
}

/* "Ban nhân dân các thôn: …" beside headings that name known bodies is one too: short, in capitals
 * at its head, a colon behind. Outside "Tổ chức thực hiện" topics stand there too ("Tuyên truyền:
 * …"): only those who are many or named by what they do ("Các chủ rừng: …"). */
static struct str unknown(const struct draft__line *l, struct str *rest)
{
    const struct text_folded *f = &l->folded;
    size_t colon = str_find(f->text, STR(":"), 0);
    struct str name;

    if (colon == SIZE_MAX || colon < 6 || colon > 70 ||
        draft__phrase_at(f->text, 0, "ve|doi voi|luu y") ||
        (l->role != DRAFT__ROLE_ORGANISATION &&
         !draft__phrase_at(f->text, 0, "cac|nhung|toan the|chu|nguoi|ho")))
        return STR_NONE;
    name = text_fold_source(f, l->text, 0, colon);
    *rest = text_fold_source(f, l->text, colon + 1, f->text.n);
    return name.p[0] >= 'a' && name.p[0] <= 'z' ? STR_NONE : name;
}

/* How many headings under each line name a known body; [0] counts those under none. */
static uint32_t *count_bodies(struct draft__reading *r)
{
    uint32_t *count = ARENA_MANY(r->mem, uint32_t, r->line_count + 1);
    struct str rest;

    for (size_t i = 0; i < r->line_count; i++)
        if (may_head(&r->lines[i]))
            count[r->lines[i].parent] += draft__agency_named(r->mem, &r->lines[i], &rest).n > 0;
    return count;
}

void draft__agency_read(struct draft__reading *r)
{
    const uint32_t *bodies = count_bodies(r);

    for (size_t i = 0; i < r->line_count; i++) {
        struct draft__line *l = &r->lines[i];
        struct str lead, rest, joint = STR_NONE;

        if (!may_head(l))
            continue;
        lead = draft__agency_named(r->mem, l, &rest);
        if (lead.n == 0 && bodies[l->parent])
            lead = unknown(l, &rest);
        if (lead.n == 0 && (l->end == i + 1 || !draft__sentence_opens(r->mem, l, &lead, &joint)))
            continue;
        if (rest.n >= 12) { /* "Sở X: Chủ trì, phối hợp với Sở Y:" only opens the items */
            if (l->end == i + 1 || rest.p[rest.n - 1] != ':')
                emit(r, l, rest, lead, STR_NONE);
            read_items(r, i, lead, joint);
        } else if (l->end > i + 1) {
            read_items(r, i, lead, joint);
            l->used = true;
        }
    }
}
