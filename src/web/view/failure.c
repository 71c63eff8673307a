#include "web/view/failure.h"

static const struct page {
    int status;
    const char *title, *sentence, *advice;
    bool absent;
} pages[] = {
    {403, N_("Không được phép"), N_("Bạn không có quyền làm việc này."),
     N_("Nếu cần, hãy hỏi người quản trị hệ thống."), false},
    {404, N_("Không tìm thấy trang"), N_("Địa chỉ này không có trang nào."),
     N_("Có thể đường dẫn bị cắt bớt, hoặc bản nháp đã được bỏ."), true},
    {405, N_("Không làm được theo cách này"), N_("Trang này không nhận yêu cầu vừa gửi."),
     N_("Hãy mở lại trang từ danh mục ở trên."), true},
    {409, N_("Vừa được sửa ở nơi khác"),
     N_("Nội dung này đã được sửa sau khi trang được mở nên thay đổi của bạn chưa được lưu."),
     N_("Quay lại, tải lại trang để xem bản mới rồi sửa tiếp."), false},
    {413, N_("Dữ liệu quá lớn"), N_("Dữ liệu vừa gửi lớn hơn mức cho phép nên không được nhận."),
     N_("Hãy chọn tệp nhỏ hơn, hoặc chia nhỏ nội dung."), false},
    {415, N_("Không đọc được loại tệp này"), N_("Tệp vừa gửi thuộc loại namro chưa đọc được."),
     N_("Hãy lưu lại thành loại khác rồi gửi lại."), false},
    {422, N_("Có chỗ cần sửa"), N_("Nội dung vừa gửi có chỗ chưa đúng nên chưa được lưu."),
     N_("Quay lại để sửa; những gì đã nhập vẫn còn trên trang đó."), false},
    {503, N_("Máy chủ đang bận"), N_("Chưa làm được việc vừa yêu cầu vì máy chủ đang bận."),
     N_("Những gì đã lưu vẫn còn nguyên. Hãy thử lại sau ít phút."), false},
    {VIEW_FAILURE_MAINTENANCE, N_("Hệ thống đang bảo trì"),
     N_("Năm Rõ tạm ngừng phục vụ để nâng cấp hoặc khôi phục dữ liệu."),
     N_("Những gì đã lưu vẫn còn nguyên. Hãy thử lại sau ít phút."), false},
};
static const struct page broken = {500, N_("Có lỗi xảy ra"),
                                   N_("Chưa làm được việc vừa yêu cầu vì lỗi của hệ thống."),
                                   N_("Những gì đã lưu vẫn còn nguyên. Hãy thử lại sau ít phút; "
                                      "nếu lỗi lặp lại, hãy báo cho người "
                                      "quản trị mã dưới đây."),
                                   false};
static const struct page wrong = {400, N_("Yêu cầu không hợp lệ"),
                                  N_("Yêu cầu vừa gửi không hợp lệ nên không được nhận."),
                                  N_("Hãy mở lại trang từ danh mục ở trên."), true};

struct view_failure view_failure_of(enum lang lang, int status, struct str sentence,
                                    struct str reference, struct view_instant when)
{
    const struct page *p = status >= 400 && status < 500 ? &wrong : &broken;

    for (size_t i = 0; i < COUNT(pages); i++)
        if (pages[i].status == status)
            p = &pages[i];
    return (struct view_failure){
        .page = {.title = str_from(lang_text(lang, p->title)), .narrow = true},
        .sentence = sentence.n ? sentence : str_from(lang_text(lang, p->sentence)),
        .advice = str_from(lang_text(lang, p->advice)),
        .reference = reference,
        .when = when,
        .absent = p->absent,
    };
}
