#include "draft/draft_priv.h"
#include "text/number.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static char at(struct str s, size_t i)
{
    return i < s.n ? s.p[i] : '\0';
}

/* A capital stands there: A … Z, or the first letter of a Vietnamese capital. */
static bool is_capital(struct str s, size_t i)
{
    unsigned char a = (unsigned char)at(s, i), b = (unsigned char)at(s, i + 1);

    if (a < 0x80)
        return a >= 'A' && a <= 'Z';
    if (a == 0xC3) /* À … Ý */
        return b >= 0x80 && b <= 0x9D;
    if (a == 0xC4 || a == 0xC5) /* Ă Đ Ĩ Ũ: even code points */
        return !(b & 1);
    if (a == 0xC6) /* Ơ Ư */
        return b == 0xA0 || b == 0xAF;
    if (a == 0xE1 && (b == 0xBA || b == 0xBB)) /* Ạ … Ỹ: even code points */
        return !((unsigned char)at(s, i + 2) & 1);
    return false;
}

static size_t skip_space(struct str s, size_t i)
{
    while (at(s, i) == ' ')
        i++;
    return i;
}

/* Bytes of the dash that stands at i: hyphen or one of U+2010 … U+2015, U+2212; 0 for none. */
static size_t dash(struct str s, size_t i)
{
    if (at(s, i) == '-')
        return 1;
    if (s.n - i >= 3 && memcmp(s.p + i, "\xE2\x80", 2) == 0 && (unsigned char)s.p[i + 2] >= 0x90 &&
        (unsigned char)s.p[i + 2] <= 0x95)
        return 3;
    if (s.n - i >= 3 && memcmp(s.p + i, "\xE2\x88\x92", 3) == 0)
        return 3;
    return 0;
}

/* What closes a number that ends at i (one space before it is forgiven): '.', ')', '/', ':', '-' or
 * 0; *end = behind it. "1./" and "1.)" close once. */
static char closing(struct str s, size_t i, size_t *end)
{
    size_t k = at(s, i) == ' ' ? i + 1 : i, n;
    char c = at(s, k);

    if ((n = dash(s, k))) {
        *end = k + n;
        return '-';
    }
    if (c == ',' && at(s, k + 1) == ' ' && is_capital(s, k + 2)) { /* "1, Sở Nội vụ", misread */
        *end = k + 1;
        return '.';
    }
    if (c != '.' && c != ')' && c != '/' && c != ':')
        return 0;
    *end = k + 1;
    if (c == '.' && (at(s, k + 1) == ')' || at(s, k + 1) == '/'))
        ++*end;
    return c;
}

/* The words behind a closed number: "1. Nâng cao", "1.Nâng cao", "1." alone; but not "1.5 triệu",
 * "7/NQ-CP", "3-4 năm". */
static bool opens(struct str s, size_t end, char sep)
{
    if (end >= s.n || s.p[end] == ' ')
        return sep != '-' || end >= s.n || at(s, skip_space(s, end)) < '0' ||
               at(s, skip_space(s, end)) > '9';
    if (sep == '/' || sep == '-')
        return false;
    return is_capital(s, end) || at(s, end) == '"' || at(s, end) == '(';
}

static size_t done(struct str s, size_t end, struct draft__line *l, enum draft__marker marker,
                   struct str number, char sep, int depth)
{
    l->marker = marker;
    l->number = number;
    l->sep = sep;
    l->depth = depth;
    return skip_space(s, end);
}

/* "1." "1 ." "1.1" "2.3.1)" "01/" "(1)"; from `from` on, behind what scanning left there. */
static size_t decimal(struct str s, size_t from, struct draft__line *l)
{
    bool bracket = at(s, from) == '(';
    size_t i = from + bracket, start = i, end, number_end;
    int count = 0;
    char sep;

    for (;;) {
        size_t k = i;

        while (is_digit(at(s, k)))
            k++;
        if (k == i || k - i > 2) /* a year, a quantity */
            return 0;
        i = k;
        count++;
        if (at(s, i) != '.' || !is_digit(at(s, i + 1)) || count == 5)
            break;
        i++;
    }
    number_end = i;
    if (bracket)
        return at(s, i) == ')' ? done(s, i + 1, l, DRAFT__MARK_LETTER, str_cut(s, start, i), '(', 9)
                               : 0;
    sep = closing(s, i, &end);
    if (!sep) {
        end = skip_space(s, i);
        if (count < 2 || end == i || !is_capital(s, end)) /* "7.1 Tổng kết", not "1.5 triệu" */
            return 0;
    } else if (!opens(s, end, sep)) {
        return 0;
    }
    return done(s, end, l, DRAFT__MARK_DECIMAL, str_cut(s, start, number_end), sep, 2 + count);
}

