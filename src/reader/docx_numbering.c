#include "reader/docx_priv.h"
#include "text/clean.h"

enum { LISTS_MAX = 1 << 16, TEXT_MAX = 128, LABEL_MAX = 4096, UNSTATED = -1 };

/* 17.9.6: one level of a list. */
struct level {
    struct str text; /* "%1.%2." */
    const char *style;
    uint32_t start;
    enum reader_numeral numeral;
    int8_t restart; /* 17.9.10: after which level (1 … 9) it starts again, 0 never; UNSTATED: any */
    bool legal;     /* 17.9.4: all numbers decimal */
    bool symbol;    /* the bullet is a letter of a symbol font */
    struct reader_look look;
};

/* 17.9.1. Lists that share it count on together. */
struct abstract {
    int32_t id; /* first: found by it */
    struct level *level[READER_DOCX_LEVELS];
    const char *style_link; /* 17.9.21: the levels are those of the list of that style */
    uint32_t counter[READER_DOCX_LEVELS];
    uint16_t counting; /* bit n: level n has counted since its last restart */
};

/* 17.9.15. */
struct list {
    int32_t id; /* first: found by it */
    int32_t abstract_id;
    struct abstract *abstract;
    struct level *level[READER_DOCX_LEVELS]; /* overrides */
    int32_t start[READER_DOCX_LEVELS];       /* overrides, or UNSTATED */
    bool begun;
};

struct reader_docx_numbering {
    struct arena *mem;
    struct abstract *abstracts;
    size_t abstract_count, abstract_room;
    struct list *lists;
    size_t list_count, list_room;
    struct buf label; /* the one being made */
};

struct load {
    struct reader_docx_numbering *n;
    struct abstract *abstract; /* the open ones */
    struct list *list;
    struct level *level;
    int override;
};

static bool is_full(struct reader_xml *x, size_t count)
{
    if (count < LISTS_MAX)
        return false;
    reader_xml_stop(x, ERR_TOO_BIG, N_("Văn bản có hơn %d kiểu đánh số nên không đọc."), LISTS_MAX);
    return true;
}

static void abstract_open(struct reader_xml *x, struct load *l, const char **attributes)
{
    struct abstract a = {0};

    if (is_full(x, l->n->abstract_count))
        return;
    a.id = (int32_t)reader_xml_number(attributes, "abstractNumId", 0, INT32_MAX, -1);
    ARENA_PUSH(l->n->mem, l->n->abstracts, l->n->abstract_count, l->n->abstract_room, a);
    l->abstract = &l->n->abstracts[l->n->abstract_count - 1];
}

static void list_open(struct reader_xml *x, struct load *l, const char **attributes)
{
    struct list list = {.abstract_id = -1};

    if (is_full(x, l->n->list_count))
        return;
    list.id = (int32_t)reader_xml_number(attributes, "numId", 0, INT32_MAX, -1);
    for (int i = 0; i < READER_DOCX_LEVELS; i++)
        list.start[i] = UNSTATED;
    ARENA_PUSH(l->n->mem, l->n->lists, l->n->list_count, l->n->list_room, list);
    l->list = &l->n->lists[l->n->list_count - 1];
}

static void level_open(struct load *l, const char **attributes)
{
    int i = (int)reader_xml_number(attributes, "ilvl", 0, READER_DOCX_LEVELS - 1, 0);
    struct level **place = l->abstract ? &l->abstract->level[i]
                           : l->list   ? &l->list->level[i]
                                       : NULL;

    if (!place)
        return;
    if (!*place)
        *place = ARENA_NEW(l->n->mem, struct level);
    l->level = *place;
    l->level->start = 0;
    l->level->numeral = READER_NUMERAL_DECIMAL;
    l->level->restart = UNSTATED;
    l->level->look = reader_look_none;
}

static bool is_symbol_font(const char *name)
{
    return name && (strcmp(name, "Symbol") == 0 || strncmp(name, "Wingdings", 9) == 0 ||
                    strcmp(name, "Webdings") == 0);
}

