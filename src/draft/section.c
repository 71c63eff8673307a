#include "draft/draft_priv.h"

enum { STACK = 24, HEADING_MAX = 200 };

/* The headings that are open where the walk stands. */
struct open_heading {
    size_t line;
    int depth;
    enum draft__role role;
    size_t children;
};

struct walk {
    struct draft__reading *r;
    struct open_heading stack[STACK];
    size_t n;
    int annex;
    enum draft__role ground; /* role where no heading is open */
    bool title;              /* lines of an annex's title: they tell its role */
    bool table;              /* "Biểu 01": a form for reports, unless its title tells of a plan */
    bool after;
};

static bool starts(struct str s, const char *list)
{
    return draft__phrase_at(s, 0, list) > 0;
}

static bool has(struct str s, const char *list)
{
    return draft__phrase_find(s, list, 0, NULL) != SIZE_MAX;
}

/* The role that a heading gives to what stands under it. Headings of the first levels say it in any
 * place ("III. MỘT SỐ NHIỆM VỤ TRỌNG TÂM"), deeper ones only when they begin with it, for there the
 * words are also the words of tasks ("3. Đánh giá kết quả …"). */
static enum draft__role role_of(struct str s, int depth)
{
    bool top = depth <= 2;
    size_t n;

    if (s.n > HEADING_MAX)
        return DRAFT__ROLE_NONE;
    if ((n = draft__phrase_at(s, 0, "cac|mot so|nhung|ve|he thong|tong hop|danh muc|bang")))
        s = str_trim(str_rest(s, n));
    if (starts(s,
               "muc tieu chung|muc tieu tong quat|muc dich|quan diem|pham vi|doi tuong|nguyen tac|"
               "su can thiet|phuong cham|can cu") ||
        draft__phrase_is(s, "yeu cau|yeu cau chung") || str_starts(s, STR("yeu cau,")))
        return DRAFT__ROLE_PURPOSE;
    if (starts(s, "muc tieu|chi tieu|tam nhin"))
        return has(s, "nhiem vu|giai phap") ? DRAFT__ROLE_TASK : DRAFT__ROLE_GOAL;
    if (starts(s, "to chuc thuc hien|to chuc trien khai|phan cong|trach nhiem|che do bao cao|"
                  "che do thong tin|thong tin bao cao"))
        return DRAFT__ROLE_ORGANISATION;
    if (starts(s, "kinh phi|nguon luc|nguon von|du toan|nguon kinh phi|bo tri kinh phi"))
        return DRAFT__ROLE_MONEY;
    if (starts(s, "nhiem vu|giai phap|noi dung|cong viec|hoat dong"))
        return DRAFT__ROLE_TASK;
    if (!top)
        return DRAFT__ROLE_NONE;
    if (starts(
            s,
            "dac diem tinh hinh|tinh hinh|thuc trang|danh gia|ket qua|boi canh|khai quat|ton tai|"
            "han che|nguyen nhan|uu diem"))
        return DRAFT__ROLE_SITUATION;
    if (starts(s, "tien do|lo trinh") || has(s, "nhiem vu|giai phap|noi dung|cong viec"))
        return DRAFT__ROLE_TASK;
    if (has(s, "to chuc thuc hien|phan cong|trach nhiem"))
        return DRAFT__ROLE_ORGANISATION;
    if (has(s, "muc tieu|chi tieu"))
        return DRAFT__ROLE_GOAL;
    return DRAFT__ROLE_NONE;
}

static void close_to(struct walk *w, int depth, size_t at)
{
    while (w->n && w->stack[w->n - 1].depth >= depth)
        w->r->lines[w->stack[--w->n].line].end = at;
}

