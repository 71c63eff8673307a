#include <stdlib.h>
#include <unistd.h>

#include "office/sheet_priv.h"

/* So much waits before it is written; one cell may be longer. */
#define CHUNK   (32 << 10)
#define LONGEST (64 << 20)

bool office__sheet_flush(struct office_sheet *x)
{
    struct str s = buf_str(&x->buf);
    bool ok = !buf_failed(&x->buf);

    x->bytes += s.n;
    if (ok && s.n)
        ok = x->zip ? office_zip_add(x->zip, s) : office_out_add(&x->out, s.p, s.n);
    buf_clear(&x->buf);
    return ok;
}

static void name_columns(struct office_sheet *x)
{
    for (size_t i = 0; i < x->form->column_count; i++) {
        char *p = x->column[i];

        if (i >= 26)
            *p++ = (char)('A' + i / 26 - 1);
        *p = (char)('A' + i % 26);
    }
}

int office_sheet_new(enum office_sheet_kind kind, const struct office_sheet_form *form, int fd,
                     struct office_sheet **ret, struct err *e)
{
    CLEANUP(office_sheet_freep) struct office_sheet *x = NULL;
    bool ok;

    if (form->column_count == 0 || form->column_count > OFFICE_SHEET_COLUMNS)
        return err_set(e, ERR_TOO_BIG, N_("Bảng phải có từ 1 đến %d cột."), OFFICE_SHEET_COLUMNS);
    x = calloc(1, sizeof(*x));
    if (!x)
        return office_out_failed(&(struct office_out){0}, e);
    x->kind = kind;
    x->form = form;
    x->line = 1;
    buf_init(&x->buf, LONGEST);
    x->mem = arena_new(LONGEST);
    name_columns(x);
    ok = office_out_begin(&x->out, fd);
    if (ok && kind == OFFICE_SHEET_XLSX)
        ok = (x->zip = office_zip_new(&x->out)) != NULL && office__parts_begin(x) &&
             office__xlsx_begin(x);
    else if (ok)
        ok = office__csv_begin(x);
    if (!ok)
        return office_out_failed(&x->out, e);
    *ret = x;
    x = NULL;
    return ERR_OK;
}

int office_sheet_row(struct office_sheet *x, const struct office_cell *cells, struct err *e)
{
    bool is_xlsx = x->kind == OFFICE_SHEET_XLSX;

    if ((is_xlsx && x->line > OFFICE_SHEET_ROWS) || x->bytes >= OFFICE_SHEET_BYTES) {
        x->result.rows_left++;
        return ERR_OK;
    }
    if (!(is_xlsx ? office__xlsx_row(x, cells) : office__csv_row(x, cells)))
        return office_out_failed(&x->out, e);
    arena_clear(x->mem);
    x->line++;
    x->result.rows++;
    if (x->buf.n >= CHUNK && !office__sheet_flush(x))
        return office_out_failed(&x->out, e);
    return ERR_OK;
}

int office_sheet_finish(struct office_sheet *x, struct office_sheet_result *ret, struct err *e)
{
    bool ok = x->zip ? office__xlsx_end(x) && office__parts_end(x) && office_zip_finish(x->zip)
                     : office__sheet_flush(x);

    if (!ok || lseek(x->out.fd, 0, SEEK_SET) != 0)
        return office_out_failed(&x->out, e);
    *ret = x->result;
    return ERR_OK;
}

void office_sheet_free(struct office_sheet *x)
{
    if (!x)
        return;
    office_zip_free(x->zip);
    buf_release(&x->buf);
    arena_free(x->mem);
    free(x);
}

void office_sheet_freep(struct office_sheet **x)
{
    office_sheet_free(*x);
    *x = NULL;
}

/* True when `s` is a formula behind any number of '. */
static bool is_formula(struct str s)
{
    size_t i = 0;

    while (i < s.n && s.p[i] == '\'')
        i++;
    return i < s.n && memchr("=+@\t\r-", s.p[i], 6) != NULL;
}

struct str office_sheet_guard(struct arena *mem, struct str s)
{
    return is_formula(s) ? arena_join(mem, STR("'"), s) : s;
}

struct str office_sheet_unguard(struct str s)
{
    return s.n > 0 && s.p[0] == '\'' && is_formula(s) ? str_rest(s, 1) : s;
}
