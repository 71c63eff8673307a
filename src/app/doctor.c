#include "app/doctor.h"

#include <fcntl.h>

#include "base/buf.h"
#include "sandbox/input.h"
#include "sandbox/layer.h"
#include "sandbox/run.h"

static void tell(const struct sandbox_layer_report *report, struct app_doctor *ret)
{
    _Static_assert(SANDBOX_LAYER_COUNT <= COUNT(ret->layers), "a layer would not be told");

    ret->count = SANDBOX_LAYER_COUNT;
    ret->landlock_abi = report->landlock_abi;
    ret->safe = sandbox_layer_check(report, NULL) == ERR_OK;
    for (int i = 0; i < SANDBOX_LAYER_COUNT; i++) {
        const struct sandbox_layer *layer = &sandbox_layer_list[i];
        bool holds = report->holds[i];

        ret->layers[i] = (struct app_doctor_layer){layer->code, layer->required, holds,
                                                   holds ? layer->yes : layer->no};
    }
}

int app_doctor_ask(struct app_doctor *ret, struct err *e)
{
    CLEANUP(sandbox_input_close) int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    CLEANUP(buf_release) struct buf out;
    struct sandbox_layer_report report;
    int code;

    buf_init(&out, SANDBOX_LAYER_BYTES);
    if ((code = sandbox_run_find(ret->reader, sizeof(ret->reader), e)) ||
        (code = sandbox_run(ret->reader, "--layers", nothing, &sandbox_limits_default, &out, e)))
        return code;
    if (!sandbox_layer_get(buf_str(&out), &report))
        return err_set(e, ERR_SYSTEM, N_("Bộ đọc tệp không cho biết các lớp bảo vệ của nó."));
    tell(&report, ret);
    return ERR_OK;
}
