/* Asks a server the same pages again and again and tells what that cost it.
 * usage: load PORT PID CONNECTIONS REQUESTS PATH…
 * Prints: CPU of process PID a request, in microseconds; the median and the 99th percentile of the
 * time until an answer was there, in milliseconds; bytes of the last body.
 * One thread; each connection is kept and sends its next request when it has its answer, so it asks
 * all the time. Every answer must be 200. */

#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { CONNECTIONS = 64, ANSWER = 4 << 20 };

struct connection {
    double sent; /* when */
    size_t got;
    char answer[ANSWER];
};

static struct pollfd file[CONNECTIONS];
static struct connection connection[CONNECTIONS];
static char **path;
static long asked, answered, requests;
static double *took;
static size_t body;

static void fail(const char *what)
{
    fprintf(stderr, "load: %s: %s\n", what, errno ? strerror(errno) : "not as expected");
    exit(1);
}

static double seconds(clockid_t clock)
{
    struct timespec t;

    if (clock_gettime(clock, &t))
        fail("clock");
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int open_to(int port)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((unsigned short)port)};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (fd < 0 || connect(fd, (struct sockaddr *)&to, sizeof(to)))
        fail("connect");
    return fd;
}

static void ask(int i, int port, int paths)
{
    char head[2048];
    int n = snprintf(head, sizeof(head), "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n",
                     path[asked++ % paths], port);

    connection[i].got = 0;
    connection[i].sent = seconds(CLOCK_MONOTONIC);
    if (n >= (int)sizeof(head) || send(file[i].fd, head, (size_t)n, MSG_NOSIGNAL) != n)
        fail("send");
}

/* True once the whole answer is there. */
static int take(int i)
{
    struct connection *c = &connection[i];
    ssize_t n = read(file[i].fd, c->answer + c->got, ANSWER - 1 - c->got);
    const char *end, *length;

    if (n <= 0)
        fail("read");
    c->got += (size_t)n;
    c->answer[c->got] = 0;
    if (!(end = strstr(c->answer, "\r\n\r\n")))
        return 0;
    length = strcasestr(c->answer, "\r\nContent-Length: ");
    if (strncmp(c->answer, "HTTP/1.1 200 ", 13) != 0 || !length || length > end) {
        *strchr(c->answer, '\r') = 0;
        fail(c->answer);
    }
    body = strtoul(length + 18, NULL, 10);
    return c->got == (size_t)(end + 4 - c->answer) + body;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
    int port = argc > 5 ? atoi(argv[1]) : 0, connections = argc > 5 ? atoi(argv[3]) : 0;
    clockid_t server;
    double before;

    if (connections < 1 || connections > CONNECTIONS || (requests = atol(argv[4])) < connections) {
        fprintf(stderr, "usage: load PORT PID CONNECTIONS REQUESTS PATH…\n");
        return 2;
    }
    if ((errno = clock_getcpuclockid(atoi(argv[2]), &server)))
        fail("process");
    path = argv + 5;
    took = calloc((size_t)requests, sizeof(*took));
    if (!took)
        fail("memory");
    for (int i = 0; i < connections; i++)
        file[i] = (struct pollfd){open_to(port), POLLIN, 0};
    before = seconds(server);
    for (int i = 0; i < connections; i++)
        ask(i, port, argc - 5);
    while (answered < requests) {
        if (poll(file, (nfds_t)connections, 10000) <= 0)
            fail("no answer");
        for (int i = 0; i < connections; i++) {
            if (!file[i].revents || !take(i))
                continue;
            took[answered++] = seconds(CLOCK_MONOTONIC) - connection[i].sent;
            if (asked < requests)
                ask(i, port, argc - 5);
            else
                file[i].events = 0;
        }
    }
    before = seconds(server) - before;
    qsort(took, (size_t)requests, sizeof(*took), by_value);
    printf("%.2f %.3f %.3f %zu\n", before / (double)requests * 1e6, took[requests / 2] * 1e3,
           took[requests * 99 / 100] * 1e3, body);
    return 0;
}
