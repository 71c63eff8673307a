#include "draft/draft_priv.h"

/* Rows of a table or of label blocks speak for themselves: a title that promises no plan is
 * believed unless a row names its body and its time. The rest may be claimed only where the
 * document can be a plan. */
static bool has_structure(const struct draft *d, bool other)
{
    for (const struct draft_row *row = d->rows; row; row = row->next) {
        bool told = row->source == DRAFT_FROM_TABLE || row->source == DRAFT_FROM_LABELS ||
                    row->source == DRAFT_FROM_DAMAGED;

        if (told && (!other || (row->certainty == DRAFT_FIRM && row->lead_count > 0 &&
                                row->deadline.kinds != SCHEDULE_NONE)))
            return true;
    }
    return false;
}

/* What a decision is about: its first words tell, for "kiện toàn Ban Chỉ đạo thực hiện Chương trình
 * …" names a programme too. */
static bool decides_no_plan(struct str about)
{
    static const char plan[] = "ke hoach|chuong trinh|de an|nhiem vu|chien luoc|giai phap";

    if (str_starts(about, STR("ve viec ")))
        about = str_rest(about, strlen("ve viec "));
    if (draft__phrase_has(about, "^thanh lap|^kien toan|^tang|^cong nhan|^phe chuan|^bo "
                                 "nhiem|^dieu dong|^khen thuong|^quy "
                                 "dinh|^ban hanh quy che|^ban hanh quy dinh|chuc nang nhiem vu|"
                                 "nhiem vu quyen han"))
        return true;
    return !draft__phrase_has(about, plan) &&
           draft__phrase_has(about, "cong bo|quy che|quy dinh|thanh lap|kien toan|bo nhiem|dieu "
                                    "dong|khen thuong|quyet toan|giao du toan|bai bo|thu hoi|"
                                    "cho phep|thu tuc hanh chinh|danh muc|phan cap|uy quyen|"
                                    "xep hang");
}

/* What a title says that is none of a plan; NULL when it may be one. */
static const char *other_kind(struct arena *mem, const struct draft_head *h)
{
    static const struct {
        const char *type, *sentence;
    } kinds[] = {
        {"luat|bo luat|hien phap|phap lenh|nghi dinh|thong tu",
         N_("Đây là văn bản quy phạm pháp luật, không phải kế hoạch; không có gì để nhập.")},
        {"don|to khai|phieu|hop dong|giay moi|bien ban",
         N_("Đây là biểu mẫu hay giấy tờ, không phải kế hoạch; không có gì để nhập.")},
        {"quy che|quy dinh|dieu le",
         N_("Đây là quy chế, quy định, không phải kế hoạch; không có gì để nhập.")},
        {"bao cao|to trinh",
         N_("Đây là báo cáo hay tờ trình, không phải kế hoạch; không có gì để nhập.")},
    };
    struct str type = draft__phrase_words(mem, h->type),
               about = draft__phrase_words(mem, h->abstract);

    for (size_t i = 0; i < COUNT(kinds); i++) {
        struct str rest = str_from(kinds[i].type), one;

        while (str_next(&rest, '|', &one))
            if (str_is(type, one))
                return kinds[i].sentence;
    }
    if (draft__phrase_has(about, "^gop y|^tra loi|^xin y kien|^lay y kien|^cho y kien|^tham gia y "
                                 "kien|^ve viec gop y|^ve viec tra loi|^ve viec lay y kien"))
        return N_("Đây là công văn trao đổi ý kiến, không phải kế hoạch; không có gì để nhập.");
    if (str_is(type, STR("quyet dinh")) && decides_no_plan(about))
        return N_("Đây là quyết định không ban hành kế hoạch hay chương trình nào; không có gì để "
                  "nhập.");
    return NULL;
}

/* Articles make a law or a regulation even where the title was lost. */
static bool is_law_by_articles(const struct draft__reading *r)
{
    size_t articles = 0;

    for (size_t i = 0; i < r->line_count; i++)
        articles += r->lines[i].marker == DRAFT__MARK_PART &&
                    (str_starts(r->lines[i].number, STR("Điều ")) ||
                     str_starts(r->lines[i].number, STR("ĐIỀU ")));
    return articles >= 12;
}

/* Sections of goals or tasks, a type or a number: something says that this wants to be a plan. */
static bool wants_to_be_plan(const struct draft__reading *r)
{
    const struct draft_head *h = &r->draft->head;

    if (h->type.n || h->number.n)
        return true;
    for (size_t i = 0; i < r->line_count; i++)
        if (r->lines[i].heading &&
            (r->lines[i].role == DRAFT__ROLE_GOAL || r->lines[i].role == DRAFT__ROLE_TASK ||
             r->lines[i].role == DRAFT__ROLE_ORGANISATION))
            return true;
    return false;
}

int draft__judge(struct draft__reading *r, struct err *e)
{
    const char *why = other_kind(r->mem, &r->draft->head);

    if (has_structure(r->draft, why != NULL))
        return ERR_OK;
    if (!why && is_law_by_articles(r))
        why = N_(
            "Đây là văn bản quy định theo điều khoản, không phải kế hoạch; không có gì để nhập.");
    if (!why && r->draft->rows && !wants_to_be_plan(r))
        why = N_(
            "Tài liệu này không có mục nhiệm vụ, chỉ tiêu hay bảng phân công của một kế hoạch.");
    if (!why && !r->draft->rows)
        why = N_("Không thấy nhiệm vụ hay chỉ tiêu nào trong tài liệu này.");
    return why ? err_set(e, ERR_EMPTY, "%s", err_text(e, why)) : ERR_OK;
}
