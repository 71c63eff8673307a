/* PDF by poppler: the words of each page with their places and fonts, and where a page may hold a
 * table a small picture of it for the rules. */

#include <cairo.h>
#include <math.h>
#include <poppler.h>

#include "base/utf8.h"
#include "reader/pdf_priv.h"

enum {
    SCAN_LETTERS = 400, /* a text layer below this is a stamp on a scan */
    PAGE_MAX = 2400,    /* points of a side that are drawn; larger pages are read without rules */
};

struct file {
    struct arena *mem, *scratch; /* for the tree; for this page */
    const struct reader_limits *limits;
    PopplerDocument *doc;
    struct pdf_page *pages;
    size_t page_count, text_bytes;
    size_t letters, odd; /* letters and digits; characters without a meaning in Unicode */
    bool ruled;          /* the page before was */
    uint64_t plain_head; /* of the last page whose table had no rules */
    uint32_t *picture;
    size_t picture_room;
};

static uint32_t look_of(const PopplerTextAttributes *a)
{
    const char *name = a->font_name;
    uint32_t flags = a->color.red || a->color.green || a->color.blue ? PDF_COLOURED : 0;

    if (name &&
        (strcasestr(name, "bold") || strcasestr(name, "black") || strcasestr(name, "heavy")))
        flags |= PDF_BOLD;
    if (name && (strcasestr(name, "italic") || strcasestr(name, "oblique")))
        flags |= PDF_ITALIC;
    return flags;
}

/* A page while its characters become words. */
struct walk {
    struct file *file;
    struct pdf_page *page;
    size_t room;
    struct pdf_word word; /* the open one; text.n == 0: none */
    float edge;           /* right edge of its last character */
    bool adjoining;       /* no white space since the last word */
};

static void word_end(struct walk *w)
{
    if (w->word.text.n)
        ARENA_PUSH(w->file->mem, w->page->words, w->page->word_count, w->room, w->word);
    w->word.text.n = 0;
}

/* Words deleted and inserted by a tracked change touch ("IIIQuý"); apart, only the one is struck.
 */
static bool is_seam(struct str word, struct str rest)
{
    char last = word.n ? word.p[word.n - 1] : ' ';

    return last >= 'A' && last <= 'Z' && rest.n > 1 && rest.p[0] >= 'A' && rest.p[0] <= 'Z' &&
           ((unsigned char)rest.p[1] >= 0xC3 || (rest.p[1] >= 'a' && rest.p[1] <= 'z'));
}

/* Set directly behind the last character, on the same line. Poppler puts no space between the cells
 * of a table when it takes them for one line. */
static bool follows(const struct walk *w, const PopplerRectangle *r, float size)
{
    float step = (float)r->x1 - w->edge;
    float shared = fminf((float)r->y2, w->word.y1) - fmaxf((float)r->y1, w->word.y0);

    return step < size * 0.14f && step > -size * 0.4f &&
           shared > 0.25f * fminf((float)(r->y2 - r->y1), w->word.y1 - w->word.y0);
}

static bool is_sane(const PopplerRectangle *r)
{
    return r->x1 > -20000 && r->x2 < 20000 && r->y1 > -20000 && r->y2 < 20000 && r->x1 <= r->x2 &&
           r->y1 <= r->y2;
}

