#include <sys/stat.h>
#include <unistd.h>

#include "app/app_priv.h"
#include "app/doctor.h"
#include "base/memfd.h"
#include "store/file.h"

enum { PAGE = 1000 };

static const char restore[] = N_(
    "Hãy ngừng ghi, giữ lại một bản chép của thư mục dữ liệu, rồi khôi phục từ bản sao lưu gần "
    "nhất.");
static const char put_back[] = N_(
    "Hãy chép lại các tệp này từ bản sao lưu, vào đúng chỗ và với đúng tên ấy.");
static const char strange[] = N_(
    "Nếu dữ liệu vừa được khôi phục từ một bản sao lưu cũ hơn, hãy nhập lại các tệp này bằng "
    "namro import; nếu không, hãy chuyển chúng ra nơi khác.");
static const char upgrade[] = N_(
    "Hãy mở dữ liệu bằng một lệnh khác, chẳng hạn namro list: lệnh ấy nâng cấp; rồi xem lại.");
static const char swept[] = N_("Không mất gì: lần tới, namro import hoặc namro serve tự dọn.");

struct looking {
    struct store *store;
    const char *folder;
    struct arena *mem;
    struct app_doctor_register *ret;
    struct app_doctor_check *stray, *left;
};

static struct app_doctor_check *add(struct looking *l, const char *code)
{
    struct app_doctor_check *c = &l->ret->at[l->ret->n++];

    *c = (struct app_doctor_check){.code = code, .holds = true};
    return c;
}

static void found(struct app_doctor_check *c, struct str detail)
{
    if (detail.n && c->detail_count < APP_DOCTOR_DETAILS)
        c->details[c->detail_count++] = detail;
    c->holds = false;
    c->count++;
}

/* `right` without a number, `wrong` with one %lld. */
static void judge(struct looking *l, struct app_doctor_check *c, const char *right,
                  const char *wrong, const char *advice, const struct err *e)
{
    c->holds = c->count == 0;
    c->sentence = c->holds ? str_from(err_text(e, right))
                           : arena_printf(l->mem, err_text(e, wrong), (long long)c->count);
    c->advice = c->holds ? NULL : advice;
}

/* The check could not be made, which is as bad as what it looks for. */
static void failed(struct looking *l, struct app_doctor_check *c, const char *advice,
                   const struct err *e)
{
    c->holds = false;
    c->sentence = arena_copy(l->mem, str_from(e->text));
    c->advice = advice;
}

/* The base ------------------------------------------------------------------------------------- */

static void check_said(struct looking *l, const char *code,
                       int (*ask)(struct store_txn *t, struct arena *mem,
                                  struct store_row_doctor_said **ret, size_t *n, struct err *e),
                       const char *right, const char *wrong, struct err *e)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};
    struct app_doctor_check *c = add(l, code);
    struct store_row_doctor_said *said;
    size_t n;

    if (store_txn_read(l->store, &t, e) || ask(&t, l->mem, &said, &n, e)) {
        failed(l, c, restore, e);
        return;
    }
    for (size_t i = 0; i < n; i++)
        found(c, said[i].words);
    judge(l, c, right, wrong, restore, e);
}

