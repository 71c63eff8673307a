#include "text/number.h"

static bool is_digit(struct str s, size_t i)
{
    return i < s.n && s.p[i] >= '0' && s.p[i] <= '9';
}

static size_t digits(struct str s, size_t from)
{
    size_t i = from;

    while (is_digit(s, i))
        i++;
    return i - from;
}

/* The end of "1.234.567" that begins with `head` digits before s.p[head] == mark; `head` if the
 * marks do not group by three. */
static size_t grouped(struct str s, size_t head, char mark)
{
    size_t i = head;

    if (head > 3 || s.p[0] == '0')
        return head;
    while (i < s.n && s.p[i] == mark && digits(s, i + 1) == 3)
        i += 4;
    return i;
}

size_t text_number_read(struct str s, struct decimal *ret)
{
    size_t head = digits(s, 0), whole, end, decimals = 0;
    int64_t v = 0;
    char mark;

    if (head == 0)
        return 0;
    mark = head < s.n && (s.p[head] == '.' || s.p[head] == ',') ? s.p[head] : 0;
    whole = mark ? grouped(s, head, mark) : head;
    end = whole;
    if (end < s.n && (s.p[end] == ',' || s.p[end] == '.') && !(whole > head && s.p[end] == mark)) {
        decimals = digits(s, end + 1);
        end += decimals ? 1 + decimals : 0;
    }
    if (decimals > 18)
        return 0;
    for (size_t i = 0; i < end; i++)
        if (is_digit(s, i) &&
            (__builtin_mul_overflow(v, 10, &v) || __builtin_add_overflow(v, s.p[i] - '0', &v)))
            return 0;
    *ret = (struct decimal){v, (int8_t)decimals};
    return end;
}

size_t text_number_roman(struct str s, int *ret)
{
    static const struct {
        const char *upper, *lower;
        int value;
    } part[] = {
        {"M", "m", 1000}, {"CM", "cm", 900}, {"D", "d", 500},  {"CD", "cd", 400}, {"C", "c", 100},
        {"XC", "xc", 90}, {"L", "l", 50},    {"XL", "xl", 40}, {"X", "x", 10},    {"IX", "ix", 9},
        {"V", "v", 5},    {"IV", "iv", 4},   {"I", "i", 1},
    };
    bool lower = s.n && s.p[0] >= 'a';
    size_t at = 0;
    int v = 0;

    for (size_t k = 0; k < COUNT(part); k++) {
        struct str letters = str_from(lower ? part[k].lower : part[k].upper);
        int most = letters.n == 1 && (part[k].value == 1 || part[k].value == 10 ||
                                      part[k].value == 100 || part[k].value == 1000)
                       ? 3
                       : 1;

        while (most-- > 0 && str_starts(str_rest(s, at), letters)) {
            v += part[k].value;
            at += letters.n;
        }
    }
    if (at)
        *ret = v;
    return at;
}
