#include "doc/wire.h"

#include "base/utf8.h"

enum { VERSION = 1, FRAME_HEAD = 5, ERR_LAST = ERR_SYSTEM };

static const char *const formats[] = {"text", "markdown", "html", "docx", "xlsx", "odt", "pdf"};

/* Writing */

static void put_number(struct buf *out, uint32_t v, int bytes)
{
    char p[4];

    for (int i = 0; i < bytes; i++)
        p[i] = (char)(v >> 8 * i);
    buf_add(out, (struct str){p, (size_t)bytes});
}

static void put_frame(struct buf *out, char kind, size_t bytes)
{
    buf_char(out, kind);
    put_number(out, (uint32_t)bytes, 4);
}

static void put_pos(struct buf *out, struct doc_pos pos)
{
    put_number(out, pos.page, 4);
    put_number(out, pos.line, 4);
}

static uint32_t count_blocks(const struct doc_block *list)
{
    uint32_t n = 0;

    DOC_EACH_BLOCK (b, list)
        n++;
    return n;
}

static void put_paragraph(struct buf *out, const struct doc_block *b, struct str text)
{
    put_frame(out, 'P', 20 + b->label.n + text.n);
    put_pos(out, b->pos);
    put_number(out, b->flags, 4);
    put_number(out, b->level, 1);
    put_number(out, b->list, 1);
    put_number(out, b->indent, 2);
    put_number(out, (uint32_t)b->label.n, 4);
    buf_add(out, b->label);
    buf_add(out, text);
}

static void put_blocks(struct buf *out, const struct doc_block *list, int depth);

static void put_cell(struct buf *out, const struct doc_cell *cell, int depth)
{
    struct doc_block flat = {.text = cell->text};

    put_frame(out, 'C', 16);
    put_number(out, cell->column, 4);
    put_number(out, cell->colspan, 4);
    put_number(out, cell->rowspan, 4);
    if (depth < DOC_WIRE_DEPTH) {
        put_number(out, count_blocks(cell->first), 4);
        put_blocks(out, cell->first, depth + 1);
    } else {
        put_number(out, 1, 4);
        put_paragraph(out, &flat, flat.text);
    }
}

static void put_table(struct buf *out, const struct doc_block *table, int depth)
{
    put_frame(out, 'T', 13);
    put_pos(out, table->pos);
    put_number(out, table->rebuilt, 1);
    put_number(out, (uint32_t)table->row_count, 4);
    for (size_t r = 0; r < table->row_count; r++) {
        const struct doc_row *row = &table->rows[r];

        put_frame(out, 'R', 13);
        put_pos(out, row->pos);
        put_number(out, row->header, 1);
        put_number(out, (uint32_t)row->count, 4);
        for (size_t c = 0; c < row->count; c++)
            put_cell(out, &row->cells[c], depth);
    }
}

static void put_blocks(struct buf *out, const struct doc_block *list, int depth)
{
    DOC_EACH_BLOCK (b, list) {
        if (b->kind == DOC_TABLE)
            put_table(out, b, depth);
        else
            put_paragraph(out, b, b->text);
    }
}

void doc_wire_put(const struct doc_tree *tree, struct buf *out)
{
    uint32_t format = 0;

    for (uint32_t i = 0; i < COUNT(formats); i++)
        if (tree->format && strcmp(tree->format, formats[i]) == 0)
            format = i;
    put_frame(out, 'N', 8 + tree->title.n);
    put_number(out, VERSION, 1);
    put_number(out, format, 1);
    put_number(out, tree->rebuilt_lines, 1);
    put_number(out, tree->damaged, 1);
    put_number(out, tree->page_count, 4);
    buf_add(out, tree->title);
    put_blocks(out, tree->first, 0);
    for (const struct doc_remark *r = tree->remarks; r; r = r->next) {
        put_frame(out, 'M', 8 + r->text.n);
        put_pos(out, r->pos);
        buf_add(out, r->text);
    }
    put_frame(out, '.', 0);
}

void doc_wire_put_err(const struct err *e, struct buf *out)
{
    size_t n = strnlen(e->text, sizeof(e->text));

    put_frame(out, 'E', 1 + n);
    put_number(out, e->code, 1);
    buf_add(out, (struct str){e->text, n});
}

/* Reading */

struct input {
    struct arena *mem;
    char *p, *end;
    uint32_t blocks; /* read so far, of DOC_WIRE_BLOCKS */
    size_t places;   /* of tables so far, of DOC_WIRE_PLACES */
    bool broken;     /* sticky: the frames do not hold together */
    bool too_big;    /* sticky: they do, but pass a ceiling */
};

struct payload {
    char *p, *end;
};

static bool failed(const struct input *in)
{
    return in->broken || in->too_big;
}

static uint32_t number(struct input *in, struct payload *f, int bytes)
{
    uint32_t v = 0;

    if (f->end - f->p < bytes) {
        in->broken = true;
        return 0;
    }
    for (int i = 0; i < bytes; i++)
        v |= (uint32_t)(unsigned char)f->p[i] << 8 * i;
    f->p += bytes;
    return v;
}

