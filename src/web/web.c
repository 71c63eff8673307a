#include "web/web.h"

#include <stdlib.h>

#include "web/http/server.h"
#include "web/view/compiled.h"
#include "web/view/failure.h"
#include "web/web_priv.h"

static const struct http_route routes[] = {
#define ROUTE(method, path, right, handler, body, class, help)                                     \
    {HTTP_##method, path, WEB__RIGHT_##right, handler, body, HTTP_##class, help},
#include "web/routes.def"
#undef ROUTE
};

static int run(const struct http_route *route, struct http_request *r, void *ctx, struct err *e)
{
    struct web_request w = {
        .http = r, .app = ctx, .who = app_who_web, .mem = r->mem, .lang = r->lang, .e = e};

    e->lang = r->lang;
    return route->handler(&w);
}

static void fail(struct http_request *r, int status, const struct err *e, const char *reference,
                 void *ctx)
{
    struct web_request w = {.http = r, .app = ctx, .mem = r->mem, .lang = r->lang};
    struct view_failure v = view_failure_of(r->lang, status, str_from(e->text), str_from(reference),
                                            (struct view_instant){ctx ? app_now(ctx) : 0});
    struct str title = v.page.title;

    v.page = web__page(&w, WEB__MENU_NONE, title);
    view_failure(&v, r->lang, http_reply_page(r, status));
}

const struct http_router web__router = {routes, COUNT(routes), run, fail};

/* What a page just did, by the code in its address: never free text, as an address can come from
 * anywhere. */
static struct str done(const struct web_request *w)
{
    static const struct {
        const char *code, *words;
    } list[] = {
#define DONE(code, words) {code, words},
#include "web/done.def"
#undef DONE
    };
    struct str code = http_request_field(w->http, "xong");

    for (size_t i = 0; code.n && i < COUNT(list); i++)
        if (str_is(code, str_from(list[i].code)))
            return str_from(lang_text(w->lang, list[i].words));
    return STR_NONE;
}

struct view_page web__page(const struct web_request *w, enum web__menu menu, struct str title)
{
    struct view_page page = {
        .title = title, .here = w->http->target, .done = done(w), .version = NAMRO_VERSION};

    page.at.plans = menu == WEB__MENU_PLAN;
    page.at.tasks = menu == WEB__MENU_TASK;
    page.at.targets = menu == WEB__MENU_TARGET;
    page.at.orgs = menu == WEB__MENU_ORG;
    page.at.documents = menu == WEB__MENU_DOCUMENT;
    page.at.import = menu == WEB__MENU_IMPORT;
    return page;
}

struct web {
    struct http_server *server;
};

int web_start(struct app *app, const struct web_config *config, struct web **ret, struct err *e)
{
    const struct http_config c = {.listen = config->listen, .host = config->host};
    struct web *w = calloc(1, sizeof(*w));
    int code;

    if (!w)
        return err_set(e, ERR_SYSTEM, N_("Máy hết bộ nhớ."));
    if ((code = http_server_start(&c, &web__router, app, &w->server, e))) {
        free(w);
        return code;
    }
    *ret = w;
    return ERR_OK;
}

const char *web_address(const struct web *w)
{
    return http_server_address(w->server);
}

void web_stop(struct web *w)
{
    if (!w)
        return;
    http_server_stop(w->server);
    free(w);
}
