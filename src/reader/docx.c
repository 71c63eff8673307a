#include <stdlib.h>

#include "reader/docx_priv.h"
#include "reader/relation.h"
#include "reader/story.h"

/* What the open scopes of the story know beyond it, each by the index of its scope. */
struct paragraph {
    struct reader_docx_look own; /* stated by the paragraph itself */
    const struct reader_docx_style *style;
    size_t letters, bold, italic; /* bytes of visible text, and how many of them are so */
    bool mark_gone, mark_hidden, section_ends;
    /* The open run; text boxes in it have paragraphs and runs of their own. */
    struct reader_docx_look run;
    size_t run_start, text_start;
    bool text_kept; /* xml:space="preserve" */
};

struct scope {
    struct paragraph p;
    struct reader_story_cell cell;
    bool row_header, row_gone;
    int32_t note; /* id of the open note, or < 0: a separator line, no note */
};

struct note {
    int32_t id; /* first: note_find() searches by it */
    struct reader_story_list list;
};

struct notes {
    struct note *item;
    size_t count, room;
};

enum { NO_PROPERTIES, MARK_PROPERTIES, RUN_PROPERTIES };

struct docx {
    struct reader_story story;
    struct reader_docx_styles styles;
    struct reader_docx_numbering *numbering;
    struct notes footnotes, endnotes;
    struct scope *scopes;
    struct paragraph joined; /* the last one whose text goes on in the next */
    bool *choice_taken;      /* by depth: of an open AlternateContent, a Choice was read */
    uint32_t field_depth;    /* 17.16.18: complex fields open, */
    uint32_t field_code;     /* and the outermost whose instruction is being read; 0 = none */
    int properties;          /* whose rPr is open */
    bool paged;              /* page breaks count: not in notes, headers, footers */
    bool remarked;
};

static struct scope *top(struct docx *d)
{
    return &d->scopes[d->story.scope_count - 1];
}

static struct paragraph *open_paragraph(struct docx *d)
{
    return reader_story_top(&d->story)->kind == READER_STORY_PARAGRAPH ? &top(d)->p : NULL;
}

static void remark_chunk(struct docx *d)
{
    if (!d->remarked)
        reader_story_remark(&d->story,
                            N_("Văn bản nhúng hoặc nối một văn bản khác vào; phần đó không đọc."));
    d->remarked = true;
}

/* Paragraphs -------------------------------------------------------------------------------------
 */

static void paragraph_open(struct docx *d)
{
    if (!reader_story_paragraph_open(&d->story))
        return;
    top(d)->p = (struct paragraph){.own = reader_docx_look_none, .style = d->styles.normal};
    if (reader_story_top(&d->story)->start < d->story.text.n) { /* goes on from a joined one */
        top(d)->p.letters = d->joined.letters;
        top(d)->p.bold = d->joined.bold;
        top(d)->p.italic = d->joined.italic;
    }
}

static uint16_t indent_steps(const struct reader_docx_look *look)
{
    int32_t left = look->left == READER_DOCX_NO_INDENT ? 0 : look->left;
    int32_t first = look->first == READER_DOCX_NO_INDENT ? 0 : look->first;
    int32_t steps = (left + first) / 40; /* of 2 points, 40 twips */

    return (uint16_t)(steps < 0 ? 0 : steps > UINT16_MAX ? UINT16_MAX : steps);
}

static void paragraph_close(struct docx *d)
{
    struct reader_story *f = &d->story;
    const struct paragraph *p = &top(d)->p;
    struct reader_docx_look look = p->own, level = reader_docx_look_none;
    struct reader_story_shape shape = {0};
    bool empty = f->text.n == reader_story_top(f)->start, section_ends = p->section_ends;

    d->field_code = 0; /* an instruction that no mark ended must not swallow the rest */
    if (p->mark_gone) {
        d->joined = *p;
        reader_story_paragraph_join(f);
        return;
    }
    if (look.list == READER_DOCX_UNSET)
        look.list = p->style->look.list;
    if (look.list_level == READER_DOCX_UNSET)
        look.list_level = p->style->look.list_level;
    if (look.list > 0 && !(empty && p->mark_hidden)) {
        int k = look.list_level == READER_DOCX_UNSET ? 0 : look.list_level;

        shape.label = reader_docx_numbering_next(d->numbering, look.list, k, &level);
        shape.list = shape.label.n ? (uint8_t)(k + 1) : 0;
        reader_docx_look_inherit(&look, &level);
    }
    reader_docx_look_inherit(&look, &p->style->look);
    shape.level = look.level > 0 ? (uint8_t)look.level : 0;
    shape.indent = indent_steps(&look);
    shape.flags = (p->letters && p->bold == p->letters ? DOC_BOLD : 0u) |
                  (p->letters && p->italic == p->letters ? DOC_ITALIC : 0u) |
                  (look.centred == 1 ? DOC_CENTRED : 0u) | (p->style->contents ? DOC_ASIDE : 0u);
    reader_story_paragraph_close(f, &shape);
    if (section_ends && d->paged)
        reader_story_page(f, false);
}

