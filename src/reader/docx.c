#include "reader/docx_priv.h"
#include "reader/relation.h"

/* Notes first, for the text refers to them. */
static int read_notes(struct reader_docx *d, struct reader_package *p,
                      const struct reader_relations *r, struct err *e)
{
    static const char *const kind[] = {"footnotes", "endnotes"};

    for (size_t i = 0; i < COUNT(kind); i++) {
        const char *part = reader_relation_part(r, p, kind[i]);
        int code = part ? reader_package_parse(p, part, &reader_docx_body_words, d, e) : ERR_OK;

        if (code)
            return code;
    }
    reader_index_sort(d->footnotes.item, d->footnotes.count, sizeof(*d->footnotes.item));
    reader_index_sort(d->endnotes.item, d->endnotes.count, sizeof(*d->endnotes.item));
    return ERR_OK;
}

/* Headers and footers come last, as asides on no page: a mark of secrecy may stand there alone. */
static int read_margins(struct reader_docx *d, struct reader_package *p,
                        const struct reader_relations *r, struct err *e)
{
    uint32_t pages = d->story.page;

    d->story.page = 0;
    for (size_t i = 0; i < r->count; i++) {
        const struct reader_relation *m = &r->item[i];
        int code;

        if (m->external || !reader_package_has(p, m->part) ||
            (strcmp(m->kind, "header") != 0 && strcmp(m->kind, "footer") != 0))
            continue;
        code = reader_package_parse(p, m->part, &reader_docx_body_words, d, e);
        if (code)
            return code;
    }
    d->story.page = pages;
    return ERR_OK;
}

static int read_parts(struct reader_docx *d, struct reader_package *p, const char *main,
                      const struct reader_limits *limits, struct err *e)
{
    struct arena *mem = d->story.mem;
    struct reader_relations r;
    int code;

    if ((code = reader_relation_load(mem, p, main, limits, &r, e)) ||
        (code = reader_docx_style_load(mem, p, reader_relation_part(&r, p, "styles"), &d->styles,
                                       e)) ||
        (code = reader_docx_numbering_load(mem, p, reader_relation_part(&r, p, "numbering"),
                                           &d->numbering, e)))
        return code;
    reader_docx_numbering_link(d->numbering, &d->styles);
    reader_docx_style_settle(mem, &d->styles);
    if (reader_relation_is_outside(&r, "subDocument") || reader_relation_is_outside(&r, "aFChunk"))
        reader_docx_body_remark_chunk(d);
    if ((code = read_notes(d, p, &r, e)))
        return code;
    d->paged = true;
    if ((code = reader_package_parse(p, main, &reader_docx_body_words, d, e)))
        return code;
    d->paged = false;
    return read_margins(d, p, &r, e);
}

int reader_docx_package(struct arena *mem, struct reader_package *p, const char *main,
                        const struct reader_limits *limits, struct doc_tree **ret, struct err *e)
{
    struct reader_docx *d = ARENA_NEW(mem, struct reader_docx);
    int r;

    reader_story_start(&d->story, mem, limits, "docx");
    d->scopes = ARENA_MANY(mem, struct reader_docx_scope, (size_t)limits->xml_depth + 2);
    d->choice_taken = ARENA_MANY(mem, bool, (size_t)limits->xml_depth + 1);
    r = read_parts(d, p, main, limits, e);
    if (r == ERR_OK)
        *ret = reader_story_finish(&d->story);
    reader_story_release(&d->story);
    reader_docx_numbering_freep(&d->numbering);
    return r;
}
