#pragma once

/* What DOCX and ODT share: a flow of paragraphs, tables, text boxes and notes, each opened by an
 * element and closed with it, and the counting of pages and paragraphs.
 *
 * Open things lie on a stack of scopes; each remembers the XML depth that opened it, so that a
 * format only asks at the end of an element whether the innermost scope ends there. What a scope
 * may not hold is not opened, and its content belongs to the scope around it. */

#include "reader/xml.h"

enum reader_story_kind {
    READER_STORY_BODY,
    READER_STORY_PARAGRAPH,
    READER_STORY_TABLE,
    READER_STORY_ROW,
    READER_STORY_CELL,
    READER_STORY_BOX,  /* text box: its blocks come behind the paragraph, DOC_ASIDE */
    READER_STORY_NOTE, /* its blocks wait for reader_story_note_refer(), or go to the pending notes
                        */
};

/* Blocks in a row; needs reader_story_list_clear() before its first use. */
struct reader_story_list {
    struct doc_block *first, **end;
};

void reader_story_list_clear(struct reader_story_list *l);

struct reader_story_cell {
    uint32_t colspan, rowspan;
    bool goes_on; /* it continues the cell above, as DOCX says; ODT has a number above instead */
};

struct reader_story_table; /* story.c */

struct reader_story_scope {
    enum reader_story_kind kind;
    uint32_t depth;
    struct reader_story_list list;   /* body, cell, box, note: its blocks */
    struct doc_block **outer;        /* where the builder appended before */
    struct reader_story_list behind; /* paragraph: boxes to come after it */
    size_t start; /* paragraph: where its text begins in the buffer; of what holds paragraphs: where
                     joined text waits for the next one, SIZE_MAX = none */
    uint32_t page;                    /* where that text begins on paper */
    uint32_t line;                    /* note: how many paragraphs there were outside */
    struct reader_story_table *table; /* table, row, cell: theirs */
    struct reader_story_cell cell;    /* cell: 1 x 1 unless the format says otherwise */
    uint32_t repeated;                /* row, cell: how often it stands there; 1 likewise */
    bool header;                      /* row: it is a header row; table: the next one will be */
    bool deleted;                     /* row: by a tracked change */
};

struct reader_story {
    struct arena *mem;
    const struct reader_limits *limits;
    struct reader_xml *xml; /* the part being read: stopped when a limit is passed */
    struct doc_builder b;
    struct buf text; /* of the open paragraphs, the innermost last */
    struct reader_story_scope *scopes;
    size_t scope_count; /* >= 1: the body */
    struct reader_story_table *table, *spare;
    struct reader_story_list notes; /* wait for the end of the outermost block */
    uint32_t page, line;            /* line: paragraphs so far */
    bool paged;                     /* a page break was met */
    size_t blocks, text_bytes;
    size_t fresh; /* length of text at an explicit page break just met; SIZE_MAX = none */
    bool clipped; /* the remark about extreme spans is made */
};

/* How a paragraph looks, told when it ends. */
struct reader_story_shape {
    struct str label;
    uint32_t flags;
    uint16_t indent;
    uint8_t level, list;
};

void reader_story_start(struct reader_story *f, struct arena *mem,
                        const struct reader_limits *limits, const char *format);
/* Gives the finished tree, which lies in the arena; nothing may be opened any more. */
struct doc_tree *reader_story_finish(struct reader_story *f);
void reader_story_release(struct reader_story *f);

static inline struct reader_story_scope *reader_story_top(const struct reader_story *f)
{
    return &f->scopes[f->scope_count - 1];
}

/* True when the innermost scope was opened by the element that ends now. */
static inline bool reader_story_ends(const struct reader_story *f)
{
    return f->scope_count > 1 && reader_story_top(f)->depth == f->xml->depth;
}

/* All open functions give false, and open nothing, where such a thing may not stand. */
bool reader_story_paragraph_open(struct reader_story *f);
void reader_story_paragraph_close(struct reader_story *f, const struct reader_story_shape *shape);
/* The paragraph's mark was deleted: its text goes on in the next one. */
void reader_story_paragraph_join(struct reader_story *f);

bool reader_story_table_open(struct reader_story *f);
bool reader_story_row_open(struct reader_story *f);
/* Grid columns without a cell: gridBefore, covered cells. */
void reader_story_columns_pass(struct reader_story *f, uint32_t columns);
bool reader_story_cell_open(struct reader_story *f);
/* Closes the table, row or cell that is the innermost scope, as its scope describes it. */
void reader_story_grid_close(struct reader_story *f);

/* With `kept` the closed blocks go to the end of that list; else boxes come behind their paragraph,
 * notes behind the outermost block. */
bool reader_story_box_open(struct reader_story *f);
void reader_story_box_close(struct reader_story *f, struct reader_story_list *kept);
bool reader_story_note_open(struct reader_story *f);
void reader_story_note_close(struct reader_story *f, struct reader_story_list *kept);
/* Puts kept blocks here; the list is empty then. */
void reader_story_add(struct reader_story *f, struct reader_story_list *kept);
/* The text refers to a note that was kept: it comes behind the outermost block, the first time. */
void reader_story_note_refer(struct reader_story *f, struct reader_story_list *note);

/* A new page starts here; `rendered`: where the word processor last saw one, which may repeat an
 * explicit break. */
void reader_story_page(struct reader_story *f, bool rendered);

void reader_story_remark(struct reader_story *f, const char *sentence);