static void level_read(struct load *l, struct reader_xml *x, int id, const char **attributes)
{
    struct level *v = l->level;

    switch (id) {
    case EL_START:
        v->start = (uint32_t)reader_xml_number(attributes, "val", 0, INT32_MAX, 1);
        break;
    case EL_NUM_FMT:
        v->numeral = reader_numeral_from_ooxml(reader_docx_look_value(attributes));
        break;
    case EL_LVL_TEXT:
        v->text = str_cut(str_from(reader_docx_look_value(attributes)), 0, TEXT_MAX);
        v->text = text_clean(l->n->mem, v->text, false);
        break;
    case EL_LVL_RESTART:
        v->restart = (int8_t)reader_xml_number(attributes, "val", 0, READER_DOCX_LEVELS, 0);
        break;
    case EL_IS_LGL:
        v->legal = reader_docx_look_is_on(attributes);
        break;
    case EL_P_STYLE:
        v->style = arena_copy(l->n->mem, str_from(reader_docx_look_value(attributes))).p;
        break;
    case EL_R_FONTS:
        v->symbol = is_symbol_font(reader_xml_attribute(attributes, "ascii")) ||
                    is_symbol_font(reader_xml_attribute(attributes, "hAnsi"));
        break;
    default:
        reader_docx_look_read(&v->look, id, x->parent, attributes);
    }
}

static void on_start(struct reader_xml *x, int id, const char **attributes)
{
    struct load *l = x->user;

    switch (id) {
    case EL_ABSTRACT_NUM:
        abstract_open(x, l, attributes);
        return;
    case EL_NUM:
        list_open(x, l, attributes);
        return;
    case EL_LVL:
        level_open(l, attributes);
        return;
    case EL_LVL_OVERRIDE:
        l->override = (int)reader_xml_number(attributes, "ilvl", 0, READER_DOCX_LEVELS - 1, 0);
        return;
    case EL_FALLBACK: /* of a numFmt that only newer programs know: both say decimal here */
        reader_xml_skip(x);
        return;
    case EL_START_OVERRIDE:
        if (l->list)
            l->list->start[l->override] = (int32_t)reader_xml_number(attributes, "val", 0,
                                                                     INT32_MAX, 0);
        return;
    case EL_ABSTRACT_NUM_ID:
        if (l->list)
            l->list->abstract_id = (int32_t)reader_xml_number(attributes, "val", 0, INT32_MAX, -1);
        return;
    case EL_NUM_STYLE_LINK:
        if (l->abstract)
            l->abstract->style_link =
                arena_copy(l->n->mem, str_from(reader_docx_look_value(attributes))).p;
        return;
    }
    if (l->level)
        level_read(l, x, id, attributes);
}

static void on_end(struct reader_xml *x, int id)
{
    struct load *l = x->user;

    if (id == EL_LVL)
        l->level = NULL;
    else if (id == EL_ABSTRACT_NUM)
        l->abstract = NULL;
    else if (id == EL_NUM)
        l->list = NULL;
}

static struct abstract *abstract_find(const struct reader_docx_numbering *n, int32_t id)
{
    return reader_index_lookup(n->abstracts, n->abstract_count, sizeof(*n->abstracts), id);
}

static struct list *list_find(const struct reader_docx_numbering *n, int32_t id)
{
    return reader_index_lookup(n->lists, n->list_count, sizeof(*n->lists), id);
}

int reader_docx_numbering_load(struct arena *mem, struct reader_package *p, const char *part,
                               struct reader_docx_numbering **ret, struct err *e)
{
    static const struct reader_xml_vocabulary vocabulary = READER_DOCX_VOCABULARY(on_start, on_end);
    struct reader_docx_numbering *n = ARENA_NEW(mem, struct reader_docx_numbering);
    struct load l = {.n = n};
    int r = ERR_OK;

    n->mem = mem;
    buf_init(&n->label, LABEL_MAX);
    if (part)
        r = reader_package_parse(p, part, &vocabulary, &l, e);
    if (r)
        return r;
    reader_index_sort(n->abstracts, n->abstract_count, sizeof(*n->abstracts));
    reader_index_sort(n->lists, n->list_count, sizeof(*n->lists));
    for (size_t i = 0; i < n->list_count; i++)
        n->lists[i].abstract = abstract_find(n, n->lists[i].abstract_id);
    *ret = n;
    return ERR_OK;
}

