#include "draft/passage.h"

#include "app/app_priv.h"

struct str app__passage_place(struct arena *mem, enum lang lang, struct str format, int64_t page,
                              int64_t line)
{
    return doc_tree_place_in(mem, lang, arena_copy(mem, format).p,
                             (struct doc_pos){(uint32_t)page, (uint32_t)line});
}

struct app_passage app__passage_view(struct arena *mem, enum lang lang, struct str format,
                                     const struct store_row_passage *r, int64_t own)
{
    static const struct {
        const char *code;
        int kind;
    } kinds[] = {{"paragraph", APP_PASSAGE_PARAGRAPH},
                 {"heading", APP_PASSAGE_HEADING},
                 {"header", APP_PASSAGE_HEADER},
                 {"row", APP_PASSAGE_ROW},
                 {"note", APP_PASSAGE_NOTE}};
    struct app_passage p = {.place = app__passage_place(mem, lang, format, r->page, r->line),
                            .own = r->place == own};
    struct str *cells = NULL, rest = r->words, cell;
    size_t n = 0, room = 0;

    for (size_t i = 0; i < COUNT(kinds); i++)
        if (str_is(r->kind, str_from(kinds[i].code)))
            p.kind = kinds[i].kind;
    while (str_next(&rest, DRAFT_PASSAGE_DIVIDER, &cell))
        ARENA_PUSH(mem, cells, n, room, cell);
    p.cells = cells;
    p.cell_count = n;
    return p;
}

int app__passage_around(struct store_txn *t, struct arena *mem, enum lang lang, int64_t document,
                        struct str format, int64_t own, struct app_passages *ret, struct err *e)
{
    enum { BEFORE = 4, BEHIND = 3 };
    const struct store_sql_passage_around around = {document, own, BEFORE, BEHIND};
    const struct store_sql_passage_header header = {document, own};
    struct store_row_passage *rows, *heads;
    struct app_passage *at;
    size_t n, head_count = 0, count = 0;
    bool in_table = false;
    int code;

    if ((code = store_passage_around(t, mem, &around, &rows, &n, e)))
        return code;
    for (size_t i = 0; i < n; i++)
        in_table = in_table || (rows[i].place == own && str_is(rows[i].kind, STR("row")));
    if (in_table && (code = store_passage_header(t, mem, &header, &heads, &head_count, e)))
        return code;
    at = ARENA_MANY(mem, struct app_passage, n + head_count + 1);
    while (head_count-- > 0)
        if (heads[head_count].place < own - BEFORE)
            at[count++] = app__passage_view(mem, lang, format, &heads[head_count], own);
    for (size_t i = 0; i < n; i++)
        at[count++] = app__passage_view(mem, lang, format, &rows[i], own);
    *ret = (struct app_passages){at, count};
    return ERR_OK;
}
