#include <stdlib.h>

#include "draft/damaged_priv.h"

enum {
    NAME_WIDE = 54, /* letters of the column of names where nothing tells */
    LEAD_WIDE = 16, /* of the column behind it */
    SLACK = 12,     /* a column's edge is found so far off */
    OPEN_LINES = 3, /* a body's name goes on at most so many lines below */
    CHAINS = 24,
    LONG_BODY = 18, /* letters: so long a name is a body wherever it stands */
    CELL_LINE = 30, /* letters: a line so short may be all cell */
};

enum column { COLUMN_NONE, COLUMN_LEAD, COLUMN_JOINT };

/* A body whose name the column's edge has cut: the words still to come. */
struct chain {
    struct str rest; /* folded */
    size_t line;
    enum column column;
};

struct row {
    struct doc_pos pos;
    struct str number;
    struct draft__damaged_text name, lead, joint, when;
    bool begun; /* the name's first line was met; before it stand cells that are higher */
    bool when_open, dated, ended; /* the name's last line ended before the column did */
    size_t lines;
    struct chain chains[CHAINS];
    size_t chain_count;
};

struct walk {
    struct draft__reading *r;
    const struct draft__damaged_table *t;
    uint32_t name_wide, lead_wide;
    struct row row;
    bool open;
    struct draft__damaged_text section;
    struct str group, section_number;
    bool in_section;
    size_t count; /* rows of the section */
};

static const char triggers[] = "sau khi|khi co|theo huong dan|theo quy dinh|theo quyet dinh|"
                               "trinh uy ban|trinh ubnd|trinh tinh|truong hop|khi thu tuong";

static bool is_capital(struct str raw)
{
    while (raw.n && strchr("(\"'[", raw.p[0]))
        raw = str_rest(raw, 1);
    return raw.n && ((raw.p[0] >= 'A' && raw.p[0] <= 'Z') || str_starts(raw, STR("Đ")) ||
                     (unsigned char)raw.p[0] == 0xC3);
}

