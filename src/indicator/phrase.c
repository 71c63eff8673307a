#include "indicator/target_priv.h"

struct reading {
    struct arena *mem;
    struct str source;
    struct text_tokens x;
    bool *skip; /* tokens that are no part of a name: periods, baselines, explanations */
    const struct indicator_phrase *before; /* the target stated just before, or NULL */
    bool value_first;                      /* it began with its value */
};

static void skip(struct reading *r, size_t from, size_t to)
{
    for (size_t i = from; i < to && i < r->x.n; i++)
        r->skip[i] = true;
}

/* ---- words left and right of the value ---- */

static size_t back_over(const struct text_tokens *x, size_t from, size_t to,
                        const char *const *form, const size_t *length, size_t count)
{
    for (size_t k = 0; k < count; k++)
        if (to >= from + length[k] && text_token_match(x, to - length[k], form[k]) == length[k])
            return length[k];
    return 0;
}

/* Words that say a value follows; they are no part of the name. */
static size_t verb_before(const struct text_tokens *x, size_t from, size_t to)
{
    static const char *const form[] = {
        "dat muc|duoc|ty|ti|tu",
        "duy tri",
        "phan dau",
        "o|len|xuong muc",
        "chiem ty|ti",
        "xep|dung hang|thu|o",
        "dat|chiem|la|con|len|xuong|muc|bang|co|:|,|le|o|den|tu|thuoc|xep"};
    static const size_t length[] = {2, 2, 2, 2, 2, 2, 1};

    if (to >= from + 2 && text_token_match(x, to - 2, "tro len|xuong"))
        return 0; /* "… nhiệm vụ trở lên đạt 90%": part of the name */
    return back_over(x, from, to, form, length, COUNT(form));
}

/* Words of growth: they lead to the value and stay in the name ("tăng bình quân 12%/năm"). */
static size_t growth_before(const struct text_tokens *x, size_t from, size_t to)
{
    static const char *const form[] = {"binh quan", "trung binh", "tang|giam|cat|moi|them"};
    static const size_t length[] = {2, 2, 1};

    return back_over(x, from, to, form, length, COUNT(form));
}

/* +1 for "tăng bình quân 12%", -1 for "giảm 20%". */
static int8_t change_before(const struct text_tokens *x, size_t from, size_t to)
{
    for (size_t n; (n = growth_before(x, from, to)); to -= n)
        if (text_token_match(x, to - n, "tang|giam|cat"))
            return text_token_is(x, to - n, "tang") ? 1 : -1;
    return 0;
}

/* "Phấn đấu có", "trong đó", "đảm bảo" at the start of a clause say nothing of the target. */
static size_t opening(const struct text_tokens *x, size_t from, size_t to)
{
    static const char *const form[] = {"phan dau",      "trong do",      "dam|bao bao|dam",
                                       "tiep tuc",      "co|dat|,|:|va", "tren? toan tinh",
                                       "hang|moi nam ,"};
    struct indicator__value v;
    size_t i = from, n = 1;

    while (n && i < to) {
        n = 0;
        for (size_t k = 0; k < COUNT(form) && !n; k++)
            n = text_token_match(x, i, form[k]);
        if (n && text_token_match(x, i, "dam|bao") && !indicator__value_at(x, i + n, &v))
            n = 0; /* "Đảm bảo an toàn thông tin" is a target itself */
        if (text_token_match(x, i, "dua|nang tong|ty|ti|so|quy|dien"))
            n = 1;
        i += n;
    }
    return i < to ? i : to;
}

/* ---- which number is the value ---- */

