#include <stdlib.h>

#include "fuzz.h"
#include "indicator/target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct str words = {(const char *)data, size};
    struct indicator_target t;
    struct indicator_phrase *p;
    size_t n;

    indicator_target_read(mem, words, STR("Thứ bậc"), &t);
    indicator_target_read(mem, words, STR(""), &t);
    n = indicator_target_find(mem, words, &p);
    for (size_t i = 0; i < n; i++)
        if (!p[i].name.n || !p[i].value.n || p[i].qualitative == p[i].reading.has_value)
            abort();
    return 0;
}
