#pragma once

/* Inside web/: one request as a page's handler sees it, and the table of all pages. */

#include "app/app.h"
#include "web/http/param.h"
#include "web/http/reply.h"
#include "web/http/request.h"
#include "web/http/route.h"
#include "web/view/view.h"

/* What a route asks for. Until accounts exist everybody on this machine has every right; the names
 * are those of the roles' table to come. */
enum web__right { WEB__RIGHT_READ, WEB__RIGHT_DRAFT, WEB__RIGHT_CONFIRM, WEB__RIGHT_ORG };

struct web_request {
    struct http_request *http;
    struct app *app;
    struct app_who who;
    struct arena *mem; /* gone once the reply is made */
    enum lang lang;
    struct err *e; /* in the language of the request */
};

/* For the server and for tests that call pages without a socket; its ctx is the struct app. */
extern const struct http_router web__router;

/* Where a page stands in the menu. */
enum web__menu {
    WEB__MENU_NONE,
    WEB__MENU_PLAN,
    WEB__MENU_TASK,
    WEB__MENU_TARGET,
    WEB__MENU_ORG,
    WEB__MENU_DOCUMENT,
    WEB__MENU_IMPORT,
};

/* The frame round a page: menu, language switch, what was just done. `title` is final words. */
struct view_page web__page(const struct web_request *w, enum web__menu menu, struct str title);

#define ROUTE(method, path, right, handler, body, class, help) int handler(struct web_request *w);
#include "web/routes.def"
#undef ROUTE
