#include "app/document.h"

#include "app/app_priv.h"
#include "store/file.h"
#include "text/search.h"

enum { CHAIN_MAX = 200 };

static struct app_document_line line_of(const struct store_row_document_line *row)
{
    return (struct app_document_line){.id = row->id,
                                      .draft = row->draft.is,
                                      .plan = row->plan.is,
                                      .state = row->state,
                                      .number = row->number,
                                      .type = row->type,
                                      .issuer = row->issuer,
                                      .abstract = row->abstract,
                                      .file_name = row->file_name,
                                      .has_issued = row->issued.has,
                                      .issued = row->issued.is};
}

int app_document_list(struct app *a, struct app_who who, const struct app_document_filter *f,
                      struct app_page p, struct arena *mem, struct app_documents *ret,
                      struct err *e)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};
    struct store_sql_document_list in = {
        .state = {f->state.n != 0, f->state}, .limit = app__page_limit(p), .skip = (int64_t)p.skip};
    struct str words = app__search_words(a, mem, f->words);
    struct store_sql_document_count count_in;
    struct store_row_document_line *rows;
    struct store_row_document_count *count;
    struct app_document_line *lines;
    size_t n;
    int r;

    (void)who;
    if (words.n) {
        in.words = store_text(words);
        in.pattern = app__list_pattern(mem, f->words);
    } else if (str_trim(f->words).n) {
        *ret = (struct app_documents){0};
        return ERR_OK;
    }
    count_in = (struct store_sql_document_count){in.state, in.pattern, in.words};
    if ((r = store_txn_read(a->store, &t, e)) ||
        (r = store_document_list(&t, mem, &in, &rows, &n, e)) ||
        (r = store_document_count(&t, mem, &count_in, &count, e)))
        return r;
    lines = ARENA_MANY(mem, struct app_document_line, n);
    for (size_t i = 0; i < n; i++)
        lines[i] = line_of(&rows[i]);
    *ret = (struct app_documents){lines, n, (size_t)count->count};
    return ERR_OK;
}

static int find(struct store_txn *t, struct arena *mem, int64_t document,
                struct store_row_document_one **ret, struct err *e)
{
    struct store_sql_document_by_id in = {document};
    int r = store_document_by_id(t, mem, &in, ret, e);

    return r == ERR_NOT_FOUND ? err_set(e, r, N_("Không có văn bản này.")) : r;
}

static int read_links(struct store_txn *t, struct arena *mem, int64_t document,
                      struct app_document *ret, struct err *e)
{
    struct store_sql_document_link_list in = {document};
    struct store_row_document_link *rows;
    struct app_document_link *links;
    size_t n;
    int r = store_document_link_list(t, mem, &in, &rows, &n, e);

    if (r)
        return r;
    links = ARENA_MANY(mem, struct app_document_link, n);
    for (size_t i = 0; i < n; i++)
        links[i] = (struct app_document_link){.id = rows[i].id,
                                              .document = rows[i].other,
                                              .kind = rows[i].kind,
                                              .words = rows[i].words,
                                              .number = rows[i].number,
                                              .abstract = rows[i].abstract,
                                              .outgoing = rows[i].outgoing,
                                              .by_hand = rows[i].by_hand};
    ret->links = links;
    ret->link_count = n;
    return ERR_OK;
}

/* One direction of the chain, each document once, where it is nearest. */
static int read_steps(struct store_txn *t, struct arena *mem, int64_t document, bool up,
                      struct app_document_step *steps, size_t most, size_t *ret, struct err *e)
{
    struct store_sql_document_chain in = {document, up};
    struct store_row_document_step *rows;
    size_t n, kept = 0;
    int r = store_document_chain(t, mem, &in, &rows, &n, e);

    for (size_t i = 0; !r && i < n && kept < most; i++) {
        bool known = false;

        for (size_t k = 0; k < kept && !known; k++)
            known = steps[k].id == rows[i].id;
        if (!known)
            steps[kept++] = (struct app_document_step){.id = rows[i].id,
                                                       .depth = up ? -(int)rows[i].depth
                                                                   : (int)rows[i].depth,
                                                       .number = rows[i].number,
                                                       .abstract = rows[i].abstract,
                                                       .kind = rows[i].kind};
    }
    *ret = kept;
    return r;
}

