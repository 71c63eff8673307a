#pragma once

/* Office files made in memory: a zip of parts, and DOCX, XLSX, ODT from a short text of their
 * insides. Such a text holds the body's XML and, after lines "@numbering", "@styles" … that of
 * other parts. */

#include <stdlib.h>
#include <zlib.h>

#include "base/buf.h"

/* A zip being written. Fields of its headers can be spoilt by the tests, which know where they lie.
 */
struct zip {
    struct buf bytes, central;
    uint16_t count;
};

static inline void zip_put(struct buf *b, uint64_t value, int bytes)
{
    for (int i = 0; i < bytes; i++, value >>= 8)
        buf_char(b, (char)(value & 0xFF));
}

static inline void zip_start(struct zip *z)
{
    buf_init(&z->bytes, (size_t)1 << 30);
    buf_init(&z->central, (size_t)1 << 28);
    z->count = 0;
}

static inline void zip_release(struct zip *z)
{
    buf_release(&z->bytes);
    buf_release(&z->central);
}

/* What both headers say: version, flags, method, time, day, crc, sizes, length of name and extra.
 */
static inline void zip_head(struct buf *b, int method, uint32_t crc, size_t stored, size_t size,
                            struct str name)
{
    zip_put(b, 20, 2);
    zip_put(b, 0, 2);
    zip_put(b, (uint64_t)method, 2);
    zip_put(b, 0x5A210000, 4);
    zip_put(b, crc, 4);
    zip_put(b, stored, 4);
    zip_put(b, size, 4);
    zip_put(b, name.n, 2);
    zip_put(b, 0, 2);
}

/* Adds the line of the directory for an entry whose local header lies at `offset`. */
static inline void zip_list(struct zip *z, struct str name, int method, uint32_t crc, size_t stored,
                            size_t size, size_t offset)
{
    zip_put(&z->central, 0x02014b50, 4);
    zip_put(&z->central, 20, 2);
    zip_head(&z->central, method, crc, stored, size, name);
    zip_put(&z->central, 0, 10);
    zip_put(&z->central, offset, 4);
    buf_add(&z->central, name);
    z->count++;
}

/* Stored as it is, or deflated; gives where the local header lies. */
static inline size_t zip_add(struct zip *z, const char *name, struct str content, bool deflated)
{
    struct str s = str_from(name), stored = content;
    uint32_t crc = (uint32_t)crc32(0, (const Bytef *)content.p, (uInt)content.n);
    size_t at = z->bytes.n;
    Bytef *packed = NULL;

    if (deflated) {
        z_stream d = {0};

        if (deflateInit2(&d, 6, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY) != Z_OK)
            abort();
        packed = malloc(deflateBound(&d, content.n));
        d.next_in = (Bytef *)(uintptr_t)content.p;
        d.avail_in = (uInt)content.n;
        d.next_out = packed;
        d.avail_out = (uInt)deflateBound(&d, content.n);
        if (!packed || deflate(&d, Z_FINISH) != Z_STREAM_END)
            abort();
        stored = (struct str){(const char *)packed, d.total_out};
        deflateEnd(&d);
    }
    zip_put(&z->bytes, 0x04034b50, 4);
    zip_head(&z->bytes, deflated ? 8 : 0, crc, stored.n, content.n, s);
    buf_add(&z->bytes, s);
    buf_add(&z->bytes, stored);
    zip_list(z, s, deflated ? 8 : 0, crc, stored.n, content.n, at);
    free(packed);
    return at;
}

/* The directory behind the entries. The bytes live until zip_release(). */
static inline struct str zip_end(struct zip *z)
{
    size_t at = z->bytes.n;

    buf_add(&z->bytes, buf_str(&z->central));
    zip_put(&z->bytes, 0x06054b50, 4);
    zip_put(&z->bytes, 0, 4);
    zip_put(&z->bytes, z->count, 2);
    zip_put(&z->bytes, z->count, 2);
    zip_put(&z->bytes, z->central.n, 4);
    zip_put(&z->bytes, at, 4);
    zip_put(&z->bytes, 0, 2);
    return buf_str(&z->bytes);
}

/* What an office program writes around the insides of a part. */
struct office_part {
    const char *mark; /* line that starts it; "" = the body */
    const char *name;
    const char *kind; /* last word of its relation's type, or NULL */
    const char *before, *after;
};

#define OFFICE_W                                                                                   \
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "                    \
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "             \
    "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "                    \
    "xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" "             \
    "xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\""
#define OFFICE_S                                                                                   \
    "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "                         \
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
#define OFFICE_ODF "urn:oasis:names:tc:opendocument:xmlns:"
#define OFFICE_O                                                                                   \
    "xmlns:office=\"" OFFICE_ODF "office:1.0\" xmlns:text=\"" OFFICE_ODF "text:1.0\" "             \
    "xmlns:table=\"" OFFICE_ODF "table:1.0\" xmlns:style=\"" OFFICE_ODF "style:1.0\" "             \
    "xmlns:draw=\"" OFFICE_ODF "drawing:1.0\" xmlns:fo=\"" OFFICE_ODF                              \
    "xsl-fo-compatible:1.0\" xmlns:svg=\"" OFFICE_ODF "svg-compatible:1.0\" "                      \
    "xmlns:loext=\"urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0\""

