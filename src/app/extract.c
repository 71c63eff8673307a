#include "app/extract.h"

#include <errno.h>
#include <limits.h>
#include <unistd.h>

#include "doc/wire.h"
#include "draft/secret.h"
#include "sandbox/input.h"
#include "sandbox/run.h"

enum { FILE_BYTES = 64 << 20 };

void app_extract_release(struct app_extract *x)
{
    arena_freep(&x->mem);
    buf_release(&x->frames);
    x->draft = NULL;
}

static int read_frames(int input, struct buf *frames, struct err *e)
{
    char program[PATH_MAX];
    int code;

    if ((code = sandbox_input_judge(input, FILE_BYTES, e)) ||
        (code = sandbox_run_find(program, sizeof(program), e)))
        return code;
    if (lseek(input, 0, SEEK_SET) < 0)
        return err_set(e, ERR_UNREADABLE, N_("Không mở được tệp (mã lỗi %d)."), errno);
    return sandbox_run(program, e && e->lang == LANG_EN ? "--en" : NULL, input,
                       &sandbox_limits_default, frames, e);
}

static int make_draft(struct app_extract *x, const struct plan_org_list *orgs, struct err *e)
{
    const struct draft_rules rules = {orgs, schedule_rules_default};
    struct doc_tree *tree;
    struct draft *draft;
    int code;

    if ((code = doc_wire_read(x->mem, x->frames.p, x->frames.n, &tree, e)))
        return code;
    if (draft_secret_is_marked(x->mem, tree))
        return err_set(e, ERR_SECRET,
                       N_("Văn bản có dấu chỉ độ mật nên không được đưa vào hệ thống."));
    if ((code = draft_tree_read(x->mem, tree, &rules, &draft, e)))
        return code;
    x->draft = draft;
    return ERR_OK;
}

int app_extract_fd(int fd, const struct plan_org_list *orgs, struct app_extract *ret, struct err *e)
{
    struct app_extract x = {.mem = arena_new(0)};
    int code;

    buf_init(&x.frames, sandbox_limits_default.output_bytes);
    if ((code = read_frames(fd, &x.frames, e)) || (code = make_draft(&x, orgs, e))) {
        app_extract_release(&x);
        return code;
    }
    *ret = x;
    return ERR_OK;
}

int app_extract_file(const char *path, struct app_extract *ret, struct err *e)
{
    CLEANUP(sandbox_input_close) int input = -1;
    int code = sandbox_input_open(path, FILE_BYTES, &input, e);

    return code ? code : app_extract_fd(input, plan_org_list_builtin(), ret, e);
}
