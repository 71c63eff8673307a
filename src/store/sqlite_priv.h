#pragma once

#include "store/store_priv.h"

/* Makes folder, file and lock file where they are missing; refuses a network file system, whose
 * locks and shared memory do not hold what SQLite needs. */
int store__sqlite_prepare(struct store *s, struct err *e);

/* Brings to the disk what the log holds from before, and the names of the files. A process that
 * failed to sync may have left pages that count as clean and never reached the disk, so the log is
 * written again in place; and SQLite does not look whether the folder could be synced. The caller
 * has the lock and a transaction for writing, so the log stays as it is. 0 or errno. */
int store__sqlite_log_lasts(const struct store *s);

/* `type` is statfs()'s f_type. */
bool store__sqlite_is_network(long type);