/* Scanning leaves specks before a number: "__ 8." "'3." */
static size_t behind_specks(struct str s)
{
    size_t i = 0;

    while (i < s.n && i < 8 && strchr("_|~`'., ", s.p[i]))
        i++;
    return i && is_digit(at(s, i)) ? i : 0;
}

/* A digit that scanning took for a letter: "Š." is 5, "l." is 1, "§." is 8. */
static size_t misread(struct str s, struct draft__line *l)
{
    static const struct {
        const char *read, *meant;
    } shapes[] = {{"Š", "5"}, {"š", "5"}, {"S", "5"}, {"l", "1"},
                  {"§", "8"}, {"Ó", "6"}, {"ó", "6"}};

    for (size_t i = 0; i < COUNT(shapes); i++) {
        struct str shape = str_from(shapes[i].read);

        if (str_starts(s, shape) && at(s, shape.n) == '.' && at(s, shape.n + 1) == ' ' &&
            is_capital(s, skip_space(s, shape.n + 1)))
            return done(s, shape.n + 1, l, DRAFT__MARK_DECIMAL, str_from(shapes[i].meant), '.', 3);
    }
    return 0;
}

/* "I." "II -" "III/" "IV)"; "Il." and "1V." as scanning has them; "II.1." is a decimal below. */
static size_t roman(struct str s, struct draft__line *l)
{
    char plain[8];
    size_t n = 0, end;
    int value;
    bool sure = false;
    char sep;

    while (n < sizeof(plain) && at(s, n) && strchr("IVXl1", s.p[n])) {
        plain[n] = s.p[n] == 'l' || s.p[n] == '1' ? 'I' : s.p[n];
        sure |= plain[n] == s.p[n];
        n++;
    }
    if (!sure || n == sizeof(plain) || text_number_roman((struct str){plain, n}, &value) != n)
        return 0;
    if (at(s, n) == '.' && is_digit(at(s, n + 1))) {
        size_t used = decimal(s, n + 1, l);

        if (used && l->marker == DRAFT__MARK_DECIMAL)
            return used;
    }
    sep = closing(s, n, &end);
    if (!sep) { /* "I MỤC TIÊU" */
        end = skip_space(s, n);
        if (end == n || !is_capital(s, end) || at(s, end + 1) == ' ' ||
            !(is_capital(s, end + 1) || is_capital(s, end + 2) || is_capital(s, end + 3)))
            return 0;
    } else if (!opens(s, end, sep) && !(sep == '-' && is_capital(s, end))) {
        return 0;
    }
    return done(s, end, l, DRAFT__MARK_ROMAN, str_cut(s, 0, n), sep, 2);
}

/* "Nhiệm vụ 1: …" "Nội dung 2. …": a number with its noun. */
static size_t counted(struct str s, struct draft__line *l)
{
    static const char *const words[] = {"Nhiệm vụ ", "Nội dung ", "Giải pháp ", "Hoạt động ",
                                        "NHIỆM VỤ ", "NỘI DUNG ", "GIẢI PHÁP ", "HOẠT ĐỘNG "};

    for (size_t i = 0; i < COUNT(words); i++) {
        size_t from = strlen(words[i]), n, end;
        char sep;

        if (!str_starts(s, str_from(words[i])))
            continue;
        if (str_starts(str_rest(s, from), STR("số ")))
            from += STR("số ").n;
        for (n = from; is_digit(at(s, n)); n++)
            ;
        if (n == from || n - from > 2 || !(sep = closing(s, n, &end)) || !opens(s, end, sep))
            return 0;
        return done(s, end, l, DRAFT__MARK_DECIMAL, str_cut(s, from, n), sep, 3);
    }
    return 0;
}

