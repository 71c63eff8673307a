/* From MHD's callbacks to an answer. A request goes this way: line_came() → head_came() checks the
 * head, finds the route and what its body may be → body_came() for each piece → answer(), on this
 * thread or on a worker → MHD sends. An arena is held only while a handler runs: however many slow
 * senders there are, there are no more arenas than threads. */

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "web/http/http_priv.h"
#include "web/http/mhd_priv.h"

enum {
    THREADS = 2,
    ARENAS = THREADS + HTTP__WORKERS,
    ARENA_MAX = 512 << 20,
    CONNECTION_MEMORY = 40 << 10, /* a head of the greatest size, its index, and a reply's head */
    OTHER_FILES = 256,            /* descriptors that are no connections */
    SWALLOW_MAX = 256 << 20, /* a refused body up to this is read, so that the answer is seen */
};

struct http_server {
    const struct http_router *router;
    void *ctx;
    char *host, *address;
    int fd, port;
    struct MHD_Daemon *daemon;
    struct http__limit limit;
    struct http__worker worker;
    _Atomic uint64_t bodies; /* bytes of all bodies that are held */
    pthread_mutex_t lock;    /* of the arenas */
    struct arena *spare[ARENAS];
    int spare_n;
};

enum step { LINE, BODY, WORKING, READY, DONE };

struct exchange {
    struct http_server *s;
    struct MHD_Connection *c;
    struct http__connection *at;
    enum step step;
    struct http__head head;
    bool post, slow;
    int status; /* of a refusal before the handler */
    struct err e;
    uint64_t come, held; /* bytes of the body; those counted in the server's */
    struct buf body;
    struct http__upload *upload;
    struct MHD_Response *response;
    int response_status;
    size_t target_n;
    char target[];
};

static struct arena *arena_take(struct http_server *s)
{
    struct arena *mem = NULL;

    pthread_mutex_lock(&s->lock);
    if (s->spare_n)
        mem = s->spare[--s->spare_n];
    pthread_mutex_unlock(&s->lock);
    return mem ? mem : arena_new(ARENA_MAX);
}

static void arena_give(struct http_server *s, struct arena *mem)
{
    arena_clear(mem);
    pthread_mutex_lock(&s->lock);
    if (s->spare_n < ARENAS) {
        s->spare[s->spare_n++] = mem;
        mem = NULL;
    }
    pthread_mutex_unlock(&s->lock);
    arena_free(mem);
}

/* ---- the answer ---- */

static void fill(struct exchange *x, struct http_request *r, struct arena *mem)
{
    http__request_init(r, mem, x->head.cookie);
    x->e.lang = r->lang;
    r->method = x->post ? HTTP_POST : HTTP_GET;
    r->target = (struct str){x->target, x->target_n};
    r->if_none_match = x->head.if_none_match;
    r->gzip = http__head_lists(x->head.accept, STR("gzip"));
    r->fragment = http__head_is(x->head.fragment, "true");
}

static int find_route(struct exchange *x, struct http_request *r, const struct http_route **route,
                      struct str *detail)
{
    int status = http__form_target(r, r->target, x->head.host, &x->e);

    return status ? status : http__route_find(x->s->router, r, route, detail, &x->e);
}

static int read_body(struct exchange *x, struct http_request *r)
{
    if (x->upload)
        return http__upload_read(x->upload, r, &x->e);
    return http__form_read(r, buf_str(&x->body), HTTP_BODY, &x->e);
}

/* Runs the handler, or makes the page of the refusal; then the arena goes back. */
static void finish(struct exchange *x, struct http_request *r, const struct http_route *route,
                   int status, struct str detail)
{
    struct http_server *s = x->s;
    bool refused = status && status != 308;

    http__route_answer(s->router, route, r, status, detail, s->ctx, &x->e);
    x->response_status = r->reply.status;
    x->response = http__send_make(&r->reply, refused || atomic_load(&s->limit.stopping));
    http_reply_release(&r->reply);
    arena_give(s, r->mem);
}

