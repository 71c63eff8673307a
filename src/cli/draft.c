#include "cli/draft.h"

#include "cli/rows.h"
#include "indicator/words.h"
#include "schedule/words.h"

enum { INDENT = 6, LABEL = 11 };

struct page {
    struct buf *out;
    size_t width; /* columns */
    enum lang lang;
};

static size_t letters(struct str s)
{
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++)
        n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    return n;
}

/* Words from column `at` on, broken at spaces; further lines start at `indent`. */
static void wrapped(struct page *to, struct str words, size_t at, int indent)
{
    struct str line, word;
    bool fresh = true; /* nothing of `words` stands on this line yet */

    while (str_next(&words, '\n', &line))
        while (str_next(&line, ' ', &word)) {
            size_t n = letters(word);

            if (n == 0)
                continue;
            if (!fresh && at + 1 + n > to->width) {
                buf_printf(to->out, "\n%*s", indent, "");
                at = (size_t)indent;
            } else if (!fresh) {
                buf_char(to->out, ' ');
                at++;
            }
            buf_add(to->out, word);
            at += n;
            fresh = false;
        }
    buf_char(to->out, '\n');
}

/* "      Chủ trì:   Sở Nội vụ", the label in the page's language; nothing where there are no words.
 */
static void field(struct page *to, const char *label, struct str words)
{
    size_t n;

    if (words.n == 0)
        return;
    label = lang_text(to->lang, label);
    n = letters(str_from(label));
    buf_printf(to->out, "%*s%s%*s", INDENT, "", label, (int)(n < LABEL ? LABEL - n : 1), "");
    wrapped(to, words, INDENT + LABEL, INDENT + LABEL);
}

static struct str deadline(struct arena *mem, enum lang lang, const struct draft_row *r)
{
    char due[11];

    if (r->deadline_text.n == 0)
        return STR_NONE;
    return arena_printf(mem, "%.*s → %.*s", STR_ARG(r->deadline_text),
                        STR_ARG(r->deadline.has_due
                                    ? str_from(day_written(r->deadline.due, due))
                                    : schedule_words_kinds(mem, lang, r->deadline.kinds)));
}

static void row(struct arena *mem, const struct doc_tree *tree, const struct draft_row *r,
                size_t number, struct page *to)
{
    struct str value = r->target_text;
    size_t before = to->out->n;

    buf_printf(to->out, "%4zu. %s%s%.*s: ", number,
               lang_count(to->lang, r->kind == DRAFT_TASK ? N_("Nhiệm vụ") : N_("Chỉ tiêu"), 1),
               r->no.n ? " " : "", STR_ARG(r->no));
    wrapped(to, r->name, letters(str_rest(buf_str(to->out), before)), INDENT);
    field(to, N_("Đề nghị:"), r->restored);
    if (r->unit.n && value.n && !str_has(value, r->unit))
        value = arena_printf(mem, "%.*s (%.*s)", STR_ARG(value), STR_ARG(r->unit));
    field(to, N_("Giá trị:"), value);
    field(to, N_("Hiện có:"), r->baseline);
    field(to, N_("Chủ trì:"), cli_rows_bodies(mem, r->lead, r->lead_count));
    field(to, N_("Phối hợp:"), cli_rows_bodies(mem, r->coordinating, r->coordinating_count));
    field(to, N_("Thời hạn:"), deadline(mem, to->lang, r));
    field(to, N_("Sản phẩm:"), r->deliverable);
    field(to, N_("Vị trí:"), doc_tree_place_in(mem, to->lang, tree->format, r->place.pos));
    if (r->certainty == DRAFT_TENTATIVE)
        field(to, N_("Xem lại:"),
              r->reason.n ? lang_again(mem, to->lang, r->reason)
                          : str_from(lang_text(to->lang, N_("chưa chắc chắn"))));
}

static void head(struct arena *mem, const struct draft_head *h, struct page *to)
{
    char date[11];

    if (h->type.n || h->number.n) {
        struct str line = arena_printf(mem, "%.*s%s%.*s", STR_ARG(h->type),
                                       h->number.n ? lang_text(to->lang, N_(" số ")) : "",
                                       STR_ARG(h->number));

        if (h->has_date)
            line = arena_printf(mem, lang_text(to->lang, N_("%.*s ngày %s")), STR_ARG(line),
                                day_written(h->date, date));
        wrapped(to, line, 0, 0);
    }
    if (h->issuer.n)
        wrapped(to, h->issuer, 0, 0);
    if (h->abstract.n)
        wrapped(to, h->abstract, 0, 0);
    if (to->out->n)
        buf_char(to->out, '\n');
}

