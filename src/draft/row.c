#include <stdarg.h>
#include <stdio.h>

#include "draft/draft_priv.h"

/* Steps are for a person who asks; a row that needs more of them explains nothing any more. */
enum { MAX_STEP_BYTES = 1024 };

struct draft_row *draft__row_open(struct draft__reading *r, enum draft_kind kind,
                                  struct doc_pos pos)
{
    struct draft_row *row = ARENA_NEW(r->mem, struct draft_row);

    row->kind = kind;
    row->source = r->source;
    row->place.pos = pos;
    row->deadline.kinds = SCHEDULE_NONE;
    row->deadline.hour = row->deadline.minute = -1;
    *r->end = row;
    r->end = &row->next;
    r->draft->row_count++;
    return row;
}

static bool any_damaged(const struct plan_org_name *name, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (name[i].damaged)
            return true;
    return false;
}

void draft__row_lead(struct draft__reading *r, struct draft_row *row, struct str words)
{
    words = str_trim(words);
    if (words.n == 0)
        return;
    row->lead_text = words;
    row->lead_count = plan_org_read(r->mem, r->rules->orgs, words, &row->lead);
    draft__row_step(r, row, N_("Chủ trì: đọc “%.*s” ra %zu cơ quan."), STR_ARG(words),
                    row->lead_count);
    if (any_damaged(row->lead, row->lead_count))
        draft__row_doubt(r, row, N_("tên cơ quan chủ trì bị hỏng, được đoán lại"));
}

void draft__row_coordinating(struct draft__reading *r, struct draft_row *row, struct str words)
{
    words = str_trim(words);
    if (words.n == 0)
        return;
    row->coordinating_text = words;
    row->coordinating_count = plan_org_read(r->mem, r->rules->orgs, words, &row->coordinating);
    draft__row_step(r, row, N_("Phối hợp: đọc “%.*s” ra %zu cơ quan."), STR_ARG(words),
                    row->coordinating_count);
    if (any_damaged(row->coordinating, row->coordinating_count))
        draft__row_doubt(r, row, N_("tên cơ quan phối hợp bị hỏng, được đoán lại"));
}

void draft__row_deadline(struct draft__reading *r, struct draft_row *row, struct str words)
{
    char due[11];

    words = str_trim(words);
    if (words.n == 0)
        return;
    row->deadline_text = words;
    schedule_deadline_read(r->mem, words, &r->schedule, &row->deadline);
    if (row->deadline.has_due)
        draft__row_step(r, row, N_("Thời hạn: “%.*s” là hết ngày %s."), STR_ARG(words),
                        day_written(row->deadline.due, due));
    else
        draft__row_step(r, row, N_("Thời hạn: “%.*s” không cho ngày nào."), STR_ARG(words));
    if (row->deadline.has_due && row->deadline.year_assumed)
        draft__row_step(r, row, N_("Lời văn không ghi năm; năm suy từ ngày ban hành."));
    if (!row->deadline.problem)
        return;
    diag_add(&r->draft->diags, DIAG_WARN, row->place.pos.page, row->place.pos.line,
             "deadline-unread", N_("Thời hạn “%.*s”: %s."), STR_ARG(words), row->deadline.problem);
    draft__row_doubt(r, row,
                     row->deadline.has_due ? N_("thời hạn đọc chưa chắc")
                     : row->deadline.kinds & SCHEDULE_UNREAD ? N_("thời hạn chưa đọc được")
                                                             : N_("thời hạn thiếu năm"));
}

void draft__row_value(struct draft__reading *r, struct draft_row *row, struct str value,
                      struct str unit)
{
    value = str_trim(value);
    unit = str_trim(unit);
    if (value.n == 0)
        return;
    row->target_text = value;
    indicator_target_read(r->mem, value, unit, &row->target);
    row->unit = unit.n ? unit : row->target.unit;
    draft__row_step(r, row, N_("Giá trị: “%.*s”, đơn vị “%.*s”."), STR_ARG(value),
                    STR_ARG(row->unit));
    if (row->target.op == INDICATOR_LEVEL)
        draft__row_doubt(r, row, N_("chỉ tiêu định tính, không có con số"));
}

void draft__row_doubt(struct draft__reading *r, struct draft_row *row, const char *reason)
{
    struct str more = str_from(reason);

    row->certainty = DRAFT_TENTATIVE;
    if (more.n == 0 || str_has(row->reason, more))
        return;
    row->reason = row->reason.n ? arena_printf(r->mem, "%.*s; %s", STR_ARG(row->reason), reason)
                                : more;
}

void draft__row_step(struct draft__reading *r, struct draft_row *row, const char *fmt, ...)
{
    struct draft_step *step = ARENA_NEW(r->mem, struct draft_step), **end = &row->steps;
    char text[MAX_STEP_BYTES];
    va_list args;

    va_start(args, fmt);
    vsnprintf(text, sizeof(text), fmt, args);
    va_end(args);
    step->text = arena_copy(r->mem, str_whole(str_from(text)));
    while (*end)
        end = &(*end)->next;
    *end = step;
}