/* "PHỤ LỤC", "Phụ lục 2: …", "Biểu 01", "Mẫu số 3": a new annex; not "Phụ lục II Nghị quyết …". */
static bool is_annex(const struct draft__line *l)
{
    struct str s = l->folded.text;
    size_t n;

    if (l->marker != DRAFT__MARK_NONE || s.n > HEADING_MAX)
        return false;
    if ((n = draft__phrase_at(
             s, 0, "phu luc so|phu luc|bieu mau so|bieu mau|bieu so|bieu|mau so|mau")) == 0)
        return false;
    while (n < s.n && s.p[n] == ' ')
        n++;
    while (n < s.n && ((s.p[n] >= '0' && s.p[n] <= '9') || strchr("ivx", s.p[n])))
        n++;
    if (n == s.n)
        return true;
    return l->upper || strchr(".:-(/", s.p[n]) ||
           (s.p[n] == ' ' && n + 1 < s.n && strchr("-(", s.p[n + 1]));
}

/* A second document behind the first: the plan that a decision enacts, a list behind the signature.
 */
static bool is_second_title(const struct draft__line *l)
{
    bool strong = l->upper || l->block->level || (l->block->flags & (DOC_BOLD | DOC_CENTRED));

    if (l->marker == DRAFT__MARK_ROMAN && str_is(l->number, STR("I"))) {
        enum draft__role role = role_of(l->folded.text, l->depth);

        return role == DRAFT__ROLE_PURPOSE || role == DRAFT__ROLE_GOAL || role == DRAFT__ROLE_TASK;
    }
    return l->marker == DRAFT__MARK_NONE && strong && l->folded.text.n <= HEADING_MAX &&
           starts(l->folded.text,
                  "ke hoach|chuong trinh|de an|danh muc|bang|nhiem vu|chi tieu|phan cong|"
                  "quy che|quy dinh");
}

static bool has_small_letter(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] >= 'a' && s.p[i] <= 'z')
            return true;
    return false;
}

bool draft__section_signs(struct str text, struct str folded)
{
    if (folded.n > 80)
        return false;
    if (draft__phrase_is(folded, "nguoi lap|nguoi lap bieu|nguoi tong hop|lap bieu"))
        return true;
    return !has_small_letter(text) &&
           (starts(folded, "tm|t/m|kt|tl|tuq") ||
            draft__phrase_is(folded, "giam doc|tong giam doc|hieu truong|chu tich|bi thu|truong "
                                     "ban|vien truong|cuc truong|bo truong|thu truong don vi|"
                                     "thu truong co quan"));
}

/* Sentences that close a plan: what stands before them ends there. */
static bool is_closing(const struct draft__line *l)
{
    struct str s = l->folded.text;

    if (l->marker == DRAFT__MARK_NONE && draft__section_signs(l->text, s))
        return true;
    if (l->marker == DRAFT__MARK_NONE && starts(s, "yeu cau|de nghi") &&
        has(s, "nghiem tuc|khan truong") &&
        has(s, "thuc hien chi thi nay|thuc hien ke hoach nay|thuc hien cong van nay|thuc hien van "
               "ban nay|"
               "thuc hien thong bao nay|thuc hien nghiem chi thi nay|trien khai thuc hien"))
        return true;
    if (has(s, "thi hanh quyet dinh nay|thi hanh nghi quyet nay|thi hanh chi thi nay"))
        return true;
    return starts(s, "tren day la|trong qua trinh thuc hien|trong qua trinh to chuc thuc hien|"
                     "trong qua trinh trien khai|qua trinh thuc hien|can cu y kien chi dao|"
                     "can cu noi dung chi dao|nhan duoc van ban nay|nhan duoc cong van nay|"
                     "noi nhan");
}

static bool is_recipients(const struct draft__line *l)
{
    const struct doc_block *b = l->block;

    if (!l->is_table) /* a speck or the rule of a flattened table may stand before it */
        return draft__phrase_find(str_cut(l->folded.text, 0, 12), "noi nhan|luu vt|luu: vt", 0,
                                  NULL) != SIZE_MAX;
    if (b->row_count == 0 || b->row_count > 6 || b->rows[0].count == 0)
        return false;
    return str_starts(str_trim(b->rows[0].cells[0].text), STR("Nơi nhận"));
}

