#include "draft/draft_priv.h"

enum { SPEAKING = 60, WHOLE_MAX = 700, BODIES_MAX = 240, TOPIC_MAX = 80 };

/* Verbs that duties begin with: where one stands, a list of bodies has ended. */
static const char verbs[] =
    "xay dung|to chuc|trien khai|thuc hien|tham muu|theo doi|kiem tra|ra soat|tang cuong|huong dan|"
    "tuyen truyen|phoi hop|chu tri|chu dong|chi dao|don doc|giam sat|quan ly|bao dam|dam bao|bo "
    "tri|"
    "tong hop|bao cao|de xuat|nghien cuu|ban hanh|hoan thien|hoan thanh|day manh|phat trien|nang "
    "cao|"
    "cung cap|cap nhat|khai thac|su dung|ung dung|tiep tuc|tiep nhan|thuong xuyen|kip thoi|"
    "khan truong|tap trung|can cu|xu ly|giai quyet|dau tu|ho tro|huy dong|cung co|kien toan|lap|"
    "tham dinh|trinh|quan triet|pho bien|dinh huong|van dong|danh gia|cong bo|so hoa|ket noi|quy "
    "dinh|"
    "lanh dao|co trach nhiem|chiu trach nhiem|trong viec|nham|dua|lam|ky ket|thanh lap|len "
    "ke hoach|"
    "thong bao|thong ke|van hanh|duy tri|nang cap|luu tru|khac phuc|phan cong|phe duyet|"
    "thuc day|khuyen khich|thu hut|dao tao|boi duong|tap huan|quang ba|hop tac|tham gia|chuan bi|"
    "gui|dinh ky|hang nam|hang thang|hang quy|truoc ngay|tren co so|theo chuc nang|theo quy "
    "dinh|khong|"
    "kiem soat|bao ve|dieu tra|bo sung|giai ngan|thanh toan|quyet toan|phan bo|can doi|thiet "
    "lap|ung cuu|"
    "sap xep|doi moi|cai cach|cai tien|phat dong|phat huy|dieu hanh|dieu phoi|mo rong|khao sat|thi "
    "diem|"
    "nhan rong|lua chon|tuyen dung|truyen thong|phat song|dang tai|dua tin|cong khai|niem yet|"
    "gioi thieu|hoan tat|tham gia y kien|lay y kien|thong tin|ap dung|chuyen giao|sua chua|lap dat|"
    "rut kinh nghiem|tu chuc|bien soan|in an|dien tap|cu the hoa|so ket|tong ket|thanh tra|tiep "
    "thu";

static const char assigning[] =
    "giao nhiem vu cho|giao trach nhiem cho|giao cho|giao|thong nhat giao|dong y giao|nhat tri "
    "giao|"
    "yeu cau|de nghi|phan cong|chi dao|kien nghi|uy quyen cho|uy quyen|dong y de|dong y cho";

static const char linking[] =
    "co trach nhiem|chiu trach nhiem|lam dau moi|la co quan dau moi|la dau moi|la co quan thuong "
    "truc|"
    "chu tri|tiep tuc|duoc giao|co nhiem vu|la don vi dau moi|la don vi chu tri|"
    "la co quan chu tri|dau moi|chu tri thuc hien";

static const char joint[] = "phoi hop chat che voi|phoi hop chat che cung|phoi hop cung voi|"
                            "phoi hop voi|phoi hop cung|cung phoi hop voi";

static size_t blank(struct str s, size_t i)
{
    while (i < s.n && strchr(" ,:;.-", s.p[i]))
        i++;
    return i;
}

/* The folded offset behind `bytes` of the source from folded offset `from` on. */
static size_t advance(const struct text_folded *f, size_t from, size_t bytes)
{
    size_t target = f->map[from] + bytes, i = from;

    while (i < f->text.n && f->map[i] < target)
        i++;
    return i;
}

static bool is_small(struct str source, size_t i)
{
    return i < source.n && !(source.p[i] >= 'A' && source.p[i] <= 'Z') &&
           !((unsigned char)source.p[i] == 0xC4 && i + 1 < source.n &&
             (unsigned char)source.p[i + 1] == 0x90);
}

/* Where the bodies named from folded offset `from` on end: by the names themselves, else before the
 * first verb in small letters ("Sở Xây dựng" has a capital), else at the end of the clause. */