/* Numbers that are names, years, ages, parts of words. */
static bool is_no_value(const struct text_tokens *x, const struct indicator__value *v)
{
    static const char *const named =
        "so|dieu|khoan|diem|de|an|quy|thang|ngay|giai|doan|lop|khoa|thu|"
        "dot|lan|he|do|mau|luat|loai|nam|phase|hang";
    const struct text_token *t = &x->t[v->number];
    bool is_measure;
    size_t unit = indicator__unit_at(x, v->to, &is_measure);

    if (v->op == INDICATOR_RANK)
        return false;
    if (t->glued && v->number > 0 && !text_token_match(x, v->number - 1, "(|-|≥|≤|>|<|:|>=|<="))
        return true; /* "I4", "57/2024" */
    if (v->to < x->n && x->t[v->to].glued && !v->percent &&
        (text_token_match(x, v->to, "-|/") ||
         (x->t[v->to].kind == TEXT_TOKEN_WORD && !(unit && is_measure))))
        return true; /* "57-NQ/TW", "5G" */
    if (text_token_is(x, v->to, "tuoi") && !text_token_match(x, v->from - (v->from > 0), "dat|len"))
        return true;
    if (t->s.n == 4 && t->value >= 1990 && t->value < 2100 && !v->percent && !v->stated &&
        v->to == v->number + 1 && !is_measure)
        return true;
    return v->from == v->number && v->number > 0 && !v->percent &&
           text_token_match(x, v->number - 1, named);
}

static int value_score(const struct text_tokens *x, size_t start, size_t end,
                       const struct indicator__value *v)
{
    bool is_measure = false;
    size_t unit = v->to < end ? indicator__unit_at(x, v->to, &is_measure) : 0;
    int score = v->percent || (unit && is_measure) ? 1 : 0;

    if (is_no_value(x, v))
        return 0;
    if (v->from == start)
        return v->percent || v->stated || unit ? 6 : 0;
    if (v->op == INDICATOR_RANK || verb_before(x, start, v->from))
        return 4 + score;
    if (growth_before(x, start, v->from))
        return 3 + score;
    if (v->stated)
        return 2 + score;
    if (score || (unit && v->number < start + 8))
        return 1 + score;
    return 0;
}

/* The strongest value of the clause, the first of equals. */
static bool value_choose(const struct reading *r, size_t start, size_t end,
                         struct indicator__value *ret)
{
    int best = 0, depth = 0;

    for (size_t i = start; i < end; i++) {
        struct indicator__value v = {0};
        int score;

        depth += indicator__clause_bracket(&r->x, i);
        depth = depth < 0 ? 0 : depth;
        if (depth || r->skip[i] || !indicator__value_at(&r->x, i, &v) || v.to > end)
            continue;
        score = value_score(&r->x, start, end, &v);
        if (score > best) {
            best = score;
            *ret = v;
        }
        i = v.to - 1;
    }
    return best > 0;
}

/* ---- putting a target together ---- */

/* The words of tokens [from, to) without the skipped ones; one piece points into the source. */
static struct str words(const struct reading *r, size_t from, size_t to)
{
    char *all = NULL;
    struct str piece = STR_NONE;
    size_t n = 0;

    for (size_t i = from, k; i < to; i = k + 1) {
        for (k = i; k < to && !r->skip[k]; k++)
            ;
        if (k == i)
            continue;
        if (piece.n && !all) {
            all = arena_alloc(r->mem, text_token_source(&r->x, r->source, from, to).n + 1, 1);
            memcpy(all, piece.p, n = piece.n);
        }
        piece = text_token_source(&r->x, r->source, i, k);
        if (all) {
            all[n++] = ' ';
            memcpy(all + n, piece.p, piece.n);
            n += piece.n;
        }
    }
    return all ? (struct str){all, n} : piece;
}

static struct str join(const struct reading *r, struct str a, struct str b)
{
    if (!a.n || !b.n)
        return a.n ? a : b;
    return arena_printf(r->mem, "%.*s %.*s", STR_ARG(a), STR_ARG(b));
}

static bool is_punctuation(const struct text_tokens *x, size_t i)
{
    return text_token_match(x, i, ",|.|;|:|-|va") > 0;
}

