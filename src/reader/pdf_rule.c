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
 * tells enough: nothing is printed in green), and which rules letters would be taken for there.
 * What lies at most a point to the left or right of a word may be its letters, which drawing moves
 * to whole pixels, or the border of a cell without padding: BESIDE, to rules that run down. */
enum { INK = 0xFF, ACROSS = 1 << 8, DOWN = 2 << 8, BESIDE = 4 << 8 };
enum { SKIP = 4 }; /* places looked at together: most are white */

struct canvas {
    uint16_t *places;
    uint32_t width, height; /* width is a multiple of SKIP */
    float scale;
};

/* The rules of one direction. Lengths are pixels. */
struct rules {
    struct arena *mem;
    struct pdf_rule *list;
    size_t count, room;
    uint32_t least;        /* length: a narrow column, a low row */
    uint32_t sure;         /* length that letters of several lines do not make */
    uint16_t mask, beside; /* flags of places that letters explain, and may explain */
    float scale;           /* pixels of a point */
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

/* The one of the first `n` rules that `rule` is another stroke or a further piece of, or NULL. */
static struct pdf_rule *rule_find(struct pdf_rule *list, size_t n, const struct pdf_rule *rule)
{
    while (n-- > 0 && rule->at - list[n].at <= 2.5f)
        if (rule->from <= list[n].to + BRIDGE && rule->to >= list[n].from - BRIDGE)
            return &list[n];
    return NULL;
}

/* Joins what one thick or patched rule gives. */
static void rules_join(struct rules *r)
{
    size_t n = 0;

    if (r->count)
        qsort(r->list, r->count, sizeof(r->list[0]), by_place);
    for (size_t i = 0; i < r->count; i++) {
        struct pdf_rule *rule = &r->list[i], *whole = rule_find(r->list, n, rule);

        if (whole) {
            whole->from = fminf(whole->from, rule->from);
            whole->to = fmaxf(whole->to, rule->to);
        } else {
            r->list[n++] = *rule;
        }
    }
    r->count = n;
}

static void rule_add(struct rules *r, float at, float from, float to)
{
    if (r->count < RULES_MAX)
        ARENA_PUSH(r->mem, r->list, r->count, r->room,
                   ((struct pdf_rule){at / r->scale, from / r->scale, to / r->scale}));
}

/* Dark places that follow each other along a line, while they are read. Each is a witness: open, no
 * letter explains it, and it speaks for a rule; masked, a letter does, and it speaks against one;
 * beside a letter it speaks for neither, but a rule that it adjoins reaches that far. */
struct run {
    uint32_t open, masked, beside; /* places of each kind; none is counted before the first open */
    uint32_t from, to;             /* first and last open place */
    uint32_t start, end;           /* those and what adjoins them; before: places beside letters */
};

static bool adjoins(const struct run *run, uint32_t i)
{
    return i - run->end <= BRIDGE + 1;
}

/* True when more lies between the last open place and `i` than all letters that the run met could
 * hide of a rule. */
static bool is_cut(const struct run *run, uint32_t i)
{
    uint32_t hidden = run->masked + run->beside;

    return run->open && i - run->to > BRIDGE + (hidden ? hidden : 1);
}

/* Long enough, and no more of it are letters than rule. */
static void run_end(struct rules *r, struct run *run, float at)
{
    if (run->open && run->to - run->from + 1 >= r->least && run->open >= run->masked)
        rule_add(r, at, (float)run->start, (float)run->end + 1);
    *run = (struct run){0};
}

static void run_open(struct run *run, uint32_t i)
{
    if (!run->open) {
        run->start = adjoins(run, i) ? run->start : i;
        run->from = i;
    }
    run->to = run->end = i;
    run->open++;
}

/* Places beside letters make a rule of their own only when they go on for longer than letters do:
 * then they count as open. */
static void run_beside(struct run *run, uint32_t i, uint32_t sure)
{
    if (run->open) {
        run->beside++;
        run->end = adjoins(run, i) ? i : run->end;
        return;
    }
    run->start = adjoins(run, i) ? run->start : i;
    run->end = i;
    if (run->end - run->start >= sure) {
        run->from = run->start;
        run->to = run->end;
        run->open = run->end - run->start;
    }
}

/* The dark place `i` of a line. */
static void run_place(struct rules *r, struct run *run, uint32_t i, uint16_t place, float at)
{
    if (is_cut(run, i))
        run_end(r, run, at);
    if (place & r->beside)
        run_beside(run, i, r->sure);
    else if (!(place & r->mask))
        run_open(run, i);
    else
        run->masked += run->open > 0;
}

/* A letter alone begins no run: most dark places need no closer look. */
static bool may_go_on(const struct rules *r, const struct run *run, uint16_t place)
{
    return run->open || !(place & r->mask);
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
                if (may_go_on(r, &run, row[i]) && is_dark(row + i, c->width))
                    run_place(r, &run, i, row[i], (float)y + 1);
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
                if (may_go_on(r, &runs[i], row[i]) && is_dark(row + i, 1))
                    run_place(r, &runs[i], y, row[i], (float)i + 1);
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
    static const uint64_t green = 0x0000FF000000FF00u; /* of two pixels */
    unsigned char *bytes = (unsigned char *)picture->pixels;
    size_t n = (size_t)picture->width * picture->height / 2;

    for (size_t i = 0; i < n; i++) {
        uint64_t two;
        uint32_t places = 0;

        memcpy(&two, bytes + i * sizeof(two), sizeof(two));
        two = ~two & green;
        if (two)
            places = (uint32_t)(two >> 8 & INK) | (uint32_t)(two >> 40) << 16;
        memcpy(bytes + i * sizeof(places), &places, sizeof(places));
    }
    return (uint16_t *)picture->pixels;
}

static struct pdf_rule *rules_copy(struct arena *mem, const struct rules *r)
{
    struct pdf_rule *list = ARENA_MANY(mem, struct pdf_rule, r->count);

    if (r->count)
        memcpy(list, r->list, r->count * sizeof(list[0]));
    return list;
}

void reader__pdf_rules(struct arena *mem, struct arena *scratch, const struct pdf_picture *picture,
                       struct pdf_page *page)
{
    float k = picture->scale;
    struct canvas c = {.width = picture->width, .height = picture->height, .scale = k};
    struct rules across = {.mem = scratch, .least = (uint32_t)(16 * k), .mask = ACROSS, .scale = k};
    struct rules down = {.mem = scratch,
                         .least = (uint32_t)(9 * k),
                         .sure = (uint32_t)(40 * k),
                         .mask = DOWN,
                         .beside = BESIDE,
                         .scale = k};

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
    page->across = rules_copy(mem, &across);
    page->down = rules_copy(mem, &down);
    page->across_count = across.count;
    page->down_count = down.count;
}
