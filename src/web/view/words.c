#include "web/view/words.h"

#include <stdio.h>

#define MINUS "−" /* of a number; a hyphen is shorter and breaks lines */

struct str view_words_digits(int64_t n, char *room)
{
    uint64_t rest = n < 0 ? -(uint64_t)n : (uint64_t)n;
    char *at = room + VIEW_WORDS_MAX, *end = at;

    do
        *--at = (char)('0' + rest % 10);
    while (rest /= 10);
    if (n < 0)
        *--at = '-';
    return (struct str){at, (size_t)(end - at)};
}

/* "-1386.20" as people write it. */
static struct str grouped(enum lang lang, struct str number, char *room)
{
    struct str whole;
    size_t n = 0;

    if (str_starts(number, STR("-"))) {
        memcpy(room, MINUS, sizeof(MINUS) - 1);
        n = sizeof(MINUS) - 1;
        number = str_rest(number, 1);
    }
    whole = str_cut(number, 0, str_find(number, STR("."), 0));
    for (size_t i = 0; i < whole.n; i++) {
        if (i && (whole.n - i) % 3 == 0)
            room[n++] = lang == LANG_EN ? ',' : '.';
        room[n++] = whole.p[i];
    }
    number = str_rest(number, whole.n);
    if (number.n) {
        room[n++] = lang == LANG_EN ? '.' : ',';
        memcpy(room + n, number.p + 1, number.n - 1);
        n += number.n - 1;
    }
    return (struct str){room, n};
}

struct str view_words_count(enum lang lang, struct view_count n, char *room)
{
    char digits[VIEW_WORDS_MAX];

    return grouped(lang, view_words_digits(n.n, digits), room);
}

struct str view_words_decimal(enum lang lang, struct decimal d, char *room)
{
    char digits[24];

    return grouped(lang, str_from(decimal_text(d, digits)), room);
}

struct str view_words_day(enum lang lang, struct day d, char *room)
{
    return str_from(day_said(d, lang, room));
}

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

struct str view_words_instant(enum lang lang, struct view_instant at, char *room)
{
    enum { TO_2000 = 10957, ZONE = 7 * 60 }; /* days since 1970; Vietnam keeps UTC+7 all the year */
    int64_t minute = floor_div(at.us, 60000000) + ZONE, n = floor_div(minute, 1440) - TO_2000;
    char day[VIEW_WORDS_MAX];
    struct day first, last;

    minute -= (n + TO_2000) * 1440;
    if (!day_from_ymd(1900, 1, 1, &first) || !day_from_ymd(2199, 12, 31, &last) || n < first.n ||
        n > last.n)
        return STR("—");
    snprintf(room, VIEW_WORDS_MAX, lang == LANG_EN ? "%02d:%02d, %.*s" : "%02d:%02d ngày %.*s",
             (int)(minute / 60), (int)(minute % 60),
             STR_ARG(view_words_day(lang, (struct day){(int32_t)n}, day)));
    return str_from(room);
}
