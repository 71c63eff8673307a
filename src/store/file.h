#pragma once

/* Original files, kept in the data folder by the hash of their bytes: files/ab/abcdef…
 *
 * A name that stands there holds whole bytes that were on the disk before it got the name, whatever
 * was cut off, killed or failed meanwhile. What is half-done is called files/.new-… and goes with
 * store_file_sweep(). Files are 0600, folders 0700; nothing is ever written in place.
 *
 * Locks (flock) order the keepers, each for itself in any process: who holds one of a file that he
 * is making, or that he means to name in the base, cannot have it dropped under his hands. */

#include "base/err.h"

enum { STORE_FILE_HASH = 64 }; /* SHA-256, small hexadecimal digits */

struct store_file {
    char hash[STORE_FILE_HASH + 1];
    int64_t bytes;
    int fd; /* readable; as long as it is open nobody drops the file */
};

#define STORE_FILE_NONE ((struct store_file){.fd = -1})

/* The hash of the bytes of a file, which stay where they are. ERR_SYSTEM: they cannot be read. */
MUST_CHECK int store_file_hash(int fd, char ret[STORE_FILE_HASH + 1], struct err *e);

/* Keeps the bytes of a sealed memfd (base/memfd.h) below `folder`, the data folder, which exists.
 * The same bytes already there are compared and stay; damaged ones are replaced. OK means: on the
 * disk, with every folder on the way. The caller holds *ret until the row that names the file is
 * committed, then releases it. ERR_FULL, ERR_SYSTEM: not kept. */
MUST_CHECK int store_file_keep(const char *folder, int fd, struct store_file *ret, struct err *e);
void store_file_release(struct store_file *f); /* for CLEANUP(); STORE_FILE_NONE is fine */

/* For reading; the caller closes *ret. Anything but a hash is ERR_NOT_FOUND as a missing file is,
 * so no path leads out of the folder. */
MUST_CHECK int store_file_open(const char *folder, struct str hash, int *ret, struct err *e);

enum store_file_state { STORE_FILE_WHOLE, STORE_FILE_MISSING, STORE_FILE_DAMAGED };

/* Reads all bytes and compares their hash; bytes that the disk cannot read are damaged. */
MUST_CHECK int store_file_check(const char *folder, struct str hash, enum store_file_state *ret,
                                struct err *e);

enum store_file_kind {
    STORE_FILE_KEPT,  /* a stray unless the base has a row for it            */
    STORE_FILE_NEW,   /* left over half-done, by a process that is gone      */
    STORE_FILE_OTHER, /* nothing that is ever put there                      */
};

struct store_file_seen {
    enum store_file_kind kind;
    const char *path; /* below files/ */
    struct str hash;  /* of KEPT, else STR_NONE */
    int64_t bytes;
};

/* Visits what lies in files/, in no order; what another process is making just now is left out.
 * Ends with the first code of `visit` that is not ERR_OK, and returns it. */
typedef int store_file_visit(void *ctx, const struct store_file_seen *seen, struct err *e);
MUST_CHECK int store_file_each(const char *folder, store_file_visit *visit, void *ctx,
                               struct err *e);

/* Removes a file for good unless somebody holds it, or `is_stray` (asked while nobody can take hold
 * of it, so a row committed before is seen) denies; *ret tells whether it is gone. */
typedef bool store_file_is_stray(void *ctx, struct str hash);
MUST_CHECK int store_file_drop(const char *folder, struct str hash, store_file_is_stray *is_stray,
                               void *ctx, bool *ret, struct err *e);

/* Removes what was left over half-done; *ret counts. At any time, not only at the start. */
MUST_CHECK int store_file_sweep(const char *folder, size_t *ret, struct err *e);
