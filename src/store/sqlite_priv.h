#pragma once

#include "store/store_priv.h"

/* Makes folder, file and lock file where they are missing; refuses a network file system, whose
 * locks and shared memory do not hold what SQLite needs. */
int store__sqlite_prepare(struct store *s, struct err *e);

/* `type` is statfs()'s f_type. */
bool store__sqlite_is_network(long type);
