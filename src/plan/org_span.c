#include "plan/org_priv.h"
#include "text/number.h"

enum {
    OPEN_WORDS_MAX = 16, /* of a name the list does not know */
    CHAIN_MAX = 4,       /* "Phó Giám đốc" "Sở …", "Đảng ủy" "Sở …" */
    BRACKET_MAX = 24,
};

/* Verbs and small words that begin what is said about the body. A word with a capital is a name. */
static const struct str stops[] = {
    STR("tham muu"),     STR("chu tri"),       STR("phoi hop"),     STR("xay dung"),
    STR("to chuc"),      STR("trien khai"),    STR("thuc hien"),    STR("ra soat"),
    STR("tang cuong"),   STR("ban hanh"),      STR("bao cao"),      STR("tong hop"),
    STR("huong dan"),    STR("don doc"),       STR("theo doi"),     STR("chi dao"),
    STR("bo tri"),       STR("can doi"),       STR("cung cap"),     STR("tham dinh"),
    STR("de xuat"),      STR("nghien cuu"),    STR("bao dam"),      STR("dam bao"),
    STR("tiep tuc"),     STR("chu dong"),      STR("kip thoi"),     STR("thuong xuyen"),
    STR("can cu"),       STR("khan truong"),   STR("nghiem tuc"),   STR("chiu trach"),
    STR("quan ly"),      STR("kiem tra"),      STR("kiem soat"),    STR("giam sat"),
    STR("van hanh"),     STR("khai thac"),     STR("cap nhat"),     STR("hoan thanh"),
    STR("day manh"),     STR("phe duyet"),     STR("quyet dinh"),   STR("phan cong"),
    STR("yeu cau"),      STR("bo sung"),       STR("dieu chinh"),   STR("sua doi"),
    STR("chuan bi"),     STR("phat huy"),      STR("phat dong"),    STR("phat trien"),
    STR("tuyen truyen"), STR("pho bien"),      STR("quan triet"),   STR("thong nhat"),
    STR("lua chon"),     STR("ket noi"),       STR("chia se"),      STR("so hoa"),
    STR("chuan hoa"),    STR("hinh thanh"),    STR("thanh lap"),    STR("ho tro"),
    STR("huy dong"),     STR("thu hut"),       STR("khuyen khich"), STR("danh gia"),
    STR("do luong"),     STR("cong bo"),       STR("cong khai"),    STR("tiep nhan"),
    STR("xu ly"),        STR("giai quyet"),    STR("dao tao"),      STR("boi duong"),
    STR("tap huan"),     STR("ung dung"),      STR("mo rong"),      STR("nang cap"),
    STR("nang cao"),     STR("cai thien"),     STR("duy tri"),      STR("tap trung"),
    STR("uu tien"),      STR("dau tu"),        STR("mua sam"),      STR("trang bi"),
    STR("xac dinh"),     STR("xem xet"),       STR("gop y"),        STR("tham gia"),
    STR("chap hanh"),    STR("trao doi"),      STR("ky ket"),       STR("long ghep"),
    STR("cu the"),       STR("dang ky"),       STR("kien nghi"),    STR("de nghi"),
    STR("thong bao"),    STR("gui"),           STR("trinh"),        STR("giao"),
    STR("lap"),          STR("thong ke"),      STR("phan tich"),    STR("phuc vu"),
    STR("dieu hanh"),    STR("cong tac"),      STR("phan anh"),     STR("khao sat"),
    STR("dieu tra"),     STR("thong tin ve"),  STR("phan bo"),      STR("ho so"),
    STR("hang nam"),     STR("hang quy"),      STR("hang thang"),   STR("dinh ky"),
    STR("xac nhan"),     STR("thi diem"),      STR("van dong"),     STR("quy dinh"),
    STR("phat hien"),    STR("tao dieu kien"), STR("tao lap"),      STR("doi moi"),
    STR("chuyen doi"),   STR("khac phuc"),     STR("khong ngung"),  STR("cung voi"),
    STR("cong nhan"),    STR("tong ket"),      STR("so ket"),
};