static size_t bodies_end(struct arena *mem, struct str text, const struct text_folded *f,
                         size_t from)
{
    size_t limit = from + BODIES_MAX < f->text.n ? from + BODIES_MAX : f->text.n;
    size_t named = plan_org_prefix(mem, str_cut(text, f->map[from], f->map[limit]));
    size_t verb;

    if (named)
        return advance(f, from, named);
    for (size_t i = from; i < limit; i++)
        if (f->text.p[i] == ';' ||
            (f->text.p[i] == '.' && i + 1 < f->text.n && f->text.p[i + 1] == ' ')) {
            limit = i;
            break;
        }
    for (verb = from;; verb++) {
        verb = draft__phrase_find(str_cut(f->text, 0, limit), verbs, verb, NULL);
        if (verb == SIZE_MAX)
            return limit;
        if (verb > from && is_small(text, f->map[verb]))
            return verb;
    }
}

struct str draft__sentence_trim(struct str s)
{
    s = str_trim(s);
    if (str_ends(s, STR("./.")))
        s.n -= 3;
    while (s.n && strchr(",;:. ", s.p[s.n - 1])) {
        if (str_ends(s, STR("...")) || str_ends(s, STR("v.v.")))
            break;
        s.n--;
    }
    while (s.n && strchr(",;:. ", s.p[0]))
        s = str_rest(s, 1);
    return s;
}

/* "phối hợp với X": its bodies; *end = folded offset behind them. */
static struct str coordinating(struct arena *mem, struct str text, const struct text_folded *f,
                               size_t from, size_t *end)
{
    size_t n, at = draft__phrase_find(f->text, joint, from, &n);

    *end = from;
    if (at == SIZE_MAX) {
        at = draft__phrase_find(f->text, "phoi hop", from, &n);
        if (at == SIZE_MAX || at + n + 1 >= f->text.n ||
            !plan_org_prefix(mem, str_cut(text, f->map[at + n + 1], f->map[f->text.n])))
            return STR_NONE;
    }
    at = blank(f->text, at + n);
    *end = bodies_end(mem, text, f, at);
    return draft__sentence_trim(text_fold_source(f, text, at, *end));
}

void draft__sentence_duty(struct arena *mem, struct str text, const struct text_folded *folded,
                          struct draft__duty *ret)
{
    size_t from, to, end;

    *ret = (struct draft__duty){0};
    ret->coordinating = coordinating(mem, text, folded, 0, &end);
    if (schedule_deadline_find(mem, text, &from, &to))
        ret->deadline = draft__sentence_trim(str_cut(text, from, to));
}

/* Behind a stop that ends a sentence from byte i on, or the length. */
static size_t sentence_end(struct str text, size_t i)
{
    for (; i + 2 < text.n; i++)
        if (text.p[i] == '.' && text.p[i + 1] == ' ' &&
            !is_small(text, i + 2)) /* "TP. Hồ" is rare, "v.v. và" is not */
            return i + 1;
    return text.n;
}

struct str draft__sentence_first(struct str text)
{
    size_t end = sentence_end(text, 0);

    if (end < SPEAKING)
        end = sentence_end(text, end);
    return str_cut(text, 0, end);
}

struct assignment {
    size_t lead, lead_end, duty; /* folded offsets */
    struct str coordinating;
    bool linked; /* said in words of assigning, not by a verb alone */
};

/* "Các trưởng thôn có trách nhiệm …": whoever is named so is meant, known as a body or not. The
 * folded offset behind the name; 0 for none. */
static size_t responsible(const struct draft__line *l)
{
    size_t at = draft__phrase_find(str_cut(l->folded.text, 0, 140),
                                   "co trach nhiem|chiu trach nhiem", 0, NULL);

    if (at == SIZE_MAX || at < 4 || is_small(l->text, 0) || l->role != DRAFT__ROLE_ORGANISATION)
        return 0;
    return draft__phrase_find(str_cut(l->folded.text, 0, at), verbs, 0, NULL) == SIZE_MAX ? at : 0;
}

/* An assignment may begin there: behind a stop or colon, or behind a word of deciding. "… đặt hàng,
 * giao nhiệm vụ cho doanh nghiệp …" is a duty, not an assignment. */
static bool may_begin(struct str s, size_t at)
{
    static const char *const before[] = {"thong nhat", "dong y", "quyet dinh", "nhat tri"};

    while (at && s.p[at - 1] == ' ')
        at--;
    if (at == 0 || strchr(".:;", s.p[at - 1]))
        return true;
    for (size_t i = 0; i < COUNT(before); i++)
        if (str_ends(str_cut(s, 0, at), str_from(before[i])))
            return true;
    return false;
}

/* Reads "[Giao] X [có trách nhiệm] [chủ trì, phối hợp với Y]" from folded offset `from` on. False
 * when no body stands there. */
static bool read_lead(struct arena *mem, const struct draft__line *l, size_t from,
                      struct assignment *ret)
{
    const struct text_folded *f = &l->folded;
    size_t asks = draft__phrase_at(f->text, from, assigning), bodies, i, n, end;

