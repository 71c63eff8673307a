#include "base/utf8.h"
#include "reader/text_priv.h"
#include "text/charset.h"
#include "text/clean.h"

bool reader__text_room(struct reader__text *t, size_t bytes)
{
    t->blocks++;
    t->bytes += bytes;
    if (t->blocks > t->limits->blocks)
        t->full = N_("Văn bản có quá nhiều đoạn và ô bảng nên không đọc.");
    else if (t->bytes > t->limits->text_bytes)
        t->full = N_("Văn bản có quá nhiều chữ nên không đọc.");
    return !t->full;
}

/* UTF-8 without the bytes that are none, each line that loses some remarked. */
static struct str decoded(struct reader__text *t, struct str bytes)
{
    size_t bad, from = 0, n = 0;
    uint32_t line = 1, told = 0;
    char *out;

    if (strcmp(text_charset_guess(bytes, STR_NONE), "utf-8") != 0)
        return text_charset_to_utf8(t->mem, bytes, STR_NONE, NULL);
    if (str_starts(bytes, STR("\xEF\xBB\xBF")))
        bytes = str_rest(bytes, 3);
    bad = utf8_bad(bytes, 0);
    if (bad == bytes.n)
        return bytes;
    out = arena_alloc(t->mem, bytes.n, 1);
    for (size_t remarks = 0; bad < bytes.n; bad = utf8_bad(bytes, from)) {
        for (size_t i = from; i < bad; i++)
            line += bytes.p[i] == '\n';
        memcpy(out + n, bytes.p + from, bad - from);
        n += bad - from;
        from = bad + 1;
        if (line != told && remarks++ < 100)
            doc_tree_remark(&t->out, (struct doc_pos){.line = line},
                            STR(N_("Dòng có ký tự hỏng, đã bỏ qua các ký tự đó.")));
        told = line;
    }
    memcpy(out + n, bytes.p + from, bytes.n - from);
    return (struct str){out, n + bytes.n - from};
}

/* White space at the head, in columns. */
static uint16_t indent_of(struct str raw)
{
    uint32_t columns = 0, c;

    for (size_t i = 0, k; i < raw.n; i += k) {
        k = utf8_read(raw, i, &c);
        if (k == 0 || (c != ' ' && c != '\t' && c != 0xA0 && c != 0x3000))
            break;
        columns += c == '\t' ? 8 - columns % 8 : 1;
    }
    return columns > UINT16_MAX ? UINT16_MAX : (uint16_t)columns;
}

static uint8_t gaps_of(struct str raw)
{
    struct str s = str_trim(raw);
    unsigned gaps = 0;

    for (size_t i = 1; i < s.n; i++)
        gaps += (s.p[i] == ' ' && s.p[i - 1] == ' ' && (i < 2 || s.p[i - 2] != ' ')) ||
                s.p[i] == '\t';
    return gaps > UINT8_MAX ? UINT8_MAX : (uint8_t)gaps;
}

static uint16_t bars_of(struct str s)
{
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] != '|' && s.p[i] != ' ')
            return 0;
        n += s.p[i] == '|';
    }
    return n > UINT16_MAX ? UINT16_MAX : (uint16_t)n;
}

/* Calls of next_line() give the pieces between line ends and form feeds. */
struct scan {
    struct str rest;
    char end;
    uint32_t line, page;
    bool paged;
};

static bool next_line(struct scan *s, struct str *ret)
{
    size_t n = 0;

    if (!s->rest.p || s->rest.n == 0)
        return false;
    while (n < s->rest.n && s->rest.p[n] != s->end && s->rest.p[n] != '\f')
        n++;
    *ret = str_cut(s->rest, 0, n);
    return true;
}

/* Past the line that next_line() gave. */
static void step(struct scan *s, struct str line)
{
    bool leaf = line.n < s->rest.n && s->rest.p[line.n] == '\f';

    s->line += !leaf;
    s->page += leaf;
    s->rest = str_rest(s->rest, line.n + 1);
}

static struct scan scan_start(struct str text)
{
    bool unix_end = text.n && memchr(text.p, '\n', text.n);

    return (struct scan){.rest = text,
                         .end = unix_end ? '\n' : '\r',
                         .line = 1,
                         .page = 1,
                         .paged = text.n && memchr(text.p, '\f', text.n)};
}

/* False when there are more lines than blocks may be. */
static bool split(struct reader__text *t, struct str text)
{
    struct scan s = scan_start(text);
    struct str line;
    size_t room = 0;
    uint32_t before = 0;

    for (; next_line(&s, &line); step(&s, line))
        room += str_trim(line).n > 0;
    if (room > t->limits->blocks)
        return false;
    t->lines = ARENA_MANY(t->mem, struct reader__line, room + 1);
    for (s = scan_start(text); next_line(&s, &line); step(&s, line)) {
        struct reader__line *l = &t->lines[t->count];

        l->raw = line;
        l->text = text_clean(t->mem, line, false);
        if (l->text.n == 0 || reader__line_is_rule(l->text)) {
            before++;
            continue;
        }
        l->number = s.line;
        l->page = s.paged ? s.page : 0;
        l->indent = indent_of(line);
        l->gaps = gaps_of(line);
        l->pipes = bars_of(l->text);
        l->before = before > UINT16_MAX ? UINT16_MAX : (uint16_t)before;
        before = 0;
        t->count++;
    }
    t->out.tree->page_count = s.paged ? s.page - (t->count && s.page > t->lines[t->count - 1].page)
                                      : 0;
    return true;
}

