#include "draft/damaged_priv.h"

enum { NAME_LEAST = 12 /* letters before a unit or value may stand */ };

/* What values are counted in; one word alone must stand there to the letter. */
static const char units[] =
    "grdp|thu bac|nguoi|to chuc|dia phuong|trung tam|chi so|doanh nghiep|dan so|ty dong|trieu dong|"
    "giuong|diem|lan|cong trinh|co so|khu|du an|san pham|hop tac xa|ho|van dan|nguoi van dan|nam|"
    "xa|phuong|truong|mo hinh|luot nguoi|tan|trieu";

/* What one line says: words of its cells. Where a cell is not there, its two ends are equal. */
struct cells {
    size_t name, name_end, unit, unit_end, value, value_end, lead, lead_end;
    bool percent; /* the unit is a per cent sign, or what OCR makes of it */
};

struct row {
    struct doc_pos pos;
    struct str number;
    struct draft__damaged_text name, unit, value, lead;
    bool percent;
};

struct walk {
    struct draft__reading *r;
    const struct draft__damaged_table *t;
    struct row row, next; /* next: words that stand above the line with its number */
    bool open;
    struct draft__damaged_text when; /* of the section: "Đến năm 2030" */
    struct str section_number, group;
    size_t count;
};

static bool is_capital(struct str raw)
{
    return raw.n > 1 && raw.p[0] >= 'A' && raw.p[0] <= 'Z';
}

static bool is_empty(const struct draft__damaged_line *l, size_t from, size_t to)
{
    while (from < to && (l->words[from].speck || l->words[from].plain.n < 3))
        from++;
    return from >= to;
}

static size_t skip_specks(const struct draft__damaged_line *l, size_t at)
{
    while (at < l->n && l->words[at].speck)
        at++;
    return at;
}

/* "55", ">80", "≥", "<30", "8-10", "0,7", "12%": figures with their signs. */
static bool is_figure(struct str raw, bool *digit)
{
    size_t n = raw.n;

    *digit = false;
    if (n && raw.p[n - 1] == ';')
        n--;
    for (size_t i = 0; i < n; i++) {
        char c = raw.p[i];

        if (c >= '0' && c <= '9')
            *digit = true;
        else if (!strchr("<>=-,.%~", c) && (unsigned char)c < 0x80)
            return false;
        else if ((unsigned char)c >= 0x80 && !str_starts(str_rest(raw, i), STR("≥")) &&
                 !str_starts(str_rest(raw, i), STR("≤")) && ((unsigned char)c & 0xC0) != 0x80)
            return false;
    }
    return n > 0;
}

/* The last figure among words [from, to), with the signs and words before it. */
static bool find_value(const struct draft__damaged_line *l, size_t from, size_t to, size_t *begin,
                       size_t *end)
{
    bool digit;

    for (size_t i = to; i-- > from;) {
        if (l->words[i].column < NAME_LEAST || !is_figure(l->words[i].raw, &digit) || !digit)
            continue;
        *end = i + 1;
        while (i > from && is_figure(l->words[i - 1].raw, &digit) &&
               l->words[i - 1].raw.p[0] != '%' && (!digit || l->words[i].raw.p[0] == '-'))
            i--;
        if (i > from + 1 && draft__damaged_phrase(l, i - 2, "it nhat|toi thieu|toi da|khong qua"))
            i -= 2;
        else if (i > from && draft__damaged_phrase(l, i - 1, "tren|duoi"))
            i--;
        *begin = i;
        return true;
    }
    return false;
}

/* "%", or the ring, zero or letter that was one. */
static bool is_percent(const struct draft__damaged_word *w)
{
    struct str s = w->raw;

    while (s.n > 1 && strchr(",.);", s.p[s.n - 1]))
        s.n--;
    return str_is(s, STR("%")) || str_is(s, STR("o")) || str_is(s, STR("0")) ||
           str_is(s, STR("°")) || str_is(s, STR("Yo")) || str_is(s, STR("0%")) ||
           str_is(s, STR("O"));
}

/* Words of a unit at word `at`, as far as OCR left them. */
static size_t unit_at(struct arena *mem, const struct draft__damaged_line *l, size_t at)
{
    struct str rest = str_from(units), one, two;
    size_t best = draft__damaged_phrase(l, at, units);

    if (best || at + 1 >= l->n)
        return best;
    two = arena_printf(mem, "%.*s %.*s", STR_ARG(l->words[at].folded),
                       STR_ARG(l->words[at + 1].folded));
    while (str_next(&rest, '|', &one))
        if (str_has(one, STR(" ")) && two.n <= one.n + 3 && text_likeness(one, two) >= 65)
            return 2;
    return 0;
}

static void find_unit(struct arena *mem, const struct draft__damaged_line *l, size_t to,
                      struct cells *c)
{
    size_t i = to;

    c->unit = c->unit_end = to;
    while (i > l->from && l->words[i - 1].speck && !is_percent(&l->words[i - 1]))
        i--;
    if (i > l->from && is_percent(&l->words[i - 1])) {
        c->unit = i - 1;
        c->unit_end = to;
        c->percent = true;
        return;
    }
    for (size_t k = l->from; k < to; k++) {
        size_t n = l->words[k].column < NAME_LEAST ? 0 : unit_at(mem, l, k);

        if (n == 0)
            continue;
        if (k > l->from && l->words[k - 1].raw.p[0] == '%')
            k--, n++;
        /* the value follows, or the words of a value */
        if (k + n == to || str_is(l->words[k + n - 1].plain, STR("bac"))) {
            c->unit = k;
            c->unit_end = k + n;
            return;
        }
    }
}

