#include "office/zip.h"

#include <errno.h>
#include <minizip/zip.h>
#include <stdlib.h>

/* Rows of a table are so alike that more effort saves 1 % and takes twice the time. */
#define LEVEL 3

struct office_zip {
    struct office_out *out;
    zipFile zip;
};

/* minizip writes through these; `opaque` is the office_out. It is never told of an error, as it
 * leaks memory then: out->error is looked at after each call. */
static voidpf out_open(voidpf opaque, const void *name, int mode)
{
    (void)name;
    (void)mode;
    return opaque;
}

static uLong out_read(voidpf opaque, voidpf stream, void *p, uLong n)
{
    (void)opaque, (void)stream, (void)p, (void)n;
    return 0; /* only for adding to a zip that is there */
}

static uLong out_write(voidpf opaque, voidpf stream, const void *p, uLong n)
{
    (void)stream;
    office_out_add(opaque, p, n);
    return n;
}

static ZPOS64_T out_tell(voidpf opaque, voidpf stream)
{
    (void)stream;
    return ((struct office_out *)opaque)->at;
}

static long out_seek(voidpf opaque, voidpf stream, ZPOS64_T offset, int origin)
{
    struct office_out *o = opaque;

    (void)stream;
    o->at = offset + (origin == ZLIB_FILEFUNC_SEEK_CUR   ? o->at
                      : origin == ZLIB_FILEFUNC_SEEK_END ? o->length
                                                         : 0);
    return 0;
}

static int out_close(voidpf opaque, voidpf stream)
{
    (void)opaque, (void)stream;
    return 0;
}

static int out_error(voidpf opaque, voidpf stream)
{
    (void)opaque, (void)stream;
    return 0;
}

struct office_zip *office_zip_new(struct office_out *out)
{
    zlib_filefunc64_def calls = {
        .zopen64_file = out_open,
        .zread_file = out_read,
        .zwrite_file = out_write,
        .ztell64_file = out_tell,
        .zseek64_file = out_seek,
        .zclose_file = out_close,
        .zerror_file = out_error,
        .opaque = out,
    };
    struct office_zip *z = calloc(1, sizeof(*z));

    if (!z)
        return NULL;
    z->out = out;
    z->zip = zipOpen2_64("", APPEND_STATUS_CREATE, NULL, &calls);
    if (!z->zip) {
        free(z);
        return NULL;
    }
    return z;
}

bool office_zip_part(struct office_zip *z, const char *name)
{
    zip_fileinfo info = {.tmz_date = {.tm_mday = 1, .tm_year = 1980}};

    return zipOpenNewFileInZip(z->zip, name, &info, NULL, 0, NULL, 0, NULL, Z_DEFLATED, LEVEL) ==
               ZIP_OK &&
           z->out->error == 0;
}

bool office_zip_add(struct office_zip *z, struct str s)
{
    return zipWriteInFileInZip(z->zip, s.p, (unsigned)s.n) == ZIP_OK && z->out->error == 0;
}

bool office_zip_end(struct office_zip *z)
{
    return zipCloseFileInZip(z->zip) == ZIP_OK && z->out->error == 0;
}

bool office_zip_finish(struct office_zip *z)
{
    int r = zipClose(z->zip, NULL);

    z->zip = NULL;
    return r == ZIP_OK && z->out->error == 0;
}

void office_zip_free(struct office_zip *z)
{
    if (!z)
        return;
    if (z->zip) { /* what it still writes is lost on purpose: the zip is not wanted */
        if (z->out->error == 0)
            z->out->error = ECANCELED;
        zipClose(z->zip, NULL);
    }
    free(z);
}