/* One word is enough, but only so spelled. */
static const struct {
    struct str folded, spelled;
} small_stops[] = {
#define WORD(folded, spelled)                                                                      \
    {                                                                                              \
        {folded, sizeof(folded) - 1},                                                              \
        {                                                                                          \
            spelled, sizeof(spelled) - 1                                                           \
        }                                                                                          \
    }
    WORD("la", "là"),       WORD("co", "có"),       WORD("se", "sẽ"),       WORD("phai", "phải"),
    WORD("can", "cần"),     WORD("duoc", "được"),   WORD("da", "đã"),       WORD("dang", "đang"),
    WORD("de", "để"),       WORD("nham", "nhằm"),   WORD("theo", "theo"),   WORD("khi", "khi"),
    WORD("neu", "nếu"),     WORD("tu", "từ"),       WORD("den", "đến"),     WORD("truoc", "trước"),
    WORD("trong", "trong"), WORD("ve", "về"),       WORD("khong", "không"), WORD("bi", "bị"),
    WORD("do", "do"),       WORD("voi", "với"),     WORD("tai", "tại"),     WORD("tren", "trên"),
    WORD("qua", "qua"),     WORD("bang", "bằng"),   WORD("cho", "cho"),     WORD("dat", "đạt"),
    WORD("nay", "này"),     WORD("ma", "mà"),       WORD("sau", "sau"),     WORD("hay", "hãy"),
    WORD("cung", "cùng"),   WORD("con", "còn"),     WORD("tiep", "tiếp"),   WORD("day", "đẩy"),
    WORD("vao", "vào"),     WORD("thong", "thông"), WORD("thuoc", "thuộc"), WORD("phan", "phấn"),
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
    STR("tren dia ban"),
    STR("tren toan"),
    STR("o dia phuong"),
    STR("o trung uong"),
    STR("tai dia phuong"),
    STR("trong"), /* with a level behind it: "trong tỉnh" */
    STR("cap"),   /* likewise: "cấp xã" */
    STR("cac cap"),
    STR("cung cap"),
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
        if (plan__org_word_match(p, i, stops[k]))
            return true;
    for (size_t k = 0; k < COUNT(small_stops); k++)
        if (str_is(p->words[i].text, small_stops[k].folded) &&
            plan__org_word_is(p, i, small_stops[k].spelled))
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
    size_t taken;

    return p->words[i].capital && !p->shout &&
           plan__org_head_at(list, p, i, &taken) == PLAN__HEAD_NONE;
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
        if (plan__org_word_match(p, i - 2, stops[k]) == 2)
            return true;
    return false;
}

/* From word `i` through places, tails and, in an open name, any words up to a stop. */
static size_t onward(const struct plan_org_list *list, const struct plan__phrase *p, size_t i,
                     bool open)
{
    size_t most = i + OPEN_WORDS_MAX;

    while (i < p->n && i < most) {
        size_t k = past_bracket(p, i), taken;

        if (k > i) {
            i = k;
            continue;
        }
        /* Behind a bracket that closes, the name may go on as if it had not been there. */
        if (!goes_on(p, i) && !(p->words[i].gap.sep == PLAN__SEP_CLOSE && i > 0))
            break;
        if (is_owner_word(p, i - 1) && plan__org_head_at(list, p, i, &taken) != PLAN__HEAD_NONE) {
            i = past_nouns(list, p, i + taken);
            continue;
        }
        if ((k = tail_at(p, i))) {
            i += k;
            continue;
        }
        if (str_is(p->words[i].text, STR("va"))) {
            if (!open || i + 1 >= p->n || is_stop(p, i + 1) ||
                plan__org_head_at(list, p, i + 1, &taken) != PLAN__HEAD_NONE)
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
    size_t i = from, taken, known = 0;
    enum plan__head last;

    *kind = plan__org_head_at(list, p, from, &taken);
    last = *kind;
    for (size_t chain = 0; last != PLAN__HEAD_NONE && chain < CHAIN_MAX; chain++) {
        size_t begin = i;

        plan__org_list_longest(list, STR_NONE, p, i, p->n, &known);
        i += taken;
        if (last == PLAN__HEAD_GROUP || plan__org_head_level(p, i))
            i = past_nouns(list, p, i);
        if (!takes_body(p, begin, last) || !goes_on(p, i))
            break;
        last = plan__org_head_at(list, p, i, &taken);
    }
    if (*kind == PLAN__HEAD_NONE)
        return from;
    return onward(list, p, i, known == 0);
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
