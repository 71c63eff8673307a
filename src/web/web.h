#pragma once

/* The register in a browser. */

#include "app/app.h"

struct web;

struct web_config {
    const char *listen; /* "127.0.0.1:8057" when NULL; only loopback addresses and Unix sockets */
    const char *host;   /* a Host besides the loopback names; NULL: none */
};

/* Serves in threads of its own until web_stop(). `app` outlives it. Whoever waits for SIGTERM
 * blocks it before. */
MUST_CHECK int web_start(struct app *app, const struct web_config *config, struct web **ret,
                         struct err *e);
const char *web_address(const struct web *w); /* "http://127.0.0.1:8057/", or the socket's path */
void web_stop(struct web *w);                 /* answers what it has begun; NULL is fine */
