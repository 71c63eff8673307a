#include <time.h>

#include "../test.h"
#include "office.h"
#include "outline.h"
#include "reader/reader.h"

/* Every limit of a zip and of what is in it: a file that passes it, what that costs, what is said.
 * Costs are ceilings, far above what is needed and far below what a careless reader would take. */
#ifdef ARENA_DEBUG
enum { SECONDS_MAX = 60, ARENA_MAX = 512 }; /* with sanitizers */
#else
enum { SECONDS_MAX = 6, ARENA_MAX = 512 };
#endif

/* The sentence, or what is seen and the remarks, with the costs proved. */
static struct str read_zip(struct arena *out, struct str bytes)
{
    struct arena *mem = arena_new(0);
    struct doc_tree *tree;
    struct err e = {0};
    struct str seen;
    clock_t began = clock();
    int r = reader_package_read(mem, bytes, &reader_limits_default, &tree, &e);
    double seconds = (double)(clock() - began) / CLOCKS_PER_SEC;

    if (seconds > SECONDS_MAX)
        fail_msg("took %.1f s", seconds);
    if (arena_used(mem) > (size_t)ARENA_MAX << 20)
        fail_msg("took %zu MB", arena_used(mem) >> 20);
    if (r) {
        assert_int_equal(r, e.code);
        seen = arena_copy(out, str_from(e.text));
    } else {
        seen = arena_copy(out, outline(mem, tree));
        for (const struct doc_remark *k = tree->remarks; k; k = k->next)
            seen = arena_printf(out, "%.*s\n! %.*s", STR_ARG(seen), STR_ARG(k->text));
    }
    arena_free(mem);
    return seen;
}

static void shows(struct str bytes, const char *want)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);

    assert_str(read_zip(mem, bytes), str_from(want));
}

/* Same, for files too large to be shown: only the last line counts. */
static void ends_with(struct str bytes, const char *want)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct str seen = read_zip(mem, bytes);

    if (!str_ends(seen, str_from(want)))
        fail_msg("ends with \"%.*s\"", STR_ARG(str_rest(seen, seen.n > 300 ? seen.n - 300 : 0)));
}

static void office_shows(const struct office_part *parts, struct str text, const char *want)
{
    struct zip z;

    shows(office_file(&z, parts, text), want);
    zip_release(&z);
}

static void repeat(struct buf *b, const char *text, size_t times)
{
    for (size_t i = 0; i < times; i++)
        buf_add(b, str_from(text));
}

/* `before`, `text` many times, `after`: as the insides of an office file. */
static void flood(const struct office_part *parts, const char *before, const char *text,
                  size_t times, const char *after, const char *want)
{
    struct buf b;
    struct zip z;

    buf_init(&b, (size_t)1 << 30);
    buf_add(&b, str_from(before));
    repeat(&b, text, times);
    buf_add(&b, str_from(after));
    ends_with(office_file(&z, parts, buf_str(&b)), want);
    zip_release(&z);
    buf_release(&b);
}

#define DOCUMENT     "<w:document " OFFICE_W "><w:body>"
#define DOCUMENT_END "</w:body></w:document>"
#define PAR(text)    "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define HELLO        DOCUMENT PAR("chào") DOCUMENT_END

static void test_package__counts_entries(void **state)
{
    struct zip z;
    char name[32];

    (void)state;
    zip_start(&z);
    for (int i = 0; i < 5000; i++) {
        snprintf(name, sizeof(name), "phần-%d", i);
        zip_add(&z, name, STR(""), false);
    }
    shows(zip_end(&z), "Tệp nén có hơn 4096 phần nên không đọc.");
    zip_release(&z);
}

static void test_package__stops_a_bomb(void **state)
{
    struct buf b;
    struct zip z;

    (void)state;
    buf_init(&b, (size_t)1 << 30);
    buf_add(&b, STR(DOCUMENT "<w:p><w:r><w:t>"));
    repeat(&b, "                                                                ", 1 << 19);
    zip_start(&z);
    zip_add(&z, "word/document.xml", buf_str(&b), true);
    shows(zip_end(&z), "Phần word/document.xml nén hơn 200 lần, như một tệp cố làm tràn bộ nhớ; "
                       "không đọc.");
    zip_release(&z);
    buf_release(&b);
}

