/* namro search: everything confirmed, searched without accents. */

#include "app/search.h"

#include <stdio.h>

#include "cli/command.h"
#include "cli/table.h"
#include "cli/words.h"

enum { MOST_BYTES = 8 << 20, HITS = 50 };

static struct str joined(struct arena *mem, const struct app_piece *piece, size_t n)
{
    struct str all = STR("");

    for (size_t i = 0; i < n; i++)
        all = arena_join(mem, all, piece[i].text);
    return all;
}

static struct str asked(struct arena *mem, const struct cli_words *words)
{
    struct str all = STR("");

    for (size_t i = 0; i < words->n; i++)
        all = arena_printf(mem, "%.*s%s%s", STR_ARG(all), i ? " " : "", words->word[i]);
    return all;
}

/* For people in words, for programs as the register calls it. */
static struct str kind_of(struct str kind, const struct cli_table *t)
{
    static const struct {
        const char *code, *words;
    } kinds[] = {{"task", N_("Nhiệm vụ")},
                 {"target", N_("Chỉ tiêu")},
                 {"plan", N_("Kế hoạch")},
                 {"org", N_("Cơ quan")},
                 {"document", N_("Văn bản")}};

    for (size_t i = 0; !t->as_json && i < COUNT(kinds); i++)
        if (str_is(kind, str_from(kinds[i].code)))
            return str_from(lang_text(t->lang, kinds[i].words));
    return kind;
}

static void show(const struct app_hits *hits, struct arena *mem, struct cli_table *t)
{
    for (size_t i = 0; i < hits->n; i++) {
        const struct app_hit *h = &hits->at[i];
        const struct cli_cell row[] = {
            {.key = "id", .kind = CLI_NUMBER, .number = h->ref},
            {.key = "title", .text = joined(mem, h->title, h->title_count)},
            {.key = "kind", .label = N_("Loại"), .text = kind_of(h->kind, t)},
            {.key = "snippet",
             .label = N_("Nội dung"),
             .text = joined(mem, h->snippet, h->snippet_count)},
            {.key = "plan", .label = N_("Kế hoạch"), .text = h->plan_number},
        };

        cli_table_row(t, row, COUNT(row));
    }
}

int cli_search_run(int argc, char **argv)
{
    CLEANUP(app_closep) struct app *app = NULL;
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    CLEANUP(buf_release) struct buf out;
    struct cli_words words = {0};
    struct cli_table table;
    struct app_hits hits;
    struct err e = {.lang = cli_command_lang()};
    int status;

    buf_init(&out, MOST_BYTES);
    if (cli_words_read(argc, argv, NULL, 0, &words, &e))
        return cli_command_fail(NULL, &e);
    if (words.n == 0) {
        err_set(&e, ERR_USAGE, N_("Chưa nêu chữ cần tìm. Cách dùng: namro search CHỮ …"));
        return cli_command_fail(NULL, &e);
    }
    if (cli_register_open(&words.where, &app, &e) ||
        app_search(app, app_who_cli, asked(mem, &words), STR_NONE, (struct app_page){0, HITS}, mem,
                   &hits, &e))
        return cli_command_fail(NULL, &e);
    cli_table_open(&table, words.json, e.lang, &out);
    show(&hits, mem, &table);
    cli_table_close(&table);
    if ((status = cli_command_print(buf_str(&out))))
        return status;
    if (hits.n == 0)
        fprintf(stderr, "%s\n", lang_text(e.lang, N_("Không tìm thấy gì.")));
    return hits.n ? CLI_COMMAND_OK : CLI_COMMAND_EMPTY;
}