static void open_annex(struct walk *w, struct draft__line *l, size_t i)
{
    close_to(w, 0, i);
    w->annex++;
    w->after = false;
    w->title = true;
    w->ground = DRAFT__ROLE_NONE;
    w->table = starts(l->folded.text, "bieu") && !starts(l->folded.text, "bieu mau");
    if (starts(l->folded.text, "bieu|mau"))
        w->ground = DRAFT__ROLE_FORM;
}

/* "Biểu số 01. Chỉ tiêu …", "BIỂU PHÂN CÔNG …": what the table is of. */
static struct str title_of_table(struct str s)
{
    size_t n = draft__phrase_at(s, 0, "bieu so|bieu");

    while (n && n < s.n && strchr(" .:-/0123456789", s.p[n]))
        n++;
    return str_rest(s, n);
}

/* The title of an annex says whether it is a register, an outline for reports or a form. */
static void read_title(struct walk *w, const struct draft__line *l)
{
    struct str s = l->folded.text;
    enum draft__role role;

    if (has(s, "de cuong|bieu mau|mau bao cao|mau so|mau phieu|phieu")) {
        w->ground = DRAFT__ROLE_FORM;
        return;
    }
    if (w->table) {
        s = title_of_table(s);
        if (starts(s, "chi tieu|muc tieu|ke hoach|nhiem vu|phan cong|tien do|danh muc nhiem vu"))
            w->ground = starts(s, "chi tieu|muc tieu") ? DRAFT__ROLE_GOAL : DRAFT__ROLE_TASK;
        return;
    }
    role = l->upper ? role_of(s, 2) : DRAFT__ROLE_NONE;
    if (role && w->ground != DRAFT__ROLE_FORM)
        w->ground = role == DRAFT__ROLE_SITUATION ? DRAFT__ROLE_FORM : role;
}

/* A body's name alone on a line, or "Giao Sở X chủ trì … các việc sau:", bullets below it. */
static bool heads_bullets(struct walk *w, const struct draft__line *l)
{
    const struct draft__line *next = l + 1;
    struct str lead, joint;

    if (l->folded.text.n > 240 || next >= w->r->lines + w->r->line_count || next->label ||
        (next->marker != DRAFT__MARK_BULLET && next->marker != DRAFT__MARK_LETTER))
        return false;
    if (l->text.p[l->text.n - 1] == ':')
        return draft__sentence_opens(w->r->mem, l, &lead, &joint);
    return l->folded.text.n <= 100 && plan_org_is_name(w->r->mem, l->text);
}

/* A heading without number; 0 when the line is none. `l` stands in the array of lines. */
static int plain_heading(struct walk *w, const struct draft__line *l)
{
    struct str s = l->folded.text;
    bool colon = s.n && s.p[s.n - 1] == ':';
    bool strong = l->upper || l->block->level || (l->block->flags & DOC_BOLD);

    if (s.n == 0 || s.n > 240 || (s.p[s.n - 1] == '.' && !l->upper) || s.p[s.n - 1] == ';')
        return 0;
    if ((strong || colon) && s.n <= 100 && role_of(s, 2) &&
        (strong || role_of(s, 3) || draft__phrase_at(s, 0, "mot so")))
        return 2;
    if (strong && s.n <= 160)
        return 7;
    if (colon && s.n <= 120 && plan_org_is_name(w->r->mem, str_cut(l->text, 0, l->text.n - 1)))
        return 7;
    return heads_bullets(w, l) ? 7 : 0;
}

/* The last number of "2.13": 13. */
static int value_of(struct str number)
{
    int value = 0;

    for (size_t i = 0; i < number.n; i++)
        value = number.p[i] == '.' ? 0 : value * 10 + (number.p[i] - '0');
    return value;
}

