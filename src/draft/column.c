#include "draft/table_priv.h"

static bool is_year(struct str s, size_t at)
{
    if (at + 4 > s.n || s.p[at] != '2' || s.p[at + 1] != '0')
        return false;
    for (size_t i = at + 2; i < at + 4; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return (at == 0 || s.p[at - 1] < '0' || s.p[at - 1] > '9') &&
           (at + 4 == s.n || s.p[at + 4] < '0' || s.p[at + 4] > '9');
}

static bool has_year(struct str words)
{
    for (size_t i = 0; i < words.n; i++)
        if (is_year(words, i))
            return true;
    return false;
}

static bool is_number(struct str w)
{
    return w.n > 0 && w.p[0] >= '0' && w.p[0] <= '9';
}

/* A year or a period of it, as a header writes it; days and quantities are none. */
static bool names_period(struct str words)
{
    struct str word, before = STR_NONE;

    if (!has_year(words))
        return false;
    for (struct str rest = words; str_next(&rest, ' ', &word); before = word)
        if (is_number(word) && !(word.n == 4 && is_year(word, 0)) &&
            !str_is(before, STR("thang")) && !str_starts(rest, STR("thang")))
            return false;
    return true;
}

static const char numbers[] = "=tt|=stt|=s tt|=so tt|=so thu tu|=t t|=s t t|=muc|=no|=thu tu";

/* The first rule that fits names the column. The order is the knowledge: "thời gian thực hiện" is
 * asked before "thực hiện", "kinh phí thực hiện" too. */
static const struct {
    enum draft__column is;
    const char *list;
} rules[] = {
    {DRAFT__COLUMN_NUMBER, numbers},
    {DRAFT__COLUMN_FOREIGN,
     "le phi|ma tthc|ma thu tuc|ma so tthc|thoi gian giai quyet|thoi han giai quyet|cach thuc thuc "
     "hien|so ky hieu|trich yeu|ngay thang nam sinh|ngay sinh|ho va ten|ho ten|chuc vu|so dien "
     "thoai|dien thoai|ma so thue|don gia|thanh tien"},
    {DRAFT__COLUMN_INDICATOR, "^noi dung chi tieu|^ten chi tieu|^danh muc chi tieu|^noi dung muc "
                              "tieu|^cac chi tieu"},
    {DRAFT__COLUMN_NAME, "^nhiem vu|^noi dung|^ten nhiem vu|^cong viec|^ten cong viec|^hoat dong|"
                         "^dau viec|^danh muc|^cac nhiem vu|^mot so nhiem vu"},
    {DRAFT__COLUMN_BASELINE, "hien trang|hien tai|hien nay|gia tri goc|uoc thuc hien|uoc th|da dat|"
                             "ky truoc|nam truoc|xuat phat|gia tri ban dau"},
    {DRAFT__COLUMN_MONEY, "kinh phi|nguon von|du toan|tong muc|muc dau tu|von dau tu|nguon luc|"
                          "ngan sach|nguon kp"},
    {DRAFT__COLUMN_START, "=bat dau|thoi gian bat dau|ngay bat dau|=khoi cong|=tu"},
    {DRAFT__COLUMN_COORDINATING, "phoi hop|co quan lien quan|don vi lien quan"},
    {DRAFT__COLUMN_PERSON, "lanh dao|dong chi|^pho chu tich|^chu tich|^pho giam doc|^giam doc|can "
                           "bo phu trach|nguoi phu trach|nguoi chi dao|can bo "
                           "thuc hien|nguoi thuc hien"},
    {DRAFT__COLUMN_DEADLINE, "^thoi gian|^thoi han|^tien do"}, /* "Thời gian, địa điểm" */
    {DRAFT__COLUMN_NONE, "ghi chu|dia diem|can cu|co so phap ly|y kien|quy mo|thanh phan"},
    {DRAFT__COLUMN_LEAD, "chu tri|dau moi|soan thao"},
    {DRAFT__COLUMN_REPORT,
     "danh gia|tinh hinh|so sanh|ty le hoan thanh|luy ke|kho khan|vuong mac|nguyen nhan|kien nghi|"
     "trang thai|muc do hoan thanh|da thuc hien|chua thuc hien|so lieu thuc hien|so voi|ket qua "
     "den nay|ty le dat"},
    {DRAFT__COLUMN_DEADLINE,
     "thoi gian|thoi han|tien do|lo trinh|thoi diem|ky han|han hoan thanh|han chot|"
     "tg|den han|ngay thuc hien|thang thuc hien|=ngay|=thang|=quy|=ngay thang|"
     "han cuoi|ngay hoan thanh|thoi ky|=han|=ket thuc|=hoan thanh|=den"},
    {DRAFT__COLUMN_NONE, "co quan ban hanh|cap ban hanh|co quan trinh|cap trinh|tham quyen|cap phe "
                         "duyet|co quan phe duyet|cap quyet dinh"},
    {DRAFT__COLUMN_LEAD, "chiu trach nhiem|phan cong|co quan tham muu|don vi tham muu|duoc giao|"
                         "chu dau tu|giao cho|co quan xay dung|don vi phu trach|co quan phu trach|"
                         "=trach nhiem|=phu trach|=thuc hien|co quan theo doi|don vi theo doi|"
                         "trach nhiem thuc hien|cq thuc hien|dv thuc hien"},
    {DRAFT__COLUMN_NONE, "^dia phuong ap dung|^doi tuong"},
    {DRAFT__COLUMN_RESULT, "san pham|ket qua|dau ra|hinh thuc van ban|loai van ban|minh chung|yeu "
                           "cau can dat"},
    {DRAFT__COLUMN_UNIT, "don vi tinh|dvt|dv tinh|don vi do|=dv"},
    {DRAFT__COLUMN_VALUE, "gia tri|phan dau|ke hoach giao|chi tieu giao|=so luong|=muc dat|=dat|"
                          "muc tieu can dat|=ke hoach|=kh|muc chi tieu"},
    {DRAFT__COLUMN_NAME, "nhiem vu|cong viec|hoat dong|dau viec|=viec|hang muc|phan viec"},
    {DRAFT__COLUMN_INDICATOR, "chi tieu|muc tieu|chi so|tieu chi"},
    {DRAFT__COLUMN_NAME, "noi dung|giai phap|de an|du an|van ban|chuong trinh|mo hinh|ten|viec"},
    {DRAFT__COLUMN_DEADLINE, "hoan thanh"},
    {DRAFT__COLUMN_GROUP, "linh vuc|=nhom|nhom nhiem vu"},
    {DRAFT__COLUMN_BODY, "co quan|don vi|to chuc|so nganh|phong ban|dia phuong|=so ban nganh"},
    {DRAFT__COLUMN_LEAD, "theo doi|phu trach"},
};

/* "Sở, ngành, địa phương thực hiện": a word for bodies, and that they do it. */
static bool does_work(struct str words)
{
    return draft__phrase_has(words, "thuc hien|trien khai") &&
           draft__phrase_has(words, "co quan|don vi|so|nganh|phong|bo phan|to chuc|dia phuong|xa|"
                                    "nguoi|cap");
}

enum draft__column draft__column_class(struct str words)
{
    bool year = names_period(words);

    if (draft__phrase_has(words, "phoi hop") &&
        draft__phrase_has(words, "chu tri|thuc hien phoi hop|thuc hien va phoi hop"))
        return DRAFT__COLUMN_BOTH;
    for (size_t i = 0; i < COUNT(rules); i++) {
        enum draft__column is = rules[i].is;

        if (is == DRAFT__COLUMN_RESULT && does_work(words))
            return DRAFT__COLUMN_LEAD;
        if (!draft__phrase_has(words, rules[i].list))
            continue;
        if (!year)
            return is;
        /* "Kết quả năm 2024" tells what was, "Chỉ tiêu năm 2026" what shall be */
        if (is == DRAFT__COLUMN_RESULT)
            return DRAFT__COLUMN_BASELINE;
        return is == DRAFT__COLUMN_INDICATOR || is == DRAFT__COLUMN_NUMBER ? DRAFT__COLUMN_VALUE
                                                                           : is;
    }
    if (!year)
        return DRAFT__COLUMN_NONE;
    return draft__phrase_has(words, "thuc hien|uoc|th") ? DRAFT__COLUMN_BASELINE
                                                        : DRAFT__COLUMN_VALUE;
}

bool draft__column_is_number(struct str words)
{
    return draft__phrase_has(words, numbers);
}

static bool is_period_word(struct str w)
{
    return draft__phrase_has(
        w, "=nam|=den|=het|=cuoi|=giai|=doan|=trong|=tu|=thoi|=ky|=quy|=thang|=qui|=moc|=dau|=ca");
}

/* Where the words that lead to the year at `at` begin. */
static size_t period_start(struct str f, size_t at)
{
    size_t start = at, number = SIZE_MAX;

    while (start > 0) {
        size_t end = start, from;
        struct str word;

        while (end > 0 && strchr(" /-", f.p[end - 1]))
            end--;
        for (from = end; from > 0 && !strchr(" /-,;:(", f.p[from - 1]);)
            from--;
        word = str_cut(f, from, end);
        if (word.n == 0 || end == 0)
            break;
        if (is_period_word(word)) {
            bool counts = str_is(word, STR("quy")) || str_is(word, STR("thang")) ||
                          str_is(word, STR("qui"));

            if (number != SIZE_MAX && !counts)
                break;
            number = SIZE_MAX;
            start = from;
            continue;
        }
        if (number != SIZE_MAX || word.n > 3)
            break;
        number = start; /* "II" of "quý II/2026": stays only if "quý" stands before it */
        start = from;
    }
    return number != SIZE_MAX ? number : start;
}

/* The end of a range "2026 - 2030", "2026 đến năm 2030" whose first year ends at `at`. */
static size_t period_end(struct str f, size_t at)
{
    static const char *const joint[] = {"-",  " - ", " den ",        " den nam ",
                                        "- ", " -",  " den het nam "};

    for (size_t i = 0; i < COUNT(joint); i++) {
        size_t next = at + strlen(joint[i]);

        if (str_starts(str_rest(f, at), str_from(joint[i])) && is_year(f, next))
            return next + 4;
    }
    return at;
}

struct str draft__column_period(struct arena *mem, struct str text)
{
    struct text_folded f;

    text_fold(mem, text, &f);
    for (size_t i = 0; i + 4 <= f.text.n; i++) {
        size_t from, to;
        bool slash = i > 0 && f.text.p[i - 1] == '/';

        if (!is_year(f.text, i) || (i + 4 < f.text.n && f.text.p[i + 4] == '/'))
            continue;
        from = period_start(f.text, i);
        to = period_end(f.text, i + 4);
        if ((slash && from == i) || /* the year of a symbol or of a day in figures */
            (from >= 3 && f.text.p[from - 1] == ' ' && f.text.p[from - 2] >= '0' &&
             f.text.p[from - 2] <= '9' && str_has(str_cut(f.text, from, i), STR("thang"))))
            continue; /* "ngày 20 tháng 01 năm 2026" */
        return text_fold_source(&f, text, from, to);
    }
    return STR_NONE;
}

int draft__column_last_year(struct str period)
{
    int year = 0;

    for (size_t i = 0; i < period.n; i++)
        if (is_year(period, i))
            year = (period.p[i + 2] - '0') * 10 + (period.p[i + 3] - '0') + 2000;
    return year;
}