/* Stored, so that only the bytes themselves are too many: in one part, then in all together. */
static void test_package__counts_inflated_bytes(void **state)
{
    struct buf b;
    struct zip z;

    (void)state;
    buf_init(&b, (size_t)1 << 30);
    buf_add(&b, STR(DOCUMENT));
    repeat(&b, "                                                                ", 97 << 14);
    zip_start(&z);
    zip_add(&z, "word/document.xml", buf_str(&b), false);
    shows(zip_end(&z), "Phần word/document.xml giải nén ra quá 96 MB nên không đọc.");
    zip_release(&z);
    b.n = (size_t)70 << 20;
    buf_add(&b, STR(DOCUMENT_END));
    zip_start(&z);
    zip_add(&z, "word/document.xml", buf_str(&b), false);
    zip_add(&z, "word/styles.xml", buf_str(&b), false);
    zip_add(&z, "word/_rels/document.xml.rels",
            STR("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
                "relationships\"><Relationship Id=\"a\" Type=\"x/styles\" Target=\"styles.xml\"/>"
                "</Relationships>"),
            false);
    shows(zip_end(&z), "Phần word/document.xml giải nén ra quá 128 MB nên không đọc.");
    zip_release(&z);
    buf_release(&b);
}

/* One entry lies inside the data of another: the same bytes would be read twice. */
static void test_package__refuses_overlap(void **state)
{
    struct zip inner, z;
    struct str name = STR("word/document.xml"), hidden;
    size_t at;

    (void)state;
    zip_start(&inner);
    zip_add(&inner, name.p, STR(HELLO), false);
    hidden = buf_str(&inner.bytes);
    zip_start(&z);
    at = zip_add(&z, "a", hidden, false);
    zip_list(&z, name, 0, (uint32_t)crc32(0, (const Bytef *)HELLO, sizeof(HELLO) - 1),
             sizeof(HELLO) - 1, sizeof(HELLO) - 1, at + 30 + 1);
    shows(zip_end(&z), "Tệp nén có các phần chồng lên nhau nên không đọc.");
    zip_release(&z);
    zip_release(&inner);
}

#define TEN       "0123456789"
#define LONG_NAME TEN TEN TEN TEN TEN TEN TEN TEN TEN "01234567"

static void test_package__refuses_two_of_a_name(void **state)
{
    struct zip z;

    (void)state;
    zip_start(&z);
    zip_add(&z, "word/document.xml", STR(HELLO), false);
    zip_add(&z, "word/document.xml", STR(HELLO), true);
    shows(zip_end(&z), "Tệp nén có hai phần cùng tên \"word/document.xml\" nên không đọc.");
    zip_release(&z);
    /* A long name is cut between two of its letters. */
    zip_start(&z);
    zip_add(&z, LONG_NAME "kế hoạch", STR("a"), false);
    zip_add(&z, LONG_NAME "kế hoạch", STR("b"), false);
    shows(zip_end(&z), "Tệp nén có hai phần cùng tên \"" LONG_NAME "k\" nên không đọc.");
    zip_release(&z);
}

/* Offsets of fields in a local header: flags, method, crc, stored, size, name. */
static void test_package__holds_headers_against_each_other(void **state)
{
    static const struct {
        size_t offset;
        char value;
        const char *want;
    } spoilt[] = {
        {8, 8, "Tệp nén nói hai điều khác nhau về phần \"word/document.xml\" nên không đọc."},
        {14, 1, "Tệp nén nói hai điều khác nhau về phần \"word/document.xml\" nên không đọc."},
        {18, 1, "Tệp nén nói hai điều khác nhau về phần \"word/document.xml\" nên không đọc."},
        {22, 1, "Tệp nén nói hai điều khác nhau về phần \"word/document.xml\" nên không đọc."},
        {30, 'W', "Tệp nén nói hai điều khác nhau về phần \"word/document.xml\" nên không đọc."},
        {6, 1, "Tệp nén nói hai điều khác nhau về phần \"word/document.xml\" nên không đọc."},
        {27, 1, "Tệp nén nói hai điều khác nhau về phần \"word/document.xml\" nên không đọc."},
        {29, 1, "Tệp nén bị hỏng hoặc tải về chưa hết: một phần bị cụt."},
        {29, 99, "Tệp nén bị hỏng hoặc tải về chưa hết: một phần bị cụt."},
        {0, 'X', "Tệp nén bị hỏng hoặc tải về chưa hết: mục lục trỏ ra ngoài."},
        /* a letter of the text: the checksum is wrong */
        {47 + sizeof(DOCUMENT "<w:p><w:r><w:t>") - 1, 'C', "Tệp nén bị hỏng hoặc tải về chưa hết."},
        {10, 1, "chào"}, /* the time of day is nobody's concern */
    };

    (void)state;
    for (size_t i = 0; i < COUNT(spoilt); i++) {
        struct zip z;
        struct str bytes;

        zip_start(&z);
        zip_add(&z, "word/document.xml", STR(HELLO), false);
        bytes = zip_end(&z);
        z.bytes.p[spoilt[i].offset] = spoilt[i].value;
        shows(bytes, spoilt[i].want);
        zip_release(&z);
    }
}

