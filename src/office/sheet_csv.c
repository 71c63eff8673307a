#include "base/csv.h"
#include "office/sheet_priv.h"

static void text(struct office_sheet *x, bool first, struct str s)
{
    csv_field(&x->buf, first, x->kind == OFFICE_SHEET_CSV ? office_sheet_guard(x->mem, s) : s);
}

bool office__csv_begin(struct office_sheet *x)
{
    if (x->kind == OFFICE_SHEET_CSV)
        buf_add(&x->buf, STR("\xEF\xBB\xBF"));
    for (size_t i = 0; i < x->form->column_count; i++)
        text(x, i == 0, x->form->columns[i].title);
    csv_end(&x->buf);
    return office__sheet_flush(x);
}

bool office__csv_row(struct office_sheet *x, const struct office_cell *cells)
{
    for (size_t i = 0; i < x->form->column_count; i++) {
        const struct office_cell *c = &cells[i];
        char p[24];

        switch (c->kind) {
        case OFFICE_CELL_NONE:
            csv_field(&x->buf, i == 0, STR_NONE);
            break;
        case OFFICE_CELL_TEXT:
            text(x, i == 0, c->text);
            break;
        case OFFICE_CELL_INTEGER:
            csv_field(&x->buf, i == 0, str_from(decimal_text((struct decimal){c->integer, 0}, p)));
            break;
        case OFFICE_CELL_DAY:
            csv_field(&x->buf, i == 0, str_from(day_iso(c->day, p)));
            break;
        case OFFICE_CELL_DECIMAL:
            csv_field(&x->buf, i == 0, str_from(decimal_text(c->decimal, p)));
            break;
        }
    }
    csv_end(&x->buf);
    return !buf_failed(&x->buf);
}