static const struct office_part office_docx[] = {
    {"", "word/document.xml", NULL, "<w:document " OFFICE_W "><w:body>", "</w:body></w:document>"},
    {"@numbering", "word/numbering.xml", "numbering", "<w:numbering " OFFICE_W ">",
     "</w:numbering>"},
    {"@styles", "word/styles.xml", "styles", "<w:styles " OFFICE_W ">", "</w:styles>"},
    {"@footnotes", "word/footnotes.xml", "footnotes", "<w:footnotes " OFFICE_W ">",
     "</w:footnotes>"},
    {"@endnotes", "word/endnotes.xml", "endnotes", "<w:endnotes " OFFICE_W ">", "</w:endnotes>"},
    {"@header", "word/header1.xml", "header", "<w:hdr " OFFICE_W ">", "</w:hdr>"},
    {0},
};

static const struct office_part office_xlsx[] = {
    {"@workbook", "xl/workbook.xml", NULL, "<workbook " OFFICE_S ">", "</workbook>"},
    {"", "xl/worksheets/sheet1.xml", "worksheet", "<worksheet " OFFICE_S "><sheetData>",
     "</worksheet>"},
    {"@sheet2", "xl/worksheets/sheet2.xml", "worksheet", "<worksheet " OFFICE_S "><sheetData>",
     "</worksheet>"},
    {"@sheet3", "xl/worksheets/sheet3.xml", "worksheet", "<worksheet " OFFICE_S "><sheetData>",
     "</worksheet>"},
    {"@strings", "xl/sharedStrings.xml", "sharedStrings", "<sst " OFFICE_S ">", "</sst>"},
    {"@styles", "xl/styles.xml", "styles", "<styleSheet " OFFICE_S ">", "</styleSheet>"},
    {0},
};

/* Told by its address alone: office_odf_head() writes it, "@auto" goes into its automatic styles.
 */
static const struct office_part office_odt[] = {{0}};

/* The text of one part: from its mark to the next line that begins with '@'. */
static inline bool office_section(struct str text, const char *mark, struct str *ret)
{
    bool open = *mark == 0;
    struct str line;
    const char *from = text.p, *end = text.p + text.n;

    while (str_next(&text, '\n', &line)) {
        if (line.n == 0 || line.p[0] != '@')
            continue;
        if (open) {
            *ret = (struct str){from, (size_t)(line.p - from)};
            return true;
        }
        if (str_is(str_trim(line), str_from(mark))) {
            open = true;
            from = line.p + line.n;
        }
    }
    if (open)
        *ret = (struct str){from, (size_t)(end - from)};
    return open;
}

/* "@relations": relations written out, beside those of the parts that are there. */
static inline void office_relations(struct buf *b, const struct office_part *parts, struct str text)
{
    struct str section;
    int n = 0;

    buf_add(b, STR("<Relationships "
                   "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"));
    for (; parts->mark; parts++, n++)
        if (parts->kind && office_section(text, parts->mark, &section))
            buf_printf(b, "<Relationship Id=\"r%d\" Type=\"http://x/%s\" Target=\"/%s\"/>", n,
                       parts->kind, parts->name);
    if (office_section(text, "@relations", &section))
        buf_add(b, section);
    buf_add(b, STR("</Relationships>"));
}

static inline void office_part_add(struct zip *z, struct buf *b, const char *name)
{
    zip_add(z, name, buf_str(b), false);
    buf_clear(b);
}

static inline void office_odf_head(struct zip *z, struct buf *b, struct str text)
{
    struct str section = STR_NONE;

    zip_add(z, "mimetype", STR("application/vnd.oasis.opendocument.text"), false);
    office_section(text, "@auto", &section);
    buf_printf(b,
               "<office:document-content " OFFICE_O "><office:automatic-styles>%.*s"
               "</office:automatic-styles><office:body><office:text>",
               STR_ARG(section));
    office_section(text, "", &section);
    buf_add(b, section);
    buf_add(b, STR("</office:text></office:body></office:document-content>"));
    office_part_add(z, b, "content.xml");
    if (office_section(text, "@styles", &section)) {
        buf_printf(b, "<office:document-styles " OFFICE_O ">%.*s</office:document-styles>",
                   STR_ARG(section));
        office_part_add(z, b, "styles.xml");
    }
}

/* `text` as a file of the kind that `parts` describe; its bytes live until zip_release(). */
static inline struct str office_file(struct zip *z, const struct office_part *parts,
                                     struct str text)
{
    struct buf b;
    struct str section;
    const char *main = parts->name;

    zip_start(z);
    buf_init(&b, (size_t)1 << 30);
    if (parts == office_odt) {
        office_odf_head(z, &b, text);
        buf_release(&b);
        return zip_end(z);
    }
    buf_printf(&b,
               "<Relationships "
               "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
               "<Relationship Id=\"r1\" Type=\"http://x/officeDocument\" Target=\"%s\"/>"
               "</Relationships>",
               main);
    office_part_add(z, &b, "_rels/.rels");
    office_relations(&b, parts, text);
    office_part_add(z, &b,
                    parts == office_docx ? "word/_rels/document.xml.rels"
                                         : "xl/_rels/workbook.xml.rels");
    for (; parts->mark; parts++) {
        if (!office_section(text, parts->mark, &section)) {
            if (parts->kind)
                continue;
            section = STR("<sheets><sheet name=\"Một\" sheetId=\"7\" r:id=\"r1\"/></sheets>");
        }
        buf_add(&b, str_from(parts->before));
        buf_add(&b, section);
        /* A sheet says itself where its rows end when more follows them. */
        if (str_ends(str_from(parts->before), STR("<sheetData>")) &&
            !str_has(section, STR("</sheetData>")))
            buf_add(&b, STR("</sheetData>"));
        buf_add(&b, str_from(parts->after));
        office_part_add(z, &b, parts->name);
    }
    buf_release(&b);
    return zip_end(z);
}