static void test_package__refuses_a_password(void **state)
{
    struct zip z;
    size_t central;

    (void)state;
    zip_start(&z);
    zip_add(&z, "word/document.xml", STR(HELLO), false);
    central = z.bytes.n;
    shows(zip_end(&z), "chào");
    z.bytes.p[6] |= 1;
    z.bytes.p[central + 8] |= 1;
    shows(buf_str(&z.bytes), "Tệp nén có mật khẩu; hãy bỏ mật khẩu rồi đưa lại.");
    zip_release(&z);
    zip_start(&z);
    zip_add(&z, "mimetype", STR("application/vnd.oasis.opendocument.text"), false);
    zip_add(&z, "content.xml", STR("\x80\x01không phải XML"), false);
    zip_add(&z, "META-INF/manifest.xml",
            STR("<m:manifest xmlns:m=\"" OFFICE_ODF "manifest:1.0\"><m:file-entry>"
                "<m:encryption-data/></m:file-entry></m:manifest>"),
            false);
    shows(zip_end(&z), "Tệp có mật khẩu; hãy bỏ mật khẩu rồi đưa lại.");
    zip_release(&z);
}

/* Cut anywhere, a file is refused; only bytes behind its end may be missing or more. */
static void test_package__refuses_what_is_cut(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct str bytes;
    struct zip z;

    (void)state;
    zip_start(&z);
    zip_add(&z, "word/document.xml", STR(HELLO), true);
    bytes = zip_end(&z);
    for (size_t n = 0; n < bytes.n; n++) {
        struct str exact = {n ? memcpy(malloc(n), bytes.p, n) : NULL, n};

        if (!str_starts(read_zip(mem, exact), STR("Tệp nén bị hỏng hoặc tải về chưa hết")))
            fail_msg("cut at %zu of %zu is read", n, bytes.n);
        free((void *)(uintptr_t)exact.p);
    }
    buf_add(&z.bytes, STR("\r\n"));
    shows(buf_str(&z.bytes), "chào");
    zip_release(&z);
}

/* A small file may be written with the fields of a large one. */
static void test_package__reads_zip64(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct str hello = STR(HELLO), name = STR("word/document.xml");
    uint32_t crc = (uint32_t)crc32(0, (const Bytef *)HELLO, sizeof(HELLO) - 1);
    struct buf *b;
    struct zip z;
    size_t central, end;

    (void)state;
    shows(test_file(mem, "../../fuzz/corpus/reader_package/docx-zip64.zip"), "Tân Giang");
    zip_start(&z);
    zip_add(&z, name.p, hello, false);
    b = &z.bytes;
    central = b->n;
    zip_put(b, 0x02014b50, 4);
    zip_put(b, 45, 2);
    zip_head(b, 0, crc, UINT32_MAX, UINT32_MAX, name);
    b->p[b->n - 2] = 4 + 3 * 8; /* length of extra */
    zip_put(b, 0, 10);
    zip_put(b, UINT32_MAX, 4);
    buf_add(b, name);
    zip_put(b, 1, 2);
    zip_put(b, 3 * 8, 2);
    zip_put(b, hello.n, 8);
    zip_put(b, hello.n, 8);
    zip_put(b, 0, 8);
    end = b->n;
    zip_put(b, 0x06064b50, 4);
    zip_put(b, 44, 8);
    zip_put(b, 45 | 45 << 16, 4);
    zip_put(b, 0, 8);
    zip_put(b, 1, 8);
    zip_put(b, 1, 8);
    zip_put(b, end - central, 8);
    zip_put(b, central, 8);
    zip_put(b, 0x07064b50, 4);
    zip_put(b, 0, 4);
    zip_put(b, end, 8);
    zip_put(b, 1, 4);
    zip_put(b, 0x06054b50, 4);
    zip_put(b, 0, 4);
    zip_put(b, UINT32_MAX, 4);
    zip_put(b, UINT32_MAX, 4);
    zip_put(b, UINT32_MAX, 4);
    zip_put(b, 0, 2);
    shows(buf_str(b), "chào");
    b->p[end + 32] = 9; /* nine entries */
    shows(buf_str(b), "Tệp nén bị hỏng hoặc tải về chưa hết: mục lục thiếu dòng.");
    memset(b->p + end + 32, 0xFF, 8);
    shows(buf_str(b), "Tệp nén có hơn 4096 phần nên không đọc.");
    zip_release(&z);
}

