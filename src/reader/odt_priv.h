#pragma once

/* What the files of the ODT reader share. Chapters refer to OpenDocument 1.2 part 1. */

#include "reader/index.h"
#include "reader/look.h"
#include "reader/numeral.h"
#include "reader/package.h"

enum {
    EL_NONE,
    EL_ANNOTATION, /* what is no text of the document: comments, forms, titles of pictures … */
    EL_AUTOMATIC_STYLES,
    EL_BODY,
    EL_CELL,
    EL_CONTENTS, /* tables of contents and indexes */
    EL_COVERED_CELL,
    EL_H,
    EL_HEADER_ROWS,
    EL_HIDDEN_TEXT,
    EL_LEVEL, /* list-level-style-*, outline-level-style */
    EL_LEVEL_ALIGNMENT,
    EL_LEVEL_BULLET,
    EL_LINE_BREAK,
    EL_LIST,
    EL_LIST_HEADER,
    EL_LIST_ITEM,
    EL_LIST_STYLE,
    EL_MARGIN, /* header or footer of a master page */
    EL_NOTE_BODY,
    EL_OUTLINE_STYLE,
    EL_P,
    EL_PARAGRAPH_PROPERTIES,
    EL_ROW,
    EL_SECTION,
    EL_SHAPE, /* text box or shape with text */
    EL_SOFT_PAGE_BREAK,
    EL_SPACE,
    EL_SPAN,
    EL_STYLE,
    EL_TABLE,
    EL_TABLE_PROPERTIES,
    EL_TEXT_PROPERTIES,
};

extern const struct reader_xml_space reader__odt_spaces[]; /* odt_word.c */
extern const struct reader_xml_name reader__odt_names[];

/* odt_style.c: 16.2, paragraph, text and table styles; indents in steps of 2 points. */
struct reader_odt_style {
    const char *parent; /* or NULL */
    struct reader_look look;
};

enum reader_odt_family {
    READER_ODT_PARAGRAPH,
    READER_ODT_TEXT,
    READER_ODT_TABLE,
    READER_ODT_FAMILIES
};

struct reader_odt_styles {
    struct arena *mem;
    struct {
        struct reader_odt_style *item;
        size_t count, room;
        struct reader_index by_name;
    } of[READER_ODT_FAMILIES];
    int family; /* of the style being read, which is the last one there; -1: none */
};

/* Elements of styles; others change nothing. */
void reader_odt_style_start(struct reader_odt_styles *s, struct reader_xml *x, int id,
                            const char **attributes);
void reader_odt_style_end(struct reader_odt_styles *s, int id);
/* The look of this name with all it inherits; a chain that runs in a circle ends. `name` may be
 * NULL. */
struct reader_look reader_odt_style_find(struct reader_odt_styles *s, enum reader_odt_family family,
                                         const char *name);
/* Steps of 2 points of a length such as "1.27cm". */
int32_t reader_odt_style_length(const char *length);

/* odt_list.c: 16.30, list styles and the counting of lists. */
enum { READER_ODT_LEVELS = 10 };

struct reader_odt_lists;
struct reader_odt_list; /* a list style with its counters */

struct reader_odt_lists *reader_odt_list_new(struct arena *mem);
void reader_odt_list_release(struct reader_odt_lists *l);
/* Elements of list styles; others change nothing. */
void reader_odt_list_start(struct reader_odt_lists *l, struct reader_xml *x, int id,
                           const char **attributes);
void reader_odt_list_end(struct reader_odt_lists *l, int id);

struct reader_odt_list *reader_odt_list_find(struct reader_odt_lists *l, const char *name);
struct reader_odt_list *reader_odt_list_outline(struct reader_odt_lists *l); /* of headings */
void reader_odt_list_restart(struct reader_odt_list *list);
/* The label of the next item on `level` (1 …); start < 0: it counts on. Gives the level's left edge
 * in `*left` where it has one. */
struct str reader_odt_list_next(struct reader_odt_lists *l, struct reader_odt_list *list, int level,
                                long start, int32_t *left);
