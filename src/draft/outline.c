#include "draft/draft_priv.h"

/* A block of label lines belongs to everything that has waited since the block before it: the
 * numbered line, or its bullets. It is closed by the first line that is no label, because the order
 * of labels is everybody's own. */

enum { SHORT_HEADING = 45, JOINED_NAME_MAX = 600, VALUE_LINES = 12 };

struct label_line {
    size_t line;
    struct str value; /* its words, with those of the lines below where the label had none */
    int lines;        /* how many lines below were taken */
};

struct outline {
    struct draft__reading *r;
    size_t *asked;      /* labels that make a block, before each line */
    size_t *neighbours; /* numbered lines under each line that have a block of their own */
    size_t *waiting, waiting_count;
    struct label_line *labels;
    size_t label_count, label_room;
};

static struct draft__line *line(struct outline *o, size_t i)
{
    return &o->r->lines[i];
}

static bool makes_block(enum draft__label label)
{
    return label == DRAFT__LABEL_LEAD || label == DRAFT__LABEL_COORDINATING ||
           label == DRAFT__LABEL_DEADLINE || label == DRAFT__LABEL_PERSON;
}

static bool is_block(const struct outline *o)
{
    for (size_t i = 0; i < o->label_count; i++)
        if (makes_block(o->r->lines[o->labels[i].line].label) && o->labels[i].value.n)
            return true;
    return false;
}

static bool names_bodies(const struct outline *o)
{
    for (size_t i = 0; i < o->label_count; i++)
        if (o->r->lines[o->labels[i].line].label <= DRAFT__LABEL_COORDINATING ||
            o->r->lines[o->labels[i].line].label == DRAFT__LABEL_PERSON)
            return true;
    return false;
}

/* A number, or a heading without one. */
static bool is_numbered(const struct draft__line *l)
{
    return l->label == DRAFT__LABEL_NONE &&
           (l->marker == DRAFT__MARK_DECIMAL || (l->marker == DRAFT__MARK_NONE && l->depth > 0));
}

static bool is_item(const struct draft__line *l)
{
    return l->marker == DRAFT__MARK_BULLET || l->marker == DRAFT__MARK_LETTER || l->label;
}

static bool ends_open(struct str s)
{
    return str_ends(s, STR(":"));
}

/* "Sở A chủ trì, phối hợp với Sở B" in one value; "Sở A; phối hợp: Sở B". */
static void split_lead(struct arena *mem, struct str value, struct str *lead, struct str *rest)
{
    static const char *const ends[] = {" tham muu thuc hien", " tham muu", " thuc hien",
                                       " trien khai"};
    struct text_folded f;
    size_t c, p, c_n = 0, p_n = 0;

    *lead = value;
    *rest = STR_NONE;
    text_fold(mem, value, &f);
    c = draft__phrase_find(f.text, "chu tri thuc hien|chu tri tham muu|chu tri", 0, &c_n);
    p = draft__phrase_find(
        f.text, "phoi hop cung voi|phoi hop voi|phoi hop cung|phoi hop thuc hien|phoi hop", 0,
        &p_n);
    if (c == 0 && p == SIZE_MAX)
        *lead = text_fold_source(&f, value, c_n, f.text.n);
    else if (c != SIZE_MAX && c > 0 && (p == SIZE_MAX || c < p)) {
        size_t after = c + c_n;

        *lead = text_fold_source(&f, value, 0, c);
        while (after < f.text.n && strchr(" ,;.()-", f.text.p[after]))
            after++;
        if (p == after)
            *rest = text_fold_source(&f, value, p + p_n, f.text.n);
        else
            *rest = text_fold_source(&f, value, after, p == SIZE_MAX ? f.text.n : p);
    } else if (p != SIZE_MAX && p > 0) {
        *lead = text_fold_source(&f, value, 0, p);
        *rest = text_fold_source(&f, value, p + p_n, f.text.n);
    }
    text_fold(mem, *lead, &f);
    for (size_t i = 0; i < COUNT(ends); i++) /* "Phòng Kinh tế tham mưu" */
        if (str_ends(f.text, str_from(ends[i]))) {
            *lead = text_fold_source(&f, *lead, 0, f.text.n - strlen(ends[i]));
            break;
        }
    while (lead->n && strchr(" (,;-", lead->p[lead->n - 1]))
        lead->n--;
    while (rest->n && strchr(" :,;(", rest->p[0]))
        *rest = str_rest(*rest, 1);
    while (rest->n && strchr(" ),;", rest->p[rest->n - 1]))
        rest->n--;
}