static void test_package__tells_kinds(void **state)
{
    static const struct {
        const char *part, *content, *want;
    } cases[] = {
        {"readme.txt", "x",
         "Tệp nén không phải DOCX, XLSX hay ODT; hãy đưa từng văn bản trong đó."},
        {"mimetype", "application/vnd.oasis.opendocument.spreadsheet",
         "Tệp OpenDocument này không phải văn bản; hãy lưu thành DOCX hoặc XLSX."},
        {"_rels/.rels",
         "<r:Relationships "
         "xmlns:r=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
         "<r:Relationship Id=\"a\" Type=\"x/officeDocument\" "
         "Target=\"http://example.invalid/x.docx\" "
         "TargetMode=\"External\"/></r:Relationships>",
         "Nội dung chính nằm ngoài tệp, qua một liên kết; không tải về."},
        {"word/document.xml", HELLO, "chào"},
        {"word/document.xml", "<w:document", "Phần word/document.xml bị hỏng: XML sai ở dòng 1."},
        {"word/document.xml", "", "Phần word/document.xml bị hỏng: XML sai ở dòng 1."},
    };
    struct zip z;

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        zip_start(&z);
        zip_add(&z, cases[i].part, str_from(cases[i].content), false);
        shows(zip_end(&z), cases[i].want);
        zip_release(&z);
    }
    zip_start(&z);
    zip_add(&z, "_rels/.rels",
            STR("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
                "relationships\"><Relationship Id=\"a\" Type=\"x/officeDocument\" "
                "Target=\"/ppt/presentation.xml\"/></Relationships>"),
            false);
    zip_add(&z, "ppt/presentation.xml", STR("<x/>"), false);
    shows(zip_end(&z), "Tệp Office này không phải DOCX hay XLSX; hãy lưu thành một trong hai.");
    zip_release(&z);
}

/* A macro, a picture, any part that no relation of text names: not even inflated. */
static void test_package__passes_over_other_parts(void **state)
{
    struct zip z;
    size_t at;

    (void)state;
    zip_start(&z);
    zip_add(&z, "word/document.xml", STR(HELLO), true);
    at = zip_add(&z, "word/vbaProject.bin", STR("\xD0\xCF\x11\xE0 macro"), false);
    z.bytes.p[at + 30 + 19] ^= 1; /* its checksum is wrong now */
    shows(zip_end(&z), "chào");
    zip_release(&z);
}

static void test_package__refuses_a_dtd(void **state)
{
    struct zip z;

    (void)state;
    zip_start(&z);
    zip_add(&z, "word/document.xml",
            STR("<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;\">"
                "<!ENTITY c SYSTEM \"file:///etc/passwd\">]>" DOCUMENT PAR("&b;&c;") DOCUMENT_END),
            false);
    shows(zip_end(&z),
          "Phần word/document.xml có khai báo DTD, tệp văn phòng không được có; không đọc.");
    zip_release(&z);
}

static void test_package__bounds_xml(void **state)
{
    (void)state;
    flood(office_docx, "", "<w:sdt>", 250, "<w:p><w:r><w:t>sâu</w:t></w:r></w:p>",
          "Phần word/document.xml bị hỏng: XML sai ở dòng 1.");
    flood(office_docx, "", "<w:sdt>", 300000, "",
          "Phần word/document.xml lồng nhau sâu hơn 256 lớp nên không đọc.");
    flood(office_docx, "<w:p w:x=\"", "0123456789abcdef", 1 << 20, "\"/>",
          "Phần word/document.xml có một thẻ dài hơn 1 MB nên không đọc.");
    flood(office_docx, "<!--", "0123456789abcdef", 1 << 20, "-->",
          "Phần word/document.xml có một thẻ dài hơn 1 MB nên không đọc.");
    flood(office_docx, "", "<a xmlns:p1=\"x\" xmlns:p2=\"x\">", 200, "",
          "Phần word/document.xml khai báo quá nhiều không gian tên.");
}