static size_t trim_end(const struct reading *r, size_t from, size_t to)
{
    while (to > from && (r->skip[to - 1] || is_punctuation(&r->x, to - 1)))
        to--;
    return to;
}

/* Periods inside the clause, baselines and explanations in brackets: told apart from the name. */
static void asides_take(struct reading *r, const struct indicator__clause *c,
                        struct indicator_phrase *p)
{
    const struct text_tokens *x = &r->x;
    size_t n;

    for (size_t i = c->from; i < c->to; i += n ? n : 1) {
        n = 0;
        if (text_token_match(x, i, "( gom|bao|trong|nam|hien|uoc|thuc|so|tang|giam|ke|dat|#")) {
            size_t close = text_token_find(x, i, c->to, ")");

            n = (close == SIZE_MAX ? c->to : close + 1) - i;
            if (text_token_match(x, i, "( nam|hien|uoc|thuc|so") && !p->baseline.n)
                p->baseline = text_token_source(x, r->source, i + 1, close);
        } else if (text_token_match(x, i, "so voi nam|cung|hien|muc")) {
            n = c->to - i;
            p->baseline = text_token_source(x, r->source, i, c->to);
        } else if (i > c->from && text_token_is(x, i - 1, "lan") &&
                   (n = text_token_match(x, i, "nam #"))) { /* "gấp 1,8 lần năm 2025" */
            p->baseline = text_token_source(x, r->source, i, i + n);
        } else if ((n = indicator__clause_period(x, i))) {
            bool told = text_token_match(x, i, "den|toi|trong|vao|het|cuoi|tu|giai") ||
                        (i > c->from && text_token_match(x, i - 1, "%|,")) || i == c->from ||
                        i + n == c->to || text_token_match(x, i - (i > 0), ":") ||
                        text_token_match(x, i + n, "dat|gap|tang|chiem");

            if (told && !text_token_match(x, i - (i > 0), "(|tinh"))
                p->deadline = text_token_source(x, r->source, i, i + n);
            else
                n = 0;
            if (n && i > c->from && text_token_match(x, i - 1, "vao|den|toi"))
                skip(r, i - 1, i); /* "… có đủ thuốc | vào cuối năm 2026" */
        }
        skip(r, i, i + n);
    }
}

/* "…, đóng góp vào chỉ số phát triển con người" : a long run-up before the indicator's own noun. */
static size_t own_noun(const struct text_tokens *x, size_t from, size_t to)
{
    size_t at = from;

    for (size_t i = from + 8; i + 2 < to; i++)
        if (text_token_match(x, i,
                             "chi|ty|ti|quy|so|toc|nang|thu so|le|trong|mo|luong|do|suat|nhap") &&
            text_token_match(x, i - 1, ",|vao|tri|dau"))
            at = i;
    return at;
}

/* Names that continue the head of the one before: "tỉ lệ X đạt …; Y đạt 80%", "xếp hạng về X thuộc
 * nhóm 30, Y thuộc nhóm 20". */
static struct str carried_head(const struct reading *r, const struct indicator__clause *c,
                               struct str name, const struct indicator__value *v)
{
    static const char *const head[] = {"ty|ti le", "xep hang ve?", "chi so ve?"};
    const size_t few = 48; /* bytes: enough for the head */
    struct text_tokens old, own;

    if (!r->before || c->opens_sentence || !name.n)
        return name;
    text_token_read(r->mem, str_cut(r->before->name, 0, few), &old);
    text_token_read(r->mem, str_cut(name, 0, few), &own);
    if (text_token_match(&own, 0, "ty|ti|so|quy|tong|chi|xep|toc|dien|nang|muc|gia|thu|100"))
        return name;
    for (size_t k = 0; k < COUNT(head); k++) {
        size_t n = text_token_match(&old, 0, head[k]);

        if (n && (k == 0 ? v->percent : v->op == INDICATOR_RANK))
            return join(r, text_token_source(&old, r->before->name, 0, n), name);
    }
    return name;
}

