#include "base/buf.h"
#include "plan/org_priv.h"

enum {
    PREFIX_BYTES_MAX = 4096, /* no list of bodies in a sentence is longer */
    NAME_BYTES_MAX = 800,
    NAME_WORDS_MAX = 60,
};

const struct plan_org_list *plan_org_list_builtin(void)
{
    return &plan__org_builtin;
}

/* What stands before the bodies in a heading: "Đề nghị", "Trách nhiệm của", "Đối với", a number. */
static size_t past_opening(const struct plan__phrase *p)
{
    static const struct str openings[] = {
        STR("de nghi"), STR("trach nhiem cua"),      STR("nhiem vu cua"),
        STR("doi voi"), STR("kinh de nghi"),         STR("giao"),
        STR("yeu cau"), STR("giao trach nhiem cho"),
    };
    size_t i = 0;

    for (; i < p->n && i < 3; i++) {
        struct str w = p->words[i].text;
        bool number = w.p[0] >= '0' && w.p[0] <= '9';
        bool letter = w.n == 1 && i + 1 < p->n && p->words[i + 1].sep >= PLAN__SEP_CLOSE;

        if (!number && !letter)
            break;
    }
    for (size_t k = 0; k < COUNT(openings); k++) {
        size_t n = plan__org_word_match(p, i, openings[k]);

        if (n && i + n < p->n)
            return i + n;
    }
    return i;
}

bool plan_org_is_name(struct arena *mem, struct str words)
{
    struct plan__phrase p;
    size_t from, end;

    if (words.n > NAME_BYTES_MAX)
        return false;
    plan__org_word_read(mem, words, &p);
    if (p.n == 0 || p.n > NAME_WORDS_MAX)
        return false;
    from = past_opening(&p);
    end = plan__org_span_list_end(&plan__org_builtin, &p, from);
    return end > from && end == p.n;
}

/* Offset behind word `i` - 1, with the bracket that closes right there. */
static size_t source_end(const struct plan__phrase *p, size_t i)
{
    size_t at = p->words[i - 1].to, k = at;
    unsigned char after = i < p->n ? p->words[i].sep : p->end;

    while (k < p->source.n && p->source.p[k] == ' ')
        k++;
    if (after >= PLAN__SEP_CLOSE && k < p->source.n && p->source.p[k] == ')')
        for (size_t o = k; o-- > 0 && p->source.p[o] != ')';)
            if (p->source.p[o] == '(')
                return k + 1;
    return at;
}

size_t plan_org_prefix(struct arena *mem, struct str words)
{
    struct plan__phrase p;
    size_t end;

    plan__org_word_read(mem, str_cut(words, 0, PREFIX_BYTES_MAX), &p);
    if (p.n == 0 || p.words[0].from > 0)
        return 0;
    end = plan__org_span_list_end(&plan__org_builtin, &p, 0);
    return end ? source_end(&p, end) : 0;
}

/* "Như trên", "nt", "-": the cell says what the one above says. */
static bool is_same_as_above(struct str words)
{
    static const struct str same[] = {
        STR("Như trên"), STR("như trên"), STR("nt"),       STR("Nt"),    STR("NT"), STR("-"),
        STR("-nt-"),     STR("\""),       STR("“"),        STR("”"),     STR("…"),  STR("..."),
        STR("-//-"),     STR("//"),       STR("Tương tự"), STR("- nt -")};

    words = str_trim(words);
    for (size_t i = 0; i < COUNT(same); i++)
        if (str_is(words, same[i]))
            return true;
    return false;
}

/* A word behind which a new line or a bullet can be no new body: the name is not whole yet. */
static bool is_hanging(const struct plan__phrase *p, size_t i)
{
    static const struct str hanging[] = {STR("cac"), STR("va"), STR("cua"), STR("thuoc"),
                                         STR("so"),  STR("bo"), STR("mot"), STR("voi")};

    for (size_t k = 0; k < COUNT(hanging); k++)
        if (str_is(p->words[i].text, hanging[k]))
            return true;
    return false;
}

/* A cell on its way to names. */
struct reading {
    struct arena *mem;
    const struct plan_org_list *list;
    struct plan__phrase p;
    size_t from;     /* where the name at hand begins */
    size_t sure;     /* up to here marks are its own */
    struct str head; /* its first word, for names that leave it out */
    bool elided;     /* … as this one does */
    bool bullets;    /* the cell began with one: a dash may begin a name */
};

static bool begins(const struct reading *r, size_t i)
{
    size_t taken;

    return plan__org_head_at(r->list, &r->p, i, &taken) != PLAN__HEAD_NONE;
}

/* A name begins at word `i`. */
static void open_name(struct reading *r, size_t i)
{
    struct str head;
    enum plan__head kind;

    r->from = plan__org_span_shared(r->list, &r->p, i, &head);
    r->elided = r->from > i || plan__org_head_elided(r->list, &r->p, r->head, i);
    if (r->from > i)
        r->head = head;
    if (r->elided) {
        r->sure = r->from + plan__org_head_elided(r->list, &r->p, r->head, r->from);
        return;
    }
    r->head = r->p.words[i].text;
    r->sure = plan__org_span_end(r->list, &r->p, i, &kind);
}

