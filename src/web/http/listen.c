/* The listening socket. Loopback or a Unix socket: whoever can reach it may do everything, as long
 * as there are no accounts. */

#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "web/http/http_priv.h"

enum { BACKLOG = 1024 };

union address {
    struct sockaddr any;
    struct sockaddr_in four;
    struct sockaddr_in6 six;
    struct sockaddr_un local;
};

static int refuse(const char *address, struct err *e)
{
    return err_set(
        e, ERR_USAGE,
        N_("Khi chưa có tài khoản người dùng, máy chủ chỉ mở ở địa chỉ của chính máy này "
           "(127.0.0.1:CỔNG, [::1]:CỔNG) hoặc ở unix:ĐƯỜNG-DẪN, không mở ở \"%s\"."),
        address);
}

static bool read_port(const char *z, uint16_t *ret)
{
    unsigned v = 0;

    if (!*z)
        return false;
    for (; *z; z++) {
        if (*z < '0' || *z > '9' || (v = v * 10 + (unsigned)(*z - '0')) > 65535)
            return false;
    }
    *ret = (uint16_t)v;
    return true;
}

/* Names are not looked up: what a resolver says need not be this machine. */
static int read_tcp(const char *address, union address *ret, socklen_t *n, struct err *e)
{
    const char *colon = strrchr(address, ':');
    char host[64];
    uint16_t port;

    if (!colon || colon - address >= (int)sizeof(host) || !read_port(colon + 1, &port))
        return refuse(address, e);
    memcpy(host, address, (size_t)(colon - address));
    host[colon - address] = 0;
    if (strcmp(host, "[::1]") == 0) {
        ret->six = (struct sockaddr_in6){
            .sin6_family = AF_INET6, .sin6_addr = in6addr_loopback, .sin6_port = htons(port)};
        *n = sizeof(ret->six);
        return ERR_OK;
    }
    ret->four = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons(port)};
    *n = sizeof(ret->four);
    if (inet_pton(AF_INET, strcmp(host, "localhost") == 0 ? "127.0.0.1" : host,
                  &ret->four.sin_addr) != 1 ||
        ntohl(ret->four.sin_addr.s_addr) >> 24 != 127)
        return refuse(address, e);
    return ERR_OK;
}

/* A socket that a server before left behind is taken away; one that answers is not. */
static int read_unix(const char *path, union address *ret, socklen_t *n, struct err *e)
{
    struct stat about;
    int fd, r = ERR_OK;

    ret->local = (struct sockaddr_un){.sun_family = AF_UNIX};
    *n = sizeof(ret->local);
    if (!*path || strlen(path) >= sizeof(ret->local.sun_path))
        return err_set(e, ERR_USAGE, N_("Đường dẫn của ổ cắm quá dài hoặc trống."));
    strncpy(ret->local.sun_path, path, sizeof(ret->local.sun_path) - 1);
    if (lstat(path, &about) || !S_ISSOCK(about.st_mode))
        return ERR_OK; /* what else stands there, bind() refuses */
    fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || connect(fd, &ret->any, *n) == 0)
        r = err_set(e, ERR_SYSTEM, N_("Đã có máy chủ khác mở ở \"%s\"."), path);
    else
        unlink(path);
    if (fd >= 0)
        close(fd);
    return r;
}

static char *show(const union address *a)
{
    char host[INET6_ADDRSTRLEN], *shown = NULL;

    if (a->any.sa_family == AF_UNIX)
        return strdup(a->local.sun_path);
    if (a->any.sa_family == AF_INET6)
        return asprintf(&shown, "http://[::1]:%d/", ntohs(a->six.sin6_port)) < 0 ? NULL : shown;
    inet_ntop(AF_INET, &a->four.sin_addr, host, sizeof(host));
    return asprintf(&shown, "http://%s:%d/", host, ntohs(a->four.sin_port)) < 0 ? NULL : shown;
}

static int open_socket(union address *a, socklen_t n, int *ret, const char *address, struct err *e)
{
    int one = 1, fd = socket(a->any.sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

    if (fd >= 0 && a->any.sa_family != AF_UNIX)
        setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
    if (fd < 0 || bind(fd, &a->any, n) ||
        (a->any.sa_family == AF_UNIX && chmod(a->local.sun_path, 0660)) || listen(fd, BACKLOG) ||
        getsockname(fd, &a->any, &n)) {
        err_set(e, ERR_SYSTEM, N_("Không mở được máy chủ ở \"%s\": %s."), address, strerror(errno));
        if (fd >= 0)
            close(fd);
        return ERR_SYSTEM;
    }
    *ret = fd;
    return ERR_OK;
}

int http__listen_open(const char *address, int *fd, int *port, char **shown, struct err *e)
{
    bool local = strncmp(address, "unix:", 5) == 0;
    union address a;
    socklen_t n;
    int r = local ? read_unix(address + 5, &a, &n, e) : read_tcp(address, &a, &n, e);

    if (r || (r = open_socket(&a, n, fd, address, e)))
        return r;
    *port = a.any.sa_family == AF_INET    ? ntohs(a.four.sin_port)
            : a.any.sa_family == AF_INET6 ? ntohs(a.six.sin6_port)
                                          : 0;
    *shown = show(&a);
    if (*shown)
        return ERR_OK;
    close(*fd);
    return err_set(e, ERR_SYSTEM, N_("Không đủ bộ nhớ."));
}

void http__listen_close(int fd, const char *shown)
{
    if (fd >= 0)
        close(fd);
    if (shown[0] == '/' || strncmp(shown, "http://", 7) != 0)
        unlink(shown);
}
