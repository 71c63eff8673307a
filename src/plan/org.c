#include "plan/org_priv.h"

enum {
    PREFIX_BYTES_MAX = 4096, /* no list of bodies in a sentence is longer */
    NAME_BYTES_MAX = 800,
    HEAD_BYTES_MAX = 120, /* no head is longer */
    NAME_WORDS_MAX = 60,
    PLACED = PLAN_ORG_KNOWN, /* certainty of a known name with a place or a bracket behind it */
    UNSURE = 60,             /* … with other words behind it */
    SURE = 82,               /* likeness from which a name counts as damaged, not as another one */
    SURE_WHEN_BARE = 72,     /* … where all marks are lost, and damage is to be expected */
};

const struct plan_org_list *plan_org_list_builtin(void)
{
    return &plan__org_builtin;
}

/* "3.", "1.2)", "a)": a number with the mark that makes it one. */
static bool is_number(const struct plan__phrase *p, size_t i)
{
    const struct plan__word *w = &p->words[i];
    bool digit = w->text.p[0] >= '0' && w->text.p[0] <= '9';

    return w->to < p->source.n && strchr(".):-/", p->source.p[w->to]) &&
           (digit || (w->text.n == 1 && p->n > 1));
}

/* What stands before the bodies in a heading: a number, "Đề nghị", "Trách nhiệm của", "Đối với". */
static size_t past_opening(const struct plan__phrase *p)
{
    static const struct str openings[] = {
        STR("de nghi"), STR("trach nhiem cua"),      STR("nhiem vu cua"),
        STR("doi voi"), STR("kinh de nghi"),         STR("giao"),
        STR("yeu cau"), STR("giao trach nhiem cho"),
    };
    size_t i = 0;

    while (i < p->n && i < 3 && is_number(p, i))
        i++;
    for (size_t k = 0; k < COUNT(openings); k++) {
        size_t n = plan__org_word_match(p, i, openings[k]);

        if (n && i + n < p->n)
            return i + n;
    }
    return i;
}

/* "Đơn vị", "Thống kê", "Doanh nghiệp công nghệ số": the header of a column, or what a section is
 * about. In a cell of bodies the same words would name some. */
static bool is_topic(const struct plan__phrase *p, size_t from)
{
    if (!plan__org_head_at(&plan__org_builtin, p, from).bare ||
        plan__org_word_match(p, from, STR("cong an")))
        return false;
    for (size_t i = from + 1; i < p->n; i++)
        if (plan__org_word_match(p, i, STR("lien quan")) ||
            (p->words[i].gap.sep != PLAN__SEP_NONE && plan__org_head_noun(p, from)))
            return false;
    return true;
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
    if (is_topic(&p, from))
        return false;
    end = plan__org_span_list_end(&plan__org_builtin, &p, from);
    return end > from && end == p.n;
}

/* Offset behind word `i` - 1, with the bracket that closes right there. */
static size_t source_end(const struct plan__phrase *p, size_t i)
{
    size_t at = p->words[i - 1].to, k = at;
    bool closes = i < p->n ? p->words[i].gap.closes : p->end.closes;

    while (closes && k < p->source.n && (p->source.p[k] == ' ' || p->source.p[k] == '.'))
        k++;
    return closes && k < p->source.n && (p->source.p[k] == ')' || p->source.p[k] == ']') ? k + 1
                                                                                         : at;
}

size_t plan_org_prefix(struct arena *mem, struct str words)
{
    struct plan__phrase p;
    size_t end;

    /* Most sentences begin with no body: their first words tell. */
    if (words.n > 2 * HEAD_BYTES_MAX) {
        plan__org_word_read(mem, str_cut(words, 0, HEAD_BYTES_MAX), &p);
        if (plan__org_head_at(&plan__org_builtin, &p, 0).kind == PLAN__HEAD_NONE)
            return 0;
    }
    plan__org_word_read(mem, str_cut(words, 0, PREFIX_BYTES_MAX), &p);
    if (p.n == 0 || p.words[0].from > 0)
        return 0;
    end = plan__org_span_list_end(&plan__org_builtin, &p, 0);
    return end ? source_end(&p, end) : 0;
}

bool plan_org_is_same_as_above(struct str words)
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
    enum plan_org_role role;
};

