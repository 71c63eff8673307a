/* HTML by libxml2's parser, as events: no tree of the page is ever held, so deep or endless pages
 * cost no stack and little memory. What a person would not see is dropped; the rest becomes
 * paragraphs and tables. Word's saved pages are HTML with habits of their own (mso-…), read here
 * too. */

#include <libxml/HTMLparser.h>
#include <strings.h>

#include "reader/html_priv.h"
#include "text/clean.h"

/* Notes that are moved behind their reference. */
enum { NOTES_MAX = 1000 };

struct list {
    uint32_t next;
    char kind; /* '-', or the type of numbers: 1 a A i I */
};

struct frame {
    const struct reader__html_element *element; /* NULL: unknown, inline */
    const xmlChar *name;                        /* in the parser's dictionary */
    struct reader__html_style outer;
    struct list list;
    bool owns_table; /* opened a table (not past the greatest depth) */
};

struct note {
    struct doc_block *behind;
    struct doc_block *first, **end;
};

struct page {
    struct reader__html html;
    htmlParserCtxtPtr parser;
    struct frame *frames;
    uint32_t depth;
    struct reader__html_style style;
    struct buf text, label, title;
    size_t text_bytes;
    size_t letters, bold, italic;    /* of the open paragraph */
    struct reader__html_style first; /* style at its first letter */
    bool started;
    uint32_t paragraphs;
    struct note *notes; /* NOTES_MAX + 1, made with the first reference */
    uint32_t references[8], reference_count;
    struct doc_block **after_notes; /* where the document goes on, while in a note */
    const char *refusal;
};

static struct str attribute(const xmlChar **attributes, const char *name)
{
    for (size_t i = 0; attributes && attributes[i]; i += 2)
        if (strcmp((const char *)attributes[i], name) == 0)
            return str_from((const char *)attributes[i + 1]);
    return STR_NONE;
}

/* The open paragraph. */

static bool is_empty(const struct buf *text)
{
    for (size_t i = 0; i < text->n; i++)
        if (!strchr(" \t\r\n", text->p[i]) || text->p[i] == 0)
            return false;
    return true;
}

static void refuse(struct page *p, const char *sentence)
{
    if (!p->refusal)
        p->refusal = sentence;
    xmlStopParser(p->parser);
}

static bool starts_with_marker(struct str s)
{
    size_t i = 0;

    if (str_starts(s, STR("- ")) || str_starts(s, STR("+ ")) || str_starts(s, STR("* ")) ||
        str_starts(s, STR("•")) || str_starts(s, STR("–")))
        return true;
    while (i < s.n && i < 4 && ((s.p[i] >= '0' && s.p[i] <= '9')))
        i++;
    return i > 0 && i + 1 < s.n && (s.p[i] == '.' || s.p[i] == ')');
}

static uint32_t flags_of(const struct page *p)
{
    uint32_t flags = 0;

    if (p->bold == p->letters)
        flags |= DOC_BOLD;
    if (p->italic == p->letters)
        flags |= DOC_ITALIC;
    if (p->first.centred)
        flags |= DOC_CENTRED;
    if (p->first.note)
        flags |= DOC_NOTE;
    if (p->first.aside)
        flags |= DOC_ASIDE;
    return flags;
}

static void references_settle(struct page *p, struct doc_block *block)
{
    const struct html_table *t = p->html.table;

    while (t && t->outer)
        t = t->outer;
    for (uint32_t i = 0; i < p->reference_count; i++)
        if (!p->notes[p->references[i]].behind)
            p->notes[p->references[i]].behind = t && t->in_cell ? t->block : block;
    p->reference_count = 0;
}

static void paragraph_add(struct page *p, struct str text, struct str label)
{
    struct doc_block *block;

    if (label.n && p->first.list && starts_with_marker(text))
        label = STR_NONE; /* typed as well */
    block = doc_tree_paragraph(&p->html.build, text, (struct doc_pos){.line = ++p->paragraphs});
    block->flags = flags_of(p);
    block->level = p->first.level;
    if (label.n) {
        block->label = label;
        block->list = p->first.list ? p->first.list : 1;
    }
    block->indent = p->first.indent > 0 ? (uint16_t)p->first.indent : 0;
    references_settle(p, block);
    reader__html_cell_paragraph(&p->html, text.n);
}

static void paragraph_close(struct page *p)
{
    struct arena *mem = p->html.mem;

    if (!is_empty(&p->text)) {
        struct str text = text_clean(mem, buf_str(&p->text), true);

        p->text_bytes += text.n;
        p->html.blocks++;
        if (text.n)
            paragraph_add(p, text, text_clean(mem, buf_str(&p->label), false));
    }
    if (p->html.blocks > p->html.limits->blocks || p->text_bytes > p->html.limits->text_bytes)
        refuse(p, N_("Trang web có quá nhiều nội dung nên không đọc."));
    buf_clear(&p->text);
    buf_clear(&p->label);
    p->letters = p->bold = p->italic = 0;
    p->started = false;
}

