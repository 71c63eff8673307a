#pragma once

/* What holds on this machine and in a register. */

#include "base/arena.h"
#include "base/err.h"

/* The machine, asked of namro-read itself: it closes itself in as for a file and tells which layers
 * did. */

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

/* The register: what must hold in it whatever was cut off, one check each. */
enum { APP_DOCTOR_CHECKS = 24, APP_DOCTOR_DETAILS = 5 };

struct app_doctor_check {
    const char *code; /* for programs: "stray" */
    bool holds;
    int64_t count;       /* of what does not */
    struct str sentence; /* in the language of who asks */
    const char *advice;  /* marked, what to do; NULL where nothing is */
    struct str details[APP_DOCTOR_DETAILS];
    size_t detail_count; /* of the first ones */
};

struct app_doctor_register {
    bool there; /* false: there is no register yet, and nothing was checked */
    bool whole; /* every check holds */
    struct app_doctor_check at[APP_DOCTOR_CHECKS];
    size_t n;
};

/* Looks at the register in a data folder, or at `url` with the files in `folder`, and changes
 * nothing; others may be at work in it. A large one takes its time: every original is read. What is
 * wrong, a base that does not open too, is a check that does not hold. */
MUST_CHECK int app_doctor_look(const char *folder, const char *url, struct arena *mem,
                               struct app_doctor_register *ret, struct err *e);
