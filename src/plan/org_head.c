#include "plan/org_priv.h"

/* What must follow a head for it to be one. */
enum follow {
    ALONE,   /* nothing: it names something by itself */
    MORE,    /* nothing, and what the list knows of it need not be all: "Ban Chỉ đạo …" */
    KNOWN,   /* a name of the list: "Bộ Tài chính", never "bộ tiêu chí" */
    CAPITAL, /* a word with a capital letter, or a name of the list */
    PROPER,  /* the same, but where all is in capitals only a name of the list */
    WORDS,   /* any word: "Trường Đại học …", "ban quản lý …" */
    LEVEL,   /* whose it is, or nothing: "Thuế tỉnh", never "thuế thu nhập" */
};

struct head {
    struct str folded;
    struct str spelled; /* first word with its marks, where folding hides another; else empty */
    enum plan__head kind;
    enum follow follow;
};

#define HEAD(kind, follow, folded, spelled)                                                        \
    {{folded, sizeof(folded) - 1}, {spelled, sizeof(spelled) - 1}, PLAN__HEAD_##kind, follow},

static const struct head heads[] = {
#include "plan/org_head.def"
};

/* Where a noun begins a group: everywhere behind "các"; else … */
enum group {
    NEVER,
    COUNTED, /* when another one follows: "sở, ngành" */
    FREE,    /* "cơ quan liên quan" */
};

struct noun {
    struct str folded, spelled;
    enum group group;
    bool level; /* a unit of the country: "xã", "đặc khu" */
};

#define ENTRY(group, folded, spelled, level)                                                       \
    {{folded, sizeof(folded) - 1}, {spelled, sizeof(spelled) - 1}, group, level},
#define NOUN(group, folded, spelled) ENTRY(group, folded, spelled, false)
#define LEVEL_NOUN(folded, spelled)  ENTRY(NEVER, folded, spelled, true)

static const struct noun nouns[] = {
#include "plan/org_noun.def"
};

/* Begin like a head, and name a thing, a topic or a deed. */
static const struct {
    struct str folded, last;
} traps[] = {
#define TRAP_SPELLED(folded, last) {{folded, sizeof(folded) - 1}, {last, sizeof(last) - 1}},
#define TRAP(folded)               TRAP_SPELLED(folded, "")
#include "plan/org_trap.def"
};

/* What "cơ quan …", "đơn vị …" are followed by in labels and headers of columns. */
static const struct str labels[] = {
    STR("chu tri"),  STR("phoi hop"), STR("thuc hien"), STR("dau moi"),
    STR("tham muu"), STR("ban hanh"), STR("chiu"),      STR("hanh chinh"),
};

static bool is_trap(const struct plan__phrase *p, size_t i)
{
    for (size_t t = 0; t < COUNT(traps); t++) {
        size_t n = plan__org_word_match(p, i, traps[t].folded);

        if (n && (p->shout || !p->words[i + n - 1].capital || n > 2) &&
            (traps[t].last.n == 0 || plan__org_word_is(p, i + n - 1, traps[t].last)))
            return true;
    }
    return false;
}

static bool fits(const struct plan__phrase *p, size_t i, struct str folded, struct str spelled,
                 size_t *n)
{
    *n = plan__org_word_match(p, i, folded);
    return *n && (spelled.n == 0 || plan__org_word_is(p, i, spelled));
}

static const struct noun *noun_at(const struct plan__phrase *p, size_t i, size_t *ret)
{
    const struct noun *found = NULL;
    size_t n;

    *ret = 0;
    for (size_t k = 0; i < p->n && k < COUNT(nouns); k++) {
        if (!fits(p, i, nouns[k].folded, nouns[k].spelled, &n) || n <= *ret)
            continue;
        found = &nouns[k];
        *ret = n;
    }
    return found;
}

size_t plan__org_head_noun(const struct plan__phrase *p, size_t i)
{
    size_t n;

    noun_at(p, i, &n);
    return n;
}

size_t plan__org_head_level(const struct plan__phrase *p, size_t i)
{
    size_t n;
    const struct noun *noun = noun_at(p, i, &n);

    return noun && noun->level ? n : 0;
}

/* A name goes on at word `i`: no mark that ends it stands before. */
static bool goes_on(const struct plan__phrase *p, size_t i)
{
    return i < p->n && p->words[i].gap.sep < PLAN__SEP_COMMA;
}

/* "tỉnh", "cấp xã", "khu vực VII", "Chính phủ", "Việt Nam": whose police, tax office … it is. */
static bool is_level(const struct plan__phrase *p, size_t i)
{
    static const struct str more[] = {
        STR("cap"),      STR("khu vuc"),    STR("co so"),     STR("chinh phu"),   STR("nha nuoc"),
        STR("nhan dan"), STR("viet nam"),   STR("cac"),       STR("trung uong"),  STR("so"),
        STR("bo"),       STR("dia phuong"), STR("lien quan"), STR("co lien quan")};

    if (plan__org_head_level(p, i))
        return true;
    for (size_t k = 0; k < COUNT(more); k++)
        if (plan__org_word_match(p, i, more[k]))
            return true;
    return false;
}

/* A head stands at word `i`, whatever follows. */
static bool is_head_word(const struct plan__phrase *p, size_t i)
{
    size_t n;

    if (i >= p->n || is_trap(p, i))
        return false;
    for (size_t k = 0; k < COUNT(heads); k++)
        if (fits(p, i, heads[k].folded, heads[k].spelled, &n))
            return true;
    return plan__org_word_match(p, i, STR("cac")) || plan__org_head_noun(p, i);
}

static bool is_followed(const struct head *h, const struct plan__phrase *p, size_t i, size_t n,
                        size_t known)
{
    size_t next = i + n;

    if (known > n)
        return true;
    switch (h->follow) {
    case ALONE:
    case MORE:
        return true;
    case KNOWN:
        return false;
    case PROPER:
        if (p->shout)
            return false;
        /* fall through */
    case CAPITAL:
        return goes_on(p, next) && (p->words[next].capital || p->bare);
    case WORDS:
        return goes_on(p, next) || p->words[i].abbreviation;
    case LEVEL:
        if (next >= p->n)
            return true;
        if (!goes_on(p, next))
            return p->words[next].gap.sep != PLAN__SEP_COMMA || is_head_word(p, next);
        return is_level(p, next) || (p->words[next].capital && !p->shout);
    }
    return false;
}

/* "cơ quan chủ trì", "đơn vị tính": word `i` stands behind the noun. */
static bool is_label(const struct plan__phrase *p, size_t i)
{
    if (!goes_on(p, i) || plan__org_word_match(p, i, STR("tham muu giup viec")))
        return false;
    for (size_t k = 0; k < COUNT(labels); k++)
        if (plan__org_word_match(p, i, labels[k]))
            return true;
    return str_is(p->words[i].text, STR("tinh")) && plan__org_word_is(p, i, STR("tính"));
}

/* "các", "một số", "toàn thể": its words, else 0. */
static size_t opener(const struct plan__phrase *p, size_t i)
{
    static const struct str openers[] = {STR("tat ca cac"), STR("toan the cac"), STR("mot so"),
                                         STR("toan the"),   STR("nhung"),        STR("cac")};

    for (size_t k = 0; k < COUNT(openers); k++) {
        size_t n = plan__org_word_match(p, i, openers[k]);

        if (n && (n > 1 || !str_is(openers[k], STR("cac")) || plan__org_word_is(p, i, STR("các"))))
            return n;
    }
    return 0;
}

/* Counted nouns at word `i`: "các sở", "bộ, ngành", "cơ quan liên quan". */
static size_t group_at(const struct plan__phrase *p, size_t i)
{
    size_t open = opener(p, i), n, m, next;
    const struct noun *noun = noun_at(p, i + open, &n);

    if (!noun || is_label(p, i + open + n))
        return 0;
    if (open || noun->group == FREE)
        return open + n;
    next = i + n;
    if (noun->group == NEVER || next >= p->n)
        return 0;
    if (goes_on(p, next) && str_is(p->words[next].text, STR("va")))
        next++;
    else if (p->words[next].gap.sep != PLAN__SEP_COMMA)
        return 0;
    return noun_at(p, next, &m) ? n : 0;
}

/* "xã Tân An", "phường Đông Hải": a commune by its name. */
static size_t commune_at(const struct plan__phrase *p, size_t i)
{
    size_t n = plan__org_head_level(p, i);

    if (!n || p->shout || !goes_on(p, i + n) || !p->words[i + n].capital || is_head_word(p, i + n))
        return 0;
    return str_is(p->words[i].text, STR("xa")) || str_is(p->words[i].text, STR("phuong")) ||
                   str_is(p->words[i].text, STR("dac"))
               ? n + 1
               : 0;
}

/* The longest head at word `i` that is followed as it must be; `known`: words of the name of the
 * list there; `*more`: they need not be all. */
static struct plan__begin longest_head(const struct plan__phrase *p, size_t i, size_t known,
                                       bool *more)
{
    struct plan__begin b = {0};
    size_t n;

    for (size_t k = 0; k < COUNT(heads); k++) {
        if (!fits(p, i, heads[k].folded, heads[k].spelled, &n) || n <= b.words ||
            !is_followed(&heads[k], p, i, n, known))
            continue;
        b = (struct plan__begin){heads[k].kind, n, heads[k].follow != LEVEL,
                                 heads[k].follow == LEVEL && known <= n &&
                                     !(goes_on(p, i + n) && is_level(p, i + n))};
        *more = heads[k].follow == MORE;
    }
    return b;
}

struct plan__begin plan__org_head_at(const struct plan_org_list *list, const struct plan__phrase *p,
                                     size_t i)
{
    struct plan__begin b = {0};
    size_t known = 0, n, many;
    bool more = false;

    if (i >= p->n || is_trap(p, i))
        return b;
    plan__org_list_longest(list, STR_NONE, p, i, p->n, &known);
    b = longest_head(p, i, known, &more);
    n = group_at(p, i);
    if (n > b.words)
        b = (struct plan__begin){PLAN__HEAD_GROUP, n, true, !opener(p, i)};
    n = commune_at(p, i);
    if (n > b.words)
        b = (struct plan__begin){PLAN__HEAD_BODY, n, false, false};
    many = opener(p, i);
    if (b.kind == PLAN__HEAD_NONE && many && i + many < p->n) {
        b = longest_head(p, i + many, 0, &more); /* "các Hội đồng …" */
        if (b.kind != PLAN__HEAD_NONE)
            b = (struct plan__begin){PLAN__HEAD_GROUP, b.words + many, true, false};
    }
    if (known && b.kind == PLAN__HEAD_NONE && p->words[i].abbreviation)
        b.kind = PLAN__HEAD_BODY;
    if (known >= b.words && b.kind != PLAN__HEAD_NONE) {
        b.words = known;
        b.open = more;
    }
    return b;
}

size_t plan__org_head_elided(const struct plan_org_list *list, const struct plan__phrase *p,
                             struct str head, size_t i)
{
    static const struct str shared[] = {STR("so"), STR("bo"), STR("phong"), STR("hoi"), STR("ban")};
    const struct plan__org_key *key;
    size_t n;

    for (size_t k = 0; i < p->n && k < COUNT(shared); k++) {
        if (!str_is(head, shared[k]))
            continue;
        key = plan__org_list_longest(list, head, p, i, p->n, &n);
        return key && !str_is(list->orgs[key->org].type, STR("group")) ? n : 0;
    }
    return 0;
}