static void apply_labels(struct outline *o, struct draft_row *row)
{
    struct str lead, rest, person = STR_NONE;

    for (size_t i = 0; i < o->label_count; i++) {
        struct str value = o->labels[i].value;

        switch (line(o, o->labels[i].line)->label) {
        case DRAFT__LABEL_LEAD:
            if (row->lead_text.n || !value.n)
                break;
            split_lead(o->r->mem, value, &lead, &rest);
            draft__row_lead(o->r, row, lead);
            draft__row_coordinating(o->r, row, rest);
            break;
        case DRAFT__LABEL_COORDINATING:
            if (!row->coordinating_text.n)
                draft__row_coordinating(o->r, row, value);
            break;
        case DRAFT__LABEL_DEADLINE:
            if (!row->deadline_text.n)
                draft__row_deadline(o->r, row, value);
            break;
        case DRAFT__LABEL_DELIVERABLE:
            if (!row->deliverable.n)
                row->deliverable = value;
            break;
        case DRAFT__LABEL_PERSON:
            person = person.n ? person : value;
            break;
        default:
            break;
        }
    }
    if (!row->lead_text.n)
        draft__row_lead(o->r, row, person);
}

/* The body that a heading above names: "2. Bộ Công an:" over a duty that has only its deadline. */
static struct str body_above(struct outline *o, size_t i)
{
    for (int level = 0; level < 4 && line(o, i)->parent; level++) {
        struct str rest, body;

        i = line(o, i)->parent - 1;
        body = draft__agency_named(o->r->mem, line(o, i), &rest);
        if (body.n)
            return body;
    }
    return STR_NONE;
}

/* "Chủ trì, phối hợp với Sở Y tế …" under the heading of a body: who takes part, unless told. */
static void coordinating_in_name(struct outline *o, struct draft_row *row)
{
    struct text_folded f;
    struct draft__duty duty;

    if (row->coordinating_text.n)
        return;
    text_fold(o->r->mem, row->name, &f);
    if (!str_starts(f.text, STR("chu tri")))
        return;
    draft__sentence_duty(o->r->mem, row->name, &f, &duty);
    draft__row_coordinating(o->r, row, duty.coordinating);
}

static struct draft_row *open_row(struct outline *o, size_t i, struct str name)
{
    struct draft__line *l = line(o, i);
    struct draft_row *row = draft__row_open(o->r, DRAFT_TASK, l->pos);

    l->used = true;
    row->no = l->path;
    row->group = l->group;
    row->name = draft__sentence_trim(name);
    if (o->r->tree->damaged)
        draft__row_doubt(o->r, row, N_("văn bản nhận dạng bị hỏng dấu"));
    return row;
}

/* One row of the block for line `i` under the name given. */
static struct draft_row *emit(struct outline *o, size_t i, struct str name)
{
    struct draft_row *row = open_row(o, i, name);
    struct doc_pos labels = line(o, o->labels[0].line)->pos;

    draft__row_step(o->r, row, N_("Tên nhiệm vụ: %.*s; các dòng phân công từ %.*s."),
                    STR_ARG(doc_tree_place(o->r->mem, o->r->tree, row->place.pos)),
                    STR_ARG(doc_tree_place(o->r->mem, o->r->tree, labels)));
    apply_labels(o, row);
    if (!row->lead_text.n) {
        draft__row_lead(o->r, row, body_above(o, i));
        coordinating_in_name(o, row);
        draft__row_doubt(o->r, row,
                         row->lead_text.n ? N_("cơ quan chủ trì lấy từ đề mục bên trên")
                                          : N_("các dòng phân công không nêu cơ quan chủ trì"));
    }
    return row;
}

static void emit_items(struct outline *o, const size_t *item, size_t count)
{
    for (size_t i = 0; i < count; i++)
        emit(o, item[i], line(o, item[i])->text);
}

