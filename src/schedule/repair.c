#include "schedule/deadline_priv.h"

/* Characters that stand in dates or are taken for digits by OCR. */
static bool is_date_like(char c)
{
    return (c >= '0' && c <= '9') || (c && strchr("lIiOo|/.-", c));
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* "l5/1O/2025" → "15/10/2025"; runs without a digit stay. */
static void digits_repair(char *p, size_t n)
{
    bool digit = false;

    for (size_t i = 0; i < n; i++)
        digit |= p[i] >= '0' && p[i] <= '9';
    for (size_t i = 0; digit && i < n; i++)
        p[i] = strchr("lIi|", p[i]) ? '1' : strchr("Oo", p[i]) ? '0' : p[i];
}

/* "ll", "1I", "lV" behind "Quý" → "II", "II", "IV". */
static void roman_repair(char *p, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (p[i] == '/' || p[i] == ' ' || p[i] == '-')
            return;
        p[i] = strchr("l1|i", p[i]) ? 'I' : p[i] == 'v' ? 'V' : p[i];
    }
}

/* "122025" and "1212025" (the stroke read as 1) → "12/2025". */
static struct str stroke_repair(struct arena *mem, struct str s)
{
    bool stroke = s.n == 7 && s.p[2] == '1';

    if ((s.n != 6 && !stroke) || s.p[s.n - 4] != '2' || s.p[s.n - 3] != '0')
        return s;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return s;
    if (s.p[s.n - 2] < '2') /* nobody plans for 2005 */
        return s;
    return arena_printf(mem, "%.2s/%.4s", s.p, s.p + s.n - 4);
}

struct str schedule__repair(struct arena *mem, struct str words)
{
    struct str copy = arena_copy(mem, words);
    char *p = (char *)(uintptr_t)copy.p;

    for (size_t i = 0, k; i < copy.n; i = k) {
        for (k = i; k < copy.n && is_date_like(p[k]); k++)
            ;
        if (k > i && (i == 0 || !is_letter(p[i - 1])) && (k == copy.n || !is_letter(p[k])))
            digits_repair(p + i, k - i);
        k += k == i;
    }
    for (size_t at = 0; (at = str_find(copy, STR("u\xC3\xBD "), at)) != SIZE_MAX; at += 4)
        roman_repair(p + at + 4, copy.n - at - 4);
    return stroke_repair(mem, copy);
}