/* Characters of Word's Symbol font that stand for letters elsewhere in Unicode. */
static struct str symbol(unsigned c)
{
    switch (c) {
    case 0xA3:
        return STR("≤");
    case 0xB3:
        return STR("≥");
    case 0xB1:
        return STR("±");
    case 0xB4:
        return STR("×");
    case 0xAE:
        return STR("→");
    default:
        return STR_NONE;
    }
}

/* Text in a symbol font: a bullet where it opens a paragraph, else a sign. */
static void symbols_add(struct page *p, struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        struct str sign = STR_NONE;

        if (c == 0xC2 && i + 1 < s.n)
            sign = symbol((unsigned char)s.p[++i]);
        if (sign.n)
            buf_add(&p->text, sign);
        else if (c > ' ' && !(c == 0xC2 && (unsigned char)s.p[i] == 0xA0) && p->letters == 0 &&
                 p->label.n == 0)
            buf_add(&p->label, STR("•"));
    }
}

static void text_add(struct page *p, struct str s)
{
    size_t letters = 0;

    for (size_t i = 0; i < s.n; i++)
        letters += (unsigned char)s.p[i] > ' ' && ((unsigned char)s.p[i] & 0xC0) != 0x80;
    if (letters && !p->started) {
        p->started = true;
        p->first = p->style;
    }
    /* A no-break space is no letter, but counts as one alike in bold and plain. */
    p->letters += letters;
    p->bold += p->style.bold ? letters : 0;
    p->italic += p->style.italic ? letters : 0;
    if (p->style.pre) {
        buf_add(&p->text, s);
        return;
    }
    for (size_t i = 0; i < s.n; i++)
        buf_char(&p->text, s.p[i] == '\n' || s.p[i] == '\r' ? ' ' : s.p[i]);
}

static bool is_note_number(struct str s)
{
    s = str_trim(s);
    if (s.n > 2 && (s.p[0] == '[' || s.p[0] == '('))
        s = str_cut(s, 1, s.n - 1);
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return s.n == 1 && s.p[0] == '*';
    return s.n <= 3;
}

/* "km²" and "m³" keep their power; other small raised numbers call a footnote. */
static bool follows_unit(const struct buf *text)
{
    return text->n && text->p[text->n - 1] == 'm' &&
           (text->n == 1 || strchr(" kcdmhµ/(.,0123456789", text->p[text->n - 2]));
}

static void on_text(void *context, const xmlChar *chars, int n)
{
    struct page *p = context;
    struct str s = {(const char *)chars, (size_t)n};

    if (p->style.dropped || p->style.cut)
        return;
    if (p->style.label && !p->style.symbol)
        buf_add(&p->label, s);
    else if (p->style.symbol)
        symbols_add(p, s);
    else if (!(p->style.raised && is_note_number(s) && !follows_unit(&p->text)))
        text_add(p, s);
}

static void characters(void *context, const xmlChar *chars, int n)
{
    struct page *p = context;
    const struct frame *inner = p->depth ? &p->frames[p->depth - 1] : NULL;

    if (inner && inner->element && inner->element->role == TITLE)
        buf_add(&p->title, (struct str){(const char *)chars, (size_t)n});
    else
        on_text(p, chars, n);
}

static void list_open(struct page *p, struct frame *f, const xmlChar **attributes)
{
    bool numbered = strcmp(f->element->name, "ol") == 0;
    struct str type = attribute(attributes, "type"), start = attribute(attributes, "start");

    p->style.bare = 0;
    if (p->style.list < 9)
        p->style.list++;
    f->list.next = start.n ? reader__html_number(start) : 1;
    f->list.kind = numbered && type.n == 1 && strchr("aAiI", type.p[0]) ? type.p[0]
                   : numbered                                           ? '1'
                                                                        : '-';
}

static void item_open(struct page *p, const xmlChar **attributes)
{
    struct frame *f = p->frames + p->depth - 1;
    struct str value = attribute(attributes, "value");
    uint32_t n;

    while (f > p->frames && !(f->element && f->element->role == LIST))
        f--;
    if (!f->element || f->element->role != LIST || p->style.bare)
        return;
    n = value.n ? reader__html_number(value) : f->list.next;
    f->list.next = n + 1;
    reader__html_label(&p->label, f->list.kind, n);
}

/* Footnotes: Word writes them behind the document, as <div id=ftn3>, each called by a link to
 * "#_ftn3"; endnotes are edn. */

static uint32_t note_number(struct str s, struct str prefix)
{
    uint32_t n = 0;

    if (reader__html_opens(s, prefix.p))
        n = reader__html_number(str_rest(s, prefix.n));
    return n <= NOTES_MAX / 2 ? n : 0;
}