    *ret = (struct assignment){.lead = blank(f->text, from + asks), .linked = asks > 0};
    if (ret->lead >= f->text.n)
        return false;
    bodies = plan_org_prefix(mem, str_rest(l->text, f->map[ret->lead]));
    if (bodies)
        ret->lead_end = advance(f, ret->lead, bodies);
    else if (from == 0 && !asks && (i = responsible(l)))
        ret->lead_end = i;
    else
        return false;
    i = blank(f->text, ret->lead_end);
    while ((n = draft__phrase_at(f->text, i, linking))) {
        i = blank(f->text, i + n);
        ret->linked = true;
    }
    if (draft__phrase_at(f->text, i, joint)) {
        ret->coordinating = coordinating(mem, l->text, f, i, &end);
        if (ret->coordinating.n)
            i = blank(f->text, end);
        ret->linked = true;
    }
    ret->duty = i;
    return true;
}

/* What a body must say to be given a duty: a word of assigning, a verb of duties, or any word that
 * may be a verb. */
enum need { NEED_LINK, NEED_VERB, NEED_WORD };

/* "… quyết định việc cho học sinh nghỉ học": a word in small letters that tells no state. */
static bool may_be_verb(const struct draft__line *l, size_t at)
{
    static const char state[] = "da|dang|duoc|cua|va|voi|tai|trong|la|do|bi|nay|o|thuoc|con|van|"
                                "chua|ve|cho|tren|co the|hoac|nhu|theo|tu|den|duoi";

    return is_small(l->text, l->folded.map[at]) && l->folded.text.p[at] >= 'a' &&
           !draft__phrase_at(l->folded.text, at, state);
}

static bool read_assignment(struct arena *mem, const struct draft__line *l, size_t from,
                            enum need need, struct assignment *ret)
{
    if (!read_lead(mem, l, from, ret) || l->folded.text.n < ret->duty + 12)
        return false;
    if (ret->linked)
        return true;
    return (need != NEED_LINK || l->role == DRAFT__ROLE_ORGANISATION) &&
           (draft__phrase_at(l->folded.text, ret->duty, verbs) ||
            (need == NEED_WORD && may_be_verb(l, ret->duty)));
}

bool draft__sentence_opens(struct arena *mem, const struct draft__line *l, struct str *lead,
                           struct str *joined)
{
    struct assignment a;
    size_t at = 0, n = 0;

    if (l->text.n == 0 || l->text.p[l->text.n - 1] != ':')
        return false;
    for (int tries = 0; tries < 4; tries++) { /* "Đồng ý với … Giao Sở X:" */
        if (may_begin(l->folded.text, at) && read_lead(mem, l, at, &a) && a.linked &&
            l->folded.text.n <= a.duty + 120) {
            *lead = draft__sentence_trim(text_fold_source(&l->folded, l->text, a.lead, a.lead_end));
            *joined = a.coordinating;
            return true;
        }
        at = draft__phrase_find(l->folded.text, "giao|yeu cau|de nghi", at + n, &n);
        if (at == SIZE_MAX)
            return false;
    }
    return false;
}

static bool is_numbered(const struct draft__line *l)
{
    return l->marker == DRAFT__MARK_DECIMAL || l->marker == DRAFT__MARK_LETTER;
}

static bool may_assign(const struct draft__line *l)
{
    bool label = l->label && !(l->label == DRAFT__LABEL_ASIDE && is_numbered(l));

    /* "4. Về nguồn vốn: Bộ Tài chính tổng hợp …" only looks like a label */
    return !l->is_table && !label && l->folded.text.n >= 24 &&
           (l->role == DRAFT__ROLE_NONE || l->role == DRAFT__ROLE_TASK ||
            l->role == DRAFT__ROLE_ORGANISATION || l->role == DRAFT__ROLE_MONEY) &&
           l->marker != DRAFT__MARK_ROMAN;
}

/* How many numbered lines under each line begin with a body: where several do, what follows the
 * body is its duty, whatever the verb. [0] counts those under none. */
static uint32_t *count_bodies(struct draft__reading *r)
{
    uint32_t *count = ARENA_MANY(r->mem, uint32_t, r->line_count + 1);

    for (size_t i = 0; i < r->line_count; i++) {
        const struct draft__line *l = &r->lines[i];

        if (may_assign(l) && is_numbered(l))
            count[l->parent] += plan_org_prefix(r->mem, l->text) > 0;
    }
    return count;
}

