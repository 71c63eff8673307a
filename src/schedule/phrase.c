#include "schedule/deadline_priv.h"

/* Sorted by `first`, longer ones of the same word before shorter; `rest` is a pattern behind it. */
static const struct entry {
    const char *first, *rest;
    uint32_t kind;
    int weight;
} entry[] = {
    {"ca", "nhiem ky|nam|giai", SCHEDULE_ONGOING, 2},
    {"cac", "nam tiep|sau|ke|toi theo?", SCHEDULE_RECURRING, 3},
    {"cap", "bach", SCHEDULE_NONE, 1},
    {"da", "hoan thanh", SCHEDULE_NONE, 1},
    {"da", "ban|trinh hanh?", SCHEDULE_NONE, 1},
    {"da", "thuc hien xong?", SCHEDULE_NONE, 1},
    {"dang", "thuc|trien hien|khai", SCHEDULE_ONGOING, 1},
    {"dinh", "ky|ki", SCHEDULE_RECURRING, 3},
    {"dot", "xuat", SCHEDULE_TRIGGER, 1},
    {"hang", "ngay|tuan|thang|quy|qui|nam|ky|ki", SCHEDULE_RECURRING, 3},
    {"khan", "truong", SCHEDULE_NONE, 1},
    {"khi", "", SCHEDULE_TRIGGER, 3},
    {"kip", "thoi", SCHEDULE_NONE, 1},
    {"ky", "hop thu? #?", SCHEDULE_TRIGGER, 3},
    {"lau", "dai", SCHEDULE_ONGOING, 2},
    {"lien", "tuc", SCHEDULE_ONGOING, 3},
    {"moi", "ngay|tuan|thang|quy|qui|nam|ky", SCHEDULE_RECURRING, 3},
    {"nam", "tiep theo", SCHEDULE_RECURRING, 3},
    {"neu", "", SCHEDULE_CONDITIONAL, 3},
    {"ngay", "sau? khi", SCHEDULE_TRIGGER, 3},
    {"ngay", "", SCHEDULE_NONE, 1},
    {"nhung", "nam tiep|sau|ke|toi theo?", SCHEDULE_RECURRING, 3},
    {"phu", "hop voi", SCHEDULE_TRIGGER, 1},
    {"qua", "trinh", SCHEDULE_ONGOING, 2},
    {"sau", "dai|hoi hoi|nghi", SCHEDULE_TRIGGER, 3},
    {"sau", "khi|tet", SCHEDULE_TRIGGER, 3},
    {"som", "", SCHEDULE_NONE, 1},
    {"theo", "huong dan", SCHEDULE_TRIGGER, 2},
    {"theo", "lo trinh", SCHEDULE_TRIGGER, 2},
    {"theo", "tien do", SCHEDULE_TRIGGER, 2},
    {"theo", "chi dao", SCHEDULE_TRIGGER, 2},
    {"theo", "dung? thoi? han? quy dinh", SCHEDULE_NONE, 1},
    {"theo", "", SCHEDULE_TRIGGER, 1},
    {"thuong", "ky|nien", SCHEDULE_RECURRING, 3},
    {"thuong", "xuyen", SCHEDULE_ONGOING, 3},
    {"tiep", "tuc thuc|trien|duy hien|khai|tri", SCHEDULE_ONGOING, 2},
    {"trong", "suot", SCHEDULE_ONGOING, 2},
    {"truoc", "khi|tet", SCHEDULE_TRIGGER, 3},
    {"truoc", "ngay|hoi|dai|thoi", SCHEDULE_TRIGGER, 1},
    {"truong", "hop", SCHEDULE_CONDITIONAL, 3},
    {"tung", "tuan|thang|quy|qui|nam|ky", SCHEDULE_RECURRING, 3},
};

static void push(struct schedule__words *w, struct schedule__phrase **p, size_t *n, size_t *room,
                 struct schedule__phrase one)
{
    schedule__words_use(w, one.from, one.to);
    ARENA_PUSH(w->mem, *p, *n, *room, one);
}

