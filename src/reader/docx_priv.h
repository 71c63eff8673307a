#pragma once

/* What the files of the DOCX reader share: the elements of WordprocessingML that are read,
 * properties of paragraphs and runs, styles, numbering. Chapters refer to ECMA-376 part 1. */

#include "reader/index.h"
#include "reader/look.h"
#include "reader/numeral.h"
#include "reader/package.h"
#include "reader/story.h"

enum {
    EL_NONE,
    EL_ABSTRACT_NUM,
    EL_ABSTRACT_NUM_ID,
    EL_ALTERNATE,
    EL_ALT_CHUNK,
    EL_B,
    EL_BASED_ON,
    EL_BR,
    EL_CHOICE,
    EL_CR,
    EL_DEL,
    EL_DOC_DEFAULTS,
    EL_ENDNOTE,
    EL_ENDNOTE_REFERENCE,
    EL_FALLBACK,
    EL_FLD_CHAR,
    EL_FOOTER,
    EL_FOOTNOTE,
    EL_FOOTNOTE_REFERENCE,
    EL_GRID_BEFORE,
    EL_GRID_SPAN,
    EL_HEADER,
    EL_I,
    EL_ILVL,
    EL_IND,
    EL_IS_LGL,
    EL_JC,
    EL_LVL,
    EL_LVL_OVERRIDE,
    EL_LVL_RESTART,
    EL_LVL_TEXT,
    EL_MATH_TEXT,
    EL_MOVE_FROM,
    EL_NAME,
    EL_NO_BREAK_HYPHEN,
    EL_NUM,
    EL_NUM_FMT,
    EL_NUM_ID,
    EL_NUM_PR,
    EL_NUM_STYLE_LINK,
    EL_OLD_PROPERTIES, /* *PrChange: what a tracked change replaced */
    EL_OUTLINE_LVL,
    EL_P,
    EL_P_PR,
    EL_P_STYLE,
    EL_PAGE_BREAK_BEFORE,
    EL_R,
    EL_R_FONTS,
    EL_R_PR,
    EL_R_STYLE,
    EL_RENDERED_BREAK,
    EL_RUBY_TEXT,
    EL_SDT_PR,
    EL_SECT_PR,
    EL_START,
    EL_START_OVERRIDE,
    EL_STYLE,
    EL_SUB_DOC,
    EL_SYM,
    EL_T,
    EL_TAB,
    EL_TBL,
    EL_TBL_HEADER,
    EL_TBL_STYLE_PR,
    EL_TC,
    EL_TR,
    EL_TR_PR,
    EL_TXBX_CONTENT,
    EL_TYPE,
    EL_V_MERGE,
    EL_VANISH,
};

/* docx_word.c: the one vocabulary of all parts, with the functions of the part at hand. */
extern const struct reader_xml_space reader__docx_spaces[];
extern const struct reader_xml_name reader__docx_names[];

#define READER_DOCX_VOCABULARY(start, end)                                                         \
    {                                                                                              \
        reader__docx_spaces, reader__docx_names, (start), (end)                                    \
    }

/* docx_look.c: properties of paragraphs and runs; indents in twips, lists by their numId. */

/* Takes up one property element of pPr, rPr or numPr; others change nothing. */
void reader_docx_look_read(struct reader_look *look, int id, int parent, const char **attributes);
/* The value of an on/off property element. */
bool reader_docx_look_is_on(const char **attributes);
const char *reader_docx_look_value(const char **attributes); /* of w:val; "" without */

/* docx_style.c */
struct reader_docx_style {
    const char *id;
    const char *based_on;    /* or NULL */
    struct reader_look look; /* its own; after reader_docx_style_settle() with all it inherits */
    bool paragraph;
    bool contents; /* a line of a table of contents */
};

struct reader_docx_styles {
    struct reader_docx_style *item;
    size_t count, room;
    struct reader_index by_id;
    struct reader_look defaults;
    const struct reader_docx_style
        *normal; /* of paragraphs that name none; never NULL when settled */
};

MUST_CHECK int reader_docx_style_load(struct arena *mem, struct reader_package *p, const char *part,
                                      struct reader_docx_styles *ret, struct err *e);
struct reader_docx_style *reader_docx_style_find(const struct reader_docx_styles *s,
                                                 const char *id);
