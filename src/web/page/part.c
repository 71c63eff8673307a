/* Small parts that most pages have. */

#include "web/page/page.h"

int page__id(struct web_request *w, int64_t *ret)
{
    static const struct http_param in[] = {
        {.name = "id", .kind = HTTP_PARAM_ID, .required = true},
    };
    struct http_value id[COUNT(in)];
    int code = http_param_read(w->http, in, COUNT(in), id, w->e);

    if (!code)
        *ret = id[0].id;
    return code;
}

const struct view_crumb *page__crumb(const struct web_request *w, const char *path,
                                     struct str words)
{
    struct view_crumb *crumb = ARENA_NEW(w->mem, struct view_crumb);

    *crumb = (struct view_crumb){str_from(path), words};
    return crumb;
}

struct str page__short(struct arena *mem, struct str number, struct str title)
{
    enum { LETTERS = 36 };
    size_t letters = 0, space = 0;

    if (number.n)
        return number;
    for (size_t i = 0; i < title.n; i++) {
        if (((unsigned char)title.p[i] & 0xc0) == 0x80)
            continue;
        if (letters++ == LETTERS)
            return arena_printf(mem, "%.*s…", (int)(space ? space : i), title.p);
        if (title.p[i] == ' ')
            space = i;
    }
    return title;
}

struct str page__plan_name(struct arena *mem, int64_t plan, const struct app_choices *choice)
{
    for (size_t i = 0; i < choice->plan_count; i++)
        if (choice->plans[i].id == plan)
            return page__short(mem, STR_NONE, choice->plans[i].words);
    return STR_NONE;
}

const struct view_org *page__orgs(struct arena *mem, const struct app_orgs *from)
{
    struct view_org *to = ARENA_MANY(mem, struct view_org, from->n + 1);

    for (size_t i = 0; i < from->n; i++)
        to[i] = (struct view_org){from->at[i].id ? page__url_of(mem, "/co-quan", from->at[i].id)
                                                 : STR_NONE,
                                  from->at[i].name};
    return to;
}

const struct view_choice *page__choices(struct arena *mem, const struct app_choice *from, size_t n,
                                        int64_t chosen)
{
    struct view_choice *to = ARENA_MANY(mem, struct view_choice, n + 1);

    for (size_t i = 0; i < n; i++)
        to[i] = (struct view_choice){from[i].id, from[i].words, from[i].id == chosen};
    return to;
}

void page__summary(const struct web_request *w, struct view_page *page, struct str url,
                   struct str sentence)
{
    struct view_problem *p = ARENA_NEW(w->mem, struct view_problem);

    *p = (struct view_problem){url, sentence};
    page->wrong = true;
    page->summary.title = str_from(lang_text(w->lang, N_("Chưa lưu được")));
    page->summary.problems.at = p;
    page->summary.problems.n = 1;
}