/* "Chủ trì:", "đơn vị phối hợp:", "phối hợp với": the word behind it, or `i`. */
static size_t past_role(const struct plan__phrase *p, size_t i, enum plan_org_role *role)
{
    static const struct str whose[] = {STR("co quan"), STR("don vi")};
    static const struct str with[] = {STR("voi"), STR("cung"), STR("chat che voi")};
    size_t at = i, n;
    enum plan_org_role found = PLAN_ORG_ROLE_COORDINATING;

    for (size_t k = 0; k < COUNT(whose) && at == i; k++)
        at += plan__org_word_match(p, i, whose[k]);
    n = plan__org_word_match(p, at, STR("phoi hop"));
    if (n == 0) {
        found = PLAN_ORG_ROLE_LEAD;
        n = plan__org_word_match(p, at, STR("chu tri"));
    }
    if (n == 0)
        return i;
    at += n;
    n = 0;
    for (size_t k = 0; k < COUNT(with) && n == 0 && found == PLAN_ORG_ROLE_COORDINATING; k++)
        n = plan__org_word_match(p, at, with[k]);
    if (at + n >= p->n || (n == 0 && p->words[at].gap.sep != PLAN__SEP_COLON))
        return i;
    *role = found;
    return at + n;
}

static size_t count_words(struct str s)
{
    size_t n = s.n > 0;

    for (size_t i = 0; i < s.n; i++)
        n += s.p[i] == ' ';
    return n;
}

/* A name that ends before word `to` may end with what its body does: "(chủ trì)", "chủ trì".
 * Returns where the name itself ends. */
static size_t before_role(const struct plan__phrase *p, size_t from, size_t to,
                          enum plan_org_role *role)
{
    static const struct {
        struct str folded;
        enum plan_org_role role;
    } roles[] = {
        {STR("co quan chu tri"), PLAN_ORG_ROLE_LEAD},
        {STR("don vi chu tri"), PLAN_ORG_ROLE_LEAD},
        {STR("chu tri"), PLAN_ORG_ROLE_LEAD},
        {STR("dau moi"), PLAN_ORG_ROLE_LEAD},
        {STR("co quan phoi hop"), PLAN_ORG_ROLE_COORDINATING},
        {STR("don vi phoi hop"), PLAN_ORG_ROLE_COORDINATING},
        {STR("phoi hop"), PLAN_ORG_ROLE_COORDINATING},
    };

    for (size_t k = 0; k < COUNT(roles); k++) {
        size_t n = count_words(roles[k].folded);

        if (to <= from + n || !plan__org_word_match(p, to - n, roles[k].folded) ||
            str_is(p->words[to - n - 1].text, STR("giao")))
            continue; /* "các cơ quan được giao chủ trì" */
        *role = roles[k].role;
        return to - n;
    }
    return to;
}

static bool begins(const struct reading *r, size_t i)
{
    return plan__org_head_at(r->list, &r->p, i).kind != PLAN__HEAD_NONE;
}

/* "1. Sở Nội vụ 2. Sở Y tế": a number with a name behind it. */
static bool is_inner_number(const struct reading *r, size_t i)
{
    return r->p.words[i].text.p[0] <= '9' && is_number(&r->p, i) && begins(r, i + 1);
}

