#pragma once

/* What tests of pages share: an application on a data folder of its own, requests without a socket.
 * SOURCE is the tree; namro-read stands beside the program. */

#include <fcntl.h>
#include <ftw.h>
#include <stdlib.h>
#include <unistd.h>

#include "../unit/test.h"
#include "app/import.h"
#include "web/http/call.h"
#include "web/web_priv.h"

struct fixture {
    struct arena *mem;
    char folder[64];
    struct app *app;
    struct err e;
    /* of the last request */
    int status;
    struct str page, to;                        /* body; Location */
    struct str type, disposition, cookie, etag; /* further headers */
};

static inline int fixture_remove(const char *path, const struct stat *st, int flag, struct FTW *at)
{
    (void)st;
    (void)flag;
    (void)at;
    return remove(path);
}

static inline int fixture_open(void **state)
{
    struct fixture *f = calloc(1, sizeof(*f));

    f->mem = arena_new(0);
    strcpy(f->folder, "/tmp/namro-page-XXXXXX");
    assert_non_null(mkdtemp(f->folder));
    if (app_open(f->folder, NULL, &f->app, &f->e))
        fail_msg("%s", f->e.text);
    *state = f;
    return 0;
}

static inline int fixture_close(void **state)
{
    struct fixture *f = *state;

    app_close(f->app);
    nftw(f->folder, fixture_remove, 16, FTW_DEPTH | FTW_PHYS);
    arena_free(f->mem);
    free(f);
    return 0;
}

static inline void fixture_ask(struct fixture *f, const struct http_call *in)
{
    struct http_reply reply;

    http_call(&web__router, f->app, in, f->mem, &reply);
    f->status = reply.status;
    f->page = arena_copy(f->mem, http_call_body(&reply, f->mem));
    f->to = arena_copy(f->mem, http_call_head(&reply, "Location"));
    f->type = str_from(reply.type);
    f->disposition = arena_copy(f->mem, http_call_head(&reply, "Content-Disposition"));
    f->etag = arena_copy(f->mem, http_call_head(&reply, "ETag"));
    f->cookie = arena_copy(f->mem, http_call_head(&reply, "Set-Cookie"));
    http_reply_release(&reply);
}

static inline void fixture_get(struct fixture *f, const char *target)
{
    fixture_ask(f, &(struct http_call){.target = target});
}

/* `body` ends with a pair without a name. */
static inline void fixture_post(struct fixture *f, const char *target, const struct http_pair *body)
{
    fixture_ask(f, &(struct http_call){.method = HTTP_POST, .target = target, .body = body});
}

static inline int fixture_file(struct fixture *f, const char *path)
{
    int fd = open(arena_printf(f->mem, "%s/%s", SOURCE, path).p, O_RDONLY | O_CLOEXEC);

    if (fd < 0)
        fail_msg("cannot open %s", path);
    return fd;
}

/* A document of the tree brought in; its draft. */
static inline int64_t fixture_import(struct fixture *f, const char *path)
{
    int fd = fixture_file(f, path);
    struct app_import made;

    if (app_import_file(f->app, app_who_web, fd, str_from(path), f->mem, &made, &f->e))
        fail_msg("%s", f->e.text);
    close(fd);
    return made.draft;
}

#define assert_page(f, want_status, words)                                                         \
    do {                                                                                           \
        if ((f)->status != (want_status) || !str_has((f)->page, str_from(words)))                  \
            fail_msg("status %d, want %d with \"%s\" in:\n%.*s", (f)->status, want_status, words,  \
                     STR_ARG((f)->page));                                                          \
    } while (0)
#define assert_absent(f, words)                                                                    \
    do {                                                                                           \
        if (str_has((f)->page, str_from(words)))                                                   \
            fail_msg("there is \"%s\" in:\n%.*s", words, STR_ARG((f)->page));                      \
    } while (0)
#define assert_to(f, path)                                                                         \
    do {                                                                                           \
        if ((f)->status != 303)                                                                    \
            fail_msg("status %d of\n%.*s", (f)->status, STR_ARG((f)->page));                       \
        assert_str((f)->to, str_from(path));                                                       \
    } while (0)

#define PAGE_TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)
