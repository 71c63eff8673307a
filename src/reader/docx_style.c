#include <strings.h>

#include "reader/docx_priv.h"

enum { CHAIN_MAX = 64, STYLES_MAX = 1 << 16 };

struct load {
    struct arena *mem;
    struct reader_docx_styles *ret;
    struct reader_docx_style *style; /* the open one */
    bool defaults;                   /* inside docDefaults */
    size_t normal;                   /* 1 + index of the default paragraph style */
};

static void style_open(struct reader_xml *x, struct load *l, const char **attributes)
{
    const char *id = reader_xml_attribute(attributes, "styleId");
    const char *type = reader_xml_attribute(attributes, "type");
    const char *standard = reader_xml_attribute(attributes, "default");
    struct reader_docx_style s = {.look = reader_look_none};

    if (l->ret->count == STYLES_MAX) {
        reader_xml_stop(x, ERR_TOO_BIG, N_("Văn bản có hơn %d kiểu (style) nên không đọc."),
                        STYLES_MAX);
        return;
    }
    s.id = arena_copy(l->mem, str_from(id)).p;
    s.paragraph = !type || strcmp(type, "paragraph") == 0;
    ARENA_PUSH(l->mem, l->ret->item, l->ret->count, l->ret->room, s);
    l->style = &l->ret->item[l->ret->count - 1];
    reader_index_put(l->mem, &l->ret->by_id, s.id, (uint32_t)(l->ret->count - 1));
    if (s.paragraph && standard && strcmp(standard, "0") != 0 && strcmp(standard, "false") != 0)
        l->normal = l->ret->count;
}

/* A heading style of an old or foreign program may lack its outline level; its name has it. */
static void read_name(struct reader_docx_style *s, const char *name)
{
    if (strncasecmp(name, "toc ", 4) == 0)
        s->contents = true;
    if (strncasecmp(name, "heading ", 8) == 0 && name[8] >= '1' && name[8] <= '9' &&
        s->look.level == READER_LOOK_UNSET)
        s->look.level = (int8_t)(name[8] - '0');
}

static void on_start(struct reader_xml *x, int id, const char **attributes)
{
    struct load *l = x->user;

    switch (id) {
    case EL_STYLE:
        style_open(x, l, attributes);
        return;
    case EL_DOC_DEFAULTS:
        l->defaults = true;
        return;
    case EL_OLD_PROPERTIES:
    case EL_TBL_STYLE_PR:
        reader_xml_skip(x);
        return;
    }
    if (l->style) {
        if (id == EL_NAME && x->parent == EL_STYLE)
            read_name(l->style, reader_docx_look_value(attributes));
        else if (id == EL_BASED_ON)
            l->style->based_on = arena_copy(l->mem, str_from(reader_docx_look_value(attributes))).p;
        else
            reader_docx_look_read(&l->style->look, id, x->parent, attributes);
    } else if (l->defaults) {
        reader_docx_look_read(&l->ret->defaults, id, x->parent, attributes);
    }
}

static void on_end(struct reader_xml *x, int id)
{
    struct load *l = x->user;

    if (id == EL_STYLE)
        l->style = NULL;
    else if (id == EL_DOC_DEFAULTS)
        l->defaults = false;
}

struct reader_docx_style *reader_docx_style_find(const struct reader_docx_styles *s, const char *id)
{
    uint32_t i = reader_index_find(&s->by_id, id);

    return i == READER_INDEX_NONE ? NULL : &s->item[i];
}

int reader_docx_style_load(struct arena *mem, struct reader_package *p, const char *part,
                           struct reader_docx_styles *ret, struct err *e)
{
    static const struct reader_xml_vocabulary vocabulary = READER_DOCX_VOCABULARY(on_start, on_end);
    struct load l = {.mem = mem, .ret = ret};
    int r = ERR_OK;

    *ret = (struct reader_docx_styles){.defaults = reader_look_none};
    if (part)
        r = reader_package_parse(p, part, &vocabulary, &l, e);
    if (l.normal)
        ret->normal = &ret->item[l.normal - 1];
    return r;
}

void reader_docx_style_settle(struct arena *mem, struct reader_docx_styles *s)
{
    struct reader_look *settled = ARENA_MANY(mem, struct reader_look, s->count + 1);
    const struct reader_docx_style **base = ARENA_MANY(mem, const struct reader_docx_style *,
                                                       s->count + 1);

    for (size_t i = 0; i < s->count; i++)
        base[i] = s->item[i].based_on ? reader_docx_style_find(s, s->item[i].based_on) : NULL;
    for (size_t i = 0; i < s->count; i++) {
        const struct reader_docx_style *b = base[i];

        settled[i] = s->item[i].look;
        for (int hops = 0; hops < CHAIN_MAX && b; hops++, b = base[b - s->item])
            reader_look_inherit(&settled[i], &b->look);
        if (s->item[i].paragraph)
            reader_look_inherit(&settled[i], &s->defaults);
    }
    for (size_t i = 0; i < s->count; i++)
        s->item[i].look = settled[i];
    if (!s->normal) {
        struct reader_docx_style *normal = ARENA_NEW(mem, struct reader_docx_style);

        normal->look = s->defaults;
        s->normal = normal;
    }
}
