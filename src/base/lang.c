#include "base/lang.h"

#include <stdlib.h>

/* Offsets into the blob of words; `one` is English for exactly one thing, else the same as `en`. */
struct entry {
    uint32_t vi, one, en;
};

#include "base/lang_en.inc" /* words, english: sorted by the bytes of the Vietnamese */

static int compare(const void *vi, const void *entry)
{
    return strcmp(vi, words + ((const struct entry *)entry)->vi);
}

static const char *text(enum lang lang, const char *vi, bool one)
{
    const struct entry *found;

    if (lang != LANG_EN || !vi)
        return vi;
    found = bsearch(vi, english, COUNT(english), sizeof(english[0]), compare);
    return found ? words + (one ? found->one : found->en) : vi;
}

const char *lang_text(enum lang lang, const char *vi)
{
    return text(lang, vi, false);
}

const char *lang_count(enum lang lang, const char *vi, int64_t count)
{
    return text(lang, vi, count == 1);
}

const char *lang_code(enum lang lang)
{
    return lang == LANG_EN ? "en" : "vi";
}

bool lang_from_code(struct str code, enum lang *ret)
{
    if (str_is(code, STR("vi")))
        *ret = LANG_VI;
    else if (str_is(code, STR("en")))
        *ret = LANG_EN;
    else
        return false;
    return true;
}