/* All of it is there. On the thread of the route's class. */
static void answer(struct exchange *x)
{
    const struct http_route *route = NULL;
    struct str detail = STR_NONE;
    struct http_request r;
    int status = x->status;

    fill(x, &r, arena_take(x->s));
    if (!status && !(status = find_route(x, &r, &route, &detail)))
        status = read_body(x, &r);
    finish(x, &r, route, status, detail);
}

static enum MHD_Result send_answer(struct exchange *x)
{
    x->step = DONE;
    return x->response
               ? http__mhd.queue_response(x->c, (unsigned)x->response_status, x->response)
               : MHD_NO; /* without memory, or a header that cannot be: the connection closes */
}

static void work(void *job)
{
    struct exchange *x = job;

    answer(x);
    http__mhd.resume_connection(x->c);
}

/* MHD calls again once the connection is resumed. */
static enum MHD_Result hand_over(struct exchange *x)
{
    x->step = WORKING;
    http__mhd.suspend_connection(x->c);
    if (!http__worker_add(&x->s->worker, x)) {
        x->status = 503;
        err_set(&x->e, ERR_BUSY, N_("Máy chủ đang bận; xin thử lại sau ít phút."));
        work(x);
    }
    return MHD_YES;
}

static enum MHD_Result body_is_there(struct exchange *x)
{
    http__limit_state(&x->s->limit, x->at, HTTP__RUN);
    if (x->slow && !x->status)
        return hand_over(x);
    answer(x);
    return send_answer(x);
}

/* ---- what comes in ---- */

