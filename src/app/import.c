#include "app/import.h"

#include <ctype.h>
#include <unistd.h>

#include "app/draft_priv.h"
#include "app/extract.h"
#include "app/org.h"
#include "base/memfd.h"
#include "draft/passage.h"
#include "store/file.h"
#include "text/clean.h"
#include "text/fold.h"

enum { FILE_BYTES = 64 << 20, NAME_BYTES = 240 };

/* An import on its way. */
struct importing {
    struct app *a;
    struct app_who who;
    struct arena *mem;
    struct str name;
    const struct store_file *file;
    const struct draft *draft;
    struct draft_passages passages;
    struct store_txn *t;
    int64_t at, document, id; /* of the draft */
};

struct str app__document_key(struct arena *mem, struct str number, bool has_day, struct day day)
{
    struct str folded = text_fold_only(mem, number);
    char iso[11] = "", *p = arena_alloc(mem, folded.n + 1, 1);
    size_t n = 0;

    for (size_t i = 0; i < folded.n; i++)
        if (folded.p[i] != ' ')
            p[n++] = folded.p[i];
    if (n == 0)
        return STR("");
    if (has_day)
        day_iso(day, iso);
    return arena_printf(mem, "%.*s|%s", (int)n, p, iso);
}

/* What is known of these bytes: false when they were never here, or not wanted. */
static int find_known(struct store_txn *t, struct arena *mem, struct str hash,
                      struct app_import *ret, bool *known, int64_t *document, struct err *e)
{
    const struct store_sql_document_by_file by_file = {hash};
    struct store_sql_draft_of_document of = {0};
    struct store_sql_draft_row_tally tally = {0};
    struct store_row_document_known *documents;
    struct store_row_draft_known *drafts;
    struct store_row_draft_row_tally *rows;
    size_t n;
    int code;

    *known = false;
    *document = 0;
    if ((code = store_document_by_file(t, mem, &by_file, &documents, &n, e)) || n == 0)
        return code;
    of.document = *document = documents[0].id;
    if ((code = store_draft_of_document(t, mem, &of, &drafts, &n, e)) || n == 0)
        return code;
    tally.draft = drafts[0].id;
    if ((code = store_draft_row_tally(t, mem, &tally, &rows, e)))
        return code;
    *ret = (struct app_import){.document = of.document,
                               .draft = drafts[0].id,
                               .plan = drafts[0].plan.is,
                               .known = true,
                               .rows = (size_t)rows->rows,
                               .tentative = (size_t)rows->tentative};
    *known = true;
    return ERR_OK;
}

static struct store_day day_or_null(bool has, struct day day)
{
    return has ? store_day(day) : (struct store_day){0};
}

static int save_document(struct importing *i, struct err *e)
{
    const struct draft_head *h = &i->draft->head;
    const struct str key = app__document_key(i->mem, h->number, h->has_date, h->date);
    const struct store_sql_file_add file = {.hash = str_from(i->file->hash),
                                            .size = i->file->bytes,
                                            .format = str_from(i->draft->tree->format),
                                            .at = i->at};
    const struct store_sql_document_add add = {.state = STR("draft"),
                                               .number = h->number,
                                               .number_key = key,
                                               .type = h->type,
                                               .issuer = h->issuer,
                                               .issued_text = h->date_text,
                                               .issued_day = day_or_null(h->has_date, h->date),
                                               .abstract = h->abstract,
                                               .file_hash = store_text(file.hash),
                                               .file_name = i->name,
                                               .at = i->at,
                                               .account = i->who.account};
    const struct store_sql_document_reread again = {.id = i->document,
                                                    .state = add.state,
                                                    .number = add.number,
                                                    .number_key = key,
                                                    .type = add.type,
                                                    .issuer = add.issuer,
                                                    .issued_text = add.issued_text,
                                                    .issued_day = add.issued_day,
                                                    .abstract = add.abstract,
                                                    .file_name = add.file_name};
    const struct store_sql_arrival_end arrival = {.hash = file.hash};
    struct store_row_document_made *made;
    int code;

    if ((code = store_arrival_end(i->t, &arrival, e)))
        return code;
    if (i->document)
        return store_document_reread(i->t, &again, e);
    if ((code = store_file_add(i->t, &file, e)) ||
        (code = store_document_add(i->t, i->mem, &add, &made, e)))
        return code;
    i->document = made->id;
    return ERR_OK;
}