/* "Về chuyển đổi số: giao Sở X …", "… thống nhất giao Sở X …": the assignment inside a sentence. */
static bool find_assignment(struct arena *mem, const struct draft__line *l, bool among_bodies,
                            struct assignment *ret)
{
    size_t at = 0, n, colon;
    enum need need = !is_numbered(l) && l->role == DRAFT__ROLE_NONE ? NEED_LINK
                     : among_bodies                                 ? NEED_WORD
                                                                    : NEED_VERB;

    if (read_assignment(mem, l, 0, need, ret))
        return true;
    colon = is_numbered(l) ? str_find(str_cut(l->folded.text, 0, TOPIC_MAX), STR(":"), 0)
                           : SIZE_MAX;
    if (colon != SIZE_MAX && read_assignment(mem, l, colon + 1, need, ret))
        return true; /* "Về nguồn vốn: Bộ Tài chính tổng hợp …" */
    for (int tries = 0; tries < 4; tries++) {
        at = draft__phrase_find(l->folded.text, "giao|yeu cau|de nghi|thong nhat giao|dong y giao",
                                at, &n);
        if (at == SIZE_MAX)
            return false;
        if (at && may_begin(l->folded.text, at) && read_assignment(mem, l, at, NEED_LINK, ret))
            return true;
        at += n;
    }
    return false;
}

/* "… thực hiện; hoàn thành trong tháng 9/2026": the heading above says what. */
static bool says_nothing(struct str duty)
{
    size_t n = draft__phrase_at(duty, 0,
                                "to chuc thuc hien|trien khai thuc hien|thuc hien|trien khai|"
                                "tham muu thuc hien|hoan thanh|bao cao");
    struct str rest = str_trim(str_rest(duty, n));

    return n &&
           (rest.n == 0 || strchr(".;,", rest.p[0]) ||
            draft__phrase_at(rest, 0, "truoc|trong|xong|nhiem vu nay|noi dung nay|hoan thanh"));
}

/* "Các cơ quan, đơn vị triển khai thực hiện." right under "TỔ CHỨC THỰC HIỆN": of what, nobody
 * says.
 */
static bool is_empty(const struct draft__reading *r, const struct draft__line *l,
                     const struct assignment *a)
{
    struct str duty = str_rest(l->folded.text, a->duty);

    duty = str_rest(duty,
                    draft__phrase_at(duty, 0, "can cu ke hoach nay|can cu noi dung ke hoach nay"));
    duty = str_rest(duty, blank(duty, 0));
    return l->role == DRAFT__ROLE_ORGANISATION && l->parent &&
           r->lines[l->parent - 1].marker == DRAFT__MARK_ROMAN && duty.n < SPEAKING &&
           says_nothing(duty) && draft__phrase_find(duty, "truoc|trong|xong", 0, NULL) == SIZE_MAX;
}

static void emit(struct draft__reading *r, struct draft__line *l, const struct assignment *a)
{
    struct draft_row *row;
    struct str duty = text_fold_source(&l->folded, l->text, a->duty, l->folded.text.n);
    struct draft__duty more;

    if (is_empty(r, l, a))
        return;
    row = draft__row_open(r, DRAFT_TASK, l->pos);
    l->used = true;
    row->no = l->path;
    row->group = l->group;
    row->name = draft__sentence_trim(duty.n > WHOLE_MAX ? draft__sentence_first(duty) : duty);
    if (l->marker == DRAFT__MARK_NONE && l->parent &&
        says_nothing(str_rest(l->folded.text, a->duty)))
        row->name = draft__sentence_trim(r->lines[l->parent - 1].text);
    draft__row_step(r, row, N_("Câu giao việc ở %.*s."),
                    STR_ARG(doc_tree_place(r->mem, r->tree, l->pos)));
    draft__row_lead(
        r, row, draft__sentence_trim(text_fold_source(&l->folded, l->text, a->lead, a->lead_end)));
    draft__sentence_duty(r->mem, l->text, &l->folded, &more);
    draft__row_coordinating(r, row, a->coordinating.n ? a->coordinating : more.coordinating);
    draft__row_deadline(r, row, more.deadline);
    draft__row_doubt(r, row,
                     l->role == DRAFT__ROLE_ORGANISATION
                         ? N_("đọc từ câu văn của phần tổ chức thực hiện")
                         : N_("đọc từ câu văn giao việc"));
}

void draft__sentence_read(struct draft__reading *r)
{
    const uint32_t *bodies = count_bodies(r);

    for (size_t i = 0; i < r->line_count; i++) {
        struct draft__line *l = &r->lines[i];
        struct assignment a;

        if (!l->used && may_assign(l) && find_assignment(r->mem, l, bodies[l->parent] > 2, &a))
            emit(r, l, &a);
    }
}
