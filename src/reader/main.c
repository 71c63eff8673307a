/* namro-read: one document on standard input → its tree in frames on standard output.
 *
 *     namro-read < FILE         frames of doc/wire.h, an error among them
 *     namro-read --en < FILE    likewise, an error in English
 *     namro-read --layers       which layers of the sandbox hold here (sandbox/layer.h)
 *
 * By hand: env -i build/namro-read < FILE 2>/dev/null | xxd. Started by namro on each file;
 * everything foreign is parsed here, behind the doors that this process shuts on itself first.
 * Linked with poppler, the executable is under the GPL version 3. */

#include <errno.h>
#include <malloc.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "doc/wire.h"
#include "reader/door.h"
#include "sandbox/shut.h"

enum { FAILED_TO_SEND = 3 };

/* All of standard input as it is now, so that nobody can change it under the parsers. */
static int take_input(struct arena *mem, size_t max_bytes, struct str *ret, struct err *e)
{
    struct stat st;
    size_t size, n = 0;
    char *p;

    if (fstat(STDIN_FILENO, &st) < 0 || !S_ISREG(st.st_mode))
        return err_set(e, ERR_UNREADABLE, N_("Đây không phải tệp thường nên không đọc."));
    if ((uintmax_t)st.st_size > max_bytes)
        return err_set(e, ERR_TOO_BIG, N_("Tệp lớn hơn %zu MB nên không đọc."), max_bytes >> 20);
    size = (size_t)st.st_size;
    p = arena_alloc(mem, size + 1, 1);
    while (n < size) {
        ssize_t got = pread(STDIN_FILENO, p + n, size - n, (off_t)n);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return err_set(e, ERR_UNREADABLE, N_("Không đọc được nội dung tệp (mã lỗi %d)."),
                           errno);
        if (got == 0)
            break;
        n += (size_t)got;
    }
    *ret = (struct str){p, n};
    return ERR_OK;
}

static int send_all(struct str s)
{
    while (s.n) {
        ssize_t n = write(STDOUT_FILENO, s.p, s.n);

        if (n < 0 && errno != EINTR)
            return FAILED_TO_SEND;
        s = str_rest(s, n > 0 ? (size_t)n : 0);
    }
    return 0;
}

static int read_document(const char *program, struct arena *mem, struct doc_tree **ret,
                         struct err *e)
{
    const struct reader_limits *limits = &reader_limits_default;
    struct sandbox_layer_report report;
    struct str bytes;
    int code;

    sandbox_shut_limits(&sandbox_limits_default, &report);
    if ((code = take_input(mem, limits->file_bytes, &bytes, e)) ||
        (code = reader_door_open(program, reader_library_for(mem, bytes), e)))
        return code;
    sandbox_shut_files(&report);
    sandbox_shut_calls(&report);
    if ((code = sandbox_layer_check(&report, e)))
        return code;
    return reader_read(mem, bytes, limits, ret, e);
}

/* Foreign libraries live off malloc: let its heap lie in huge pages (arena.c says why) and keep
 * what is freed. The kernel gives them to a range that nothing has touched yet, so the first piece,
 * which makes the heap, and the mark behind it stay below the range. */
static void prepare_heap(void)
{
    enum { HUGE_PAGE = 2 << 20, HEAP = 32 * HUGE_PAGE, FIRST = 256 << 10, BELOW = FIRST + 4096 };
    char *end = sbrk(0);
    size_t gap = -((uintptr_t)end + BELOW) & (HUGE_PAGE - 1);
    void *volatile first; /* or the compiler leaves out both calls */

    if (sbrk((intptr_t)gap) == (void *)-1)
        return;
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    mallopt(M_TOP_PAD, BELOW + HEAP);
    first = malloc(FIRST);
    free(first);
    madvise(end + gap + BELOW, HEAP, MADV_HUGEPAGE);
}

static int tell_layers(void)
{
    struct sandbox_layer_report report;
    char bytes[SANDBOX_LAYER_BYTES];

    sandbox_shut_limits(&sandbox_limits_default, &report);
    sandbox_shut_files(&report);
    sandbox_shut_calls(&report);
    sandbox_layer_put(&report, bytes);
    return send_all((struct str){bytes, sizeof(bytes)});
}

int main(int argc, char **argv)
{
    struct arena *mem = arena_new(sandbox_limits_default.memory_bytes);
    struct doc_tree *tree;
    struct err e = {0};
    struct buf out;

    if (argc == 2 && strcmp(argv[1], "--layers") == 0)
        _exit(tell_layers());
    if (argc == 2 && strcmp(argv[1], "--en") == 0)
        e.lang = LANG_EN;
    prepare_heap();
    buf_init(&out, DOC_WIRE_BYTES);
    if (read_document(argv[0], mem, &tree, &e) == ERR_OK)
        doc_wire_put(tree, &out);
    else
        doc_wire_put_err(&e, &out);
    if (buf_failed(&out)) {
        buf_release(&out);
        err_set(&e, ERR_TOO_BIG, N_("Văn bản có quá nhiều nội dung nên không đọc."));
        doc_wire_put_err(&e, &out);
    }
    /* Everything goes with the process: freeing piece by piece would only cost time. */
    _exit(send_all(buf_str(&out)));
}
