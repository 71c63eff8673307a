#include "draft/table_priv.h"

/* Beyond so many columns a table with lost cells is left as it stands; beyond so many bytes a cell
 * does not grow by the rows below. */
enum { MAX_ALIGNED = 24, MAX_CELL_BYTES = 1 << 14 };

/* What a cell looks like, told once. */
struct look {
    bool empty, bodies, deadline, marker, digits, money;
    size_t length;
};

static struct look look_at(struct draft__reading *r, struct str text)
{
    struct look k = {.empty = draft__cell_empty(text), .length = text.n};
    size_t n;

    if (k.empty)
        return k;
    k.marker = text.n <= 10 && draft__cell_marker(text, &n) != DRAFT__MARK_NONE && n == text.n;
    k.bodies = draft__cell_is_bodies(r->mem, text);
    k.deadline = !k.bodies && draft__cell_is_deadline(r, text);
    for (size_t i = 0; i < text.n && !k.digits; i++)
        k.digits = text.p[i] >= '0' && text.p[i] <= '9';
    k.money = text.n < 200 &&
              draft__phrase_has(draft__phrase_words(r->mem, text),
                                "kinh phi|von|ngan sach|chi thuong xuyen|trieu dong|ty dong");
    return k;
}

/* How well a cell fits under a header, in points. */
static int fit(const struct look *k, enum draft__column is)
{
    if (k->empty)
        return is == DRAFT__COLUMN_NUMBER || is == DRAFT__COLUMN_NAME ? -6 : 0;
    switch (is) {
    case DRAFT__COLUMN_NUMBER:
        return k->marker ? 12 : -20;
    case DRAFT__COLUMN_NAME:
    case DRAFT__COLUMN_INDICATOR:
        return k->marker ? -10 : k->bodies || k->deadline ? 1 : 10;
    case DRAFT__COLUMN_LEAD:
    case DRAFT__COLUMN_BOTH:
        return k->bodies ? 13 : -8;
    case DRAFT__COLUMN_COORDINATING:
        return k->bodies ? 12 : -6;
    case DRAFT__COLUMN_START:
    case DRAFT__COLUMN_DEADLINE:
        return k->deadline ? 12 : -8;
    case DRAFT__COLUMN_VALUE:
        return k->digits && !k->deadline ? 8 : 0;
    case DRAFT__COLUMN_UNIT:
        return k->length <= 24 && !k->bodies ? 6 : -6;
    case DRAFT__COLUMN_MONEY:
        return k->money ? 10 : -2;
    default:
        return k->bodies || k->deadline ? -4 : k->money ? 1 : 4;
    }
}

/* The cells of a row that lost some, set under the headers they fit best, in their order. `at[i]`
 * becomes the column of cell i. One table of points: best[i][c] = cells from i on in columns from c
 * on. */
static void align(const struct look *k, size_t count, const struct draft__columns *c, uint32_t *at)
{
    int best[MAX_ALIGNED + 1][MAX_ALIGNED + 1];
    uint32_t columns = c->count;

    for (size_t i = count + 1; i-- > 0;)
        for (uint32_t col = columns + 1; col-- > 0;) {
            size_t left = count - i, room = columns - col;

            if (left > room) {
                best[i][col] = -10000;
            } else if (left == 0) {
                best[i][col] = 0;
            } else {
                int take = best[i + 1][col + 1] + fit(&k[i], c->is[col]);
                int leave = best[i][col + 1] - (col == c->name ? 10 : 0);

                best[i][col] = take >= leave ? take : leave;
            }
        }
    for (size_t i = 0, col = 0; i < count; col++)
        if (best[i + 1][col + 1] + fit(&k[i], c->is[col]) == best[i][col])
            at[i++] = (uint32_t)col;
}

static bool is_bold(const struct doc_cell *cell)
{
    DOC_EACH_BLOCK (b, cell ? cell->first : NULL) {
        if (b->kind == DOC_PARAGRAPH && b->text.n)
            return b->flags & DOC_BOLD;
    }
    return false;
}