/* A heading too short to be a task takes its bullets along: "Về các nền tảng số: …; …". */
static struct str with_bullets(struct outline *o, struct str heading, const size_t *item,
                               size_t count)
{
    struct str name = draft__sentence_trim(heading);

    for (size_t i = 0; i < count; i++) {
        struct str more = draft__sentence_trim(line(o, item[i])->text);

        if (name.n + more.n > JOINED_NAME_MAX)
            break;
        name = arena_printf(o->r->mem, "%.*s%s%.*s", STR_ARG(name), i ? "; " : ": ", STR_ARG(more));
    }
    return name;
}

/* The items of the first level among the waiting lines [from, to): bullets and letters, or, where
 * there are none, the first plain paragraph. Moves them to the front of `item`. */
static size_t first_level(struct outline *o, const size_t *from, size_t count, size_t *item)
{
    size_t n = 0, plain = SIZE_MAX;
    int top = 99;

    for (size_t i = 0; i < count; i++) {
        const struct draft__line *l = line(o, from[i]);
        int depth = l->label ? 1 : l->depth;

        if (is_item(l) && depth < top)
            top = depth;
        else if (!is_item(l) && plain == SIZE_MAX && !ends_open(l->text))
            plain = from[i];
    }
    for (size_t i = 0; i < count; i++) {
        const struct draft__line *l = line(o, from[i]);

        if (is_item(l) && (l->label ? 1 : l->depth) == top)
            item[n++] = from[i];
    }
    if (n == 0 && plain != SIZE_MAX)
        item[n++] = plain;
    return n;
}

/* Bullets below a block that stands right under its heading: they say what the heading means. */
static size_t following(struct outline *o, size_t from, size_t end, size_t *item)
{
    size_t n = 0;

    for (size_t i = from; i < end && n < 40; i++) {
        struct draft__line *l = line(o, i);

        if (l->is_table || l->label || is_numbered(l))
            break;
        if (is_item(l) && (n == 0 || l->depth == line(o, item[0])->depth))
            item[n++] = i;
    }
    return n;
}

/* Numbered lines below a block of their heading, none with a block of its own: they share it. */
static bool share_below(struct outline *o, size_t heading, size_t at)
{
    size_t end = line(o, heading)->end;
    bool any = false;

    if (o->asked[end] > o->asked[at])
        return false;
    for (size_t i = at; i < end; i++) {
        struct draft__line *l = line(o, i);

        if (l->marker != DRAFT__MARK_DECIMAL || l->label || l->parent != heading + 1)
            continue;
        draft__row_doubt(o->r, emit(o, i, l->text), N_("theo dòng phân công chung của mục trên"));
        any = true;
    }
    return any;
}

/* False when the heading opens more than this block. */
static bool name_by_heading(struct outline *o, size_t heading, const size_t *item, size_t count,
                            size_t at)
{
    struct draft__line *h = line(o, heading);
    bool more = h->end <= o->r->line_count && o->asked[h->end] > o->asked[at];
    bool open = ends_open(h->text), is_short = h->folded.text.n < SHORT_HEADING;
    size_t below[40], below_count;
    struct str rest;

    if (count && !names_bodies(o) && draft__agency_named(o->r->mem, h, &rest).n) {
        emit_items(o, item, count); /* duties of a body, with their deadline */
        return false;
    }
    if (count == 1 && !more && is_short && !open && line(o, item[0])->label == DRAFT__LABEL_TASK) {
        emit(o, heading, with_bullets(o, h->text, item, count));
        return true;
    }
    if (count && (more || (count == 1 && (open || h->depth <= 3 || h->depth == 7 ||
                                          line(o, item[0])->label == DRAFT__LABEL_TASK)))) {
        emit_items(o, item, count);
        return true;
    }
    if (count) {
        emit(o, heading, open || is_short ? with_bullets(o, h->text, item, count) : h->text);
        return true;
    }
    if (share_below(o, heading, at))
        return true;
    below_count = more ? 0 : following(o, at, h->end, below);
    for (size_t i = 0; i < below_count; i++)
        line(o, below[i])->used = true;
    emit(o, heading, open || is_short ? with_bullets(o, h->text, below, below_count) : h->text);
    return true;
}

/* Numbered neighbours without bullets that wait for one block share it, unless their neighbours
 * before had blocks of their own: then theirs was forgotten. Returns how many of them there are. */
