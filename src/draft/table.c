#include "draft/table_priv.h"

/* A sheet may put so many rows of title before its header; a register is not wider. */
enum { MAX_TITLE_ROWS = 12, MAX_COLUMNS = 96 };

/* A header is strict enough to find registers wherever they stand; but in a form, and in what was
 * achieved so far, a row must name its body and its time. */
static bool may_count(struct draft__table *w, const struct draft__record *rec)
{
    static const char sums[] = "=tong|=tong cong|=cong|=tong so|^tong cong";

    if (draft__phrase_has(draft__phrase_words(w->r->mem, rec->text[w->columns.name]), sums))
        return false;
    if (w->columns.budget && w->line->role == DRAFT__ROLE_MONEY)
        return false;
    if (w->line->role != DRAFT__ROLE_FORM && w->line->role != DRAFT__ROLE_SITUATION)
        return true;
    return draft__cell_is_bodies(w->r->mem, draft__table_lead(w, rec)) &&
           draft__cell_is_deadline(w->r, draft__table_deadline(w, rec));
}

/* Names have letters: figures alone are the body of a statistic. */
static bool says_enough(struct str name)
{
    size_t letters = 0;

    for (size_t i = 0; i < name.n && letters < 4; i++)
        letters += (name.p[i] >= 'a' && name.p[i] <= 'z') || (name.p[i] >= 'A' && name.p[i] <= 'Z');
    return letters >= 2;
}

static void swap(struct draft__record *a, struct draft__record *b)
{
    struct draft__record x = *a;

    *a = *b;
    *b = x;
}

static void read_held(struct draft__table *w, const struct draft__record *next)
{
    struct draft__record *rec = &w->held;
    bool lone;

    if (!says_enough(rec->text[w->columns.name]))
        return;
    if (draft__table_is_section(w, rec, next)) {
        draft__table_open_section(w, rec);
        w->above.live = false;
        return;
    }
    lone = draft__record_is_lone(rec, &w->columns);
    if (lone && w->columns.targets) {
        draft__table_open_section(w, rec); /* a parent without value */
        return;
    }
    if (!may_count(w, rec))
        return;
    draft__table_leave_sections(w, rec);
    if (w->above.live)
        draft__record_inherit(rec, &w->above, &w->columns, w->merges_lost);
    if (w->columns.targets)
        draft__table_make_targets(w, rec);
    else if (!(w->depth && w->section[w->depth - 1].goal &&
               draft__table_target_in_name(
                   w, rec, draft__cell_flow(w->r->mem, rec->text[w->columns.name]), false)))
        draft__table_make_tasks(w, rec);
    swap(&w->above, &w->held);
    w->above.live = true;
}

/* Reads the row that was held back; `next` tells whether it is the head of those below. */
static void flush(struct draft__table *w, const struct draft__record *next)
{
    struct schedule_rules rules = w->r->schedule;

    if (!w->held.live)
        return;
    w->held.live = false;
    w->r->schedule = w->rules;
    read_held(w, next);
    w->r->schedule = rules;
}

static void forget(struct draft__table *w)
{
    w->depth = 0;
    w->above.live = false;
    w->held.live = false;
    w->title_period = STR_NONE;
}

/* "7", "- 7 -", "Trang 7/12" */
static bool is_page_number(struct draft__reading *r, const struct draft__line *l)
{
    struct str words;

    if (l->is_table || l->text.n > 24)
        return false;
    words = draft__phrase_words(r->mem, l->text);
    if (str_starts(words, STR("trang ")))
        words = str_rest(words, 6);
    for (size_t i = 0; i < words.n; i++)
        if (words.p[i] > '9')
            return false;
    return true;
}

/* A table without header goes on with the one before when nothing but a page number stands between.
 */
static bool follows(const struct draft__table *w, const struct draft__line *before,
                    const struct draft__line *line)
{
    if (!before || w->columns.count != line->block->column_count || line - before > 3)
        return false;
    for (const struct draft__line *l = before + 1; l < line; l++)
        if (!is_page_number(w->r, l))
            return false;
    return true;
}

/* A table under a heading of its own, laid out as the one before but without a header: its first
 * rows hold bodies or times where that had them. */
static bool looks_alike(struct draft__table *w, const struct draft__grid *g)
{
    struct draft__columns *c = &w->columns;

    if (c->count != g->columns || !c->registered || c->targets)
        return false;
    for (size_t row = 0; row < g->rows && row < 3; row++)
        for (uint32_t i = 0; i < c->count; i++) {
            const struct doc_cell *cell = g->at[row * g->columns + i];

            if (!cell || cell->column != i)
                continue;
            if ((c->is[i] == DRAFT__COLUMN_LEAD && draft__cell_is_bodies(w->r->mem, cell->text)) ||
                (c->is[i] == DRAFT__COLUMN_DEADLINE && draft__cell_is_deadline(w->r, cell->text)))
                return true;
        }
    return false;
}

/* A heading over the table that ends in "năm 2026" gives the year that its deadlines leave out. */
static void take_title_year(struct draft__reading *r, const struct draft__line *line)
{
    for (size_t back = 1; back <= 4 && (size_t)(line - r->lines) >= back; back++) {
        if (line[-(ptrdiff_t)back].is_table)
            return;
        if (line[-(ptrdiff_t)back].text.n < 400)
            draft__head_year(r->mem, line[-(ptrdiff_t)back].text, &r->schedule);
    }
}

/* What the heading over a table of targets says: its period ("CHỈ TIÊU ĐẾN NĂM 2030"), and that
 * they are targets at all where the header does not. */