void reader_docx_numbering_freep(struct reader_docx_numbering **n)
{
    if (*n)
        buf_release(&(*n)->label);
    *n = NULL;
}

void reader_docx_numbering_link(struct reader_docx_numbering *n, struct reader_docx_styles *styles)
{
    for (size_t i = 0; i < n->abstract_count; i++)
        for (int k = 0; k < READER_DOCX_LEVELS; k++) {
            const struct level *v = n->abstracts[i].level[k];
            struct reader_docx_style *s = v && v->style ? reader_docx_style_find(styles, v->style)
                                                        : NULL;

            if (s && s->look.list != READER_LOOK_UNSET && s->look.list_level == READER_LOOK_UNSET)
                s->look.list_level = (int8_t)k;
        }
    for (size_t i = 0; i < n->list_count; i++) {
        struct list *list = &n->lists[i];
        const char *link = list->abstract ? list->abstract->style_link : NULL;
        struct reader_docx_style *s = link ? reader_docx_style_find(styles, link) : NULL;
        struct list *other = s ? list_find(n, s->look.list) : NULL;

        if (other && other->abstract)
            list->abstract = other->abstract;
    }
}

static const struct level *level_of(const struct list *list, int i)
{
    return list->level[i] ? list->level[i] : list->abstract->level[i];
}

static uint32_t start_of(const struct list *list, int i)
{
    const struct level *v = level_of(list, i);

    return list->start[i] != UNSTATED ? (uint32_t)list->start[i] : v ? v->start : 1;
}

/* 17.9.10: counting on one level makes the deeper ones start again. */
static void count_on(struct list *list, int level)
{
    struct abstract *a = list->abstract;

    if (!list->begun)
        for (int i = 0; i < READER_DOCX_LEVELS; i++)
            if (list->start[i] != UNSTATED)
                a->counting &= (uint16_t) ~(1u << i);
    list->begun = true;
    if (a->counting & 1u << level)
        a->counter[level]++;
    else
        a->counter[level] = start_of(list, level);
    a->counting |= (uint16_t)(1u << level);
    for (int i = level + 1; i < READER_DOCX_LEVELS; i++) {
        const struct level *v = level_of(list, i);
        int restart = v && v->restart != UNSTATED ? v->restart : i;

        if (level < restart)
            a->counting &= (uint16_t) ~(1u << i);
    }
}

static struct str label_of(struct reader_docx_numbering *n, const struct list *list,
                           const struct level *v)
{
    const struct abstract *a = list->abstract;
    struct buf *b = &n->label;

    buf_clear(b);
    for (size_t i = 0; i < v->text.n; i++) {
        int k = i + 1 < v->text.n ? v->text.p[i + 1] - '1' : -1;
        const struct level *of;

        if (v->text.p[i] != '%' || k < 0 || k >= READER_DOCX_LEVELS) {
            buf_char(b, v->text.p[i]);
            continue;
        }
        i++;
        of = level_of(list, k);
        if (of)
            reader_numeral_write(b,
                                 v->legal && of->numeral > READER_NUMERAL_BULLET
                                     ? READER_NUMERAL_DECIMAL
                                     : of->numeral,
                                 a->counting & 1u << k ? a->counter[k] : start_of(list, k));
    }
    return arena_copy(n->mem, str_trim(buf_str(b)));
}

struct str reader_docx_numbering_next(struct reader_docx_numbering *n, int32_t list_id, int level,
                                      struct reader_look *indent)
{
    struct list *list = list_find(n, list_id);
    const struct level *v = list && list->abstract ? level_of(list, level) : NULL;

    if (!v)
        return STR_NONE;
    *indent = v->look;
    count_on(list, level);
    if (v->numeral != READER_NUMERAL_BULLET)
        return label_of(n, list, v);
    if (v->symbol && v->text.n && !strchr("-+*", v->text.p[0]))
        return STR("•");
    return reader_numeral_bullet(v->text);
}
