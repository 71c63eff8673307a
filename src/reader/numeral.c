#include "reader/numeral.h"

enum { LETTERS = 26, REPEATS = 30, ROMAN_MAX = 3999 };

enum reader_numeral reader_numeral_from_ooxml(const char *name)
{
    static const struct {
        const char *name;
        enum reader_numeral kind;
    } known[] = {
        {"none", READER_NUMERAL_NONE},
        {"bullet", READER_NUMERAL_BULLET},
        {"decimal", READER_NUMERAL_DECIMAL},
        {"decimalZero", READER_NUMERAL_TWO_DIGITS},
        {"upperRoman", READER_NUMERAL_UPPER_ROMAN},
        {"lowerRoman", READER_NUMERAL_LOWER_ROMAN},
        {"upperLetter", READER_NUMERAL_UPPER_LETTER},
        {"lowerLetter", READER_NUMERAL_LOWER_LETTER},
        {"vietnameseCounting", READER_NUMERAL_VIETNAMESE},
    };

    for (size_t i = 0; i < COUNT(known); i++)
        if (strcmp(known[i].name, name) == 0)
            return known[i].kind;
    return READER_NUMERAL_DECIMAL;
}

enum reader_numeral reader_numeral_from_odf(const char *format)
{
    switch (format[0]) {
    case 0:
        return READER_NUMERAL_NONE;
    case 'i':
        return READER_NUMERAL_LOWER_ROMAN;
    case 'I':
        return READER_NUMERAL_UPPER_ROMAN;
    case 'a':
        return READER_NUMERAL_LOWER_LETTER;
    case 'A':
        return READER_NUMERAL_UPPER_LETTER;
    default:
        return READER_NUMERAL_DECIMAL;
    }
}

static void write_roman(struct buf *b, uint32_t n, bool upper)
{
    static const struct {
        uint32_t value;
        const char *upper, *lower;
    } step[] = {
        {1000, "M", "m"}, {900, "CM", "cm"}, {500, "D", "d"},  {400, "CD", "cd"}, {100, "C", "c"},
        {90, "XC", "xc"}, {50, "L", "l"},    {40, "XL", "xl"}, {10, "X", "x"},    {9, "IX", "ix"},
        {5, "V", "v"},    {4, "IV", "iv"},   {1, "I", "i"},
    };

    for (size_t i = 0; i < COUNT(step); i++)
        for (; n >= step[i].value; n -= step[i].value)
            buf_add(b, str_from(upper ? step[i].upper : step[i].lower));
}

/* a … z, aa, bb … zz, aaa … */
static void write_letters(struct buf *b, uint32_t n, char first)
{
    for (uint32_t i = 0; i <= (n - 1) / LETTERS; i++)
        buf_char(b, (char)(first + (char)((n - 1) % LETTERS)));
}

static void write_vietnamese(struct buf *b, uint32_t n)
{
    static const char *const digit[] = {"",    "một", "hai", "ba",  "bốn",
                                        "năm", "sáu", "bảy", "tám", "chín"};
    uint32_t tens = n / 10, ones = n % 10;

    if (tens == 1)
        buf_add(b, STR("mười"));
    else if (tens > 1)
        buf_printf(b, "%s mươi", digit[tens]);
    if (tens && ones)
        buf_char(b, ' ');
    if (tens > 1 && ones == 1)
        buf_add(b, STR("mốt"));
    else if (tens && ones == 5)
        buf_add(b, STR("lăm"));
    else
        buf_add(b, str_from(digit[ones]));
}

void reader_numeral_write(struct buf *b, enum reader_numeral kind, uint32_t n)
{
    bool roman = kind == READER_NUMERAL_UPPER_ROMAN || kind == READER_NUMERAL_LOWER_ROMAN;
    bool letter = kind == READER_NUMERAL_UPPER_LETTER || kind == READER_NUMERAL_LOWER_LETTER;

    if (kind == READER_NUMERAL_NONE || kind == READER_NUMERAL_BULLET)
        return;
    if (roman && n > 0 && n <= ROMAN_MAX)
        write_roman(b, n, kind == READER_NUMERAL_UPPER_ROMAN);
    else if (letter && n > 0 && n <= LETTERS * REPEATS)
        write_letters(b, n, kind == READER_NUMERAL_UPPER_LETTER ? 'A' : 'a');
    else if (kind == READER_NUMERAL_VIETNAMESE && n > 0 && n < 100)
        write_vietnamese(b, n);
    else
        buf_printf(b, kind == READER_NUMERAL_TWO_DIGITS ? "%02u" : "%u", n);
}

struct str reader_numeral_bullet(struct str bullet)
{
    bullet = str_trim(bullet);
    if (bullet.n == 0)
        return STR_NONE;
    if (bullet.n == 3 &&
        memcmp(bullet.p, "\xEF\x80\xAD", 3) == 0) /* U+F02D: '-' of a symbol font */
        return STR("-");
    /* U+E000 … U+F8FF, private use: what it looks like, only its font knows. */
    if (bullet.n >= 3 && ((unsigned char)bullet.p[0] == 0xEE || (unsigned char)bullet.p[0] == 0xEF))
        return STR("•");
    return bullet;
}
