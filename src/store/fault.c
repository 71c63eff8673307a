#include "store/store_priv.h"

/* What goes wrong on both bases is said in the same words. */

int store__fault(const struct store *s, enum err_code code, struct err *e)
{
    switch (code) {
    case ERR_BUSY:
        return err_set(e, code, N_("Kho dữ liệu bận quá %d giây; hãy thử lại."), s->wait_s);
    case ERR_FULL:
        return err_set(e, code,
                       N_("Đĩa đã đầy nên không lưu được; những gì đã lưu trước đó còn nguyên. Hãy "
                          "dọn chỗ trống rồi làm lại."));
    case ERR_CONFLICT:
        return err_set(e, code, N_("Dữ liệu trùng hoặc vướng với dữ liệu đã có, nên không lưu."));
    case ERR_TOO_BIG:
        return err_set(e, code, N_("Đọc dữ liệu quá %d giây nên đã dừng."), s->read_s);
    default:
        return err_set(e, ERR_SYSTEM, N_("Máy hết bộ nhớ."));
    }
}

int store__fault_base(const char *doing, const char *said, struct err *e)
{
    return err_set(e, ERR_SYSTEM, N_("Kho dữ liệu báo lỗi (%s): %s."), doing, said);
}

int store__fault_program(const char *statement, const char *why, struct err *e)
{
    return err_set(e, ERR_SYSTEM, N_("Lỗi của chương trình ở câu lệnh %s: %s."), statement, why);
}