/* Where a numbered line or bullet stands among the open headings. */
static int depth_of(struct walk *w, const struct draft__line *l)
{
    int top = 0;

    if (l->marker == DRAFT__MARK_NONE)
        return plain_heading(w, l);
    if (l->marker == DRAFT__MARK_DECIMAL && l->depth == 3 && (l->sep == ')' || l->sep == '/')) {
        /* "1)" under "1." is a level of its own; "2)" behind "1." is a slip */
        for (size_t i = 0; i < w->n; i++) {
            const struct draft__line *x = &w->r->lines[w->stack[i].line];

            if (x->marker == DRAFT__MARK_DECIMAL && x->depth >= 3 && x->depth < 7 &&
                x->sep != l->sep && value_of(l->number) != value_of(x->number) + 1)
                return 7;
        }
    }
    if (l->marker != DRAFT__MARK_BULLET)
        return l->depth;
    for (size_t i = 0; i < w->n; i++) {
        const struct draft__line *x = &w->r->lines[w->stack[i].line];

        if (x->marker == DRAFT__MARK_BULLET && str_is(x->number, l->number) &&
            x->block->list == l->block->list)
            return x->depth;
        if (x->depth >= 9)
            top = x->depth;
    }
    return top ? (top < 15 ? top + 1 : 15) : 10;
}

static struct str path_of(struct walk *w, const struct draft__line *l, struct open_heading *parent)
{
    struct str above = parent ? w->r->lines[parent->line].path : STR_NONE, own = l->number;

    if (l->marker == DRAFT__MARK_PART && str_has(l->number, STR(" ")))
        return STR_NONE;
    if (l->marker == DRAFT__MARK_NONE)
        return above;
    if (l->marker == DRAFT__MARK_DECIMAL && l->depth > 3 &&
        l->depth < 7) { /* "1.1" names its "1." */
        above = STR_NONE;
        for (size_t i = w->n; i-- > 0;)
            if (w->stack[i].depth <= 2) {
                above = w->r->lines[w->stack[i].line].path;
                break;
            }
    }
    if (l->marker == DRAFT__MARK_BULLET)
        own = parent ? arena_printf(w->r->mem, "%zu", parent->children) : STR_NONE;
    if (above.n == 0)
        return own;
    return arena_printf(w->r->mem, "%.*s.%.*s", STR_ARG(above), STR_ARG(own));
}

static struct str group_of(struct walk *w)
{
    for (size_t i = w->n; i-- > 0;)
        if (w->stack[i].depth < 9)
            return w->r->lines[w->stack[i].line].text;
    return STR_NONE;
}

/* Labels and plain paragraphs stand under what is open; everything else opens. */
static void place(struct walk *w, struct draft__line *l, size_t i)
{
    int depth = l->label || l->is_table ? 0 : depth_of(w, l);
    struct open_heading *parent;
    enum draft__role role;

    l->end = i + 1;
    if (depth)
        close_to(w, depth, i);
    parent = w->n ? &w->stack[w->n - 1] : NULL;
    if (parent) {
        l->parent = parent->line + 1;
        if (!l->label)
            w->r->lines[parent->line].heading = true;
        if (depth)
            parent->children++;
    }
    l->annex = w->annex;
    l->group = group_of(w);
    role = parent ? parent->role : w->ground;
    if (depth && depth <= 4 && role != DRAFT__ROLE_FORM) {
        enum draft__role own = role_of(l->folded.text, depth);

        if (own)
            role = own;
    }
    if (!l->role)
        l->role = role;
    if (l->label || l->is_table) {
        l->path = parent ? w->r->lines[parent->line].path : STR_NONE;
        return;
    }
    l->path = path_of(w, l, parent);
    if (depth == 0 || w->n == STACK)
        return;
    l->depth = depth;
    w->stack[w->n++] = (struct open_heading){.line = i, .depth = depth, .role = role};
}

/* Before the first number or heading with a role stand letterhead, title and basis. */
static size_t find_begin(struct walk *w)
{
    struct draft__reading *r = w->r;
    size_t bullets = SIZE_MAX;

    for (size_t i = 0; i < r->line_count; i++) {
        const struct draft__line *l = &r->lines[i];

        if (l->role == DRAFT__ROLE_BEFORE || l->is_table)
            continue;
        if (l->marker >= DRAFT__MARK_PART && l->marker <= DRAFT__MARK_DECIMAL)
            return i;
        if (l->marker == DRAFT__MARK_NONE && !l->label && plain_heading(w, l) == 2 &&
            !starts(l->folded.text,
                    "ke hoach|chuong trinh|quyet dinh|chi thi|thong bao|nghi quyet"))
            return i;
        if (l->label == DRAFT__LABEL_LEAD && bullets == SIZE_MAX)
            bullets = i ? i - 1 : 0;
    }
    if (bullets != SIZE_MAX)
        return bullets;
    for (size_t i = 0; i < r->line_count; i++) { /* no number at all: behind "… như sau:" */
        struct str s = r->lines[i].folded.text;

        if (s.n && s.p[s.n - 1] == ':' && !starts(s, "kinh gui|noi nhan"))
            return i + 1;
    }
    return 0;
}