static void test_docx__bounds_floods(void **state)
{
    (void)state;
    flood(office_docx, "", PAR("a"), (1 << 20) + 1, "",
          "Văn bản có hơn 524288 đoạn và ô bảng nên không đọc.");
    flood(office_docx, "<w:p><w:r><w:t>", "0123456789abcdef", (2 << 20) + 1, "</w:t></w:r></w:p>",
          "Văn bản dài hơn 12 MB chữ nên không đọc.");
    flood(office_docx, "<w:tbl>", "<w:tr><w:tc>" PAR("a") "</w:tc></w:tr>", 65537, "</w:tbl>",
          "Bảng có hơn 65536 dòng nên không đọc.");
    flood(office_docx, "", "<w:tbl><w:tr><w:tc>", 80, PAR("đáy"),
          "Phần word/document.xml bị hỏng: XML sai ở dòng 1.");
    flood(office_docx, PAR("a") "\n@styles\n", "<w:style w:styleId=\"a\"/>", 70000, "",
          "Văn bản có hơn 65536 kiểu (style) nên không đọc.");
    flood(office_docx, PAR("a") "\n@numbering\n", "<w:num/>", 70000, "",
          "Văn bản có hơn 65536 kiểu đánh số nên không đọc.");
    /* One note, many references: it is there once. */
    flood(office_docx, "<w:p>", "<w:r><w:footnoteReference w:id=\"1\"/></w:r>", 300000,
          "</w:p>\n@footnotes\n<w:footnote w:id=\"1\">" PAR("ghi chú") "</w:footnote>",
          "N ghi chú");
}

/* Wide and tall cells are cut to the table; then nothing grows with what the file claims. */
static void test_docx__cuts_spans(void **state)
{
    (void)state;
    office_shows(office_docx,
                 STR("<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan "
                     "w:val=\"99999999999999\"/></w:tcPr>" PAR("rộng") "</w:tc><w:tc>" PAR(
                         "ngoài") "</w:tc></w:tr><w:tr><w:trPr>"
                                  "<w:gridBefore w:val=\"2000000000\"/></w:trPr><w:tc>" PAR(
                                      "ngoài") "</w:tc></w:tr></w:tbl>"),
                 "[ 256x1: rộng ]\n! Bảng có ô ở ngoài 256 cột đầu; phần đó không đọc.");
}

/* Every cell claims all rows below it; the next one cuts it. The grid must stay linear, too. */
static void test_odt__cuts_spans(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct doc_tree *tree;
    struct err e = {0};
    struct buf b;
    struct zip z;
    clock_t began = clock();

    (void)state;
    buf_init(&b, (size_t)1 << 30);
    buf_add(&b, STR("<table:table>"));
    repeat(&b,
           "<table:table-row><table:table-cell table:number-rows-spanned=\"2147483647\"><text:p>a"
           "</text:p></table:table-cell></table:table-row>",
           60000);
    buf_add(&b, STR("</table:table>"));
    assert_int_equal(reader_package_read(mem, office_file(&z, office_odt, buf_str(&b)),
                                         &reader_limits_default, &tree, &e),
                     ERR_OK);
    assert_int_equal(tree->first->row_count, 60000);
    assert_int_equal(tree->first->rows[0].cells[0].rowspan, 1);
    assert_int_equal(tree->first->rows[59999].cells[0].rowspan, 1);
    assert_non_null(doc_tree_grid(mem, tree->first));
    assert_true((double)(clock() - began) / CLOCKS_PER_SEC < SECONDS_MAX);
    zip_release(&z);
    buf_release(&b);
}

static void test_odt__bounds_floods(void **state)
{
    (void)state;
    flood(office_odt,
          "<table:table><table:table-row table:number-rows-repeated=\"2000000000\">"
          "<table:table-cell><text:p>",
          "a", 1, "</text:p></table:table-cell></table:table-row></table:table>",
          "Bảng có hơn 65536 dòng nên không đọc.");
    /* 60000 rows of a thousand bytes each, out of a few: every copy counts. */
    flood(office_odt,
          "<table:table><table:table-row table:number-rows-repeated=\"60000\">"
          "<table:table-cell><text:p>",
          "0123456789", 100, "</text:p></table:table-cell></table:table-row></table:table>",
          "Văn bản dài hơn 12 MB chữ nên không đọc.");
    flood(office_odt,
          "<table:table><table:table-row><table:table-cell "
          "table:number-columns-repeated=\"1000000000\" table:number-columns-spanned=\"7\">"
          "<text:p>",
          "a", 1, "</text:p></table:table-cell></table:table-row></table:table>",
          "! Bảng có ô ở ngoài 256 cột đầu; phần đó không đọc.");
    flood(office_odt, "", "<text:p>a</text:p>", (1 << 20) + 1, "",
          "Văn bản có hơn 524288 đoạn và ô bảng nên không đọc.");
    flood(office_odt, "\n@auto\n",
          "<style:style style:name=\"a\" style:family=\"text\" style:parent-style-name=\"a\"/>",
          70000, "", "Văn bản có hơn 65536 kiểu (style) nên không đọc.");
}