/* Called when the request line is there; what it returns is the request's state for MHD. */
static void *line_came(void *cls, const char *target, struct MHD_Connection *c)
{
    size_t n = strlen(target);
    struct exchange *x = calloc(1, sizeof(*x) + n + 1);
    const union MHD_ConnectionInfo *at = http__mhd.get_connection_info(
        c, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

    if (!x || !at || !at->socket_context) {
        free(x);
        return NULL;
    }
    x->s = cls;
    x->c = c;
    x->at = at->socket_context;
    x->target_n = n;
    memcpy(x->target, target, n);
    http__limit_state(&x->s->limit, x->at, HTTP__HEAD);
    return x;
}

static int begin_body(struct exchange *x, const struct http_route *route)
{
    struct str kind = str_trim(str_cut(x->head.type, 0, str_find(x->head.type, STR(";"), 0)));
    bool files = http__head_is(kind, "multipart/form-data");
    size_t most = files || route->body_max < HTTP__TEXT_MAX ? route->body_max : HTTP__TEXT_MAX;

    if (x->head.length == 0)
        return 0;
    if (!files && !http__head_is(kind, "application/x-www-form-urlencoded")) {
        err_set(&x->e, ERR_UNSUPPORTED, N_("Nội dung gửi lên không phải là biểu mẫu."));
        return 415;
    }
    if (x->head.length > most) {
        err_set(&x->e, ERR_TOO_BIG, N_("Nội dung gửi lên quá lớn: nhiều nhất %zu KB."), most >> 10);
        return 413;
    }
    if (!files || (x->upload = http__upload_new(x->c)))
        return 0;
    err_set(&x->e, ERR_UNREADABLE, N_("Biểu mẫu gửi lên viết sai.")); /* it names no boundary */
    return 400;
}

static int read_head(struct exchange *x, const char *method, const char *version)
{
    int status = http__head_read(x->c, method, x->target_n, version, &x->head, &x->e);

    if (status)
        x->head.length = 0; /* nothing of it can be believed */
    x->post = strcmp(method, "POST") == 0;
    return status;
}

/* Refused while the sender is still sending, it would see a broken connection and no answer. */
static bool should_swallow(const struct exchange *x, int status)
{
    return status && status != 405 && x->head.length && x->head.length <= SWALLOW_MAX &&
           !x->head.expect.p;
}

static enum MHD_Result head_came(struct exchange *x, const char *method, const char *version)
{
    const struct http_route *route = NULL;
    struct str detail = STR("GET, HEAD, POST");
    struct http_request r;
    int status = read_head(x, method, version);

    fill(x, &r, arena_take(x->s));
    if (!status)
        status = http__head_check(&x->head, x->post, x->s->port, x->s->host, &x->e);
    if (!status)
        status = find_route(x, &r, &route, &detail);
    if (!status && x->post)
        status = begin_body(x, route);
    x->slow = route && route->class == HTTP_SLOW;
    if (should_swallow(x, status) || (!status && (x->post || x->slow))) {
        x->status = status;
        x->step = BODY;
        arena_give(x->s, r.mem);
        buf_init(&x->body, x->head.length);
        http__limit_state(&x->s->limit, x->at, HTTP__BODY);
        return MHD_YES;
    }
    http__limit_state(&x->s->limit, x->at, HTTP__RUN);
    finish(x, &r, route, status, detail);
    x->step = READY;
    /* MHD calls once more at the end of a body, even of none; it closes the connection where it
     * gets an answer before. */
    return status && status != 308 ? send_answer(x) : MHD_YES;
}

static void drop_body(struct exchange *x)
{
    atomic_fetch_sub(&x->s->bodies, x->held);
    x->held = 0;
    http__upload_free(x->upload);
    x->upload = NULL;
    buf_release(&x->body);
}

static void body_came(struct exchange *x, struct str piece)
{
    x->come += piece.n;
    http__limit_body(&x->s->limit, x->at, x->come);
    if (x->status)
        return;
    x->held += piece.n;
    if (atomic_fetch_add(&x->s->bodies, piece.n) + piece.n > (uint64_t)x->s->limit.of.bodies
                                                                 << 20) {
        x->status = 503;
        err_set(&x->e, ERR_BUSY, N_("Máy chủ đang bận; xin thử lại sau ít phút."));
        drop_body(x);
    } else if (x->upload) {
        http__upload_feed(x->upload, piece);
    } else {
        buf_add(&x->body, piece);
    }
}

static enum MHD_Result came(void *cls, struct MHD_Connection *c, const char *url,
                            const char *method, const char *version, const char *piece, size_t *n,
                            void **state)
{
    struct exchange *x = *state;

    (void)cls, (void)c, (void)url;
    if (!x)
        return MHD_NO;
    switch (x->step) {
    case LINE:
        return head_came(x, method, version);
    case BODY:
        if (*n == 0)
            return body_is_there(x);
        body_came(x, (struct str){piece, *n});
        *n = 0;
        return MHD_YES;
    case WORKING:
    case READY:
        return send_answer(x);
    case DONE:
        break;
    }
    return MHD_NO;
}

static void ended(void *cls, struct MHD_Connection *c, void **state,
                  enum MHD_RequestTerminationCode how)
{
    struct exchange *x = *state;

    (void)cls, (void)c, (void)how;
    *state = NULL;
    if (!x)
        return;
    if (x->response)
        http__mhd.destroy_response(x->response);
    drop_body(x);
    http__limit_state(&x->s->limit, x->at, HTTP__IDLE);
    free(x);
}

static void connected(void *cls, struct MHD_Connection *c, void **at,
                      enum MHD_ConnectionNotificationCode what)
{
    struct http_server *s = cls;

    if (what == MHD_CONNECTION_NOTIFY_CLOSED && *at) {
        http__limit_close(&s->limit, *at);
        *at = NULL;
    } else if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        *at = http__limit_open(
            &s->limit,
            http__mhd.get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd);
    }
}

/* We read the codes ourselves, strictly; MHD leaves them as they came. */
static size_t leave_coded(void *cls, struct MHD_Connection *c, char *s)
{
    (void)cls, (void)c;
    return strlen(s);
}

/* ---- start and stop ---- */

static int connections(int wanted)
{
    struct rlimit files;
    rlim_t need = (rlim_t)wanted + OTHER_FILES;

    if (getrlimit(RLIMIT_NOFILE, &files))
        return 512;
    if (files.rlim_cur < need) {
        files.rlim_cur = files.rlim_max < need ? files.rlim_max : need;
        setrlimit(RLIMIT_NOFILE, &files);
        getrlimit(RLIMIT_NOFILE, &files);
    }
    if (files.rlim_cur >= need)
        return wanted;
    return files.rlim_cur > 2 * OTHER_FILES ? (int)files.rlim_cur - OTHER_FILES
                                            : (int)files.rlim_cur / 2;
}