/* Inherits along basedOn; a chain that runs in a circle ends. */
void reader_docx_style_settle(struct arena *mem, struct reader_docx_styles *s);

/* docx_numbering.c */
enum { READER_DOCX_LEVELS = 9 };

struct reader_docx_numbering;

MUST_CHECK int reader_docx_numbering_load(struct arena *mem, struct reader_package *p,
                                          const char *part, struct reader_docx_numbering **ret,
                                          struct err *e);
void reader_docx_numbering_freep(struct reader_docx_numbering **n);
/* Styles name lists and lists name styles: ties both. Before the styles are settled. */
void reader_docx_numbering_link(struct reader_docx_numbering *n, struct reader_docx_styles *styles);
/* The label of the next paragraph of this list and level; counts on. Also gives the indent of the
 * level where it has one. Empty where there is no such list. */
struct str reader_docx_numbering_next(struct reader_docx_numbering *n, int32_t list, int level,
                                      struct reader_look *indent);

/* What the open scopes of the story know beyond it, each by the index of its scope. */
struct reader_docx_paragraph {
    struct reader_look own; /* stated by the paragraph itself */
    const struct reader_docx_style *style;
    struct reader_look_count count;
    bool mark_gone, mark_hidden, section_ends;
    /* The open run; text boxes in it have paragraphs and runs of their own. */
    struct reader_look run;
    size_t run_start, text_start;
    bool text_kept; /* xml:space="preserve" */
};

struct reader_docx_scope {
    struct reader_docx_paragraph p;
    int32_t note; /* id of the open note, or < 0: a separator line, no note */
};

struct reader_docx_note {
    int32_t id; /* first: looked up by it */
    struct reader_story_list list;
};

struct reader_docx_notes {
    struct reader_docx_note *item;
    size_t count, room;
};

/* Whose rPr is open: that of the paragraph mark or of a run. */
enum reader_docx_properties { NO_PROPERTIES, MARK_PROPERTIES, RUN_PROPERTIES };

struct reader_docx {
    struct reader_story story;
    struct reader_docx_styles styles;
    struct reader_docx_numbering *numbering;
    struct reader_docx_notes footnotes, endnotes;
    struct reader_docx_scope *scopes;
    struct reader_look_count joined; /* of the last one whose text goes on in the next */
    bool *choice_taken;              /* by depth: of an open AlternateContent, a Choice was read */
    uint32_t field_depth;            /* 17.16.18: complex fields open, */
    uint32_t field_code; /* and the outermost whose instruction is being read; 0 = none */
    enum reader_docx_properties properties;
    bool paged; /* page breaks count: not in notes, headers, footers */
    bool remarked;
};

static inline struct reader_docx_scope *reader__docx_top(struct reader_docx *d)
{
    return &d->scopes[d->story.scope_count - 1];
}

/* The open paragraph, NULL where none is the innermost scope. */
static inline struct reader_docx_paragraph *reader__docx_paragraph(struct reader_docx *d)
{
    return reader_story_top(&d->story)->kind == READER_STORY_PARAGRAPH ? &reader__docx_top(d)->p
                                                                       : NULL;
}

/* docx_run.c */
void reader_docx_run_open(struct reader_docx *d, struct reader_docx_paragraph *p);
void reader_docx_run_close(struct reader_docx *d, struct reader_docx_paragraph *p);
void reader_docx_run_style(struct reader_docx *d, struct reader_docx_paragraph *p,
                           const char **attributes);
/* What a run may hold beside text. */
void reader_docx_run_read(struct reader_docx *d, struct reader_docx_paragraph *p, int id,
                          const char **attributes);
void reader_docx_run_text_open(struct reader_xml *x, struct reader_docx *d,
                               const char **attributes);
void reader_docx_run_text_close(struct reader_xml *x, struct reader_docx *d);
void reader_docx_run_field(struct reader_docx *d, const char **attributes); /* w:fldChar */

/* docx_body.c: what document, notes, headers and footers consist of; `user` is struct reader_docx.
 */
extern const struct reader_xml_vocabulary reader_docx_body_words;
/* Remarks, once, that a part of the text is elsewhere. */
void reader_docx_body_remark_chunk(struct reader_docx *d);
