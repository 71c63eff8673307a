/* Hits of the picker of bodies, a piece of a page. */

#include "app/org.h"
#include "web/page/page.h"
#include "web/view/compiled.h"

int page_suggest_show(struct web_request *w)
{
    static const struct http_param in[] = {
        {.name = "q", .label = N_("Từ cần tìm"), .kind = HTTP_PARAM_TEXT, .max = 200},
    };
    struct http_value v[COUNT(in)];
    struct view_suggest s = {0};
    struct view_choice *choice;
    struct app_orgs orgs = {0};
    int code;

    if ((code = http_param_read(w->http, in, COUNT(in), v, w->e)) ||
        (v[0].has && (code = app_org_suggest(w->app, w->who, v[0].text, w->mem, &orgs, w->e))))
        return code;
    choice = ARENA_MANY(w->mem, struct view_choice, orgs.n + 1);
    for (size_t i = 0; i < orgs.n; i++)
        choice[i] = (struct view_choice){orgs.at[i].id, orgs.at[i].name, false};
    s.orgs.at = choice;
    s.orgs.n = orgs.n;
    view_org_suggest(&s, w->lang, http_reply_page(w->http, 200));
    return ERR_OK;
}
