#pragma once

/* An error: a code for programs and one sentence for people (Vietnamese, marked N_(); said in the
 * language that the caller has set), owned by the caller. Functions that can fail return the code
 * (0 = ERR_OK) and fill `e` only on failure. */

#include "base/lang.h"
#include "base/str.h"

enum err_code {
    ERR_OK = 0,
    ERR_USAGE,       /* the words of a command or a field are wrong         */
    ERR_NOT_FOUND,   /* no such file or thing                                */
    ERR_UNREADABLE,  /* the bytes are not what they say, or damaged          */
    ERR_UNSUPPORTED, /* a kind of document that is not read (yet)            */
    ERR_TOO_BIG,     /* a stated limit is passed                             */
    ERR_EMPTY,       /* read, but nothing in it is a plan                    */
    ERR_SECRET,      /* carries a state-secret mark: refused before storing  */
    ERR_UNSAFE,      /* a layer of the sandbox is missing                    */
    ERR_DENIED,      /* not allowed to whoever asks                          */
    ERR_CONFLICT,    /* somebody else was first, or it is there already      */
    ERR_BUSY,        /* too much at once; the same asked later may pass      */
    ERR_SYSTEM,      /* the machine failed: disk, process, permission        */
    ERR_FULL,        /* no room left on the disk, or in the quota            */
};

struct err {
    enum err_code code;
    enum lang lang;    /* set by the caller before; zero is Vietnamese */
    const char *field; /* of ERR_USAGE: the name of the field that is wrong, or NULL */
    char text[512];    /* NUL-terminated UTF-8, cut at a character when too long */
};

/* Returns the code, so that `return err_set(e, …)` reads well; `e` may be NULL. */
__attribute__((format(printf, 3, 4))) int err_set(struct err *e, enum err_code code,
                                                  const char *fmt, ...);

/* The sentence in the language of `e`, for a piece of another sentence: err_set() translates only
 * the format. `e` may be NULL. */
const char *err_text(const struct err *e, const char *vi);