static struct http_limit usual(struct http_limit l)
{
    return (struct http_limit){
        .head = l.head ? l.head : 10000,
        .body = l.body ? l.body : 30000,
        .reply = l.reply ? l.reply : 60000,
        .idle = l.idle ? l.idle : 15000,
        .body_rate = l.body_rate ? l.body_rate : 16 << 10,
        .waiting_most = l.waiting_most ? l.waiting_most : 2000,
        .connections = l.connections ? l.connections : 8192,
        .bodies = l.bodies ? l.bodies : 512,
    };
}

/* Nobody comes in any more once the server stops. MHD's own way (quiesce) may end the program: two
 * of its threads take the socket out of the same epoll set. */
static enum MHD_Result may_enter(void *cls, const struct sockaddr *from, socklen_t n)
{
    const struct http_server *s = cls;

    (void)from;
    (void)n;
    return atomic_load(&s->limit.stopping) ? MHD_NO : MHD_YES;
}

static int start_daemon(struct http_server *s, int most, struct err *e)
{
    s->daemon = http__mhd.start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0, may_enter, s, came, s,
        MHD_OPTION_LISTEN_SOCKET, s->fd, MHD_OPTION_THREAD_POOL_SIZE, (unsigned)THREADS,
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)most, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t)CONNECTION_MEMORY, MHD_OPTION_URI_LOG_CALLBACK, line_came, s,
        MHD_OPTION_UNESCAPE_CALLBACK, leave_coded, NULL, MHD_OPTION_NOTIFY_COMPLETED, ended, NULL,
        MHD_OPTION_NOTIFY_CONNECTION, connected, s, MHD_OPTION_END);
    return s->daemon ? ERR_OK : err_set(e, ERR_SYSTEM, N_("Không khởi động được máy chủ web."));
}

static void free_server(struct http_server *s)
{
    for (int i = 0; i < s->spare_n; i++)
        arena_free(s->spare[i]);
    pthread_mutex_destroy(&s->lock);
    free(s->host);
    free(s->address);
    free(s);
}

int http_server_start(const struct http_config *config, const struct http_router *router, void *ctx,
                      struct http_server **ret, struct err *e)
{
    struct http_server *s;
    struct http_limit limit = usual(config->limit);
    int r = http_route_check(router, e);

    if (r || (r = http__mhd_load(e)))
        return r;
    if (!(s = calloc(1, sizeof(*s))))
        return err_set(e, ERR_SYSTEM, N_("Không đủ bộ nhớ."));
    s->router = router;
    s->ctx = ctx;
    s->host = config->host ? strdup(config->host) : NULL;
    pthread_mutex_init(&s->lock, NULL);
    r = http__listen_open(config->listen ? config->listen : "127.0.0.1:8057", &s->fd, &s->port,
                          &s->address, e);
    if (r)
        goto no_socket;
    if ((r = http__limit_start(&s->limit, &limit, e)))
        goto no_limit;
    if ((r = http__worker_start(&s->worker, work, e)))
        goto no_worker;
    if ((r = start_daemon(s, connections(limit.connections), e)))
        goto no_daemon;
    *ret = s;
    return ERR_OK;
no_daemon:
    http__worker_stop(&s->worker);
no_worker:
    http__limit_stop(&s->limit);
no_limit:
    http__listen_close(s->fd, s->address);
no_socket:
    free_server(s);
    return r;
}

const char *http_server_address(const struct http_server *s)
{
    return s->address;
}

void http_server_stop(struct http_server *s)
{
    if (!s)
        return;
    http__limit_drain(&s->limit);
    http__worker_stop(&s->worker);
    http__mhd.stop_daemon(s->daemon); /* closes s->fd */
    http__limit_stop(&s->limit);
    http__listen_close(-1, s->address);
    free_server(s);
}
