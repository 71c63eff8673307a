#include "reader/reader.h"

#include <strings.h>

#include "text/charset.h"

const struct reader_limits reader_limits_default = {
    .file_bytes = (size_t)64 << 20,
    .inflated_bytes = (size_t)128 << 20,
    .part_bytes = (size_t)96 << 20,
    .ratio = 200,
    .entries = 4096,
    .xml_depth = 256,
    /* A draft takes forty times the text and a kilobyte a paragraph: these two keep it below the
     * ceiling of its arena. A thousand pages have 3 MB in 50,000 paragraphs. */
    .blocks = 1u << 19,
    .text_bytes = (size_t)12 << 20,
    .columns = 256,
    .rows = 65536,
    .pages = 2000,
};

enum { HEAD = 4096 }; /* bytes that tell the kind */

static bool has(struct str head, const char *word)
{
    size_t n = strlen(word);

    for (size_t i = 0; i + n <= head.n; i++)
        if (strncasecmp(head.p + i, word, n) == 0)
            return true;
    return false;
}

static bool starts(struct str s, const char *word)
{
    size_t n = strlen(word);

    return s.n >= n && strncasecmp(s.p, word, n) == 0;
}

static bool is_zip(struct str head)
{
    return str_starts(head, STR("PK\x03\x04")) || str_starts(head, STR("PK\x05\x06"));
}

static bool is_pdf(struct str head)
{
    return str_has(str_cut(head, 0, 1024), STR("%PDF-"));
}

static bool is_ole(struct str head)
{
    return str_starts(head, STR("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"));
}

static bool is_rtf(struct str head)
{
    return str_starts(head, STR("{\\rtf"));
}

static bool is_image(struct str head)
{
    return str_starts(head, STR("\x89PNG")) || str_starts(head, STR("\xFF\xD8\xFF")) ||
           str_starts(head, STR("GIF8")) || str_starts(head, STR("BM\x36")) ||
           str_starts(head, STR("II*\0")) || str_starts(head, STR("MM\0*")) ||
           (str_starts(head, STR("RIFF")) && str_starts(str_rest(head, 8), STR("WEBP"))) ||
           str_starts(str_rest(head, 4), STR("ftyphei"));
}

static bool is_archive(struct str head)
{
    return str_starts(head, STR("Rar!")) || str_starts(head, STR("7z\xBC\xAF")) ||
           str_starts(head, STR("\x1F\x8B"));
}

/* Word 2003 XML and flat ODT; asked after is_html(), because Word's web pages carry such words. */
static bool is_office_xml(struct str head)
{
    return has(head, "<?mso-application") || has(head, "<w:wordDocument") ||
           has(head, "<office:document");
}

static bool is_mail_page(struct str head)
{
    return starts(head, "MIME-Version:") && has(head, "multipart/related");
}

static bool is_html(struct str head)
{
    static const char *const first[] = {"<!doctype html", "<html",  "<head",  "<body",  "<meta",
                                        "<title",         "<table", "<div",   "<p>",    "<p ",
                                        "<span",          "<link",  "<style", "<script"};

    if (starts(head, "<?xml") || starts(head, "<!--"))
        return has(head, "<html") || has(head, "<body") || has(head, "<table");
    for (size_t i = 0; i < COUNT(first); i++)
        if (starts(head, first[i]))
            return true;
    return false;
}

/* Bytes that no text holds. UTF-16 has been decoded before. */
static bool is_binary(struct str head)
{
    size_t odd = 0;

    for (size_t i = 0; i < head.n; i++) {
        unsigned char c = (unsigned char)head.p[i];

        odd += c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v';
    }
    return odd * 50 > head.n;
}

