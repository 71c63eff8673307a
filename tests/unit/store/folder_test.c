/* What lasts of it after a power cut is tried in tests/fault/. */

#include <sys/stat.h>
#include <unistd.h>

#include "../test.h"
#include "store/folder.h"

static char root[64];

static int make_root(void **state)
{
    (void)state;
    strcpy(root, "/tmp/namro-folder-XXXXXX");
    return mkdtemp(root) ? chdir(root) : -1;
}

static int remove_root(void **state)
{
    (void)state;
    rmdir("kho/namro");
    rmdir("kho");
    unlink("file");
    return chdir("/") || rmdir(root);
}

static int mode_of(const char *path)
{
    struct stat is;

    return stat(path, &is) < 0 ? -1 : (int)is.st_mode;
}

static void test_store_folder_make__for_the_owner_alone(void **state)
{
    char path[128];

    (void)state;
    snprintf(path, sizeof(path), "%s//kho/namro/", root);
    assert_int_equal(store_folder_make(path, NULL), ERR_OK);
    assert_int_equal(mode_of("kho"), S_IFDIR | 0700);
    assert_int_equal(mode_of("kho/namro"), S_IFDIR | 0700);
    assert_int_equal(store_folder_make(path, NULL), ERR_OK); /* there already */
    assert_int_equal(store_folder_make("kho/namro", NULL), ERR_OK);
    assert_int_equal(store_folder_make("/", NULL), ERR_OK);
    assert_int_equal(store_folder_make(".", NULL), ERR_OK);
}

static void test_store_folder_make__from_where_one_stands(void **state)
{
    (void)state;
    assert_int_equal(store_folder_make("kho/namro", NULL), ERR_OK);
    assert_int_equal(mode_of("kho/namro"), S_IFDIR | 0700);
}

static void test_store_folder_make__no_folder_where_a_file_stands(void **state)
{
    static char too_long[5000];
    struct err e;

    (void)state;
    fclose(fopen("file", "w"));
    assert_int_equal(store_folder_make("file", &e), ERR_SYSTEM);
    assert_int_equal(store_folder_make("file/below", &e), ERR_SYSTEM);
    assert_int_equal(store_folder_make("", &e), ERR_USAGE);
    memset(too_long, 'x', sizeof(too_long) - 1);
    assert_int_equal(store_folder_make(too_long, &e), ERR_USAGE);
}

#define WITH_ROOT(test) cmocka_unit_test_setup_teardown(test, make_root, remove_root)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ROOT(test_store_folder_make__for_the_owner_alone),
        WITH_ROOT(test_store_folder_make__from_where_one_stands),
        WITH_ROOT(test_store_folder_make__no_folder_where_a_file_stands),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
