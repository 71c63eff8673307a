#include <stdlib.h>

#include "base/utf8.h"
#include "fuzz.h"
#include "text/charset.h"
#include "text/clean.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct str bytes = {(const char *)data, size};
    struct str text = text_charset_to_utf8(mem, bytes, STR_NONE, NULL);
    struct str clean = text_clean(mem, bytes, true);

    if (utf8_bad(text, 0) != text.n || utf8_bad(clean, 0) != clean.n)
        abort();
    text = text_clean(mem, text, false);
    if (!str_is(text, text_clean(mem, text, false)))
        abort();
    return 0;
}
