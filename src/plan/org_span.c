#include "plan/org_priv.h"
#include "text/number.h"

enum {
    OPEN_WORDS_MAX = 16, /* of a name the list does not know */
    CHAIN_MAX = 4,       /* "Phó Giám đốc" "Sở …", "Đảng ủy" "Sở …" */
    BRACKET_MAX = 24,
};

/* Verbs and small words that begin what is said about the body. */
static const struct {
    struct str folded, spelled;
} stops[] = {
#define STOP_WORD(folded, spelled) {{folded, sizeof(folded) - 1}, {spelled, sizeof(spelled) - 1}},
#define STOP(folded)               STOP_WORD(folded, "")
#include "plan/org_stop.def"
};

/* Words about a body that belong to its name wherever it ends. */
static const struct str tails[] = {
    STR("lien quan"),
    STR("co lien quan"),
    STR("khac"),
    STR("khac co lien quan"),
    STR("khac lien quan"),
    STR("co thanh phan"),
    STR("chuc nang"),
    STR("viet nam"),
    STR("truc thuoc"),
    STR("thuoc"),
    STR("cua"),
    STR("thuoc va truc thuoc"),
    STR("thuoc truc thuoc"), /* a comma between */
    STR("tren dia ban"),
    STR("tren toan"),
    STR("o dia phuong"),
    STR("o trung uong"),
    STR("tai dia phuong"),
    STR("trong"), /* with a level behind it: "trong tỉnh" */
    STR("cap"),   /* likewise: "cấp xã" */
    STR("tham muu giup viec"),
    STR("cac cap"),
    STR("va cac khu cong nghiep"),
    STR("va khu cong nghiep"),
    STR("co so"),
    STR("khu vuc"),
    STR("trung uong"),
    STR("dia phuong"),
    STR("toan tinh"),
    STR("du dieu kien"),
    STR("duoc giao"),
    STR("duoc phan cong"),
    STR("duoc lua chon"),
    STR("nhan dan"),
};

static bool is_stop(const struct plan__phrase *p, size_t i)
{
    if (p->words[i].capital && !p->shout)
        return false;
    for (size_t k = 0; k < COUNT(stops); k++)
        if (plan__org_word_match(p, i, stops[k].folded) &&
            (stops[k].spelled.n == 0 || plan__org_word_is(p, i, stops[k].spelled)))
            return true;
    return false;
}

static bool goes_on(const struct plan__phrase *p, size_t i)
{
    return i < p->n && p->words[i].gap.sep < PLAN__SEP_COMMA;
}

/* The word after a bracket that opens before word `i`, or `i` when none opens or it never closes.
 */
static size_t past_bracket(const struct plan__phrase *p, size_t i)
{
    if (i >= p->n || p->words[i].gap.sep != PLAN__SEP_OPEN)
        return i;
    for (size_t k = i + 1; k < p->n && k < i + BRACKET_MAX; k++)
        if (p->words[k].gap.closes)
            return k;
    return p->n - i <= BRACKET_MAX && p->end.closes ? p->n : i;
}

/* A word written in capitals that begins no body: a place, or a part of a proper name. */
static bool is_proper(const struct plan_org_list *list, const struct plan__phrase *p, size_t i)
{
    return p->words[i].capital && !p->shout &&
           plan__org_head_at(list, p, i).kind == PLAN__HEAD_NONE;
}

/* The number of "khu vực XX", "cơ sở 3". */
static bool is_numeral(const struct plan__phrase *p, size_t i)
{
    struct str w = p->words[i].text;
    int roman;

    if (i == 0 || w.n > 5 ||
        !(str_is(p->words[i - 1].text, STR("vuc")) || str_is(p->words[i - 1].text, STR("so"))))
        return false;
    return (w.p[0] >= '0' && w.p[0] <= '9') || text_number_roman(w, &roman) == w.n;
}

/* Words of a tail at `i`, else 0. */
static size_t tail_at(const struct plan__phrase *p, size_t i)
{
    size_t best = plan__org_head_level(p, i);

    if (is_numeral(p, i))
        return 1;
    if (plan__org_word_match(p, i, STR("cung cap")) && plan__org_word_is(p, i, STR("cùng")))
        return 2;
    for (size_t k = 0; k < COUNT(tails); k++) {
        size_t n = plan__org_word_match(p, i, tails[k]);
        bool level = str_is(tails[k], STR("trong")) || str_is(tails[k], STR("cap"));

        if (n <= best || (level && (!goes_on(p, i + n) || !plan__org_head_level(p, i + n))))
            continue;
        best = n;
    }
    return best;
}