/* Two names with nothing between them, as when a line break was lost: the one at hand is whole, and
 * a department or the like follows. */
static bool follows_unmarked(const struct reading *r, size_t i)
{
    static const struct str heads[] = {STR("so"),      STR("bo"),        STR("uy ban nhan dan"),
                                       STR("cong an"), STR("van phong"), STR("cac")};
    size_t known;

    if (i != r->sure || !r->p.words[i].capital || r->p.shout)
        return false;
    plan__org_list_longest(r->list, STR_NONE, &r->p, i, r->p.n, &known);
    for (size_t k = 0; known > 1 && k < COUNT(heads); k++)
        if (plan__org_word_match(&r->p, i, heads[k]))
            return true;
    return false;
}

/* True when a new name begins at word `i`. */
static bool splits_at(const struct reading *r, size_t i)
{
    switch (r->p.words[i].sep) {
    case PLAN__SEP_SEMI:
        return true;
    case PLAN__SEP_STOP:
        return begins(r, i);
    case PLAN__SEP_LINE:
        return !is_hanging(&r->p, i - 1) && begins(r, i);
    case PLAN__SEP_COMMA:
    case PLAN__SEP_SLASH:
        return begins(r, i) || plan__org_head_elided(r->list, &r->p, r->head, i);
    case PLAN__SEP_DASH:
        return r->bullets && begins(r, i);
    default:
        break;
    }
    if (i > r->from + 1 && str_is(r->p.words[i - 1].text, STR("va")))
        return begins(r, i) || plan__org_head_elided(r->list, &r->p, r->head, i);
    return r->p.words[i].sep == PLAN__SEP_NONE && follows_unmarked(r, i);
}

/* The words [from, to) with abbreviations unfolded, as shown. */
static struct str show(struct arena *mem, const struct plan__phrase *p, size_t from, size_t to)
{
    struct str text = STR_NONE;
    uint32_t at = p->words[from].from;

    for (size_t i = from; i < to; i++) {
        const struct plan__word *w = &p->words[i];

        if (!w->abbreviation || w->abbreviation->keep || (i > from && w[-1].from == w->from))
            continue;
        text = arena_join(mem, text, str_cut(p->source, at, w->from));
        text = arena_join(mem, text, w->abbreviation->full);
        at = w->to;
    }
    return arena_join(mem, text, str_cut(p->source, at, (uint32_t)source_end(p, to)));
}

/* The name of the list says what was written: not a word more or less, "các" neither. */
static bool is_same(const struct plan__org_key *key, struct str name,
                    const struct plan__word *first)
{
    bool many = str_starts(name, STR("Các "));

    return key->name && many == str_is(first->text, STR("cac"));
}

/* The name at hand ends before word `to`. */
static struct plan_org_name close_name(const struct reading *r, size_t to)
{
    static const struct {
        struct str folded, full;
    } heads[] = {{STR("so"), STR("Sở ")},
                 {STR("bo"), STR("Bộ ")},
                 {STR("phong"), STR("Phòng ")},
                 {STR("hoi"), STR("Hội ")},
                 {STR("ban"), STR("Ban ")}};
    const struct plan__phrase *p = &r->p;
    const struct plan__org_key *key;
    struct plan_org_name name = {0};
    size_t known;

    while (to > r->from + 1 && str_is(p->words[to - 1].text, STR("va")))
        to--;
    name.words = str_cut(p->source, p->words[r->from].from, source_end(p, to));
    name.canonical = show(r->mem, p, r->from, to);
    for (size_t k = 0; r->elided && k < COUNT(heads); k++)
        if (str_is(r->head, heads[k].folded))
            name.canonical = arena_join(r->mem, heads[k].full, name.canonical);
    key = plan__org_list_longest(r->list, r->elided ? r->head : STR_NONE, p, r->from, to, &known);
    if (!key)
        return name;
    name.best[0].org = &r->list->orgs[key->org];
    name.best[0].certainty = r->from + known == to ? 100 : 90;
    if (r->from + known == to && is_same(key, name.best[0].org->name, &p->words[r->from]))
        name.canonical = name.best[0].org->name;
    return name;
}

size_t plan_org_read(struct arena *mem, const struct plan_org_list *list, struct str words,
                     struct plan_org_name **ret)
{
    struct reading r = {.mem = mem, .list = list};
    struct plan_org_name *names = NULL;
    size_t n = 0, room = 0, from;

    *ret = NULL;
    if (is_same_as_above(words))
        return 0;
    plan__org_word_read(mem, words, &r.p);
    from = past_opening(&r.p);
    if (from >= r.p.n)
        return 0;
    r.bullets = r.p.words[0].sep == PLAN__SEP_DASH;
    open_name(&r, from);
    for (size_t i = r.from + 1; i <= r.p.n; i++) {
        struct plan_org_name name;

        if (i < r.p.n && (i < r.sure || !splits_at(&r, i)))
            continue;
        name = close_name(&r, i);
        ARENA_PUSH(mem, names, n, room, name);
        if (i == r.p.n)
            break;
        open_name(&r, i);
        i = r.from;
    }
    *ret = names;
    return n;
}
