#include "reader/reader.h"

int reader_text_read(struct arena *mem, struct str bytes, const struct reader_limits *limits,
                     struct doc_tree **ret, struct err *e)
{
    struct doc_builder b;
    struct str line;
    uint32_t number = 0;

    (void)limits, (void)e;
    doc_tree_start(&b, mem, "text");
    while (str_next(&bytes, '\n', &line)) {
        number++;
        line = str_trim(line);
        if (line.n)
            doc_tree_paragraph(&b, line, (struct doc_pos){.line = number});
    }
    doc_tree_finish(&b);
    *ret = b.tree;
    return ERR_OK;
}