/* The cells of the row under their columns. */
static void place_cells(struct draft__reading *r, const struct draft__grid *g, size_t row,
                        const struct draft__columns *c, struct draft__record *rec)
{
    const struct doc_cell *own[MAX_ALIGNED];
    struct look look[MAX_ALIGNED];
    uint32_t at[MAX_ALIGNED];
    size_t count = 0;

    for (uint32_t i = 0; i < c->count; i++) {
        const struct doc_cell *cell = g->at[row * g->columns + i];

        rec->cell[i] = cell;
        if (!cell) {
            rec->origin[i] = DRAFT__ORIGIN_ABSENT;
            rec->lossy = true;
        } else if (row > 0 && cell == g->at[(row - 1) * g->columns + i]) {
            rec->origin[i] = DRAFT__ORIGIN_COVERED;
        } else if (cell->column == i && count < MAX_ALIGNED) {
            own[count++] = cell;
        }
    }
    if (!rec->lossy || c->count > MAX_ALIGNED || g->spans || count == 0)
        return;
    for (size_t i = 0; i < count; i++)
        look[i] = look_at(r, str_trim(own[i]->text));
    align(look, count, c, at);
    for (uint32_t i = 0; i < c->count; i++) {
        rec->cell[i] = NULL;
        rec->origin[i] = DRAFT__ORIGIN_ABSENT;
    }
    for (size_t i = 0; i < count; i++) {
        rec->cell[at[i]] = own[i];
        rec->origin[at[i]] = DRAFT__ORIGIN_OWN;
    }
}

/* A number typed before the name, where no column holds it: "1. Xây dựng …", "II - HẠ TẦNG". */
static void split_number(struct draft__record *rec, const struct draft__columns *c)
{
    struct str name = rec->text[c->name];
    size_t n;

    rec->marker = draft__cell_marker(rec->number, &n);
    if (rec->number.n && rec->marker != DRAFT__MARK_NONE)
        return;
    rec->marker = draft__cell_marker(name, &n);
    if (rec->marker == DRAFT__MARK_NONE || n == name.n) {
        rec->marker = DRAFT__MARK_NONE;
        return;
    }
    if (rec->number.n == 0 || rec->marker != DRAFT__MARK_BULLET)
        rec->number = str_trim(str_cut(name, 0, n));
    rec->text[c->name] = str_trim(str_rest(name, n));
}

/* The words of the name in every cell. */
static bool is_same_everywhere(struct draft__record *rec, const struct draft__columns *c)
{
    struct str name = rec->text[c->name];

    for (uint32_t i = 0; i < c->count; i++)
        if (i != c->name && c->is[i] != DRAFT__COLUMN_NUMBER && !str_is(rec->text[i], name))
            return false;
    if (name.n && str_is(rec->number, name))
        rec->number = STR_NONE;
    return name.n > 0;
}

/* An empty record; its arrays are used again and again, for a table may have many rows. */
static void start(struct draft__reading *r, struct draft__record *rec, uint32_t columns)
{
    struct draft__record old = *rec;

    if (old.room < columns) {
        old.cell = ARENA_MANY(r->mem, const struct doc_cell *, columns);
        old.text = ARENA_MANY(r->mem, struct str, columns);
        old.origin = ARENA_MANY(r->mem, enum draft__origin, columns);
        old.room = columns;
    } else {
        memset(old.cell, 0, columns * sizeof(*old.cell));
        memset(old.text, 0, columns * sizeof(*old.text));
        memset(old.origin, 0, columns * sizeof(*old.origin));
    }
    *rec = (struct draft__record){
        .live = true, .cell = old.cell, .text = old.text, .origin = old.origin, .room = old.room};
}

void draft__record_read(struct draft__reading *r, const struct draft__grid *g, size_t row,
                        const struct draft__columns *c, struct draft__record *ret)
{
    start(r, ret, c->count);
    ret->pos = g->table->rows[row].pos;
    place_cells(r, g, row, c, ret);
    for (uint32_t i = 0; i < c->count; i++) {
        const struct doc_cell *cell = ret->cell[i];

        if (!cell || (cell->column != i && !ret->lossy && cell->colspan > 1 && i != c->name))
            continue;
        if (c->is[i] == DRAFT__COLUMN_NUMBER && cell->column + cell->colspan <= c->name)
            ret->number = draft__cell_number(cell);
        else if (!draft__cell_empty(cell->text) || draft__cell_ditto(cell->text))
            ret->text[i] = str_trim(cell->text);
    }
    /* one cell over number and name is the name; a long "number" was typed into the wrong cell */
    ret->name = ret->cell[c->name];
    if (ret->text[c->name].n == 0 && ret->number.n > 12) {
        ret->text[c->name] = ret->number;
        ret->number = STR_NONE;
    }
    if (is_same_everywhere(ret, c)) /* a merged row whose merge became copies */
        for (uint32_t i = 0; i < c->count; i++)
            ret->text[i] = i == c->name ? ret->text[i] : STR_NONE;
    for (uint32_t i = 0; i < c->count; i++) /* the cell of the name under further columns */
        if (i != c->name && ret->cell[i] && ret->cell[i] == ret->name)
            ret->text[i] = STR_NONE;
    ret->bold = is_bold(ret->name);
    split_number(ret, c);
}

