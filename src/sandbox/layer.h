#pragma once

/* The layers around namro-read, by name: which of them hold, as the closed-in process itself says.
 */

#include "base/err.h"

enum sandbox_layer_id {
#define LAYER(name, code, required, yes, no) SANDBOX_##name,
#include "sandbox/layer.def"
#undef LAYER
    SANDBOX_LAYER_COUNT
};

struct sandbox_layer {
    const char *code;     /* for programs: "landlock" */
    bool required;        /* a file is refused where it is missing */
    const char *yes, *no; /* Vietnamese sentence for either answer */
};

extern const struct sandbox_layer sandbox_layer_list[SANDBOX_LAYER_COUNT];

struct sandbox_layer_report {
    bool holds[SANDBOX_LAYER_COUNT];
    int landlock_abi; /* 0 = the kernel has none */
};

/* ERR_UNSAFE naming the first required layer that does not hold. */
MUST_CHECK int sandbox_layer_check(const struct sandbox_layer_report *report, struct err *e);

/* The report as bytes on the pipe, and back; false when they are no report. */
enum { SANDBOX_LAYER_BYTES = 2 + SANDBOX_LAYER_COUNT };
void sandbox_layer_put(const struct sandbox_layer_report *report, char out[SANDBOX_LAYER_BYTES]);
MUST_CHECK bool sandbox_layer_get(struct str bytes, struct sandbox_layer_report *ret);
