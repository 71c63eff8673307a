#include <inttypes.h>

#include "office/sheet_priv.h"

/* Excel counts days from 1900-01-01 and believes in a 29 February of that year: before 1 March its
 * days are not ours, and are written as text. */
#define DAY_2000  36526
#define FIRST_DAY (61 - DAY_2000)
/* A workbook keeps numbers as doubles; of more digits than these not every one comes back. */
#define DIGITS 15
/* Points of a line of the font that sheet_part.c sets; Excel knows no higher row than 409. */
#define LINE       16
#define MOST_LINES 25

static void cell_begin(struct office_sheet *x, size_t column, int look)
{
    buf_printf(&x->buf, "<c r=\"%s%zu\" s=\"%d\"", x->column[column], x->line, look);
}

static void cell_none(struct office_sheet *x, size_t column, int look)
{
    cell_begin(x, column, look);
    buf_add(&x->buf, STR("/>"));
}

static void cell_text(struct office_sheet *x, size_t column, int look, struct str s)
{
    if (s.n == 0) {
        cell_none(x, column, look);
        return;
    }
    cell_begin(x, column, look);
    buf_add(&x->buf, STR(" t=\"inlineStr\"><is><t xml:space=\"preserve\">"));
    x->result.texts_cut += office__xml_text(&x->buf, s, OFFICE_SHEET_LETTERS);
    buf_add(&x->buf, STR("</t></is></c>"));
}

static void cell_number(struct office_sheet *x, size_t column, int look, const char *number)
{
    cell_begin(x, column, look);
    buf_printf(&x->buf, "><v>%s</v></c>", number);
}

static void cell_decimal(struct office_sheet *x, size_t column, struct decimal d, int look)
{
    uint64_t left = d.mantissa < 0 ? -(uint64_t)d.mantissa : (uint64_t)d.mantissa;
    char number[24];
    int digits = 0;

    decimal_text(d, number);
    for (; left; left /= 10)
        digits++;
    if (digits <= DIGITS) {
        cell_number(x, column, look, number);
        return;
    }
    for (char *p = number; *p; p++)
        if (*p == '.')
            *p = ',';
    cell_text(x, column, OFFICE__LOOK_TEXT, str_from(number));
}

static void cell_day(struct office_sheet *x, size_t column, struct day d)
{
    char text[12];

    if (d.n < FIRST_DAY) {
        cell_text(x, column, OFFICE__LOOK_TEXT, str_from(day_written(d, text)));
        return;
    }
    cell_begin(x, column, OFFICE__LOOK_DAY);
    buf_printf(&x->buf, "><v>%" PRId32 "</v></c>", d.n + DAY_2000);
}

static int width_of(const struct office_sheet_column *c)
{
    int width = c->width > 0 ? c->width : c->kind == OFFICE_CELL_TEXT ? 30 : 12;

    return width < 255 ? width : 254;
}

/* Lines that `s` takes in a column: words are set while they fit. The width counts digits, of which
 * a letter is 10 % narrower at least. */
static size_t lines_of(struct str s, int width)
{
    size_t room = (size_t)width * 11 / 10, lines = 1, used = 0, word = 0;

    for (size_t i = 0; i < s.n && lines < MOST_LINES; i++) {
        if (s.p[i] == '\n') {
            lines++;
            used = word = 0;
        } else if (s.p[i] == ' ') {
            used++;
            word = 0;
        } else if (((unsigned char)s.p[i] & 0xC0) != 0x80) {
            used++;
            word++;
            if (used > room) {
                lines++;
                used = word = word > room ? 1 : word;
            }
        }
    }
    return lines;
}

/* The lines of the highest cell, MOST_LINES at most. */
static void heighten(const struct office_sheet *x, size_t column, struct str s, size_t *lines)
{
    size_t n = lines_of(s, width_of(&x->form->columns[column]));

    *lines = n > *lines ? n : *lines;
}

/* Excel would make a row as high as its texts itself, LibreOffice would not. 0 lines: leave it. */
static void row_begin(struct office_sheet *x, size_t lines)
{
    buf_printf(&x->buf, "<row r=\"%zu\"", x->line);
    if (lines)
        buf_printf(&x->buf, " ht=\"%zu\"", lines * LINE);
    buf_char(&x->buf, '>');
}

