#include "base/utf8.h"
#include "reader/text_priv.h"
#include "text/clean.h"
#include "text/number.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Of Vietnamese and ASCII letters: 'a' small, 'A' capital, 0 none. NFC pairs them in the blocks
 * below U+0180 and above U+1EA0 as capital (even), small (odd). */
static char letter_case(uint32_t c)
{
    if (c < 0x80)
        return c >= 'a' && c <= 'z' ? 'a' : c >= 'A' && c <= 'Z' ? 'A' : 0;
    if (c >= 0xC0 && c <= 0xFF)
        return c == 0xD7 || c == 0xF7 ? 0 : c < 0xDF ? 'A' : 'a';
    if (c == 0x1AF)
        return 'A';
    if (c == 0x1B0)
        return 'a';
    if ((c >= 0x100 && c <= 0x137) || (c >= 0x1A0 && c <= 0x1A5) || (c >= 0x1EA0 && c <= 0x1EF9))
        return c & 1 ? 'a' : 'A';
    return 0;
}

static char case_at(struct str s, size_t at)
{
    uint32_t c;

    return at < s.n && utf8_read(s, at, &c) ? letter_case(c) : 0;
}

/* Past an opening quote or bracket. */
static size_t past_opening(struct str s, size_t at)
{
    static const char *const opening[] = {"(", "[", "\"", "'", "“", "‘", "«"};

    for (size_t i = 0; i < COUNT(opening); i++)
        if (str_starts(str_rest(s, at), str_from(opening[i])))
            return at + strlen(opening[i]);
    return at;
}

bool reader__line_begins_lower(struct str s)
{
    return case_at(s, past_opening(s, 0)) == 'a';
}

bool reader__line_is_capitals(struct str s)
{
    size_t capitals = 0, k;
    uint32_t c;

    for (size_t i = 0; i < s.n; i += k ? k : 1) {
        k = utf8_read(s, i, &c);
        if (k && letter_case(c) == 'a')
            return false;
        capitals += k && letter_case(c) == 'A';
    }
    return capitals >= 2;
}

uint32_t reader__line_letters(struct str s)
{
    uint32_t n = 0;

    for (size_t i = 0; i < s.n; i++)
        n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    return n;
}

uint32_t reader__line_extent(const struct reader__line *line, const struct reader__line *next)
{
    const char *space = next->text.n ? memchr(next->text.p, ' ', next->text.n) : NULL;
    size_t word = space ? (size_t)(space - next->text.p) : next->text.n;

    return line->indent + line->width + 1 + reader__line_letters(str_cut(next->text, 0, word));
}

static bool is_finished(struct str s)
{
    static const char *const closing[] = {")", "]", "\"", "'", "”", "’", "»"};

    if (str_is(s, STR("Số:")))
        return false; /* the number of the paper stands on the next line */
    for (size_t i = 0; i < COUNT(closing); i++)
        if (str_ends(s, str_from(closing[i]))) {
            s.n -= strlen(closing[i]);
            break;
        }
    return s.n && (strchr(".:;!?", s.p[s.n - 1]) || str_ends(s, STR("…")));
}

static bool ends_with_word(struct str s, const char *const *word, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct str w = str_from(word[i]);

        if (str_ends(s, w) && s.n > w.n && s.p[s.n - w.n - 1] == ' ')
            return true;
    }
    return false;
}

bool reader__line_wants_number(struct str s)
{
    static const char *const word[] = {"Điều", "điều", "khoản", "điểm", "mục", "Mục", "Khoản"};

    return ends_with_word(s, word, COUNT(word));
}

