#include "reader/index.h"
#include "reader/xlsx_priv.h"

enum { STYLES_MAX = 1 << 16 };

struct own_format {
    int32_t id; /* first: found by it */
    struct reader_xlsx_format format;
};

struct xf {
    int32_t format, font;
    bool centred;
};

struct load {
    struct reader_xlsx_book *book;
    struct own_format *formats;
    bool *fonts; /* bold */
    struct xf *xfs;
    size_t format_count, format_room, font_count, font_room, xf_count, xf_room;
};

static void on_start(struct reader_xml *x, int id, const char **attributes)
{
    struct load *l = x->user;
    struct arena *mem = l->book->mem;
    const char *value;

    if (l->format_count >= STYLES_MAX || l->font_count >= STYLES_MAX || l->xf_count >= STYLES_MAX) {
        reader_xml_stop(x, ERR_TOO_BIG, N_("Bảng tính có hơn %d kiểu ô nên không đọc."),
                        STYLES_MAX);
    } else if (id == EL_NUM_FMT && x->parent == EL_NUM_FMTS) {
        struct own_format f = {(int32_t)reader_xml_number(attributes, "numFmtId", 0, INT32_MAX, -1),
                               {0}};

        value = reader_xml_attribute(attributes, "formatCode");
        f.format = reader_xlsx_format_read(value ? value : "");
        ARENA_PUSH(mem, l->formats, l->format_count, l->format_room, f);
    } else if (id == EL_FONT && x->parent == EL_FONTS) {
        ARENA_PUSH(mem, l->fonts, l->font_count, l->font_room, false);
    } else if (id == EL_B && x->parent == EL_FONT && l->font_count) {
        value = reader_xml_attribute(attributes, "val");
        l->fonts[l->font_count - 1] = !value || (strcmp(value, "0") && strcmp(value, "false"));
    } else if (id == EL_XF && x->parent == EL_CELL_XFS) {
        struct xf xf = {(int32_t)reader_xml_number(attributes, "numFmtId", 0, INT32_MAX, 0),
                        (int32_t)reader_xml_number(attributes, "fontId", 0, INT32_MAX, -1), false};

        ARENA_PUSH(mem, l->xfs, l->xf_count, l->xf_room, xf);
    } else if (id == EL_ALIGNMENT && x->parent == EL_XF && l->xf_count) {
        value = reader_xml_attribute(attributes, "horizontal");
        l->xfs[l->xf_count - 1].centred = value && (strcmp(value, "center") == 0 ||
                                                    strcmp(value, "centerContinuous") == 0);
    }
}

static struct reader_xlsx_format format_find(const struct load *l, int32_t id)
{
    const struct own_format *f = reader_index_lookup(l->formats, l->format_count,
                                                     sizeof(*l->formats), id);

    return f ? f->format : reader_xlsx_format_builtin(id);
}

int reader_xlsx_style_load(struct reader_xlsx_book *book, const char *part, struct err *e)
{
    static const struct reader_xml_vocabulary words = {reader__xlsx_spaces, reader__xlsx_names,
                                                       on_start, NULL};
    struct load l = {.book = book};
    int r = reader_package_parse(book->package, part, &words, &l, e);

    if (r)
        return r;
    reader_index_sort(l.formats, l.format_count, sizeof(*l.formats));
    book->styles = ARENA_MANY(book->mem, struct reader_xlsx_style, l.xf_count);
    book->style_count = l.xf_count;
    for (size_t i = 0; i < l.xf_count; i++) {
        const struct xf *xf = &l.xfs[i];

        book->styles[i] = (struct reader_xlsx_style){
            format_find(&l, xf->format),
            xf->font >= 0 && (size_t)xf->font < l.font_count && l.fonts[xf->font], xf->centred};
    }
    return ERR_OK;
}
