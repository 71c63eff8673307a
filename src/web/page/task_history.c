/* How a task came to read as it does, in words: acts, fields and values are codes in the register.
 */

#include "web/page/page.h"

static const struct word {
    const char *code, *words;
} acts[] = {
    {"draft.confirm", N_("Xác nhận thành kế hoạch")},
    {"draft.edit.change", N_("Sửa khi rà soát")},
    {"draft.edit.check", N_("Đánh dấu đã xem")},
    {"draft.edit.check_all", N_("Đánh dấu các dòng chắc chắn là đã xem")},
    {"draft.edit.split", N_("Tách từ một dòng")},
    {"draft.edit.merge", N_("Gộp từ hai dòng")},
    {"draft.edit.add", N_("Thêm khi rà soát")},
    {"draft.edit.drop", N_("Bỏ dòng")},
    {"draft.edit.restore", N_("Lấy lại dòng")},
    {"draft.edit.resolve", N_("Xác định cơ quan cho mọi dòng")},
};
/* Fields whose value says something to a reader; of the others the act says all. */
static const struct word fields[] = {
    {"no", N_("số thứ tự")},
    {"heading", N_("mục")},
    {"name", N_("tên")},
    {"lead", N_("chủ trì")},
    {"coordinating", N_("phối hợp")},
    {"deadline_text", N_("lời văn thời hạn")},
    {"start_day", N_("ngày bắt đầu")},
    {"due_day", N_("ngày đến hạn")},
    {"deliverable", N_("sản phẩm")},
    {"unit", N_("đơn vị")},
    {"target_text", N_("lời văn chỉ tiêu")},
    {"baseline", N_("giá trị gốc")},
};

static struct str words_of(enum lang lang, const struct word *list, size_t n, struct str code)
{
    for (size_t i = 0; i < n; i++)
        if (str_is(code, str_from(list[i].code)))
            return str_from(lang_text(lang, list[i].words));
    return STR_NONE;
}

/* "2026-06-30", as days stand in the history → "30/06/2026". */
static struct str value_of(struct arena *mem, struct str field, struct str value)
{
    if (value.n != 10 || !(str_is(field, STR("due_day")) || str_is(field, STR("start_day"))))
        return value;
    return arena_printf(mem, "%.2s/%.2s/%.4s", value.p + 8, value.p + 5, value.p);
}

void page__task_history(const struct web_request *w, const struct app_task *t,
                        struct view_task_show *v)
{
    struct view_task_change *c = ARENA_MANY(w->mem, struct view_task_change, t->history_count + 1);
    struct str said = STR_NONE; /* the act of the line before, which need not be told again */
    int64_t said_at = 0;

    v->history.at = c;
    for (size_t i = 0; i < t->history_count; i++) {
        const struct app_task_change *h = &t->history[i];
        struct str field = words_of(w->lang, fields, COUNT(fields), h->field);
        bool again = h->at == said_at && str_is(h->act, said);

        if (again && !field.n)
            continue;
        said = h->act;
        said_at = h->at;
        c[v->history.n++] = (struct view_task_change){
            .at = {h->at},
            .act = words_of(w->lang, acts, COUNT(acts), h->act),
            .who = h->who,
            .field = field,
            .before = field.n ? value_of(w->mem, h->field, h->before) : STR_NONE,
            .after = field.n ? value_of(w->mem, h->field, h->after) : STR_NONE,
        };
    }
}
