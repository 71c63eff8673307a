#include "web/asset/asset.h"

#include "web/web_priv.h"

int page_asset_show(struct web_request *w)
{
    const struct asset *a = asset_find(w->http->path);

    if (!a)
        return err_set(w->e, ERR_NOT_FOUND, N_("Không có tệp giao diện này."));
    http_reply_asset(w->http, a->type, a->etag, a->bytes, a->gzip);
    return ERR_OK;
}
