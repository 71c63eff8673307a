#include <stdlib.h>

#include "reader/xlsx_priv.h"
#include "text/clean.h"

enum { COLUMN_NONE = UINT32_MAX, ROW_MAX = 1 << 20 };

/* 18.18.11: what the value of a cell is. */
enum cell_type { NUMBER, SHARED, TEXT, BOOLEAN, FAILED, ISO_DAY };

struct load {
    struct reader_xlsx_book *book;
    struct reader_xlsx_sheet *sheet;
    struct reader_xlsx_cell *cells; /* of the open row */
    size_t count, room;
    uint32_t row, column; /* the open ones; column COLUMN_NONE: before the first */
    enum cell_type type;
    size_t style;
};

/* "BC12": letters and digits, either may be missing. Clamped, never wrong by overflow. */
static const char *read_place(const char *p, uint32_t *column, uint32_t *row)
{
    uint32_t c = 0, r = 0;

    for (; *p == '$' || (*p >= 'A' && *p <= 'Z'); p++)
        if (*p != '$' && c < 1u << 20)
            c = c * 26 + (uint32_t)(*p - 'A') + 1;
    for (; *p == '$' || (*p >= '0' && *p <= '9'); p++)
        if (*p != '$' && r < 1u << 24)
            r = r * 10 + (uint32_t)(*p - '0');
    *column = c ? c - 1 : COLUMN_NONE;
    *row = r;
    return p;
}

static void row_open(struct load *l, const char **attributes)
{
    uint32_t next = l->row + 1;
    long row = reader_xml_number(attributes, "r", 1, ROW_MAX, (long)next);

    l->row = (uint32_t)row > next ? (uint32_t)row : next; /* rows only go down */
    l->column = COLUMN_NONE;
    l->count = 0;
}

static enum cell_type type_of(const char *name)
{
    if (!name || strcmp(name, "n") == 0)
        return NUMBER;
    return strcmp(name, "s") == 0   ? SHARED
           : strcmp(name, "b") == 0 ? BOOLEAN
           : strcmp(name, "e") == 0 ? FAILED
           : strcmp(name, "d") == 0 ? ISO_DAY
                                    : TEXT;
}

static void cell_open(struct load *l, const char **attributes)
{
    const char *place = reader_xml_attribute(attributes, "r");
    uint32_t next = l->column == COLUMN_NONE ? 0 : l->column + 1, column = COLUMN_NONE, row;

    if (place)
        read_place(place, &column, &row);
    l->column = column == COLUMN_NONE || column < next ? next : column;
    l->type = type_of(reader_xml_attribute(attributes, "t"));
    l->style = (size_t)reader_xml_number(attributes, "s", 0, INT32_MAX, 0);
    buf_clear(&l->book->value);
}

static struct str shared(struct reader_xlsx_book *book, const char *index)
{
    unsigned long i = strtoul(index, NULL, 10);
    struct reader_xlsx_string *s;

    if (i >= book->string_count)
        return STR_NONE;
    s = &book->strings[i];
    if (!s->clean)
        s->text = text_clean(book->mem, s->text, true);
    s->clean = true;
    return s->text;
}

static void remark(struct load *l, struct str sentence)
{
    doc_tree_remark(&l->book->b, (struct doc_pos){l->sheet->page, l->row}, sentence);
}

/* "2026-03-15T00:00:00" */
static struct str iso_day(struct arena *mem, const char *value)
{
    if (strlen(value) >= 10 && value[4] == '-' && value[7] == '-')
        return arena_printf(mem, "%.2s/%.2s/%.4s", value + 8, value + 5, value);
    return arena_copy(mem, str_from(value));
}

static struct str text_of(struct load *l)
{
    static const struct reader_xlsx_format general;
    struct reader_xlsx_book *book = l->book;
    const struct reader_xlsx_format *format = l->style < book->style_count
                                                  ? &book->styles[l->style].format
                                                  : &general;
    const char *value;

    if (l->type == TEXT)
        reader_xlsx_word_unescape(&book->value);
    if (book->value.n == 0)
        return STR_NONE;
    if (l->type == TEXT)
        return text_clean(book->mem, buf_str(&book->value), true);
    buf_char(&book->value, 0);
    value = book->value.p;
    switch (l->type) {
    case SHARED:
        return shared(book, value);
    case BOOLEAN:
        return strcmp(value, "1") == 0 ? STR("TRUE") : STR("FALSE");
    case FAILED:
        if (!book->error_told)
            remark(l, STR(N_("Có ô báo lỗi công thức; coi như ô trống.")));
        book->error_told = true;
        return STR_NONE;
    case ISO_DAY:
        return text_clean(book->mem, iso_day(book->mem, value), false);
    default:
        return text_clean(
            book->mem, reader_xlsx_format_write(book->mem, format, value, book->from_1904), false);
    }
}