/* The document that a ground names: one of the base, else one that is only named so far. */
static int find_cited(struct importing *i, const struct draft_basis *b, int64_t *ret, struct err *e)
{
    const struct store_sql_document_by_number by_number = {
        app__document_key(i->mem, b->number, b->has_date, b->date), i->document};
    const size_t type = str_find(b->words, STR(" số "), 0);
    const struct store_sql_document_add add = {
        .state = STR("cited"),
        .number = b->number,
        .number_key = by_number.number_key,
        .type = type == SIZE_MAX ? STR("") : str_cut(b->words, 0, type),
        .issuer = STR(""),
        .issued_text = STR(""),
        .issued_day = day_or_null(b->has_date, b->date),
        .abstract = STR(""),
        .file_name = STR(""),
        .at = i->at,
        .account = i->who.account};
    struct store_row_document_known *found;
    struct store_row_document_made *made;
    size_t n;
    int code;

    if ((code = store_document_by_number(i->t, i->mem, &by_number, &found, &n, e)))
        return code;
    if (n) {
        *ret = found[0].id;
        return ERR_OK;
    }
    if ((code = store_document_add(i->t, i->mem, &add, &made, e)))
        return code;
    *ret = made->id;
    return ERR_OK;
}

/* Does `words` name this number? "57-NQ/TW" is not named by "157-NQ/TW". */
static bool names_number(struct str words, struct str number)
{
    for (size_t at = 0; (at = str_find(words, number, at)) != SIZE_MAX; at++) {
        unsigned char before = at ? (unsigned char)words.p[at - 1] : ' ';
        size_t end = at + number.n;
        unsigned char after = end < words.n ? (unsigned char)words.p[end] : ' ';

        if (!isalnum(before) && before != '/' && before != '-' && before < 0x80 &&
            !isalnum(after) && after != '-' && after < 0x80)
            return true;
    }
    return false;
}

/* What the document rests on. A plan that names a document in its title carries it out. */
static int save_links(struct importing *i, struct err *e)
{
    const struct draft_head *h = &i->draft->head;
    int code = ERR_OK;

    for (const struct draft_basis *b = h->basis; b && !code; b = b->next) {
        struct store_sql_document_link_put link = {
            .from_id = i->document,
            .kind = names_number(h->abstract, b->number) ? STR("implements") : STR("based_on"),
            .words = b->words,
            .at = i->at,
            .account = i->who.account};

        if (b->number.n == 0)
            continue;
        if ((code = find_cited(i, b, &link.to_id, e)) == ERR_OK)
            code = store_document_link_put(i->t, &link, e);
    }
    return code;
}

static int save_passages(struct importing *i, struct err *e)
{
    static const char *const kinds[] = {
        [DRAFT_PASSAGE_PARAGRAPH] = "paragraph", [DRAFT_PASSAGE_HEADING] = "heading",
        [DRAFT_PASSAGE_HEADER] = "header",       [DRAFT_PASSAGE_ROW] = "row",
        [DRAFT_PASSAGE_NOTE] = "note",
    };
    const struct store_sql_passage_clear clear = {i->document};
    int code;

    draft_passage_read(i->mem, i->draft->tree, &i->passages);
    code = store_passage_clear(i->t, &clear, e);
    for (size_t k = 0; k < i->passages.n && !code; k++) {
        const struct draft_passage *p = &i->passages.at[k];
        const struct store_sql_passage_add in = {.document = i->document,
                                                 .place = (int64_t)k + 1,
                                                 .page = p->pos.page,
                                                 .line = p->pos.line,
                                                 .kind = str_from(kinds[p->kind]),
                                                 .words = p->words};

        code = store_passage_add(i->t, &in, e);
    }
    return code;
}

