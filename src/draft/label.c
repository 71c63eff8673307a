#include "draft/draft_priv.h"

/* A label is told by its words, not by a list of labels: every word before the colon belongs to the
 * language of labels, and one of them says what is announced. So "Đơn vị chủ trì tham mưu thực
 * hiện:" is read without having been met before, and "Sở Tài chính phối hợp thực hiện:" is none. */
static const char vocabulary[] =
    "ban|bao|bat|bo|buoc|ca|cac|can|cap|chiu|chu|chi|chinh|chuc|co|cong|cu|cua|cung|cuoi|dan|"
    "dao|dat|dau|de|den|dia|diem|do|doc|doi|don|dong|du|dung|duoc|gia|giao|giam|gian|gioi|giup|"
    "hach|han|hang|hanh|hien|hinh|ho|hoan|hop|huong|huy|kha|khai|kien|kinh|ket|kiem|lam|lanh|"
    "lien|lo|loai|luc|luong|mo|moc|moi|muc|muu|nam|neu|nganh|ngay|nguoi|nguon|nhan|nhiem|noi|"
    "nop|phai|pham|phan|phi|phong|phoi|phu|phuong|qua|quan|quy|quyet|ra|san|sat|sau|tai|tam|"
    "tao|ten|tham|thanh|theo|thi|thoi|thu|thuc|thuong|thuoc|tien|to|toan|tong|tra|trach|tri|"
    "trien|trinh|trong|truc|truoc|tu|tuong|va|van|ve|vi|viec|von|voi|vu|vuc|xong|yeu";

static const char org_nouns[] = "co quan|don vi|bo phan|to chuc|phong|phong ban|ban|nganh|so";
static const char persons[] = "nguoi|can bo|dong chi|chuyen vien|cong chuc";
static const char leads[] = "chu tri|dau moi|chiu trach nhiem|phan cong|phan cong thuc hien|"
                            "phan cong trach nhiem|trach nhiem thuc hien|don vi chu quan";
static const char lead_deeds[] = "thuc hien|trien khai|tham muu|theo doi|phu trach|duoc giao|"
                                 "giao thuc hien|chu quan|thuong truc|to chuc thuc hien";
static const char deadlines[] = "thoi gian|thoi han|thoi diem|tien do|lo trinh|han hoan thanh|"
                                "hoan thanh|moc thoi gian|ngay hoan thanh|hoan thanh truoc|han";
static const char deliverables[] = "san pham|ket qua|dau ra";
static const char tasks[] = "nhiem vu|noi dung|cong viec|viec";
static const char asides[] = "kinh phi|nguon luc|nguon von|du toan|nguon kinh phi|dia diem|"
                             "thanh phan|doi tuong|hinh thuc|so luong|quy mo|chi phi|chu de";
/* Headings of sections that speak the language of labels. */
static const char no_labels[] =
    "to chuc thuc hien|to chuc trien khai|to chuc trien khai thuc hien|ket qua dat duoc|"
    "tien do thuc hien nhiem vu|ket qua thuc hien nhiem vu|noi dung thuc hien va tien do";

static bool found(struct str key, const char *list)
{
    return draft__phrase_find(key, list, 0, NULL) != SIZE_MAX;
}

static enum draft__label classify(struct str key)
{
    size_t n = draft__phrase_at(key, 0, "cac|ten|ve|du kien");
    bool org;

    key = str_trim(str_rest(key, n));
    if (key.n == 0 || draft__phrase_is(key, no_labels))
        return DRAFT__LABEL_NONE;
    if (draft__phrase_at(key, 0, "lanh dao"))
        return DRAFT__LABEL_ASIDE;
    if (draft__phrase_at(key, 0, persons))
        return DRAFT__LABEL_PERSON;
    org = draft__phrase_at(key, 0, org_nouns) > 0;
    if (draft__phrase_at(key, 0, tasks))
        return found(key, "phoi hop") ? DRAFT__LABEL_ASIDE : DRAFT__LABEL_TASK;
    if (found(key, leads))
        return DRAFT__LABEL_LEAD;
    if (found(key, "phoi hop"))
        return DRAFT__LABEL_COORDINATING;
    if (draft__phrase_at(key, 0, deadlines) || found(key, "thoi gian|thoi han"))
        return DRAFT__LABEL_DEADLINE;
    if (draft__phrase_at(key, 0, deliverables) || found(key, "dau ra"))
        return DRAFT__LABEL_DELIVERABLE;
    if (org && found(key, lead_deeds))
        return DRAFT__LABEL_LEAD;
    if (draft__phrase_at(key, 0, asides))
        return DRAFT__LABEL_ASIDE;
    return DRAFT__LABEL_NONE;
}