static void count_character(struct file *f, uint32_t c)
{
    f->odd += c == 0xFFFD || (c >= 0xE000 && c <= 0xF8FF) || (c < 0x20 && c != '\n' && c != '\t');
    f->letters += (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                  (c >= 0xC0 && c < 0x2000);
}

/* The character at the start of `c`, `bytes` long. */
static void character(struct walk *w, struct str c, size_t bytes, const PopplerRectangle *r,
                      const PopplerTextAttributes *a)
{
    struct pdf_word *word = &w->word;
    float x0 = (float)r->x1, y0 = (float)r->y1, x1 = (float)r->x2, y1 = (float)r->y2;
    float size = a && a->font_size > 0.5 ? (float)a->font_size : (y1 - y0) * 0.8f;
    bool next = w->adjoining && follows(w, r, size);

    if (!next || is_seam(word->text, c) || size > word->size * 1.2f || size < word->size * 0.83f)
        word_end(w);
    if (word->text.n == 0) {
        float level = word->level;

        *word = (struct pdf_word){{c.p, 0}, x0, y0, x1, y1, size, 0, (y0 + y1) / 2};
        word->flags = (a ? look_of(a) : 0) | (next ? PDF_GLUED : 0);
        if (next)
            word->level = level;
    }
    word->text.n += bytes;
    word->x0 = fminf(word->x0, x0);
    word->y0 = fminf(word->y0, y0);
    word->x1 = fmaxf(word->x1, x1);
    word->y1 = fmaxf(word->y1, y1);
    w->edge = x1;
    w->adjoining = true;
}

/* Which way most lines run: 0 across, 1 down, -1 up the page (a landscape table on a portrait
 * page). */
static int turn_of(const PopplerRectangle *r, size_t n)
{
    size_t across = 0, down = 0, up = 0;

    for (size_t i = 1; i < n; i++) {
        double dx = fabs(r[i].x1 + r[i].x2 - r[i - 1].x1 - r[i - 1].x2);
        double dy = r[i].y1 + r[i].y2 - r[i - 1].y1 - r[i - 1].y2;

        across += fabs(dy) < dx;
        down += dy > dx && dy < 40;
        up += -dy > dx && dy > -40;
    }
    return down > 2 * (across + up) ? 1 : up > 2 * (across + down) ? -1 : 0;
}

static void turn(struct pdf_page *page, PopplerRectangle *r, size_t n)
{
    float width = page->width, height = page->height;

    for (size_t i = 0; page->turn && i < n; i++) {
        PopplerRectangle old = r[i];

        r[i].x1 = page->turn > 0 ? old.y1 : height - old.y2;
        r[i].x2 = page->turn > 0 ? old.y2 : height - old.y1;
        r[i].y1 = page->turn > 0 ? width - old.x2 : old.x1;
        r[i].y2 = page->turn > 0 ? width - old.x1 : old.x2;
    }
    if (page->turn) {
        page->width = height;
        page->height = width;
    }
}

static void words_read(struct walk *w, struct str text, const PopplerRectangle *rects, size_t n,
                       const GList *attributes)
{
    size_t at = 0;

    for (size_t i = 0; i < n && at < text.n; i++) {
        uint32_t c;
        size_t bytes = utf8_read(text, at, &c);
        const PopplerTextAttributes *a;

        if (bytes == 0)
            break;
        while (attributes && (a = attributes->data)->end_index < (gint)i)
            attributes = attributes->next;
        if (c == ' ' || c == '\n' || c == '\t' || c == 0xA0 || !is_sane(&rects[i])) {
            /* Before a raised number poppler sees a space of no width. */
            w->adjoining &= c == ' ' && rects[i].x2 - rects[i].x1 < w->word.size * 0.12;
            word_end(w);
        } else {
            count_character(w->file, c);
            character(w, str_rest(text, at), bytes, &rects[i],
                      attributes ? attributes->data : NULL);
        }
        at += bytes;
    }
    word_end(w);
}

static void page_words(struct file *f, PopplerPage *p, struct pdf_page *page)
{
    struct walk w = {.file = f, .page = page};
    PopplerRectangle *rects = NULL;
    GList *attributes;
    guint n = 0;
    char *text = poppler_page_get_text(p);
    struct str copy = arena_copy(f->mem, str_from(text));

    g_free(text);
    f->text_bytes += copy.n;
    if (copy.n == 0 || !poppler_page_get_text_layout(p, &rects, &n))
        return;
    page->turn = turn_of(rects, n);
    turn(page, rects, n);
    attributes = poppler_page_get_text_attributes(p);
    words_read(&w, copy, rects, n, attributes);
    poppler_page_free_text_attributes(attributes);
    g_free(rects);
}

/* The picture as the page's text is read. */
static void picture_turn(struct file *f, int turn, struct pdf_picture *p)
{
    uint32_t width = p->height & ~3u;
    uint32_t *to = ARENA_MANY(f->scratch, uint32_t, (size_t)width * p->width);

    for (size_t y = 0; y < p->height; y++)
        for (size_t x = 0; x < p->width; x++) {
            size_t row = turn > 0 ? p->width - 1 - x : x, column = turn > 0 ? y : p->height - 1 - y;

            if (column < width)
                to[row * width + column] = p->pixels[y * p->width + x];
        }
    *p = (struct pdf_picture){to, width, p->width, p->scale};
}

/* Draws the page, small: 54 dpi show a hairline, and less memory is less time. */
static bool picture_draw(struct file *f, PopplerPage *p, struct pdf_picture *picture)
{
    static const double scale = 0.75;
    double width, height;
    cairo_surface_t *surface;
    cairo_t *cairo;
    size_t size;

    poppler_page_get_size(p, &width, &height);
    if (!(width > 10 && height > 10 && width < PAGE_MAX && height < PAGE_MAX))
        return false;
    *picture = (struct pdf_picture){.scale = (float)scale};
    picture->width = ((uint32_t)(width * scale) + 4) & ~3u;
    picture->height = (uint32_t)(height * scale) + 1;
    size = (size_t)picture->width * picture->height;
    if (size > f->picture_room) {
        /* used again by every page: fresh memory costs more than the drawing */
        f->picture = ARENA_MANY(f->mem, uint32_t, size);
        f->picture_room = size;
    }
    picture->pixels = f->picture;
    memset(picture->pixels, 0xFF, size * sizeof(picture->pixels[0]));
    surface = cairo_image_surface_create_for_data((unsigned char *)picture->pixels,
                                                  CAIRO_FORMAT_RGB24, (int)picture->width,
                                                  (int)picture->height, (int)picture->width * 4);
    cairo = cairo_create(surface);
    cairo_scale(cairo, scale, scale);
    poppler_page_render(p, cairo);
    cairo_destroy(cairo);
    cairo_surface_finish(surface);
    cairo_surface_destroy(surface);
    return true;
}

/* A page that repeats the first line of one before whose table had no rules: its table has none. */
static bool is_known_plain(struct file *f, const struct pdf_page *page)
{
    return page->head && page->head == f->plain_head;
}

/* The words, and where a table may be the rules. Poppler reads a page once for its text and once
 * more to draw it, or once for both when it is drawn first: done behind a page that had rules. */
static void page_fill(struct file *f, PopplerPage *p, struct pdf_page *page)
{
    struct pdf_picture picture;
    bool drawn = f->ruled && picture_draw(f, p, &picture);
    bool table;

    page_words(f, p, page);
    table = reader__pdf_look(f->scratch, page);
    f->ruled = false;
    if (!drawn && (!table || is_known_plain(f, page) || !picture_draw(f, p, &picture)))
        return; /* behind a page with rules even two words may be the rest of a row */
    if (page->turn)
        picture_turn(f, page->turn, &picture);
    reader__pdf_rules(f->mem, f->scratch, &picture, page);
    f->ruled = page->down_count > 1;
    f->plain_head = f->ruled ? 0 : page->head;
}

static bool has_images(PopplerDocument *doc, int pages)
{
    bool has = false;

    for (int i = 0; i < pages && i < 8 && !has; i++) {
        PopplerPage *p = poppler_document_get_page(doc, i);
        GList *images = p ? poppler_page_get_image_mapping(p) : NULL;

        has = images != NULL;
        poppler_page_free_image_mapping(images);
        g_clear_object(&p);
    }
    return has;
}

static void page_read(struct file *f, int index)
{
    PopplerPage *p = poppler_document_get_page(f->doc, index);
    struct pdf_page *page = &f->pages[f->page_count];
    double width, height;

    if (!p)
        return;
    arena_clear(f->scratch);
    poppler_page_get_size(p, &width, &height);
    page->number = (uint32_t)index + 1;
    page->width = width > 1 && width < 20000 ? (float)width : 595;
    page->height = height > 1 && height < 20000 ? (float)height : 842;
    page_fill(f, p, page);
    f->page_count++;
    g_object_unref(p);
}

static int pages_read(struct file *f, struct err *e)
{
    int n = poppler_document_get_n_pages(f->doc);

    if (n <= 0)
        return err_set(e, ERR_UNREADABLE, N_("Tệp PDF không có trang nào đọc được."));
    if ((uint32_t)n > f->limits->pages)
        return err_set(e, ERR_TOO_BIG, N_("Tệp PDF có %d trang, quá %u trang nên không đọc."), n,
                       f->limits->pages);
    f->pages = ARENA_MANY(f->mem, struct pdf_page, (size_t)n);
    for (int i = 0; i < n; i++) {
        page_read(f, i);
        if (f->text_bytes > f->limits->text_bytes)
            return err_set(e, ERR_TOO_BIG, N_("Tệp PDF có quá nhiều chữ nên không đọc."));
    }
    if (f->letters < SCAN_LETTERS && (f->letters == 0 || has_images(f->doc, n)))
        return err_set(
            e, ERR_UNSUPPORTED,
            N_("Tệp PDF là bản quét, không có lớp chữ; hiện chưa đọc được chữ trong ảnh."));
    return ERR_OK;
}

static int document_open(struct file *f, struct str bytes, struct err *e)
{
    GBytes *data = g_bytes_new_static(bytes.p, bytes.n);
    GError *error = NULL;
    int r = ERR_OK;

    f->doc = poppler_document_new_from_bytes(data, NULL, &error);
    g_bytes_unref(data);
    if (f->doc)
        return ERR_OK;
    if (error && error->domain == POPPLER_ERROR && error->code == POPPLER_ERROR_ENCRYPTED)
        r = err_set(e, ERR_UNSUPPORTED,
                    N_("Tệp PDF đặt mật khẩu nên không đọc được; hãy bỏ mật khẩu."));
    else
        r = err_set(e, ERR_UNREADABLE, N_("Tệp PDF bị hỏng, không mở được."));
    g_clear_error(&error);
    return r;
}

static int tree_build(struct file *f, struct doc_tree **ret, struct err *e)
{
    struct reader__pdf l = {.mem = f->mem, .limits = f->limits};

    doc_tree_start(&l.build, f->mem, "pdf");
    l.build.tree->page_count = (uint32_t)f->page_count;
    l.build.tree->rebuilt_lines = true;
    if (f->odd * 5 > f->letters)
        doc_tree_remark(&l.build, (struct doc_pos){0},
                        STR(N_("Phông chữ của tệp PDF không cho biết nhiều chữ là chữ gì; nội dung "
                               "đọc được có thể sai.")));
    if (!reader__pdf_layout(&l, f->pages, f->page_count))
        return err_set(e, ERR_TOO_BIG, N_("Tệp PDF có quá nhiều đoạn và ô bảng nên không đọc."));
    doc_tree_finish(&l.build);
    *ret = l.build.tree;
    return ERR_OK;
}

int reader_pdf_read(struct arena *mem, struct str bytes, const struct reader_limits *limits,
                    struct doc_tree **ret, struct err *e)
{
    struct file f = {.mem = mem, .limits = limits};
    int r = document_open(&f, bytes, e);

    if (r)
        return r;
    f.scratch = arena_new(0);
    r = pages_read(&f, e);
    arena_free(f.scratch);
    g_object_unref(f.doc);
    return r ? r : tree_build(&f, ret, e);
}
