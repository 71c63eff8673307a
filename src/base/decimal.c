#include "base/decimal.h"

#include <stdio.h>

static __int128 scaled(struct decimal d, int to)
{
    __int128 v = d.mantissa;

    for (int i = d.scale; i < to; i++)
        v *= 10;
    return v;
}

int decimal_compare(struct decimal a, struct decimal b)
{
    int to = a.scale > b.scale ? a.scale : b.scale;
    __int128 x = scaled(a, to), y = scaled(b, to);

    return (x > y) - (x < y);
}

const char *decimal_text(struct decimal d, char out[24])
{
    char digits[24];
    uint64_t size = d.mantissa < 0 ? -(uint64_t)d.mantissa : (uint64_t)d.mantissa;
    int scale = d.scale < 0 ? 0 : d.scale > 18 ? 18 : d.scale;
    int n = snprintf(digits, sizeof(digits), "%0*llu", scale + 1, (unsigned long long)size);

    snprintf(out, 24, "%s%.*s%s%s", d.mantissa < 0 ? "-" : "", n - scale, digits, scale ? "." : "",
             digits + n - scale);
    return out;
}
