/* Keeps files as store/file.c does, from the command line, so that the laboratory can kill it; and,
 * to see whether the laboratory notices, does so wrongly.
 *
 * usage: keeper [WITHOUT] keep FOLDER FILE     prints the hash once the file is kept
 *        keeper sweep FOLDER                   what was left over goes
 *        keeper each FOLDER                    one line for each thing that lies there
 * WITHOUT: no-file-sync, no-folder-sync (the call is left out), no-error (it fails unheard).
 * Exit: 0; 1 and the sentence. Linked with --wrap=fsync. */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memfd.h"
#include "store/file.h"

int __real_fsync(int fd);
int __wrap_fsync(int fd);

static const char *without = "";

int __wrap_fsync(int fd)
{
    struct stat st;

    if (fstat(fd, &st) == 0 &&
        strcmp(without, S_ISDIR(st.st_mode) ? "no-folder-sync" : "no-file-sync") == 0)
        return 0;
    return __real_fsync(fd) < 0 && strcmp(without, "no-error") != 0 ? -1 : 0;
}

static int keep(const char *folder, const char *path, struct err *e)
{
    CLEANUP(memfd_close) int file = open(path, O_RDONLY | O_CLOEXEC), fd = -1;
    CLEANUP(store_file_release) struct store_file f = STORE_FILE_NONE;
    int code;

    if ((code = memfd_from_fd(file, 64 << 20, &fd, e)) ||
        (code = store_file_keep(folder, fd, &f, e)))
        return code;
    printf("%s\n", f.hash);
    return ERR_OK;
}

static int print(void *ctx, const struct store_file_seen *seen, struct err *e)
{
    static const char *const kinds[] = {"kept", "new", "other"};

    (void)ctx, (void)e;
    printf("%s %s\n", kinds[seen->kind], seen->path);
    return ERR_OK;
}

int main(int argc, char **argv)
{
    struct err e = {0};
    size_t gone;
    int code = ERR_USAGE;

    if (argc > 1 && strncmp(argv[1], "no-", 3) == 0) {
        without = argv[1];
        argc--;
        argv++;
    }
    if (argc == 4 && strcmp(argv[1], "keep") == 0)
        code = keep(argv[2], argv[3], &e);
    else if (argc == 3 && strcmp(argv[1], "sweep") == 0)
        code = store_file_sweep(argv[2], &gone, &e);
    else if (argc == 3 && strcmp(argv[1], "each") == 0)
        code = store_file_each(argv[2], print, NULL, &e);
    if (code)
        fprintf(stderr, "%s\n", e.text);
    return code != ERR_OK;
}
