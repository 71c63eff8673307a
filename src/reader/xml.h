#pragma once

/* A thin front of expat: elements come as numbers, text goes straight into a buffer.
 *
 * Each format states its vocabulary, a table of (space, local name) → number. Prefixes are resolved
 * here and not by expat, which costs it an allocation and two copies per element. Attributes are
 * known by their local name alone: no element that is read here has two of one local name.
 *
 * Refused with a sentence: a DTD (so no entity can be declared, none fetched), elements nested
 * deeper than the limit, a single tag of more than 1 MiB (expat scans an unfinished tag again with
 * each piece), more than READER_XML_BINDINGS prefixes at once. */

#include "base/buf.h"
#include "base/err.h"
#include "reader/reader.h"

enum {
    READER_XML_BINDINGS = 128,
    READER_XML_PREFIX = 24, /* bytes; a longer prefix names nothing that is known */
    READER_XML_SLOTS = 512, /* of the table of names: more than twice the largest vocabulary */
};

/* Several addresses may be one space: transitional and strict OOXML say the same. Space 0 is what
 * has no namespace or an unknown one. */
struct reader_xml_space {
    const char *uri;
    uint8_t space;
};

struct reader_xml_name {
    uint8_t space;
    uint8_t id; /* > 0 */
    const char *local;
};

struct reader_xml;

struct reader_xml_vocabulary {
    const struct reader_xml_space *spaces; /* ends with {NULL} */
    const struct reader_xml_name *names;   /* at most 254, ends with {.local = NULL} */
    /* `id` is 0 for an element that the vocabulary does not name. Attributes as expat gives them:
     * name, value, name, value, NULL. */
    void (*on_start)(struct reader_xml *x, int id, const char **attributes);
    void (*on_end)(struct reader_xml *x, int id); /* NULL: ends are not asked for */
};

struct reader_xml_binding {
    char prefix[READER_XML_PREFIX];
    uint8_t length, space;
    uint32_t depth;
};

struct reader_xml {
    void *user;       /* the reader's own */
    struct buf *into; /* text goes here, line ends as spaces; NULL: it is dropped */
    uint32_t depth;   /* of the element being told; the root has 1 */
    int parent;       /* id of the element around it */
    /* Below: xml.c alone. */
    const struct reader_xml_vocabulary *words;
    void *parser;
    const char *part; /* for sentences */
    struct err *e;
    uint32_t depth_max, skip; /* skip: depth of the element that is passed over; 0 = none */
    uint8_t *ids;             /* of the open elements, by depth */
    struct reader_xml_binding bindings[READER_XML_BINDINGS];
    size_t binding_count;
    const struct reader_xml_binding *last; /* the binding used last: nearly always the next one */
    uint8_t slots[READER_XML_SLOTS];       /* 1 + index of a name; 0 = free */
};

/* Where the bytes of a part come from: up to `room` of them into `p`, 0 at the end, < 0 with `e`
 * set. */
typedef int64_t reader_xml_source(void *from, char *p, size_t room, struct err *e);

/* Runs the whole part through the vocabulary's functions. `part` names it in sentences. */
MUST_CHECK int reader_xml_read(struct arena *mem, const struct reader_limits *limits,
                               const char *part, reader_xml_source *source, void *from,
                               const struct reader_xml_vocabulary *words, void *user,
                               struct err *e);

/* For on_start: nothing is told of this element any more, nor of what is in it, nor its end. */
void reader_xml_skip(struct reader_xml *x);

/* Ends the reading of the part with this sentence. */
__attribute__((format(printf, 3, 4))) void reader_xml_stop(struct reader_xml *x, enum err_code code,
                                                           const char *fmt, ...);

/* Value of the attribute with this local name, or NULL. */
const char *reader_xml_attribute(const char **attributes, const char *local);

/* Its value as a whole number, clamped into min … max; `otherwise` where there is none. */
long reader_xml_number(const char **attributes, const char *local, long min, long max,
                       long otherwise);
