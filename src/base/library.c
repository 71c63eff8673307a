#include "base/library.h"

#include <dlfcn.h>

/* POSIX has an address of a function stand in an object pointer; so `at` may be typed void **. */
int library_load(const char *file, const char *package, const struct library_function *functions,
                 size_t n, struct err *e)
{
    void *library = dlopen(file, RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE);

    for (size_t i = 0; library && i < n; i++) {
        void *function = dlsym(library, functions[i].name);

        if (!function) {
            dlclose(library);
            library = NULL;
        } else {
            __atomic_store_n(functions[i].at, function, __ATOMIC_RELAXED);
        }
    }
    return library ? ERR_OK
                   : err_set(e, ERR_SYSTEM, N_("Máy thiếu thư viện %s (gói %s của Debian)."), file,
                             package);
}
