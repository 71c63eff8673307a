#include "app/app_priv.h"
#include "app/document.h"

/* Links between documents that a person sets or takes away. */

static bool is_kind(struct str s)
{
    static const struct str kinds[] = {STR("based_on"), STR("implements"), STR("amends"),
                                       STR("replaces"), STR("guides")};

    for (size_t i = 0; i < COUNT(kinds); i++)
        if (str_is(kinds[i], s))
            return true;
    return false;
}

static int must_exist(struct store_txn *t, struct arena *mem, int64_t document, struct err *e)
{
    struct store_sql_document_by_id in = {document};
    struct store_row_document_one *row;
    int r = store_document_by_id(t, mem, &in, &row, e);

    return r == ERR_NOT_FOUND ? err_set(e, r, N_("Không có văn bản này.")) : r;
}

/* The link of this kind, made or opened again; ERR_CONFLICT when it is in force. */
static int put(struct store_txn *t, struct arena *mem, const struct store_sql_document_link_add *in,
               struct err *e)
{
    struct store_sql_document_link_same same_in = {in->from_document, in->to_document, in->kind};
    struct store_sql_document_link_ended_set open;
    struct store_row_document_link_same *same;
    struct store_row_document_link_made *made;
    size_t n;
    int r = store_document_link_same(t, mem, &same_in, &same, &n, e);

    if (r)
        return r;
    if (n && !same[0].ended)
        return err_set(e, ERR_CONFLICT, N_("Hai văn bản đã có liên kết này."));
    if (n == 0)
        return store_document_link_add(t, mem, in, &made, e);
    open = (struct store_sql_document_link_ended_set){.id = same[0].id};
    return store_document_link_ended_set(t, &open, e);
}

int app_document_link_add(struct app *a, struct app_who who, int64_t from, int64_t to,
                          struct str kind, struct err *e)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct store_sql_document_link_add in = {.from_document = from,
                                             .to_document = to,
                                             .kind = kind,
                                             .words = STR(""),
                                             .made_at = app_now(a),
                                             .made_by = who.account};
    struct app__audit audit;
    int r;

    if (!is_kind(kind))
        return err_set(e, ERR_USAGE, N_("Không có loại liên kết \"%.*s\"."), STR_ARG(kind));
    if (from == to)
        return err_set(e, ERR_USAGE, N_("Văn bản không liên kết với chính nó."));
    if ((r = store_txn_write(a->store, &t, e)) || (r = must_exist(&t, mem, from, e)) ||
        (r = must_exist(&t, mem, to, e)) || (r = put(&t, mem, &in, e)) ||
        (r = app__audit_open(a, who, &t, "document.link.add", "document", from, &audit, e)) ||
        (r = app__audit_change(&audit, "document", from, "link", STR_NONE,
                               arena_printf(mem, "%.*s %lld", STR_ARG(kind), (long long)to), e)))
        return r;
    return store_txn_commit(&t, e);
}

int app_document_link_end(struct app *a, struct app_who who, int64_t document, int64_t link,
                          struct err *e)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct store_sql_document_link_by_id in = {link};
    struct store_sql_document_link_ended_set end = {link, store_int64(app_now(a))};
    struct store_row_document_link_one *row;
    struct app__audit audit;
    int r;

    if ((r = store_txn_write(a->store, &t, e)))
        return r;
    r = store_document_link_by_id(&t, mem, &in, &row, e);
    if (r == ERR_NOT_FOUND ||
        (!r && row->from_document != document && row->to_document != document))
        return err_set(e, ERR_NOT_FOUND, N_("Không có liên kết này."));
    if (r || row->ended)
        return r;
    if ((r = store_document_link_ended_set(&t, &end, e)) ||
        (r = app__audit_open(a, who, &t, "document.link.end", "document", row->from_document,
                             &audit, e)) ||
        (r = app__audit_change(
             &audit, "document", row->from_document, "link",
             arena_printf(mem, "%.*s %lld", STR_ARG(row->kind), (long long)row->to_document),
             STR_NONE, e)))
        return r;
    return store_txn_commit(&t, e);
}
