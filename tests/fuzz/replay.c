/* Runs the seeds of a fuzz target once each: usage: replay-NAME FOLDER. */

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "fuzz.h"

static int replay(const char *path)
{
    FILE *f = fopen(path, "rb");
    uint8_t *p;
    long n;

    if (!f)
        return 1;
    fseek(f, 0, SEEK_END);
    n = ftell(f);
    rewind(f);
    p = malloc(n > 0 ? (size_t)n : 1); /* exactly as long as the seed, so that ASan sees its end */
    if (!p || fread(p, 1, (size_t)n, f) != (size_t)n)
        abort();
    fclose(f);
    LLVMFuzzerTestOneInput(p, (size_t)n);
    free(p);
    return 0;
}

int main(int argc, char **argv)
{
    DIR *folder = opendir(argc > 1 ? argv[1] : "");
    struct dirent *entry;
    int count = 0;

    if (!folder) {
        fprintf(stderr, "replay: no folder of seeds\n");
        return 1;
    }
    while ((entry = readdir(folder))) {
        char path[4096];

        snprintf(path, sizeof(path), "%s/%s", argv[1], entry->d_name);
        if (entry->d_name[0] == '.')
            continue;
        if (replay(path)) {
            fprintf(stderr, "replay: cannot read %s\n", path);
            return 1;
        }
        count++;
    }
    closedir(folder);
    printf("%d seeds\n", count);
    return count == 0;
}
