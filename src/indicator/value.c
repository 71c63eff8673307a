#include "indicator/target_priv.h"
#include "text/number.h"

/* Longer before shorter of the same beginning. */
static const struct operator_words {
    const char *pattern;
    enum indicator_op op;
    bool stated; /* false: "đạt", "khoảng" only lead to the number */
} operator_words[] = {
    {"≥|>=|⩾", INDICATOR_AT_LEAST, true},
    {"≤|<=|⩽", INDICATOR_AT_MOST, true},
    {">", INDICATOR_GREATER, true},
    {"<", INDICATOR_LESS, true},
    {"=|~", INDICATOR_EQUAL, false},
    {"toi thieu la?", INDICATOR_AT_LEAST, true},
    {"it nhat la?", INDICATOR_AT_LEAST, true},
    {"khong duoi", INDICATOR_AT_LEAST, true},
    {"khong thap|it|nho|kem hon", INDICATOR_AT_LEAST, true},
    {"toi da la?", INDICATOR_AT_MOST, true},
    {"nhieu nhat", INDICATOR_AT_MOST, true},
    {"khong qua", INDICATOR_AT_MOST, true},
    {"khong vuot qua?", INDICATOR_AT_MOST, true},
    {"khong cao|lon|nhieu hon", INDICATOR_AT_MOST, true},
    {"tren|hon|vuot", INDICATOR_GREATER, true},
    {"cao|lon|nhieu hon", INDICATOR_GREATER, true},
    {"duoi", INDICATOR_LESS, true},
    {"thap|it|nho hon", INDICATOR_LESS, true},
    {"khoang|gan|tam", INDICATOR_EQUAL, false},
    {"xap xi", INDICATOR_EQUAL, false},
};

/* The number whose first digits are token `i`: *to = the token behind it. */
static bool number_at(const struct text_tokens *x, size_t i, struct decimal *ret, size_t *to)
{
    size_t n, end;

    if (!text_token_is_number(x, i))
        return false;
    n = text_number_read(str_rest(x->folded.text, x->t[i].from), ret);
    if (!n)
        return false;
    end = x->t[i].from + n;
    for (*to = i + 1; *to < x->n && x->t[*to].from < end; ++*to)
        ;
    return true;
}

/* "nhóm 30", "top 10", "vị trí thứ 5", "thứ hạng 20", with what leads to it. */
static bool rank_at(const struct text_tokens *x, size_t i, struct indicator__value *v)
{
    static const char *const form[] = {"nhom|top #", "vi tri thu? #", "thu hang? #",
                                       "xep hang? thu? #", "hang thu? #"};
    size_t k = i, n = 0;

    for (int steps = 0; steps < 4; steps++) {
        n = text_token_match(x, k, "thuoc|o|trong|vao|dung|lot");
        k += n ? n : text_token_match(x, k, "nam trong");
    }
    n = 0;
    for (size_t f = 0; f < COUNT(form) && !n; f++)
        n = text_token_match(x, k, form[f]);
    if (!n || !number_at(x, k + n - 1, &v->low, &v->to))
        return false;
    v->op = INDICATOR_RANK;
    v->stated = true;
    v->from = i;
    v->number = k + n - 1;
    v->unit = v->to;
    return true;
}

/* "- 18", "đến 02", "÷ 10%" behind the first number. */
static void range_read(const struct text_tokens *x, bool from_word, struct indicator__value *v)
{
    size_t k = v->to, to;
    bool percent = text_token_is(x, k, "%");
    struct decimal high;

    k += percent;
    if (!text_token_match(x, k, "-|den|÷|→") || !number_at(x, k + 1, &high, &to))
        return;
    if (text_token_is(x, k, "den") && !from_word && !percent && !text_token_is(x, to, "%"))
        return;
    if (text_token_is(x, to, "/") && text_token_is_number(x, to + 1))
        return;
    v->op = INDICATOR_RANGE;
    v->stated = true;
    v->high = high;
    v->to = to;
}

bool indicator__value_at(const struct text_tokens *x, size_t i, struct indicator__value *ret)
{
    struct indicator__value v = {.op = INDICATOR_EQUAL, .from = i};
    size_t k = i, n;
    bool from_word;

    if (text_token_find(x, i, i + 9, "#") == SIZE_MAX)
        return false; /* the common case, told cheaply */
    if (rank_at(x, i, &v)) {
        *ret = v;
        return true;
    }
    for (size_t o = 0; o < COUNT(operator_words); o++)
        if ((n = text_token_match(x, k, operator_words[o].pattern))) {
            v.op = operator_words[o].op;
            v.stated = operator_words[o].stated;
            k += n;
            break;
        }
    from_word = text_token_is(x, k, "tu");
    k += from_word;
    if (!number_at(x, k, &v.low, &v.to))
        return false;
    v.number = k;
    range_read(x, from_word, &v);
    v.unit = v.to;
    v.percent = text_token_is(x, v.to, "%");
    v.to += v.percent;
    if ((n = text_token_find(x, v.to, v.to + 4, "tro len|xuong")) != SIZE_MAX) {
        v.op = text_token_is(x, n + 1, "len") ? INDICATOR_AT_LEAST : INDICATOR_AT_MOST;
        v.stated = true;
        v.to = n == v.to ? n + 2 : v.to;
    } else if (from_word && v.op != INDICATOR_RANGE) {
        return false; /* "từ 15 tuổi" */
    }
    *ret = v;
    return true;
}

