#include "reader/odt_priv.h"
#include "reader/story.h"

/* What an open paragraph knows beyond the story, by the index of its scope. */
struct scope {
    struct str label;
    struct reader_look look; /* of its style */
    struct reader_look now;  /* of the text at hand: spans change it */
    int32_t list_left;
    uint8_t level, list;
    size_t told; /* length of text whose look is counted */
    struct reader_look_count count;
};

/* An open text:list. */
struct open_list {
    struct reader_odt_list *style; /* NULL: without numbers */
    size_t scope_count;            /* where it stands; a list in a cell of a list is a new one */
    int level;
    bool label_due; /* the item's first paragraph is still to come */
    long start;
};

struct odt {
    struct reader_story story;
    struct reader_odt_styles styles;
    struct reader_odt_lists *lists;
    struct scope *scopes;
    struct open_list *open; /* one for each depth at most */
    size_t open_count;
    struct reader_look *outside; /* by depth: the look around an open span */
    struct reader_story_list margins;
    bool in_body;
    bool in_styles; /* reading styles.xml */
};

static struct scope *top(struct odt *d)
{
    return &d->scopes[d->story.scope_count - 1];
}

static bool in_paragraph(const struct odt *d)
{
    return reader_story_top(&d->story)->kind == READER_STORY_PARAGRAPH;
}

/* In ODF all character data of a paragraph is its text. */
static void direct_text(struct reader_xml *x, struct odt *d)
{
    x->into = in_paragraph(d) && top(d)->now.hidden != 1 ? &d->story.text : NULL;
}

static struct open_list *list_here(struct odt *d)
{
    struct open_list *l = d->open_count ? &d->open[d->open_count - 1] : NULL;

    return l && l->scope_count == d->story.scope_count ? l : NULL;
}

static void number(struct odt *d, struct scope *s, struct open_list *l, bool counted)
{
    if (l && l->label_due) {
        l->label_due = false;
        if (l->style)
            s->label = reader_odt_list_next(d->lists, l->style, l->level, l->start, &s->list_left);
        s->list = s->label.n ? (uint8_t)(l->level > 9 ? 9 : l->level) : 0;
        l->start = -1;
    } else if (!l && s->level && counted) {
        s->label = reader_odt_list_next(d->lists, reader_odt_list_outline(d->lists), s->level, -1,
                                        &s->list_left);
    }
}

static void paragraph_open(struct odt *d, int id, const char **attributes)
{
    struct open_list *l = list_here(d);
    const char *uncounted = reader_xml_attribute(attributes, "is-list-header");
    const char *style = reader_xml_attribute(attributes, "style-name");
    bool begun = d->story.blocks > 0;
    struct scope *s;

    if (!reader_story_paragraph_open(&d->story))
        return;
    s = top(d);
    *s = (struct scope){.list_left = READER_LOOK_NO_INDENT, .told = d->story.text.n};
    s->look = reader_odt_style_find(&d->styles, READER_ODT_PARAGRAPH, style);
    s->now = s->look;
    if (id == EL_H)
        s->level = (uint8_t)reader_xml_number(attributes, "outline-level", 1, 9, 1);
    if (d->in_body)
        number(d, s, l, !uncounted || strcmp(uncounted, "true") != 0);
    if (s->look.page_before == 1 && d->in_body && begun)
        reader_story_page(&d->story, false);
}

/* Text since the last look was of the look there is. */
static void look_count(struct odt *d, struct scope *s)
{
    reader_look_add(&s->count, str_rest(buf_str(&d->story.text), s->told), &s->now);
    s->told = d->story.text.n;
}

static void paragraph_close(struct odt *d)
{
    struct scope *s = top(d);
    struct reader_story_shape shape = {.label = s->label, .level = s->level, .list = s->list};
    bool page_after = s->look.page_after == 1 && d->in_body;

    look_count(d, s);
    if (s->list_left != READER_LOOK_NO_INDENT) {
        s->look.left = s->list_left;
        s->look.first = 0;
    }
    shape.indent = reader_look_indent(&s->look, 1);
    shape.flags = reader_look_flags(&s->count, &s->look);
    reader_story_paragraph_close(&d->story, &shape);
    if (page_after)
        reader_story_page(&d->story, false);
}

static void span_open(struct reader_xml *x, struct odt *d, const char **attributes)
{
    struct scope *s = top(d);
    struct reader_look look;

    look_count(d, s);
    d->outside[x->depth] = s->now;
    look = reader_odt_style_find(&d->styles, READER_ODT_TEXT,
                                 reader_xml_attribute(attributes, "style-name"));
    reader_look_inherit(&look, &s->now);
    s->now = look;
}