static int save_diags(struct importing *i, struct err *e)
{
    int64_t place = 0;
    int code = ERR_OK;

    for (const struct diag *d = i->draft->diags.first; d && !code; d = d->next) {
        const struct store_sql_draft_diag_add in = {.draft = i->id,
                                                    .place = ++place,
                                                    .level = d->level == DIAG_WARN ? STR("warning")
                                                                                   : STR("note"),
                                                    .page = d->page,
                                                    .line = d->row,
                                                    .code = str_from(d->code),
                                                    .words = d->text};

        code = store_draft_diag_add(i->t, &in, e);
    }
    return code;
}

static struct str steps_of(struct arena *mem, const struct draft_step *steps)
{
    struct str all = STR("");

    for (const struct draft_step *s = steps; s; s = s->next)
        all = arena_printf(mem, "%.*s%s%.*s", STR_ARG(all), all.n ? "\n" : "",
                           STR_ARG(text_clean(mem, s->text, false)));
    return all;
}

/* What the list knows for sure is decided; what one correction taught is proposed. */
static void add_bodies(struct app__version *v, const char *role, const struct plan_org_name *names,
                       size_t count)
{
    for (size_t k = 0; k < count; k++)
        v->bodies[v->body_count++] = app__body_of(&names[k], role);
}

static bool has_learned(const struct app__version *v)
{
    for (size_t k = 0; k < v->body_count; k++)
        if (v->bodies[k].org.has && !app__version_decided(&v->bodies[k]))
            return true;
    return false;
}

static struct str not_null(struct str s)
{
    return s.p ? s : STR("");
}

static struct app__version version_of(struct importing *i, const struct draft_row *r, size_t number)
{
    static const char *const sources[] = {
        [DRAFT_FROM_TABLE] = "table",     [DRAFT_FROM_LABELS] = "labels",
        [DRAFT_FROM_AGENCY] = "agency",   [DRAFT_FROM_SENTENCE] = "sentence",
        [DRAFT_FROM_PROSE] = "prose",     [DRAFT_FROM_GOAL] = "goal",
        [DRAFT_FROM_DAMAGED] = "damaged",
    };
    struct app__version v = {.bodies = ARENA_MANY(i->mem, struct store_row_draft_body,
                                                  r->lead_count + r->coordinating_count + 1)};

    add_bodies(&v, "lead", r->lead, r->lead_count);
    add_bodies(&v, "coordinating", r->coordinating, r->coordinating_count);
    v.is = (struct store_row_draft_row){
        .row = (int64_t)number,
        .place = (int64_t)number * APP__PLACE_GAP,
        .state = STR("live"),
        .kind = r->kind == DRAFT_TASK ? STR("task") : STR("target"),
        .certainty = r->certainty == DRAFT_FIRM ? STR("firm") : STR("tentative"),
        .source = str_from(sources[r->source]),
        .reason = r->reason,
        .steps = steps_of(i->mem, r->steps),
        .no = r->no,
        .heading = r->group,
        .name = r->name,
        .restored = r->restored,
        .deadline_text = r->deadline_text,
        .deadline_kinds = r->deadline.kinds,
        .start_day = day_or_null(r->deadline.has_start, r->deadline.start),
        .due_day = day_or_null(r->deadline.has_due, r->deadline.due),
        .deliverable = r->deliverable,
        .unit = r->unit,
        .target_text = r->target_text,
        .baseline = r->baseline,
        .passage = (int64_t)draft_passage_find(&i->passages, r->place.pos)};
    if (has_learned(&v) && r->certainty == DRAFT_FIRM) {
        v.is.certainty = STR("tentative");
        v.is.reason = STR(N_("tên cơ quan được hiểu theo một lần sửa trước đây"));
    }
    return v;
}

