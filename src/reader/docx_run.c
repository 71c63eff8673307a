#include <stdlib.h>

#include "reader/docx_priv.h"

void reader_docx_run_open(struct reader_docx *d, struct reader_docx_paragraph *p)
{
    p->run = reader_look_none;
    p->run_start = d->story.text.n;
}

static bool run_is_visible(const struct reader_docx *d, const struct reader_docx_paragraph *p)
{
    int8_t hidden = p->run.hidden == READER_LOOK_UNSET ? p->style->look.hidden : p->run.hidden;

    return !d->field_code && hidden != 1;
}

void reader_docx_run_close(struct reader_docx *d, struct reader_docx_paragraph *p)
{
    struct reader_look look = p->run;

    reader_look_inherit(&look, &p->style->look);
    reader_look_add(&p->count, str_rest(buf_str(&d->story.text), p->run_start), &look);
}

void reader_docx_run_style(struct reader_docx *d, struct reader_docx_paragraph *p,
                           const char **attributes)
{
    const struct reader_docx_style *s = reader_docx_style_find(&d->styles,
                                                               reader_docx_look_value(attributes));

    if (s && !s->paragraph)
        reader_look_inherit(&p->run, &s->look);
}

void reader_docx_run_text_open(struct reader_xml *x, struct reader_docx *d, const char **attributes)
{
    struct reader_docx_paragraph *p = reader__docx_paragraph(d);

    if (!p || !run_is_visible(d, p))
        return;
    p->text_kept = attributes[0] && reader_xml_attribute(attributes, "space");
    p->text_start = d->story.text.n;
    x->into = &d->story.text;
}

/* 17.3.3.31: white space at the ends of a text counts only where it is said to. */
void reader_docx_run_text_close(struct reader_xml *x, struct reader_docx *d)
{
    struct reader_docx_paragraph *p = reader__docx_paragraph(d);
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

static void page_break(struct reader_docx *d, bool rendered)
{
    struct reader_story *f = &d->story;

    if (!d->paged)
        return;
    if (!rendered && f->text.n > reader_story_top(f)->start)
        buf_char(&f->text, '\n');
    reader_story_page(f, rendered);
}

void reader_docx_run_read(struct reader_docx *d, struct reader_docx_paragraph *p, int id,
                          const char **attributes)
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

void reader_docx_run_field(struct reader_docx *d, const char **attributes)
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
