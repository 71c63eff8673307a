#pragma once

/* Writes small PDF files for tests, from a script of lines:
 *   page W H              a new page
 *   text X Y SIZE WORDS   Y is the baseline, from the top; a letter is half its size wide, a
 *                         space a quarter
 *   bold X Y SIZE WORDS
 *   rule X0 Y0 X1 Y1      a filled rectangle
 *   turn                  from here the page's x and y change places: text runs up the paper
 *   image                 a picture over the whole page
 * The font is named, not embedded; its letters are their Unicode numbers. */

#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

struct paper {
    struct buf out, page;
    size_t offset[512];
    unsigned count, pages[200], page_count;
    double width, height;
};

static inline unsigned paper_object(struct paper *p)
{
    p->offset[++p->count] = p->out.n;
    buf_printf(&p->out, "%u 0 obj\n", p->count);
    return p->count;
}

static inline void paper_text(struct paper *p, const char *font, struct str rest)
{
    char *at;
    double x = strtod(rest.p, &at), y = strtod(at, &at), size = strtod(at, &at);
    struct str words = str_trim(str_rest(rest, (size_t)(at - rest.p)));
    uint32_t c;

    buf_printf(&p->page, "BT /%s %g Tf 1 0 0 1 %g %g Tm <", font, size, x, p->height - y);
    for (size_t i = 0, n; i < words.n && (n = utf8_read(words, i, &c)); i += n)
        buf_printf(&p->page, "%04X", c);
    buf_add(&p->page, STR("> Tj ET\n"));
}

static inline void paper_page_end(struct paper *p)
{
    unsigned content;

    if (!p->width)
        return;
    content = paper_object(p);
    buf_printf(&p->out, "<</Length %zu>>stream\n", p->page.n);
    buf_add(&p->out, buf_str(&p->page));
    buf_add(&p->out, STR("endstream endobj\n"));
    p->pages[p->page_count++] = paper_object(p);
    buf_printf(
        &p->out,
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 %g %g]/Contents %u 0 R/Resources<</Font<</R 3 0 "
        "R/B 4 0 R>>/XObject<</I 8 0 R>>>>>>endobj\n",
        p->width, p->height, content);
    buf_clear(&p->page);
}

static inline void paper_line(struct paper *p, struct str line)
{
    struct str rest = str_rest(line, 5);
    char *at;
    double n[4];

    if (str_starts(line, STR("page "))) {
        paper_page_end(p);
        p->width = strtod(rest.p, &at);
        p->height = strtod(at, &at);
    } else if (str_starts(line, STR("text "))) {
        paper_text(p, "R", rest);
    } else if (str_starts(line, STR("bold "))) {
        paper_text(p, "B", rest);
    } else if (str_starts(line, STR("rule "))) {
        at = (char *)rest.p;
        for (int i = 0; i < 4; i++)
            n[i] = strtod(at, &at);
        buf_printf(&p->page, "%g %g %g %g re f\n", n[0], p->height - n[3], n[2] - n[0],
                   n[3] - n[1]);
    } else if (str_starts(line, STR("turn"))) {
        buf_printf(&p->page, "0 1 -1 0 %g 0 cm\n", p->height);
    } else if (str_starts(line, STR("image"))) {
        buf_printf(&p->page, "q %g 0 0 %g 0 0 cm /I Do Q\n", p->width, p->height);
    }
}

static inline void paper_fonts(struct paper *p)
{
    static const char *const names[] = {"Test", "Test-Bold"};

    for (int i = 0; i < 2; i++) {
        paper_object(p);
        buf_printf(
            &p->out,
            "<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 "
            "R]/ToUnicode 7 0 R>>endobj\n",
            names[i], 5 + i);
    }
    for (int i = 0; i < 2; i++) {
        paper_object(p);
        buf_printf(&p->out,
                   "<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/DW "
                   "500/W[32[250]]/CIDSystemInfo<</Registry"
                   "(Adobe)/Ordering(Identity)/Supplement 0>>>>endobj\n",
                   names[i]);
    }
    paper_object(p);
    buf_printf(&p->out, "<</Length 176>>stream\n%-175s\nendstream endobj\n",
               "/CMapName /U def 1 begincodespacerange <0000> <1EFF> endcodespacerange\n1 "
               "beginbfrange <0000> <1EFF> <0000> endbfrange endcmap");
    paper_object(p);
    buf_add(&p->out, STR("<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray"
                         "/BitsPerComponent 8/Length 1>>stream\nx\nendstream endobj\n"));
}

/* `extra` goes into the trailer. */
static inline struct str paper_write(struct arena *mem, struct str script, const char *extra)
{
    struct paper p = {0};
    struct str line, bytes;
    size_t xref;

    buf_init(&p.out, 64 << 20);
    buf_init(&p.page, 64 << 20);
    buf_add(&p.out, STR("%PDF-1.4\n"));
    p.count = 2; /* catalogue and page tree come last */
    paper_fonts(&p);
    while (str_next(&script, '\n', &line))
        paper_line(&p, arena_copy(mem, str_trim(line)));
    paper_page_end(&p);
    p.offset[1] = p.out.n;
    buf_add(&p.out, STR("1 0 obj\n<</Type/Catalog/Pages 2 0 R>>endobj\n"));
    p.offset[2] = p.out.n;
    buf_printf(&p.out, "2 0 obj\n<</Type/Pages/Count %u/Kids[", p.page_count);
    for (unsigned i = 0; i < p.page_count; i++)
        buf_printf(&p.out, "%u 0 R ", p.pages[i]);
    buf_add(&p.out, STR("]>>endobj\n"));
    xref = p.out.n;
    buf_printf(&p.out, "xref\n0 %u\n0000000000 65535 f \n", p.count + 1);
    for (unsigned i = 1; i <= p.count; i++)
        buf_printf(&p.out, "%010zu 00000 n \n", p.offset[i]);
    buf_printf(&p.out, "trailer<</Size %u/Root 1 0 R%s>>\nstartxref\n%zu\n%%%%EOF\n", p.count + 1,
               extra, xref);
    bytes = arena_copy(mem, buf_str(&p.out));
    buf_release(&p.out);
    buf_release(&p.page);
    return bytes;
}
