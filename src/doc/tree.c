#include "doc/tree.h"

void doc_tree_start(struct doc_builder *b, struct arena *mem, const char *format)
{
    b->mem = mem;
    b->tree = ARENA_NEW(mem, struct doc_tree);
    b->tree->format = format;
    b->end = &b->tree->first;
    b->remark_end = &b->tree->remarks;
}

static struct doc_block *append(struct doc_builder *b, enum doc_block_kind kind, struct doc_pos pos)
{
    struct doc_block *block = ARENA_NEW(b->mem, struct doc_block);

    block->kind = kind;
    block->pos = pos;
    *b->end = block;
    b->end = &block->next;
    return block;
}

struct doc_block *doc_tree_paragraph(struct doc_builder *b, struct str text, struct doc_pos pos)
{
    struct doc_block *block = append(b, DOC_PARAGRAPH, pos);

    block->text = text;
    return block;
}

struct doc_block *doc_tree_table(struct doc_builder *b, struct doc_pos pos)
{
    return append(b, DOC_TABLE, pos);
}

void doc_tree_remark(struct doc_builder *b, struct doc_pos pos, struct str text)
{
    struct doc_remark *r = ARENA_NEW(b->mem, struct doc_remark);

    r->pos = pos;
    r->text = text;
    *b->remark_end = r;
    b->remark_end = &r->next;
}

static size_t text_size(const struct doc_block *list)
{
    size_t n = 0;

    DOC_EACH_BLOCK (b, list) {
        if (b->kind == DOC_PARAGRAPH) {
            n += b->label.n + 1 + b->text.n + 1;
            continue;
        }
        for (size_t r = 0; r < b->row_count; r++)
            for (size_t c = 0; c < b->rows[r].count; c++)
                n += b->rows[r].cells[c].text.n + 1;
    }
    return n;
}

static void put(char *p, size_t *n, struct str s, char before)
{
    if (s.n == 0)
        return;
    if (*n)
        p[(*n)++] = before;
    memcpy(p + *n, s.p, s.n);
    *n += s.n;
}

static struct str joined(struct arena *mem, const struct doc_block *list)
{
    char *p;
    size_t n = 0;

    if (!list)
        return STR_NONE;
    if (!list->next && list->kind == DOC_PARAGRAPH && list->label.n == 0)
        return list->text;
    p = arena_alloc(mem, text_size(list) + 1, 1);
    DOC_EACH_BLOCK (b, list) {
        if (b->kind == DOC_PARAGRAPH) {
            put(p, &n, b->label, '\n');
            put(p, &n, b->text, b->label.n ? ' ' : '\n');
            continue;
        }
        for (size_t r = 0; r < b->row_count; r++)
            for (size_t c = 0; c < b->rows[r].count; c++)
                put(p, &n, b->rows[r].cells[c].text, '\n');
    }
    return (struct str){p, n};
}

static void finish(struct arena *mem, struct doc_block *list)
{
    for (struct doc_block *b = list; b; b = b->next) {
        uint32_t columns = 0;

        for (size_t r = 0; r < b->row_count; r++)
            for (size_t c = 0; c < b->rows[r].count; c++) {
                struct doc_cell *cell = &b->rows[r].cells[c];

                finish(mem, cell->first);
                cell->text = joined(mem, cell->first);
                if (cell->column + cell->colspan > columns)
                    columns = cell->column + cell->colspan;
            }
        if (b->kind == DOC_TABLE)
            b->column_count = columns;
    }
}

void doc_tree_finish(struct doc_builder *b)
{
    finish(b->mem, b->tree->first);
}

static bool has_lines(const char *format)
{
    return strcmp(format, "text") == 0 || strcmp(format, "markdown") == 0;
}

struct str doc_tree_place_in(struct arena *mem, enum lang lang, const char *format,
                             struct doc_pos pos)
{
    bool sheets = strcmp(format, "xlsx") == 0;
    const char *page = lang_text(lang, sheets ? N_("trang tính") : N_("trang"));
    const char *line = lang_text(lang, sheets || has_lines(format) ? N_("dòng") : N_("đoạn"));

    if (pos.page && pos.line)
        return arena_printf(mem, "%s %u, %s %u", page, (unsigned)pos.page, line,
                            (unsigned)pos.line);
    if (pos.page || pos.line)
        return arena_printf(mem, "%s %u", pos.page ? page : line,
                            (unsigned)(pos.page ? pos.page : pos.line));
    return STR_NONE;
}

struct str doc_tree_place(struct arena *mem, const struct doc_tree *t, struct doc_pos pos)
{
    return doc_tree_place_in(mem, LANG_VI, t->format, pos);
}

const struct doc_cell **doc_tree_grid(struct arena *mem, const struct doc_block *table)
{
    size_t width = table->column_count;
    const struct doc_cell **grid = ARENA_MANY(mem, const struct doc_cell *,
                                              table->row_count *width);

    for (size_t r = 0; r < table->row_count; r++)
        for (size_t c = 0; c < table->rows[r].count; c++) {
            const struct doc_cell *cell = &table->rows[r].cells[c];

            for (size_t y = r; y < table->row_count && y - r < cell->rowspan; y++)
                for (size_t x = cell->column; x < width && x - cell->column < cell->colspan; x++)
                    if (!grid[y * width + x])
                        grid[y * width + x] = cell;
        }
    return grid;
}