static void take_title(struct draft__table *w)
{
    const struct draft__line *line = w->line;
    bool goal = line->role == DRAFT__ROLE_GOAL;

    for (size_t back = 1; back <= 4 && (size_t)(line - w->r->lines) >= back; back++) {
        struct str text = line[-(ptrdiff_t)back].text;

        if (line[-(ptrdiff_t)back].is_table)
            break;
        if (text.n >= 400 ||
            !draft__phrase_has(draft__phrase_words(w->r->mem, text), "chi tieu|muc tieu"))
            continue;
        goal = true;
        if (w->columns.targets)
            w->title_period = draft__column_period(w->r->mem, text);
        break;
    }
    if (w->columns.weak && !goal)
        w->columns.registered = false;
}

/* A row without name that says its own time: the task of the row before again, another product or
 * milestone of it. */
static bool is_further(struct draft__table *w, struct draft__record *rec)
{
    uint32_t name = w->columns.name;

    if (rec->text[name].n || !draft__cell_is_deadline(w->r, draft__table_deadline(w, rec)) ||
        !draft__cell_is_deadline(w->r, draft__table_deadline(w, &w->held)))
        return false;
    rec->text[name] = w->held.text[name];
    rec->origin[name] = DRAFT__ORIGIN_GUESSED;
    rec->number = w->held.number;
    rec->marker = w->held.marker;
    return true;
}

/* The signature that a sheet carries under its register: no number before it. */
static bool is_signature(struct draft__table *w, const struct draft__grid *g, size_t row)
{
    struct draft__reading *r = w->r;

    for (uint32_t c = 0; c < g->columns; c++) {
        const struct doc_cell *cell = g->at[row * g->columns + c];

        if (cell && w->columns.is[c] == DRAFT__COLUMN_NUMBER && cell->text.n && cell->text.n <= 8)
            return false;
        if (cell && cell->column == c && cell->text.n && cell->text.n <= 160 &&
            draft__section_signs(cell->text, text_fold_only(r->mem, str_trim(cell->text))))
            return true;
    }
    return false;
}

/* A sheet leaves empty cells out: who leads says for himself with whom. */
static void fill_sheet(struct draft__table *w, struct draft__record *rec)
{
    if (!w->sheet || draft__table_lead(w, rec).n == 0)
        return;
    for (uint32_t i = 0; i < w->columns.count; i++)
        if (w->columns.is[i] == DRAFT__COLUMN_COORDINATING &&
            rec->origin[i] == DRAFT__ORIGIN_ABSENT)
            rec->origin[i] = DRAFT__ORIGIN_OWN;
}

static void read_row(struct draft__table *w, const struct draft__grid *g, size_t row, bool first)
{
    struct draft__record *rec = &w->fresh;
    uint32_t name = w->columns.name;

    draft__record_read(w->r, g, row, &w->columns, rec);
    fill_sheet(w, rec);
    if (rec->text[name].n == 0 && rec->number.n == 0 && draft__record_is_lone(rec, &w->columns))
        return;
    if (w->held.live && draft__record_continues(rec, &w->columns) &&
        (first || rec->text[name].n == 0) && !is_further(w, rec)) {
        draft__record_append(w->r, &w->held, rec, &w->columns);
        return;
    }
    flush(w, rec);
    swap(&w->held, &w->fresh);
}

static void read_table(struct draft__table *w, const struct draft__line *line,
                       const struct draft__line *before)
{
    struct draft__reading *r = w->r;
    const struct doc_block *table = line->block;
    struct draft__grid g = {
        .table = table, .rows = table->row_count, .columns = table->column_count};
    bool first = true;
    struct schedule_rules rules = r->schedule;
    size_t met = 0;

    if (g.rows == 0 || g.columns < 2 || g.columns > MAX_COLUMNS)
        return;
    g.at = doc_tree_grid(r->mem, table);
    for (size_t i = 0; i < g.rows && !g.spans; i++)
        for (size_t k = 0; k < table->rows[i].count && !g.spans; k++)
            g.spans = table->rows[i].cells[k].rowspan > 1;
    if (!follows(w, before, line)) {
        flush(w, NULL);
        forget(w);
        if (!looks_alike(w, &g))
            w->columns = (struct draft__columns){0};
    }
    w->line = line;
    take_title_year(r, line);
    w->rules = r->schedule;
    for (size_t row = 0; row < g.rows; row++) {
        if ((met == 0 && row < MAX_TITLE_ROWS) || table->rows[row].header ||
            draft__header_may_begin(r, &g, row, &w->columns)) {
            struct draft__columns found = {0};
            size_t rows = draft__header_read(r, &g, row, &found);

            if (rows) {
                if (!draft__header_repeats(r, &g, row, &w->columns)) {
                    flush(w, NULL);
                    forget(w);
                    w->columns = found;
                    take_title(w);
                }
                met++;
                first = true;
                row += rows - 1;
                continue;
            }
        }
        if (!w->columns.count || !w->columns.registered)
            continue;
        if (is_signature(w, &g, row))
            break;
        read_row(w, &g, row, first && row < 4);
        first = false;
    }
    r->schedule = rules;
}

void draft__table_read(struct draft__reading *r)
{
    struct str format = str_from(r->tree->format);
    struct draft__table w = {.r = r,
                             .sheet = str_is(format, STR("xlsx")),
                             .merges_lost = str_is(format, STR("text")) ||
                                            str_is(format, STR("markdown")) ||
                                            str_is(format, STR("pdf"))};
    const struct draft__line *before = NULL;

    for (size_t i = 0; i < r->line_count; i++) {
        struct draft__line *line = &r->lines[i];
        size_t made = w.made;

        if (!line->is_table)
            continue;
        read_table(&w, line, before);
        before = line;
        line->used = w.made > made || w.held.live;
    }
    flush(&w, NULL);
}
