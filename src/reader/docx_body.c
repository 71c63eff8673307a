#include "reader/docx_priv.h"

enum { TWIPS_PER_STEP = 40 };

void reader_docx_body_remark_chunk(struct reader_docx *d)
{
    if (!d->remarked)
        reader_story_remark(&d->story,
                            N_("Văn bản nhúng hoặc nối một văn bản khác vào; phần đó không đọc."));
    d->remarked = true;
}

static void paragraph_open(struct reader_docx *d)
{
    if (!reader_story_paragraph_open(&d->story))
        return;
    reader__docx_top(d)->p = (struct reader_docx_paragraph){.own = reader_look_none,
                                                            .style = d->styles.normal};
    if (reader_story_top(&d->story)->start < d->story.text.n) /* goes on from a joined one */
        reader__docx_top(d)->p.count = d->joined;
}

static void paragraph_close(struct reader_docx *d)
{
    struct reader_story *f = &d->story;
    const struct reader_docx_paragraph *p = &reader__docx_top(d)->p;
    struct reader_look look = p->own, level = reader_look_none;
    struct reader_story_shape shape = {0};
    bool empty = f->text.n == reader_story_top(f)->start, section_ends = p->section_ends;

    d->field_code = 0; /* an instruction that no mark ended must not swallow the rest */
    if (p->mark_gone) {
        d->joined = p->count;
        reader_story_paragraph_join(f);
        return;
    }
    if (look.list == READER_LOOK_UNSET)
        look.list = p->style->look.list;
    if (look.list_level == READER_LOOK_UNSET)
        look.list_level = p->style->look.list_level;
    if (look.list > 0 && !(empty && p->mark_hidden)) {
        int k = look.list_level == READER_LOOK_UNSET ? 0 : look.list_level;

        shape.label = reader_docx_numbering_next(d->numbering, look.list, k, &level);
        shape.list = shape.label.n ? (uint8_t)(k + 1) : 0;
        reader_look_inherit(&look, &level);
    }
    reader_look_inherit(&look, &p->style->look);
    shape.level = look.level > 0 ? (uint8_t)look.level : 0;
    shape.indent = reader_look_indent(&look, TWIPS_PER_STEP);
    shape.flags = reader_look_flags(&p->count, &look) | (p->style->contents ? DOC_ASIDE : 0u);
    reader_story_paragraph_close(f, &shape);
    if (section_ends && d->paged)
        reader_story_page(f, false);
}

/* Behind the properties stand the runs: now it is known whether the paragraph begins a page. */
static void properties_end(struct reader_docx *d, struct reader_docx_paragraph *p)
{
    int8_t before = p->own.page_before;

    if (before == READER_LOOK_UNSET)
        before = p->style->look.page_before;
    if (before == 1 && d->paged)
        reader_story_page(&d->story, false);
}

static void paragraph_style(struct reader_docx *d, struct reader_docx_paragraph *p,
                            const char **attributes)
{
    const struct reader_docx_style *s = reader_docx_style_find(&d->styles,
                                                               reader_docx_look_value(attributes));

    if (s && s->paragraph)
        p->style = s;
}

static void note_open(struct reader_docx *d, const char **attributes)
{
    const char *type = reader_xml_attribute(attributes, "type");

    if (!reader_story_note_open(&d->story))
        return;
    reader__docx_top(d)->note = type && strcmp(type, "normal") != 0
                                    ? -1
                                    : (int32_t)reader_xml_number(attributes, "id", -1, INT32_MAX,
                                                                 -1);
}

static void note_close(struct reader_docx *d, int id)
{
    struct reader_docx_notes *notes = id == EL_FOOTNOTE ? &d->footnotes : &d->endnotes;
    struct reader_docx_note note = {.id = reader__docx_top(d)->note};

    reader_story_list_clear(&note.list);
    reader_story_note_close(&d->story, &note.list);
    if (note.id >= 0 && note.list.first)
        ARENA_PUSH(d->story.mem, notes->item, notes->count, notes->room, note);
}

static void note_refer(struct reader_docx *d, struct reader_docx_notes *notes,
                       const char **attributes)
{
    int32_t id = (int32_t)reader_xml_number(attributes, "id", -1, INT32_MAX, -1);
    struct reader_docx_note *note = reader_index_lookup(notes->item, notes->count,
                                                        sizeof(*notes->item), id);

    if (note)
        reader_story_note_refer(&d->story, &note->list);
}

static void deleted(struct reader_xml *x, struct reader_docx *d)
{
    if (x->parent == EL_TR_PR && reader_story_top(&d->story)->kind == READER_STORY_ROW)
        reader_story_top(&d->story)->deleted = true;
    else if (d->properties == MARK_PROPERTIES && reader__docx_paragraph(d))
        reader__docx_top(d)->p.mark_gone = true;
    reader_xml_skip(x);
}

static void row_or_cell(struct reader_xml *x, struct reader_docx *d, int id,
                        const char **attributes)
{
    struct reader_story_scope *s = reader_story_top(&d->story);

    if (s->kind == READER_STORY_ROW && x->parent == EL_TR_PR) {
        if (id == EL_TBL_HEADER)
            s->header = reader_docx_look_is_on(attributes);
        else if (id == EL_GRID_BEFORE)
            reader_story_columns_pass(
                &d->story, (uint32_t)reader_xml_number(attributes, "val", 0, INT32_MAX, 0));
    } else if (s->kind == READER_STORY_CELL && id == EL_GRID_SPAN) {
        s->cell.colspan = (uint32_t)reader_xml_number(attributes, "val", 1, INT32_MAX, 1);
    } else if (s->kind == READER_STORY_CELL && id == EL_V_MERGE) {
        s->cell.goes_on = strcmp(reader_docx_look_value(attributes), "restart") != 0;
    }
}