/* The unit behind a value, and where the words go on after value and measure. */
static size_t unit_take(const struct reading *r, const struct indicator__value *v, size_t end,
                        bool value_first, struct indicator_phrase *p, size_t *counted)
{
    bool is_measure;
    size_t at = v->unit, n = at < end ? indicator__unit_at(&r->x, at, &is_measure) : 0;

    *counted = v->to;
    if (v->op == INDICATOR_RANK || !n || r->skip[at])
        return v->to;
    if (value_first && v->percent && !text_token_is(&r->x, at + 1, "/") &&
        trim_end(r, at, end) > at + n)
        n = 1; /* "100% dân số có …": the people are the name */
    if (at + n > end)
        n = end - at;
    p->unit = text_token_source(&r->x, r->source, at, at + n);
    if ((v->percent || is_measure) && at + n > v->to)
        *counted = at + n;
    if (text_token_match(&r->x, at + n, "tro len|xuong")) /* "từ 3,8 điểm trở lên" */
        *counted = at + n + 2;
    return *counted;
}

/* "và tăng dần theo yêu cầu phát triển" goes with the value. */
static void growth_take(struct reading *r, size_t from, size_t to, struct indicator_phrase *p)
{
    size_t n;

    for (size_t i = from; i < to; i++)
        if (indicator__value_grows(&r->x, i, &n)) {
            i -= i > from && text_token_is(&r->x, i - 1, "va");
            p->value = join(r, p->value, text_token_source(&r->x, r->source, i, to));
            p->reading.non_decreasing = true;
            skip(r, i, to);
            return;
        }
}

static bool acts(const struct text_tokens *x, size_t i)
{
    static const char *const verb[] = {
        "hinh thanh", "xay dung",   "thu hut",
        "thanh lap",  "phat trien", "bo tri",
        "dao tao",    "ho tro",     "cat|so|to|trien giam|hoa|chuc|khai",
        "trong moi",  "nang tong",  "tang",
        "giam",       "cung cap",   "hoan thanh",
        "tiep nhan",  "giai quyet", "ket noi",
        "cap",        "danh",       "co",
        "duy tri",    "boi duong"};

    for (size_t k = 0; k < COUNT(verb); k++)
        if (text_token_match(x, i, verb[k]))
            return true;
    return false;
}

/* Rank first: "thuộc nhóm 20 địa phương dẫn đầu cả nước về chỉ số X". */
static void rank_first(const struct reading *r, const struct indicator__value *v, size_t end,
                       struct indicator_phrase *p)
{
    size_t about = text_token_find(&r->x, v->to, end, "ve");

    p->value = text_token_source(&r->x, r->source, v->from, about == SIZE_MAX ? end : about);
    if (about != SIZE_MAX)
        p->name = words(r, about + 1, end);
}

static void reading_set(struct indicator_phrase *p, const struct indicator__value *v, int8_t change)
{
    p->reading.has_value = true;
    p->reading.op = v->op;
    p->reading.low = v->low;
    p->reading.high = v->high;
    p->reading.unit = p->unit;
    p->reading.change = change;
}

