#include "schedule/deadline_priv.h"

/* Words whose number is a name: "Đề án 06", "Điều 7", "đợt 1". */
static const char *const ordinal =
    "so|thu|dieu|khoan|diem|muc|luc|an|dot|lan|buoc|khoa|vung|nhom|cap|"
    "to|bieu|mau|quyen|phan|chuong";

static bool is_year(const struct text_tokens *x, size_t i)
{
    return text_token_is_number(x, i) && x->t[i].s.n == 4 && x->t[i].value >= 1900 &&
           x->t[i].value < 2200;
}

/* "80/2021/NĐ-CP", "57-NQ/TW", "45- NQ/TW": number, perhaps a year, then glued letters. */
static size_t symbol(const struct text_tokens *x, size_t i)
{
    size_t k = i + 1;

    if (text_token_match(x, k, "/ #") && text_token_match(x, k + 2, "/|-"))
        k += 2;
    if (!text_token_match(x, k, "/|-") || k + 1 >= x->n || x->t[k + 1].kind != TEXT_TOKEN_WORD)
        return 0;
    if (text_token_match(x, k + 1, "quy|qui|thang|nam|ngay|den|het|t|q|lan|nguoi|i|ii|iii|iv"))
        return 0;
    if (!x->t[k + 1].glued && !text_token_match(x, k + 2, "/|-"))
        return 0;
    for (k += 2; k + 1 < x->n && text_token_match(x, k, "/|-") && x->t[k].glued &&
                 x->t[k + 1].glued && x->t[k + 1].kind == TEXT_TOKEN_WORD;)
        k += 2;
    if (text_token_is_number(x, k) && x->t[k].glued) /* QH15 */
        k++;
    return k - i;
}

/* ", ngày 02/01/2025", "ngày 9 tháng 9 năm 2024", "(ngày 2/1/2025)" behind a symbol. */
static size_t day_of_issue(const struct text_tokens *x, size_t i)
{
    static const char *const form[] = {",|(? ngay # / # / #", ",|(? ngay # - # - #",
                                       ",|(? ngay # . # . #", ",|(? ngay # thang # nam|/ #"};
    size_t n = 0;

    for (size_t k = 0; k < COUNT(form) && !n; k++)
        n = text_token_match(x, i, form[k]);
    return n;
}

/* "Luật Địa chất và khoáng sản năm 2024": the year belongs to the name. */
static void skip_law(struct schedule__words *w, size_t i)
{
    if (i > 0 && text_token_is(&w->x, i - 1, "phap"))
        return;
    for (size_t k = i + 1; k < i + 12 && k < w->x.n; k++) {
        if (text_token_match(&w->x, k, ",|;|.|("))
            return;
        if (text_token_match(&w->x, k, "trong|vao|den|het|tu|truoc nam"))
            return; /* "hồ sơ Luật Lưu trữ trình trong năm 2028" */
        if (text_token_is(&w->x, k, "nam") && is_year(&w->x, k + 1)) {
            schedule__words_use(w, k, k + 2);
            return;
        }
    }
}

void schedule__citation_skip(struct schedule__words *w)
{
    const struct text_tokens *x = &w->x;
    size_t n;

    for (size_t i = 0; i < x->n; i += n ? n : 1) {
        n = 0;
        if (x->t[i].kind == TEXT_TOKEN_NUMBER) {
            bool named = i > 0 && text_token_match(x, i - 1, ordinal);

            if ((n = symbol(x, i)))
                n += day_of_issue(x, i + n);
            else if (is_year(x, i + 2) && text_token_is(x, i + 1, ":") && x->t[i].s.n > 2)
                n = 3; /* TCVN 14423:2025 */
            else if (named && text_token_is(x, i - 1, "so") && text_token_match(x, i + 1, "/ #"))
                n = 3; /* số 12/2025 */
            else if (named && !text_token_match(x, i + 1, "/|-|thang|ngay|nam"))
                n = 1;
        } else if (text_token_is(x, i, "luat")) {
            skip_law(w, i);
        } else if (text_token_is(x, i, "ngay") && i > 0 && x->t[i - 1].kind == TEXT_TOKEN_WORD &&
                   !text_token_match(x, i - 1,
                                     "truoc|nhat|den|toi|het|tu|sau|trong|vao|xong|la|qua")) {
            n = day_of_issue(x, i); /* "Nghị quyết … ngày 22/12/2024 của Bộ Chính trị" */
            n = n && text_token_match(x, i + n, "cua") ? n : 0;
        } else if (text_token_is(x, i, "hop")) {
            schedule__words_use(/* "kỳ họp thường lệ giữa năm 2026": its day is not said */
                                w, i + 1,
                                i + text_token_match(x, i,
                                                     "hop thuong? le|ky? giua|cuoi|dau nam #?"));
        } else if (text_token_is(x, i, "tet")) {
            schedule__words_use(w, i + 1,
                                i + text_token_match(x, i, "tet am|nguyen? lich|dan? nam? #"));
        } else if (text_token_match(x, i, "nam hoc #")) {
            n = text_token_match(x, i, "nam hoc # -|/? #?");
        }
        schedule__words_use(w, i, i + n);
    }
}
