#include "reader/odt_priv.h"
#include "text/clean.h"

enum { LISTS_MAX = 1 << 14, PIECE_MAX = 64, LABEL_MAX = 1024 };

struct level {
    enum reader_numeral numeral;
    struct str before, after; /* 19.878, 19.879: style:num-prefix and -suffix */
    struct str format;        /* "%1%.%2%)" of newer LibreOffice, which says the same and more */
    struct str bullet;
    uint32_t start;
    uint8_t display; /* how many levels the label shows */
    int32_t left;
};

struct reader_odt_list {
    struct level *level[READER_ODT_LEVELS];
    uint32_t counter[READER_ODT_LEVELS];
    uint16_t counting; /* bit n: level n has counted since its last restart */
};

struct reader_odt_lists {
    struct arena *mem;
    struct reader_odt_list **item; /* behind pointers: open lists hold on to them */
    size_t count, room;
    struct reader_index by_name;
    struct reader_odt_list outline;
    struct reader_odt_list *open; /* the style being read */
    struct level *level;
    struct buf label;
};

struct reader_odt_lists *reader_odt_list_new(struct arena *mem)
{
    struct reader_odt_lists *l = ARENA_NEW(mem, struct reader_odt_lists);

    l->mem = mem;
    buf_init(&l->label, LABEL_MAX);
    return l;
}

void reader_odt_list_release(struct reader_odt_lists *l)
{
    buf_release(&l->label);
}

static void list_open(struct reader_odt_lists *l, struct reader_xml *x, const char **attributes)
{
    const char *name = reader_xml_attribute(attributes, "name");

    if (l->count == LISTS_MAX) {
        reader_xml_stop(x, ERR_TOO_BIG, N_("Văn bản có hơn %d kiểu đánh số nên không đọc."),
                        LISTS_MAX);
        return;
    }
    l->open = ARENA_NEW(l->mem, struct reader_odt_list);
    ARENA_PUSH(l->mem, l->item, l->count, l->room, l->open);
    reader_index_put(l->mem, &l->by_name, arena_copy(l->mem, str_from(name)).p,
                     (uint32_t)(l->count - 1));
}

static struct str piece(struct arena *mem, const char **attributes, const char *name)
{
    struct str s = str_from(reader_xml_attribute(attributes, name));

    return s.n ? text_clean(mem, str_cut(s, 0, PIECE_MAX), false) : s;
}

static void level_open(struct reader_odt_lists *l, int id, const char **attributes)
{
    int i = (int)reader_xml_number(attributes, "level", 1, READER_ODT_LEVELS, 1) - 1;
    const char *format = reader_xml_attribute(attributes, "num-format");
    struct level *v = ARENA_NEW(l->mem, struct level);

    l->open->level[i] = l->level = v;
    v->left = READER_LOOK_NO_INDENT;
    if (id == EL_LEVEL_BULLET) {
        v->numeral = READER_NUMERAL_BULLET;
        v->bullet = reader_numeral_bullet(piece(l->mem, attributes, "bullet-char"));
        return;
    }
    v->numeral = reader_numeral_from_odf(format ? format : "");
    v->before = piece(l->mem, attributes, "num-prefix");
    v->after = piece(l->mem, attributes, "num-suffix");
    v->format = piece(l->mem, attributes, "num-list-format");
    v->start = (uint32_t)reader_xml_number(attributes, "start-value", 0, INT32_MAX, 1);
    v->display = (uint8_t)reader_xml_number(attributes, "display-levels", 1, i + 1, 1);
}

void reader_odt_list_start(struct reader_odt_lists *l, struct reader_xml *x, int id,
                           const char **attributes)
{
    const char *value;

    switch (id) {
    case EL_LIST_STYLE:
        list_open(l, x, attributes);
        break;
    case EL_OUTLINE_STYLE:
        l->open = &l->outline;
        break;
    case EL_LEVEL:
    case EL_LEVEL_BULLET:
        if (l->open)
            level_open(l, id, attributes);
        break;
    case EL_LEVEL_ALIGNMENT:
        value = reader_xml_attribute(attributes, "margin-left");
        if (l->level && value)
            l->level->left = reader_odt_style_length(value);
        break;
    }
}

void reader_odt_list_end(struct reader_odt_lists *l, int id)
{
    if (id == EL_LIST_STYLE || id == EL_OUTLINE_STYLE)
        l->open = NULL;
    else if (id == EL_LEVEL || id == EL_LEVEL_BULLET)
        l->level = NULL;
}

struct reader_odt_list *reader_odt_list_find(struct reader_odt_lists *l, const char *name)
{
    uint32_t i = reader_index_find(&l->by_name, name);

    return i == READER_INDEX_NONE ? NULL : l->item[i];
}

struct reader_odt_list *reader_odt_list_outline(struct reader_odt_lists *l)
{
    return &l->outline;
}

void reader_odt_list_restart(struct reader_odt_list *list)
{
    list->counting = 0;
}

static void write_level(struct buf *b, const struct reader_odt_list *list, int i)
{
    const struct level *v = list->level[i];

    if (v)
        reader_numeral_write(b, v->numeral, list->counting & 1u << i ? list->counter[i] : v->start);
}

/* "%1%.%2%)": each level between two percent signs. */
static void write_format(struct buf *b, const struct reader_odt_list *list, struct str format)
{
    for (size_t i = 0; i < format.n; i++) {
        size_t end = format.p[i] == '%' ? str_find(format, STR("%"), i + 1) : SIZE_MAX;
        int level = 0;

        if (end == SIZE_MAX || end - i < 2 || end - i > 3) {
            buf_char(b, format.p[i]);
            continue;
        }
        for (size_t k = i + 1; k < end; k++)
            level = level * 10 + (format.p[k] - '0');
        if (level >= 1 && level <= READER_ODT_LEVELS)
            write_level(b, list, level - 1);
        i = end;
    }
}

static struct str label_of(struct reader_odt_lists *l, const struct reader_odt_list *list, int i)
{
    const struct level *v = list->level[i];
    struct buf *b = &l->label;

    if (v->numeral == READER_NUMERAL_BULLET)
        return v->bullet;
    if (v->numeral == READER_NUMERAL_NONE)
        return STR_NONE;
    buf_clear(b);
    if (v->format.n) {
        write_format(b, list, v->format);
    } else {
        buf_add(b, v->before);
        for (int k = i + 1 - v->display; k <= i; k++) {
            size_t n = b->n;

            write_level(b, list, k);
            if (b->n > n && k < i)
                buf_char(b, '.');
        }
        buf_add(b, v->after);
    }
    return arena_copy(l->mem, str_trim(buf_str(b)));
}

struct str reader_odt_list_next(struct reader_odt_lists *l, struct reader_odt_list *list, int level,
                                long start, int32_t *left)
{
    int i = level - 1;
    const struct level *v = i < READER_ODT_LEVELS ? list->level[i] : NULL;

    if (!v)
        return STR_NONE;
    *left = v->left;
    if (start >= 0)
        list->counter[i] = (uint32_t)start;
    else if (list->counting & 1u << i)
        list->counter[i]++;
    else
        list->counter[i] = v->start;
    list->counting &= (uint16_t)((1u << i) - 1); /* deeper levels start again */
    list->counting |= (uint16_t)(1u << i);
    return label_of(l, list, i);
}
