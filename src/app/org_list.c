#include "app/app_priv.h"
#include "app/org.h"

/* The list that documents are read with. */

const struct plan_org_list *app_org_list_take(struct app *a, struct err *e)
{
    const struct app__book *book;

    return app__book_take(a, &book, e) ? NULL : book->list;
}

void app_org_list_give(struct app *a, const struct plan_org_list *list)
{
    app__book_give(a, list);
}