/* The name of a clause whose words stand before the value, or on both sides of it. */
static struct str name_around(const struct reading *r, const struct indicator__value *v,
                              size_t start, size_t cut, size_t after, size_t end)
{
    static const char measured[] = "ty|ti|so|quy|tong|chi|toc|dien|nang|muc|gia|thu|do|kim|san";
    const struct text_tokens *x = &r->x;
    bool whole = text_token_match(x, after, "trong|tren|so tong|so");
    bool linked = cut < v->from && text_token_match(x, v->from - 1, "dat|la|chiem|bang|:");
    bool lacks = !v->percent && /* "Đón 5 triệu | lượt khách", "Tạo việc làm cho 100 | lao động" */
                 (acts(x, start) || text_token_match(x, cut - 1, "cho|voi|duoc|them") ||
                  (cut - start <= 2 && !text_token_match(x, start, measured)));
    bool verb = (cut - start <= 3 && !linked) || acts(x, start) || lacks;
    size_t from = own_noun(x, start, cut), n, rest = cut;
    struct str name;

    if (lacks && !linked && after >= end)
        after = v->to + text_token_match(x, v->to, "ty|trieu|nghin|ngan|van");
    if (v->op == INDICATOR_RANK || after >= end || !(whole || verb))
        whole = verb = false;
    if (verb && !whole && text_token_is(x, v->from - 1, "co"))
        cut = v->from; /* "Mỗi xã có | 01 | tổ công nghệ số" */
    name = words(r, from, trim_end(r, from, cut));
    while ((n = growth_before(x, start, rest)))
        rest -= n;
    if (rest == start && r->before)
        name = join(r, r->before->name, name); /* "…, tăng bình quân 12%/năm" */
    if (!whole && !verb)
        return name;
    /* "Bố trí ít nhất 3% | tổng chi ngân sách …": what a share is of belongs to the name */
    return join(r, name, words(r, v->percent ? v->to : after, end));
}

/* A clause with a value: name–verb–value, value first, or a name on both sides. */
static void number_read(struct reading *r, const struct indicator__clause *c, size_t start,
                        const struct indicator__value *v, struct indicator_phrase *p)
{
    const struct text_tokens *x = &r->x;
    size_t end = trim_end(r, start, c->to), cut = v->from, n, after, counted;

    while (cut > start && (n = verb_before(x, start, cut)))
        cut -= n;
    after = unit_take(r, v, end, v->from == start, p, &counted);
    p->value = text_token_source(x, r->source, v->from, v->op == INDICATOR_RANK ? end : counted);
    if (text_token_match(x, counted - 2, "tro len|xuong"))
        skip(r, counted - 2, counted);
    growth_take(r, after, end, p);
    end = trim_end(r, start, end);
    if (cut > start)
        p->name = name_around(r, v, start, cut, after, end);
    else if (v->op == INDICATOR_RANK)
        rank_first(r, v, end, p);
    else
        p->name = words(r, after, end);
    reading_set(p, v, change_before(x, start, cut));
    if (p->name.n && cut == start && r->before && text_token_match(x, after, "dat|duoc"))
        p->name = join(r, r->before->name, p->name); /* "trong đó 40% đạt nâng cao" */
    else if (p->name.n)
        p->name = carried_head(r, c, p->name, v);
    else if (r->before && str_is(p->unit, r->before->unit))
        p->name = r->before->name; /* "500 MW năm 2027 và 1.200 MW năm 2030" */
    else
        p->name = words(r, v->to, end);
}

/* ---- without a number ---- */

/* Where a statement begins to say what shall be. */
static size_t predicate(const struct text_tokens *x, size_t from, size_t to)
{
    static const char *const form[] = {"dat muc|trinh|chuan|yeu|muc",
                                       "thuoc nhom|top",
                                       "nam trong",
                                       "tro thanh",
                                       "duoc sap|xep|hoan|trien|ket",
                                       "tang hang|dan|manh|cao",
                                       "giam dan|manh",
                                       "duy tri",
                                       "ngang tam",
                                       "tien tien",
                                       "hien dai",
                                       "phat trien vung|manh|ben",
                                       "dam|bao bao|dam",
                                       "ket noi",
                                       "thong suot",
                                       "dong bo"};

    for (size_t i = from + 2; i < to; i++)
        for (size_t k = 0; k < COUNT(form); k++)
            if (text_token_match(x, i, form[k]))
                return i;
    return to;
}