static int save_rows(struct importing *i, struct app_import *ret, struct err *e)
{
    int code = ERR_OK;

    for (const struct draft_row *r = i->draft->rows; r && !code; r = r->next) {
        struct app__version v = version_of(i, r, ++ret->rows);
        int64_t id;

        ret->tentative += str_is(v.is.certainty, STR("tentative"));
        code = app__version_add(i->t, i->id, 0, &v, &id, e);
    }
    return code;
}

static int save_draft(struct importing *i, struct app_import *ret, struct err *e)
{
    struct store_sql_draft_add add = {.at = i->at, .account = i->who.account};
    struct store_row_draft_made *made;
    struct app__audit audit;
    int code;

    if ((code = save_document(i, e)) || (code = save_links(i, e)) || (code = save_passages(i, e)))
        return code;
    add.document = i->document;
    if ((code = store_draft_add(i->t, i->mem, &add, &made, e)))
        return code;
    i->id = made->id;
    if ((code = save_diags(i, e)) || (code = save_rows(i, ret, e)) ||
        (code = app__audit_open(i->a, i->who, i->t, "draft.import", "draft", i->id, &audit, e)))
        return code;
    ret->document = i->document;
    ret->draft = i->id;
    return ERR_OK;
}

/* One transaction; somebody else may have imported the same bytes meanwhile. */
static int save(struct importing *i, struct app_import *ret, struct err *e)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};
    struct app_import done = {0};
    bool known;
    int code;

    i->t = &t;
    i->at = app_now(i->a);
    if ((code = store_txn_write(app__store(i->a), &t, e)) ||
        (code = find_known(&t, i->mem, str_from(i->file->hash), &done, &known, &i->document, e)))
        return code;
    if (!known && ((code = save_draft(i, &done, e)) || (code = store_txn_commit(&t, e))))
        return code;
    *ret = done;
    return ERR_OK;
}

/* Asked while nobody can take hold of the file: does no document have it? When the base does not
 * answer the file stays. */
static bool is_stray(void *ctx, struct str hash)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    CLEANUP(store_txn_end) struct store_txn t = {0};
    const struct store_sql_file_count in = {hash};
    struct store_row_file_count *row;

    return store_txn_read(app__store(ctx), &t, NULL) == ERR_OK &&
           store_file_count(&t, mem, &in, &row, NULL) == ERR_OK && row->count == 0;
}

/* Says that the file is coming, so that whatever is cut off from here on is known. */
static int announce(struct importing *i, const char *hash, struct err *e)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};
    const struct store_sql_arrival_put in = {str_from(hash), app_now(i->a)};
    int code;

    if ((code = store_txn_write(app__store(i->a), &t, e)) || (code = store_arrival_put(&t, &in, e)))
        return code;
    return store_txn_commit(&t, e);
}

/* Keeps the file, then the rows that name it; without the rows the file goes again. Where nobody
 * knows whether they were saved (the disk failed, the connection was lost) it stays. */
static int keep(struct importing *i, int sealed, struct app_import *ret, struct err *e)
{
    CLEANUP(store_file_release) struct store_file file = STORE_FILE_NONE;
    char hash[STORE_FILE_HASH + 1];
    bool gone;
    int code;

    if ((code = store_file_hash(sealed, hash, e)) || (code = announce(i, hash, e)) ||
        (code = store_file_keep(app__folder(i->a), sealed, &file, e)))
        return code;
    i->file = &file;
    if ((code = save(i, ret, e))) {
        store_file_release(&file);
        if (code != ERR_SYSTEM &&
            store_file_drop(app__folder(i->a), str_from(file.hash), is_stray, i->a, &gone, NULL))
            gone = false; /* the next sweep finds it */
    }
    return code;
}

