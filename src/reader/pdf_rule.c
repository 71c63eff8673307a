/* Rules of a page, read from a small picture of it: poppler does not hand out the lines that a page
 * draws, and a cell's border may be a stroke, a thin rectangle or a dash pattern anyway. A rule is
 * darker than what lies on both sides of it, and longer than letters. */

#include <math.h>
#include <stdlib.h>

#include "reader/pdf_priv.h"

enum {
    STRIKE = 24,      /* least length of a line through words, points */
    BRIDGE = 3,       /* gap that is still the same rule: dashes, corners; pixels, points */
    CONTRAST = 44,    /* of 255, summed over the two pixels that a thin rule can fall on */
    RULES_MAX = 1000, /* of one direction on a page; more is a picture */
};

/* A place of the picture as it is worked on: ink 0 white … 255 dark in the low byte (green alone
 * tells enough: nothing is printed in green), and in which direction letters explain it. What lies
 * at most a point beside a word may be either: drawing moves letters to whole pixels, and a cell
 * without padding begins at its border. Such places speak neither for a rule nor against it. */
enum { INK = 0xFF, ACROSS = 1 << 8, DOWN = 2 << 8, BESIDE = 4 << 8 };
enum { SKIP = 4 }; /* places looked at together: most are white */

struct canvas {
    uint16_t *places;
    uint32_t width, height; /* width is a multiple of SKIP */
    float scale;
};

struct rules {
    struct arena *mem;
    struct pdf_rule *list;
    size_t count, room;
    uint32_t least; /* length: a narrow column, a low row */
    uint32_t sure;  /* length that letters in several lines cannot make */
    float scale;    /* pixels of a point */
};

static uint32_t clamped(float v, uint32_t max)
{
    return v <= 0 ? 0 : v >= (float)max ? max : (uint32_t)v;
}

/* Across, the zone between cap height and baseline: there serifs in a row look like a rule, while
 * borders that touch a line's box stay seen. Down, all of the box and the marks above it. */
static void mask(struct canvas *c, const struct pdf_word *w)
{
    float height = w->y1 - w->y0, k = c->scale;
    uint32_t top = clamped((w->y0 - 3) * k, c->height);
    uint32_t bottom = clamped((w->y1 + 1) * k, c->height);
    uint32_t core_top = clamped((w->y0 + height * 0.2f) * k, c->height);
    uint32_t core_bottom = clamped((w->y1 - height * 0.12f) * k, c->height);
    uint32_t left = clamped((w->x0 - 1) * k, c->width), right = clamped((w->x1 + 1) * k, c->width);
    uint32_t first = clamped(w->x0 * k, c->width), last = clamped(w->x1 * k, c->width);

    for (uint32_t y = top; y < bottom; y++) {
        uint16_t *row = c->places + (size_t)y * c->width;
        uint16_t across = y >= core_top && y < core_bottom ? ACROSS : 0;

        for (uint32_t x = left; x < right; x++)
            row[x] |= across | (x < first || x > last ? BESIDE : DOWN);
    }
}

static int by_place(const void *a, const void *b)
{
    const struct pdf_rule *x = a, *y = b;

    return x->at != y->at ? (x->at > y->at) - (x->at < y->at)
                          : (x->from > y->from) - (x->from < y->from);
}

/* Joins what one thick or patched rule gives. */
static void rules_join(struct rules *r)
{
    size_t n = 0;

    if (r->count)
        qsort(r->list, r->count, sizeof(r->list[0]), by_place);
    for (size_t i = 0; i < r->count; i++) {
        struct pdf_rule *new = &r->list[i];
        size_t k = n;

        while (k-- > 0 && new->at - r->list[k].at <= 2.5f)
            if (new->from <= r->list[k].to + BRIDGE &&new->to >= r->list[k].from - BRIDGE) {
                r->list[k].from = fminf(r->list[k].from, new->from);
                r->list[k].to = fmaxf(r->list[k].to, new->to);
                break;
            }
        if (k == SIZE_MAX || new->at - r->list[k].at > 2.5f)
            r->list[n++] = *new;
    }
    r->count = n;
}

/* A run of dark pixels while it grows. */
struct run {
    uint32_t from, to;             /* first and last pixel that no letter explains */
    uint32_t start, end;           /* as far as it goes on beside letters */
    uint32_t open, masked, beside; /* dark pixels that no letter explains, one does, one may */
};

static void rule_add(struct rules *r, float at, float from, float to)
{
    if (r->count < RULES_MAX)
        ARENA_PUSH(r->mem, r->list, r->count, r->room,
                   ((struct pdf_rule){at / r->scale, from / r->scale, to / r->scale}));
}

static void run_end(struct rules *r, struct run *run, float at)
{
    if (run->open && run->to - run->from + 1 >= r->least && run->open >= run->masked)
        rule_add(r, at, (float)run->start, (float)run->end + 1);
    *run = (struct run){0};
}

static void run_pixel(struct rules *r, struct run *run, uint32_t i, uint16_t place, uint16_t mask,
                      float at)
{
    if (run->open && i - run->to > BRIDGE + 1 && i - run->to > run->masked + run->beside + BRIDGE)
        run_end(r, run, at);
    if (place & mask & BESIDE) {
        run->beside += run->open > 0;
        if (!run->open && i - run->end > BRIDGE + 1)
            run->start = i;
        if (!run->open || i - run->end <= BRIDGE + 1)
            run->end = i;
        if (!run->open && run->end - run->start >= r->sure)
            *run = (struct run){run->start, i, run->start, i, .open = i - run->start};
        return;
    }
    if (place & mask) {
        run->masked += run->open > 0;
        return;
    }
    if (!run->open)
        *run = (struct run){.from = i, .start = i - run->end > BRIDGE + 1 ? i : run->start};
    run->to = run->end = i;
    run->open++;
}

