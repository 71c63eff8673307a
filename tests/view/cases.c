/* Writes every view of cases.txt in both languages, and the view "places" for every hostile value
 * on standard input. What is written ends with a NUL each. tests/view/check puts calls into CASES.
 */

#include <stdio.h>
#include <stdlib.h>

#include "compiled.h"

static void show(void (*view)(const struct view_case *, enum lang, struct buf *),
                 const struct view_case *v, enum lang lang)
{
    CLEANUP(buf_release) struct buf out;

    buf_init(&out, 1 << 20);
    view(v, lang, &out);
    if (buf_failed(&out))
        exit(1);
    printf("%.*s%c", STR_ARG(buf_str(&out)), 0);
}

int main(void)
{
    static const struct str words[] = {STR("x"), STR("y")};
    static const struct view_row rows[] = {{STR("An"), 1, {words, 2}}, {STR("B<b"), 2, {words, 0}}};
    struct view_case v = {
        .page = {STR("P&Q")},
        .name = STR("Đầu việc"),
        .hostile = STR("a\"b'c<d>e&f"),
        .url = STR("/a?b=1&c=2"),
        .word = "word",
        .icon = "check",
        .n = 1386,
        .one = 1,
        .yes = true,
        .many = {1386},
        .single = {1},
        .at = {1795168800000000}, /* 20/11/2026 10:00 UTC */
        .rate = {138620, 2},
        .rows = {rows, 2},
        .row = &rows[0],
    };
    static char line[4096];

    if (!day_from_ymd(2026, 11, 2, &v.due))
        return 1;
#define CASE(name) show(view_##name, &v, LANG_VI), show(view_##name, &v, LANG_EN);
    CASES
    while (fgets(line, sizeof(line), stdin)) {
        v.hostile = v.url = str_trim(str_from(line));
        show(view_places, &v, LANG_VI);
    }
    return 0;
}