/* The bytes as nobody can change them any more. */
static int seal(int fd, int *ret, struct err *e)
{
    CLEANUP(memfd_unmap) struct str bytes = STR_NONE;

    if (memfd_map(fd, &bytes, NULL) == ERR_OK && (*ret = dup(fd)) >= 0)
        return ERR_OK;
    if (lseek(fd, 0, SEEK_SET) < 0)
        return err_set(e, ERR_UNREADABLE, N_("Đây không phải là tệp nên không đọc được."));
    return memfd_from_fd(fd, FILE_BYTES, ret, e);
}

static int is_known(struct app *a, struct arena *mem, int sealed, struct app_import *ret,
                    bool *known, struct err *e)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};
    char hash[STORE_FILE_HASH + 1];
    int64_t document;
    int code;

    if ((code = store_file_hash(sealed, hash, e)) || (code = store_txn_read(app__store(a), &t, e)))
        return code;
    return find_known(&t, mem, str_from(hash), ret, known, &document, e);
}

/* The last part of a path, as a name to show. */
static struct str base_name(struct arena *mem, struct str name)
{
    for (size_t k = name.n; k-- > 0;)
        if (name.p[k] == '/' || name.p[k] == '\\') {
            name = str_rest(name, k + 1);
            break;
        }
    return not_null(str_whole(str_cut(text_clean(mem, name, false), 0, NAME_BYTES)));
}

int app_import_file(struct app *a, struct app_who who, int fd, struct str name, struct arena *mem,
                    struct app_import *ret, struct err *e)
{
    CLEANUP(memfd_close) int sealed = -1;
    CLEANUP(app_extract_release) struct app_extract x = {0};
    struct importing i = {.a = a, .who = who, .mem = mem, .name = base_name(mem, name)};
    const struct plan_org_list *orgs;
    bool known = false;
    int code;

    if ((code = seal(fd, &sealed, e)) || (code = is_known(a, mem, sealed, ret, &known, e)) || known)
        return code;
    if (!(orgs = app_org_list_take(a, e)))
        return e ? (int)e->code : ERR_SYSTEM;
    if ((code = app_extract_fd(sealed, orgs, &x, e)) == ERR_OK) {
        i.draft = x.draft;
        code = keep(&i, sealed, ret, e);
    }
    app_org_list_give(a, orgs);
    return code;
}

/* Whether nothing is left of an import that announced its file and never gave it its row. One that
 * has not begun to keep the file may still be at work, so its line stays for a day: nothing else
 * would tell of what it leaves. */
static bool is_over(struct app *a, const struct store_row_arrival *r, bool *gone)
{
    enum { DAY_S = 86400 };
    int code = store_file_drop(app__folder(a), r->hash, is_stray, a, gone, NULL);

    return code == ERR_NOT_FOUND ? app_now(a) - r->at > INT64_C(1000000) * DAY_S
                                 : code == ERR_OK && *gone;
}

static int arrival_end(struct app *a, const struct store_row_arrival *r, struct err *e)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};
    const struct store_sql_arrival_end in = {r->hash, store_int64(r->at)};
    int code;

    if ((code = store_txn_write(app__store(a), &t, e)) || (code = store_arrival_end(&t, &in, e)))
        return code;
    return store_txn_commit(&t, e);
}

static int arrivals(struct app *a, struct arena *mem, struct store_row_arrival **ret, size_t *n,
                    struct err *e)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};
    int code = store_txn_read(app__store(a), &t, e);

    return code ? code : store_arrival_list(&t, mem, ret, n, e);
}

int app_import_sweep(struct app *a, size_t *ret, struct err *e)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct store_row_arrival *all;
    size_t n, swept;
    int code;

    if ((code = store_file_sweep(app__folder(a), &swept, e)) ||
        (code = arrivals(a, mem, &all, &n, e)))
        return code;
    for (size_t i = 0; i < n; i++) {
        bool gone = false;

        if (!all[i].kept && !is_over(a, &all[i], &gone))
            continue;
        swept += gone;
        if ((code = arrival_end(a, &all[i], e)))
            return code;
    }
    *ret = swept;
    return ERR_OK;
}