static size_t siblings(struct outline *o, const size_t *wait, size_t last, size_t *ret)
{
    const struct draft__line *d = line(o, wait[last]);
    size_t n = 0, parent = d->parent;

    for (size_t i = 0; i <= last; i++) {
        const struct draft__line *l = line(o, wait[i]);

        if (!is_numbered(l) || l->parent != parent || l->depth != d->depth)
            continue;
        if (i != last && l->end != wait[i] + 1)
            return 0;
        ret[n++] = wait[i];
    }
    if (n < 2 || parent == 0 || o->asked[ret[0]] > o->asked[parent - 1])
        return 0;
    return n;
}

/* Numbered lines that waited in vain among neighbours with blocks: tasks whose block was forgotten.
 */
static void emit_forgotten(struct outline *o, const size_t *wait, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct draft__line *l = line(o, wait[i]);
        size_t above = l->parent - 1;
        struct str rest;

        if (l->marker != DRAFT__MARK_DECIMAL || !l->parent || ends_open(l->text) ||
            o->asked[l->end] > o->asked[wait[i]] || o->neighbours[above] < 2)
            continue;
        if (draft__agency_named(o->r->mem, l, &rest).n)
            continue; /* a body over its duties, read as such */
        draft__row_doubt(o->r, open_row(o, wait[i], l->text),
                         N_("không có dòng phân công như các mục bên cạnh"));
    }
}

static void use_labels(struct outline *o)
{
    for (size_t i = 0; i < o->label_count; i++)
        line(o, o->labels[i].line)->used = true;
    o->label_count = 0;
}

/* The block that the gathered labels make is complete; `at` is the first line behind it. */
static void close_block(struct outline *o, size_t at)
{
    size_t *wait = o->waiting, count = o->waiting_count, d = count, first, n, *item;

    if (count &&
        line(o, o->labels[0].line)->split) { /* said inside the line: it is this line's own */
        emit(o, wait[count - 1], line(o, wait[count - 1])->text);
        o->waiting_count--;
        use_labels(o);
        return;
    }
    item = ARENA_MANY(o->r->mem, size_t, count + 1);
    for (size_t i = count; i-- > 0 && d == count;)
        if (is_numbered(line(o, wait[i])))
            d = i;
    if (d == count && count == 1 && line(o, wait[0])->marker == DRAFT__MARK_ROMAN) {
        if (!names_bodies(o)) { /* "II. THỜI GIAN, ĐỊA ĐIỂM" of an event is no task */
            o->waiting_count = o->label_count = 0;
            return;
        }
        d = 0;
    }
    first = d;
    if (d < count && (n = siblings(o, wait, d, item))) {
        emit_items(o, item, n);
    } else if (d < count) {
        emit_forgotten(o, wait, d);
        n = first_level(o, wait + d + 1, count - d - 1, item);
        first = d + !name_by_heading(o, wait[d], item, n, at);
    } else {
        n = first_level(o, wait, count, item);
        emit_items(o, item, n);
        first = 0;
    }
    for (size_t i = first; i < count; i++)
        line(o, wait[i])->used = true;
    o->waiting_count = 0;
    use_labels(o);
}

/* A line that goes on with the value of the last label: below an empty label, or in the middle of a
 * sentence. */
static bool goes_on(struct outline *o, size_t i)
{
    const struct draft__line *l = line(o, i);
    struct label_line *last = &o->labels[o->label_count - 1];
    const struct draft__line *label = line(o, last->line);
    bool empty = last->value.n == 0 || last->lines;

    if (l->is_table || l->label || l->depth == 7 || last->lines >= VALUE_LINES ||
        (l->marker != DRAFT__MARK_NONE && l->marker != DRAFT__MARK_BULLET))
        return false;
    if (l->marker == DRAFT__MARK_NONE && l->depth == 0 && l->text.n &&
        (l->text.p[0] == '(' || (l->text.p[0] >= 'a' && l->text.p[0] <= 'z')) && last->value.n)
        return l->text.n < 300;
    if (!empty || l->text.n > 400 ||
        (l->marker == DRAFT__MARK_BULLET && str_is(l->number, label->number)))
        return false;
    if (label->label == DRAFT__LABEL_LEAD || label->label == DRAFT__LABEL_COORDINATING)
        return plan_org_prefix(o->r->mem, l->text) > 0 ||
               (last->lines == 0 && l->text.n < 150 && i + 1 < o->r->line_count &&
                line(o, i + 1)->label);
    if (label->label == DRAFT__LABEL_DEADLINE)
        return last->lines == 0 && l->text.n < 200;
    return label->label == DRAFT__LABEL_DELIVERABLE;
}

