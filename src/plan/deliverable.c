#include "plan/deliverable.h"

#include "base/utf8.h"
#include "text/fold.h"

enum { MOST = 64 }; /* a longer list stays whole */

static size_t bullet(struct str s)
{
    static const char *const bullets[] = {"-", "+", "*", "•", "–"};

    for (size_t i = 0; i < COUNT(bullets); i++)
        if (str_starts(s, str_from(bullets[i])))
            return strlen(bullets[i]);
    return 0;
}

/* Without the bullet in front and the marks behind. */
static struct str bare(struct str s)
{
    s = str_trim(s);
    s = str_trim(str_rest(s, bullet(s)));
    while (s.n && strchr(".;,", s.p[s.n - 1]))
        s = str_trim(str_cut(s, 0, s.n - 1));
    return s;
}

/* A line that a wrapped one would not begin like. */
static bool begins_anew(struct str line)
{
    uint32_t c;

    line = str_trim(line);
    return bullet(line) > 0 || (line.n && utf8_read(line, 0, &c) && text_fold_is_capital(c));
}

size_t plan_deliverable_split(struct arena *mem, struct str words, struct str **ret)
{
    struct str *at = ARENA_MANY(mem, struct str, MOST);
    size_t n = 0, from = 0;
    int depth = 0;

    *ret = at;
    for (size_t i = 0; i <= words.n; i++) {
        char c = i < words.n ? words.p[i] : ';';

        depth += (c == '(') - (c == ')');
        if (i < words.n && !(c == ';' && depth <= 0) &&
            !(c == '\n' && begins_anew(str_rest(words, i))))
            continue;
        if (bare(str_cut(words, from, i)).n) {
            if (n == MOST) {
                at[0] = bare(words);
                return 1;
            }
            at[n++] = bare(str_cut(words, from, i));
        }
        from = i + 1;
    }
    return n;
}
