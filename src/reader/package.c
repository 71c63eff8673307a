#include "reader/package.h"

#include <zip.h>

#include "reader/relation.h"

struct reader_package {
    struct arena *mem;
    const struct reader_limits *limits;
    zip_t *zip;
    struct reader_package_entry *entries;
    size_t inflated; /* of all parts so far */
};

enum { RATIO_FROM = 1 << 20 };

static int refuse(struct err *e, zip_error_t *error)
{
    if (zip_error_code_zip(error) == ZIP_ER_MEMORY)
        return err_set(e, ERR_SYSTEM, N_("Máy không đủ bộ nhớ để đọc tệp."));
    return err_set(e, ERR_UNREADABLE, N_("Tệp nén bị hỏng hoặc tải về chưa hết."));
}

/* Two readings of one directory must be one: else what was checked is not what is read. */
static bool is_as_checked(const struct reader_package *p, size_t count)
{
    if ((size_t)zip_get_num_entries(p->zip, 0) != count)
        return false;
    for (size_t i = 0; i < count; i++)
        if (!str_is(str_from(zip_get_name(p->zip, i, ZIP_FL_ENC_RAW)), p->entries[i].name))
            return false;
    return true;
}

static void package_freep(struct reader_package **p)
{
    if (*p && (*p)->zip)
        zip_discard((*p)->zip);
    *p = NULL;
}

static int package_open(struct arena *mem, struct str bytes, const struct reader_limits *limits,
                        struct reader_package **ret, struct err *e)
{
    CLEANUP(package_freep) struct reader_package *p = NULL;
    struct reader_package_entry *entries;
    zip_source_t *source;
    zip_error_t error;
    size_t count;
    int r = reader_package_check(mem, bytes, limits, &entries, &count, e);

    if (r)
        return r;
    p = ARENA_NEW(mem, struct reader_package);
    p->mem = mem;
    p->limits = limits;
    p->entries = entries;
    zip_error_init(&error);
    source = zip_source_buffer_create(bytes.p, bytes.n, 0, &error);
    if (source && !(p->zip = zip_open_from_source(source, ZIP_RDONLY, &error)))
        zip_source_free(source);
    r = p->zip ? ERR_OK : refuse(e, &error);
    zip_error_fini(&error);
    if (r)
        return r;
    if (!is_as_checked(p, count))
        return err_set(e, ERR_UNREADABLE, N_("Tệp nén có mục lục không rõ ràng nên không đọc."));
    *ret = p;
    p = NULL;
    return ERR_OK;
}

bool reader_package_has(const struct reader_package *p, const char *part)
{
    return zip_name_locate(p->zip, part, 0) >= 0;
}

/* One part on its way through inflate. */
struct stream {
    struct reader_package *p;
    const char *part;
    zip_file_t *file;
    size_t stored, inflated;
};

static int64_t inflate_piece(void *from, char *piece, size_t room, struct err *e)
{
    struct stream *s = from;
    const struct reader_limits *limits = s->p->limits;
    zip_int64_t n = zip_fread(s->file, piece, room);

    if (n < 0) {
        refuse(e, zip_file_get_error(s->file));
        return -1;
    }
    s->inflated += (size_t)n;
    s->p->inflated += (size_t)n;
    if (s->inflated > limits->part_bytes || s->p->inflated > limits->inflated_bytes) {
        err_set(e, ERR_TOO_BIG, N_("Phần %s giải nén ra quá %zu MB nên không đọc."), s->part,
                (s->inflated > limits->part_bytes ? limits->part_bytes : limits->inflated_bytes) >>
                    20);
        return -1;
    }
    if (s->inflated > RATIO_FROM && s->inflated / limits->ratio > s->stored) {
        err_set(e, ERR_TOO_BIG,
                N_("Phần %s nén hơn %u lần, như một tệp cố làm tràn bộ nhớ; không đọc."), s->part,
                limits->ratio);
        return -1;
    }
    return n;
}

static int stream_open(struct reader_package *p, const char *part, struct stream *ret,
                       struct err *e)
{
    zip_int64_t index = zip_name_locate(p->zip, part, 0);

    if (index < 0)
        return err_set(e, ERR_NOT_FOUND, N_("Tệp thiếu phần %s."), part);
    *ret = (struct stream){p, part, zip_fopen_index(p->zip, (zip_uint64_t)index, 0),
                           p->entries[index].stored, 0};
    return ret->file ? ERR_OK : refuse(e, zip_get_error(p->zip));
}

int reader_package_parse(struct reader_package *p, const char *part,
                         const struct reader_xml_vocabulary *words, void *user, struct err *e)
{
    struct stream s;
    int r = stream_open(p, part, &s, e);

    if (r)
        return r;
    r = reader_xml_read(p->mem, p->limits, part, inflate_piece, &s, words, user, e);
    zip_fclose(s.file);
    return r;
}

/* The first bytes of a part, for signs such as "mimetype"; NUL-terminated, empty where it is not.
 */
static void peek(struct reader_package *p, const char *part, char *ret, size_t room)
{
    struct stream s;
    int64_t n;

    ret[0] = 0;
    if (stream_open(p, part, &s, NULL))
        return;
    n = inflate_piece(&s, ret, room - 1, NULL);
    ret[n < 0 ? 0 : n] = 0;
    zip_fclose(s.file);
}

static int odf_read(struct arena *mem, struct reader_package *p, const char *type,
                    const struct reader_limits *limits, struct doc_tree **ret, struct err *e)
{
    if (strncmp(type, "text", 4) == 0)
        return reader_odt_package(mem, p, "content.xml", limits, ret, e);
    return err_set(e, ERR_UNSUPPORTED,
                   N_("Tệp OpenDocument này không phải văn bản; hãy lưu thành DOCX hoặc XLSX."));
}

int reader_package_read(struct arena *mem, struct str bytes, const struct reader_limits *limits,
                        struct doc_tree **ret, struct err *e)
{
    static const char odf[] = "application/vnd.oasis.opendocument.";
    CLEANUP(package_freep) struct reader_package *p = NULL;
    struct reader_relations relations;
    char type[100];
    const char *part;
    int r = package_open(mem, bytes, limits, &p, e);

    if (r)
        return r;
    peek(p, "mimetype", type, sizeof(type));
    if (strncmp(type, odf, sizeof(odf) - 1) == 0)
        return odf_read(mem, p, type + sizeof(odf) - 1, limits, ret, e);
    if ((r = reader_relation_load(mem, p, "", limits, &relations, e)))
        return r;
    part = reader_relation_part(&relations, p, "officeDocument");
    if (!part && reader_relation_is_outside(&relations, "officeDocument"))
        return err_set(e, ERR_UNREADABLE,
                       N_("Nội dung chính nằm ngoài tệp, qua một liên kết; không tải về."));
    if (!part)
        part = reader_package_has(p, "word/document.xml") ? "word/document.xml"
               : reader_package_has(p, "xl/workbook.xml") ? "xl/workbook.xml"
                                                          : "";
    if (str_starts(str_from(part), STR("word/")))
        return reader_docx_package(mem, p, part, limits, ret, e);
    if (str_starts(str_from(part), STR("xl/")) && str_ends(str_from(part), STR(".xml")))
        return reader_xlsx_package(mem, p, part, limits, ret, e);
    if (*part)
        return err_set(e, ERR_UNSUPPORTED,
                       N_("Tệp Office này không phải DOCX hay XLSX; hãy lưu thành một trong hai."));
    return err_set(e, ERR_UNSUPPORTED,
                   N_("Tệp nén không phải DOCX, XLSX hay ODT; hãy đưa từng văn bản trong đó."));
}