/* A name begins at word `i`. */
static void open_name(struct reading *r, size_t i)
{
    struct str head;
    enum plan__head kind;

    if (is_inner_number(r, i))
        i++;
    i = past_role(&r->p, i, &r->role);
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
    enum plan_org_role role;

    if (past_role(&r->p, i, &role) > i || is_inner_number(r, i))
        return true;
    switch (r->p.words[i].gap.sep) {
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
    return r->p.words[i].gap.sep <= PLAN__SEP_CLOSE && follows_unmarked(r, i);
}

/* Appends `s` at out + n, or only counts when `out` is NULL. */
static size_t put(char *out, size_t n, struct str s)
{
    if (out && s.n)
        memcpy(out + n, s.p, s.n);
    return n + s.n;
}

/* `head`, then the words [from, to) with abbreviations unfolded, into `out`; returns the bytes. */
static size_t unfold(const struct plan__phrase *p, struct str head, size_t from, size_t to,
                     char *out)
{
    size_t n = put(out, 0, head), at = p->words[from].from;

    for (size_t i = from; i < to; i++) {
        const struct plan__word *w = &p->words[i];

        if (!w->abbreviation || w->abbreviation->keep || (i > from && w[-1].from == w->from))
            continue;
        n = put(out, n, str_cut(p->source, at, w->from));
        n = put(out, n, w->abbreviation->full);
        at = w->to;
    }
    return put(out, n, str_cut(p->source, at, source_end(p, to)));
}

/* The name at hand up to word `to`, as shown: unfolded, with the head it left out. */
static struct str show(const struct reading *r, size_t to)
{
    static const struct {
        struct str folded, full;
    } heads[] = {{STR("so"), STR("Sở ")},
                 {STR("bo"), STR("Bộ ")},
                 {STR("phong"), STR("Phòng ")},
                 {STR("hoi"), STR("Hội ")},
                 {STR("ban"), STR("Ban ")}};
    struct str head = STR_NONE;
    char *out;

    for (size_t k = 0; r->elided && k < COUNT(heads); k++)
        if (str_is(r->head, heads[k].folded))
            head = heads[k].full;
    out = arena_alloc(r->mem, unfold(&r->p, head, r->from, to, NULL) + 1, 1);
    return (struct str){out, unfold(&r->p, head, r->from, to, out)};
}

/* The name of the list says what was written, not a word more or less: "các" neither, and what is
 * usual to shorten stays short. */
static bool is_same(const struct reading *r, const struct plan__org_key *key, size_t to)
{
    struct str name = r->list->orgs[key->org].name;

    if (!key->name || str_starts(name, STR("Các ")) != str_is(r->p.words[r->from].text, STR("cac")))
        return false;
    for (size_t i = r->from; i < to; i++) {
        const struct plan__word *w = &r->p.words[i];

        if (w->abbreviation && w->abbreviation->keep &&
            !str_has(name, str_cut(r->p.source, w->from, w->to)))
            return false;
    }
    return true;
}

/* Which body the name at hand names, the words to `to`; its canonical form where the list has it.
 */
static void match(const struct reading *r, size_t to, struct plan_org_name *name)
{
    const struct plan__phrase *p = &r->p;
    struct str head = r->elided ? r->head : STR_NONE;
    const struct plan__org_key *key;
    struct plan__begin post;
    size_t known, from = r->from;

    key = plan__org_list_longest(r->list, head, p, from, to, &known);
    if (!key && (post = plan__org_head_at(r->list, p, from)).kind == PLAN__HEAD_POST) {
        from += post.words; /* "Đồng chí" */
        key = plan__org_list_longest(r->list, STR_NONE, p, from, to, &known);
    }
    if (!key) {
        plan__org_damaged_match(r->list, p, r->from, to, name->best);
        name->damaged = name->best[0].certainty >= (p->bare ? SURE_WHEN_BARE : SURE);
        if (name->damaged)
            name->canonical = name->best[0].org->name;
        return;
    }
    name->best[0] = (struct plan_org_match){&r->list->orgs[key->org], UNSURE};
    if (r->from + known == to)
        name->best[0].certainty = 100;
    else if (r->sure >= to)
        name->best[0].certainty = PLACED;
    if (key->learned && name->best[0].certainty > PLAN_ORG_LEARNED)
        name->best[0].certainty = PLAN_ORG_LEARNED;
    if (r->from + known == to && is_same(r, key, to))
        name->canonical = name->best[0].org->name;
}

/* The name at hand ends before word `to`. */
static struct plan_org_name close_name(const struct reading *r, size_t to)
{
    const struct plan__phrase *p = &r->p;
    struct plan_org_name name = {.role = r->role};

    while (to > r->from + 1 && str_is(p->words[to - 1].text, STR("va")))
        to--;
    to = before_role(p, r->from, to, &name.role);
    name.words = str_cut(p->source, p->words[r->from].from, source_end(p, to));
    name.canonical = show(r, to);
    match(r, to, &name);
    return name;
}

/* No marks at all, or signs that only OCR puts into words. */
static bool looks_damaged(const struct plan__phrase *p)
{
    return p->bare || str_has(p->source, STR("¢")) || str_has(p->source, STR("S&")) ||
           str_has(p->source, STR("|"));
}

static bool has_unknown(const struct plan_org_name *names, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (names[i].best[0].certainty < 100)
            return true;
    return false;
}

size_t plan_org_read(struct arena *mem, const struct plan_org_list *list, struct str words,
                     struct plan_org_name **ret)
{
    struct reading r = {.mem = mem, .list = list};
    struct plan_org_name *names = NULL;
    size_t n = 0, room = 0, from;

    *ret = NULL;
    if (plan_org_is_same_as_above(words))
        return 0;
    plan__org_word_read(mem, words, &r.p);
    from = past_opening(&r.p);
    if (from >= r.p.n)
        return 0;
    r.bullets = r.p.words[0].gap.sep == PLAN__SEP_DASH;
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
    if (looks_damaged(&r.p) && has_unknown(names, n)) {
        size_t found = plan__org_damaged_read(mem, list, words, ret);

        if (found)
            return found;
    }
    *ret = names;
    return n;
}
