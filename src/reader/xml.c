#include "reader/xml.h"

#include <errno.h>
#include <expat.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { PIECE = 64 * 1024, TAG_MAX = 1 << 20 };

/* Expat calls nobody after XML_StopParser() but for the end of an empty element. */
static bool stopped(const struct reader_xml *x)
{
    return x->e->code != ERR_OK;
}

static uint32_t hash_step(uint32_t h, char c)
{
    return h * 31 + (unsigned char)c;
}

static void names_enter(struct reader_xml *x)
{
    for (size_t i = 0; x->words->names[i].local; i++) {
        uint32_t h = 0;

        for (const char *p = x->words->names[i].local; *p; p++)
            h = hash_step(h, *p);
        while (x->slots[h % READER_XML_SLOTS])
            h++;
        x->slots[h % READER_XML_SLOTS] = (uint8_t)(i + 1);
    }
}

static int space_of(struct reader_xml *x, const char *prefix, size_t length)
{
    const struct reader_xml_binding *b = x->last;

    if (b && b->length == length && memcmp(b->prefix, prefix, length) == 0)
        return b->space;
    for (size_t i = x->binding_count; i > 0; i--) {
        b = &x->bindings[i - 1];
        if (b->length == length && memcmp(b->prefix, prefix, length) == 0) {
            x->last = b;
            return b->space;
        }
    }
    return 0;
}

static int id_of(struct reader_xml *x, const char *name)
{
    const char *local = name;
    uint32_t h = 0;
    int space = -1;

    for (const char *p = name; *p; p++) {
        h = hash_step(h, *p);
        if (*p == ':') {
            local = p + 1;
            h = 0;
        }
    }
    for (; x->slots[h % READER_XML_SLOTS]; h++) {
        const struct reader_xml_name *n = &x->words->names[x->slots[h % READER_XML_SLOTS] - 1];

        if (strcmp(n->local, local) != 0)
            continue;
        if (space < 0)
            space = space_of(x, name, local == name ? 0 : (size_t)(local - name) - 1);
        if (n->space == space)
            return n->id;
    }
    return 0;
}

static void bind(struct reader_xml *x, const char *prefix, const char *uri)
{
    struct reader_xml_binding *b = &x->bindings[x->binding_count];
    size_t n = strlen(prefix);

    if (n >= READER_XML_PREFIX)
        return;
    if (x->binding_count == READER_XML_BINDINGS) {
        reader_xml_stop(x, ERR_TOO_BIG, N_("Phần %s khai báo quá nhiều không gian tên."), x->part);
        return;
    }
    x->binding_count++;
    *b = (struct reader_xml_binding){.length = (uint8_t)n, .depth = x->depth};
    memcpy(b->prefix, prefix, n);
    for (size_t i = 0; x->words->spaces[i].uri; i++)
        if (strcmp(x->words->spaces[i].uri, uri) == 0)
            b->space = x->words->spaces[i].space;
    x->last = NULL;
}

static void bind_all(struct reader_xml *x, const char **attributes)
{
    for (const char **a = attributes; *a; a += 2)
        if (a[0][0] == 'x' && strncmp(a[0], "xmlns", 5) == 0) {
            if (a[0][5] == ':')
                bind(x, a[0] + 6, a[1]);
            else if (a[0][5] == 0)
                bind(x, "", a[1]);
        }
}

static void on_start(void *user, const char *name, const char **attributes)
{
    struct reader_xml *x = user;
    int id;

    if (stopped(x))
        return;
    if (++x->depth > x->depth_max) {
        reader_xml_stop(x, ERR_TOO_BIG, N_("Phần %s lồng nhau sâu hơn %u lớp nên không đọc."),
                        x->part, x->depth_max);
        return;
    }
    if (x->skip)
        return;
    bind_all(x, attributes);
    if (stopped(x))
        return;
    id = id_of(x, name);
    x->parent = x->ids[x->depth - 1];
    x->ids[x->depth] = (uint8_t)id;
    x->words->on_start(x, id, attributes);
}

static void on_end(void *user, const char *name)
{
    struct reader_xml *x = user;

    (void)name;
    if (stopped(x))
        return;
    if (!x->skip) {
        x->parent = x->ids[x->depth - 1];
        if (x->words->on_end)
            x->words->on_end(x, x->ids[x->depth]);
    } else if (x->skip == x->depth) {
        x->skip = 0;
    }
    while (x->binding_count && x->bindings[x->binding_count - 1].depth == x->depth) {
        x->binding_count--;
        x->last = NULL;
    }
    x->depth--;
}