static void count(struct reader_xml *x, struct reader_xlsx_book *book, size_t bytes)
{
    book->blocks += 2; /* the cell and its paragraph */
    book->text_bytes += bytes;
    if (book->blocks > book->limits->blocks)
        reader_xml_stop(x, ERR_TOO_BIG, N_("Văn bản có hơn %u đoạn và ô bảng nên không đọc."),
                        book->limits->blocks);
    if (book->text_bytes > book->limits->text_bytes || buf_failed(&book->value))
        reader_xml_stop(x, ERR_TOO_BIG, N_("Văn bản dài hơn %zu MB chữ nên không đọc."),
                        book->limits->text_bytes >> 20);
}

static void cell_close(struct reader_xml *x, struct load *l)
{
    struct reader_xlsx_book *book = l->book;
    struct reader_xlsx_cell c = {.column = l->column, .column_end = l->column, .row_end = l->row};

    if (book->value.n == 0)
        return;
    if (l->column >= book->limits->columns) {
        if (!book->clipped)
            remark(l,
                   arena_printf(book->mem, N_("Bảng có ô ở ngoài %u cột đầu; phần đó không đọc."),
                                book->limits->columns));
        book->clipped = true;
        return;
    }
    c.text = text_of(l);
    count(x, book, c.text.n);
    if (c.text.n == 0)
        return;
    if (l->style < book->style_count)
        c.flags = (book->styles[l->style].bold ? DOC_BOLD : 0u) |
                  (book->styles[l->style].centred ? DOC_CENTRED : 0u);
    ARENA_PUSH(book->mem, l->cells, l->count, l->room, c);
}

static void row_close(struct reader_xml *x, struct load *l)
{
    struct reader_xlsx_book *book = l->book;
    struct reader_xlsx_row row = {l->row, NULL, l->count};

    if (l->count == 0)
        return;
    if (l->sheet->count >= book->limits->rows) {
        reader_xml_stop(x, ERR_TOO_BIG, N_("Bảng có hơn %u dòng nên không đọc."),
                        book->limits->rows);
        return;
    }
    row.cells = ARENA_MANY(book->mem, struct reader_xlsx_cell, l->count);
    memcpy(row.cells, l->cells, l->count * sizeof(*row.cells));
    ARENA_PUSH(book->mem, l->sheet->rows, l->sheet->count, l->sheet->room, row);
    l->count = 0;
}

static void merge_add(struct load *l, const char **attributes)
{
    const char *place = reader_xml_attribute(attributes, "ref");
    struct reader_xlsx_sheet *s = l->sheet;
    struct reader_xlsx_merge m;

    if (!place || s->merge_count >= l->book->limits->blocks)
        return;
    place = read_place(place, &m.column, &m.row);
    if (*place != ':')
        return;
    read_place(place + 1, &m.column_end, &m.row_end);
    if (m.column >= l->book->limits->columns || m.column_end < m.column || m.row_end < m.row)
        return;
    if (m.column_end >= l->book->limits->columns)
        m.column_end = l->book->limits->columns - 1;
    ARENA_PUSH(l->book->mem, s->merges, s->merge_count, s->merge_room, m);
}

static void on_start(struct reader_xml *x, int id, const char **attributes)
{
    struct load *l = x->user;

    switch (id) {
    case EL_ROW:
        row_open(l, attributes);
        break;
    case EL_C:
        cell_open(l, attributes);
        break;
    case EL_V:
    case EL_T:
        x->into = &l->book->value;
        break;
    case EL_PHONETIC:
        reader_xml_skip(x);
        break;
    case EL_MERGE_CELL:
        merge_add(l, attributes);
        break;
    }
}

static void on_end(struct reader_xml *x, int id)
{
    struct load *l = x->user;

    if (id == EL_V || id == EL_T)
        x->into = NULL;
    else if (id == EL_C)
        cell_close(x, l);
    else if (id == EL_ROW)
        row_close(x, l);
}

int reader_xlsx_sheet_load(struct reader_xlsx_book *book, const char *part,
                           struct reader_xlsx_sheet *sheet, struct err *e)
{
    static const struct reader_xml_vocabulary words = {reader__xlsx_spaces, reader__xlsx_names,
                                                       on_start, on_end};
    struct load l = {.book = book, .sheet = sheet};

    return reader_package_parse(book->package, part, &words, &l, e);
}