/* Told from top to bottom; a kind without a reader says why. */
static const struct kind {
    bool (*is)(struct str head);
    int (*read)(struct arena *mem, struct str bytes, const struct reader_limits *limits,
                struct doc_tree **ret, struct err *e);
    enum reader_library library;
    const char *sentence;
} kinds[] = {
    {is_zip, reader_package_read, READER_LIBRARY_PACKAGE, NULL},
    {is_pdf, reader_pdf_read, READER_LIBRARY_PDF, NULL},
    {is_ole, NULL, READER_LIBRARY_NONE,
     N_("Tệp Word hoặc Excel đời cũ (.doc, .xls) chưa đọc được; hãy lưu lại thành .docx hoặc "
        ".xlsx.")},
    {is_rtf, NULL, READER_LIBRARY_NONE, N_("Tệp RTF chưa đọc được; hãy lưu lại thành .docx.")},
    {is_image, NULL, READER_LIBRARY_NONE,
     N_("Tệp là ảnh chụp hoặc bản quét, chưa đọc được chữ trong ảnh.")},
    {is_archive, NULL, READER_LIBRARY_NONE,
     N_("Tệp nén chưa đọc được; hãy giải nén rồi đưa từng văn bản vào.")},
    {is_html, reader_html_read, READER_LIBRARY_HTML, NULL},
    {is_office_xml, NULL, READER_LIBRARY_NONE,
     N_("Tệp XML của bộ văn phòng chưa đọc được; hãy lưu lại thành .docx.")},
    {is_mail_page, NULL, READER_LIBRARY_NONE,
     N_("Trang web lưu kiểu .mht chưa đọc được; hãy lưu lại thành .html.")},
    {is_binary, NULL, READER_LIBRARY_NONE,
     N_("Tệp không phải văn bản: không nhận ra loại nào namro đọc được.")},
};

/* The first bytes as text: in UTF-8, without its mark and the white space before. */
static struct str head_of(struct arena *mem, struct str bytes)
{
    struct str head = str_cut(bytes, 0, HEAD);

    if (str_starts(str_from(text_charset_guess(head, STR_NONE)), STR("utf-16")))
        head = text_charset_to_utf8(mem, head, STR_NONE, NULL);
    else if (str_starts(head, STR("\xEF\xBB\xBF")))
        head = str_rest(head, 3);
    return is_pdf(head) || is_ole(head) ? head : str_trim(head);
}

static const struct kind *kind_of(struct str head)
{
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (kinds[i].is(head))
            return &kinds[i];
    return NULL;
}

/* "&nbsp;" … */
static bool has_entity(struct str s)
{
    const char *at;

    for (; (at = memchr(s.p, '&', s.n)); s = str_rest(s, (size_t)(at + 1 - s.p)))
        if ((size_t)(at - s.p) + 1 < s.n && ((at[1] | 32) >= 'a' && (at[1] | 32) <= 'z') &&
            memchr(at, ';', s.n - (size_t)(at - s.p) < 12 ? s.n - (size_t)(at - s.p) : 12))
            return true;
    return false;
}

enum reader_library reader_library_for(struct arena *mem, struct str bytes)
{
    struct str head = head_of(mem, bytes);
    const struct kind *kind = head.n ? kind_of(head) : NULL;

    if (kind)
        return kind->library;
    /* Entities and tables of HTML in Markdown are libxml2's to know. */
    return head.n && (has_entity(bytes) || str_has(bytes, STR("<table"))) ? READER_LIBRARY_HTML
                                                                          : READER_LIBRARY_NONE;
}

int reader_read(struct arena *mem, struct str bytes, const struct reader_limits *limits,
                struct doc_tree **ret, struct err *e)
{
    const struct kind *kind;
    struct str head;

    if (bytes.n > limits->file_bytes)
        return err_set(e, ERR_TOO_BIG, N_("Tệp lớn hơn %zu MB nên không đọc."),
                       limits->file_bytes >> 20);
    head = head_of(mem, bytes);
    if (head.n == 0)
        return err_set(e, ERR_EMPTY, N_("Tệp không có chữ nào."));
    kind = kind_of(head);
    if (kind)
        return kind->read ? kind->read(mem, bytes, limits, ret, e)
                          : err_set(e, ERR_UNSUPPORTED, "%s", err_text(e, kind->sentence));
    return reader_markdown_is(bytes) ? reader_markdown_read(mem, bytes, limits, ret, e)
                                     : reader_text_read(mem, bytes, limits, ret, e);
}