/* Verbs that are the target themselves; `drop`: the name begins behind them. */
static size_t target_verb(const struct text_tokens *x, size_t i, bool *drop)
{
    static const struct {
        const char *pattern;
        bool drop;
    } verb[] = {{"tung buoc lam chu", false},
                {"hoan thanh viec?", true},
                {"dam|bao bao|dam", true},
                {"pho cap", false},
                {"tap trung phat trien", false},
                {"thu hut", false},
                {"khai thac va? su? dung?", false},
                {"hinh thanh", false},
                {"xay dung", false},
                {"phat trien", false},
                {"nang cao", false},
                {"day manh", false},
                {"lam chu", false},
                {"mo rong", false},
                {"duy tri", false},
                {"giu vung", false},
                {"khong con|de", false}};
    size_t n = 0;

    for (size_t k = 0; k < COUNT(verb) && !n; k++) {
        n = text_token_match(x, i, verb[k].pattern);
        *drop = verb[k].drop;
    }
    return n;
}

static bool level_read(struct reading *r, const struct indicator__clause *c, size_t start,
                       struct indicator_phrase *p)
{
    const struct text_tokens *x = &r->x;
    size_t such_as = text_token_find(x, start, c->to, "nhu :"), end, at, n;
    bool drop = false;

    p->qualitative = true;
    p->reading.op = INDICATOR_LEVEL;
    end = trim_end(r, start, such_as == SIZE_MAX ? c->to : such_as);
    if (end < start + 4)
        return false;
    at = text_token_find(x, start, end, "co hieu qua");
    if (at != SIZE_MAX) {
        p->value = text_token_source(x, r->source, at, at + 3);
        skip(r, at, at + 3);
        p->name = words(r, start, end);
        return true;
    }
    at = predicate(x, start, end);
    n = target_verb(x, start, &drop);
    if (!n && r->value_first && !c->opens_sentence)
        return false; /* the statement before goes on: "100% xã …; bố trí …" */
    if (at < end && (!n || text_token_match(x, at, "dat"))) {
        p->name = words(r, start, trim_end(r, start, at));
        p->value = text_token_source(x, r->source, at, end);
    } else if (n) {
        p->value = text_token_source(x, r->source, start, start + n - (drop && n > 2));
        p->name = words(r, drop ? start + n : start, end);
    } else {
        return false;
    }
    for (size_t i = at; i < end; i++)
        if (indicator__value_grows(x, i, &n)) {
            p->reading.op = INDICATOR_NON_DECREASING;
            p->reading.non_decreasing = true;
        }
    return p->name.n > 0;
}

size_t indicator__phrase_find(struct arena *mem, struct str paragraph,
                              struct indicator_phrase **ret)
{
    struct reading r = {.mem = mem, .source = paragraph};
    struct indicator__clause *clause;
    struct indicator_phrase *all = NULL;
    size_t n = 0, room = 0, clauses;

    text_token_read(mem, paragraph, &r.x);
    r.skip = ARENA_MANY(mem, bool, r.x.n + 1);
    clauses = indicator__clause_cut(mem, &r.x, &clause);
    for (size_t i = 0; i < clauses; i++) {
        const struct indicator__clause *c = &clause[i];
        struct indicator_phrase p = {0};
        struct indicator__value v = {0};
        size_t start;

        r.value_first &= !c->opens_sentence;
        p.deadline = text_token_source(&r.x, paragraph, c->lead_from, c->lead_to);
        asides_take(&r, c, &p);
        for (start = opening(&r.x, c->from, c->to); start < c->to && r.skip[start];)
            start = opening(&r.x, start + 1, c->to);
        r.before = n ? &all[n - 1] : NULL;
        if (start < c->to && value_choose(&r, start, c->to, &v))
            number_read(&r, c, start, &v, &p);
        else if (start >= c->to || !level_read(&r, c, start, &p))
            continue;
        r.value_first = !p.qualitative && v.from == start;
        if (p.name.n && p.value.n)
            ARENA_PUSH(mem, all, n, room, p);
    }
    *ret = all;
    return n;
}