/* Behind the properties stand the runs: now it is known whether the paragraph begins a page. */
static void properties_end(struct docx *d, struct paragraph *p)
{
    int8_t before = p->own.page_before;

    if (before == READER_DOCX_UNSET)
        before = p->style->look.page_before;
    if (before == 1 && d->paged)
        reader_story_page(&d->story, false);
}

static void paragraph_style(struct docx *d, struct paragraph *p, const char **attributes)
{
    const struct reader_docx_style *s = reader_docx_style_find(&d->styles,
                                                               reader_docx_look_value(attributes));

    if (s && s->paragraph)
        p->style = s;
}

/* Runs -------------------------------------------------------------------------------------------
 */

static void run_open(struct docx *d, struct paragraph *p)
{
    p->run = reader_docx_look_none;
    p->run_start = d->story.text.n;
}

static bool run_is(int8_t stated, int8_t by_style)
{
    return (stated == READER_DOCX_UNSET ? by_style : stated) == 1;
}

static bool run_is_visible(const struct docx *d, const struct paragraph *p)
{
    return !d->field_code && !run_is(p->run.hidden, p->style->look.hidden);
}

static bool has_letters(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] > ' ')
            return true;
    return false;
}

static void run_close(struct docx *d, struct paragraph *p)
{
    struct str text = str_rest(buf_str(&d->story.text), p->run_start);

    if (!has_letters(text))
        return;
    p->letters += text.n;
    if (run_is(p->run.bold, p->style->look.bold))
        p->bold += text.n;
    if (run_is(p->run.italic, p->style->look.italic))
        p->italic += text.n;
}

static void run_style(struct docx *d, struct paragraph *p, const char **attributes)
{
    const struct reader_docx_style *s = reader_docx_style_find(&d->styles,
                                                               reader_docx_look_value(attributes));

    if (s && !s->paragraph)
        reader_docx_look_inherit(&p->run, &s->look);
}

static void text_open(struct reader_xml *x, struct docx *d, const char **attributes)
{
    struct paragraph *p = open_paragraph(d);

    if (!p || !run_is_visible(d, p))
        return;
    p->text_kept = attributes[0] && reader_xml_attribute(attributes, "space");
    p->text_start = d->story.text.n;
    x->into = &d->story.text;
}

/* 17.3.3.31: white space at the ends of a text counts only where it is said to. */
static void text_close(struct reader_xml *x, struct docx *d)
{
    struct paragraph *p = open_paragraph(d);
    struct buf *b = &d->story.text;
    struct str text, trimmed;

    x->into = NULL;
    if (!p || p->text_kept || b->n <= p->text_start)
        return;
    text = str_rest(buf_str(b), p->text_start);
    trimmed = str_trim(text);
    if (trimmed.n == text.n)
        return;
    memmove(b->p + p->text_start, trimmed.p, trimmed.n);
    b->n = p->text_start + trimmed.n;
}

/* 17.3.3.30: a character by its place in a font; symbol fonts have theirs at F000 and up. */
static void symbol_add(struct buf *b, const char **attributes)
{
    static const struct {
        uint8_t code;
        const char *text;
    } symbol[] = {{0x2B, "+"}, {0x2D, "-"}, {0xA3, "≤"}, {0xAE, "→"}, {0xB1, "±"}, {0xB3, "≥"},
                  {0xB4, "×"}, {0xB7, "•"}, {0xB8, "÷"}, {0xB9, "≠"}, {0xBB, "≈"}, {0xDE, "⇒"}},
      wingdings[] = {{0x6F, "☐"}, {0x71, "☐"}, {0x76, "❖"}, {0x78, "☒"}, {0xA7, "▪"}, {0xA8, "☐"},
                     {0xD8, "➢"}, {0xE0, "→"}, {0xFB, "✗"}, {0xFC, "✓"}, {0xFD, "☒"}, {0xFE, "☑"}};
    const char *font = reader_xml_attribute(attributes, "font");
    const char *code = reader_xml_attribute(attributes, "char");
    unsigned long c = code ? strtoul(code, NULL, 16) : 0;
    bool is_symbol = font && strcmp(font, "Symbol") == 0;

    if (c >= 0xF000 && c <= 0xF0FF)
        c &= 0xFF;
    for (size_t i = 0; i < COUNT(symbol); i++) {
        if (is_symbol && symbol[i].code == c)
            buf_add(b, str_from(symbol[i].text));
        if (!is_symbol && wingdings[i].code == c)
            buf_add(b, str_from(wingdings[i].text));
    }
}