static void take_value(struct outline *o, const struct draft__line *l)
{
    struct label_line *last = &o->labels[o->label_count - 1];
    struct str more = draft__sentence_trim(l->text);

    if (last->value.n == 0)
        last->value = more;
    else
        last->value = arena_printf(o->r->mem, "%.*s%s%.*s", STR_ARG(last->value),
                                   l->marker == DRAFT__MARK_BULLET ? "; " : " ", STR_ARG(more));
    last->lines++;
}

static bool is_outside(const struct draft__line *l)
{
    return l->is_table || l->role == DRAFT__ROLE_BEFORE || l->role == DRAFT__ROLE_AFTER ||
           l->role == DRAFT__ROLE_FORM || l->role == DRAFT__ROLE_SITUATION;
}

/* A line of the block that announces something no register asks for ("Cấp trình: …"): like its
 * neighbours in form, and a label follows. */
static bool is_aside(struct outline *o, size_t i)
{
    const struct draft__line *before = line(o, o->labels[o->label_count - 1].line);

    for (size_t k = i; k < i + 4 && k < o->r->line_count; k++) {
        const struct draft__line *l = line(o, k);
        size_t colon = str_find(str_cut(l->folded.text, 0, 50), STR(":"), 0);

        if (k > i && l->label && !l->split)
            return true;
        if (l->label || is_outside(l) || l->marker != before->marker ||
            !str_is(l->number, before->number) || l->marker == DRAFT__MARK_DECIMAL ||
            colon == SIZE_MAX || l->text.n >= 240)
            return false;
    }
    return false;
}

static void take_line(struct outline *o, size_t i)
{
    struct draft__line *l = line(o, i);
    bool is_label = l->label && l->label != DRAFT__LABEL_TASK && !is_outside(l);

    if (is_label) {
        struct label_line add = {.line = i, .value = l->text};

        ARENA_PUSH(o->r->mem, o->labels, o->label_count, o->label_room, add);
        return;
    }
    if (o->label_count && is_block(o)) {
        bool more = goes_on(o, i);

        if (more || is_aside(o, i)) {
            if (more)
                take_value(o, l);
            l->used = true;
            return;
        }
        close_block(o, i);
    } else if (o->label_count && !is_outside(l) && goes_on(o, i)) {
        take_value(o, l);
        return;
    }
    o->label_count = 0;
    if (is_outside(l) || l->marker == DRAFT__MARK_ROMAN || l->marker == DRAFT__MARK_PART) {
        emit_forgotten(o, o->waiting, o->waiting_count);
        o->waiting_count = 0;
    }
    if (is_outside(l) || l->text.n == 0)
        return;
    o->waiting[o->waiting_count++] = i;
}

void draft__outline_read(struct draft__reading *r)
{
    struct outline o = {.r = r};
    size_t n = r->line_count;

    o.asked = ARENA_MANY(r->mem, size_t, n + 1);
    o.waiting = ARENA_MANY(r->mem, size_t, n + 1);
    for (size_t i = 0; i < n; i++)
        o.asked[i + 1] = o.asked[i] + (makes_block(r->lines[i].label) && !is_outside(&r->lines[i]));
    if (o.asked[n] == 0)
        return;
    o.neighbours = ARENA_MANY(r->mem, size_t, n + 1);
    for (size_t i = 0; i < n; i++)
        if (r->lines[i].parent && r->lines[i].marker == DRAFT__MARK_DECIMAL &&
            o.asked[r->lines[i].end] > o.asked[i])
            o.neighbours[r->lines[i].parent - 1]++;
    for (size_t i = 0; i < n; i++)
        take_line(&o, i);
    if (o.label_count && is_block(&o))
        close_block(&o, n);
    emit_forgotten(&o, o.waiting, o.waiting_count);
}
