#pragma once

/* Listens, bounds what comes in (README.md has the numbers), and answers by a router. Loopback or a
 * Unix socket only, as long as there are no accounts. */

#include "web/http/route.h"

struct http_server;

struct http_limit { /* milliseconds unless said; 0 = what README.md says */
    int head, body, reply, idle;
    int body_rate;    /* bytes a second at the least */
    int waiting_most; /* connections kept idle; in a head; in a body: the longest go first */
    int connections;
    int bodies; /* MiB of all bodies that are held at once */
};

struct http_config {
    const char
        *listen;      /* "127.0.0.1:8057" (also NULL), "[::1]:0", "localhost:8057", "unix:/path" */
    const char *host; /* a Host beside the loopback ones, as a proxy sends it; NULL: none */
    struct http_limit limit;
};

/* Threads of its own serve from now on. `router` and `ctx` outlive the server; config need not.
 * ERR_USAGE for an address that is no loopback one, ERR_SYSTEM where it is taken. Blocks no
 * signals: whoever waits for SIGTERM blocks it before. */
MUST_CHECK int http_server_start(const struct http_config *config, const struct http_router *router,
                                 void *ctx, struct http_server **ret, struct err *e);

/* Where it listens: "http://127.0.0.1:8057/", or the path of the socket. Lives as long as it. */
const char *http_server_address(const struct http_server *s);

/* No new request; those that run are answered; then all is gone. NULL is fine. */
void http_server_stop(struct http_server *s);
