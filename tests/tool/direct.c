/* The whole way from document bytes to rows in one process, without the sandbox: for tests,
 * profiles and debuggers. Usage: namro-direct FILE [tree]; prints what `namro extract --format csv`
 * prints, or the document tree. */

#include <stdio.h>
#include <stdlib.h>

#include "cli/rows.h"
#include "reader/reader.h"

static void show(const struct doc_block *list, int depth)
{
    DOC_EACH_BLOCK (b, list) {
        if (b->kind == DOC_PARAGRAPH) {
            printf("%*sp%u:%u %s%s%s%s%s%.*s%s%.*s\n", depth * 2, "", b->pos.page, b->pos.line,
                   b->level ? "H " : "", b->flags & DOC_BOLD ? "B " : "",
                   b->flags & DOC_CENTRED ? "C " : "", b->flags & DOC_NOTE ? "NOTE " : "",
                   b->flags & DOC_ASIDE ? "ASIDE " : "", STR_ARG(b->label), b->label.n ? " | " : "",
                   STR_ARG(b->text));
            continue;
        }
        printf("%*sTABLE %zu x %u%s\n", depth * 2, "", b->row_count, b->column_count,
               b->rebuilt ? " rebuilt" : "");
        for (size_t r = 0; r < b->row_count; r++) {
            printf("%*sROW %zu p%u:%u%s\n", depth * 2 + 1, "", r, b->rows[r].pos.page,
                   b->rows[r].pos.line, b->rows[r].header ? " header" : "");
            for (size_t c = 0; c < b->rows[r].count; c++) {
                const struct doc_cell *cell = &b->rows[r].cells[c];

                printf("%*s[%u +%u/%u] \n", depth * 2 + 2, "", cell->column, cell->colspan,
                       cell->rowspan);
                show(cell->first, depth + 2);
            }
        }
    }
}

int main(int argc, char **argv)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct draft_rules rules = {plan_org_list_builtin(), schedule_rules_default};
    struct err e = {0};
    struct doc_tree *tree;
    struct draft *draft;
    struct buf out;
    FILE *f = argc > 1 ? fopen(argv[1], "rb") : NULL;
    struct str bytes;
    char *p;

    if (!f) {
        fprintf(stderr, "namro-direct FILE [tree]\n");
        return 2;
    }
    p = arena_alloc(mem, 64 << 20, 1);
    bytes = (struct str){p, fread(p, 1, 64 << 20, f)};
    fclose(f);
    if (reader_read(mem, bytes, &reader_limits_default, &tree, &e)) {
        fprintf(stderr, "%s\n", e.text);
        return 2;
    }
    if (argc > 2) {
        show(tree->first, 0);
        return 0;
    }
    if (draft_tree_read(mem, tree, &rules, &draft, &e)) {
        fprintf(stderr, "%s\n", e.text);
        return e.code == ERR_EMPTY ? 3 : 1;
    }
    buf_init(&out, 64 << 20);
    cli_rows_csv(mem, draft, &out);
    fwrite(out.p, 1, out.n, stdout);
    buf_release(&out);
    for (const struct diag *d = draft->diags.first; d; d = d->next)
        fprintf(stderr, "trang %u dòng %u: %s: %.*s\n", d->page, d->row, d->code, STR_ARG(d->text));
    return 0;
}
