#include "office/sheet_priv.h"

#define XML      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define FORMATS  "http://schemas.openxmlformats.org/"
#define RELATION FORMATS "officeDocument/2006/relationships"
#define MAIN     FORMATS "spreadsheetml/2006/main"
#define PACKAGE  FORMATS "package/2006/"
#define SHEET    "application/vnd.openxmlformats-officedocument.spreadsheetml."

static const char types[] = XML
    "<Types xmlns=\"" PACKAGE "content-types\">"
    "<Default Extension=\"rels\" "
    "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" SHEET "sheet.main+xml\"/>"
    "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"" SHEET "worksheet+xml\"/>"
    "<Override PartName=\"/xl/styles.xml\" ContentType=\"" SHEET "styles+xml\"/>"
    "<Override PartName=\"/docProps/core.xml\" "
    "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
    "</Types>";

static const char package_relations[] = XML
    "<Relationships xmlns=\"" PACKAGE "relationships\">"
    "<Relationship Id=\"rId1\" Type=\"" RELATION "/officeDocument\" "
    "Target=\"xl/workbook.xml\"/>"
    "<Relationship Id=\"rId2\" Type=\"" PACKAGE "relationships/metadata/core-properties\" "
    "Target=\"docProps/core.xml\"/>"
    "</Relationships>";

static const char workbook_relations[] = XML
    "<Relationships xmlns=\"" PACKAGE "relationships\">"
    "<Relationship Id=\"rId1\" Type=\"" RELATION "/worksheet\" "
    "Target=\"worksheets/sheet1.xml\"/>"
    "<Relationship Id=\"rId2\" Type=\"" RELATION "/styles\" Target=\"styles.xml\"/>"
    "</Relationships>";

static bool part(struct office_sheet *x, const char *name)
{
    return !buf_failed(&x->buf) && office_zip_part(x->zip, name) && office__sheet_flush(x) &&
           office_zip_end(x->zip);
}

static bool part_of(struct office_sheet *x, const char *name, const char *text)
{
    buf_add(&x->buf, str_from(text));
    return part(x, name);
}

/* At most 31 letters, without what Excel refuses in the name of a sheet. */
static struct str sheet_name(struct office_sheet *x)
{
    struct str s = arena_copy(x->mem, x->form->name);
    size_t n = 0, letters = 0;

    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0x20 && !strchr("[]:*?/\\'", s.p[i])) {
            letters += ((unsigned char)s.p[i] & 0xC0) != 0x80;
            if (letters > 31)
                break;
            ((char *)s.p)[n++] = s.p[i];
        }
    s.n = n;
    s = str_trim(s);
    return s.n ? s : STR("Sheet1");
}

static void sheet_name_add(struct office_sheet *x)
{
    office__xml_text(&x->buf, sheet_name(x), 31);
}