/* Nouns counted up from word `i`: ", ban, ngành và địa phương". */
static size_t past_nouns(const struct plan_org_list *list, const struct plan__phrase *p, size_t i)
{
    while (i < p->n && p->words[i].gap.sep <= PLAN__SEP_COMMA) {
        const struct plan__org_key *key;
        size_t at = i + str_is(p->words[i].text, STR("va")), known, n;

        if (at == i && p->words[i].gap.sep == PLAN__SEP_NONE)
            break;
        n = at < p->n ? plan__org_head_noun(p, at) : 0;
        if (!n)
            break;
        key = plan__org_list_longest(list, STR_NONE, p, at, p->n, &known);
        if ((known > n && !str_is(list->orgs[key->org].type, STR("group"))) ||
            (goes_on(p, at + n) && is_proper(list, p, at + n)))
            break; /* "… , ngành, Hội Nông dân": a body of its own */
        i = at + n;
    }
    return i;
}

/* Behind it stands the body that a body belongs to: "thuộc Sở …", "của UBND …". */
static bool is_owner_word(const struct plan__phrase *p, size_t i)
{
    return str_is(p->words[i].text, STR("thuoc")) || str_is(p->words[i].text, STR("cua"));
}

/* The verb at word `i` goes with the one before it: "Hỗ trợ phát triển", "dự án đầu tư". */
static bool is_compound(const struct plan__phrase *p, size_t i)
{
    if (i < 2)
        return false;
    if (plan__org_word_match(p, i - 2, STR("du an")))
        return true;
    for (size_t k = 0; k < COUNT(stops); k++)
        if (plan__org_word_match(p, i - 2, stops[k].folded) == 2)
            return true;
    return false;
}

/* From word `i` through places, tails and, in an open name, any words up to a stop. */
static size_t onward(const struct plan_org_list *list, const struct plan__phrase *p, size_t i,
                     bool open)
{
    size_t most = i + OPEN_WORDS_MAX;

    while (i < p->n && i < most) {
        size_t k = past_bracket(p, i);
        struct plan__begin owner;

        if (k > i) {
            i = k;
            continue;
        }
        if (!goes_on(p, i))
            break;
        if (is_owner_word(p, i - 1) &&
            (owner = plan__org_head_at(list, p, i)).kind != PLAN__HEAD_NONE) {
            i = past_nouns(list, p, i + owner.words);
            continue;
        }
        if ((k = tail_at(p, i))) {
            i += k;
            continue;
        }
        if (str_is(p->words[i].text, STR("va"))) {
            if (!open || i + 1 >= p->n || is_stop(p, i + 1) ||
                plan__org_head_at(list, p, i + 1).kind != PLAN__HEAD_NONE)
                break;
            i++;
            continue;
        }
        if (!is_proper(list, p, i) && (!open || (is_stop(p, i) && !is_compound(p, i))))
            break;
        i++;
    }
    return i;
}

/* Further nouns, each with words of its own: "các trường đại học công lập, viện nghiên cứu". */
static size_t past_groups(const struct plan_org_list *list, const struct plan__phrase *p, size_t i)
{
    for (int round = 0; round < CHAIN_MAX; round++) {
        size_t next = past_nouns(list, p, i);

        if (next == i)
            break;
        i = onward(list, p, next, true);
    }
    return i;
}

/* The places of "UBND các tỉnh: Tân Giang, Hải Lâm và Sơn Khê" from word `i` on, each two words in
 * capitals, so that the duty of "UBND các xã: Tổ chức …" is none; `i` when there are no two. */
