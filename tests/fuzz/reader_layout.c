/* The layout of PDF pages without poppler: the bytes are words and rules on a few pages. */

#include "fuzz.h"
#include "reader/pdf_priv.h"

static const char *const texts[] = {
    "TT",  "Nhiệm", "vụ",  "1",   "2.",  "a)",  "(3)", "IV",   "-",     "Sở",    "Nội",
    "vụ;", "Công",  "an.", "đến", "20-", "Kế/", "III", "1.2.", "trang", "hoạch", "m",
};

/* The next byte; 0 at the end. */
static uint8_t next(const uint8_t **data, size_t *size)
{
    if (*size == 0)
        return 0;
    --*size;
    return *(*data)++;
}

/* A place on the page. */
static float place(const uint8_t **data, size_t *size)
{
    return (float)next(data, size) * 2.5f;
}

static struct pdf_word word_of(const uint8_t **data, size_t *size)
{
    uint8_t what = next(data, size);
    struct pdf_word w = {.text = str_from(texts[what % COUNT(texts)])};

    w.x0 = place(data, size);
    w.y0 = place(data, size);
    w.size = 4 + place(data, size) / 20;
    w.x1 = w.x0 + w.size * 0.5f * (float)w.text.n;
    w.y1 = w.y0 + w.size * 1.3f;
    w.level = (w.y0 + w.y1) / 2;
    w.flags = what >> 5 & (PDF_BOLD | PDF_GLUED | PDF_ITALIC);
    return w;
}

static void page_of(struct arena *mem, struct pdf_page *page, const uint8_t **data, size_t *size)
{
    size_t words = next(data, size), rules = next(data, size) / 4;
    size_t word_room = 0, across_room = 0, down_room = 0;

    page->width = 595;
    page->height = 640;
    for (size_t i = 0; i < words && *size; i++)
        ARENA_PUSH(mem, page->words, page->word_count, word_room, word_of(data, size));
    for (size_t i = 0; i < rules && *size; i++) {
        struct pdf_rule r = {.at = place(data, size), .from = place(data, size)};

        r.to = r.from + place(data, size);
        if (i % 2)
            ARENA_PUSH(mem, page->across, page->across_count, across_room, r);
        else
            ARENA_PUSH(mem, page->down, page->down_count, down_room, r);
    }
    reader__pdf_look(mem, page);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct reader__pdf l = {.mem = mem, .limits = &reader_limits_default};
    struct pdf_page pages[4] = {0};
    size_t n = 0;

    for (; n < COUNT(pages) && size; n++) {
        pages[n].number = (uint32_t)n + 1;
        page_of(mem, &pages[n], &data, &size);
    }
    doc_tree_start(&l.build, mem, "pdf");
    if (reader__pdf_layout(&l, pages, n))
        doc_tree_finish(&l.build);
    return 0;
}
