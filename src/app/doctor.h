#pragma once

/* What holds on this machine, asked of namro-read itself: it closes itself in as for a file and
 * tells which layers did. */

#include "base/err.h"

struct app_doctor_layer {
    const char *code;     /* for programs: "landlock" */
    bool required, holds; /* a file is refused where a required one is missing */
    const char *sentence; /* marked: lang_text() says it */
};

struct app_doctor {
    struct app_doctor_layer layers[16];
    size_t count;
    int landlock_abi;  /* 0 = the kernel has none */
    bool safe;         /* every required layer holds: files are read here */
    char reader[4096]; /* path of namro-read */
};

/* Failure: the reader is missing or does not answer. A missing layer is no failure. */
MUST_CHECK int app_doctor_ask(struct app_doctor *ret, struct err *e);