static int ink(const uint16_t *p)
{
    return *p & INK;
}

/* What a rule must stand out from: letters beside it do not count. */
static int ground(const uint16_t *p)
{
    return *p & (DOWN | BESIDE) ? 0 : *p & INK;
}

/* Dark in the middle two of six places, `step` apart. */
static bool is_dark(const uint16_t *p, size_t step)
{
    int both = ink(p) + ink(p + step), before, behind;

    if (both < CONTRAST)
        return false;
    before = ground(p - 2 * step);
    behind = ground(p + 3 * step);
    return both - 2 * (before > behind ? before : behind) >= CONTRAST;
}

static bool is_white(const uint16_t *p)
{
    static const uint64_t inks = 0x00FF00FF00FF00FFu;
    uint64_t four;

    memcpy(&four, p, sizeof(four));
    return (four & inks) == 0;
}

static void find_across(const struct canvas *c, struct rules *r)
{
    for (uint32_t y = 2; y + 3 < c->height; y++) {
        const uint16_t *row = c->places + (size_t)y * c->width;
        struct run run = {0};

        for (uint32_t x = 0; x < c->width; x += SKIP) {
            if (is_white(row + x))
                continue;
            for (uint32_t i = x; i < x + SKIP; i++)
                if ((run.open || !(row[i] & ACROSS)) && is_dark(row + i, c->width))
                    run_pixel(r, &run, i, row[i], ACROSS, (float)y + 1);
        }
        run_end(r, &run, (float)y + 1);
    }
    rules_join(r);
}

/* Row by row as well, with a run for each column: walking down the columns would be slow. */
static void find_down(const struct canvas *c, struct rules *r)
{
    struct run *runs = ARENA_MANY(r->mem, struct run, c->width);

    for (uint32_t y = 0; y < c->height; y++) {
        const uint16_t *row = c->places + (size_t)y * c->width;

        for (uint32_t x = SKIP; x + SKIP < c->width; x += SKIP) {
            if (is_white(row + x))
                continue;
            for (uint32_t i = x; i < x + SKIP; i++)
                if ((runs[i].open || !(row[i] & DOWN)) && is_dark(row + i, 1))
                    run_pixel(r, &runs[i], y, row[i], DOWN | BESIDE, (float)i + 1);
        }
    }
    for (uint32_t x = SKIP; x + SKIP < c->width; x++)
        run_end(r, &runs[x], (float)x + 1);
    rules_join(r);
}

/* A line through the middle of the word that goes on for longer than letters can touch: deleted,
 * and shown as such. */
static bool is_struck(const struct canvas *c, const struct pdf_word *w)
{
    float height = w->y1 - w->y0, k = c->scale;
    uint32_t top = clamped((w->y0 + height * 0.4f) * k, c->height);
    uint32_t bottom = clamped((w->y0 + height * 0.7f) * k, c->height);
    uint32_t left = clamped(w->x0 * k + 1, c->width), right = clamped(w->x1 * k - 1, c->width);

    for (uint32_t y = top; y + 1 < bottom && left < right; y++) {
        const uint16_t *row = c->places + (size_t)y * c->width;
        uint32_t from = left, to = left;

        while (to < c->width && ink(row + to) + ink(row + to + c->width) >= 2 * CONTRAST)
            to++;
        while (from > 0 && ink(row + from - 1) + ink(row + from - 1 + c->width) >= 2 * CONTRAST)
            from--;
        if (to >= right && (float)(to - from) >= STRIKE * k)
            return true;
    }
    return false;
}

/* 0x00RRGGBB of four bytes → places of two, in the same memory from front to back. */
static uint16_t *places_of(const struct pdf_picture *picture)
{
    static const uint64_t white = 0x0000FF000000FF00u; /* two pixels, of which green is looked at */
    unsigned char *bytes = (unsigned char *)picture->pixels;
    size_t n = (size_t)picture->width * picture->height / 2;

    for (size_t i = 0; i < n; i++) {
        uint64_t two;
        uint32_t places = 0;

        memcpy(&two, bytes + i * sizeof(two), sizeof(two));
        two = ~two & white;
        if (two)
            places = (uint32_t)(two >> 8 & INK) | (uint32_t)(two >> 40) << 16;
        memcpy(bytes + i * sizeof(places), &places, sizeof(places));
    }
    return (uint16_t *)picture->pixels;
}

void reader__pdf_rules(struct arena *mem, struct arena *scratch, const struct pdf_picture *picture,
                       struct pdf_page *page)
{
    struct canvas c = {.width = picture->width, .height = picture->height, .scale = picture->scale};
    struct rules across = {.mem = scratch, .least = (uint32_t)(16 * c.scale), .scale = c.scale};
    struct rules down = {.mem = scratch,
                         .least = (uint32_t)(9 * c.scale),
                         .sure = (uint32_t)(40 * c.scale),
                         .scale = c.scale};

    if (c.width < 8 || c.height < 8 || c.width % SKIP)
        return;
    c.places = places_of(picture);
    for (size_t i = 0; i < page->word_count; i++) {
        mask(&c, &page->words[i]);
        if (page->words[i].flags & PDF_COLOURED && is_struck(&c, &page->words[i]))
            page->words[i].flags |= PDF_GONE;
    }
    find_across(&c, &across);
    find_down(&c, &down);
    page->across = ARENA_MANY(mem, struct pdf_rule, across.count);
    page->down = ARENA_MANY(mem, struct pdf_rule, down.count);
    page->across_count = across.count;
    page->down_count = down.count;
    if (across.count)
        memcpy(page->across, across.list, across.count * sizeof(page->across[0]));
    if (down.count)
        memcpy(page->down, down.list, down.count * sizeof(page->down[0]));
}