static int by_size(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

/* Where the column of names ends and how wide the one behind it is: what most lines say. */
static void measure(struct walk *w)
{
    uint32_t *edge = ARENA_MANY(w->r->mem, uint32_t, w->t->n + 1);
    uint32_t *wide = ARENA_MANY(w->r->mem, uint32_t, w->t->n + 1);
    size_t edges = 0, wides = 0;

    for (size_t i = 0; i < w->t->n; i++) {
        const struct draft__damaged_line *l = &w->t->lines[i];

        for (size_t k = 0; k + 1 < l->hit_count; k++) {
            uint32_t from = l->words[l->hits[k].from].column;
            uint32_t next = l->words[l->hits[k + 1].from].column;

            if (from < 30 || next - from > 30 || l->hits[k].to != l->hits[k + 1].from)
                continue;
            edge[edges++] = from;
            wide[wides++] = next - from;
            break;
        }
    }
    qsort(edge, edges, sizeof(*edge), by_size);
    qsort(wide, wides, sizeof(*wide), by_size);
    w->name_wide = edges > 2 ? edge[edges / 2] : NAME_WIDE;
    w->lead_wide = wides > 2 ? wide[wides / 2] : LEAD_WIDE;
}

static struct str words_from(struct str s, size_t skip)
{
    struct str one;

    while (skip-- && str_next(&s, ' ', &one))
        ;
    return s;
}

/* A piece of a cell in a line. */
struct piece {
    size_t from, to;
    struct chain *chain; /* goes on with it; NULL: a body begins here */
    struct str rest;     /* of the name, still to come */
    enum column column;
};

enum { PIECES = 8 };

/* First word of the line that may stand behind the column of names. */
static size_t tail_of(const struct walk *w, const struct draft__damaged_line *l)
{
    size_t i = l->from;

    for (size_t k = l->from + 1; k < l->n; k++)
        if (l->words[k].rule && l->words[k].column > 25)
            return k;
    if (l->columns + SLACK < w->name_wide)
        return i;
    while (i < l->n && l->words[i].column + SLACK < w->name_wide)
        i++;
    return i;
}

static size_t add_piece(struct piece *p, size_t n, struct piece one)
{
    size_t at = n;

    for (size_t i = 0; i < n; i++)
        if (one.from < p[i].to && one.to > p[i].from)
            return n;
    if (n == PIECES)
        return n;
    while (at > 0 && p[at - 1].from > one.from) {
        p[at] = p[at - 1];
        at--;
    }
    p[at] = one;
    return n + 1;
}

/* The words of a name behind those that stand in the line. */
static struct str rest_of(struct walk *w, const struct plan_org_hit *h)
{
    if (!h->part)
        return STR_NONE;
    return words_from(text_fold_only(w->r->mem, h->best[0].org->name), h->to - h->from);
}

/* Only words that go on with a name stand from word `at` on. */
static bool is_rest(const struct row *row, const struct draft__damaged_line *l, size_t at,
                    size_t end)
{
    if (draft__damaged_is_last(l, at, end))
        return true;
    for (size_t c = row->chain_count; c-- > 0;) {
        size_t go = row->chains[c].rest.n ? draft__damaged_goes_on(l, at, row->chains[c].rest) : 0;

        if (go && draft__damaged_is_last(l, at + go, end))
            return true;
    }
    return false;
}

/* Where the words that `chain` waits for stand: their first word into *at; returns their number.
 * One word alone must stand at an edge; before the tail, the line's end must be all such words. */
static size_t find_rest(const struct walk *w, const struct draft__damaged_line *l,
                        const struct chain *chain, size_t tail, size_t end, const struct piece *p,
                        size_t n, size_t *at)
{
    size_t best = 0;

    for (size_t k = l->from; k < end; k++) {
        size_t go = draft__damaged_goes_on(l, k, chain->rest);
        bool behind = n && p[n - 1].to == k, before = n && p[0].from == k + go;

        if (go <= best || k + go > end)
            continue;
        if (k < tail && !behind && (go < 2 || !(before || is_rest(&w->row, l, k + go, end))))
            continue;
        if (go > 1 || behind || before || draft__damaged_is_first(l, k) ||
            draft__damaged_is_last(l, k + 1, end) || l->words[k].rule) {
            best = go;
            *at = k;
        }
    }
    return best;
}

/* Names that the column's edge had cut go on. */
static size_t find_rests(struct walk *w, size_t i, size_t tail, size_t end, struct piece *p)
{
    const struct draft__damaged_line *l = &w->t->lines[i];
    bool taken[CHAINS] = {false};
    size_t n = 0;

    for (size_t c = 2 * w->row.chain_count; c-- > 0;) { /* twice: one may stand behind another */
        size_t which = c % w->row.chain_count, at = 0, go;
        struct chain *chain = &w->row.chains[which];

        if (taken[which] || chain->rest.n == 0 || i - chain->line > OPEN_LINES)
            continue;
        go = find_rest(w, l, chain, tail, end, p, n, &at);
        if (go == 0)
            continue;
        taken[which] = true;
        n = add_piece(
            p, n, (struct piece){at, at + go, chain, words_from(chain->rest, go), chain->column});
    }
    return n;
}

/* "S& Nong": a department whose name is cut so early that nothing tells which. */
static bool is_department(const struct walk *w, const struct draft__damaged_line *l, size_t at)
{
    const struct draft__damaged_word *x = &l->words[at];

    return x->raw.n <= 3 && strchr("S35$", x->raw.p[0]) && str_is(x->plain, STR("so")) &&
           (x->column + SLACK >= w->name_wide || draft__damaged_is_first(l, at)) && at + 1 < l->n &&
           is_capital(l->words[at + 1].raw);
}

static size_t find_pieces(struct walk *w, size_t i, size_t tail, size_t end, struct piece *p)
{
    const struct draft__damaged_line *l = &w->t->lines[i];
    bool all_cell = tail == l->from && !l->words[tail < l->n ? tail : 0].rule;
    size_t n = find_rests(w, i, tail, end, p);

    for (size_t k = 0; k < l->hit_count; k++) {
        const struct plan_org_hit *h = &l->hits[k];
        bool is_long = l->words[h->to - 1].column > l->words[h->from].column + LONG_BODY &&
                       draft__damaged_is_last(l, h->to, end);

        if (h->from < tail || h->to > end ||
            (all_cell && n == 0 && !is_long && !draft__damaged_is_first(l, h->from)))
            continue;
        n = add_piece(p, n, (struct piece){h->from, h->to, NULL, rest_of(w, h), COLUMN_NONE});
    }
    for (size_t k = tail; k < end; k++)
        if (is_department(w, l, k) && k + 2 <= end)
            n = add_piece(p, n, (struct piece){k, k + 2, NULL, STR_NONE, COLUMN_NONE});
    return n;
}

static bool lead_is_open(const struct row *row, size_t line)
{
    for (size_t i = 0; i < row->chain_count; i++)
        if (row->chains[i].column == COLUMN_LEAD && row->chains[i].rest.n &&
            line - row->chains[i].line <= OPEN_LINES)
            return true;
    return false;
}

static bool ends_open(const struct draft__damaged_text *t)
{
    struct str s = t->n ? t->words[t->n - 1]->raw : STR_NONE;

    return s.n && strchr(",;", s.p[s.n - 1]);
}

static uint32_t width(const struct draft__damaged_line *l, const struct piece *p)
{
    const struct draft__damaged_word *last = &l->words[p->to - 1];

    return last->column + (uint32_t)last->raw.n - l->words[p->from].column;
}

/* Which column each piece stands in: what goes on stays; two side by side are lead and joint; one
 * alone is told by its width and by what the row has already. */
static void tell_columns(struct walk *w, size_t i, struct piece *p, size_t n)
{
    const struct draft__damaged_line *l = &w->t->lines[i];
    const struct row *row = &w->row;
    enum column now = COLUMN_NONE;

    for (size_t k = 0; k < n; k++) {
        bool wide = width(l, &p[k]) > w->lead_wide + 3;
        bool two = k + 1 < n && !p[k + 1].chain;

        if (p[k].column) {
        } else if (now == COLUMN_JOINT) {
            p[k].column = COLUMN_JOINT;
        } else if (now == COLUMN_LEAD) { /* the same cell only while it is wide enough */
            uint32_t all = l->words[p[k].to - 1].column - l->words[p[0].from].column;

            p[k].column = all > w->lead_wide + 3 ? COLUMN_JOINT : COLUMN_LEAD;
        } else if (k + 1 < n && p[k + 1].column == COLUMN_JOINT && !wide) {
            p[k].column = COLUMN_LEAD;
        } else if (wide) {
            p[k].column = COLUMN_JOINT;
        } else if (two) {
            p[k].column = lead_is_open(row, i) ? COLUMN_JOINT : COLUMN_LEAD;
        } else if (row->lead.n == 0) {
            p[k].column = COLUMN_LEAD;
        } else if (row->joint.n == 0) {
            p[k].column = ends_open(&row->lead) && !lead_is_open(row, i) ? COLUMN_LEAD
                                                                         : COLUMN_JOINT;
        } else {
            p[k].column = ends_open(&row->lead) && !ends_open(&row->joint) ? COLUMN_LEAD
                                                                           : COLUMN_JOINT;
        }
        now = p[k].column;
    }
}

static void keep_chains(struct row *row, size_t line, const struct piece *p, size_t n)
{
    for (size_t k = 0; k < n; k++) {
        if (p[k].chain) {
            p[k].chain->rest = p[k].rest;
            p[k].chain->line = line;
        } else if (p[k].rest.n && row->chain_count < CHAINS) {
            row->chains[row->chain_count++] = (struct chain){p[k].rest, line, p[k].column};
        }
    }
}

/* Words of trigger clauses: behind the bodies, or behind the names' column. */
static void read_trigger(struct walk *w, const struct draft__damaged_line *l, size_t from,
                         size_t end)
{
    struct row *row = &w->row;

    for (size_t k = from; k < end && !row->when_open; k++)
        if (draft__damaged_phrase(l, k, triggers)) {
            row->when_open = true;
            from = k;
        }
    if (row->when_open)
        draft__damaged_add(&row->when, l, from, end);
}

/* Where trigger words begin in a line without bodies; `n` when there are none. */
static size_t find_trigger(const struct walk *w, const struct draft__damaged_line *l, size_t tail)
{
    size_t i = tail;

    for (size_t k = tail; k < l->n; k++)
        if (draft__damaged_phrase(l, k, triggers) && (k > l->from || tail == l->from))
            return k;
    if (!w->row.when_open)
        return l->n;
    if (l->columns < 24 && w->row.ended)
        return l->from;
    if (l->columns < w->name_wide + 4)
        return l->n;
    while (i < l->n && l->words[i].column + 2 < w->name_wide)
        i++;
    return i;
}

/* A month or quarter at the line's end, where the line holds little else than specks. */
static bool find_date(const struct draft__damaged_line *l, size_t *begin, size_t *end)
{
    size_t from = l->n > 1 ? l->n - 1 : l->n;

    return from < l->n && l->words[from - 1].speck && draft__damaged_deadline(l, from, begin, end);
}

/* "2025 và những" — "năm tiếp theo" stands in the next line. */
static size_t find_following(const struct row *row, const struct draft__damaged_line *l)
{
    struct str last = row->when.n ? row->when.words[row->when.n - 1]->plain : STR_NONE;

    for (size_t k = l->from; row->dated && k < l->n; k++)
        if ((str_is(last, STR("nhung")) || str_is(last, STR("va"))) &&
            draft__damaged_phrase(l, k, "nam tiep theo|nhung nam tiep theo"))
            return k;
    return l->n;
}

static void read_line(struct walk *w, size_t i)
{
    const struct draft__damaged_line *l = &w->t->lines[i];
    struct row *row = &w->row;
    struct piece p[PIECES];
    size_t tail = tail_of(w, l), end = l->n, cut = l->n, n, begin, stop;
    bool rule = tail < l->n && l->words[tail].rule && tail > l->from;

    if ((draft__damaged_deadline(l, tail, &begin, &stop) || find_date(l, &begin, &stop)) &&
        draft__damaged_is_last(l, stop, l->n) && (begin > l->from || row->lines)) {
        end = cut = begin;
        draft__damaged_add(&row->when, l, begin, stop);
        row->dated = true;
    } else if ((begin = find_following(row, l)) < l->n) {
        draft__damaged_add(&row->when, l, begin, l->n);
        end = cut = begin;
    }
    n = find_pieces(w, i, tail, end, p);
    tell_columns(w, i, p, n);
    keep_chains(row, i, p, n);
    if (n) {
        cut = p[0].from;
        if (rule && tail < cut)
            draft__damaged_add(&row->lead, l, tail, cut);
        else if (l->words[cut].column < CELL_LINE - 6) {
            draft__damaged_add(&row->lead, l, l->from, cut);
            cut = l->from;
        }
    }
    if (rule)
        cut = tail;
    for (size_t k = 0; k < n; k++) {
        size_t to = k + 1 < n ? p[k + 1].from : p[k].to;

        draft__damaged_add(p[k].column == COLUMN_LEAD ? &row->lead : &row->joint, l, p[k].from, to);
    }
    if (!row->dated && n)
        read_trigger(w, l, p[n - 1].to, end);
    else if (!row->dated && !n) {
        size_t t = find_trigger(w, l, rule ? l->from : tail);

        if (t < l->n) {
            row->when_open = true;
            draft__damaged_add(&row->when, l, t, l->n);
            cut = t < cut ? t : cut;
        } else if (rule) {
            draft__damaged_add(&row->lead, l, tail, end);
        }
    }
    draft__damaged_add(&row->name, l, l->from, cut);
    if (cut > l->from)
        row->ended = l->words[cut - 1].column + l->words[cut - 1].raw.n + SLACK < w->name_wide;
    if (l->number.n && row->number.n == 0)
        row->number = l->number;
    row->lines++;
}

static void close_row(struct walk *w)
{
    struct row *row = &w->row;
    struct draft_row *out;

    if (w->open && row->name.n > 1 && (row->lead.n || row->joint.n || row->when.n)) {
        out = draft__row_open(w->r, DRAFT_TASK, row->pos);
        w->count++;
        out->no = arena_printf(w->r->mem, "%.*s%s%zu", STR_ARG(w->section_number),
                               w->section_number.n ? "." : "", w->count);
        out->group = w->group;
        draft__damaged_name(w->r, w->t->lexicon, out, &row->name);
        draft__damaged_lead(w->r, out, draft__damaged_raw(w->r->mem, &row->lead));
        draft__damaged_coordinating(w->r, out, draft__damaged_raw(w->r->mem, &row->joint));
        draft__damaged_when(w->r, out, &row->when);
    }
    w->open = false;
    memset(row, 0, sizeof(*row));
}

static bool is_letter(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* A capital letter; "Đ" is also read as "b". */
static bool is_opening(const struct draft__damaged_word *x)
{
    return is_capital(x->raw) || (x->raw.p[0] == 'b' && x->plain.n && x->plain.p[0] == 'd');
}

static bool is_done(const struct row *row)
{
    return (row->lead.n || row->joint.n) && (row->dated || row->when_open);
}

/* A row's name begins here: with a capital letter and a word that tasks begin with, or where the
 * name before has come to its end. */
static bool starts_row(const struct walk *w, const struct draft__damaged_line *l)
{
    const struct row *row = &w->row;
    size_t at = l->from;
    struct str last;
    bool verb, done;

    while (at < l->n && l->words[at].speck)
        at++;
    if (at > l->from && at < l->n && is_letter(l->words[at - 1].raw.p[0]))
        at--; /* "B trí": the damaged first word is a speck */
    if (at == l->n || !is_opening(&l->words[at]))
        return false;
    verb = draft__damaged_is_verb(w->r->mem, l, at);
    if (!w->open || row->name.n == 0)
        return verb || l->number.n;
    last = row->name.words[row->name.n - 1]->raw;
    done = is_done(row);
    if (verb && l->number.n && row->number.n)
        return true;
    if (verb && last.n && strchr(",;-/", last.p[last.n - 1]))
        return done && l->number.n;
    if (verb)
        return row->ended || done || l->gap || str_ends(last, STR("."));
    return done && row->dated && (row->ended || str_ends(last, STR("."))) && l->columns > CELL_LINE;
}

/* Cells that stand higher than the name of their row: short lines before it. */
static bool leads_to_row(const struct walk *w, size_t i)
{
    const struct draft__damaged_line *l = &w->t->lines[i];

    if ((w->open && !is_done(&w->row)) || !is_capital(l->words[0].raw))
        return false;
    if (l->columns > CELL_LINE || !((l->hit_count && draft__damaged_is_first(l, l->hits[0].from)) ||
                                    draft__damaged_phrase(l, 0, triggers)))
        return false;
    for (size_t k = i + 1; k < w->t->n && k <= i + OPEN_LINES; k++) {
        if (starts_row(w, &w->t->lines[k]))
            return true;
        if (w->t->lines[k].columns > CELL_LINE)
            return false;
    }
    return false;
}

/* What seemed to be a name before it was the first column of bodies. */
static void begin_name(struct walk *w)
{
    struct row *row = &w->row;

    if (!row->begun && row->name.n && row->lead.n == 0)
        row->lead = row->name;
    if (!row->begun)
        row->name.n = 0;
    row->begun = true;
}

/* A line across all columns is the heading of a section. */
static bool starts_section(const struct walk *w, const struct draft__damaged_line *l)
{
    if (draft__damaged_roman(l))
        return true;
    return l->columns > w->name_wide + 2 * w->lead_wide + 24 && l->hit_count == 0 &&
           is_capital(l->words[0].raw);
}

static void open_section(struct walk *w, const struct draft__damaged_line *l)
{
    size_t roman = draft__damaged_roman(l);

    close_row(w);
    w->in_section = true;
    w->section.n = 0;
    w->count = 0;
    if (roman)
        w->section_number = draft__damaged_numeral(l);
    draft__damaged_add(&w->section, l, roman, l->n);
}

void draft__damaged_task_read(struct draft__reading *r, const struct draft__damaged_table *t)
{
    struct walk *w = ARENA_NEW(r->mem, struct walk);

    w->r = r;
    w->t = t;
    for (size_t i = 0; i < t->n; i++)
        draft__damaged_line_bodies(r, &t->lines[i]);
    measure(w);
    for (size_t i = 0; i < t->n; i++) {
        const struct draft__damaged_line *l = &t->lines[i];
        bool begins;

        if (l->n == 0)
            continue;
        if (starts_section(w, l)) {
            open_section(w, l);
            continue;
        }
        if (w->in_section && w->section.n && !starts_row(w, l) && !l->number.n && !w->open) {
            if (!is_capital(l->words[0].raw)) {
                draft__damaged_add(&w->section, l, 0, l->n);
                continue;
            }
        } else if (w->in_section && w->section.n == 0) {
            draft__damaged_add(&w->section, l, 0, l->n);
            continue;
        }
        if (w->in_section) {
            w->in_section = false;
            w->group = draft__damaged_raw(r->mem, &w->section);
        }
        begins = starts_row(w, l);
        if (begins ? w->row.begun : leads_to_row(w, i))
            close_row(w);
        if (!w->open) {
            w->open = true;
            w->row.pos = l->pos;
        }
        if (begins)
            begin_name(w);
        read_line(w, i);
    }
    close_row(w);
}
