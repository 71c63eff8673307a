#include "reader/relation.h"

enum { SPACE = 1, EL_RELATION = 1 };

static const struct reader_xml_space spaces[] = {
    {"http://schemas.openxmlformats.org/package/2006/relationships", SPACE},
    {0},
};

static const struct reader_xml_name names[] = {{SPACE, EL_RELATION, "Relationship"}, {0}};

struct load {
    struct arena *mem;
    struct reader_relations *ret;
    struct str folder; /* of the part, with the '/' at its end */
    size_t max;
};

static const char *keep(struct arena *mem, struct str s)
{
    return arena_copy(mem, s).p;
}

static struct str up(struct str folder)
{
    if (folder.n)
        folder.n--;
    while (folder.n && folder.p[folder.n - 1] != '/')
        folder.n--;
    return folder;
}

/* "styles.xml", "../x.xml", "/word/styles.xml" → name of the part. */
static const char *resolve(struct arena *mem, struct str folder, struct str target)
{
    if (str_starts(target, STR("/")))
        return keep(mem, str_rest(target, 1));
    for (;;) {
        if (str_starts(target, STR("./"))) {
            target = str_rest(target, 2);
        } else if (str_starts(target, STR("../"))) {
            target = str_rest(target, 3);
            folder = up(folder);
        } else {
            return arena_join(mem, folder, target).p;
        }
    }
}

static void on_start(struct reader_xml *x, int id, const char **attributes)
{
    struct load *l = x->user;
    const char *name, *type, *target, *mode, *slash;
    struct reader_relation r = {0};

    if (id != EL_RELATION || l->ret->count >= l->max)
        return;
    name = reader_xml_attribute(attributes, "Id");
    type = reader_xml_attribute(attributes, "Type");
    target = reader_xml_attribute(attributes, "Target");
    mode = reader_xml_attribute(attributes, "TargetMode");
    if (!name || !type || !target)
        return;
    slash = strrchr(type, '/');
    r.external = mode && strcmp(mode, "External") == 0;
    if (r.external && slash && strcmp(slash, "/hyperlink") == 0)
        return;
    r.id = keep(l->mem, str_from(name));
    r.kind = keep(l->mem, str_from(slash ? slash + 1 : type));
    r.part = r.external ? keep(l->mem, str_from(target))
                        : resolve(l->mem, l->folder, str_from(target));
    ARENA_PUSH(l->mem, l->ret->item, l->ret->count, l->ret->room, r);
}

static const struct reader_xml_vocabulary vocabulary = {
    .spaces = spaces,
    .names = names,
    .on_start = on_start,
};

int reader_relation_load(struct arena *mem, struct reader_package *p, const char *part,
                         const struct reader_limits *limits, struct reader_relations *ret,
                         struct err *e)
{
    const char *slash = strrchr(part, '/');
    struct str folder = {part, slash ? (size_t)(slash - part) + 1 : 0};
    const char *path = arena_printf(mem, "%.*s_rels/%s.rels", STR_ARG(folder), part + folder.n).p;
    struct load l = {mem, ret, folder, limits->entries};

    *ret = (struct reader_relations){0};
    if (!reader_package_has(p, path))
        return ERR_OK;
    return reader_package_parse(p, path, &vocabulary, &l, e);
}

const char *reader_relation_part(const struct reader_relations *r, const struct reader_package *p,
                                 const char *kind)
{
    for (size_t i = 0; i < r->count; i++)
        if (!r->item[i].external && strcmp(r->item[i].kind, kind) == 0)
            return reader_package_has(p, r->item[i].part) ? r->item[i].part : NULL;
    return NULL;
}

const struct reader_relation *reader_relation_by_id(const struct reader_relations *r,
                                                    const char *id)
{
    for (size_t i = 0; i < r->count; i++)
        if (strcmp(r->item[i].id, id) == 0)
            return &r->item[i];
    return NULL;
}

bool reader_relation_is_outside(const struct reader_relations *r, const char *kind)
{
    for (size_t i = 0; i < r->count; i++)
        if (r->item[i].external && strcmp(r->item[i].kind, kind) == 0)
            return true;
    return false;
}
