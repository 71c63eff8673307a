/* The switch of language: a cookie, then back to the page. */

#include "web/web_priv.h"

int page_lang_set(struct web_request *w)
{
    enum { LANG, BACK, YEAR_SECONDS = 365 * 24 * 3600 };
    static const char *const codes[] = {"vi", "en", NULL};
    static const struct http_param in[] = {
        [LANG] = {.name = "lang",
                  .label = N_("Ngôn ngữ"),
                  .kind = HTTP_PARAM_CODE,
                  .codes = codes,
                  .required = true},
        [BACK] = {.name = "ve", .kind = HTTP_PARAM_TEXT, .max = 2000},
    };
    struct http_value v[COUNT(in)];
    int code;

    if ((code = http_param_read(w->http, in, COUNT(in), v, w->e)))
        return code;
    /* An address that is none of ours is no reason to keep the language. */
    if ((!v[BACK].has || http_reply_redirect(w->http, v[BACK].text, NULL)) &&
        (code = http_reply_redirect(w->http, STR("/"), w->e)))
        return code;
    http_reply_cookie(w->http, "lang", codes[v[LANG].code], YEAR_SECONDS);
    return ERR_OK;
}
