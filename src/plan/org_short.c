#include "plan/org_priv.h"

#define ENTRY(where, letters, full, keep)                                                          \
    {{letters, sizeof(letters) - 1}, {full, sizeof(full) - 1}, where, keep},
#define SHORT(where, letters, full) ENTRY(where, letters, full, false)
#define KEPT(where, letters, full)  ENTRY(where, letters, full, true)

static const struct plan__short shorts[] = {
#include "plan/org_short.def"
};

static bool is_one_of(struct str word, const struct str *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_is(word, list[i]))
            return true;
    return false;
}

/* Words behind which a field may be shortened to two letters. */
static bool is_head(struct str before)
{
    static const struct str heads[] = {STR("so"),  STR("bo"),    STR("phong"),
                                       STR("ban"), STR("nganh"), STR("truong")};

    return is_one_of(before, heads, COUNT(heads));
}

/* Words that say whose office or police it is. */
static bool is_level(struct str after)
{
    static const struct str levels[] = {
        STR("tinh"), STR("thanh"), STR("tp"),     STR("xa"),       STR("phuong"), STR("huyen"),
        STR("quan"), STR("cap"),   STR("cac"),    STR("ubnd"),     STR("hdnd"),   STR("dang"),
        STR("doan"), STR("so"),    STR("trung"),  STR("tw"),       STR("mttq"),   STR("mttqvn"),
        STR("uy"),   STR("hoi"),   STR("ubmttq"), STR("ubmttqvn"), STR("chinh"),  STR("tu"),
    };

    return is_one_of(after, levels, COUNT(levels));
}

const struct plan__short *plan__org_short_find(struct str letters, struct str before,
                                               struct str after, bool front)
{
    for (size_t i = 0; i < COUNT(shorts); i++) {
        const struct plan__short *s = &shorts[i];

        if (s->letters.n != letters.n || s->letters.p[0] != letters.p[0] ||
            !str_is(s->letters, letters))
            continue;
        if ((s->where == PLAN__AFTER_HEAD && !is_head(before)) ||
            (s->where == PLAN__BEFORE_LEVEL && !is_level(after)) ||
            (s->where == PLAN__IN_FRONT && !front))
            continue;
        return s;
    }
    return NULL;
}
