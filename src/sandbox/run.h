#pragma once

/* The outer side of the sandbox: starts a reader on one open file and collects what it sends. */

#include "base/buf.h"
#include "base/err.h"
#include "sandbox/limits.h"

/* Path of namro-read: beside the running program, else in the folder it was installed to.
 * ERR_SYSTEM when it is in neither. `path` has room for `size` bytes. */
MUST_CHECK int sandbox_run_find(char *path, size_t size, struct err *e);

/* Runs `program` with `argument` (may be NULL), its standard input being `input` (stays the
 * caller's), and appends its standard output to `out`. The process has ended and is reaped when
 * this returns, whatever happened. An end other than a clean one is an error with the sentence that
 * names it: crash, memory, time, something forbidden, too much output. */
MUST_CHECK int sandbox_run(const char *program, const char *argument, int input,
                           const struct sandbox_limits *limits, struct buf *out, struct err *e);
