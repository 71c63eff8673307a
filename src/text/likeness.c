#include "text/likeness.h"

/* The letter whose shape a folded byte has, or 0 where it has none. */
static char shape_of(unsigned char c)
{
    static const char letters[] = "adodotghiikimnodgrstuuuxuz";
    static const char digits[] = "oizsasotsg";

    if (c >= 'a' && c <= 'z')
        return letters[c - 'a'];
    if (c >= '0' && c <= '9')
        return digits[c - '0'];
    switch (c) {
    case ' ':
    case '|': /* a rule between columns */
        return ' ';
    case '&':
    case '@':
        return 'o';
    case '!':
        return 'i';
    case '$':
        return 's';
    default:
        return 0;
    }
}

size_t text_likeness_shape(struct str s, char *out, uint32_t *map)
{
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        char shape = shape_of(c);

        if (c == 0xC2 && i + 1 < s.n && (unsigned char)s.p[i + 1] == 0xA2)
            shape = 'o'; /* ¢ stands where ơ or ệ was */
        if (!shape || (shape == ' ' && (n == 0 || out[n - 1] == ' ')))
            continue;
        if (map)
            map[n] = (uint32_t)i;
        out[n++] = shape;
    }
    if (n && out[n - 1] == ' ')
        n--;
    if (map)
        map[n] = (uint32_t)s.n;
    return n;
}

/* Shapes are ' ' and small letters, so their last five bits tell them apart. */
static unsigned code(char c)
{
    return (unsigned char)c % TEXT_LIKENESS_ABC;
}

void text_likeness_make(struct str shape, struct text_likeness *ret)
{
    int n = shape.n > TEXT_LIKENESS_MAX ? TEXT_LIKENESS_MAX : (int)shape.n;

    *ret = (struct text_likeness){.n = n};
    for (int i = 0; i < n; i++) {
        ret->rows[code(shape.p[i])] |= UINT64_C(1) << i;
    }
}

/* One column of the table of edit distances: bit i of `plus` (`minus`) says that going from row i
 * to row i + 1 costs one more (less); `score` is its last row. */
struct column {
    uint64_t plus, minus;
    int score;
};

/* The next column, for a letter that stands in rows `same` of the pattern. */
static void step(struct column *c, uint64_t same, int n)
{
    uint64_t last = UINT64_C(1) << (n - 1);
    uint64_t vertical = same | c->minus;
    uint64_t across = (((same & c->plus) + c->plus) ^ c->plus) | same;
    uint64_t up = c->minus | ~(across | c->plus), down = c->plus & across;

    c->score += (up & last) != 0;
    c->score -= (down & last) != 0;
    up = up << 1 | 1;
    down <<= 1;
    c->plus = down | ~(vertical | up);
    c->minus = up & vertical;
}

int text_likeness_distance(const struct text_likeness *t, struct str shape, int most)
{
    struct column c = {~UINT64_C(0), 0, t->n};

    if (shape.n > TEXT_LIKENESS_MAX)
        shape.n = TEXT_LIKENESS_MAX;
    if (t->n == 0)
        return (int)shape.n > most ? most + 1 : (int)shape.n;
    for (size_t i = 0; i < shape.n; i++) {
        step(&c, t->rows[code(shape.p[i])], t->n);
        if (c.score - (int)(shape.n - i - 1) > most)
            return most + 1;
    }
    return c.score > most ? most + 1 : c.score;
}

int text_likeness_start(const struct text_likeness *t, struct str shape, int most, size_t *to)
{
    struct column c = {~UINT64_C(0), 0, t->n};
    int best = most + 1, end = t->n + most;

    if (shape.n < (size_t)end)
        end = (int)shape.n;
    for (int i = 0; t->n && i < end; i++) {
        step(&c, t->rows[code(shape.p[i])], t->n);
        if (c.score < best && ((size_t)i + 1 == shape.n || shape.p[i + 1] == ' ')) {
            best = c.score;
            *to = (size_t)i + 1;
        }
        if (c.score - (end - i - 1) >= best)
            break; /* a column lowers it by one at most */
    }
    return best;
}

int text_likeness(struct str a, struct str b)
{
    char x[TEXT_LIKENESS_MAX], y[TEXT_LIKENESS_MAX];
    struct text_likeness t;
    size_t n, m, longer;

    n = text_likeness_shape(str_cut(a, 0, TEXT_LIKENESS_MAX), x, NULL);
    m = text_likeness_shape(str_cut(b, 0, TEXT_LIKENESS_MAX), y, NULL);
    longer = n > m ? n : m;
    if (longer == 0)
        return 0;
    text_likeness_make((struct str){x, n}, &t);
    return 100 - 100 * text_likeness_distance(&t, (struct str){y, m}, (int)longer) / (int)longer;
}

static unsigned pair_at(struct str shape, size_t i)
{
    return code(shape.p[i]) * TEXT_LIKENESS_ABC + code(shape.p[i + 1]);
}

void text_likeness_pairs(struct str shape, struct text_likeness_pairs *ret)
{
    memset(ret, 0, sizeof(*ret));
    for (size_t i = 0; i + 1 < shape.n; i++) {
        uint8_t *count = &ret->count[pair_at(shape, i)];

        *count += *count < UINT8_MAX;
    }
}

bool text_likeness_may_hold(const struct text_likeness_pairs *text, struct str shape, int most)
{
    unsigned before = shape.n ? code(shape.p[0]) : 0;
    int missing = 0;

    for (size_t i = 1; i < shape.n && missing <= 2 * most; i++) {
        unsigned here = code(shape.p[i]);

        missing += text->count[before * TEXT_LIKENESS_ABC + here] == 0;
        before = here;
    }
    return missing <= 2 * most;
}