static struct doc_pos pos(struct input *in, struct payload *f)
{
    struct doc_pos p;

    p.page = number(in, f, 4);
    p.line = number(in, f, 4);
    return p;
}

/* What could speak to a terminal or turn the order of letters round; readers send none of it. */
static bool is_harmful(uint32_t c)
{
    return (c < 0x20 && c != '\n') || (c >= 0x7F && c < 0xA0) || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}

static void make_clean(char *p, size_t n)
{
    uint32_t c;

    for (size_t i = 0, k; i < n; i += k) {
        k = 1;
        if (p[i] >= ' ' && p[i] < 0x7F) /* most letters, without a call for each */
            continue;
        k = utf8_read((struct str){p, n}, i, &c);
        if (k && !is_harmful(c))
            continue;
        if (k == 0)
            k = 1;
        memset(p + i, ' ', k);
    }
}

/* The next `bytes` as clean text; the rest of the payload when they are SIZE_MAX. */
static struct str text(struct input *in, struct payload *f, size_t bytes)
{
    size_t left = (size_t)(f->end - f->p);
    struct str s;

    if (bytes == SIZE_MAX)
        bytes = left;
    if (bytes > left) {
        in->broken = true;
        return STR_NONE;
    }
    make_clean(f->p, bytes);
    s = (struct str){f->p, bytes};
    f->p += bytes;
    return s;
}

/* Letter of the next frame, 0 when the bytes are used up. */
static char peek(const struct input *in)
{
    return in->p < in->end ? *in->p : 0;
}

/* Takes the next frame, which must be of that kind. */
static struct payload frame(struct input *in, char kind)
{
    struct payload head = {in->p, in->end}, f = {in->end, in->end};
    uint32_t n;

    if ((char)number(in, &head, 1) != kind)
        in->broken = true;
    n = number(in, &head, 4);
    if (failed(in) || n > (size_t)(in->end - head.p)) {
        in->broken = true;
        return f;
    }
    f = (struct payload){head.p, head.p + n};
    in->p = f.end;
    return f;
}

/* A count of things each of which needs a frame: never more than the bytes that are left can hold.
 */
static uint32_t count(struct input *in, struct payload *f)
{
    uint32_t n = number(in, f, 4);

    if (n > (size_t)(in->end - in->p) / FRAME_HEAD)
        in->broken = true;
    else if (n > DOC_WIRE_BLOCKS - in->blocks)
        in->too_big = true;
    return failed(in) ? 0 : n;
}

static void read_blocks(struct input *in, struct doc_block **list, uint32_t n, int depth);

static struct doc_block *read_paragraph(struct input *in)
{
    struct payload f = frame(in, 'P');
    struct doc_block *b = ARENA_NEW(in->mem, struct doc_block);

    b->kind = DOC_PARAGRAPH;
    b->pos = pos(in, &f);
    b->flags = number(in, &f, 4);
    b->level = (uint8_t)number(in, &f, 1);
    b->list = (uint8_t)number(in, &f, 1);
    b->indent = (uint16_t)number(in, &f, 2);
    b->label = text(in, &f, number(in, &f, 4));
    b->text = text(in, &f, SIZE_MAX);
    if (b->level > 9)
        b->level = 9;
    if (b->list > 9)
        b->list = 9;
    return b;
}

static void read_cell(struct input *in, struct doc_cell *cell, int depth)
{
    struct payload f = frame(in, 'C');

    cell->column = number(in, &f, 4);
    cell->colspan = number(in, &f, 4);
    cell->rowspan = number(in, &f, 4);
    if (cell->column >= DOC_WIRE_COLUMNS)
        in->too_big = true;
    read_blocks(in, &cell->first, count(in, &f), depth + 1);
}

/* Cells of one row stand left to right and cover no place that a cell above has taken; spans are
 * cut until that holds. `taken[c]` = first row of the table in which column c is free again. So the
 * area of all cells is at most that of the table, whatever the spans said. */
static void clip_spans(struct doc_block *table, size_t r, size_t *taken)
{
    struct doc_row *row = &table->rows[r];

    for (size_t i = 0; i < row->count; i++) {
        struct doc_cell *cell = &row->cells[i];
        uint32_t end = i + 1 < row->count ? row->cells[i + 1].column : DOC_WIRE_COLUMNS;
        uint32_t width = 1;

        while (width < cell->colspan && cell->column + width < end &&
               taken[cell->column + width] <= r)
            width++;
        cell->colspan = width;
        if (cell->rowspan < 1 || taken[cell->column] > r)
            cell->rowspan = 1;
        if (cell->rowspan > table->row_count - r)
            cell->rowspan = (uint32_t)(table->row_count - r);
        for (uint32_t c = cell->column; c < cell->column + width; c++)
            if (taken[c] < r + cell->rowspan)
                taken[c] = r + cell->rowspan;
        if (cell->column + width > table->column_count)
            table->column_count = cell->column + width;
    }
}