static const struct {
    const char *code;
    int (*ask)(struct store_txn *t, struct arena *mem, struct store_row_doctor_tally **ret,
               struct err *e);
    const char *right, *wrong;
} tallies[] = {
    {"document", store_doctor_document, N_("Mỗi văn bản đã đọc có bản nháp khớp với nó."),
     N_("%lld văn bản đã đọc không có bản nháp khớp với nó.")},
    {"draft", store_doctor_draft, N_("Mỗi bản nháp khớp với văn bản và có lần nhập của nó."),
     N_("%lld bản nháp không khớp với văn bản, hoặc thiếu lần nhập của nó.")},
    {"draft_row", store_doctor_draft_row, N_("Mỗi dòng của bản nháp có một bản đang dùng."),
     N_("%lld dòng của bản nháp có hai bản đang dùng, hoặc thuộc lần sửa không có.")},
    {"draft_edit", store_doctor_draft_edit, N_("Các lần sửa bản nháp đánh số liền nhau."),
     N_("%lld bản nháp có các lần sửa đánh số không liền nhau.")},
    {"draft_passage", store_doctor_draft_passage, N_("Mỗi dòng của bản nháp có đoạn gốc của nó."),
     N_("%lld dòng của bản nháp thiếu đoạn gốc.")},
    {"confirmed", store_doctor_confirmed, N_("Mỗi bản nháp đã xác nhận có kế hoạch của nó."),
     N_("%lld bản nháp không khớp với kế hoạch của nó.")},
    {"plan", store_doctor_plan, N_("Mỗi kế hoạch có đủ phiên bản và bản nháp của nó."),
     N_("%lld kế hoạch thiếu phiên bản hoặc bản nháp.")},
    {"plan_row", store_doctor_plan_row,
     N_("Mỗi dòng đã xác nhận thành đúng một nhiệm vụ hoặc chỉ tiêu."),
     N_("%lld dòng đã xác nhận không khớp với nhiệm vụ, chỉ tiêu của kế hoạch.")},
    {"group", store_doctor_group, N_("Nhiệm vụ, chỉ tiêu đứng trong nhóm của kế hoạch mình."),
     N_("%lld mục đứng trong nhóm của kế hoạch khác.")},
    {"assignment", store_doctor_assignment,
     N_("Mỗi phân công thuộc một nhiệm vụ hoặc chỉ tiêu và có thời gian hiệu lực."),
     N_("%lld phân công thiếu nhiệm vụ, chỉ tiêu hoặc thời gian hiệu lực.")},
    {"entry", store_doctor_entry, N_("Mọi thứ đã xác nhận đều tìm được."),
     N_("%lld mục đã xác nhận không tìm được.")},
    {"entry_of_nothing", store_doctor_entry_of_nothing, N_("Chỉ tìm ra những gì đang có."),
     N_("%lld kết quả tìm kiếm trỏ tới mục không có.")},
    {"file_document", store_doctor_file_document, N_("Mỗi tệp gốc thuộc một văn bản."),
     N_("%lld tệp gốc không thuộc văn bản nào.")},
};

static void check_tally(struct looking *l, size_t i, struct err *e)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};
    struct app_doctor_check *c = add(l, tallies[i].code);
    struct store_row_doctor_tally *tally;

    if (store_txn_read(l->store, &t, e) || tallies[i].ask(&t, l->mem, &tally, e)) {
        failed(l, c, restore, e);
        return;
    }
    c->count = tally->count;
    if (tally->count && tally->first.has)
        c->details[c->detail_count++] = arena_printf(
            l->mem, err_text(e, N_("trước hết là số %lld")), (long long)tally->first.is);
    judge(l, c, tallies[i].right, tallies[i].wrong, restore, e);
}

/* The files ------------------------------------------------------------------------------------ */

static bool has_size(struct looking *l, const struct store_row_doctor_file *f)
{
    CLEANUP(memfd_close) int fd = -1;
    struct stat st;

    return store_file_open(l->folder, f->hash, &fd, NULL) == ERR_OK && fstat(fd, &st) == 0 &&
           st.st_size == f->size;
}

static int check_file(struct looking *l, struct app_doctor_check *c,
                      const struct store_row_doctor_file *f, struct err *e)
{
    enum store_file_state state;
    int code = store_file_check(l->folder, f->hash, &state, e);

    if (code || (state == STORE_FILE_WHOLE && has_size(l, f)))
        return code;
    found(c, arena_printf(l->mem,
                          err_text(e, state == STORE_FILE_MISSING
                                          ? N_("files/%.*s/%.*s, văn bản số %lld: mất")
                                          : N_("files/%.*s/%.*s, văn bản số %lld: hỏng")),
                          2, f->hash.p, STR_ARG(f->hash), (long long)f->document.is));
    return ERR_OK;
}

/* Rows first, then their files: a file goes only where no row has it. */
static int check_rows(struct looking *l, struct app_doctor_check *c, struct err *e)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct store_sql_doctor_file in = {STR(""), PAGE};
    char after[STORE_FILE_HASH + 1];
    struct store_row_doctor_file *files;
    size_t n = PAGE;
    int code = ERR_OK;

    while (n == PAGE && !code) {
        CLEANUP(store_txn_end) struct store_txn t = {0};

        arena_clear(mem);
        if ((code = store_txn_read(l->store, &t, e)) ||
            (code = store_doctor_file(&t, mem, &in, &files, &n, e)))
            return code;
        store_txn_end(&t);
        for (size_t i = 0; i < n && !code; i++)
            code = check_file(l, c, &files[i], e);
        if (n && files[n - 1].hash.n <= STORE_FILE_HASH) {
            memcpy(after, files[n - 1].hash.p, files[n - 1].hash.n);
            in.after = (struct str){after, files[n - 1].hash.n};
        }
    }
    return code;
}

