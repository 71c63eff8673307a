/* A document as issued comes in: the form, and what becomes of the file. */

#include "app/import.h"

#include "web/page/page.h"
#include "web/view/compiled.h"

enum { MEGABYTES = 64 };

static struct str page_address(void *ctx, int page)
{
    struct page__url u;

    page__url_start(&u, ctx, "/nhap");
    page__url_id(&u, "trang", page > 1 ? page : 0);
    return page__url_end(&u);
}

/* The form with the drafts that wait; `error` says what is wrong with the file sent. */
static int show(struct web_request *w, int at, struct str error, int status)
{
    struct view_import v = {
        .error = error, .max = (int64_t)MEGABYTES << 20, .megabytes = {MEGABYTES}};
    struct view_problem *problem = ARENA_NEW(w->mem, struct view_problem);
    struct view_import_line *line;
    struct app_drafts drafts;
    int code;

    if ((code = app_draft_list(w->app, w->who, true,
                               (struct app_page){(size_t)(at - 1) * PAGE_ROWS, PAGE_ROWS}, w->mem,
                               &drafts, w->e)))
        return code;
    line = ARENA_MANY(w->mem, struct view_import_line, drafts.n + 1);
    for (size_t i = 0; i < drafts.n; i++) {
        const struct app_draft_line *d = &drafts.at[i];

        line[i] = (struct view_import_line){.url = page__url_of(w->mem, "/nhap", d->id),
                                            .title = d->title,
                                            .number = d->number,
                                            .rows = {(int64_t)d->rows},
                                            .to_check = {(int64_t)d->to_check},
                                            .at = {d->made_at}};
    }
    v.page = web__page(w, WEB__MENU_IMPORT, str_from(lang_text(w->lang, N_("Nhập văn bản"))));
    if (error.n) {
        *problem = (struct view_problem){STR("#tep"), error};
        v.page.wrong = true;
        v.page.summary.title = str_from(lang_text(w->lang, N_("Chưa đọc được văn bản")));
        v.page.summary.problems.at = problem;
        v.page.summary.problems.n = 1;
    }
    v.drafts.at = line;
    v.drafts.n = drafts.n;
    v.paged = page__pager(w->mem, drafts.total, at, page_address, w->mem, &v.pager);
    view_import_new(&v, w->lang, http_reply_page(w->http, status));
    return ERR_OK;
}

int page_import_new(struct web_request *w)
{
    static const struct http_param in[] = {
        {.name = "trang", .label = N_("Trang"), .kind = HTTP_PARAM_INT, .min = 1, .max = 100000},
    };
    struct http_value v[COUNT(in)];
    int code;

    if ((code = http_param_read(w->http, in, COUNT(in), v, w->e)))
        return code;
    return show(w, v[0].has ? (int)v[0].number : 1, STR_NONE, 200);
}

/* What is wrong with the file itself is said at the form; the machine's own troubles are pages. */
static bool is_of_file(int code)
{
    return code == ERR_USAGE || code == ERR_UNREADABLE || code == ERR_UNSUPPORTED ||
           code == ERR_TOO_BIG || code == ERR_EMPTY || code == ERR_SECRET;
}

int page_import_add(struct web_request *w)
{
    const struct http_file *file = http_request_file(w->http, "file");
    struct app_import made;
    struct str path;
    int code;

    if (!file)
        return show(w, 1, str_from(lang_text(w->lang, N_("Hãy chọn tệp kế hoạch."))), 422);
    code = app_import_file(w->app, w->who, file->fd, file->name, w->mem, &made, w->e);
    if (is_of_file(code))
        return show(w, 1, arena_copy(w->mem, str_from(w->e->text)), 422);
    if (code)
        return code;
    path = made.plan ? page__url_of(w->mem, "/ke-hoach", made.plan)
                     : page__url_of(w->mem, "/nhap", made.draft);
    if (made.known)
        path = arena_join(w->mem, path, STR("?xong=co-roi"));
    return http_reply_redirect(w->http, path, w->e);
}