static void page_break(struct docx *d, bool rendered)
{
    struct reader_story *f = &d->story;

    if (!d->paged)
        return;
    if (!rendered && f->text.n > reader_story_top(f)->start)
        buf_char(&f->text, '\n');
    reader_story_page(f, rendered);
}

/* What a run may hold beside text. */
static void in_run(struct docx *d, struct paragraph *p, int id, const char **attributes)
{
    struct buf *b = &d->story.text;
    const char *type;

    if (!run_is_visible(d, p))
        return;
    switch (id) {
    case EL_TAB:
        buf_char(b, ' ');
        break;
    case EL_NO_BREAK_HYPHEN:
        buf_char(b, '-');
        break;
    case EL_SYM:
        symbol_add(b, attributes);
        break;
    case EL_CR:
        buf_char(b, '\n');
        break;
    case EL_BR:
        type = reader_xml_attribute(attributes, "type");
        if (type && strcmp(type, "page") == 0)
            page_break(d, false);
        else
            buf_char(b, '\n');
        break;
    case EL_RENDERED_BREAK:
        page_break(d, true);
        break;
    }
}

static void field_mark(struct docx *d, const char **attributes)
{
    const char *type = reader_xml_attribute(attributes, "fldCharType");

    if (!type)
        return;
    if (strcmp(type, "begin") == 0) {
        d->field_depth++;
        if (!d->field_code)
            d->field_code = d->field_depth;
        return;
    }
    if (d->field_code == d->field_depth)
        d->field_code = 0;
    if (strcmp(type, "end") == 0 && d->field_depth)
        d->field_depth--;
}

/* Notes ------------------------------------------------------------------------------------------
 */

static void note_open(struct docx *d, const char **attributes)
{
    const char *type = reader_xml_attribute(attributes, "type");

    if (!reader_story_note_open(&d->story))
        return;
    top(d)->note = type && strcmp(type, "normal") != 0
                       ? -1
                       : (int32_t)reader_xml_number(attributes, "id", -1, INT32_MAX, -1);
}

static void note_close(struct docx *d, int id)
{
    struct notes *notes = id == EL_FOOTNOTE ? &d->footnotes : &d->endnotes;
    struct note note = {.id = top(d)->note};

    reader_story_note_close(&d->story, &note.list);
    if (note.id >= 0 && note.list.first)
        ARENA_PUSH(d->story.mem, notes->item, notes->count, notes->room, note);
}

static int by_id(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;

    return (x > y) - (x < y);
}

static void note_refer(struct docx *d, struct notes *notes, const char **attributes)
{
    int32_t id = (int32_t)reader_xml_number(attributes, "id", -1, INT32_MAX, -1);
    struct note *note = notes->count
                            ? bsearch(&id, notes->item, notes->count, sizeof(*notes->item), by_id)
                            : NULL;

    if (note)
        reader_story_note_refer(&d->story, &note->list);
}

/* Elements ---------------------------------------------------------------------------------------
 */

static void deleted(struct reader_xml *x, struct docx *d)
{
    if (x->parent == EL_TR_PR && reader_story_top(&d->story)->kind == READER_STORY_ROW)
        top(d)->row_gone = true;
    else if (d->properties == MARK_PROPERTIES && open_paragraph(d))
        top(d)->p.mark_gone = true;
    reader_xml_skip(x);
}