/* Asked once the file was seen, and nobody held it: whoever kept it has committed its row, or is
 * gone. */
static int see(void *ctx, const struct store_file_seen *seen, struct err *e)
{
    struct looking *l = ctx;
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    CLEANUP(store_txn_end) struct store_txn t = {0};
    const struct store_sql_doctor_file_known in = {seen->hash};
    struct store_row_doctor_file_known *known;
    int code;

    if (seen->kind == STORE_FILE_NEW) {
        found(l->left, arena_printf(l->mem, "files/%s", seen->path));
        return ERR_OK;
    }
    if (seen->kind == STORE_FILE_KEPT) {
        if ((code = store_txn_read(l->store, &t, e)) ||
            (code = store_doctor_file_known(&t, mem, &in, &known, e)))
            return code;
        if (known->row == 0)
            found(known->arrival ? l->left : l->stray,
                  arena_printf(l->mem, "files/%s", seen->path));
        return ERR_OK;
    }
    if (strcmp(seen->path, "lost+found") != 0) /* of a disk that is mounted there */
        found(l->stray, arena_printf(l->mem, "files/%s", seen->path));
    return ERR_OK;
}

static void check_files(struct looking *l, struct err *e)
{
    struct app_doctor_check *c = add(l, "file");

    if (check_rows(l, c, e))
        failed(l, c, restore, e);
    else
        judge(l, c, N_("Mọi tệp gốc còn nguyên."), N_("%lld tệp gốc bị mất hoặc hỏng."), put_back,
              e);
    l->stray = add(l, "stray");
    l->left = add(l, "leftover");
    if (store_file_each(l->folder, see, l, e)) {
        failed(l, l->stray, restore, e);
        l->ret->n--;
        return;
    }
    judge(l, l->stray, N_("Trong kho tệp gốc không có tệp lạ."),
          N_("Trong kho tệp gốc có %lld tệp mà dữ liệu không biết."), strange, e);
    judge(l, l->left, N_("Không có gì dở dang."),
          N_("Có %lld tệp dở dang của những lần nhập bị ngắt."), swept, e);
}

/* All of it ------------------------------------------------------------------------------------ */

static void look(struct looking *l, int newest, int missing, struct err *e)
{
    struct app_doctor_check *c = add(l, "base");

    if (missing) {
        c->count = missing;
        c->holds = false;
        c->sentence = arena_printf(
            l->mem, err_text(e, N_("Dữ liệu của bản namro cũ hơn, còn %d bước nâng cấp.")),
            missing);
        c->advice = upgrade;
        return;
    }
    c->sentence = arena_printf(l->mem, err_text(e, N_("Mở được dữ liệu; lược đồ ở bước %d.")),
                               newest);
    check_said(l, "integrity", store_doctor_integrity, N_("Cơ sở dữ liệu nguyên vẹn."),
               N_("Cơ sở dữ liệu có %lld chỗ hỏng."), e);
    check_said(l, "reference", store_doctor_reference, N_("Không dòng nào trỏ tới chỗ không có."),
               N_("%lld dòng trỏ tới chỗ không có."), e);
    for (size_t i = 0; i < COUNT(tallies); i++)
        check_tally(l, i, e);
    check_files(l, e);
}

int app_doctor_look(const char *folder, const char *url, struct arena *mem,
                    struct app_doctor_register *ret, struct err *e)
{
    CLEANUP(store_freep) struct store *store = NULL;
    struct err inner = {.lang = app__lang(e)};
    struct looking l = {.folder = folder, .mem = mem, .ret = ret};
    int newest, missing, code;

    *ret = (struct app_doctor_register){0};
    if (!url)
        url = arena_printf(mem, "sqlite:%s/namro.db", folder).p;
    code = store_look(url, &store, &newest, &missing, &inner);
    if ((code == ERR_NOT_FOUND || (!code && newest < 0)) &&
        access(arena_printf(mem, "%s/files", folder).p, F_OK) < 0)
        return ERR_OK;
    if (code == ERR_USAGE)
        return err_set(e, ERR_USAGE, "%s", inner.text);
    ret->there = ret->whole = true;
    l.store = store;
    if (code)
        failed(&l, add(&l, "base"),
               code == ERR_UNREADABLE || code == ERR_NOT_FOUND ? restore : NULL, &inner);
    else
        look(&l, newest, missing, &inner);
    for (size_t i = 0; i < ret->n; i++)
        ret->whole = ret->whole && ret->at[i].holds;
    return ERR_OK;
}