/* "Phần thứ nhất" "PHẦN II:" "Chương 3." "Điều 1." */
static size_t part(struct str s, struct draft__line *l)
{
    static const char *const words[] = {"Phần ", "PHẦN ", "Chương ", "CHƯƠNG ",
                                        "Điều ", "ĐIỀU ", "Mục ",    "MỤC "};

    for (size_t i = 0; i < COUNT(words); i++) {
        struct str word = str_from(words[i]);
        size_t k = word.n, n = 0, end;
        int value;
        char sep;

        if (!str_starts(s, word))
            continue;
        while (is_digit(at(s, k + n)))
            n++;
        if (n == 0)
            n = text_number_roman(str_rest(s, k), &value);
        if (n == 0 &&
            (str_starts(str_rest(s, k), STR("thứ ")) || str_starts(str_rest(s, k), STR("THỨ ")))) {
            n = STR("thứ ").n;
            while (at(s, k + n) && at(s, k + n) != ' ' && !strchr(".:-", at(s, k + n)))
                n++;
        }
        if (n == 0 || n > 24)
            return 0;
        sep = closing(s, k + n, &end);
        if (!sep) {
            if (k + n < s.n) /* "Điều 7 Luật …" is a reference */
                return 0;
            end = k + n;
        }
        return done(s, end, l, DRAFT__MARK_PART, str_cut(s, 0, k + n), sep, 1);
    }
    if (at(s, 0) >= 'A' && at(s, 0) <= 'H' && (at(s, 1) == '.' || at(s, 1) == '/') &&
        (at(s, 2) == ' ' || is_capital(s, 2)) && is_capital(s, skip_space(s, 2)))
        return done(s, 2, l, DRAFT__MARK_PART, str_cut(s, 0, 1), s.p[1], 1);
    return 0;
}

/* "a)" "đ." "a1)" "ii)" "(b)" "A)" */
static size_t letter(struct str s, struct draft__line *l)
{
    bool bracket = at(s, 0) == '(';
    size_t start = bracket, i = start, end;
    char sep;

    if (memcmp(s.p + start, "\xC4\x91", s.n - start < 2 ? s.n - start : 2) == 0 && s.n - start >= 2)
        i += 2; /* đ */
    else
        while (i - start < 4 && at(s, i) && strchr("ivx", s.p[i]))
            i++;
    if (i == start &&
        ((at(s, i) >= 'a' && at(s, i) <= 'z') || (at(s, i) >= 'A' && at(s, i) <= 'Z')))
        i++;
    if (i == start)
        return 0;
    if (is_digit(at(s, i)))
        i++;
    if (at(s, start) == 'l' && at(s, i) == '.') /* rather a misread 1 */
        return 0;
    if (bracket)
        return at(s, i) == ')' ? done(s, i + 1, l, DRAFT__MARK_LETTER, str_cut(s, start, i), '(', 9)
                               : 0;
    sep = closing(s, i, &end);
    if ((sep != ')' && sep != '.' && sep != '/') || (sep != ')' && is_capital(s, 0)))
        return 0;
    if (!opens(s, end, sep) && sep != ')')
        return 0;
    if (sep == '.' && !is_capital(s, skip_space(s, end)) && end < s.n) /* "v. v. …", "e.g." */
        return 0;
    return done(s, end, l, DRAFT__MARK_LETTER, str_cut(s, start, i), sep, 8);
}

/* - + * • o and their like; several in a row count once. */
static size_t bullet(struct str s, struct draft__line *l)
{
    static const char *const shapes[] = {"+",
                                         "*",
                                         "•",
                                         "●",
                                         "○",
                                         "◦",
                                         "▪",
                                         "■",
                                         "□",
                                         "–",
                                         "—",
                                         "·",
                                         "➢",
                                         "►",
                                         "→",
                                         "»",
                                         "⇒",
                                         "=>",
                                         "▶",
                                         "✓",
                                         "❖",
                                         "♦",
                                         "\xEF\x82\xB7",
                                         "\xEF\x83\x98",
                                         "\xEF\x80\xAD",
                                         "~"};
    size_t end = 0, first = 0, n;

    for (bool more = true; more;) {
        more = false;
        if ((n = dash(s, end)))
            more = true;
        for (size_t i = 0; !more && i < COUNT(shapes); i++)
            if (str_starts(str_rest(s, end), str_from(shapes[i]))) {
                n = strlen(shapes[i]);
                more = true;
            }
        if (!more)
            break;
        if (!first)
            first = n;
        end = skip_space(s, end + n);
    }
    if (!first && at(s, 0) == 'o' && at(s, 1) == ' ' && is_capital(s, skip_space(s, 1))) {
        first = 1;
        end = 2;
    }
    if (!first || (at(s, first) != ' ' && is_digit(at(s, first)))) /* "-5 độ" */
        return 0;
    /* long and short dashes are one kind */
    return done(s, end, l, DRAFT__MARK_BULLET, dash(s, 0) ? STR("-") : str_cut(s, 0, first), 0, 10);
}

size_t draft__marker_read(struct str text, struct draft__line *l)
{
    size_t n, specks;

    if (text.n == 0)
        return 0;
    if ((n = roman(text, l)) || (n = part(text, l)) || (n = counted(text, l)) ||
        (n = decimal(text, 0, l)) || (n = letter(text, l)) || (n = bullet(text, l)))
        return n;
    if ((specks = behind_specks(text)) && (n = decimal(text, specks, l)))
        return n;
    return misread(text, l);
}