static size_t past_places(const struct plan_org_list *list, const struct plan__phrase *p, size_t i)
{
    size_t end = i, places = 0, k = i;

    if (i < 2 || i >= p->n || p->words[i].gap.sep != PLAN__SEP_COLON ||
        !plan__org_head_level(p, i - 1) || !str_is(p->words[i - 2].text, STR("cac")))
        return i;
    while (k + 1 < p->n && is_proper(list, p, k) && is_proper(list, p, k + 1) &&
           goes_on(p, k + 1)) {
        for (k += 2; k < p->n && goes_on(p, k) && is_proper(list, p, k); k++)
            ;
        end = k;
        places++;
        if (k >= p->n ||
            !(str_is(p->words[k].text, STR("va")) || p->words[k].gap.sep == PLAN__SEP_COMMA))
            break;
        k += str_is(p->words[k].text, STR("va"));
    }
    return places > 1 ? end : i;
}

/* Behind such a head another body tells whose it is: "Đảng ủy Sở Nội vụ", "Giám đốc Sở …". */
static bool takes_body(const struct plan__phrase *p, size_t from, enum plan__head kind)
{
    static const struct str whole[] = {STR("so"), STR("bo"), STR("uy"), STR("cong"), STR("cac")};

    if (kind == PLAN__HEAD_POST)
        return true;
    for (size_t k = 0; k < COUNT(whole); k++)
        if (str_is(p->words[from].text, whole[k]))
            return false;
    return kind == PLAN__HEAD_BODY;
}

size_t plan__org_span_end(const struct plan_org_list *list, const struct plan__phrase *p,
                          size_t from, enum plan__head *kind)
{
    struct plan__begin b = plan__org_head_at(list, p, from), next = b;
    size_t i = from;

    *kind = b.kind;
    for (int chain = 0; next.kind != PLAN__HEAD_NONE && chain < CHAIN_MAX; chain++) {
        size_t begin = i;

        b = next;
        i += b.words;
        if (b.kind == PLAN__HEAD_GROUP || plan__org_head_level(p, i))
            i = past_nouns(list, p, i);
        if (!takes_body(p, begin, b.kind) || !goes_on(p, i))
            break;
        next = plan__org_head_at(list, p, i);
        if (next.kind == PLAN__HEAD_POST && is_stop(p, i))
            break; /* "Đảng ủy X lãnh đạo UBND tỉnh": a verb, no post */
    }
    if (i == from)
        return from;
    i = onward(list, p, i, b.open);
    if (b.kind == PLAN__HEAD_GROUP)
        i = past_groups(list, p, i);
    return past_places(list, p, i);
}

size_t plan__org_span_shared(const struct plan_org_list *list, const struct plan__phrase *p,
                             size_t from, struct str *head)
{
    size_t i = from, end;

    if (from >= p->n || !str_is(p->words[from].text, STR("cac")) ||
        !plan__org_head_noun(p, from + 1))
        return from;
    *head = p->words[from + 1].text;
    i = from + 2;
    end = past_nouns(list, p, i);
    if (end < p->n && p->words[end].gap.sep == PLAN__SEP_COLON)
        i = end;
    return plan__org_head_elided(list, p, *head, i) ? i : from;
}

/* The word at which the next name of a list begins when a mark or "và" leads on at `i`, else 0. */
static size_t next_name(const struct plan__phrase *p, size_t i)
{
    unsigned char sep = p->words[i].gap.sep;

    if (str_is(p->words[i].text, STR("va")))
        i++;
    else if (plan__org_word_match(p, i, STR("cung voi")))
        i += 2;
    else if (sep != PLAN__SEP_COMMA && sep != PLAN__SEP_SEMI && sep != PLAN__SEP_LINE)
        return 0;
    return i < p->n ? i : 0;
}

size_t plan__org_span_list_end(const struct plan_org_list *list, const struct plan__phrase *p,
                               size_t from)
{
    struct str head = from < p->n ? p->words[from].text : STR_NONE;
    size_t i = plan__org_span_shared(list, p, from, &head), next, end;
    enum plan__head kind;

    if (i > from)
        i += plan__org_head_elided(list, p, head, i);
    else
        i = plan__org_span_end(list, p, from, &kind);
    while (i > from && i < p->n && (next = next_name(p, i))) {
        end = plan__org_span_end(list, p, next, &kind);
        if (end > next)
            head = p->words[next].text;
        else
            end = next + plan__org_head_elided(list, p, head, next);
        if (end == next)
            break;
        i = end;
    }
    return i;
}
