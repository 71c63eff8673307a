#include "app/extract.h"

#include <limits.h>

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

static int read_frames(const char *path, struct buf *frames, struct err *e)
{
    CLEANUP(sandbox_input_close) int input = -1;
    char program[PATH_MAX];
    int code;

    if ((code = sandbox_input_open(path, FILE_BYTES, &input, e)) ||
        (code = sandbox_run_find(program, sizeof(program), e)))
        return code;
    return sandbox_run(program, NULL, input, &sandbox_limits_default, frames, e);
}

static int make_draft(struct app_extract *x, struct err *e)
{
    const struct draft_rules rules = {plan_org_list_builtin(), schedule_rules_default};
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

int app_extract_file(const char *path, struct app_extract *ret, struct err *e)
{
    struct app_extract x = {.mem = arena_new(0)};
    int code;

    buf_init(&x.frames, sandbox_limits_default.output_bytes);
    if ((code = read_frames(path, &x.frames, e)) || (code = make_draft(&x, e))) {
        app_extract_release(&x);
        return code;
    }
    *ret = x;
    return ERR_OK;
}
