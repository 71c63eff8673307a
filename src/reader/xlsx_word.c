#include "reader/xlsx_priv.h"

enum { MAIN = 1 };

const struct reader_xml_space reader__xlsx_spaces[] = {
    {"http://schemas.openxmlformats.org/spreadsheetml/2006/main", MAIN},
    {"http://purl.oclc.org/ooxml/spreadsheetml/main", MAIN},
    {0},
};

const struct reader_xml_name reader__xlsx_names[] = {
    {MAIN, EL_ALIGNMENT, "alignment"},
    {MAIN, EL_B, "b"},
    {MAIN, EL_C, "c"},
    {MAIN, EL_CELL_XFS, "cellXfs"},
    {MAIN, EL_FONT, "font"},
    {MAIN, EL_FONTS, "fonts"},
    {MAIN, EL_IS, "is"},
    {MAIN, EL_MERGE_CELL, "mergeCell"},
    {MAIN, EL_NUM_FMT, "numFmt"},
    {MAIN, EL_NUM_FMTS, "numFmts"},
    {MAIN, EL_PHONETIC, "rPh"},
    {MAIN, EL_ROW, "row"},
    {MAIN, EL_SHEET, "sheet"},
    {MAIN, EL_SI, "si"},
    {MAIN, EL_T, "t"},
    {MAIN, EL_V, "v"},
    {MAIN, EL_WORKBOOK_PR, "workbookPr"},
    {MAIN, EL_XF, "xf"},
    {0},
};
