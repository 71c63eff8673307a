#include "reader/text_priv.h"
void reader__markdown_lines(struct reader__text *t)
{
    (void)t;
}
int reader_markdown_read(struct arena *mem, struct str bytes, const struct reader_limits *limits,
                         struct doc_tree **ret, struct err *e)
{
    return reader__text_read(mem, bytes, limits, true, ret, e);
}
