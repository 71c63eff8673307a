#include "reader/docx_priv.h"

enum { WORD = 1, COMPATIBILITY, MATH };

const struct reader_xml_space reader__docx_spaces[] = {
    {"http://schemas.openxmlformats.org/wordprocessingml/2006/main", WORD},
    {"http://purl.oclc.org/ooxml/wordprocessingml/main", WORD},
    {"http://schemas.openxmlformats.org/markup-compatibility/2006", COMPATIBILITY},
    {"http://schemas.openxmlformats.org/officeDocument/2006/math", MATH},
    {"http://purl.oclc.org/ooxml/officeDocument/math", MATH},
    {0},
};

const struct reader_xml_name reader__docx_names[] = {
    {WORD, EL_ABSTRACT_NUM, "abstractNum"},
    {WORD, EL_ABSTRACT_NUM_ID, "abstractNumId"},
    {COMPATIBILITY, EL_ALTERNATE, "AlternateContent"},
    {WORD, EL_ALT_CHUNK, "altChunk"},
    {WORD, EL_B, "b"},
    {WORD, EL_BASED_ON, "basedOn"},
    {WORD, EL_BR, "br"},
    {COMPATIBILITY, EL_CHOICE, "Choice"},
    {WORD, EL_CR, "cr"},
    {WORD, EL_DEL, "del"},
    {WORD, EL_DOC_DEFAULTS, "docDefaults"},
    {WORD, EL_ENDNOTE, "endnote"},
    {WORD, EL_ENDNOTE_REFERENCE, "endnoteReference"},
    {COMPATIBILITY, EL_FALLBACK, "Fallback"},
    {WORD, EL_FLD_CHAR, "fldChar"},
    {WORD, EL_FOOTER, "ftr"},
    {WORD, EL_FOOTNOTE, "footnote"},
    {WORD, EL_FOOTNOTE_REFERENCE, "footnoteReference"},
    {WORD, EL_GRID_BEFORE, "gridBefore"},
    {WORD, EL_GRID_SPAN, "gridSpan"},
    {WORD, EL_HEADER, "hdr"},
    {WORD, EL_I, "i"},
    {WORD, EL_ILVL, "ilvl"},
    {WORD, EL_IND, "ind"},
    {WORD, EL_IS_LGL, "isLgl"},
    {WORD, EL_JC, "jc"},
    {WORD, EL_LVL, "lvl"},
    {WORD, EL_LVL_OVERRIDE, "lvlOverride"},
    {WORD, EL_LVL_RESTART, "lvlRestart"},
    {WORD, EL_LVL_TEXT, "lvlText"},
    {MATH, EL_MATH_TEXT, "t"},
    {WORD, EL_MOVE_FROM, "moveFrom"},
    {WORD, EL_NAME, "name"},
    {WORD, EL_NO_BREAK_HYPHEN, "noBreakHyphen"},
    {WORD, EL_NUM, "num"},
    {WORD, EL_NUM_FMT, "numFmt"},
    {WORD, EL_NUM_ID, "numId"},
    {WORD, EL_NUM_PR, "numPr"},
    {WORD, EL_NUM_STYLE_LINK, "numStyleLink"},
    {WORD, EL_OLD_PROPERTIES, "pPrChange"},
    {WORD, EL_OLD_PROPERTIES, "rPrChange"},
    {WORD, EL_OLD_PROPERTIES, "sectPrChange"},
    {WORD, EL_OLD_PROPERTIES, "tblPrChange"},
    {WORD, EL_OLD_PROPERTIES, "tblGridChange"},
    {WORD, EL_OLD_PROPERTIES, "tblPrExChange"},
    {WORD, EL_OLD_PROPERTIES, "tcPrChange"},
    {WORD, EL_OLD_PROPERTIES, "trPrChange"},
    {WORD, EL_OUTLINE_LVL, "outlineLvl"},
    {WORD, EL_P, "p"},
    {WORD, EL_P_PR, "pPr"},
    {WORD, EL_P_STYLE, "pStyle"},
    {WORD, EL_PAGE_BREAK_BEFORE, "pageBreakBefore"},
    {WORD, EL_R, "r"},
    {WORD, EL_R_FONTS, "rFonts"},
    {WORD, EL_R_PR, "rPr"},
    {WORD, EL_R_STYLE, "rStyle"},
    {WORD, EL_RENDERED_BREAK, "lastRenderedPageBreak"},
    {WORD, EL_RUBY_TEXT, "rt"},
    {WORD, EL_SDT_PR, "sdtPr"},
    {WORD, EL_SDT_PR, "sdtEndPr"},
    {WORD, EL_SECT_PR, "sectPr"},
    {WORD, EL_START, "start"},
    {WORD, EL_START_OVERRIDE, "startOverride"},
    {WORD, EL_STYLE, "style"},
    {WORD, EL_SUB_DOC, "subDoc"},
    {WORD, EL_SYM, "sym"},
    {WORD, EL_T, "t"},
    {WORD, EL_TAB, "tab"},
    {WORD, EL_TAB, "ptab"},
    {WORD, EL_TBL, "tbl"},
    {WORD, EL_TBL_HEADER, "tblHeader"},
    {WORD, EL_TBL_STYLE_PR, "tblStylePr"},
    {WORD, EL_TC, "tc"},
    {WORD, EL_TR, "tr"},
    {WORD, EL_TR_PR, "trPr"},
    {WORD, EL_TXBX_CONTENT, "txbxContent"},
    {WORD, EL_TYPE, "type"},
    {WORD, EL_V_MERGE, "vMerge"},
    {WORD, EL_VANISH, "vanish"},
    {0},
};

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