static bool in_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* Where the key that ends at `colon` begins: as far back as words of the vocabulary go, then
 * forward to the first word behind the beginning, a stop, a comma or a bracket. SIZE_MAX: no key.
 */
static size_t key_start(struct str s, size_t floor, size_t colon)
{
    size_t best = SIZE_MAX, end = colon;

    while (end > floor && s.p[end - 1] == ' ')
        end--;
    if (end > floor && s.p[end - 1] == ')') /* "Cơ quan phối hợp (nếu có):" */
        for (size_t i = end - 1; i > floor && end - i < 30; i--)
            if (s.p[i - 1] == '(') {
                end = i - 1;
                break;
            }
    for (int words = 0; words < 14; words++) {
        size_t from, gap;

        while (end > floor && s.p[end - 1] == ' ')
            end--;
        from = end;
        while (from > floor && in_word(s.p[from - 1]))
            from--;
        if (from == end || draft__phrase_at(s, from, vocabulary) != end - from)
            break;
        gap = from;
        while (gap > floor && s.p[gap - 1] == ' ')
            gap--;
        if (gap == floor || strchr(".;:(,-+*/&[", s.p[gap - 1]))
            best = from;
        if (gap == floor || !strchr(",/&-", s.p[gap - 1])) {
            if (gap == from && gap != floor)
                break; /* stuck to something: "(" or a stop */
            end = gap;
        } else {
            end = gap - 1;
        }
        if (end == floor)
            break;
    }
    return best;
}

/* Where nothing divides a label from the value before it, its capital does: the nearest one from
 * which on the words announce something. */
static size_t capital_start(const struct draft__line *l, size_t floor, size_t colon)
{
    struct str s = l->folded.text;

    for (size_t i = colon; i-- > floor && colon - i < 60;) {
        unsigned char c;

        if (i == 0 || s.p[i - 1] != ' ')
            continue;
        c = (unsigned char)l->text.p[l->folded.map[i]];
        if (((c >= 'A' && c <= 'Z') || c == 0xC4) &&
            draft__phrase_at(s, i,
                             "thoi gian|thoi han|tien do|lo trinh|co quan|don vi|phoi hop|chu tri|"
                             "san pham|ket qua|kinh phi") &&
            classify(str_cut(s, i, colon)) != DRAFT__LABEL_NONE)
            return i;
    }
    return SIZE_MAX;
}

/* "Thời gian thực hiện trước ngày 30/6/2026", "Cơ quan chủ trì - Sở Nội vụ": the colon is missing,
 * so the words behind must prove that this is a label. */
static bool without_colon(struct arena *mem, const struct draft__line *l,
                          struct draft__label_at *ret)
{
    static const char time_keys[] =
        "thoi gian thuc hien|thoi gian hoan thanh|thoi han hoan thanh|thoi han thuc hien|"
        "tien do thuc hien|tien do hoan thanh|lo trinh thuc hien|thoi gian|hoan thanh|xong";
    static const char lead_keys[] =
        "co quan chu tri|don vi chu tri|co quan chu tri thuc hien|don vi chu tri thuc hien|"
        "co quan thuc hien|don vi thuc hien|co quan dau moi|don vi dau moi|chu tri";
    static const char other_keys[] = "co quan phoi hop|don vi phoi hop|co quan phoi hop thuc hien|"
                                     "don vi phoi hop thuc hien";
    struct str s = l->folded.text, rest;
    size_t n, from, to;