static bool says_something(enum draft__column is)
{
    return is == DRAFT__COLUMN_LEAD || is == DRAFT__COLUMN_COORDINATING ||
           is == DRAFT__COLUMN_BOTH || is == DRAFT__COLUMN_DEADLINE || is == DRAFT__COLUMN_RESULT ||
           is == DRAFT__COLUMN_VALUE || is == DRAFT__COLUMN_UNIT || is == DRAFT__COLUMN_START ||
           is == DRAFT__COLUMN_BASELINE;
}

bool draft__record_is_lone(const struct draft__record *rec, const struct draft__columns *c)
{
    for (uint32_t i = 0; i < c->count; i++)
        if (says_something(c->is[i]) && rec->text[i].n)
            return false;
    return rec->text[c->name].n > 0;
}

static bool starts_small(struct str s)
{
    struct str folded_small[] = {STR("à"), STR("á"), STR("â"), STR("đ"), STR("ê"),
                                 STR("ô"), STR("ơ"), STR("ư"), STR("ý"), STR("ủ"),
                                 STR("ứ"), STR("ổ"), STR("ở"), STR("ấ"), STR("ẩ")};

    if (s.n && s.p[0] >= 'a' && s.p[0] <= 'z')
        return true;
    for (size_t i = 0; i < COUNT(folded_small); i++)
        if (str_starts(s, folded_small[i]))
            return true;
    return false;
}

bool draft__record_continues(const struct draft__record *rec, const struct draft__columns *c)
{
    if (rec->number.n)
        return false;
    if (rec->origin[c->name] == DRAFT__ORIGIN_COVERED)
        return false;
    return rec->text[c->name].n == 0 || starts_small(rec->text[c->name]);
}

void draft__record_append(struct draft__reading *r, struct draft__record *rec,
                          const struct draft__record *more, const struct draft__columns *c)
{
    for (uint32_t i = 0; i < c->count; i++) {
        if (more->text[i].n == 0 || more->origin[i] == DRAFT__ORIGIN_COVERED ||
            rec->text[i].n > MAX_CELL_BYTES)
            continue;
        rec->text[i] = rec->text[i].n ? arena_printf(r->mem, "%.*s\n%.*s", STR_ARG(rec->text[i]),
                                                     STR_ARG(more->text[i]))
                                      : more->text[i];
        if (i == c->name)
            rec->name = NULL;
    }
}

static void take(struct draft__record *rec, const struct draft__record *above, uint32_t i)
{
    if (above->text[i].n == 0)
        return;
    rec->text[i] = above->text[i];
    rec->cell[i] = above->cell[i];
    rec->origin[i] = DRAFT__ORIGIN_GUESSED;
}

void draft__record_inherit(struct draft__record *rec, const struct draft__record *above,
                           const struct draft__columns *c, bool empty_too)
{
    bool led = false;

    for (uint32_t i = 0; i < c->count; i++)
        led = led || ((c->is[i] == DRAFT__COLUMN_LEAD || c->is[i] == DRAFT__COLUMN_BOTH) &&
                      rec->text[i].n && rec->origin[i] != DRAFT__ORIGIN_COVERED);
    for (uint32_t i = 0; i < c->count; i++) {
        bool body = c->is[i] == DRAFT__COLUMN_LEAD || c->is[i] == DRAFT__COLUMN_BOTH ||
                    c->is[i] == DRAFT__COLUMN_COORDINATING;

        if (i == c->name || c->is[i] == DRAFT__COLUMN_NUMBER || !says_something(c->is[i]))
            continue;
        if (draft__cell_ditto(rec->text[i])) {
            rec->text[i] = STR_NONE;
            take(rec, above, i);
            rec->origin[i] = DRAFT__ORIGIN_OWN;
        } else if (rec->text[i].n) {
            continue;
        } else if (rec->origin[i] == DRAFT__ORIGIN_ABSENT) {
            take(rec, above, i);
        } else if (empty_too && body && !led &&
                   (!c->targets || rec->marker == DRAFT__MARK_BULLET)) {
            take(rec, above, i);
        } else if (empty_too && !c->targets && i < c->name) {
            take(rec, above, i); /* "Tháng" before the names: merged over the tasks of the month */
        }
    }
}

struct str draft__record_get(struct draft__reading *r, const struct draft__record *rec,
                             const struct draft__columns *c, enum draft__column is,
                             enum draft__origin *origin)
{
    struct str all = STR_NONE;

    for (uint32_t i = 0; i < c->count; i++) {
        if (c->is[i] != is || rec->text[i].n == 0)
            continue;
        if (origin)
            *origin = rec->origin[i];
        all = all.n ? arena_printf(r->mem, "%.*s\n%.*s", STR_ARG(all), STR_ARG(rec->text[i]))
                    : rec->text[i];
    }
    return all;
}
