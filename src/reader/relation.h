#pragma once

/* The relations of an OOXML part: which other parts it names, by id and by kind. */

#include "reader/package.h"

struct reader_relation {
    const char *id;
    const char *kind; /* last word of the type's address: "styles", "worksheet", "officeDocument" */
    const char *part; /* name of the part in the package; of an external one, its address */
    bool external;    /* elsewhere: never fetched */
};

struct reader_relations {
    struct reader_relation *item;
    size_t count, room;
};

/* Of `part`, or of the package itself where it is "". None is no error. External hyperlinks, of
 * which there may be many and which are no content, are left out. */
MUST_CHECK int reader_relation_load(struct arena *mem, struct reader_package *p, const char *part,
                                    const struct reader_limits *limits,
                                    struct reader_relations *ret, struct err *e);

/* The first inside the package that has this kind or id and is there; NULL without. */
const struct reader_relation *reader_relation_by_kind(const struct reader_relations *r,
                                                      const char *kind);
const struct reader_relation *reader_relation_by_id(const struct reader_relations *r,
                                                    const char *id);

/* True when content of this kind lies outside of the package. */
bool reader_relation_is_outside(const struct reader_relations *r, const char *kind);
