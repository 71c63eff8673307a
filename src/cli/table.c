#include "cli/table.h"

void cli_table_open(struct cli_table *t, bool as_json, enum lang lang, struct buf *out)
{
    *t = (struct cli_table){.out = out, .lang = lang, .as_json = as_json};
    if (as_json) {
        json_init(&t->json, out);
        json_open(&t->json, '[');
    }
}

static void put_json(struct cli_table *t, const struct cli_cell *c)
{
    json_key(&t->json, c->key);
    if (c->kind == CLI_NUMBER)
        json_int(&t->json, c->number);
    else if (c->kind == CLI_OR_NULL && c->text.n == 0)
        json_null(&t->json);
    else
        json_str(&t->json, c->text);
}

static void put_text(struct cli_table *t, const struct cli_cell *cell, size_t n)
{
    buf_printf(t->out, "%5lld. %.*s\n", (long long)cell[0].number, STR_ARG(cell[1].text));
    for (size_t i = 2; i < n; i++) {
        const struct cli_cell *c = &cell[i];

        if (!c->label || (c->kind != CLI_NUMBER && c->text.n == 0))
            continue;
        buf_printf(t->out, "       %s: ", lang_text(t->lang, c->label));
        if (c->kind == CLI_NUMBER)
            buf_printf(t->out, "%lld\n", (long long)c->number);
        else
            buf_printf(t->out, "%.*s\n", STR_ARG(c->text));
    }
}

void cli_table_row(struct cli_table *t, const struct cli_cell *cell, size_t n)
{
    if (!t->as_json) {
        put_text(t, cell, n);
        return;
    }
    json_open(&t->json, '{');
    for (size_t i = 0; i < n; i++)
        put_json(t, &cell[i]);
    json_close(&t->json, '}');
    buf_char(t->out, '\n');
}

void cli_table_close(struct cli_table *t)
{
    if (t->as_json) {
        json_close(&t->json, ']');
        buf_char(t->out, '\n');
    }
}
