#pragma once

/* The inner side of the sandbox: how namro-read closes itself in. Two steps, since libraries must
 * be loaded in between:
 *
 *   sandbox_shut_limits()   at once: descriptors, environment, rlimits, no_new_privs
 *   (read the input into memory, load what the format needs)
 *   sandbox_shut_files()    then: user, landlock
 *   sandbox_shut_calls()    last: seccomp; only now foreign bytes are parsed
 *
 * Afterwards the process can compute, use memory within its limit, write to descriptors 1 and 2,
 * and end. What a library may try in good faith (open a file, ask for a descriptor's state) fails
 * with EPERM; whatever is no part of reading (network, processes, signals to others, executable
 * memory) kills it. docs/decisions/0004-sandbox.md says why each layer is as it is. */

#include "sandbox/layer.h"
#include "sandbox/limits.h"

void sandbox_shut_limits(const struct sandbox_limits *limits, struct sandbox_layer_report *report);
void sandbox_shut_files(struct sandbox_layer_report *report);
void sandbox_shut_calls(struct sandbox_layer_report *report);
