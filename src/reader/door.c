#include "reader/door.h"

#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>

typedef int read_function(struct arena *mem, struct str bytes, const struct reader_limits *limits,
                          struct doc_tree **ret, struct err *e);

static struct door {
    const char *module, *symbol;
    read_function *read;
} doors[] = {
    [READER_LIBRARY_PACKAGE] = {"namro-read-package.so", "reader_package_read", NULL},
    [READER_LIBRARY_HTML] = {"namro-read-html.so", "reader_html_read", NULL},
    [READER_LIBRARY_PDF] = {"namro-read-pdf.so", "reader_pdf_read", NULL},
};
static uint32_t (*entity)(const char *name); /* comes with READER_LIBRARY_HTML */

int reader_door_open(const char *program, enum reader_library which, struct err *e)
{
    struct door *door = &doors[which];
    const char *slash = strrchr(program, '/');
    int folder = slash ? (int)(slash + 1 - program) : 0;
    char path[PATH_MAX];
    void *module, *symbol;

    if (which == READER_LIBRARY_NONE)
        return ERR_OK;
    if (snprintf(path, sizeof(path), "%.*s%s%s", folder, program, folder ? "" : "./",
                 door->module) >= (int)sizeof(path))
        return err_set(e, ERR_SYSTEM, N_("Đường dẫn tới namro-read quá dài."));
    module = dlopen(path, RTLD_LAZY | RTLD_LOCAL);
    symbol = module ? dlsym(module, door->symbol) : NULL;
    if (!symbol)
        return err_set(e, ERR_SYSTEM, N_("Không nạp được %s bên cạnh namro-read."), door->module);
    memcpy(&door->read, &symbol, sizeof(symbol)); /* ISO C knows no cast from object to function */
    symbol = which == READER_LIBRARY_HTML ? dlsym(module, "reader_html_entity") : NULL;
    memcpy(&entity, &symbol, sizeof(symbol));
    return ERR_OK;
}

static int pass(enum reader_library which, struct arena *mem, struct str bytes,
                const struct reader_limits *limits, struct doc_tree **ret, struct err *e)
{
    if (!doors[which].read)
        return err_set(e, ERR_SYSTEM, N_("%s chưa được nạp."), doors[which].module);
    return doors[which].read(mem, bytes, limits, ret, e);
}

/* What the readers behind the doors are called by reader.c. */
int reader_package_read(struct arena *mem, struct str bytes, const struct reader_limits *limits,
                        struct doc_tree **ret, struct err *e)
{
    return pass(READER_LIBRARY_PACKAGE, mem, bytes, limits, ret, e);
}

int reader_html_read(struct arena *mem, struct str bytes, const struct reader_limits *limits,
                     struct doc_tree **ret, struct err *e)
{
    return pass(READER_LIBRARY_HTML, mem, bytes, limits, ret, e);
}

int reader_pdf_read(struct arena *mem, struct str bytes, const struct reader_limits *limits,
                    struct doc_tree **ret, struct err *e)
{
    return pass(READER_LIBRARY_PDF, mem, bytes, limits, ret, e);
}

uint32_t reader_html_entity(const char *name)
{
    return entity ? entity(name) : 0;
}