static void span_close(struct reader_xml *x, struct odt *d)
{
    look_count(d, top(d));
    top(d)->now = d->outside[x->depth];
}

/* What may stand in the text of a paragraph. */
static void in_text(struct reader_xml *x, struct odt *d, int id, const char **attributes)
{
    switch (id) {
    case EL_SPAN:
        span_open(x, d, attributes);
        break;
    case EL_SPACE:
        if (x->into)
            buf_char(x->into, ' ');
        break;
    case EL_LINE_BREAK:
        if (x->into)
            buf_char(x->into, '\n');
        break;
    }
}

static void list_open(struct odt *d, const char **attributes)
{
    const char *style = reader_xml_attribute(attributes, "style-name");
    const char *on = reader_xml_attribute(attributes, "continue-numbering");
    const struct open_list *around = list_here(d);
    struct open_list *l = &d->open[d->open_count++];

    *l = (struct open_list){.scope_count = d->story.scope_count, .level = 1, .start = -1};
    if (around)
        l->level = around->level < READER_ODT_LEVELS ? around->level + 1 : READER_ODT_LEVELS;
    l->style = style ? reader_odt_list_find(d->lists, style) : around ? around->style : NULL;
    if (!around && l->style && !(on && strcmp(on, "true") == 0) &&
        !reader_xml_attribute(attributes, "continue-list"))
        reader_odt_list_restart(l->style);
}

static void item_open(struct odt *d, bool counted, const char **attributes)
{
    struct open_list *l = list_here(d);

    if (!l)
        return;
    l->label_due = counted;
    l->start = reader_xml_number(attributes, "start-value", 0, INT32_MAX, -1);
}

static uint32_t count_of(const char **attributes, const char *name)
{
    return (uint32_t)reader_xml_number(attributes, name, 1, INT32_MAX, 1);
}

static void table_open(struct odt *d, const char **attributes)
{
    struct reader_look look = reader_odt_style_find(&d->styles, READER_ODT_TABLE,
                                                    reader_xml_attribute(attributes, "style-name"));

    if (look.page_before == 1 && d->story.blocks > 0 && d->story.scope_count == 1)
        reader_story_page(&d->story, false);
    reader_story_table_open(&d->story);
}

static void row_open(struct odt *d, const char **attributes)
{
    if (reader_story_row_open(&d->story))
        reader_story_top(&d->story)->repeated = count_of(attributes, "number-rows-repeated");
}

static void cell_open(struct odt *d, const char **attributes)
{
    struct reader_story_scope *s;

    if (!reader_story_cell_open(&d->story))
        return;
    s = reader_story_top(&d->story);
    s->repeated = count_of(attributes, "number-columns-repeated");
    s->cell.colspan = count_of(attributes, "number-columns-spanned");
    s->cell.rowspan = count_of(attributes, "number-rows-spanned");
}

static void section(struct reader_xml *x, const char **attributes)
{
    const char *display = reader_xml_attribute(attributes, "display");

    if (display && strcmp(display, "none") == 0)
        reader_xml_skip(x);
}

/* The structure of the body: what opens scopes, lists and pages. */
static void in_body(struct reader_xml *x, struct odt *d, int id, const char **attributes)
{
    switch (id) {
    case EL_P:
    case EL_H:
        paragraph_open(d, id, attributes);
        break;
    case EL_LIST:
        list_open(d, attributes);
        break;
    case EL_LIST_ITEM:
    case EL_LIST_HEADER:
        item_open(d, id == EL_LIST_ITEM, attributes);
        break;
    case EL_TABLE:
        table_open(d, attributes);
        break;
    case EL_HEADER_ROWS:
        if (reader_story_top(&d->story)->kind == READER_STORY_TABLE)
            reader_story_top(&d->story)->header = true;
        break;
    case EL_ROW:
        row_open(d, attributes);
        break;
    case EL_CELL:
        cell_open(d, attributes);
        break;
    case EL_COVERED_CELL:
        reader_story_columns_pass(&d->story, count_of(attributes, "number-columns-repeated"));
        reader_xml_skip(x);
        break;
    case EL_SHAPE:
    case EL_CONTENTS:
        reader_story_box_open(&d->story);
        break;
    case EL_NOTE_BODY:
        reader_story_note_open(&d->story);
        break;
    case EL_SOFT_PAGE_BREAK:
        reader_story_page(&d->story, false);
        break;
    case EL_SECTION:
        section(x, attributes);
        break;
    default:
        if (in_paragraph(d))
            in_text(x, d, id, attributes);
    }
}