/* The first entry of this word, or COUNT(entry). */
static size_t entry_of(struct str word)
{
    size_t low = 0, high = COUNT(entry);

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (str_compare(str_from(entry[middle].first), word) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t schedule__phrase_scan(struct schedule__words *w, struct schedule__phrase **ret)
{
    struct schedule__phrase *p = NULL;
    size_t n = 0, room = 0, to;

    for (size_t i = 0; i < w->x.n; i = to) {
        struct str word = w->x.t[i].s;

        to = i + 1;
        if (w->used[i] || w->x.t[i].kind != TEXT_TOKEN_WORD)
            continue;
        for (size_t k = entry_of(word); k < COUNT(entry) && str_is(word, str_from(entry[k].first));
             k++) {
            size_t more = text_token_match(&w->x, i + 1, entry[k].rest);

            if (!more && entry[k].rest[0])
                continue;
            to = i + 1 + more;
            push(w, &p, &n, &room,
                 (struct schedule__phrase){
                     .kind = entry[k].kind,
                     .weight = entry[k].weight,
                     .from = i,
                     .to = to,
                     .done = text_token_match(&w->x, i, "da hoan|thuc|ban|trinh")});
            break;
        }
    }
    *ret = p;
    return n;
}

/* "ngày 20 hằng tháng", "ngày 15 tháng cuối quý", "ngày 25 của tháng tiếp theo": a month without
 * its number. */
static size_t day_of_every_month(const struct text_tokens *x, size_t i)
{
    size_t n = text_token_match(x, i, "ngay # cua? hang|moi|cac|tung|cuoi? thang");
    size_t more;

    if (!n || text_token_match(x, i + n, "#|gieng|hai|ba|tu|sau|bay|tam|chin|muoi|chap"))
        return 0;
    if (text_token_match(x, i + n, "i|ii|iii|iv|v|vi|vii|viii|ix|x|xi|xii") &&
        text_token_match(x, i + n + 1, "/|nam"))
        return 0;
    more = text_token_match(x, i + n, "tiep|cuoi|dau|sau|lien ke|theo? cua|hang? quy|nam?");
    return n + more;
}

/* "02 lần/năm", "6 tháng một lần", "6 tháng/lần", "6 tháng, năm" (of reports). */
static size_t times_a_year(const struct text_tokens *x, size_t i)
{
    static const char *const form[] = {
        "# lan|dot|ky /|moi|trong|mot tuan|thang|quy|qui|nam",
        "# tuan|thang|quy|nam mot|1|01|/ mot|1|01? lan",
        "# tuan|thang|quy|nam / lan",
        "# thang , #? thang? ,? ca? nam",
        "# thang va ca? nam",
    };
    size_t n = 0;

    for (size_t k = 0; k < COUNT(form) && !n; k++)
        n = text_token_match(x, i, form[k]);
    if (n && text_token_is(x, i + n - 1, "nam") && text_token_is_number(x, i + n))
        return 0; /* "6 tháng, năm 2025" */
    return n;
}

static char unit_of(const struct text_tokens *x, size_t i, int *factor)
{
    *factor = 1;
    if (text_token_match(x, i, "gio|h"))
        return 'h';
    if (text_token_match(x, i, "ngay lam viec"))
        return 'w';
    if (text_token_is(x, i, "tuan")) {
        *factor = 7;
        return 'd';
    }
    return text_token_is(x, i, "ngay") ? 'd' : text_token_is(x, i, "thang") ? 'm' : 'y';
}

/* "trong 05 ngày làm việc kể từ ngày nhận", "10 ngày sau khi kết thúc quý", "95 ngày trước …". */
static bool relative(const struct schedule__words *w, size_t i, struct schedule__phrase *ret)
{
    const struct text_tokens *x = &w->x;
    size_t unit = i + 1 + text_token_match(x, i + 1, ")"), to = unit + 1, from = i;
    bool before, after;
    int factor;

    if (!text_token_match(x, unit, "ngay|thang|tuan|nam|gio|h") || x->t[i].value < 1 ||
        x->t[i].value > 999)
        return false;
    if (i > 0 && text_token_match(x, i - 1, "ngay|thang|quy|qui|q|/|-|:|giua|gio|h|nam"))
        return false; /* part of a date */
    ret->offset_unit = unit_of(x, unit, &factor);
    to += ret->offset_unit == 'w' ? 2 : 0;
    if (text_token_match(x, to, "tiep|toi|qua|gan|lien") ||
        (text_token_is(x, to, "truoc") && (to + 1 >= x->n || x->t[to + 1].kind != TEXT_TOKEN_WORD)))
        return false; /* "05 năm tiếp theo", "3 tháng trước" */
    if (text_token_match(x, to, "#") ||
        text_token_match(x, to, "dau|cuoi|dau,? nam|quy|thang|ky") ||
        (ret->offset_unit == 'h' && text_token_match(x, to, "# phut|ngay|,")))
        return false;
    while (from > 0 && text_token_match(x, from - 1,
                                        "(|trong|sau|vong|thoi|han|khong|qua|cham|nhat|"
                                        "toi|da|khoang|truoc|muon|la|muoi|mot|hai|ba|bon|lam"))
        from--;
    before = from < i && !text_token_is(x, from, "(");
    after = text_token_match(x, to, "ke|tu|sau|truoc") || ret->offset_unit == 'w';
    if (!before && !after && (i > 0 || to < x->n))
        return false;
    if (ret->offset_unit == 'h' && !text_token_match(x, from, "trong|khong|cham|toi|sau"))
        return false;
    ret->kind = SCHEDULE_RELATIVE;
    ret->weight = 3;
    ret->offset = (int16_t)(x->t[i].value * factor);
    if (text_token_is(x, to, "truoc") || text_token_is(x, i - (i > 0), "truoc"))
        ret->offset = (int16_t)-ret->offset;
    ret->from = from;
    ret->to = to;
    return true;
}

/* The event a relative deadline counts from belongs to it: "kể từ ngày nhận", "sau khi kết thúc
 * quý"; a date there ("kể từ ngày 01/7/2025") is left for the dates. */
static size_t event_end(const struct text_tokens *x, size_t i)
{
    size_t n = text_token_match(x, i, "ke? tu|sau|truoc khi|ngay?");

    if (!n || text_token_is_number(x, i + n))
        return i;
    for (i += n; i < x->n && !text_token_match(x, i, ",|;|.|)|(|#"); i++)
        ;
    return i;
}

size_t schedule__phrase_numbers(struct schedule__words *w, struct schedule__phrase **ret)
{
    const struct text_tokens *x = &w->x;
    struct schedule__phrase *p = NULL;
    size_t n = 0, room = 0, to;

    for (size_t i = 0; i < x->n; i = to) {
        struct schedule__phrase one = {.kind = SCHEDULE_RECURRING, .weight = 3, .from = i, .to = i};

        to = i + 1;
        if (w->used[i] || !text_token_match(x, i, "#|ngay"))
            continue;
        if (text_token_match(x, i, "24 / 7")) {
            one.kind = SCHEDULE_ONGOING;
            one.to = i + 3;
        } else if (text_token_is(x, i, "ngay")) {
            one.to = i + day_of_every_month(x, i);
        } else if ((one.to = i + times_a_year(x, i)) == i && relative(w, i, &one)) {
            one.to = event_end(x, one.to);
        }
        if (one.to > i) {
            push(w, &p, &n, &room, one);
            to = one.to;
        }
    }
    *ret = p;
    return n;
}
