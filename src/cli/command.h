#pragma once

/* The commands of namro: words → app_*() → text. Each returns the exit status of the process. */

#include "base/err.h"

enum { /* exit statuses */
       CLI_COMMAND_OK = 0,
       CLI_COMMAND_FAILED = 1,  /* our own failure, or the machine's */
       CLI_COMMAND_REFUSED = 2, /* wrong words, or a file that cannot be read */
       CLI_COMMAND_EMPTY = 3,   /* read, and nothing in it to import */
};

struct cli_command {
    const char *name, *arguments, *help;
    int (*run)(int argc, char **argv); /* argv[0] is the command's name */
};

extern const struct cli_command cli_command_list[];
extern const size_t cli_command_count;

/* One sentence to standard error ("about: sentence", `about` may be NULL); returns the exit status
 * that belongs to the error. */
int cli_command_fail(const char *about, const struct err *e);

/* Bytes of a file name or of an argument as a terminal may see them: control characters, and what
 * is no UTF-8, become '?'. Cut at 200 bytes, which an ellipsis tells; `out` has room for 256. */
const char *cli_command_shown(const char *z, char out[256]);

/* The value of an option that is written "--name value" or "--name=value" at argv[*i], which moves
 * to its last word; NULL when it is not that option, "" when its value is missing. */
const char *cli_command_value(const char *name, char **argv, int *i);

/* The language of the command: NAMRO_LANG, which `namro --lang en …` sets; else Vietnamese. */
enum lang cli_command_lang(void);

/* Columns for lines that people read on standard output: those of the terminal, 40 to 100; 100
 * where it is none. */
size_t cli_command_width(void);

/* All of `s` to standard output. Status 1 with a sentence when it does not take it. */
int cli_command_print(struct str s);

#define COMMAND(name, arguments, help) int cli_##name##_run(int argc, char **argv);
#include "cli/commands.def"
#undef COMMAND
