/* An invented register, to measure and look at: always the same for the same number.
 * usage: namro-register FOLDER TASKS [postgresql://…]   the folder must not have a base yet */

#include <stdio.h>
#include <stdlib.h>

#include "../register/build.h"

int main(int argc, char **argv)
{
    CLEANUP(app_closep) struct app *a = NULL;
    struct err e = {0};

    if (argc < 3 || argc > 4) {
        fprintf(stderr, "usage: namro-register FOLDER TASKS [postgresql://…]\n");
        return 2;
    }
    if (app_open(argv[1], argc == 4 ? argv[3] : NULL, &a, &e) ||
        build_register(a, strtoul(argv[2], NULL, 10), &e)) {
        fprintf(stderr, "%s\n", e.text);
        return 1;
    }
    return 0;
}
