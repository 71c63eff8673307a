#include "reader/look.h"

#include "doc/tree.h"

const struct reader_look reader_look_none = {
    .bold = READER_LOOK_UNSET,
    .italic = READER_LOOK_UNSET,
    .hidden = READER_LOOK_UNSET,
    .centred = READER_LOOK_UNSET,
    .page_before = READER_LOOK_UNSET,
    .page_after = READER_LOOK_UNSET,
    .level = READER_LOOK_UNSET,
    .list_level = READER_LOOK_UNSET,
    .list = READER_LOOK_UNSET,
    .left = READER_LOOK_NO_INDENT,
    .first = READER_LOOK_NO_INDENT,
};

void reader_look_inherit(struct reader_look *look, const struct reader_look *base)
{
#define TAKE(field)                                                                                \
    if (look->field == reader_look_none.field)                                                     \
    look->field = base->field
    TAKE(bold);
    TAKE(italic);
    TAKE(hidden);
    TAKE(centred);
    TAKE(page_before);
    TAKE(page_after);
    TAKE(level);
    TAKE(list_level);
    TAKE(list);
    TAKE(left);
    TAKE(first);
#undef TAKE
}

uint16_t reader_look_indent(const struct reader_look *look, int32_t step)
{
    int32_t left = look->left == READER_LOOK_NO_INDENT ? 0 : look->left;
    int32_t first = look->first == READER_LOOK_NO_INDENT ? 0 : look->first;
    int32_t steps = (left + first) / step;

    return (uint16_t)(steps < 0 ? 0 : steps > UINT16_MAX ? UINT16_MAX : steps);
}

static bool has_letters(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] > ' ')
            return true;
    return false;
}

void reader_look_add(struct reader_look_count *count, struct str text,
                     const struct reader_look *look)
{
    if (!has_letters(text))
        return;
    count->letters += text.n;
    count->bold += look->bold == 1 ? text.n : 0;
    count->italic += look->italic == 1 ? text.n : 0;
}

uint32_t reader_look_flags(const struct reader_look_count *count, const struct reader_look *look)
{
    return (count->letters && count->bold == count->letters ? DOC_BOLD : 0u) |
           (count->letters && count->italic == count->letters ? DOC_ITALIC : 0u) |
           (look->centred == 1 ? DOC_CENTRED : 0u);
}