static bool is_plan(const struct draft__reading *r)
{
    static const char *const types[] = {"Kế hoạch",   "Chương trình", "Chỉ thị",
                                        "Nghị quyết", "Đề án",        "Phương án"};

    for (size_t i = 0; i < COUNT(types); i++)
        if (str_starts(r->draft->head.type, str_from(types[i])))
            return true;
    return false;
}

/* A plan whose headings name no part as its tasks has them where nothing else was announced:
 * "II. TUYÊN TRUYỀN", "III. KIỂM TRA, GIÁM SÁT". */
static void tell_tasks(struct draft__reading *r)
{
    for (size_t i = 0; i < r->line_count; i++)
        if (r->lines[i].role == DRAFT__ROLE_TASK)
            return;
    for (size_t i = 0; i < r->line_count; i++)
        if (r->lines[i].role == DRAFT__ROLE_NONE)
            r->lines[i].role = DRAFT__ROLE_TASK;
}

/* "… thực hiện một số nhiệm vụ trọng tâm sau:" says what the numbers below it are. */
static bool announces_tasks(const struct draft__line *l)
{
    struct str s = l->folded.text;

    return s.n &&
           (s.p[s.n - 1] == ':' ||
            draft__phrase_find(s, "sau day", s.n > 24 ? s.n - 24 : 0, NULL) != SIZE_MAX) &&
           has(s, "nhiem vu|giai phap|cong viec|noi dung sau|noi dung chinh");
}

void draft__section_tell(struct draft__reading *r)
{
    struct walk w = {.r = r};
    size_t begin = find_begin(&w);

    for (size_t i = 0; i < r->line_count; i++) {
        struct draft__line *l = &r->lines[i];
        bool annex;

        l->end = i + 1;
        if (i < begin && !l->role)
            l->role = DRAFT__ROLE_BEFORE;
        if (i < begin) {
            if (i + 4 > begin && !l->is_table && announces_tasks(l) && begin < r->line_count &&
                (r->lines[begin].marker != DRAFT__MARK_BULLET || r->draft->head.type.n))
                w.ground = DRAFT__ROLE_TASK; /* bullets alone: any newspaper has them */
            continue;
        }
        annex = !l->is_table && is_annex(l);
        if (annex || (w.after && !l->is_table && is_second_title(l))) {
            open_annex(&w, l, i);
            if (l->marker == DRAFT__MARK_NONE) {
                read_title(&w, l);
                l->annex = w.annex;
                l->role = w.ground;
                continue;
            }
        }
        if (is_recipients(l)) {
            close_to(&w, 0, i);
            w.after = true;
        }
        if (w.after && !l->role)
            l->role = DRAFT__ROLE_AFTER;
        if (w.after) {
            l->annex = w.annex;
            continue;
        }
        if (w.title && (l->marker != DRAFT__MARK_NONE || l->is_table || l->label))
            w.title = false;
        if (w.title)
            read_title(&w, l);
        if (!l->is_table && !l->label && is_closing(l)) {
            close_to(&w, 0, i);
            w.ground = DRAFT__ROLE_NONE;
            l->role = DRAFT__ROLE_AFTER;
            continue;
        }
        place(&w, l, i);
        if (str_has(l->folded.text, STR("noi nhan:"))) { /* behind the last sentence, on its line */
            close_to(&w, 0, i + 1);
            w.after = true;
        }
    }
    close_to(&w, 0, r->line_count);
    if (is_plan(r))
        tell_tasks(r);
}
