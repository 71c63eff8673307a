#include "reader/story.h"

#include "text/clean.h"

/* What stands in each grid column: the cell that reaches furthest down there, and its row. */
struct origin {
    struct doc_cell *cell;
    uint32_t row;
};

struct open_cell {
    struct doc_cell cell;
    bool goes_on;
};

struct reader_story_table {
    struct reader_story_table *outer; /* the table around it; of a spare one: the next spare */
    struct doc_block *block;
    struct doc_row *rows;
    size_t row_count, row_room;
    struct open_cell *cells; /* of the open row */
    size_t cell_count, cell_room;
    struct origin *origins; /* limits->columns of them */
    uint32_t column, column_most;
    /* A page may end in the middle of a row: then each cell has the break, the row only one. */
    uint32_t row_page, page_most, row_line;
    bool row_has_text;
    size_t row_blocks, row_bytes, cell_blocks, cell_bytes; /* counts when it was opened */
};

static struct doc_pos here(const struct reader_story *f)
{
    return (struct doc_pos){f->page, f->line + 1};
}

void reader_story_list_clear(struct reader_story_list *l)
{
    l->first = NULL;
    l->end = &l->first;
}

static void list_splice(struct doc_block ***end, struct reader_story_list *l)
{
    if (!l->first)
        return;
    **end = l->first;
    *end = l->end;
    reader_story_list_clear(l);
}

static void count(struct reader_story *f, size_t blocks, size_t bytes)
{
    f->blocks += blocks;
    f->text_bytes += bytes;
    if (f->blocks > f->limits->blocks)
        reader_xml_stop(f->xml, ERR_TOO_BIG, N_("Văn bản có hơn %u đoạn và ô bảng nên không đọc."),
                        f->limits->blocks);
    if (f->text_bytes > f->limits->text_bytes || buf_failed(&f->text))
        reader_xml_stop(f->xml, ERR_TOO_BIG, N_("Văn bản dài hơn %zu MB chữ nên không đọc."),
                        f->limits->text_bytes >> 20);
}

void reader_story_start(struct reader_story *f, struct arena *mem,
                        const struct reader_limits *limits, const char *format)
{
    *f = (struct reader_story){.mem = mem, .limits = limits, .page = 1, .fresh = SIZE_MAX};
    doc_tree_start(&f->b, mem, format);
    buf_init(&f->text, limits->text_bytes);
    f->scopes = ARENA_MANY(mem, struct reader_story_scope, (size_t)limits->xml_depth + 2);
    f->scopes[0].start = SIZE_MAX;
    f->scope_count = 1;
    reader_story_list_clear(&f->notes);
}

void reader_story_release(struct reader_story *f)
{
    buf_release(&f->text);
}

void reader_story_remark(struct reader_story *f, const char *sentence)
{
    doc_tree_remark(&f->b, here(f), str_from(sentence));
}

static bool holds_paragraphs(const struct reader_story *f)
{
    enum reader_story_kind kind = reader_story_top(f)->kind;

    return kind != READER_STORY_PARAGRAPH && kind != READER_STORY_TABLE && kind != READER_STORY_ROW;
}

static struct reader_story_scope *push(struct reader_story *f, enum reader_story_kind kind)
{
    struct reader_story_scope *s = &f->scopes[f->scope_count++];

    s->kind = kind;
    s->depth = f->xml->depth;
    s->start = SIZE_MAX;
    s->page = f->page;
    s->table = f->table;
    s->cell = (struct reader_story_cell){1, 1, false};
    s->repeated = 1;
    s->header = s->deleted = false;
    return s;
}

/* A scope with blocks of its own: the builder goes on there until pop_list(). */
static void push_list(struct reader_story *f, enum reader_story_kind kind)
{
    struct reader_story_scope *s = push(f, kind);

    reader_story_list_clear(&s->list);
    s->outer = f->b.end;
    f->b.end = &s->list.first;
}

static void emit(struct reader_story *f, const struct reader_story_scope *s,
                 const struct reader_story_shape *shape)
{
    struct str raw = str_rest(buf_str(&f->text), s->start), text = STR_NONE;
    bool still_fresh = f->fresh == f->text.n;
    struct doc_block *block;

    if (raw.n)
        text = text_clean(f->mem, raw, true);
    if (text.n || shape->label.n) {
        block = doc_tree_paragraph(&f->b, text, (struct doc_pos){s->page, ++f->line});
        block->label = shape->label;
        block->flags = shape->flags;
        block->indent = shape->indent;
        block->level = shape->level;
        block->list = shape->list;
        count(f, 1, text.n + shape->label.n);
        if (f->table)
            f->table->row_has_text = true;
    }
    f->text.n = s->start;
    f->fresh = still_fresh ? f->text.n : SIZE_MAX;
}

