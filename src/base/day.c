#include "base/day.h"

#include <stdio.h>

static bool is_leap(int y)
{
    return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
}

int day_month_length(int year, int month)
{
    static const int length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return month == 2 && is_leap(year) ? 29 : length[month - 1];
}

/* Days from 0000-03-01 to the given day, with the year starting in March, so that the leap day is
 * its last; the usual civil-calendar arithmetic. */
static int32_t count(int y, int m, int d)
{
    int era, yoe, doy;

    y -= m <= 2;
    era = y / 400;
    yoe = y - era * 400;
    doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy;
}

bool day_from_ymd(int year, int month, int day, struct day *ret)
{
    if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 ||
        day > day_month_length(year, month))
        return false;
    ret->n = count(year, month, day) - count(2000, 1, 1);
    return true;
}

void day_to_ymd(struct day d, int *year, int *month, int *day)
{
    int32_t z = d.n + count(2000, 1, 1);
    int32_t era = (z >= 0 ? z : z - 146096) / 146097;
    int32_t doe = z - era * 146097;
    int32_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int32_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int32_t mp = (5 * doy + 2) / 153;

    *day = doy - (153 * mp + 2) / 5 + 1;
    *month = mp < 10 ? mp + 3 : mp - 9;
    *year = yoe + era * 400 + (*month <= 2);
}

int day_weekday(struct day d)
{
    int w = (d.n + 5) % 7; /* 2000-01-01 was a Saturday */

    return w < 0 ? w + 7 : w;
}

const char *day_iso(struct day d, char out[11])
{
    int y, m, dd;

    day_to_ymd(d, &y, &m, &dd);
    snprintf(out, 11, "%04u-%02u-%02u", (unsigned)y % 10000, (unsigned)m % 100, (unsigned)dd % 100);
    return out;
}

const char *day_written(struct day d, char out[11])
{
    int y, m, dd;

    day_to_ymd(d, &y, &m, &dd);
    snprintf(out, 11, "%02u/%02u/%04u", (unsigned)dd % 100, (unsigned)m % 100, (unsigned)y % 10000);
    return out;
}

const char *day_said(struct day d, enum lang lang, char out[12])
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    int year, month, day;

    if (lang != LANG_EN)
        return day_written(d, out);
    day_to_ymd(d, &year, &month, &day);
    snprintf(out, 12, "%u %.3s %u", (unsigned)day % 100, months + 3 * (month - 1),
             (unsigned)year % 10000);
    return out;
}
