#include "reader/relation.h"
#include "reader/xlsx_priv.h"

struct sheet_name {
    const char *relation;
    struct str name;
    bool hidden;
};

struct load {
    struct reader_xlsx_book *book;
    struct sheet_name *sheets;
    size_t count, room;
    size_t bytes; /* of the shared strings */
};

static void workbook_start(struct reader_xml *x, int id, const char **attributes)
{
    struct load *l = x->user;
    const char *value;

    if (id == EL_WORKBOOK_PR) {
        value = reader_xml_attribute(attributes, "date1904");
        l->book->from_1904 = value && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
    } else if (id == EL_SHEET) {
        struct sheet_name s = {0};

        if (l->count >= l->book->limits->pages) {
            reader_xml_stop(x, ERR_TOO_BIG, N_("Tệp có hơn %u trang tính nên không đọc."),
                            l->book->limits->pages);
            return;
        }
        /* "r:id"; sheetId is another thing. */
        value = reader_xml_attribute(attributes, "id");
        s.relation = arena_copy(l->book->mem, str_from(value)).p;
        s.name = arena_copy(l->book->mem, str_from(reader_xml_attribute(attributes, "name")));
        value = reader_xml_attribute(attributes, "state");
        s.hidden = value && strcmp(value, "visible") != 0;
        ARENA_PUSH(l->book->mem, l->sheets, l->count, l->room, s);
    }
}

static void strings_start(struct reader_xml *x, int id, const char **attributes)
{
    struct load *l = x->user;

    (void)attributes;
    if (id == EL_SI)
        buf_clear(&l->book->value);
    else if (id == EL_T)
        x->into = &l->book->value;
    else if (id == EL_PHONETIC)
        reader_xml_skip(x);
}

static void strings_end(struct reader_xml *x, int id)
{
    struct load *l = x->user;
    struct reader_xlsx_book *book = l->book;
    struct reader_xlsx_string s = {0};

    if (id == EL_T)
        x->into = NULL;
    if (id != EL_SI)
        return;
    reader_xlsx_word_unescape(&book->value);
    l->bytes += book->value.n;
    if (book->string_count >= book->limits->blocks || l->bytes > book->limits->text_bytes ||
        buf_failed(&book->value)) {
        reader_xml_stop(x, ERR_TOO_BIG,
                        N_("Bảng chuỗi chữ chung của tệp quá lớn (hơn %u chuỗi hoặc %zu MB) nên "
                           "không đọc."),
                        book->limits->blocks, book->limits->text_bytes >> 20);
        return;
    }
    if (book->value.n)
        s.text = arena_copy(book->mem, buf_str(&book->value));
    ARENA_PUSH(book->mem, book->strings, book->string_count, book->string_room, s);
}

static void tell(struct reader_xlsx_book *book, uint32_t page, const char *sentence,
                 const struct sheet_name *s)
{
    struct str name = str_whole(str_cut(s->name, 0, 100));

    doc_tree_remark(&book->b, (struct doc_pos){page, 0},
                    arena_printf(book->mem, sentence, STR_ARG(name)));
}

static int read_sheets(struct load *l, const struct reader_relations *r, struct err *e)
{
    struct reader_xlsx_book *book = l->book;
    uint32_t page = 0;

    for (size_t i = 0; i < l->count; i++) {
        const struct sheet_name *name = &l->sheets[i];
        const struct reader_relation *relation = reader_relation_by_id(r, name->relation);
        struct reader_xlsx_sheet sheet = {0};
        int code;

        if (name->hidden) {
            tell(book, page, N_("Trang tính ẩn \"%.*s\" không đọc."), name);
            continue;
        }
        sheet.page = ++page;
        if (!relation || strcmp(relation->kind, "worksheet") != 0)
            continue; /* a chart, a macro sheet */
        if (relation->external || !reader_package_has(book->package, relation->part)) {
            tell(book, page, N_("Trang tính \"%.*s\" nằm ngoài tệp; không tải về."), name);
            continue;
        }
        if ((code = reader_xlsx_sheet_load(book, relation->part, &sheet, e)))
            return code;
        reader_xlsx_table_build(book, &sheet);
    }
    book->b.tree->page_count = page;
    return ERR_OK;
}

static int read_parts(struct reader_xlsx_book *book, const char *main, struct err *e)
{
    static const struct reader_xml_vocabulary workbook = {reader__xlsx_spaces, reader__xlsx_names,
                                                          workbook_start, NULL};
    static const struct reader_xml_vocabulary strings = {reader__xlsx_spaces, reader__xlsx_names,
                                                         strings_start, strings_end};
    struct load l = {.book = book};
    struct reader_relations r;
    const char *part;
    int code;

    if ((code = reader_relation_load(book->mem, book->package, main, book->limits, &r, e)) ||
        (code = reader_package_parse(book->package, main, &workbook, &l, e)))
        return code;
    part = reader_relation_part(&r, book->package, "sharedStrings");
    if (part && (code = reader_package_parse(book->package, part, &strings, &l, e)))
        return code;
    part = reader_relation_part(&r, book->package, "styles");
    if (part && (code = reader_xlsx_style_load(book, part, e)))
        return code;
    return read_sheets(&l, &r, e);
}

int reader_xlsx_package(struct arena *mem, struct reader_package *p, const char *main,
                        const struct reader_limits *limits, struct doc_tree **ret, struct err *e)
{
    struct reader_xlsx_book *book = ARENA_NEW(mem, struct reader_xlsx_book);
    int r;

    book->mem = mem;
    book->limits = limits;
    book->package = p;
    doc_tree_start(&book->b, mem, "xlsx");
    buf_init(&book->value, limits->text_bytes);
    r = read_parts(book, main, e);
    buf_release(&book->value);
    if (r)
        return r;
    doc_tree_finish(&book->b);
    *ret = book->b.tree;
    return ERR_OK;
}
