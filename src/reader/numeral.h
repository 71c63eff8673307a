#pragma once

/* Numbers as word processors print them before a list item, and the label made of them. */

#include "base/buf.h"

enum reader_numeral {
    READER_NUMERAL_NONE, /* prints nothing */
    READER_NUMERAL_BULLET,
    READER_NUMERAL_DECIMAL,
    READER_NUMERAL_TWO_DIGITS, /* 01, 02 … 10 */
    READER_NUMERAL_UPPER_ROMAN,
    READER_NUMERAL_LOWER_ROMAN,
    READER_NUMERAL_UPPER_LETTER,
    READER_NUMERAL_LOWER_LETTER,
    READER_NUMERAL_VIETNAMESE, /* một, hai … */
};

/* The names of w:numFmt; an unknown one is decimal. */
enum reader_numeral reader_numeral_from_ooxml(const char *name);

/* style:num-format of ODF: "1" "i" "I" "a" "A" ""; anything else is decimal. */
enum reader_numeral reader_numeral_from_odf(const char *format);

/* Appends n; out of what a format can say (roman to 3999, letters to 780) it is decimal. */
void reader_numeral_write(struct buf *b, enum reader_numeral kind, uint32_t n);

/* A bullet as we keep it: "-" "+" "*" "–" "o" … stay; what only a symbol font can show is "•". */
struct str reader_numeral_bullet(struct str bullet);
