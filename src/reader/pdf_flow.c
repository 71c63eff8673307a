/* Lines of one column → paragraphs. A paragraph ends where its author ended it: where the next word
 * would have found room on the line. */

#include <math.h>
#include <stdlib.h>

#include "reader/pdf_priv.h"
#include "text/clean.h"

static struct doc_block *block_add(struct reader__pdf *l, struct str text)
{
    struct doc_block *b = doc_tree_paragraph(&l->build, text_clean(l->mem, text, true),
                                             (struct doc_pos){l->page, ++l->paragraphs});

    l->blocks++;
    return b;
}

static int by_value(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;

    return (x > y) - (x < y);
}

/* The usual distance of two lines: the lower quartile, so that spaced paragraphs do not count. */
static float leading(struct arena *mem, const struct pdf_line *lines, size_t n)
{
    float *steps = ARENA_MANY(mem, float, n);

    if (n < 2)
        return 0;
    for (size_t i = 1; i < n; i++)
        steps[i - 1] = lines[i].y1 - lines[i - 1].y1;
    qsort(steps, n - 1, sizeof(steps[0]), by_value);
    return steps[(n - 1) / 4];
}

/* On the middle; a full line is too, and tells nothing alone. */
static bool is_even(const struct pdf_line *line, struct pdf_column c)
{
    return fabsf((line->x0 + line->x1) / 2 - c.middle) < fmaxf(4, (c.right - c.left) * 0.015f);
}

static bool is_centred(const struct pdf_line *line, struct pdf_column c)
{
    return is_even(line, c) && line->x0 - c.left > 10;
}

static struct str line_text(struct reader__pdf *l, const struct pdf_line *line)
{
    return reader__pdf_text(l->scratch, line->words, line->count);
}

bool reader__pdf_ends_sentence(struct str s)
{
    return s.n && memchr(".;:!?", s.p[s.n - 1], 5);
}

/* Would the first word of `next` have fitted on `line`? Then the author broke it. */
static bool had_room(const struct pdf_line *line, const struct pdf_line *next, struct pdf_column c,
                     bool centred)
{
    float space = line->size * 0.25f, spare = c.cell ? line->size * 0.4f : 2;
    float used = centred ? line->x1 - line->x0 : line->x1 - c.left;
    size_t i = 1;
    float first;

    while (i < next->count && next->words[i]->flags & PDF_GLUED)
        i++;
    first = next->words[i - 1]->x1 - next->words[0]->x0;
    return used + space + first + spare < c.right - c.left;
}

struct look {
    struct str text;
    bool centred, marked, small;
};

static struct look look_at(struct reader__pdf *l, const struct pdf_line *line, struct pdf_column c)
{
    struct look k = {.text = line_text(l, line)};

    k.centred = is_centred(line, c);
    k.marked = reader__pdf_has_marker(k.text);
    k.small = reader__pdf_starts_small(k.text);
    return k;
}

/* A single short word below a long centred line: "… VIỆT" "NAM". */
static bool is_rest_of(const struct pdf_line *before, const struct pdf_line *line)
{
    return line->count == 1 && line->x1 - line->x0 < (before->x1 - before->x0) * 0.25f;
}

/* "Sở Giáo dục và", "các sở, ban,": what follows belongs to it. */
static bool is_unfinished(struct str s)
{
    static const char *const last[] = {",",    " và", " của",  " các", " với",
                                       " cho", " về", " hoặc", " -"};

    for (size_t i = 0; i < COUNT(last); i++)
        if (str_ends(s, str_from(last[i])))
            return true;
    return false;
}

/* Does a new paragraph start at `line`? */
static bool starts_new(const struct pdf_line *before, struct look was, const struct pdf_line *line,
                       struct look is, struct pdf_column c, float step)
{
    float gap = line->y1 - before->y1;