/* Ends with a word that wants another: "và", "của", "Sở". */
static bool wants_more(struct str s)
{
    static const char *const word[] = {
        "và",     "với",   "của",  "các",   "cho",  "về",    "tại", "theo", "là",   "hoặc",
        "từ",     "đến",   "do",   "những", "khi",  "trong", "để",  "nhằm", "ngày", "Bộ",
        "Sở",     "Cục",   "Ủy",   "Chính", "Nghị", "Quyết", "Phó", "Thủ",  "Chủ",  "Kế",
        "Chương", "thuộc", "bởi",  "như",   "một",  "CỦA",   "VÀ",  "CÁC",  "CHO",  "VỚI",
        "TẠI",    "VỀ",    "THEO", "TRONG", "ĐẾN",  "BỘ"};

    if (str_is(s, STR("Số:")) || str_is(s, STR("VỀ")) || str_is(s, STR("Về")))
        return true;
    return (ends_with_word(s, word, COUNT(word)) && !str_ends(s, STR("tiếp theo"))) ||
           reader__line_wants_number(s);
}

static bool goes_on(struct str s)
{
    char last = s.n ? s.p[s.n - 1] : 0;

    return last == ',' || last == '-' || last == '(' || (last == '/' && !str_ends(s, STR("./")));
}

bool reader__line_wraps(const struct reader__line *line, const struct reader__line *next)
{
    return !line->level && !next->level && !line->pipes && !next->pipes && next->lower &&
           next->mark == READER__MARK_NONE && !line->finished;
}

bool reader__line_is_rule(struct str s)
{
    size_t drawn = 0;

    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] != ' ' && !strchr("-_=*~+.", s.p[i]))
            return false;
        drawn += s.p[i] != ' ' && s.p[i] != '.';
    }
    return drawn >= 3;
}

/* Bytes of a bullet at the head, 0 when none. */
static size_t bullet(struct str s)
{
    static const char *const sign[] = {"-", "+", "*", "~", "–", "—", "•",
                                       "▪", "●", "◦", "➢", "❖", "·"};

    for (size_t i = 0; i < COUNT(sign); i++)
        if (str_starts(s, str_from(sign[i])))
            return strlen(sign[i]);
    return s.n > 2 && s.p[0] == 'o' && s.p[1] == ' ' && case_at(s, 2) == 'A' ? 1 : 0;
}

/* "- Chủ trì", "+ 100%": strong before a space and a capital or a digit, weak before a small
 * letter. */
static enum reader__mark bullet_mark(struct str s, size_t n)
{
    size_t at = n;
    char c;

    while (at < s.n && s.p[at] == ' ')
        at++;
    if (at == s.n)
        return READER__MARK_NONE;
    c = case_at(s, past_opening(s, at));
    if (at == n && c != 'A')
        return s.p[0] == '+' && is_digit(s.p[at]) ? READER__MARK_STRONG : READER__MARK_NONE;
    return c == 'a' ? READER__MARK_WEAK : READER__MARK_STRONG;
}

static size_t digits(struct str s, size_t at)
{
    size_t n = 0;

    while (at + n < s.n && is_digit(s.p[at + n]))
        n++;
    return n;
}

/* Bytes of "12" "1.2.3" "IV" "a" "đ" at the head; *dotted when numbers hang together by dots. */
static size_t ordinal(struct str s, bool *dotted)
{
    size_t n = digits(s, 0), more;
    int roman;

    *dotted = false;
    if (n > 3)
        return 0;
    while (n && n + 1 < s.n && s.p[n] == '.' && (more = digits(s, n + 1)) && more <= 2) {
        n += 1 + more;
        *dotted = true;
    }
    if (n)
        return n;
    n = text_number_roman(s, &roman);
    if (n && roman < 50 && (s.p[0] < 'a' || (n < s.n && s.p[n] == ')')))
        return n;
    if (str_starts(s, STR("đ")))
        return 2;
    return s.n > 1 && case_at(s, 0) && (unsigned char)s.p[0] < 0x80 ? 1 : 0;
}

/* "1." "1.2 " "IV -" "a)" "2/" "I ." before its text; never "57-NQ/TW", "15/11", "2.000". */
static enum reader__mark number_mark(struct str s)
{
    bool dotted, bracket = s.n && s.p[0] == '(';
    size_t n = ordinal(s = str_rest(s, bracket), &dotted), at;
    char sign, c;

