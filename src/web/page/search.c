/* Search over everything confirmed. */

#include "app/search.h"

#include "web/page/page.h"
#include "web/view/compiled.h"

enum { WORDS, KIND, PAGE, PARAMS };

static const char *const kind_codes[] = {"tat-ca",  "nhiem-vu", "chi-tieu", "ke-hoach",
                                         "co-quan", "van-ban",  NULL};

static const struct {
    const char *code, *path, *words, *one;
} kinds[] = {
    {"", NULL, N_("Tất cả"), NULL},
    {"task", "/nhiem-vu", N_("Nhiệm vụ"), N_("Nhiệm vụ")},
    {"target", "/chi-tieu", N_("Chỉ tiêu"), N_("Chỉ tiêu")},
    {"plan", "/ke-hoach", N_("Kế hoạch"), N_("Kế hoạch")},
    {"org", "/co-quan", N_("Cơ quan"), N_("Cơ quan")},
    {"document", "/van-ban", N_("Văn bản"), N_("Văn bản")},
};

struct list_address {
    struct arena *mem;
    struct str words;
    int kind;
};

static struct str address(void *ctx, int page)
{
    const struct list_address *a = ctx;
    struct page__url u;

    page__url_start(&u, a->mem, "/tim");
    page__url_text(&u, "q", a->words);
    if (a->kind)
        page__url_text(&u, "loai", str_from(kind_codes[a->kind]));
    page__url_id(&u, "trang", page > 1 ? page : 0);
    return page__url_end(&u);
}

static struct view_marked pieces(struct arena *mem, const struct app_piece *from, size_t n)
{
    struct view_piece *to = ARENA_MANY(mem, struct view_piece, n + 1);
    struct view_marked m = {0};

    for (size_t i = 0; i < n; i++)
        to[i] = (struct view_piece){from[i].text, from[i].marked, NULL};
    m.pieces.at = to;
    m.pieces.n = n;
    return m;
}

static void fill_hit(const struct web_request *w, const struct app_hit *h, struct view_hit *ret)
{
    size_t k = 1;

    while (k + 1 < COUNT(kinds) && !str_is(h->kind, str_from(kinds[k].code)))
        k++;
    *ret = (struct view_hit){
        .url = page__url_of(w->mem, kinds[k].path, h->ref),
        .kind = str_from(lang_text(w->lang, kinds[k].one)),
        .plan = h->plan_number,
        .title = pieces(w->mem, h->title, h->title_count),
        .snippet = pieces(w->mem, h->snippet, h->snippet_count),
        .has_snippet = h->snippet_count > 0,
    };
}

static void fill(const struct web_request *w, struct list_address *a, int page,
                 const struct app_hits *hits, struct view_search *v)
{
    struct view_tab *tab = ARENA_MANY(w->mem, struct view_tab, COUNT(kinds));
    struct view_hit *hit = ARENA_MANY(w->mem, struct view_hit, hits->n + 1);

    for (size_t i = 0; i < COUNT(kinds); i++) {
        struct list_address other = {w->mem, a->words, (int)i};

        tab[i] = (struct view_tab){.url = address(&other, 1),
                                   .words = str_from(lang_text(w->lang, kinds[i].words)),
                                   .on = a->kind == (int)i};
    }
    for (size_t i = 0; i < hits->n; i++)
        fill_hit(w, &hits->at[i], &hit[i]);
    v->words = a->words;
    v->kinds.at = tab;
    v->kinds.n = COUNT(kinds);
    v->total.n = (int64_t)hits->total;
    v->at_least = hits->at_least;
    v->hits.at = hit;
    v->hits.n = hits->n;
    v->paged = page__pager(w->mem, hits->total, page, address, a, &v->pager);
}

int page_search_show(struct web_request *w)
{
    static const struct http_param params[PARAMS] = {
        [WORDS] = {.name = "q", .label = N_("Từ cần tìm"), .kind = HTTP_PARAM_TEXT, .max = 200},
        [KIND] = {.name = "loai",
                  .label = N_("Loại"),
                  .kind = HTTP_PARAM_CODE,
                  .codes = kind_codes},
        [PAGE] =
            {.name = "trang", .label = N_("Trang"), .kind = HTTP_PARAM_INT, .min = 1, .max = 40},
    };
    struct http_value in[PARAMS];
    struct list_address a;
    struct view_search v = {0};
    struct app_hits hits = {0};
    int code, page;

    if ((code = http_param_read(w->http, params, PARAMS, in, w->e)))
        return code;
    a = (struct list_address){w->mem, in[WORDS].text, in[KIND].code};
    page = in[PAGE].has ? (int)in[PAGE].number : 1;
    if (in[WORDS].has &&
        (code = app_search(w->app, w->who, a.words, str_from(kinds[a.kind].code),
                           (struct app_page){(size_t)(page - 1) * PAGE_ROWS, PAGE_ROWS}, w->mem,
                           &hits, w->e)))
        return code;
    if (hits.n == 0 && hits.total)
        return page__last(w, hits.total, address, &a);
    v.page = web__page(w, WEB__MENU_NONE, str_from(lang_text(w->lang, N_("Tìm"))));
    v.page.find = a.words;
    fill(w, &a, page, &hits, &v);
    view_search(&v, w->lang, http_reply_page(w->http, 200));
    return ERR_OK;
}