static void note_call(struct page *p, const xmlChar **attributes)
{
    struct str href = attribute(attributes, "href");
    uint32_t n = note_number(href, STR("#_ftn"));

    if (n == 0 && (n = note_number(href, STR("#_edn"))))
        n += NOTES_MAX / 2;
    if (reader__html_opens(href, "#_ftnref") || reader__html_opens(href, "#_ednref")) {
        p->style.dropped = 1; /* the number that stands before the note's own text */
        return;
    }
    if (n == 0)
        return;
    p->style.dropped = 1;
    if (!p->notes)
        p->notes = ARENA_MANY(p->html.mem, struct note, NOTES_MAX + 1);
    if (p->reference_count < COUNT(p->references))
        p->references[p->reference_count++] = n;
}

static void note_open(struct page *p, const xmlChar **attributes)
{
    struct str id = attribute(attributes, "id");
    uint32_t n = note_number(id, STR("ftn"));
    struct note *note;

    if (n == 0 && (n = note_number(id, STR("edn"))))
        n += NOTES_MAX / 2;
    if (n == 0 || p->style.note || p->html.table)
        return;
    p->style.note = n;
    note = p->notes ? &p->notes[n] : NULL;
    if (!note || !note->behind || note->first)
        return;
    p->after_notes = p->html.build.end;
    note->end = &note->first;
    p->html.build.end = note->end;
}

static void note_close(struct page *p, uint32_t n)
{
    if (!p->after_notes)
        return;
    p->notes[n].end = p->html.build.end;
    p->html.build.end = p->after_notes;
    p->after_notes = NULL;
}

static void notes_place(struct page *p)
{
    /* From the last: several notes of one block come out in their order. */
    for (uint32_t n = p->notes ? NOTES_MAX : 0; n > 0; n--) {
        struct note *note = &p->notes[n];

        if (!note->first)
            continue;
        *note->end = note->behind->next;
        note->behind->next = note->first;
    }
}

/* Elements. */

static void line_break(struct page *p)
{
    struct buf *t = &p->text;
    size_t from = t->n;

    if (p->style.dropped || p->style.cut || p->style.label)
        return;
    while (from > 0 && t->p[from - 1] != '\n')
        from--;
    /* Two breaks part paragraphs, and so does one behind a line that is plainly whole: many pages
     * hold their document in a single <div>. */
    if (t->n && (is_empty(&(struct buf){.p = t->p + from, .n = t->n - from}) ||
                 (!p->style.centred && !p->style.level &&
                  (t->n - from > 90 || strchr(".;:", t->p[t->n - 1])))))
        paragraph_close(p);
    else
        buf_char(t, '\n');
}

static void table_element_open(struct page *p, struct frame *f, const xmlChar **attributes)
{
    struct reader__html *h = &p->html;
    struct reader__html_span span = {reader__html_number(attribute(attributes, "colspan")),
                                     reader__html_number(attribute(attributes, "rowspan"))};

    if (f->element->role == TABLE) {
        f->owns_table = h->table_depth < HTML_TABLE_DEPTH;
        if (f->owns_table)
            reader__html_table_open(h);
    } else if (!h->table) {
        return;
    } else if (f->element->role == HEAD_ROWS) {
        h->table->head = true;
    } else if (f->element->role == ROW) {
        reader__html_row_open(h);
    } else {
        reader__html_cell_open(h, span, strcmp(f->element->name, "th") == 0);
    }
}

static void table_element_close(struct page *p, const struct frame *f)
{
    struct reader__html *h = &p->html;

    if (!h->table)
        return;
    if (f->element->role == HEAD_ROWS) {
        reader__html_row_close(h);
        h->table->head = false;
    } else if (f->element->role == ROW) {
        reader__html_row_close(h);
    } else if (f->element->role == CELL) {
        reader__html_cell_close(h);
    } else if (f->owns_table) {
        reader__html_table_close(h);
    }
}

/* Elements that end the paragraph before them and behind them. */
static bool is_block(enum html_role role)
{
    switch (role) {
    case INLINE:
    case BREAK:
    case BOLD:
    case ITALIC:
    case RAISED:
    case DROPPED:
    case TITLE:
    case CUT:
        return false;
    default:
        return true;
    }
}

