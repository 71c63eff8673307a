#include "cli/rows.h"

#include "base/csv.h"

static struct str bodies(struct arena *mem, const struct plan_org_name *name, size_t count)
{
    struct str all = STR("");

    for (size_t i = 0; i < count; i++) {
        if (i)
            all = arena_join(mem, all, STR("; "));
        all = arena_join(mem, all, name[i].canonical);
    }
    return all;
}

static struct str number(struct arena *mem, uint32_t n)
{
    return n ? arena_printf(mem, "%u", (unsigned)n) : STR("");
}

void cli_rows_csv(struct arena *mem, const struct draft *draft, struct buf *out)
{
    buf_add(out, STR("kind,no,group,name,lead,coordinating,deadline_text,deadline_kind,due_date,"
                     "unit,target_text,deliverable,certainty,reason,page,line\n"));
    for (const struct draft_row *r = draft->rows; r; r = r->next) {
        char due[11] = "";

        if (r->deadline.has_due)
            day_iso(r->deadline.due, due);
        csv_field(out, true, r->kind == DRAFT_TASK ? STR("task") : STR("target"));
        csv_field(out, false, r->no);
        csv_field(out, false, r->group);
        csv_field(out, false, r->name);
        csv_field(out, false, bodies(mem, r->lead, r->lead_count));
        csv_field(out, false, bodies(mem, r->coordinating, r->coordinating_count));
        csv_field(out, false, r->deadline_text);
        csv_field(out, false, r->deadline_text.n
                                  ? schedule_deadline_kind_text(mem, r->deadline.kinds)
                                  : STR(""));
        csv_field(out, false, str_from(due));
        csv_field(out, false, r->unit);
        csv_field(out, false, r->target_text);
        csv_field(out, false, r->deliverable);
        csv_field(out, false, r->certainty == DRAFT_FIRM ? STR("firm") : STR("tentative"));
        csv_field(out, false, r->reason);
        csv_field(out, false, number(mem, r->place.pos.page));
        csv_field(out, false, number(mem, r->place.pos.line));
        csv_end(out);
    }
}
