#include <stdlib.h>

#include "reader/odt_priv.h"

enum { CHAIN_MAX = 64, STYLES_MAX = 1 << 16 };

/* 18.3.18: a number and its unit. Own decimal reading, for the locale decides about strtod(). */
int32_t reader_odt_style_length(const char *length)
{
    static const struct {
        const char *unit;
        double points;
    } known[] = {{"cm", 28.3465}, {"mm", 2.83465}, {"in", 72}, {"pt", 1}, {"pc", 12}, {"px", 0.75}};
    double n = 0, part = 1, sign = 1;
    bool behind = false;
    const char *p = length;

    if (*p == '-') {
        sign = -1;
        p++;
    }
    for (; (*p >= '0' && *p <= '9') || (*p == '.' && !behind); p++) {
        if (*p == '.')
            behind = true;
        else if (!behind && n < 1e6)
            n = n * 10 + (*p - '0');
        else if (behind)
            n += (*p - '0') * (part /= 10);
    }
    for (size_t i = 0; i < COUNT(known); i++)
        if (strcmp(known[i].unit, p) == 0 && n < 1e6)
            return (int32_t)(sign * n * known[i].points / 2);
    return 0;
}

static void style_open(struct reader_odt_styles *s, struct reader_xml *x, const char **attributes)
{
    static const char *const names[] = {
        [READER_ODT_PARAGRAPH] = "paragraph",
        [READER_ODT_TEXT] = "text",
        [READER_ODT_TABLE] = "table",
    };
    const char *family = reader_xml_attribute(attributes, "family");
    const char *name = reader_xml_attribute(attributes, "name");
    const char *parent = reader_xml_attribute(attributes, "parent-style-name");
    const char *page = reader_xml_attribute(attributes, "master-page-name");
    struct reader_odt_style new = {.look = reader_look_none};

    s->family = -1;
    for (int i = 0; name && family && i < READER_ODT_FAMILIES; i++)
        if (strcmp(names[i], family) == 0)
            s->family = i;
    if (s->family < 0)
        return;
    if (s->of[s->family].count == STYLES_MAX) {
        reader_xml_stop(x, ERR_TOO_BIG, N_("Văn bản có hơn %d kiểu (style) nên không đọc."),
                        STYLES_MAX);
        s->family = -1;
        return;
    }
    if (parent)
        new.parent = arena_copy(s->mem, str_from(parent)).p;
    if (page && *page)
        new.look.page_before = 1; /* another page layout begins on a new page */
    ARENA_PUSH(s->mem, s->of[s->family].item, s->of[s->family].count, s->of[s->family].room, new);
    reader_index_put(s->mem, &s->of[s->family].by_name, arena_copy(s->mem, str_from(name)).p,
                     (uint32_t)(s->of[s->family].count - 1));
}

static void flag(int8_t *ret, const char **attributes, const char *name, const char *value)
{
    const char *is = reader_xml_attribute(attributes, name);

    if (is)
        *ret = strcmp(is, value) == 0;
}

static void properties(struct reader_look *look, int id, const char **attributes)
{
    const char *value;

    if (id == EL_TEXT_PROPERTIES) {
        flag(&look->bold, attributes, "font-weight", "bold");
        flag(&look->italic, attributes, "font-style", "italic");
        flag(&look->hidden, attributes, "display", "none");
        return;
    }
    flag(&look->page_before, attributes, "break-before", "page");
    flag(&look->page_after, attributes, "break-after", "page");
    if (id == EL_TABLE_PROPERTIES)
        return;
    flag(&look->centred, attributes, "text-align", "center");
    if ((value = reader_xml_attribute(attributes, "margin-left")))
        look->left = reader_odt_style_length(value);
    if ((value = reader_xml_attribute(attributes, "text-indent")))
        look->first = reader_odt_style_length(value);
}

void reader_odt_style_start(struct reader_odt_styles *s, struct reader_xml *x, int id,
                            const char **attributes)
{
    if (id == EL_STYLE)
        style_open(s, x, attributes);
    else if (s->family >= 0 && x->parent == EL_STYLE &&
             (id == EL_PARAGRAPH_PROPERTIES || id == EL_TEXT_PROPERTIES ||
              id == EL_TABLE_PROPERTIES))
        properties(&s->of[s->family].item[s->of[s->family].count - 1].look, id, attributes);
}

void reader_odt_style_end(struct reader_odt_styles *s, int id)
{
    if (id == EL_STYLE)
        s->family = -1;
}

/* Follows the chain and leaves the sum in the style itself, which then has no parent any more. */
struct reader_look reader_odt_style_find(struct reader_odt_styles *s, enum reader_odt_family family,
                                         const char *name)
{
    struct reader_odt_style *style = NULL;

    for (int hops = 0; hops < CHAIN_MAX && name; hops++) {
        uint32_t i = reader_index_find(&s->of[family].by_name, name);
        struct reader_odt_style *base = i == READER_INDEX_NONE ? NULL : &s->of[family].item[i];

        if (!base)
            break;
        if (!style)
            style = base;
        else
            reader_look_inherit(&style->look, &base->look);
        name = base->parent;
    }
    if (!style)
        return reader_look_none;
    style->parent = NULL;
    return style->look;
}
