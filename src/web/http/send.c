/* A reply as MHD sends it. */

#include "web/http/http_priv.h"
#include "web/http/mhd_priv.h"

/* What every reply says. Pages hold internal things: nobody keeps them. */
static const struct {
    const char *name, *value;
} always[] = {
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "same-origin"}, /* not "no-referrer": see http__head_check() */
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
};
static const char page_policy[] =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
/* What somebody uploaded gets no rights at all, should a browser show it after all. */
static const char download_policy[] = "default-src 'none'; frame-ancestors 'none'; sandbox";

static struct MHD_Response *make_body(struct http_reply *reply)
{
    struct MHD_Response *m;

    if (reply->fd >= 0) {
        m = http__mhd.create_response_from_fd64(reply->size, reply->fd);
        if (m)
            reply->fd = -1;
    } else if (reply->still.n) {
        m = http__mhd.create_response_from_buffer(reply->still.n, (void *)(uintptr_t)reply->still.p,
                                                  MHD_RESPMEM_PERSISTENT);
    } else if (reply->body.n) {
        m = http__mhd.create_response_from_buffer(reply->body.n, reply->body.p,
                                                  MHD_RESPMEM_MUST_FREE);
        if (m)
            reply->body.p = NULL;
    } else {
        m = http__mhd.create_response_from_buffer(0, (void *)(uintptr_t) "",
                                                  MHD_RESPMEM_PERSISTENT);
    }
    return m;
}

struct MHD_Response *http__send_make(struct http_reply *reply, bool last)
{
    bool download = reply->fd >= 0, good = true;
    struct MHD_Response *m = make_body(reply);

    if (!m)
        return NULL;
    for (size_t i = 0; i < reply->head_n; i++) {
        const char *name = reply->head[i].name;

        download |= strcmp(name, "Content-Disposition") == 0;
        good &= http__mhd.add_response_header(m, name, reply->head[i].value.p) == MHD_YES;
    }
    for (size_t i = 0; i < COUNT(always); i++)
        good &= http__mhd.add_response_header(m, always[i].name, always[i].value) == MHD_YES;
    good &= http__mhd.add_response_header(m, "Content-Security-Policy",
                                          download ? download_policy : page_policy) == MHD_YES;
    good &= http__mhd.add_response_header(m, "Cache-Control",
                                          reply->cached ? "public, max-age=31536000, immutable"
                                                        : "no-store") == MHD_YES;
    if (reply->type && reply->status != 304)
        good &= http__mhd.add_response_header(m, "Content-Type", reply->type) == MHD_YES;
    if (last)
        good &= http__mhd.add_response_header(m, "Connection", "close") == MHD_YES;
    if (good)
        return m;
    http__mhd.destroy_response(m); /* a header with a line break in it, or no memory */
    return NULL;
}
