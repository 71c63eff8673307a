/* The router of the tests behind a socket. usage: web-serve ADDRESS [NAME=NUMBER]…  (limits of
 * server.h, host=NAME). Writes its address as one line, serves until its standard input ends, stops
 * gracefully. */

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "router.h"
#include "web/http/server.h"

static void read_limit(struct http_config *c, const char *word)
{
    const char *value = strchr(word, '=');
    struct str name = {word, value ? (size_t)(value - word) : 0};
    const struct {
        const char *name;
        int *at;
    } limits[] = {
        {"head", &c->limit.head},
        {"body", &c->limit.body},
        {"reply", &c->limit.reply},
        {"idle", &c->limit.idle},
        {"body_rate", &c->limit.body_rate},
        {"waiting_most", &c->limit.waiting_most},
        {"connections", &c->limit.connections},
        {"bodies", &c->limit.bodies},
    };

    if (str_is(name, STR("host")))
        c->host = value + 1;
    for (size_t i = 0; i < COUNT(limits); i++)
        if (str_is(name, str_from(limits[i].name)))
            *limits[i].at = (int)strtol(value + 1, NULL, 10);
}

int main(int argc, char **argv)
{
    struct http_config config = {.listen = argc > 1 ? argv[1] : "127.0.0.1:0"};
    struct http_server *server;
    struct err e = {0};
    char byte;

    for (int i = 2; i < argc; i++)
        read_limit(&config, argv[i]);
    if (http_server_start(&config, &test_router, NULL, &server, &e)) {
        fprintf(stderr, "%s\n", e.text);
        return 2;
    }
    printf("%s\n", http_server_address(server));
    fflush(stdout);
    while (read(0, &byte, 1) > 0)
        continue;
    http_server_stop(server);
    return 0;
}
