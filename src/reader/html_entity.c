#include <libxml/HTMLparser.h>

#include "reader/reader.h"

uint32_t reader_html_entity(const char *name)
{
    const htmlEntityDesc *known = htmlEntityLookup((const xmlChar *)name);

    return known ? known->value : 0;
}
