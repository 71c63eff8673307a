#pragma once

/* The words of a command that opens the register. */

#include "cli/register.h"

struct cli_option { /* "--name value"; *value is NULL where it is not given */
    const char *name;
    const char **value;
};

struct cli_words {
    struct cli_register where; /* --data, --base */
    bool json;                 /* --json */
    const char *const *word;   /* what is no option, in its order */
    size_t n;
};

/* ERR_USAGE with the word that is wrong. ret->word lies in argv, which is put in order for it. */
MUST_CHECK int cli_words_read(int argc, char **argv, const struct cli_option *option, size_t count,
                              struct cli_words *ret, struct err *e);

/* A number above 0, ERR_USAGE for anything else; `what` names it in the sentence. */
MUST_CHECK int cli_words_id(const char *word, const char *what, int64_t *ret, struct err *e);