static void tell_cells(struct arena *mem, const struct draft__damaged_line *l, struct cells *c)
{
    size_t end = l->n;

    *c = (struct cells){.name = l->from, .lead = l->n, .lead_end = l->n};
    for (size_t k = l->hit_count; k-- > 0;) {
        const struct plan_org_hit *h = &l->hits[k];

        if (skip_specks(l, h->to) < c->lead || l->words[h->from].column < NAME_LEAST)
            break;
        if (h->part && h->to < l->n)
            break;
        c->lead = end = h->from;
    }
    c->name_end = c->value = c->value_end = end;
    if (find_value(l, l->from, end, &c->value, &c->value_end)) {
        if (c->lead == l->n)
            c->lead = c->value_end;
    }
    find_unit(mem, l, c->value < c->value_end ? c->value : end, c);
    if (c->unit < c->unit_end) {
        c->name_end = c->unit;
        if (c->value == c->value_end) {
            c->value = c->unit_end;
            c->value_end = end;
        }
    } else if (c->value < c->value_end) {
        c->name_end = c->value;
    } else if (c->lead < c->lead_end) { /* a level in words: "Hạ tầng số | Tiên tiến, hiện đại" */
        for (size_t k = c->lead; k-- > c->name + 1;)
            if (is_capital(l->words[k].raw) && !l->words[k].speck &&
                l->words[k].column >= NAME_LEAST) {
                c->name_end = c->value = k;
                break;
            }
    }
}

static void close_row(struct walk *w)
{
    struct row *row = &w->row;
    struct draft_row *out;
    struct str unit;

    if (w->open && row->name.n > 1 && (row->value.n || row->lead.n)) {
        out = draft__row_open(w->r, DRAFT_TARGET, row->pos);
        w->count++;
        out->no = row->number.n ? row->number : arena_printf(w->r->mem, "%zu", w->count);
        out->group = w->group;
        draft__damaged_name(w->r, w->t->lexicon, out, &row->name);
        draft__damaged_lead(w->r, out, draft__damaged_raw(w->r->mem, &row->lead));
        unit = row->percent ? STR("%") : draft__damaged_raw(w->r->mem, &row->unit);
        draft__row_value(w->r, out, draft__damaged_raw(w->r->mem, &row->value), unit);
        draft__damaged_when(w->r, out, &w->when);
    }
    w->open = false;
}

static void open_row(struct walk *w, const struct draft__damaged_line *l)
{
    close_row(w);
    w->row = w->next;
    memset(&w->next, 0, sizeof(w->next));
    if (w->row.name.n == 0)
        w->row.pos = l->pos;
    w->row.number = l->number;
    w->open = true;
}

/* The line with a row's number, value or body. */
static void read_anchor(struct walk *w, const struct draft__damaged_line *l, const struct cells *c)
{
    struct row *row = &w->row;

    draft__damaged_add(&row->name, l, c->name, c->name_end);
    draft__damaged_add_all(&row->unit, l, c->unit, c->unit_end);
    draft__damaged_add_all(&row->value, l, c->value, c->value_end);
    draft__damaged_add_all(&row->lead, l, c->lead, c->lead_end);
    row->percent |= c->percent;
}

/* A list of bodies goes on in the next line. */
static bool ends_open(const struct draft__damaged_text *t)
{
    struct str s = t->n ? t->words[t->n - 1]->raw : STR_NONE;

    return s.n && (strchr(",;", s.p[s.n - 1]) || str_is(s, STR("va")));
}

/* A line without number or value: the end of this row's name or the beginning of the next one's. */
static void read_between(struct walk *w, const struct draft__damaged_line *l, const struct cells *c)
{
    size_t first = skip_specks(l, l->from);
    bool begins = first < c->name_end && is_capital(l->words[first].raw);
    struct row *row = &w->row;

    if (w->next.name.n || w->next.lead.n || !w->open || begins || first >= c->name_end)
        row = &w->next;
    if (row == &w->next && row->name.n == 0)
        row->pos = l->pos;
    if (is_empty(l, l->from, c->lead) || ends_open(&w->row.lead)) {
        draft__damaged_add(&row->name, l, l->from, c->lead);
        draft__damaged_add_all(&row->lead, l, c->lead, c->lead_end);
    } else {
        draft__damaged_add(&row->name, l, l->from, l->n);
    }
}

static void open_section(struct walk *w, const struct draft__damaged_line *l)
{
    size_t from = draft__damaged_roman(l), begin, end;

    close_row(w);
    w->section_number = draft__damaged_numeral(l);
    w->group = STR_NONE;
    w->when.n = 0;
    if (draft__damaged_deadline(l, from, &begin, &end))
        draft__damaged_add(&w->when, l, begin, end);
}

void draft__damaged_target_read(struct draft__reading *r, const struct draft__damaged_table *t)
{
    struct walk *w = ARENA_NEW(r->mem, struct walk);

    w->r = r;
    w->t = t;
    for (size_t i = 0; i < t->n; i++) {
        const struct draft__damaged_line *l = &t->lines[i];
        struct cells c;

        if (l->n == 0)
            continue;
        if (draft__damaged_roman(l) && l->n > 1) {
            open_section(w, l);
            continue;
        }
        draft__damaged_line_bodies(r, &t->lines[i]);
        tell_cells(r->mem, l, &c);
        if (l->number.n || (c.value < c.value_end && c.lead < c.lead_end)) {
            open_row(w, l);
            read_anchor(w, l, &c);
        } else {
            read_between(w, l, &c);
        }
    }
    close_row(w);
}
