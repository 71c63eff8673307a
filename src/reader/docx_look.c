#include "reader/docx_priv.h"

const char *reader_docx_look_value(const char **attributes)
{
    const char *value = reader_xml_attribute(attributes, "val");

    return value ? value : "";
}

bool reader_docx_look_is_on(const char **attributes)
{
    const char *value = reader_docx_look_value(attributes);

    return strcmp(value, "0") != 0 && strcmp(value, "false") != 0 && strcmp(value, "off") != 0;
}

static int32_t twips(const char **attributes, const char *name, const char *other,
                     int32_t otherwise)
{
    long max = 1 << 20;

    otherwise = (int32_t)reader_xml_number(attributes, name, -max, max, otherwise);
    return other ? (int32_t)reader_xml_number(attributes, other, -max, max, otherwise) : otherwise;
}

static void read_indent(struct reader_look *look, const char **attributes)
{
    int32_t hanging = twips(attributes, "hanging", NULL, READER_LOOK_NO_INDENT);

    look->left = twips(attributes, "left", "start", look->left);
    look->first = hanging != READER_LOOK_NO_INDENT
                      ? -hanging
                      : twips(attributes, "firstLine", NULL, look->first);
}

void reader_docx_look_read(struct reader_look *look, int id, int parent, const char **attributes)
{
    long level;

    if (parent == EL_R_PR) {
        if (id == EL_B)
            look->bold = reader_docx_look_is_on(attributes);
        else if (id == EL_I)
            look->italic = reader_docx_look_is_on(attributes);
        else if (id == EL_VANISH)
            look->hidden = reader_docx_look_is_on(attributes);
    } else if (parent == EL_NUM_PR) {
        if (id == EL_NUM_ID)
            look->list = (int32_t)reader_xml_number(attributes, "val", 0, INT32_MAX, 0);
        else if (id == EL_ILVL)
            look->list_level = (int8_t)reader_xml_number(attributes, "val", 0,
                                                         READER_DOCX_LEVELS - 1, 0);
    } else if (parent == EL_P_PR) {
        switch (id) {
        case EL_JC:
            look->centred = strcmp(reader_docx_look_value(attributes), "center") == 0;
            break;
        case EL_IND:
            read_indent(look, attributes);
            break;
        case EL_OUTLINE_LVL: /* 9 = body text */
            level = reader_xml_number(attributes, "val", 0, 9, 9);
            look->level = (int8_t)(level < 9 ? level + 1 : 0);
            break;
        case EL_PAGE_BREAK_BEFORE:
            look->page_before = reader_docx_look_is_on(attributes);
            break;
        }
    }
}
