#include "reader/package.h"
int reader_odt_package(struct arena *mem, struct reader_package *p, const char *main,
                       const struct reader_limits *limits, struct doc_tree **ret, struct err *e)
{
    (void)mem, (void)p, (void)main, (void)limits, (void)ret;
    return err_set(e, ERR_UNSUPPORTED, "odt");
}