static void role_apply(struct page *p, struct frame *f, const xmlChar **attributes)
{
    struct reader__html_style *s = &p->style;

    switch (f->element->role) {
    case DROPPED:
    case HEAD:
    case TITLE:
        s->dropped = 1;
        break;
    case HEADING:
        s->level = (uint8_t)(f->element->name[1] - '0');
        s->bold = 1;
        break;
    case LIST:
        list_open(p, f, attributes);
        break;
    case ITEM:
        if (!s->dropped)
            item_open(p, attributes);
        break;
    case TABLE:
    case HEAD_ROWS:
    case ROW:
    case CELL:
        s->centred = s->level = s->list = 0;
        s->indent = 0;
        s->bold |= f->element->role == CELL && f->element->name[1] == 'h';
        table_element_open(p, f, attributes);
        break;
    case BOLD:
        s->bold = 1;
        break;
    case ITALIC:
        s->italic = 1;
        break;
    case RAISED:
        s->raised = 1;
        break;
    case PREFORMATTED:
        s->pre = 1;
        break;
    case CENTRED:
        s->centred = 1;
        break;
    case CUT:
        s->cut = 1;
        break;
    case BREAK:
        line_break(p);
        break;
    case INLINE:
    case BLOCK:
        break;
    }
}

static void element_start(void *context, const xmlChar *name, const xmlChar **attributes)
{
    struct page *p = context;
    struct frame *f = &p->frames[p->depth];
    struct str align = attribute(attributes, "align");

    if (p->depth == p->html.limits->xml_depth) {
        refuse(p, N_("Trang web có các phần lồng nhau quá sâu nên không đọc."));
        return;
    }
    p->depth++;
    *f = (struct frame){
        .element = reader__html_element((const char *)name), .name = name, .outer = p->style};
    if (f->element && is_block(f->element->role) && !p->style.dropped)
        paragraph_close(p);
    if (align.n)
        p->style.centred = reader__html_is(align, "center") || reader__html_is(align, "middle");
    if (f->element)
        role_apply(p, f, attributes);
    reader__html_style(&p->style, attribute(attributes, "style"));
    if (attributes) {
        for (size_t i = 0; attributes[i]; i += 2)
            p->style.dropped |= strcmp((const char *)attributes[i], "hidden") == 0;
        if (strcmp((const char *)name, "a") == 0)
            note_call(p, attributes);
        if (strcmp((const char *)name, "div") == 0)
            note_open(p, attributes);
    }
}

static void frame_close(struct page *p)
{
    struct frame *f = &p->frames[--p->depth];

    if (f->element && is_block(f->element->role) && !f->outer.dropped)
        paragraph_close(p);
    if (f->element && (f->element->role == TABLE || f->element->role == HEAD_ROWS ||
                       f->element->role == ROW || f->element->role == CELL))
        table_element_close(p, f);
    if (p->style.note && !f->outer.note)
        note_close(p, p->style.note);
    p->style = f->outer;
}

static void element_end(void *context, const xmlChar *name)
{
    struct page *p = context;
    uint32_t at = p->depth;

    while (at > 0 && strcmp((const char *)p->frames[at - 1].name, (const char *)name) != 0)
        at--;
    while (at > 0 && p->depth >= at)
        frame_close(p);
}

static void silent(void *context, const char *format, ...)
{
    (void)context, (void)format;
}

static void parse(struct page *p, struct str text)
{
    htmlSAXHandler events = {
        .startElement = element_start,
        .endElement = element_end,
        .characters = characters,
        .ignorableWhitespace = characters,
        .warning = silent,
        .error = silent,
    };

    memcpy(p->parser->sax, &events, sizeof(events));
    p->parser->userData = p;
    (void)!htmlCtxtReadMemory(p->parser, text.p, (int)text.n, NULL, "UTF-8",
                              HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR |
                                  HTML_PARSE_NOWARNING | HTML_PARSE_IGNORE_ENC);
    while (p->depth)
        frame_close(p);
    paragraph_close(p);
    notes_place(p);
}

int reader_html_read(struct arena *mem, struct str bytes, const struct reader_limits *limits,
                     struct doc_tree **ret, struct err *e)
{
    struct page p = {.html = {.mem = mem, .limits = limits}};
    struct str text = reader__html_bytes(mem, bytes);

    p.parser = text.n > 0 && text.n < INT32_MAX ? htmlNewParserCtxt() : NULL;
    if (!p.parser)
        return err_set(e, ERR_UNREADABLE, N_("Tệp không phải là trang web đọc được."));
    doc_tree_start(&p.html.build, mem, "html");
    p.frames = ARENA_MANY(mem, struct frame, limits->xml_depth + 1);
    buf_init(&p.text, limits->text_bytes);
    buf_init(&p.label, 256);
    buf_init(&p.title, 1024);
    parse(&p, text);
    p.html.build.tree->title = text_clean(mem, buf_str(&p.title), false);
    htmlFreeParserCtxt(p.parser);
    buf_release(&p.text);
    buf_release(&p.label);
    buf_release(&p.title);
    if (p.refusal)
        return err_set(e, ERR_TOO_BIG, "%s", err_text(e, p.refusal));
    doc_tree_finish(&p.html.build);
    *ret = p.html.build.tree;
    return ERR_OK;
}
