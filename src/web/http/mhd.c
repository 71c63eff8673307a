#include "base/library.h"
#include "web/http/mhd_priv.h"

struct http__mhd http__mhd;

int http__mhd_load(struct err *e)
{
#define ENTRY(name) {"MHD_" #name, (void **)&http__mhd.name},
    static const struct library_function functions[] = {HTTP__MHD(ENTRY)};
#undef ENTRY

    return library_load("libmicrohttpd.so.12", "libmicrohttpd12", functions, COUNT(functions), e);
}
