#include "reader/reader.h"

const struct reader_limits reader_limits_default = {
    .file_bytes = (size_t)64 << 20,
    .inflated_bytes = (size_t)128 << 20,
    .part_bytes = (size_t)96 << 20,
    .ratio = 200,
    .entries = 4096,
    .xml_depth = 256,
    .blocks = 1u << 20,
    .text_bytes = (size_t)32 << 20,
    .columns = 256,
    .rows = 65536,
    .pages = 2000,
};

int reader_read(struct arena *mem, struct str bytes, const struct reader_limits *limits,
                struct doc_tree **ret, struct err *e)
{
    if (bytes.n > limits->file_bytes)
        return err_set(e, ERR_TOO_BIG, N_("Tệp lớn hơn %zu MB nên không đọc."),
                       limits->file_bytes >> 20);
    return reader_text_read(mem, bytes, limits, ret, e);
}