/* From what stands highest down to the document, and on to what rests on it. */
static int read_chain(struct store_txn *t, struct arena *mem, int64_t document,
                      const struct store_row_document_one *row, struct app_document *ret,
                      struct err *e)
{
    struct app_document_step *up = ARENA_MANY(mem, struct app_document_step, CHAIN_MAX / 2);
    struct app_document_step *all = ARENA_MANY(mem, struct app_document_step, CHAIN_MAX);
    size_t above, below;
    int r = read_steps(t, mem, document, true, up, CHAIN_MAX / 2, &above, e);

    if (r)
        return r;
    for (size_t i = 0; i < above; i++)
        all[above - 1 - i] = up[i];
    all[above] = (struct app_document_step){
        .id = document, .number = row->number, .abstract = row->abstract, .kind = STR("")};
    if ((r = read_steps(t, mem, document, false, all + above + 1, CHAIN_MAX - above - 1, &below,
                        e)))
        return r;
    ret->chain = all;
    ret->chain_count = above + 1 + below;
    return ERR_OK;
}

int app_document_view(struct app *a, struct app_who who, int64_t document, struct arena *mem,
                      struct app_document *ret, struct err *e)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};
    struct store_row_document_one *row;
    struct app_document found = {0};
    int r;

    (void)who;
    if ((r = store_txn_read(a->store, &t, e)) || (r = find(&t, mem, document, &row, e)) ||
        (r = read_links(&t, mem, document, &found, e)) ||
        (r = read_chain(&t, mem, document, row, &found, e)))
        return r;
    found.line = (struct app_document_line){.id = document,
                                            .draft = row->draft.is,
                                            .plan = row->plan.is,
                                            .state = row->state,
                                            .number = row->number,
                                            .type = row->type,
                                            .issuer = row->issuer,
                                            .abstract = row->abstract,
                                            .file_name = row->file_name,
                                            .has_issued = row->issued.has,
                                            .issued = row->issued.is};
    found.issued_text = row->issued_text;
    found.format = row->format.is;
    found.hash = row->hash.is;
    found.size = row->size.is;
    found.made_at = row->made_at;
    found.passages = (size_t)row->passages;
    *ret = found;
    return ERR_OK;
}

int app_document_passages(struct app *a, struct app_who who, int64_t document, struct app_page p,
                          struct arena *mem, struct app_passages *ret, struct err *e)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};
    struct store_sql_passage_page in = {document, app__page_limit(p), (int64_t)p.skip};
    struct store_row_document_one *row;
    struct store_row_passage *rows;
    struct app_passage *at;
    size_t n;
    int r;

    (void)who;
    if ((r = store_txn_read(a->store, &t, e)) || (r = find(&t, mem, document, &row, e)) ||
        (r = store_passage_page(&t, mem, &in, &rows, &n, e)))
        return r;
    at = ARENA_MANY(mem, struct app_passage, n);
    for (size_t i = 0; i < n; i++)
        at[i] = app__passage_view(mem, app__lang(e), row->format.is, &rows[i], 0);
    *ret = (struct app_passages){at, n};
    return ERR_OK;
}

static struct str media_type(struct str format)
{
    static const struct {
        struct str format, type;
    } types[] = {
        {STR("text"), STR("text/plain")},
        {STR("markdown"), STR("text/markdown")},
        {STR("html"), STR("text/html")},
        {STR("docx"),
         STR("application/vnd.openxmlformats-officedocument.wordprocessingml.document")},
        {STR("xlsx"), STR("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")},
        {STR("odt"), STR("application/vnd.oasis.opendocument.text")},
        {STR("pdf"), STR("application/pdf")},
    };

    for (size_t i = 0; i < COUNT(types); i++)
        if (str_is(types[i].format, format))
            return types[i].type;
    return STR("application/octet-stream");
}

int app_document_open(struct app *a, struct app_who who, int64_t document, struct arena *mem,
                      struct app_document_file *ret, struct err *e)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};
    struct store_row_document_one *row;
    struct app_document_file file = {.fd = -1};
    int r;

    (void)who;
    if ((r = store_txn_read(a->store, &t, e)) || (r = find(&t, mem, document, &row, e)))
        return r;
    if (!row->hash.has)
        return err_set(e, ERR_NOT_FOUND, N_("Văn bản này không có tệp."));
    file.name = row->file_name;
    file.size = row->size.is;
    file.media_type = media_type(row->format.is);
    if ((r = store_file_open(a->folder, row->hash.is, &file.fd, e)))
        return r;
    *ret = file;
    return ERR_OK;
}