/* The filter has a hidden name of its own, the line repeated on every page a known one. */
static bool workbook(struct office_sheet *x)
{
    buf_add(&x->buf, STR(XML "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" RELATION "\">"
                             "<bookViews><workbookView/></bookViews><sheets><sheet name=\""));
    sheet_name_add(x);
    buf_add(&x->buf, STR("\" sheetId=\"1\" r:id=\"rId1\"/></sheets><definedNames>"
                         "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"0\" "
                         "hidden=\"1\">'"));
    sheet_name_add(x);
    buf_printf(&x->buf, "'!$A$%zu:$%s$%zu</definedName>", x->header,
               x->column[x->form->column_count - 1], x->line - 1);
    buf_add(&x->buf, STR("<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">'"));
    sheet_name_add(x);
    buf_printf(&x->buf, "'!$%zu:$%zu</definedName></definedNames></workbook>", x->header,
               x->header);
    return part(x, "xl/workbook.xml");
}

/* A cell may be edited: quotePrefix keeps Excel from reading its text as a formula then, too. */
static void look(struct office_sheet *x, int format, int font, int fill, int border,
                 const char *more, const char *alignment)
{
    buf_printf(&x->buf,
               "<xf numFmtId=\"%d\" fontId=\"%d\" fillId=\"%d\" borderId=\"%d\" xfId=\"0\" "
               "applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" "
               "applyAlignment=\"1\"%s><alignment vertical=\"top\"%s/></xf>",
               format, font, fill, border, more, alignment);
}

static void looks(struct office_sheet *x)
{
    static const char text[] = " quotePrefix=\"1\"";

    buf_printf(&x->buf,
               "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" "
               "borderId=\"0\"/></cellStyleXfs><cellXfs count=\"%d\">",
               OFFICE__LOOK_DECIMAL + OFFICE__LOOK_SCALES);
    look(x, 0, 0, 0, 0, "", "");
    look(x, 0, 2, 0, 0, text, "");
    look(x, 0, 3, 0, 0, text, "");
    look(x, 0, 1, 2, 1, text, " wrapText=\"1\"");
    look(x, 0, 1, 2, 1, text, " wrapText=\"1\" horizontal=\"right\"");
    look(x, 0, 0, 0, 1, text, " wrapText=\"1\"");
    look(x, 1, 0, 0, 1, "", "");
    look(x, 200, 0, 0, 1, "", " horizontal=\"left\"");
    for (int i = 0; i < OFFICE__LOOK_SCALES; i++)
        look(x, 201 + i, 0, 0, 1, "", "");
    buf_add(&x->buf, STR("</cellXfs>"));
}

#define FONT(size, more)                                                                           \
    "<font>" more "<sz val=\"" size "\"/><name val=\"Times New Roman\"/></font>"
#define SIDE(name) "<" name " style=\"thin\"><color rgb=\"FFB6BFC8\"/></" name ">"

static bool styles(struct office_sheet *x)
{
    buf_printf(&x->buf,
               XML "<styleSheet xmlns=\"" MAIN "\"><numFmts count=\"%d\">"
                   "<numFmt numFmtId=\"200\" formatCode=\"dd/mm/yyyy\"/>",
               1 + OFFICE__LOOK_SCALES);
    for (int i = 0; i < OFFICE__LOOK_SCALES; i++)
        buf_printf(&x->buf, "<numFmt numFmtId=\"%d\" formatCode=\"#,##0%s%.*s\"/>", 201 + i,
                   i ? "." : "", i, "000000000000000000");
    buf_add(
        &x->buf,
        STR("</numFmts><fonts count=\"4\">" FONT("12", "") FONT("12", "<b/>") FONT("14", "<b/>")
                FONT("12",
                     "<i/>") "</fonts>"
                             "<fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill>"
                             "<fill><patternFill patternType=\"gray125\"/></fill>"
                             "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFE6EBEF\"/>"
                             "</patternFill></fill></fills><borders count=\"2\">"
                             "<border><left/><right/><top/><bottom/></border><border>" SIDE("left")
                                 SIDE("right") SIDE("top") SIDE("bottom") "</border></borders>"));
    looks(x);
    buf_add(&x->buf, STR("<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" "
                         "builtinId=\"0\"/></cellStyles></styleSheet>"));
    return part(x, "xl/styles.xml");
}

static bool properties(struct office_sheet *x)
{
    int64_t day = x->form->time / 86400, second = x->form->time % 86400;
    char date[11];

    if (second < 0) {
        second += 86400;
        day--;
    }
    day_iso((struct day){(int32_t)(day - 10957)}, date); /* from 1970 to 2000 */
    buf_add(&x->buf, STR(XML "<cp:coreProperties xmlns:cp=\"" PACKAGE "metadata/core-properties\" "
                             "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                             "xmlns:dcterms=\"http://purl.org/dc/terms/\" "
                             "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>"));
    office__xml_text(&x->buf, x->form->title, 255);
    buf_add(&x->buf, STR("</dc:title><dc:creator>"));
    office__xml_text(&x->buf, x->form->author, 255);
    buf_add(&x->buf, STR("</dc:creator>"));
    for (int i = 0; i < 2; i++)
        buf_printf(&x->buf,
                   "<dcterms:%s xsi:type=\"dcterms:W3CDTF\">%sT%02d:%02d:%02dZ</dcterms:%s>",
                   i ? "modified" : "created", date, (int)(second / 3600), (int)(second / 60 % 60),
                   (int)(second % 60), i ? "modified" : "created");
    buf_add(&x->buf, STR("</cp:coreProperties>"));
    return part(x, "docProps/core.xml");
}

/* What tells the kind of a file from its beginning looks for these. */
bool office__parts_begin(struct office_sheet *x)
{
    return part_of(x, "[Content_Types].xml", types) &&
           part_of(x, "_rels/.rels", package_relations) &&
           part_of(x, "xl/_rels/workbook.xml.rels", workbook_relations);
}

bool office__parts_end(struct office_sheet *x)
{
    return workbook(x) && styles(x) && properties(x);
}
