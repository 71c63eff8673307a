#include <stdlib.h>

#include "base/buf.h"
#include "draft/damaged_priv.h"

/* Lines as OCR gives them are cut where the page ended. */
struct flow {
    struct arena *mem;
    struct doc_builder out;
    struct buf text; /* of the paragraph that grows */
    struct doc_pos pos;
    size_t wide; /* bytes of a full line */
    size_t last; /* bytes of the line before */
    bool upper;  /* no small letter in it */
};

static bool is_upper(struct str s)
{
    size_t letters = 0;

    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] >= 'a' && s.p[i] <= 'z')
            return false;
        letters += s.p[i] >= 'A' && s.p[i] <= 'Z';
    }
    return letters > 2;
}

static int by_size(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;

    return (x > y) - (x < y);
}

/* Most lines of running text are as long as the page is wide. */
static size_t measure(struct arena *mem, const struct doc_tree *tree)
{
    size_t n = 0, *size;

    DOC_EACH_BLOCK (b, tree->first)
        n++;
    size = ARENA_MANY(mem, size_t, n + 1);
    n = 0;
    DOC_EACH_BLOCK (b, tree->first)
        size[n++] = b->text.n;
    qsort(size, n, sizeof(*size), by_size);
    return n ? size[n * 3 / 4] : 0;
}

static bool goes_on(const struct flow *f, const struct doc_block *b, bool gap)
{
    struct str before = {f->text.p, f->text.n};
    struct draft__line l = {0};
    char last;

    if (before.n == 0)
        return false;
    last = before.p[before.n - 1];
    if (is_upper(b->text) != f->upper || (last == ':' && gap))
        return false;
    if (draft__marker_read(b->text, &l) && (l.marker != DRAFT__MARK_BULLET || strchr(".;:", last)))
        return false;
    if (b->text.p[0] >= 'a' && b->text.p[0] <= 'z')
        return !strchr(".;:", last);
    return !gap && f->last * 4 >= f->wide * 3 && !strchr(".;:", last);
}

static void end_paragraph(struct flow *f)
{
    if (f->text.n)
        doc_tree_paragraph(&f->out, arena_copy(f->mem, (struct str){f->text.p, f->text.n}), f->pos);
    f->text.n = 0;
}

struct doc_tree *draft__damaged_flow(struct arena *mem, const struct doc_tree *tree)
{
    struct flow f = {.mem = mem, .wide = measure(mem, tree)};
    struct doc_pos before = {0};

    doc_tree_start(&f.out, mem, "text");
    buf_init(&f.text, 64 << 20);
    DOC_EACH_BLOCK (b, tree->first) {
        if (b->kind != DOC_PARAGRAPH || b->text.n == 0)
            continue;
        if (!goes_on(&f, b, b->pos.line > before.line + 1)) {
            end_paragraph(&f);
            f.pos = b->pos;
        } else {
            buf_char(&f.text, ' ');
        }
        buf_add(&f.text, b->text);
        f.last = b->text.n;
        f.upper = is_upper(b->text);
        before = b->pos;
    }
    end_paragraph(&f);
    buf_release(&f.text);
    doc_tree_finish(&f.out);
    f.out.tree->damaged = true;
    return f.out.tree;
}