/* Joined text that no paragraph took up becomes one of its own. */
static void emit_joined(struct reader_story *f)
{
    struct reader_story_scope *s = reader_story_top(f);

    if (s->start == SIZE_MAX)
        return;
    emit(f, s, &(struct reader_story_shape){0});
    s->start = SIZE_MAX;
}

static void pop_list(struct reader_story *f, struct reader_story_list *ret)
{
    struct reader_story_scope *s = reader_story_top(f);

    emit_joined(f);
    *ret = s->list;
    ret->end = f->b.end;
    if (!ret->first)
        reader_story_list_clear(ret);
    f->b.end = s->outer;
    f->scope_count--;
}

/* Behind a block of the body come the notes that it refers to. */
static void notes_put(struct reader_story *f)
{
    if (f->scope_count == 1)
        list_splice(&f->b.end, &f->notes);
}

bool reader_story_paragraph_open(struct reader_story *f)
{
    struct reader_story_scope *around = reader_story_top(f), *s;

    if (!holds_paragraphs(f))
        return false;
    s = push(f, READER_STORY_PARAGRAPH);
    s->start = f->text.n;
    reader_story_list_clear(&s->behind);
    if (around->start != SIZE_MAX) {
        s->start = around->start;
        s->page = around->page;
        around->start = SIZE_MAX;
    }
    return true;
}

void reader_story_paragraph_close(struct reader_story *f, const struct reader_story_shape *shape)
{
    struct reader_story_scope *s = reader_story_top(f);

    emit(f, s, shape);
    f->scope_count--;
    list_splice(&f->b.end, &s->behind);
    notes_put(f);
}

void reader_story_paragraph_join(struct reader_story *f)
{
    struct reader_story_scope *s = reader_story_top(f), *around = s - 1;

    f->scope_count--;
    list_splice(&f->b.end, &s->behind);
    if (f->text.n > s->start) {
        around->start = s->start;
        around->page = s->page;
    }
}

bool reader_story_table_open(struct reader_story *f)
{
    struct reader_story_table *t = f->spare;

    if (!holds_paragraphs(f))
        return false;
    emit_joined(f);
    if (t) {
        f->spare = t->outer;
    } else {
        t = ARENA_NEW(f->mem, struct reader_story_table);
        t->origins = ARENA_MANY(f->mem, struct origin, f->limits->columns);
    }
    t->outer = f->table;
    t->block = doc_tree_table(&f->b, here(f));
    t->rows = NULL;
    t->row_count = t->row_room = t->cell_count = 0;
    t->column_most = 0;
    push(f, READER_STORY_TABLE);
    reader_story_top(f)->table = t;
    f->table = t;
    return true;
}

static void table_close(struct reader_story *f)
{
    struct reader_story_table *t = f->table;

    for (size_t r = 0; r < t->row_count; r++)
        for (size_t c = 0; c < t->rows[r].count; c++) {
            struct doc_cell *cell = &t->rows[r].cells[c];

            if (cell->rowspan > t->row_count - r)
                cell->rowspan = (uint32_t)(t->row_count - r);
        }
    t->block->rows = t->rows;
    t->block->row_count = t->row_count;
    if (t->row_count)
        t->block->pos = t->rows[0].pos;
    memset(t->origins, 0, t->column_most * sizeof(*t->origins));
    f->table = t->outer;
    if (f->table && t->row_count)
        f->table->row_has_text = true;
    t->outer = f->spare;
    f->spare = t;
    f->scope_count--;
    notes_put(f);
}

bool reader_story_row_open(struct reader_story *f)
{
    const struct reader_story_scope *around = reader_story_top(f);
    struct reader_story_table *t = f->table;

    if (around->kind != READER_STORY_TABLE)
        return false;
    push(f, READER_STORY_ROW)->header = around->header;
    t->column = 0;
    t->cell_count = 0;
    t->row_page = t->page_most = f->page;
    t->row_line = f->line + 1;
    t->row_has_text = false;
    t->row_blocks = f->blocks;
    t->row_bytes = f->text_bytes;
    return true;
}