    at = n + (n + 1 < s.n && s.p[n] == ' ' && strchr(".)/-", s.p[n + 1]));
    if (n == 0 || at >= s.n)
        return READER__MARK_NONE;
    sign = strchr(".)/-", s.p[at]) ? s.p[at++] : 0;
    if (bracket)
        return sign == ')' ? READER__MARK_WEAK : READER__MARK_NONE;
    n = at;
    while (at < s.n && s.p[at] == ' ')
        at++;
    c = case_at(s, past_opening(s, at));
    if (at == s.n || (!sign && !dotted))
        return READER__MARK_NONE;
    if (at == n && sign != ')' && (sign != '.' || c != 'A'))
        return READER__MARK_NONE;
    return c == 'A' ? READER__MARK_STRONG : READER__MARK_WEAK;
}

/* "Điều 3." "Phụ lục II" "Chương I": one of these words, then a number. */
static bool is_division(struct str s)
{
    static const char *const word[] = {"Điều ", "Chương ", "Mục ",    "Phần ", "Phụ lục ", "Biểu ",
                                       "Bước ", "PHỤ LỤC", "CHƯƠNG ", "PHẦN ", "MỤC ",     "ĐIỀU "};

    for (size_t i = 0; i < COUNT(word); i++) {
        struct str rest, w = str_from(word[i]);
        int roman;
        size_t n;

        if (!str_starts(s, w))
            continue;
        rest = str_rest(s, w.n);
        n = digits(rest, 0);
        n = n ? n : text_number_roman(rest, &roman);
        if (rest.n == 0 || (n && (n == rest.n || strchr(".:)", rest.p[n]))))
            return true;
    }
    return false;
}

/* "Cơ quan phối hợp: …", "Nơi nhận:": a few words, the first of them a label of plans, then a
 * colon. */
static bool is_label(struct str s)
{
    static const char *const first[] = {
        "Cơ quan",  "Đơn vị",   "Bộ phận",  "Tổ chức thực hiện", "Thời gian",
        "Thời hạn", "Tiến độ",  "Lộ trình", "Kết quả",           "Sản phẩm",
        "Nơi nhận", "Kính gửi", "Chủ trì",  "Phối hợp",          "Nhiệm vụ",
        "Nội dung", "Kinh phí", "Lãnh đạo", "Hoàn thành",        "Thực hiện",
    };
    size_t colon = str_find(str_cut(s, 0, 90), STR(":"), 0);

    for (size_t i = 0; i < COUNT(first) && colon != SIZE_MAX; i++)
        if (str_starts(s, str_from(first[i])))
            return true;
    return false;
}

bool reader__line_is_number(struct str s)
{
    bool dotted, bracket = s.n && s.p[0] == '(';
    size_t n = ordinal(s = str_trim(str_rest(s, bracket)), &dotted), more;

    if (n == 0)
        return false;
    while (n + 1 < s.n && s.p[n] == '.' && (more = digits(s, n + 1)) && more <= 3) /* "III.1.2" */
        n += 1 + more;
    while (n < s.n && strchr(". )/-", s.p[n]))
        n++;
    return n == s.n;
}

static enum reader__mark mark_of(struct str s, bool *number)
{
    size_t n = bullet(s);

    *number = false;
    if (n)
        return bullet_mark(s, n);
    if (is_division(s) || is_label(s) || str_starts(s, STR("Trên đây là")))
        return READER__MARK_STRONG;
    *number = true;
    return number_mark(s);
}

void reader__line_tell(struct reader__line *l)
{
    l->width = reader__line_letters(l->text);
    l->mark = (uint8_t)mark_of(l->text, &l->is_number);
    l->finished = is_finished(l->text);
    l->goes_on = goes_on(l->text);
    l->wants = wants_more(l->text);
    l->digit = l->text.n && is_digit(l->text.p[0]);
    l->lower = reader__line_begins_lower(l->text);
}

struct reader__line reader__line_part(struct arena *mem, const struct reader__line *line,
                                      struct str part)
{
    struct reader__line l = {.number = line->number, .page = line->page};

    l.text = text_clean(mem, part, false);
    reader__line_tell(&l);
    return l;
}
