#pragma once

/* What every test of the store needs. STORE_URL names the base: the same cases run on both. Each
 * test makes a base of its own from it, so that none sees what another has left. */

#include "../unit/test.h"
#include "case_sql.h"
#include "store/store_priv.h"

#define assert_ok(call)                                                                            \
    do {                                                                                           \
        struct err *said_ = &error;                                                                \
        if ((call) != ERR_OK)                                                                      \
            fail_msg("%s: %s", #call, said_->text);                                                \
    } while (0)

extern const struct store__migration case__migrations[];
extern const size_t case__migration_count;
extern const struct store__statement *const case__statements[];
extern const size_t case__statement_count;

/* The address of a base that does not exist yet, in `mem`. */
const char *fresh_url(struct arena *mem);
bool on_sqlite(void);
/* A connection past the store: one statement run there, or the test fails. */
void run_beside(const char *url, const char *sql);
/* The rows of one question asked there: values divided by '|', each row ended by a line end. */
const char *answer_beside(struct arena *mem, const char *url, const char *sql);