/* Takes its columns; a cell above that still reaches down to `row` ends before it, so that spans
 * never overlap, whatever the file says. */
static void take_columns(struct reader_story_table *t, struct doc_cell *cell, uint32_t row)
{
    for (uint32_t x = cell->column; x < cell->column + cell->colspan; x++) {
        struct origin *o = &t->origins[x];

        if (o->cell && o->row + o->cell->rowspan > row)
            o->cell->rowspan = row - o->row;
        *o = (struct origin){cell, row};
    }
    if (cell->column + cell->colspan > t->column_most)
        t->column_most = cell->column + cell->colspan;
}

static bool goes_on(struct reader_story_table *t, const struct open_cell *c, uint32_t row)
{
    struct origin *o = &t->origins[c->cell.column];

    if (!c->goes_on || !o->cell || o->cell->column != c->cell.column ||
        o->row + o->cell->rowspan != row)
        return false;
    o->cell->rowspan++;
    return true;
}

static void row_add(struct reader_story *f, struct reader_story_table *t, bool header)
{
    uint32_t number = (uint32_t)t->row_count;
    struct doc_row row = {
        ARENA_MANY(f->mem, struct doc_cell, t->cell_count), 0, {t->row_page, t->row_line}, header};

    for (size_t i = 0; i < t->cell_count; i++) {
        if (goes_on(t, &t->cells[i], number))
            continue;
        row.cells[row.count] = t->cells[i].cell;
        take_columns(t, &row.cells[row.count++], number);
    }
    ARENA_PUSH(f->mem, t->rows, t->row_count, t->row_room, row);
}

static void row_close(struct reader_story *f)
{
    const struct reader_story_scope *s = reader_story_top(f);
    struct reader_story_table *t = f->table;
    uint32_t repeated = t->row_has_text ? s->repeated : 1; /* else the empty rest of a sheet */
    size_t blocks = f->blocks - t->row_blocks, bytes = f->text_bytes - t->row_bytes;

    f->scope_count--;
    f->page = t->page_most;
    if (s->deleted || t->cell_count == 0)
        return;
    for (uint32_t i = 0; i < repeated; i++) {
        if (t->row_count >= f->limits->rows) {
            reader_xml_stop(f->xml, ERR_TOO_BIG, N_("Bảng có hơn %u dòng nên không đọc."),
                            f->limits->rows);
            return;
        }
        if (i > 0)
            count(f, blocks, bytes);
        if (f->blocks > f->limits->blocks || f->text_bytes > f->limits->text_bytes)
            return;
        row_add(f, t, s->header);
    }
}

static void clip(struct reader_story *f)
{
    if (!f->clipped)
        doc_tree_remark(&f->b, here(f),
                        arena_printf(f->mem, N_("Bảng có ô ở ngoài %u cột đầu; phần đó không đọc."),
                                     f->limits->columns));
    f->clipped = true;
}

void reader_story_columns_pass(struct reader_story *f, uint32_t columns)
{
    struct reader_story_table *t = f->table;

    if (reader_story_top(f)->kind != READER_STORY_ROW)
        return;
    if (columns > f->limits->columns - t->column)
        t->column = f->limits->columns;
    else
        t->column += columns;
}

bool reader_story_cell_open(struct reader_story *f)
{
    struct reader_story_table *t = f->table;

    if (reader_story_top(f)->kind != READER_STORY_ROW)
        return false;
    f->page = t->row_page;
    t->cell_blocks = f->blocks;
    t->cell_bytes = f->text_bytes;
    push_list(f, READER_STORY_CELL);
    return true;
}

static void cell_close(struct reader_story *f)
{
    const struct reader_story_cell *cell = &reader_story_top(f)->cell;
    struct reader_story_table *t = f->table;
    size_t blocks = f->blocks - t->cell_blocks, bytes = f->text_bytes - t->cell_bytes;
    struct open_cell c = {.goes_on = cell->goes_on};
    struct reader_story_list list;
    uint32_t repeated = reader_story_top(f)->repeated, copies = repeated;

    pop_list(f, &list);
    if (f->page > t->page_most)
        t->page_most = f->page;
    if (!list.first)
        copies = 1; /* a run of empty cells says no more than one */
    for (uint32_t i = 0; i < copies; i++) {
        uint32_t left = f->limits->columns - t->column;

        if (cell->colspan > left && (left || list.first))
            clip(f);
        if (left == 0)
            break;
        c.cell = (struct doc_cell){t->column, cell->colspan < left ? cell->colspan : left,
                                   cell->rowspan, list.first, STR_NONE};
        t->column += c.cell.colspan;
        count(f, i > 0 ? blocks + 1 : 1, i > 0 ? bytes : 0);
        ARENA_PUSH(f->mem, t->cells, t->cell_count, t->cell_room, c);
    }
    reader_story_columns_pass(f, repeated - copies);
}