    *ret = (struct draft__label_at){.to = s.n};
    if (s.n > 240)
        return false;
    if ((n = draft__phrase_at(s, 0, time_keys)))
        ret->label = DRAFT__LABEL_DEADLINE;
    else if ((n = draft__phrase_at(s, 0, lead_keys)))
        ret->label = DRAFT__LABEL_LEAD;
    else if ((n = draft__phrase_at(s, 0, other_keys)))
        ret->label = DRAFT__LABEL_COORDINATING;
    else
        return false;
    while (n < s.n && strchr(" .;-,", s.p[n]))
        n++;
    if (draft__phrase_at(s, n, "la"))
        n += 3;
    if (n >= s.n)
        return false;
    ret->value = n;
    rest = str_rest(l->text, l->folded.map[n]);
    if (ret->label == DRAFT__LABEL_DEADLINE)
        return s.n - n <= (draft__phrase_at(s, 0, "hoan thanh|xong") ? 36 : 90) &&
               schedule_deadline_find(mem, rest, &from, &to) && from <= 24;
    return plan_org_prefix(mem, rest) > 0;
}

/* The folded offset at or behind `offset` of the source. */
static size_t folded_at(const struct text_folded *f, size_t from, size_t offset)
{
    while (from < f->text.n && f->map[from] < offset)
        from++;
    return from;
}

static size_t skip(struct str s, size_t i, size_t end)
{
    while (i < end && strchr(" ,;.-:", s.p[i]))
        i++;
    return i;
}

static size_t next_piece(struct str s, size_t i, size_t end)
{
    while (i < end && s.p[i] != ';')
        i++;
    return i;
}

/* "hoàn thành trong Quý II/2026" at i, until its ';'. Returns where it ends, 0 when it is none. */
static size_t time_piece(struct str s, size_t i, size_t close, struct draft__label_at *ret)
{
    size_t n;

    if (!draft__phrase_at(
            s, i, "hoan thanh|thoi gian|thoi han|xong|truoc|trong|cham nhat|den|quy|thang|nam"))
        return 0;
    n = draft__phrase_at(s, i, "thoi gian hoan thanh|thoi gian thuc hien|thoi gian|thoi han");
    *ret = (struct draft__label_at){DRAFT__LABEL_DEADLINE, i, skip(s, i + n, close),
                                    next_piece(s, i, close)};
    return ret->to;
}

/* "Sở Nội vụ chủ trì", "phối hợp với Sở Y tế", "Sở Y tế phối hợp" at i: what the bodies do stands
 * before them, behind them, or nowhere, then they lead (*told stays). Returns where the piece ends,
 * 0 when it names no body. */
static size_t bodies_piece(struct arena *mem, const struct draft__line *l, size_t i, size_t close,
                           struct draft__label_at *ret, bool *told)
{
    struct str s = l->folded.text;
    enum draft__label label = DRAFT__LABEL_LEAD;
    size_t before, behind, value, bodies, end;

    before = draft__phrase_at(s, i, "co quan chu tri|don vi chu tri|chu tri|dau moi|giao");
    if (!before && (before = draft__phrase_at(s, i, "phoi hop voi|phoi hop cung|phoi hop")))
        label = DRAFT__LABEL_COORDINATING;
    value = skip(s, i + before, close);
    bodies = plan_org_prefix(mem, str_cut(l->text, l->folded.map[value], l->folded.map[close]));
    if (!bodies)
        return 0;
    end = folded_at(&l->folded, value, l->folded.map[value] + bodies);
    *ret = (struct draft__label_at){.from = i, .value = value, .to = end};
    end = skip(s, end, close);
    if (before) { /* "giao Sở A chủ trì" */
        behind = draft__phrase_at(s, end, "chu tri thuc hien|chu tri|thuc hien|phoi hop thuc hien");
    } else if (!draft__phrase_at(s, end, "phoi hop voi|phoi hop cung") &&
               (behind = draft__phrase_at(s, end, "phoi hop thuc hien|phoi hop"))) {
        label = DRAFT__LABEL_COORDINATING;
    } else {
        behind = draft__phrase_at(s, end,
                                  "chu tri thuc hien|chu tri tham muu|chu tri|thuc hien|"
                                  "tham muu|lam dau moi|la dau moi|chiu trach nhiem");
    }
    ret->label = label;
    *told |= label == DRAFT__LABEL_LEAD && (before || behind);
    return end + behind;
}

/* "… (Sở Nội vụ chủ trì, phối hợp với Sở Tài chính; hoàn thành trong Quý II/2026)": reads the
 * inside of the bracket [open + 1, close) piece by piece; gives up at the first piece that is none
 * of these. Returns their number; 0 when nobody is said to lead. */
