#include "sandbox/layer.h"

const struct sandbox_layer sandbox_layer_list[SANDBOX_LAYER_COUNT] = {
#define LAYER(name, code, required, yes, no) {code, required, yes, no},
#include "sandbox/layer.def"
#undef LAYER
};

int sandbox_layer_check(const struct sandbox_layer_report *report, struct err *e)
{
    for (int i = 0; i < SANDBOX_LAYER_COUNT; i++)
        if (sandbox_layer_list[i].required && !report->holds[i])
            return err_set(e, ERR_UNSAFE,
                           N_("Máy này thiếu lớp bảo vệ nên không đọc tệp. %s Xem: namro doctor"),
                           err_text(e, sandbox_layer_list[i].no));
    return ERR_OK;
}

void sandbox_layer_put(const struct sandbox_layer_report *report, char out[SANDBOX_LAYER_BYTES])
{
    out[0] = 'L';
    out[1] = (char)report->landlock_abi;
    for (int i = 0; i < SANDBOX_LAYER_COUNT; i++)
        out[2 + i] = report->holds[i] ? 'y' : 'n';
}

bool sandbox_layer_get(struct str bytes, struct sandbox_layer_report *ret)
{
    if (bytes.n != SANDBOX_LAYER_BYTES || bytes.p[0] != 'L')
        return false;
    ret->landlock_abi = bytes.p[1];
    for (int i = 0; i < SANDBOX_LAYER_COUNT; i++)
        ret->holds[i] = bytes.p[2 + i] == 'y';
    return true;
}