void reader_story_grid_close(struct reader_story *f)
{
    enum reader_story_kind kind = reader_story_top(f)->kind;

    if (kind == READER_STORY_TABLE)
        table_close(f);
    else if (kind == READER_STORY_ROW)
        row_close(f);
    else if (kind == READER_STORY_CELL)
        cell_close(f);
}

bool reader_story_box_open(struct reader_story *f)
{
    enum reader_story_kind kind = reader_story_top(f)->kind;

    if (kind == READER_STORY_TABLE || kind == READER_STORY_ROW)
        return false;
    push_list(f, READER_STORY_BOX);
    return true;
}

void reader_story_box_close(struct reader_story *f, struct reader_story_list *kept)
{
    struct reader_story_list list;
    struct reader_story_scope *around;

    pop_list(f, &list);
    for (struct doc_block *b = list.first; b; b = b->next)
        b->flags |= DOC_ASIDE;
    around = reader_story_top(f);
    list_splice(kept                                     ? &kept->end
                : around->kind == READER_STORY_PARAGRAPH ? &around->behind.end
                                                         : &f->b.end,
                &list);
}

bool reader_story_note_open(struct reader_story *f)
{
    enum reader_story_kind kind = reader_story_top(f)->kind;

    if (kind == READER_STORY_TABLE || kind == READER_STORY_ROW)
        return false;
    push_list(f, READER_STORY_NOTE);
    reader_story_top(f)->line = f->line;
    return true;
}

/* A note stands at the place that refers to it and is not counted as a paragraph. */
void reader_story_note_close(struct reader_story *f, struct reader_story_list *kept)
{
    struct reader_story_list list;

    f->line = reader_story_top(f)->line;
    pop_list(f, &list);
    for (struct doc_block *b = list.first; b; b = b->next) {
        b->flags |= DOC_NOTE;
        b->pos = here(f);
    }
    list_splice(kept ? &kept->end : &f->notes.end, &list);
}

void reader_story_add(struct reader_story *f, struct reader_story_list *kept)
{
    list_splice(&f->b.end, kept);
}

void reader_story_note_refer(struct reader_story *f, struct reader_story_list *note)
{
    for (struct doc_block *b = note->first; b; b = b->next)
        b->pos = here(f);
    list_splice(&f->notes.end, note);
}

void reader_story_page(struct reader_story *f, bool rendered)
{
    struct reader_story_scope *s = reader_story_top(f);
    bool in_text = s->kind == READER_STORY_PARAGRAPH && f->text.n > s->start;

    f->paged = true;
    if (rendered && f->fresh == f->text.n) {
        f->fresh = SIZE_MAX;
        return;
    }
    f->page++;
    f->fresh = rendered ? SIZE_MAX : f->text.n;
    if (s->kind == READER_STORY_PARAGRAPH && !in_text)
        s->page = f->page;
    if (f->table && !f->table->row_has_text && !in_text)
        f->table->row_page = f->page;
}

static void pages_forget(struct doc_block *list)
{
    for (struct doc_block *b = list; b; b = b->next) {
        b->pos.page = 0;
        for (size_t r = 0; r < b->row_count; r++) {
            b->rows[r].pos.page = 0;
            for (size_t c = 0; c < b->rows[r].count; c++)
                pages_forget(b->rows[r].cells[c].first);
        }
    }
}

struct doc_tree *reader_story_finish(struct reader_story *f)
{
    emit_joined(f);
    notes_put(f);
    /* A file in which nobody saw a page end does not say where its pages are. */
    if (!f->paged)
        pages_forget(f->b.tree->first);
    f->b.tree->page_count = f->paged ? f->page : 0;
    doc_tree_finish(&f->b);
    return f->b.tree;
}