bool indicator__value_grows(const struct text_tokens *x, size_t i, size_t *n)
{
    static const char *const form[] = {
        "tang dan", "tang hang nam", "tang qua cac nam", "khong giam", "nam sau cao hon nam truoc",
        "tang deu"};

    *n = 0;
    for (size_t k = 0; k < COUNT(form) && !*n; k++)
        *n = text_token_match(x, i, form[k]);
    return *n > 0;
}

/* ---- units ---- */

static const char *const measure[] = {
    "ty|trieu|nghin|ngan ty? dong|usd|do|vnd la? my?",
    "dong|usd|vnd",
    "diem phan tram",
    "ha|hecta|mw|mwp|kw|kwh|mwh|gwh|mva|kv|km|km2|km²|m|m2|m²|m3|m³|kg|ta|tan|lit|gb|mb|tb|gbps|"
    "mbps|"
    "tbps|diem|gio|phut|do|lan|tuoi",
    "trieu|nghin|ngan|ty|van tan|luot|ha|m3|m²|m2|kwh|lit|san|cay nguoi|khach|pham?",
};

/* Things that are counted by one syllable; others are taken to have two. */
static const char *const single =
    "xa|phuong|thon|ban|ho|nguoi|truong|tinh|huyen|tuyen|bo|ca|con|cay|may|"
    "nha|cho|lop|luot|tram|khu|cum|nuoc|cuoc|nganh|to|cap|"
    "buoi|goi|chuong|dan|chiec|cai|vu";
static const char *const several[] = {"to chuc",
                                      "ban do",
                                      "dong ho nuoc|dien",
                                      "bo du lieu",
                                      "khu|cum cong nghiep",
                                      "hop tac xa",
                                      "dich vu cong",
                                      "co so du lieu",
                                      "khu kinh te",
                                      "khu do thi",
                                      "khu cong nghe cao",
                                      "thu tuc hanh chinh",
                                      "to chuc tin dung"};

/* "/năm", "/người/năm", "trên một vạn dân", "/10.000 dân" behind a unit. */
static size_t per(const struct text_tokens *x, size_t i)
{
    size_t k = i, n;

    while (text_token_is(x, k, "/") && k + 1 < x->n) {
        if ((n = text_token_match(x, k + 1, "#|mot|1 . #")))
            n += text_token_match(x, k + 1 + n, "dan|nguoi|van|trieu|nghin dan?");
        if (!n && x->t[k + 1].kind == TEXT_TOKEN_WORD)
            n = text_token_match(x, k + 1, "van dan") ? 2 : 1;
        if (!n)
            break;
        k += 1 + n;
    }
    if (k == i && (n = text_token_match(x, k, "tren mot|1|moi|# .? #? van|nghin|trieu|dan dan?")))
        k += n;
    return k - i;
}

static size_t share_of(const struct text_tokens *x, size_t i)
{
    static const char *const form[] = {"grdp|gdp", "dan so", "tong chi ngan sach nha? nuoc?",
                                       "tong chi nsnn|nsdp", "tong thu ngan sach"};
    size_t n = 0;

    for (size_t k = 0; k < COUNT(form) && !n; k++)
        n = text_token_match(x, i, form[k]);
    return n;
}

size_t indicator__unit_at(const struct text_tokens *x, size_t i, bool *is_measure)
{
    size_t n = 0;

    *is_measure = true;
    if (text_token_is(x, i, "%")) {
        n = per(x, i + 1);
        return 1 + (n ? n : share_of(x, i + 1));
    }
    for (size_t k = 0; k < COUNT(measure) && !n; k++)
        n = text_token_match(x, i, measure[k]);
    if (!n && (n = text_token_match(x, i, "trieu|nghin|ngan|ty? m 2|3")) && !x->t[i + n - 1].glued)
        n = 0; /* "145 triệu m3" is two tokens behind the figure */
    if (n && text_token_match(x, i, "do|m|ta|diem") &&
        !text_token_match(x, i + n, ",|;|.|/|)|tro") && i + n < x->n)
        n = 0; /* "10 đô thị", "3 điểm cầu" */
    if (text_token_match(x, i, "dong ho"))
        n = 0; /* "3.000 đồng hồ nước" */
    if (n)
        return n + per(x, i + n);
    *is_measure = false;
    for (size_t k = 0; k < COUNT(several) && !n; k++)
        n = text_token_match(x, i, several[k]);
    if (!n && i < x->n && x->t[i].kind == TEXT_TOKEN_WORD)
        n = text_token_match(x, i, single) || i + 1 >= x->n ||
                    x->t[i + 1].kind != TEXT_TOKEN_WORD || text_token_is(x, i + 1, "tro")
                ? 1
                : 2;
    if (n && per(x, i + n)) {
        *is_measure = true;
        n += per(x, i + n);
    }
    return n;
}
