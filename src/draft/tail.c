#include "draft/draft_priv.h"

/* Words that only a web page says, behind the document. */
static bool is_chrome(struct str words)
{
    return draft__phrase_has(
        words, "=van ban lien quan|=luu tru|=bai lien quan|=facebook|=luoc do|=tai ve|=tai van "
               "ban|=dang nhap|=dang ky|hotline|copyright|"
               "ban quyen|=chia se|=binh luan|=tin lien quan|=bai viet lien quan|=cac tin khac|"
               "=tin khac|y kien ban doc|=ve trang truoc|=in trang|=gop y|=tu khoa|=chu thich|file "
               "duoc dinh kem|van ban nay chua cap nhat|=van ban bi thay the|=lien he|all rights "
               "reserved|=quay lai|=xem them|luot xem|=noi dung sua doi huong dan|=tin moi nhat");
}

/* "Địa chỉ: … Điện thoại: …" of those who keep the page. */
static bool is_address(struct str words)
{
    return draft__phrase_has(words, "^dia chi|^tru so") &&
           draft__phrase_has(words, "dien thoai|email|e mail|dt|tel");
}

void draft__tail_tell(struct draft__reading *r, size_t begin)
{
    size_t from = begin;

    for (size_t i = begin; i < r->line_count; i++) {
        const struct draft__line *l = &r->lines[i];

        if ((l->is_table && l->block->row_count >= 3 && l->block->column_count >= 3) ||
            str_starts(l->folded.text, STR("phu luc")))
            from = i + 1;
    }
    for (; from < r->line_count; from++) {
        const struct draft__line *l = &r->lines[from];
        struct str words;

        if (l->is_table || l->text.n == 0 || l->text.n > 200)
            continue;
        words = draft__phrase_words(r->mem, l->text);
        if (is_address(words) || (l->text.n <= 100 && is_chrome(words)))
            break;
    }
    for (; from < r->line_count; from++)
        r->lines[from].role = DRAFT__ROLE_AFTER;
}