/* Properties of the open paragraph, of its mark, of its open run. */
static void in_paragraph(struct reader_xml *x, struct reader_docx *d,
                         struct reader_docx_paragraph *p, int id, const char **attributes)
{
    switch (id) {
    case EL_R:
        reader_docx_run_open(d, p);
        return;
    case EL_R_PR:
        d->properties = x->parent == EL_P_PR ? MARK_PROPERTIES : RUN_PROPERTIES;
        return;
    case EL_R_STYLE:
        if (d->properties == RUN_PROPERTIES)
            reader_docx_run_style(d, p, attributes);
        return;
    case EL_P_STYLE:
        paragraph_style(d, p, attributes);
        return;
    case EL_SECT_PR:
        p->section_ends = x->parent == EL_P_PR;
        return;
    case EL_TYPE: /* 17.6.22; without it the next section begins a page */
        if (x->parent == EL_SECT_PR &&
            (strcmp(reader_docx_look_value(attributes), "continuous") == 0 ||
             strcmp(reader_docx_look_value(attributes), "nextColumn") == 0))
            p->section_ends = false;
        return;
    case EL_VANISH:
        if (d->properties == MARK_PROPERTIES)
            p->mark_hidden = reader_docx_look_is_on(attributes);
        break;
    }
    if (x->parent == EL_R)
        reader_docx_run_read(d, p, id, attributes);
    else if (x->parent != EL_R_PR)
        reader_docx_look_read(&p->own, id, x->parent, attributes);
    else if (d->properties == RUN_PROPERTIES)
        reader_docx_look_read(&p->run, id, x->parent, attributes);
}

/* Of the ways to say one thing (a drawing, an old picture of it) the first is read. */
static void alternate(struct reader_xml *x, struct reader_docx *d, int id)
{
    if (id == EL_ALTERNATE) {
        d->choice_taken[x->depth] = false;
    } else if (d->choice_taken[x->depth - 1]) {
        reader_xml_skip(x);
    } else {
        d->choice_taken[x->depth - 1] = true;
    }
}

/* False for an element that holds no blocks. */
static bool scope_open(struct reader_docx *d, int id, const char **attributes)
{
    switch (id) {
    case EL_P:
        paragraph_open(d);
        return true;
    case EL_TBL:
        reader_story_table_open(&d->story);
        return true;
    case EL_TR:
        reader_story_row_open(&d->story);
        return true;
    case EL_TC:
        reader_story_cell_open(&d->story);
        return true;
    case EL_TXBX_CONTENT:
    case EL_HEADER:
    case EL_FOOTER:
        reader_story_box_open(&d->story);
        return true;
    case EL_FOOTNOTE:
    case EL_ENDNOTE:
        note_open(d, attributes);
        return true;
    default:
        return false;
    }
}

static void on_start(struct reader_xml *x, int id, const char **attributes)
{
    struct reader_docx *d = x->user;
    struct reader_docx_paragraph *p;

    d->story.xml = x;
    if (id == EL_NONE || scope_open(d, id, attributes))
        return;
    switch (id) {
    case EL_T:
    case EL_MATH_TEXT:
        reader_docx_run_text_open(x, d, attributes);
        return;
    case EL_TBL_HEADER:
    case EL_GRID_BEFORE:
    case EL_GRID_SPAN:
    case EL_V_MERGE:
        row_or_cell(x, d, id, attributes);
        return;
    case EL_FOOTNOTE_REFERENCE:
    case EL_ENDNOTE_REFERENCE:
        note_refer(d, id == EL_FOOTNOTE_REFERENCE ? &d->footnotes : &d->endnotes, attributes);
        return;
    case EL_DEL:
    case EL_MOVE_FROM:
        deleted(x, d);
        return;
    case EL_OLD_PROPERTIES:
    case EL_SDT_PR:
    case EL_RUBY_TEXT:
        reader_xml_skip(x);
        return;
    case EL_ALTERNATE:
    case EL_CHOICE:
    case EL_FALLBACK:
        alternate(x, d, id);
        return;
    case EL_FLD_CHAR:
        reader_docx_run_field(d, attributes);
        return;
    case EL_ALT_CHUNK:
    case EL_SUB_DOC:
        reader_docx_body_remark_chunk(d);
        return;
    }
    p = reader__docx_paragraph(d);
    if (p)
        in_paragraph(x, d, p, id, attributes);
}

static void scope_close(struct reader_docx *d, int id)
{
    struct reader_story *f = &d->story;

    switch (reader_story_top(f)->kind) {
    case READER_STORY_PARAGRAPH:
        paragraph_close(d);
        break;
    case READER_STORY_BOX:
        reader_story_box_close(f, NULL);
        break;
    case READER_STORY_NOTE:
        note_close(d, id);
        break;
    default:
        reader_story_grid_close(f);
    }
}

static void on_end(struct reader_xml *x, int id)
{
    struct reader_docx *d = x->user;
    struct reader_docx_paragraph *p;

    if (id == EL_T || id == EL_MATH_TEXT) {
        reader_docx_run_text_close(x, d);
    } else if (reader_story_ends(&d->story)) {
        scope_close(d, id);
    } else if (id == EL_R || id == EL_R_PR || id == EL_P_PR) {
        p = reader__docx_paragraph(d);
        if (p && id == EL_R)
            reader_docx_run_close(d, p);
        else if (p && id == EL_P_PR)
            properties_end(d, p);
        else if (id == EL_R_PR)
            d->properties = NO_PROPERTIES;
    }
}

const struct reader_xml_vocabulary reader_docx_body_words = READER_DOCX_VOCABULARY(on_start,
                                                                                   on_end);
