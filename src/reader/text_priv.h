#pragma once

/* Inside the readers of plain text and Markdown: a file as lines, and what is put together from
 * them.
 *
 *   text.c      bytes → lines; what kind of text it is; the order of all that
 *   line.c      what stands at the head and at the end of a line
 *   note.c      page numbers and footnotes, taken out of the flow
 *   flow.c      paragraphs from lines
 *   flat.c      web tables flattened to one cell per line
 *   pipe.c      tables drawn with '|'
 *   tab.c       tables whose cells are divided by tabs
 *   column.c    tables that stand in columns of text
 *   pair.c      letterheads and signatures: two columns side by side
 *   embed.c     HTML tables inside Markdown
 *   markdown.c  marks of Markdown off, meaning kept
 */

#include "reader/reader.h"

enum reader__style {
    READER__BOLD = 1 << 0,    /* all letters of the line */
    READER__ITALIC = 1 << 1,  /* all letters of the line */
    READER__OPEN = 1 << 2,    /* emphasis runs on into the next line, so the paragraph does too */
    READER__HARD = 1 << 3,    /* the author broke the line here */
    READER__NOTE = 1 << 4,    /* a footnote begins here */
    READER__IN_NOTE = 1 << 5, /* and here it goes on */
};

enum reader__mark {
    READER__MARK_NONE,
    READER__MARK_WEAK,   /* looks like a bullet or number, if the line before is finished */
    READER__MARK_STRONG, /* opens a paragraph wherever it stands */
};

/* A line with something on it; empty ones and drawn rules are counted by the next. */
struct reader__line {
    struct str raw;  /* the line's UTF-8 bytes as they stand */
    struct str text; /* cleaned, without marks */
    uint32_t number, page;
    uint32_t width;  /* characters of text */
    uint16_t indent; /* columns of white space before */
    uint16_t before; /* empty lines before */
    uint16_t pipes;  /* > 0: nothing but so many '|' */
    uint16_t style;  /* enum reader__style */
    uint8_t level;   /* heading */
    uint8_t gaps;    /* runs of two and more spaces inside */
    uint8_t mark;    /* enum reader__mark: what it begins with */
    bool is_number;  /* the mark is a number, not a bullet or label */
    bool finished;   /* ends as sentences, items and lead-ins end */
    bool goes_on;    /* ends with a comma or hyphen */
    bool wants;      /* ends with a word that wants another: "và", "của", "Sở" */
    bool lower;      /* begins with a small letter */
    bool digit;      /* begins with a digit */
};

/* Where a line was ended on purpose: a line that would stay below `first` (a paragraph's first
 * line) or `rest` (others), counting the next line's first word, was not wrapped. In characters. */
struct reader__wrap {
    uint32_t first, rest;
};

struct reader__text {
    struct arena *mem;
    const struct reader_limits *limits;
    struct doc_builder out;
    struct reader__line *lines;
    size_t count;
    struct reader__wrap wrap;
    bool spaced;     /* an empty line behind every line: it means nothing */
    bool wrapped;    /* paragraphs run over several lines */
    bool pipe_blank; /* flattened tables have empty lines around their bars */
    bool markdown;
    size_t blocks, bytes; /* made so far */
    size_t column_from;   /* no table in columns begins before this line */
    size_t embed_from;    /* no HTML table either */
    size_t embedded;      /* HTML tables so far */
    const char *full;     /* sentence of the limit that was passed */
};

/* text.c */
MUST_CHECK int reader__text_read(struct arena *mem, struct str bytes,
                                 const struct reader_limits *limits, bool markdown,
                                 struct doc_tree **ret, struct err *e);
/* Counts a block against the limits; false (and `full` set) when one is passed. */
bool reader__text_room(struct reader__text *t, size_t bytes);

/* line.c */
void reader__line_tell(struct reader__line *l); /* all that follows from its text */
/* A part of a line, one cell's share of it, as a line. */
struct reader__line reader__line_part(struct arena *mem, const struct reader__line *line,
                                      struct str part);
/* Ends with a word that wants a number: "Điều", "khoản". */
bool reader__line_wants_number(struct str text);
bool reader__line_begins_lower(struct str text); /* with a small letter */
bool reader__line_is_capitals(struct str text);  /* two letters or more, all capital */
bool reader__line_is_number(struct str text);    /* "3", "1.2.", "IV", "a)": nothing else */
/* True where `next` surely goes on with the sentence of `line`. */
bool reader__line_wraps(const struct reader__line *line, const struct reader__line *next);
/* The column where `line` would end with the first word of `next` behind it. */
uint32_t reader__line_extent(const struct reader__line *line, const struct reader__line *next);
uint32_t reader__line_letters(struct str text); /* characters */
/* "-----", "____", "* * *": drawn, not written. */
bool reader__line_is_rule(struct str text);

/* note.c: drops page numbers from the lines, marks footnotes and takes their signs out of the text.
 */
void reader__note_find(struct reader__text *t);

/* flow.c */
void reader__flow_measure(struct reader__text *t); /* fills wrap, spaced, wrapped */
/* Paragraphs of lines [from, to) to the end of `out`. */
void reader__flow_read(struct reader__text *t, struct doc_builder *out, size_t from, size_t to,
                       struct reader__wrap wrap);

/* The paragraphs of a cell whose lines are parts of the text's lines. */
void reader__flow_cell(struct reader__text *t, struct doc_cell *cell, struct reader__line *lines,
                       size_t count, struct reader__wrap wrap);

/* Each reads the table that begins at line `from` and returns the line behind it, or `from` when
 * none begins there. */
size_t reader__flat_read(struct reader__text *t, size_t from);
size_t reader__pipe_read(struct reader__text *t, size_t from);
size_t reader__column_read(struct reader__text *t, size_t from);
size_t reader__embed_read(struct reader__text *t, size_t from);
size_t reader__pair_read(struct reader__text *t, size_t from);
size_t reader__tab_read(struct reader__text *t, size_t from);
bool reader__embed_is_edge(struct str raw); /* a table of HTML begins or ends on the line */
bool reader__embed_starts(const struct reader__text *t, size_t at);
bool reader__pair_starts(const struct reader__text *t, size_t at);
bool reader__tab_starts(const struct reader__text *t, size_t at);
bool reader__pipe_is_dashes(struct str raw); /* "|---|:--:|", the row under a table's head */
bool reader__pipe_starts(const struct reader__text *t, size_t at);
bool reader__column_starts(struct reader__text *t, size_t at);

/* markdown.c: the text of lines and their styles, from their raw bytes. */
void reader__markdown_lines(struct reader__text *t);
/* One piece alone: a cell. `style` gets enum reader__style. */
struct str reader__markdown_inline(struct arena *mem, struct str raw, uint16_t *style);
