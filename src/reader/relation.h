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

/* The part inside the package that the first relation of this kind names; NULL where there is no
 * such relation, or no such part. */
const char *reader_relation_part(const struct reader_relations *r, const struct reader_package *p,
                                 const char *kind);
/* The first of this id, which may be external or name a part that is missing; NULL without. */
const struct reader_relation *reader_relation_by_id(const struct reader_relations *r,
                                                    const char *id);

/* True when content of this kind lies outside of the package. */
bool reader_relation_is_outside(const struct reader_relations *r, const char *kind);