static void on_text(void *user, const char *p, int n)
{
    struct reader_xml *x = user;

    if (!x->into || x->skip)
        return;
    if (n == 1 && *p == '\n')
        buf_char(x->into, ' '); /* expat tells a line end alone; here it is no more than a space */
    else
        buf_add(x->into, (struct str){p, (size_t)n});
}

static void on_doctype(void *user, const char *name, const char *system_id, const char *public_id,
                       int has_internal_subset)
{
    struct reader_xml *x = user;

    (void)name, (void)system_id, (void)public_id, (void)has_internal_subset;
    reader_xml_stop(x, ERR_UNREADABLE,
                    N_("Phần %s có khai báo DTD, tệp văn phòng không được có; không đọc."),
                    x->part);
}

static int feed(struct reader_xml *x, reader_xml_source *source, void *from)
{
    XML_Parser parser = x->parser;
    int64_t n, fed = 0, done;

    do {
        char *p = XML_GetBuffer(parser, PIECE);

        if (!p)
            return err_set(x->e, ERR_SYSTEM, N_("Máy không đủ bộ nhớ để đọc tệp."));
        n = source(from, p, PIECE, x->e);
        if (n < 0)
            return x->e->code;
        if (XML_ParseBuffer(parser, (int)n, n == 0) != XML_STATUS_OK) {
            if (stopped(x))
                return x->e->code;
            return err_set(x->e, ERR_UNREADABLE, N_("Phần %s bị hỏng: XML sai ở dòng %lu."),
                           x->part, (unsigned long)XML_GetCurrentLineNumber(parser));
        }
        fed += n;
        done = XML_GetCurrentByteIndex(parser);
        if (n > 0 && fed - (done < 0 ? 0 : done) > TAG_MAX)
            return err_set(x->e, ERR_TOO_BIG, N_("Phần %s có một thẻ dài hơn 1 MB nên không đọc."),
                           x->part);
    } while (n > 0);
    return ERR_OK;
}

int reader_xml_read(struct arena *mem, const struct reader_limits *limits, const char *part,
                    reader_xml_source *source, void *from,
                    const struct reader_xml_vocabulary *words, void *user, struct err *e)
{
    struct err own = {.lang = e ? e->lang : LANG_VI};
    struct reader_xml *x = ARENA_NEW(mem, struct reader_xml);
    XML_Parser parser = XML_ParserCreate(NULL);
    int r;

    if (!parser)
        return err_set(e, ERR_SYSTEM, N_("Máy không đủ bộ nhớ để đọc tệp."));
    x->user = user;
    x->words = words;
    x->parser = parser;
    x->part = part;
    x->e = &own;
    x->depth_max = limits->xml_depth;
    x->ids = ARENA_MANY(mem, uint8_t, (size_t)limits->xml_depth + 1);
    names_enter(x);
    XML_SetUserData(parser, x);
    XML_SetElementHandler(parser, on_start, on_end);
    XML_SetCharacterDataHandler(parser, on_text);
    XML_SetStartDoctypeDeclHandler(parser, on_doctype);
    r = feed(x, source, from);
    XML_ParserFree(parser);
    if (r && e)
        *e = own;
    return r;
}

void reader_xml_skip(struct reader_xml *x)
{
    x->skip = x->depth;
}

void reader_xml_stop(struct reader_xml *x, enum err_code code, const char *fmt, ...)
{
    char text[sizeof(x->e->text)];
    va_list args;

    if (stopped(x))
        return;
    va_start(args, fmt);
    vsnprintf(text, sizeof(text), err_text(x->e, fmt), args);
    va_end(args);
    err_set(x->e, code, "%s", text);
    XML_StopParser(x->parser, XML_FALSE);
}

const char *reader_xml_attribute(const char **attributes, const char *local)
{
    for (const char **a = attributes; *a; a += 2) {
        const char *colon = strchr(a[0], ':');

        if (strcmp(colon ? colon + 1 : a[0], local) == 0)
            return a[1];
    }
    return NULL;
}

long reader_xml_number(const char **attributes, const char *local, long min, long max,
                       long otherwise)
{
    const char *value = reader_xml_attribute(attributes, local);
    char *end;
    long n;

    if (!value)
        return otherwise;
    errno = 0;
    n = strtol(value, &end, 10);
    if (end == value)
        return otherwise;
    return n < min ? min : n > max ? max : n;
}
