#pragma once

/* What the pages share: addresses with filters, paging, passages, chips. */

#include "app/app.h"
#include "app/choice.h"
#include "app/draft.h"
#include "app/task.h"
#include "web/view/draft.h"
#include "web/view/passage.h"
#include "web/view/task.h"
#include "web/web_priv.h"

enum { PAGE_ROWS = 25 };

/* An address under construction: "/nhiem-vu?q=ke+hoach&trang=2". Percent codes are its care; fields
 * without a value are left out. */
struct page__url {
    struct buf b;
    struct arena *mem;
    bool has_query;
};
void page__url_start(struct page__url *u, struct arena *mem, const char *path);
void page__url_text(struct page__url *u, const char *name, struct str value);
void page__url_id(struct page__url *u, const char *name, int64_t value); /* 0 is left out */
struct str page__url_end(struct page__url *u);                           /* in the arena */

/* "/nhiem-vu/17" */
struct str page__url_of(struct arena *mem, const char *path, int64_t id);

/* Steps of a list of `total` at page `at` (1 …); `address` gives that of a page. False: one page.
 */
bool page__pager(struct arena *mem, size_t total, int at, struct str (*address)(void *, int),
                 void *ctx, struct view_pager *ret);

/* The answer where a page behind the last one is asked for (rows went since): the last page. */
MUST_CHECK int page__last(struct web_request *w, size_t total, struct str (*address)(void *, int),
                          void *ctx);

/* Words of a row, and which of its fields they are: script lights them up with the field. */
struct page__mark {
    struct str words;
    const char *part; /* "lead"; NULL: of no field */
};
/* Lines of a document, the words of the row marked in its own line. */
struct view_passage page__passage(const struct web_request *w, const struct app_passages *around,
                                  struct str place, int64_t document,
                                  const struct page__mark *marks, size_t mark_count);

/* How a task's deadline compares with today, never by colour alone. */
struct str page__task_time(const struct web_request *w, enum app_task_time time);
struct view_chip page__task_chip(const struct web_request *w, enum app_task_time time,
                                 int days_left);

/* A task in a list. */
void page__task_row(const struct web_request *w, const struct app_task_line *t,
                    struct view_task_row *ret);

/* How it came to read as it does. */
void page__task_history(const struct web_request *w, const struct app_task *t,
                        struct view_task_show *v);

/* The list of tasks under this filter. */
struct str page__task_url(struct arena *mem, const struct app_task_filter *f);

/* The id of the address. */
MUST_CHECK int page__id(struct web_request *w, int64_t *ret);

/* The way back to a list. */
const struct view_crumb *page__crumb(const struct web_request *w, const char *path,
                                     struct str words);
/* The number of a plan or document; without one the first words of its title, for narrow places. */
struct str page__short(struct arena *mem, struct str number, struct str title);
/* The same for a plan without number, among those that filters offer. */
struct str page__plan_name(struct arena *mem, int64_t plan, const struct app_choices *choice);
/* Bodies with their pages: as many as given. */
const struct view_org *page__orgs(struct arena *mem, const struct app_orgs *from);
const struct view_choice *page__choices(struct arena *mem, const struct app_choice *from, size_t n,
                                        int64_t chosen);
/* The one thing that is wrong with a form: said above the page, with a link to its field. */
void page__summary(const struct web_request *w, struct view_page *page, struct str url,
                   struct str sentence);

/* Types of bodies, as the register names them and as people do. */
enum { PAGE__ORG_TYPES = 10 };
extern const struct page__org_type {
    const char *code, *words;
} page__org_types[PAGE__ORG_TYPES];