static size_t bracket_read(struct arena *mem, const struct draft__line *l, size_t open,
                           size_t close, struct draft__label_at *at, size_t room)
{
    struct str s = l->folded.text;
    size_t count = 0;
    bool told = false;

    for (size_t i = skip(s, open + 1, close); i < close && count < room; i = skip(s, i, close)) {
        size_t end = time_piece(s, i, close, &at[count]);

        if (!end)
            end = bodies_piece(mem, l, i, close, &at[count], &told);
        if (!end)
            break;
        i = end;
        count++;
    }
    return told ? count : 0;
}

/* The bracket at the very end of the line, if any. */
static bool last_bracket(struct str s, size_t *open, size_t *close)
{
    size_t end = s.n, depth = 0;

    while (end && strchr(".;, ", s.p[end - 1]))
        end--;
    if (end == 0 || s.p[end - 1] != ')')
        return false;
    *close = end - 1;
    for (size_t i = end; i-- > 0 && end - i < 320;) {
        depth += s.p[i] == ')';
        if (s.p[i] == '(' && --depth == 0) {
            *open = i;
            return i > 8;
        }
    }
    return false;
}

/* May this label stand here? Numbers of headings carry few labels; inside a sentence only what a
 * register asks for. */
static bool allowed(const struct draft__line *l, const struct draft__label_at *a, size_t before)
{
    bool empty = skip(l->folded.text, a->value, a->to) >= a->to;
    enum draft__label k = a->label;

    if (l->marker == DRAFT__MARK_ROMAN || l->marker == DRAFT__MARK_PART)
        return a->from > 0 && !empty && k <= DRAFT__LABEL_DELIVERABLE;
    if (a->from > 0)
        return !empty && (k <= DRAFT__LABEL_DELIVERABLE || (before && k != DRAFT__LABEL_TASK));
    if (l->marker == DRAFT__MARK_DECIMAL)
        return k != DRAFT__LABEL_TASK && !(empty && k >= DRAFT__LABEL_DELIVERABLE);
    if (l->marker == DRAFT__MARK_NONE)
        return !(empty && (k == DRAFT__LABEL_TASK || k == DRAFT__LABEL_ASIDE));
    return true;
}

size_t draft__label_split(struct arena *mem, const struct draft__line *l,
                          struct draft__label_at **ret)
{
    enum { MAX = 12 };
    struct draft__label_at at[MAX];
    struct str s = l->folded.text;
    size_t count = 0, floor = 0, open, close;
    bool of_register = false;

    for (size_t i = 0; i < s.n && count < MAX; i++) {
        size_t from;

        if (s.p[i] != ':')
            continue;
        from = key_start(s, floor, i);
        if (from == SIZE_MAX && count) /* "Cơ quan chủ trì: Sở Y tế Thời gian: 2026" */
            from = capital_start(l, floor, i);
        if (from == SIZE_MAX)
            continue;
        at[count] = (struct draft__label_at){.from = from, .value = i + 1, .to = s.n};
        at[count].label = classify(str_cut(s, from, i));
        if (at[count].label == DRAFT__LABEL_NONE || !allowed(l, &at[count], count))
            continue;
        if (count)
            at[count - 1].to = from;
        of_register |= at[count].label <= DRAFT__LABEL_DEADLINE || from == 0;
        count++;
        floor = i + 1;
    }
    if (!of_register)
        count = 0;
    if (l->marker != DRAFT__MARK_ROMAN && l->marker != DRAFT__MARK_PART &&
        last_bracket(s, &open, &close) && (count == 0 || at[0].from > open)) {
        struct draft__label_at inside[MAX];
        size_t n = bracket_read(mem, l, open, close, inside, MAX);

        if (n >= count && n) {
            memcpy(at, inside, n * sizeof(at[0]));
            at[0].from = open;
            count = n;
        }
    }
    if (count == 0 && l->marker != DRAFT__MARK_ROMAN && l->marker != DRAFT__MARK_PART)
        count = without_colon(mem, l, &at[0]);
    if (count) {
        *ret = ARENA_MANY(mem, struct draft__label_at, count);
        memcpy(*ret, at, count * sizeof(at[0]));
    }
    return count;
}