    if (step > 0 && gap > step * 1.9f)
        return true;
    if (c.loose && was.centred && is.centred)
        return !is_rest_of(before, line);
    if (line->words[0]->flags & PDF_GLUED)
        return false;
    if (is.marked)
        return true;
    if (is.small)
        return reader__pdf_ends_sentence(was.text) && had_room(before, line, c, was.centred);
    if (!c.cell && (was.centred != is.centred) && line->count > 1 &&
        had_room(before, line, c, was.centred))
        return true;
    if (((before->flags ^ line->flags) & PDF_BOLD) &&
        (!c.cell || reader__pdf_ends_sentence(was.text)))
        return true;
    if (!c.cell && !is.centred && line->x0 > before->x0 + 10 && line->x0 > c.left + 10)
        return true;
    /* A full stop on a line that just does not reach the edge, as only last lines do where text is
     * justified, and most full stops in a plan do end a paragraph. */
    if (!c.cell && was.text.n && was.text.p[was.text.n - 1] == '.' && before->x1 < c.right - 1.5f)
        return true;
    return had_room(before, line, c, was.centred) && !is_unfinished(was.text);
}

static void calls_note(struct reader__pdf *l, struct pdf_word **words, size_t n,
                       struct doc_block *block)
{
    for (size_t i = 0; i < n && l->call_count < COUNT(l->calls); i++)
        if (words[i]->flags & PDF_RAISED)
            l->calls[l->call_count++] = (struct pdf_call){words[i]->text, block};
}

static void paragraph_add(struct reader__pdf *l, const struct pdf_line *lines, size_t n,
                          struct pdf_column c)
{
    size_t words = 0;
    struct pdf_word **all;
    struct doc_block *b;
    struct str text;
    bool all_even = true;

    for (size_t i = 0; i < n; i++)
        words += lines[i].count;
    all = ARENA_MANY(l->scratch, struct pdf_word *, words);
    words = 0;
    for (size_t i = 0; i < n; i++) {
        memcpy(all + words, lines[i].words, lines[i].count * sizeof(all[0]));
        words += lines[i].count;
    }
    text = reader__pdf_text(l->scratch, all, words);
    if (text.n == 0)
        return;
    b = block_add(l, text);
    calls_note(l, all, words, c.cell ? NULL : b);
    l->full = lines[n - 1].x1 > c.right - (c.right - c.left) * 0.1f;
    b->flags = DOC_BOLD | DOC_ITALIC;
    for (size_t i = 0; i < n; i++) {
        if (!(lines[i].flags & PDF_BOLD))
            b->flags &= ~(uint32_t)DOC_BOLD;
        if (!(lines[i].flags & PDF_ITALIC))
            b->flags &= ~(uint32_t)DOC_ITALIC;
        all_even &= is_even(&lines[i], c);
    }
    if (all_even && is_centred(&lines[n - 1], c))
        b->flags |= DOC_CENTRED;
    else if (lines[0].x0 > c.left)
        b->indent = (uint16_t)((lines[0].x0 - c.left) / 2);
}

/* Broken at its hyphen or slash a word goes on without a space: "2026-" "2030", "III/" "2026". */
static void glue(const struct pdf_line *before, struct pdf_line *line)
{
    struct str end = before->words[before->count - 1]->text, first = line->words[0]->text;

    bool digit = first.n && first.p[0] >= '0' && first.p[0] <= '9';

    if (end.n > 1 && (end.p[end.n - 1] == '-' || (end.p[end.n - 1] == '/' && digit)))
        line->words[0]->flags |= PDF_GLUED;
}

void reader__pdf_flow(struct reader__pdf *l, struct pdf_line *lines, size_t n, struct pdf_column c)
{
    float step = leading(l->scratch, lines, n);
    size_t from = 0;
    struct look was;

    if (n == 0)
        return;
    was = look_at(l, &lines[0], c);
    for (size_t i = 1; i < n; i++) {
        struct look is = look_at(l, &lines[i], c);

        glue(&lines[i - 1], &lines[i]);
        if (starts_new(&lines[i - 1], was, &lines[i], is, c, step)) {
            paragraph_add(l, lines + from, i - from, c);
            from = i;
        }
        was = is;
    }
    paragraph_add(l, lines + from, n - from, c);
}