#define CELL(text) "<c t=\"str\"><v>" text "</v></c>"

static void test_xlsx__bounds_floods(void **state)
{
    char *long_string = malloc(50001);
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);

    (void)state;
    flood(office_xlsx, "\n@strings\n", "<si><t/></si>", (1 << 20) + 1, "",
          "Bảng chuỗi chữ chung của tệp quá lớn (hơn 524288 chuỗi hoặc 12 MB) nên không đọc.");
    flood(office_xlsx, "\n@strings\n<si><t>", "0123456789abcdef", (2 << 20) + 1, "</t></si>",
          "Bảng chuỗi chữ chung của tệp quá lớn (hơn 524288 chuỗi hoặc 12 MB) nên không đọc.");
    /* One long string in very many cells: shared in the file, not in the tree. */
    memset(long_string, 'a', 50000);
    long_string[50000] = 0;
    flood(office_xlsx, "<row>", "<c t=\"s\"><v>0</v></c></row><row>", 1000,
          arena_printf(mem, "</row>\n@strings\n<si><t>%s</t></si>", long_string).p,
          "Văn bản dài hơn 12 MB chữ nên không đọc.");
    free(long_string);
    flood(office_xlsx, "", "<row>" CELL("a") "</row>", 65537, "",
          "Bảng có hơn 65536 dòng nên không đọc.");
    flood(office_xlsx, "<row>", CELL("a"), 1 << 20, "</row>",
          "\n! Bảng có ô ở ngoài 256 cột đầu; phần đó không đọc.");
    /* Empty rows and cells, however many, are nothing. */
    flood(office_xlsx, "<row>" CELL("a") "</row>", "<row><c s=\"1\"/></row>", 1 << 20, "", "a");
    flood(office_xlsx, "\n@workbook\n<sheets>", "<sheet name=\"a\"/>", 2001, "</sheets>",
          "Tệp có hơn 2000 trang tính nên không đọc.");
    flood(office_xlsx, "\n@styles\n<cellXfs>", "<xf/>", 70000, "</cellXfs>",
          "Bảng tính có hơn 65536 kiểu ô nên không đọc.");
}

/* Regions over everything, many times: only the first of those that overlap counts. */
static void test_xlsx__bounds_regions(void **state)
{
    (void)state;
    flood(office_xlsx,
          "<row r=\"1\">" CELL("a") CELL("b") "</row><row r=\"1048576\">" CELL("c")
              CELL("d") "</row></sheetData><mergeCells>",
          "<mergeCell ref=\"A1:XFD1048575\"/>", 200000, "</mergeCells>", "a\n[ c | d ]");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_package__counts_entries),
        cmocka_unit_test(test_package__stops_a_bomb),
        cmocka_unit_test(test_package__counts_inflated_bytes),
        cmocka_unit_test(test_package__refuses_overlap),
        cmocka_unit_test(test_package__refuses_two_of_a_name),
        cmocka_unit_test(test_package__holds_headers_against_each_other),
        cmocka_unit_test(test_package__refuses_a_password),
        cmocka_unit_test(test_package__refuses_what_is_cut),
        cmocka_unit_test(test_package__reads_zip64),
        cmocka_unit_test(test_package__tells_kinds),
        cmocka_unit_test(test_package__passes_over_other_parts),
        cmocka_unit_test(test_package__refuses_a_dtd),
        cmocka_unit_test(test_package__bounds_xml),
        cmocka_unit_test(test_docx__bounds_floods),
        cmocka_unit_test(test_docx__cuts_spans),
        cmocka_unit_test(test_odt__cuts_spans),
        cmocka_unit_test(test_odt__bounds_floods),
        cmocka_unit_test(test_xlsx__bounds_floods),
        cmocka_unit_test(test_xlsx__bounds_regions),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
