#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../test.h"
#include "base/memfd.h"

static void test_memfd__gives_back_what_was_added(void **state)
{
    CLEANUP(memfd_close) int fd = -1;
    CLEANUP(memfd_unmap) struct str bytes = STR_NONE;
    char begin[3];

    (void)state;
    assert_int_equal(memfd_open(&fd, NULL), ERR_OK);
    assert_int_equal(memfd_add(fd, 6, STR("kế"), NULL), ERR_OK);
    assert_int_equal(memfd_add(fd, 6, STR(""), NULL), ERR_OK);
    assert_int_equal(memfd_add(fd, 6, STR("ab"), NULL), ERR_OK);
    assert_int_equal(memfd_seal(fd, NULL), ERR_OK);
    assert_int_equal(memfd_map(fd, &bytes, NULL), ERR_OK);
    assert_str(bytes, STR("kếab"));
    assert_int_equal(read(fd, begin, 3), 3); /* whoever reads it next starts at its beginning */
    assert_memory_equal(begin, "k\xE1\xBA", 3);
}

static void test_memfd_add__keeps_the_ceiling(void **state)
{
    CLEANUP(memfd_close) int fd = -1;
    struct err e;

    (void)state;
    assert_int_equal(memfd_open(&fd, NULL), ERR_OK);
    assert_int_equal(memfd_add(fd, 4, STR("abcd"), &e), ERR_OK);
    assert_int_equal(memfd_add(fd, 4, STR("e"), &e), ERR_TOO_BIG);
    assert_int_equal(memfd_add(fd, 3, STR(""), &e), ERR_TOO_BIG);
    assert_int_equal(lseek(fd, 0, SEEK_END), 4);
}

static void test_memfd_seal__nothing_changes_it(void **state)
{
    CLEANUP(memfd_close) int fd = -1;

    (void)state;
    assert_int_equal(memfd_from_bytes(STR("abc"), &fd, NULL), ERR_OK);
    assert_int_equal(pwrite(fd, "x", 1, 0), -1);
    assert_int_equal(ftruncate(fd, 1), -1);
    assert_int_equal(ftruncate(fd, 9), -1);
    assert_int_equal(fcntl(fd, F_ADD_SEALS, 0), -1);
}

static void test_memfd_map__refuses_what_may_change(void **state)
{
    CLEANUP(memfd_close) int open_one = -1, file = open("memfd_test.c", O_RDONLY | O_CLOEXEC);
    struct str bytes;

    (void)state;
    assert_int_equal(memfd_open(&open_one, NULL), ERR_OK);
    assert_int_equal(memfd_map(open_one, &bytes, NULL), ERR_SYSTEM);
    assert_int_equal(memfd_map(file, &bytes, NULL), ERR_SYSTEM);
    assert_int_equal(memfd_map(-1, &bytes, NULL), ERR_SYSTEM);
}

static void test_memfd_from_fd__takes_what_a_pipe_gives(void **state)
{
    CLEANUP(memfd_close) int fd = -1, big = -1;
    CLEANUP(memfd_unmap) struct str bytes = STR_NONE;
    struct err e;
    int ends[2];

    (void)state;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "abcdef", 6), 6);
    close(ends[1]);
    assert_int_equal(memfd_from_fd(ends[0], 6, &fd, NULL), ERR_OK);
    assert_int_equal(memfd_map(fd, &bytes, NULL), ERR_OK);
    assert_str(bytes, STR("abcdef"));
    close(ends[0]);
    assert_int_equal(memfd_from_fd(fd, 5, &big, &e), ERR_TOO_BIG);
    assert_int_equal(memfd_from_fd(-1, 5, &big, &e), ERR_UNREADABLE);
    assert_int_equal(big, -1);
}

static void test_memfd_map__an_empty_one_is_empty(void **state)
{
    CLEANUP(memfd_close) int fd = -1;
    CLEANUP(memfd_unmap) struct str bytes = STR_NONE;

    (void)state;
    assert_int_equal(memfd_from_bytes(STR(""), &fd, NULL), ERR_OK);
    assert_int_equal(memfd_map(fd, &bytes, NULL), ERR_OK);
    assert_int_equal(bytes.n, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_memfd__gives_back_what_was_added),
        cmocka_unit_test(test_memfd_add__keeps_the_ceiling),
        cmocka_unit_test(test_memfd_seal__nothing_changes_it),
        cmocka_unit_test(test_memfd_map__refuses_what_may_change),
        cmocka_unit_test(test_memfd_from_fd__takes_what_a_pipe_gives),
        cmocka_unit_test(test_memfd_map__an_empty_one_is_empty),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