static void on_start(struct reader_xml *x, int id, const char **attributes)
{
    struct odt *d = x->user;

    d->story.xml = x;
    if (id == EL_NONE)
        return;
    if (id == EL_ANNOTATION || id == EL_HIDDEN_TEXT ||
        (d->in_styles && id == EL_AUTOMATIC_STYLES)) {
        reader_xml_skip(x); /* the automatic styles of styles.xml are for its headers alone */
        return;
    }
    if (id == EL_BODY)
        d->in_body = true;
    if (id == EL_MARGIN && d->in_styles)
        reader_story_box_open(&d->story);
    else if (d->in_body || d->story.scope_count > 1)
        in_body(x, d, id, attributes);
    else {
        reader_odt_style_start(&d->styles, x, id, attributes);
        reader_odt_list_start(d->lists, x, id, attributes);
    }
    direct_text(x, d);
}

static void scope_close(struct odt *d)
{
    struct reader_story *f = &d->story;

    switch (reader_story_top(f)->kind) {
    case READER_STORY_PARAGRAPH:
        paragraph_close(d);
        break;
    case READER_STORY_BOX:
        reader_story_box_close(f, d->in_styles ? &d->margins : NULL);
        break;
    case READER_STORY_NOTE:
        reader_story_note_close(f, NULL);
        break;
    default:
        reader_story_grid_close(f);
    }
}

static void on_end(struct reader_xml *x, int id)
{
    struct odt *d = x->user;

    if (reader_story_ends(&d->story))
        scope_close(d);
    else if (id == EL_LIST && d->open_count && (d->in_body || d->story.scope_count > 1))
        d->open_count--;
    else if (id == EL_SPAN && in_paragraph(d))
        span_close(x, d);
    else if (id == EL_HEADER_ROWS && reader_story_top(&d->story)->kind == READER_STORY_TABLE)
        reader_story_top(&d->story)->header = false;
    reader_odt_style_end(&d->styles, id);
    reader_odt_list_end(d->lists, id);
    direct_text(x, d);
}

enum { MANIFEST = 1, EL_ENCRYPTION = 1 };

static void manifest_start(struct reader_xml *x, int id, const char **attributes)
{
    (void)attributes;
    if (id == EL_ENCRYPTION)
        reader_xml_stop(x, ERR_UNSUPPORTED, N_("Tệp có mật khẩu; hãy bỏ mật khẩu rồi đưa lại."));
}

static int refuse_encrypted(struct reader_package *p, struct err *e)
{
    static const struct reader_xml_space spaces[] = {
        {"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", MANIFEST}, {0}};
    static const struct reader_xml_name names[] = {{MANIFEST, EL_ENCRYPTION, "encryption-data"},
                                                   {0}};
    static const struct reader_xml_vocabulary words = {spaces, names, manifest_start, NULL};
    const char *part = "META-INF/manifest.xml";

    return reader_package_has(p, part) ? reader_package_parse(p, part, &words, NULL, e) : ERR_OK;
}

static int read_parts(struct odt *d, struct reader_package *p, const char *main, struct err *e)
{
    static const struct reader_xml_vocabulary words = {reader__odt_spaces, reader__odt_names,
                                                       on_start, on_end};
    int r = refuse_encrypted(p, e);

    if (r)
        return r;
    d->in_styles = true;
    if (reader_package_has(p, "styles.xml") &&
        (r = reader_package_parse(p, "styles.xml", &words, d, e)))
        return r;
    d->in_styles = false;
    d->story.line = 0;
    d->story.blocks = 0;
    d->open_count = 0;
    return reader_package_parse(p, main, &words, d, e);
}

int reader_odt_package(struct arena *mem, struct reader_package *p, const char *main,
                       const struct reader_limits *limits, struct doc_tree **ret, struct err *e)
{
    struct odt *d = ARENA_NEW(mem, struct odt);
    size_t depths = (size_t)limits->xml_depth + 2;
    int r;

    reader_story_start(&d->story, mem, limits, "odt");
    d->scopes = ARENA_MANY(mem, struct scope, depths);
    d->open = ARENA_MANY(mem, struct open_list, depths);
    d->outside = ARENA_MANY(mem, struct reader_look, depths);
    d->lists = reader_odt_list_new(mem);
    d->styles.mem = mem;
    d->styles.family = -1;
    reader_story_list_clear(&d->margins);
    r = read_parts(d, p, main, e);
    if (r == ERR_OK) {
        reader_story_add(&d->story, &d->margins);
        *ret = reader_story_finish(&d->story);
    }
    reader_story_release(&d->story);
    reader_odt_list_release(d->lists);
    return r;
}