void cli_draft_list(struct arena *mem, const struct draft *draft, size_t width, enum lang lang,
                    struct buf *out)
{
    struct page to = {out, width, lang};
    size_t number = 0, tasks = 0, firm = 0;

    head(mem, &draft->head, &to);
    for (const struct draft_row *r = draft->rows; r; r = r->next) {
        row(mem, draft->tree, r, ++number, &to);
        tasks += r->kind == DRAFT_TASK;
        firm += r->certainty == DRAFT_FIRM;
    }
    buf_char(out, '\n');
    wrapped(
        &to,
        arena_printf(
            mem,
            lang_text(lang,
                      N_("%zu dòng: %zu nhiệm vụ, %zu chỉ tiêu; %zu chắc chắn, %zu cần xem lại.")),
            number, tasks, number - tasks, firm, number - firm),
        0, 0);
}

/* Why */

static const char *const sources[] = {
    [DRAFT_FROM_TABLE] = N_("một dòng của bảng có tiêu đề cột"),
    [DRAFT_FROM_LABELS] = N_("một khối có nhãn (cơ quan chủ trì, thời gian …)"),
    [DRAFT_FROM_AGENCY] = N_("gạch đầu dòng dưới tên cơ quan"),
    [DRAFT_FROM_SENTENCE] = N_("câu giao việc"),
    [DRAFT_FROM_PROSE] = N_("gạch đầu dòng không có cơ quan"),
    [DRAFT_FROM_GOAL] = N_("câu nêu mục tiêu"),
    [DRAFT_FROM_DAMAGED] = N_("văn bản nhận dạng bị mất dấu"),
};

static void candidates(struct arena *mem, const char *label, const struct plan_org_name *name,
                       size_t count, struct page *to)
{
    for (size_t i = 0; i < count; i++) {
        struct str words = arena_printf(mem, "“%.*s” → %.*s", STR_ARG(name[i].words),
                                        STR_ARG(name[i].canonical));

        for (size_t k = 0; k < COUNT(name[i].best) && name[i].best[k].org; k++)
            words = arena_printf(mem, "%.*s%s%.*s %d%%", STR_ARG(words),
                                 k ? ", " : lang_text(to->lang, N_("; danh mục có: ")),
                                 STR_ARG(name[i].best[k].org->name), name[i].best[k].certainty);
        if (!name[i].best[0].org)
            words = arena_join(
                mem, words, str_from(lang_text(to->lang, N_("; danh mục không có tên gần giống"))));
        field(to, label, words);
    }
}

static void explain_deadline(struct arena *mem, const struct draft_row *r, struct page *to)
{
    if (r->deadline_text.n)
        field(to, N_("Thời hạn:"),
              arena_printf(mem, "“%.*s” → %.*s", STR_ARG(r->deadline_text),
                           STR_ARG(schedule_words_reading(mem, to->lang, &r->deadline))));
}

static void explain_target(struct arena *mem, const struct draft_row *r, struct page *to)
{
    if (r->kind == DRAFT_TARGET && r->target_text.n)
        field(to, N_("Giá trị:"),
              arena_printf(mem, "“%.*s” → %.*s", STR_ARG(r->target_text),
                           STR_ARG(indicator_words_reading(mem, to->lang, &r->target))));
}

void cli_draft_explain(struct arena *mem, const struct draft *draft, size_t number, size_t width,
                       enum lang lang, struct buf *out)
{
    struct page to = {out, width, lang};
    const struct draft_row *r = draft->rows;

    for (size_t i = 1; i < number && r->next; i++)
        r = r->next;
    row(mem, draft->tree, r, number, &to);
    buf_printf(out, "%s", lang_text(lang, N_("\nVì sao đọc như vậy:\n")));
    field(&to, N_("Nguồn:"), str_from(lang_text(lang, sources[r->source])));
    for (const struct draft_place *p = &r->place; p; p = p->next)
        field(&to, N_("Vị trí:"), doc_tree_place_in(mem, lang, draft->tree->format, p->pos));
    field(&to, N_("Nhóm:"), r->group);
    candidates(mem, N_("Chủ trì:"), r->lead, r->lead_count, &to);
    candidates(mem, N_("Phối hợp:"), r->coordinating, r->coordinating_count, &to);
    explain_deadline(mem, r, &to);
    explain_target(mem, r, &to);
    for (const struct draft_step *s = r->steps; s; s = s->next)
        field(&to, "-", lang_again(mem, lang, s->text));
}