/* Vietnamese words (by their commonest syllables) without Vietnamese letters. */
static bool is_damaged(const struct reader__text *t)
{
    static const char *const syllable[] = {"va",   "cua",  "cac",   "thuc", "nhan",
                                           "hien", "cong", "tinh",  "phat", "ban",
                                           "theo", "quy",  "trien", "nghi", "khoa"};
    size_t letters = 0, marked = 0, words = 0, known = 0;

    for (size_t i = 0; i < t->count; i++) {
        struct str s = t->lines[i].text, word;
        uint32_t c;

        for (size_t at = 0, k; at < s.n; at += k ? k : 1) {
            k = utf8_read(s, at, &c);
            letters += k > 1 || (c | 32) - 'a' < 26;
            marked += (c >= 0x1EA0 && c <= 0x1EF9) || c == 0x103 || c == 0x111 || c == 0x1A1 ||
                      c == 0x1B0 || c == 0x110;
        }
        while (str_next(&s, ' ', &word)) {
            words++;
            for (size_t k = 0; k < COUNT(syllable) && word.n < 6; k++)
                known += str_is(word, str_from(syllable[k]));
        }
    }
    return letters >= 400 && marked * 50 < letters && known * 50 > words;
}

static void read_damaged(struct reader__text *t)
{
    t->out.tree->damaged = true;
    for (size_t i = 0; i < t->count; i++) {
        const struct reader__line *l = &t->lines[i];

        if (!reader__text_room(t, l->text.n))
            return;
        doc_tree_paragraph(&t->out, l->text, (struct doc_pos){l->page, l->number});
    }
}

typedef size_t table_reader(struct reader__text *t, size_t from);

/* Who may read a table at line `i`; NULL when it is a line of text. */
static table_reader *table_at(struct reader__text *t, size_t i)
{
    bool headless = i + 1 < t->count && reader__pipe_is_dashes(t->lines[i + 1].raw);

    if (t->lines[i].pipes && !headless) /* "| | |" over "|---|---|" is a head left empty */
        return reader__flat_read;
    if (reader__pipe_starts(t, i))
        return reader__pipe_read;
    if (reader__embed_starts(t, i))
        return reader__embed_read;
    if (reader__tab_starts(t, i))
        return reader__tab_read;
    if (reader__pair_starts(t, i))
        return reader__pair_read;
    return reader__column_starts(t, i) ? reader__column_read : NULL;
}

/* A table is read aside first, so that a line that only looked like one does not cut a paragraph.
 */
static void read_lines(struct reader__text *t)
{
    size_t i = 0, flow = 0;

    while (i < t->count && !t->full) {
        table_reader *read = table_at(t, i);
        struct doc_block **out = t->out.end, *aside = NULL, **last;
        size_t end = i;

        if (read) {
            t->out.end = &aside;
            end = read(t, i);
            last = t->out.end;
            t->out.end = out;
        }
        if (end == i) {
            i++;
            continue;
        }
        reader__flow_read(t, &t->out, flow, i, t->wrap);
        *t->out.end = aside;
        t->out.end = aside ? last : t->out.end;
        flow = i = end;
    }
    reader__flow_read(t, &t->out, flow, i, t->wrap);
}

int reader__text_read(struct arena *mem, struct str bytes, const struct reader_limits *limits,
                      bool markdown, struct doc_tree **ret, struct err *e)
{
    struct reader__text t = {.mem = mem, .limits = limits, .markdown = markdown};

    if (bytes.n > limits->text_bytes)
        return err_set(e, ERR_TOO_BIG, N_("Văn bản dài hơn %zu MB nên không đọc."),
                       limits->text_bytes >> 20);
    doc_tree_start(&t.out, mem, markdown ? "markdown" : "text");
    if (!split(&t, decoded(&t, bytes)))
        return err_set(e, ERR_TOO_BIG, N_("Văn bản có hơn %u dòng nên không đọc."), limits->blocks);
    if (is_damaged(&t)) {
        read_damaged(&t);
    } else {
        if (markdown)
            reader__markdown_lines(&t);
        for (size_t i = 0; i < t.count; i++)
            reader__line_tell(&t.lines[i]);
        reader__flow_measure(&t);
        reader__note_find(&t);
        read_lines(&t);
        t.out.tree->rebuilt_lines = t.wrapped;
    }
    if (t.full)
        return err_set(e, ERR_TOO_BIG, "%s", err_text(e, t.full));
    doc_tree_finish(&t.out);
    *ret = t.out.tree;
    return ERR_OK;
}

int reader_text_read(struct arena *mem, struct str bytes, const struct reader_limits *limits,
                     struct doc_tree **ret, struct err *e)
{
    return reader__text_read(mem, bytes, limits, false, ret, e);
}