static void read_row(struct input *in, struct doc_row *row, int depth)
{
    struct payload f = frame(in, 'R');

    row->pos = pos(in, &f);
    row->header = number(in, &f, 1);
    row->count = count(in, &f);
    row->cells = ARENA_MANY(in->mem, struct doc_cell, row->count);
    in->blocks += (uint32_t)row->count;
    for (size_t c = 0; c < row->count && !failed(in); c++) {
        read_cell(in, &row->cells[c], depth);
        if (c && row->cells[c].column <= row->cells[c - 1].column)
            in->broken = true;
    }
}

static struct doc_block *read_table(struct input *in, int depth)
{
    struct payload f = frame(in, 'T');
    struct doc_block *table = ARENA_NEW(in->mem, struct doc_block);
    size_t taken[DOC_WIRE_COLUMNS] = {0};

    table->kind = DOC_TABLE;
    table->pos = pos(in, &f);
    table->rebuilt = number(in, &f, 1);
    table->row_count = count(in, &f);
    table->rows = ARENA_MANY(in->mem, struct doc_row, table->row_count);
    in->blocks += (uint32_t)table->row_count;
    if (depth > DOC_WIRE_DEPTH)
        in->broken = true;
    for (size_t r = 0; r < table->row_count && !failed(in); r++) {
        read_row(in, &table->rows[r], depth);
        if (!failed(in))
            clip_spans(table, r, taken);
    }
    in->places += table->row_count * table->column_count;
    if (in->places > DOC_WIRE_PLACES)
        in->too_big = true;
    return table;
}

/* Reads `n` blocks, or as many as stand there when `n` is UINT32_MAX. */
static void read_blocks(struct input *in, struct doc_block **list, uint32_t n, int depth)
{
    for (uint32_t i = 0; i < n && !failed(in); i++) {
        char kind = peek(in);

        if (n == UINT32_MAX && kind != 'P' && kind != 'T')
            return;
        if (++in->blocks > DOC_WIRE_BLOCKS) {
            in->too_big = true;
            return;
        }
        *list = kind == 'T' ? read_table(in, depth) : read_paragraph(in);
        list = &(*list)->next;
    }
}

static void read_remarks(struct input *in, struct doc_remark **list)
{
    for (int n = 0; peek(in) == 'M' && !failed(in); n++) {
        struct payload f = frame(in, 'M');
        struct doc_remark r = {.pos = pos(in, &f)};

        r.text = text(in, &f, SIZE_MAX);
        if (n >= DOC_WIRE_REMARKS)
            continue;
        *list = ARENA_NEW(in->mem, struct doc_remark);
        **list = r;
        list = &(*list)->next;
    }
}

static void read_head(struct input *in, struct doc_builder *b)
{
    struct payload f = frame(in, 'N');
    uint32_t version = number(in, &f, 1), format = number(in, &f, 1);

    if (version != VERSION || format >= COUNT(formats))
        in->broken = true;
    doc_tree_start(b, in->mem, formats[format < COUNT(formats) ? format : 0]);
    b->tree->rebuilt_lines = number(in, &f, 1);
    b->tree->damaged = number(in, &f, 1);
    b->tree->page_count = number(in, &f, 4);
    b->tree->title = text(in, &f, SIZE_MAX);
}

/* The error that was sent instead of a tree. Only what a reader can meet is believed. */
static int read_error(struct input *in, struct err *e)
{
    struct payload f = frame(in, 'E');
    uint32_t code = number(in, &f, 1);
    struct str sentence = text(in, &f, SIZE_MAX);

    if (failed(in) || in->p != in->end || code == ERR_OK || code > ERR_LAST || sentence.n == 0)
        return err_set(e, ERR_UNREADABLE, N_("Bộ đọc tệp trả về dữ liệu sai quy cách."));
    if (sentence.n > sizeof(e->text) - 1)
        sentence.n = sizeof(e->text) - 1;
    return err_set(e, (enum err_code)code, "%.*s", STR_ARG(sentence));
}

int doc_wire_read(struct arena *mem, char *bytes, size_t n, struct doc_tree **ret, struct err *e)
{
    struct input in = {.mem = mem, .p = bytes, .end = n ? bytes + n : bytes};
    struct doc_builder b;
    struct payload end;

    if (n > DOC_WIRE_BYTES)
        return err_set(e, ERR_TOO_BIG, N_("Văn bản có quá nhiều nội dung nên không đọc."));
    if (n == 0)
        return err_set(e, ERR_UNREADABLE, N_("Bộ đọc tệp không trả về gì."));
    if (peek(&in) == 'E')
        return read_error(&in, e);
    read_head(&in, &b);
    if (!failed(&in))
        read_blocks(&in, &b.tree->first, UINT32_MAX, 0);
    if (!failed(&in))
        read_remarks(&in, &b.tree->remarks);
    end = frame(&in, '.');
    if (in.too_big)
        return err_set(e, ERR_TOO_BIG, N_("Văn bản có quá nhiều ô và đoạn nên không đọc."));
    if (failed(&in) || end.p != end.end || in.p != in.end)
        return err_set(e, ERR_UNREADABLE, N_("Bộ đọc tệp trả về dữ liệu sai quy cách."));
    doc_tree_finish(&b);
    *ret = b.tree;
    return ERR_OK;
}
