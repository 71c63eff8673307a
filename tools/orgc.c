/* data/orgs/bodies.csv → the C tables of plan_org_list_builtin(). Run by meson at build time.
 * usage: orgc bodies.csv > org_builtin.c */

#include <stdio.h>
#include <stdlib.h>

#include "base/csv.h"
#include "plan/org_priv.h"

enum { COLUMNS = 4, FILE_MAX = 1 << 22 };

static struct str read_file(struct arena *mem, const char *path)
{
    char *p = arena_alloc(mem, FILE_MAX, 1);
    FILE *f = fopen(path, "rb");
    size_t n;

    if (!f) {
        perror(path);
        exit(1);
    }
    n = fread(p, 1, FILE_MAX, f);
    fclose(f);
    return (struct str){p, n};
}

/* Splits at '|'. */
static size_t split(struct arena *mem, struct str s, const struct str **ret)
{
    struct str *out = ARENA_MANY(mem, struct str, s.n + 1), piece;
    size_t n = 0;

    while (str_next(&s, '|', &piece))
        if ((piece = str_trim(piece)).n)
            out[n++] = piece;
    *ret = out;
    return n;
}

static void print_str(struct str s)
{
    printf("{\"");
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"' || s.p[i] == '\\')
            putchar('\\');
        putchar(s.p[i]);
    }
    printf("\", %zu}", s.n);
}

static void print(const struct plan_org_list *list)
{
    printf("/* Made by tools/orgc.c from data/orgs/bodies.csv. */\n\n#include "
           "\"plan/org_priv.h\"\n\n");
    printf("static const struct str aliases[] = {\n");
    for (size_t i = 0; i < list->org_count; i++)
        for (size_t a = 0; a < list->orgs[i].alias_count; a++) {
            print_str(list->orgs[i].aliases[a]);
            puts(",");
        }
    printf("{\"\", 0}};\n\nstatic const struct plan_org orgs[] = {\n");
    for (size_t i = 0, at = 0; i < list->org_count; at += list->orgs[i++].alias_count) {
        const struct plan_org *o = &list->orgs[i];

        printf("{0, ");
        print_str(o->name);
        printf(", ");
        print_str(o->type);
        printf(", ");
        print_str(o->successor);
        printf(", aliases + %zu, %zu, 0},\n", at, o->alias_count);
    }
    printf("};\n\nstatic const struct plan__org_key keys[] = {\n");
    for (size_t i = 0; i < list->key_count; i++) {
        const struct plan__org_key *k = &list->keys[i];

        printf("{");
        print_str(k->text);
        printf(", %uu, 0x%xu, %u, %u, %d, false},\n", k->hash, k->breaks, k->org, k->words,
               k->name);
    }
    printf("};\n\nstatic const uint16_t slots[] = {\n");
    for (size_t i = 0; i < list->slot_count; i++)
        printf("%u,%c", list->slots[i], i % 16 == 15 ? '\n' : ' ');
    printf("};\n\nstatic const struct plan__org_shape shapes[] = {\n");
    for (size_t i = 0; i < list->shape_count; i++) {
        printf("{");
        print_str(list->shapes[i].text);
        printf(", %u, %d, %u},\n", list->shapes[i].org, list->shapes[i].part, list->shapes[i].next);
    }
    printf("};\n\nstatic const uint32_t vocabulary[] = {\n");
    for (size_t i = 0; i < list->vocabulary_count; i++)
        printf("%uu,%c", list->vocabulary[i], i % 8 == 7 ? '\n' : ' ');
    printf("};\n\nconst struct plan_org_list plan__org_builtin = {\n"
           "    orgs, %zu, keys, %zu, slots, %zu, shapes, %zu, vocabulary, %zu,\n};\n",
           list->org_count, list->key_count, list->slot_count, list->shape_count,
           list->vocabulary_count);
}

/* A department has its committee: "Đảng ủy Sở Nội vụ" beside "Sở Nội vụ". Those of former ones and
 * of other bodies stand in the file. */
static bool has_committee(const struct plan_org *o)
{
    return str_starts(o->name, STR("Sở ")) && o->successor.n == 0;
}

static struct plan_org committee(struct arena *mem, const struct plan_org *o)
{
    struct str *alias = ARENA_NEW(mem, struct str);

    *alias = arena_join(mem, STR("Đảng bộ "), o->name);
    return (struct plan_org){.name = arena_join(mem, STR("Đảng ủy "), o->name),
                             .type = STR("party"),
                             .successor = STR(""),
                             .aliases = alias,
                             .alias_count = 1};
}

int main(int argc, char **argv)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct plan_org_list list;
    struct plan_org *orgs = NULL;
    size_t n = 0, room = 0, count;
    struct str rest, *field;

    if (argc != 2) {
        fprintf(stderr, "usage: orgc bodies.csv > org_builtin.c\n");
        return 2;
    }
    rest = read_file(mem, argv[1]);
    csv_next(mem, &rest, &field, &count);
    while (csv_next(mem, &rest, &field, &count)) {
        struct plan_org o = {.name = field[0]};

        if (count != COLUMNS) {
            fprintf(stderr, "%s: \"%.*s\" has %zu columns, not %d\n", argv[1], STR_ARG(field[0]),
                    count, COLUMNS);
            return 1;
        }
        o.type = field[1];
        o.successor = field[3];
        o.alias_count = split(mem, field[2], &o.aliases);
        ARENA_PUSH(mem, orgs, n, room, o);
        if (has_committee(&o))
            ARENA_PUSH(mem, orgs, n, room, committee(mem, &o));
    }
    plan__org_list_build(mem, orgs, n, &list);
    print(&list);
    return 0;
}