static void row_or_cell(struct reader_xml *x, struct docx *d, int id, const char **attributes)
{
    enum reader_story_kind kind = reader_story_top(&d->story)->kind;
    struct scope *s = top(d);
    const char *merge;

    if (kind == READER_STORY_ROW && x->parent == EL_TR_PR) {
        if (id == EL_TBL_HEADER)
            s->row_header = reader_docx_look_is_on(attributes);
        else if (id == EL_GRID_BEFORE)
            reader_story_columns_pass(
                &d->story, (uint32_t)reader_xml_number(attributes, "val", 0, INT32_MAX, 0));
    } else if (kind == READER_STORY_CELL && id == EL_GRID_SPAN) {
        s->cell.colspan = (uint32_t)reader_xml_number(attributes, "val", 1, INT32_MAX, 1);
    } else if (kind == READER_STORY_CELL && id == EL_V_MERGE) {
        merge = reader_docx_look_value(attributes);
        s->cell.merge = strcmp(merge, "restart") == 0 ? READER_STORY_START : READER_STORY_GO_ON;
    }
}

/* Properties of the open paragraph, of its mark, of its open run. */
static void in_paragraph(struct reader_xml *x, struct docx *d, struct paragraph *p, int id,
                         const char **attributes)
{
    switch (id) {
    case EL_R:
        run_open(d, p);
        return;
    case EL_R_PR:
        d->properties = x->parent == EL_P_PR ? MARK_PROPERTIES : RUN_PROPERTIES;
        return;
    case EL_R_STYLE:
        if (d->properties == RUN_PROPERTIES)
            run_style(d, p, attributes);
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
        in_run(d, p, id, attributes);
    else if (x->parent != EL_R_PR)
        reader_docx_look_read(&p->own, id, x->parent, attributes);
    else if (d->properties == RUN_PROPERTIES)
        reader_docx_look_read(&p->run, id, x->parent, attributes);
}

static void alternate(struct reader_xml *x, struct docx *d, int id)
{
    if (id == EL_ALTERNATE) {
        d->choice_taken[x->depth] = false;
    } else if (d->choice_taken[x->depth - 1]) {
        reader_xml_skip(x);
    } else {
        d->choice_taken[x->depth - 1] = true;
    }
}

static void on_start(struct reader_xml *x, int id, const char **attributes)
{
    struct docx *d = x->user;
    struct paragraph *p;

    d->story.xml = x;
    switch (id) {
    case EL_NONE:
        return;
    case EL_T:
    case EL_MATH_TEXT:
        text_open(x, d, attributes);
        return;
    case EL_P:
        paragraph_open(d);
        return;
    case EL_TBL:
        reader_story_table_open(&d->story);
        return;
    case EL_TR:
        if (reader_story_row_open(&d->story))
            top(d)->row_header = top(d)->row_gone = false;
        return;
    case EL_TC:
        if (reader_story_cell_open(&d->story))
            top(d)->cell = (struct reader_story_cell){1, 1, READER_STORY_OWN};
        return;
    case EL_TBL_HEADER:
    case EL_GRID_BEFORE:
    case EL_GRID_SPAN:
    case EL_V_MERGE:
        row_or_cell(x, d, id, attributes);
        return;
    case EL_TXBX_CONTENT:
    case EL_HEADER:
    case EL_FOOTER:
        reader_story_box_open(&d->story);
        return;
    case EL_FOOTNOTE:
    case EL_ENDNOTE:
        note_open(d, attributes);
        return;
    case EL_FOOTNOTE_REFERENCE:
        note_refer(d, &d->footnotes, attributes);
        return;
    case EL_ENDNOTE_REFERENCE:
        note_refer(d, &d->endnotes, attributes);
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
        field_mark(d, attributes);
        return;
    case EL_ALT_CHUNK:
    case EL_SUB_DOC:
        remark_chunk(d);
        return;
    }
    p = open_paragraph(d);
    if (p)
        in_paragraph(x, d, p, id, attributes);
}

static void scope_close(struct docx *d, int id)
{
    struct reader_story *f = &d->story;

    switch (reader_story_top(f)->kind) {
    case READER_STORY_PARAGRAPH:
        paragraph_close(d);
        break;
    case READER_STORY_TABLE:
        reader_story_table_close(f);
        break;
    case READER_STORY_ROW:
        reader_story_row_close(f, top(d)->row_header, top(d)->row_gone, 1);
        break;
    case READER_STORY_CELL:
        reader_story_cell_close(f, &top(d)->cell, 1);
        break;
    case READER_STORY_BOX:
        reader_story_box_close(f, NULL);
        break;
    case READER_STORY_NOTE:
        note_close(d, id);
        break;
    case READER_STORY_BODY:
        break;
    }
}

static void on_end(struct reader_xml *x, int id)
{
    struct docx *d = x->user;
    struct paragraph *p;

    if (id == EL_T || id == EL_MATH_TEXT) {
        text_close(x, d);
    } else if (reader_story_ends(&d->story)) {
        scope_close(d, id);
    } else if (id == EL_R || id == EL_R_PR || id == EL_P_PR) {
        p = open_paragraph(d);
        if (p && id == EL_R)
            run_close(d, p);
        else if (p && id == EL_P_PR)
            properties_end(d, p);
        else if (id == EL_R_PR)
            d->properties = NO_PROPERTIES;
    }
}

/* Parts ------------------------------------------------------------------------------------------
 */

static const char *part_of(const struct reader_relations *r, struct reader_package *p,
                           const char *kind)
{
    const struct reader_relation *relation = reader_relation_by_kind(r, kind);

    return relation && reader_package_has(p, relation->part) ? relation->part : NULL;
}

/* Notes first, for the text refers to them. */
static int read_notes(struct docx *d, struct reader_package *p, const struct reader_relations *r,
                      const struct reader_xml_vocabulary *words, struct err *e)
{
    static const char *const kind[] = {"footnotes", "endnotes"};

    for (size_t i = 0; i < COUNT(kind); i++) {
        const char *part = part_of(r, p, kind[i]);
        int code = part ? reader_package_parse(p, part, words, d, e) : ERR_OK;

        if (code)
            return code;
    }
    if (d->footnotes.count)
        qsort(d->footnotes.item, d->footnotes.count, sizeof(struct note), by_id);
    if (d->endnotes.count)
        qsort(d->endnotes.item, d->endnotes.count, sizeof(struct note), by_id);
    return ERR_OK;
}

/* Headers and footers come last, as asides: a mark of secrecy may stand there alone. */
static int read_margins(struct docx *d, struct reader_package *p, const struct reader_relations *r,
                        const struct reader_xml_vocabulary *words, struct err *e)
{
    for (size_t i = 0; i < r->count; i++) {
        const struct reader_relation *m = &r->item[i];
        int code;

        if (m->external || !reader_package_has(p, m->part) ||
            (strcmp(m->kind, "header") != 0 && strcmp(m->kind, "footer") != 0))
            continue;
        code = reader_package_parse(p, m->part, words, d, e);
        if (code)
            return code;
    }
    return ERR_OK;
}

static int read_parts(struct docx *d, struct reader_package *p, const char *main,
                      const struct reader_limits *limits, struct err *e)
{
    static const struct reader_xml_vocabulary words = READER_DOCX_VOCABULARY(on_start, on_end);
    struct arena *mem = d->story.mem;
    struct reader_relations r;
    int code;

    if ((code = reader_relation_load(mem, p, main, limits, &r, e)) ||
        (code = reader_docx_style_load(mem, p, part_of(&r, p, "styles"), &d->styles, e)) ||
        (code = reader_docx_numbering_load(mem, p, part_of(&r, p, "numbering"), &d->numbering, e)))
        return code;
    reader_docx_numbering_link(d->numbering, &d->styles);
    reader_docx_style_settle(mem, &d->styles);
    if (reader_relation_is_outside(&r, "subDocument") || reader_relation_is_outside(&r, "aFChunk"))
        remark_chunk(d);
    if ((code = read_notes(d, p, &r, &words, e)))
        return code;
    d->paged = true;
    if ((code = reader_package_parse(p, main, &words, d, e)))
        return code;
    d->paged = false;
    return read_margins(d, p, &r, &words, e);
}

int reader_docx_package(struct arena *mem, struct reader_package *p, const char *main,
                        const struct reader_limits *limits, struct doc_tree **ret, struct err *e)
{
    struct docx *d = ARENA_NEW(mem, struct docx);
    int r;

    reader_story_start(&d->story, mem, limits, "docx");
    d->scopes = ARENA_MANY(mem, struct scope, (size_t)limits->xml_depth + 2);
    d->choice_taken = ARENA_MANY(mem, bool, (size_t)limits->xml_depth + 1);
    r = read_parts(d, p, main, limits, e);
    if (r == ERR_OK)
        *ret = reader_story_finish(&d->story);
    reader_story_release(&d->story);
    reader_docx_numbering_freep(&d->numbering);
    return r;
}