bool office__xlsx_row(struct office_sheet *x, const struct office_cell *cells)
{
    size_t lines = 1;

    for (size_t i = 0; i < x->form->column_count; i++)
        if (cells[i].kind == OFFICE_CELL_TEXT)
            heighten(x, i, cells[i].text, &lines);
    row_begin(x, lines);
    for (size_t i = 0; i < x->form->column_count; i++) {
        const struct office_cell *c = &cells[i];

        switch (c->kind) {
        case OFFICE_CELL_NONE:
            cell_none(x, i, OFFICE__LOOK_TEXT);
            break;
        case OFFICE_CELL_TEXT:
            cell_text(x, i, OFFICE__LOOK_TEXT, c->text);
            break;
        case OFFICE_CELL_INTEGER:
            cell_decimal(x, i, (struct decimal){c->integer, 0}, OFFICE__LOOK_INTEGER);
            break;
        case OFFICE_CELL_DAY:
            cell_day(x, i, c->day);
            break;
        case OFFICE_CELL_DECIMAL:
            cell_decimal(x, i, c->decimal, OFFICE__LOOK_DECIMAL + c->decimal.scale);
            break;
        }
    }
    buf_add(&x->buf, STR("</row>"));
    return !buf_failed(&x->buf);
}

/* A line above the table. */
static void line(struct office_sheet *x, struct str s, int look)
{
    if (s.n == 0)
        return;
    row_begin(x, 0);
    cell_text(x, 0, look, s);
    buf_add(&x->buf, STR("</row>"));
    x->line++;
}

static bool is_number(enum office_cell_kind kind)
{
    return kind == OFFICE_CELL_INTEGER || kind == OFFICE_CELL_DECIMAL;
}

static void columns(struct office_sheet *x)
{
    buf_add(&x->buf, STR("<cols>"));
    for (size_t i = 0; i < x->form->column_count; i++) {
        buf_printf(&x->buf, "<col min=\"%zu\" max=\"%zu\" width=\"%d.7109375\" customWidth=\"1\"/>",
                   i + 1, i + 1, width_of(&x->form->columns[i]));
    }
    buf_add(&x->buf, STR("</cols>"));
}

bool office__xlsx_begin(struct office_sheet *x)
{
    const struct office_sheet_form *f = x->form;
    size_t lines = 1;

    x->header = 1 + (f->title.n > 0) + (f->subtitle.n > 0);
    x->header += x->header > 1; /* an empty line */
    buf_printf(
        &x->buf,
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
        "<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>"
        "<sheetViews><sheetView tabSelected=\"1\" workbookViewId=\"0\">"
        "<pane ySplit=\"%zu\" topLeftCell=\"A%zu\" activePane=\"bottomLeft\" "
        "state=\"frozen\"/><selection pane=\"bottomLeft\"/></sheetView></sheetViews><sheetFormatPr "
        "defaultRowHeight=\"15.75\"/>",
        x->header, x->header + 1);
    columns(x);
    buf_add(&x->buf, STR("<sheetData>"));
    line(x, f->title, OFFICE__LOOK_TITLE);
    line(x, f->subtitle, OFFICE__LOOK_SUBTITLE);
    x->line = x->header;
    for (size_t i = 0; i < f->column_count; i++)
        heighten(x, i, f->columns[i].title, &lines);
    row_begin(x, lines);
    for (size_t i = 0; i < f->column_count; i++)
        cell_text(x, i,
                  is_number(f->columns[i].kind) ? OFFICE__LOOK_HEADER_RIGHT : OFFICE__LOOK_HEADER,
                  f->columns[i].title);
    buf_add(&x->buf, STR("</row>"));
    x->line++;
    return office_zip_part(x->zip, "xl/worksheets/sheet1.xml") && office__sheet_flush(x);
}

bool office__xlsx_end(struct office_sheet *x)
{
    const char *last = x->column[x->form->column_count - 1];

    /* paper 9 is A4; the table as wide as the page, over as many pages as it needs; a number that
     * is text because it was text needs no green corner */
    buf_printf(&x->buf,
               "</sheetData><autoFilter ref=\"A%zu:%s%zu\"/>"
               "<printOptions horizontalCentered=\"1\"/>"
               "<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.6\" header=\"0.3\" "
               "footer=\"0.3\"/>"
               "<pageSetup paperSize=\"9\" orientation=\"landscape\" fitToWidth=\"1\" "
               "fitToHeight=\"0\"/>"
               "<headerFooter><oddFooter>&amp;C&amp;P/&amp;N</oddFooter></headerFooter>"
               "<ignoredErrors><ignoredError sqref=\"A1:%s%zu\" numberStoredAsText=\"1\"/>"
               "</ignoredErrors></worksheet>",
               x->header, last, x->line - 1, last, x->line - 1);
    return office__sheet_flush(x) && office_zip_end(x->zip);
}
