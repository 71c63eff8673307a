#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "../reader/outline.h"
#include "../test.h"
#include "office/sheet.h"
#include "reader/reader.h"

static struct day day(int y, int m, int d)
{
    struct day ret;

    assert_true(day_from_ymd(y, m, d, &ret));
    return ret;
}

static int empty_file(void)
{
    int fd = open("/tmp", O_TMPFILE | O_RDWR, 0600);

    assert_true(fd >= 0);
    return fd;
}

static struct str contents(struct arena *mem, int fd)
{
    size_t n = (size_t)lseek(fd, 0, SEEK_END);
    char *p = arena_alloc(mem, n + 1, 1);

    assert_int_equal(pread(fd, p, n, 0), n);
    return (struct str){p, n};
}

static const struct office_sheet_column columns[] = {
    {STR("Số"), OFFICE_CELL_TEXT, 8},       {STR("Đầu việc"), OFFICE_CELL_TEXT, 60},
    {STR("Hạn"), OFFICE_CELL_DAY, 0},       {STR("Năm"), OFFICE_CELL_INTEGER, 0},
    {STR("Tỷ lệ"), OFFICE_CELL_DECIMAL, 0},
};

static const struct office_sheet_form form = {
    .name = STR("Nhiệm vụ"),
    .title = STR("Danh sách nhiệm vụ"),
    .subtitle = STR("Số liệu đến 30/06/2025"),
    .author = STR("Sở Thí dụ"),
    .time = 1750000000,
    .columns = columns,
    .column_count = COUNT(columns),
};

/* The bytes of a sheet of `rows` times COUNT(columns) cells. */
static struct str written(struct arena *mem, enum office_sheet_kind kind,
                          const struct office_cell *cells, size_t rows,
                          struct office_sheet_result *result)
{
    CLEANUP(office_sheet_freep) struct office_sheet *x = NULL;
    struct office_sheet_result done;
    struct err e = {0};
    struct str s;
    int fd = empty_file();

    if (write(fd, "old bytes", 9) != 9 || office_sheet_new(kind, &form, fd, &x, &e))
        fail_msg("%s", e.text);
    for (size_t i = 0; i < rows; i++)
        assert_int_equal(office_sheet_row(x, cells + i * COUNT(columns), &e), ERR_OK);
    assert_int_equal(office_sheet_finish(x, &done, &e), ERR_OK);
    assert_int_equal(lseek(fd, 0, SEEK_CUR), 0);
    s = contents(mem, fd);
    close(fd);
    if (result)
        *result = done;
    return s;
}

static struct str read_back(struct arena *mem, struct str bytes)
{
    struct doc_tree *tree;
    struct err e = {0};

    if (reader_read(mem, bytes, &reader_limits_default, &tree, &e))
        fail_msg("%s", e.text);
    return outline(mem, tree);
}

/* Texts that a spreadsheet could take for something else, and kinds of numbers, as our own reader
 * shows them; tests/office reads them in another way. */
static void test_office_sheet__xlsx_is_read_back(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    const struct office_cell cells[] = {
        OFFICE_TEXT(STR("1")),
        OFFICE_TEXT(STR("Kế hoạch <b>&\"đ\" 'x'")),
        OFFICE_DAY(day(2025, 6, 30)),
        OFFICE_INTEGER(2025),
        OFFICE_DECIMAL(((struct decimal){1250, 2})),
        OFFICE_TEXT(STR("=1+1")),
        OFFICE_TEXT(STR("Hàng một\r\nhàng hai")),
        OFFICE_NONE,
        OFFICE_INTEGER(-7),
        OFFICE_DECIMAL(((struct decimal){-1234567, 1})),
        OFFICE_TEXT(STR("http://thi.du/x")),
        OFFICE_TEXT(STR("_x0041_ và _x004")),
        OFFICE_DAY(day(1900, 3, 1)),
        OFFICE_INTEGER(123456789012345),
        OFFICE_DECIMAL(((struct decimal){123456789012345, 15})),
        OFFICE_TEXT(STR("00181")),
        OFFICE_TEXT(STR("a\x01\x1F\xFF"
                        "b")),
        OFFICE_DAY(day(1900, 2, 28)),
        OFFICE_INTEGER(INT64_MIN),
        OFFICE_DECIMAL(((struct decimal){1234567890123456, 2})),
    };

    (void)state;
    assert_str(read_back(mem, written(mem, OFFICE_SHEET_XLSX, cells, 4, NULL)),
               STR("B Danh sách nhiệm vụ\n"
                   "Số liệu đến 30/06/2025\n"
                   "[ B Số | B Đầu việc | B Hạn | B Năm | B Tỷ lệ ]\n"
                   "[ 1 | Kế hoạch <b>&\"đ\" 'x' | 30/06/2025 | 2025 | 12,50 ]\n"
                   "[ =1+1 | Hàng một hàng hai | -7 | -123.456,7 ]\n"
                   "[ http://thi.du/x | _x0041_ và _x004 | 01/03/1900 | 123456789012345 | "
                   "0,123456789012345 ]\n"
                   "[ 00181 | a\xEF\xBF\xBD"
                   "b | 28/02/1900 | -9223372036854775808 | "
                   "12345678901234,56 ]"));
}

static void test_office_sheet__same_input_same_bytes(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    const struct office_cell cells[] = {OFFICE_TEXT(STR("1")), OFFICE_NONE, OFFICE_NONE,
                                        OFFICE_NONE, OFFICE_NONE};

    (void)state;
    assert_str(written(mem, OFFICE_SHEET_XLSX, cells, 1, NULL),
               written(mem, OFFICE_SHEET_XLSX, cells, 1, NULL));
}

static void test_office_sheet__csv(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    const struct office_cell cells[] = {
        OFFICE_TEXT(STR("=1+1")),
        OFFICE_TEXT(STR("a, \"b\"\nc")),
        OFFICE_DAY(day(2025, 6, 30)),
        OFFICE_INTEGER(-7),
        OFFICE_DECIMAL(((struct decimal){-1250, 2})),
        OFFICE_TEXT(STR("- một")),
        OFFICE_TEXT(STR("''@x")),
        OFFICE_NONE,
        OFFICE_NONE,
        OFFICE_NONE,
    };

    (void)state;
    assert_str(written(mem, OFFICE_SHEET_CSV, cells, 2, NULL),
               STR("\xEF\xBB\xBFSố,Đầu việc,Hạn,Năm,Tỷ lệ\n"
                   "'=1+1,\"a, \"\"b\"\"\nc\",2025-06-30,-7,-12.50\n"
                   "'- một,'''@x,,,\n"));
    assert_str(written(mem, OFFICE_SHEET_DATA, cells, 2, NULL),
               STR("Số,Đầu việc,Hạn,Năm,Tỷ lệ\n"
                   "=1+1,\"a, \"\"b\"\"\nc\",2025-06-30,-7,-12.50\n"
                   "- một,''@x,,,\n"));
}

/* 32,767 UTF-16 units fit; of more the last that fits gives way to …, never half a character. */
static void test_office_sheet__long_texts_are_cut(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    char *p = arena_alloc(mem, 5 * OFFICE_SHEET_LETTERS, 1);
    struct office_cell cells[] = {OFFICE_NONE, OFFICE_NONE, OFFICE_NONE, OFFICE_NONE, OFFICE_NONE};
    struct office_sheet_result result;
    size_t n = 0, wide = OFFICE_SHEET_LETTERS / 2;
    struct str got, last = STR("");

    (void)state;
    for (; n < OFFICE_SHEET_LETTERS * 3; n += 3)
        memcpy(p + n, "ế", 3);
    cells[0] = OFFICE_TEXT(((struct str){p, n}));
    got = read_back(mem, written(mem, OFFICE_SHEET_XLSX, cells, 1, &result));
    assert_int_equal(result.texts_cut, 0);
    assert_true(str_has(got, cells[0].text));

    memcpy(p + n, "ế", 3);
    cells[0] = OFFICE_TEXT(((struct str){p, n + 3}));
    got = read_back(mem, written(mem, OFFICE_SHEET_XLSX, cells, 1, &result));
    assert_int_equal(result.texts_cut, 1);
    assert_true(str_has(got, arena_join(mem, (struct str){p, n - 3}, STR("…"))));
    assert_false(str_has(got, (struct str){p, n}));

    for (n = 0; n < (wide + 1) * 4;
         n += 4) /* two units each: one more than fits, at an odd place */
        memcpy(p + n, "𝟙", 4);
    cells[0] = OFFICE_TEXT(((struct str){p, n}));
    got = read_back(mem, written(mem, OFFICE_SHEET_XLSX, cells, 1, &result));
    assert_int_equal(result.texts_cut, 1);
    last = arena_join(mem, (struct str){p, wide * 4}, STR("…"));
    assert_true(str_has(got, last));
}

/* A full sheet is no error: what is left out is counted. */
static void test_office_sheet__rows_end_where_a_workbook_does(void **state)
{
    static const struct office_sheet_column one[] = {{STR("A"), OFFICE_CELL_INTEGER, 0}};
    static const struct office_sheet_form small = {.columns = one, .column_count = 1};
    const struct office_cell cell = OFFICE_INTEGER(1);
    CLEANUP(office_sheet_freep) struct office_sheet *x = NULL;
    struct office_sheet_result result;
    struct err e = {0};
    int fd = empty_file();

    (void)state;
    assert_int_equal(office_sheet_new(OFFICE_SHEET_XLSX, &small, fd, &x, &e), ERR_OK);
    for (size_t i = 0; i < OFFICE_SHEET_ROWS + 4; i++)
        assert_int_equal(office_sheet_row(x, &cell, &e), ERR_OK);
    assert_int_equal(office_sheet_finish(x, &result, &e), ERR_OK);
    assert_int_equal(result.rows, OFFICE_SHEET_ROWS - 1); /* under the titles of columns */
    assert_int_equal(result.rows_left, 5);
    close(fd);
}

static void test_office_sheet__columns_have_a_ceiling(void **state)
{
    struct office_sheet_form wide = form;
    struct office_sheet *x = NULL;
    struct err e = {0};

    (void)state;
    wide.column_count = OFFICE_SHEET_COLUMNS + 1;
    assert_int_equal(office_sheet_new(OFFICE_SHEET_XLSX, &wide, -1, &x, &e), ERR_TOO_BIG);
    wide.column_count = 0;
    assert_int_equal(office_sheet_new(OFFICE_SHEET_XLSX, &wide, -1, &x, &e), ERR_TOO_BIG);
}

/* A disk that is full: at whatever byte it happens, some call says so. */
static void test_office_sheet__a_full_disk_is_told(void **state)
{
    struct rlimit before, limit;
    char p[3000];
    uint32_t seed = 3;

    (void)state;
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before);
    for (int kind = OFFICE_SHEET_XLSX; kind <= OFFICE_SHEET_DATA; kind++)
        for (rlim_t bytes = 0; bytes < 200000; bytes = bytes * 3 + 1) {
            CLEANUP(office_sheet_freep) struct office_sheet *x = NULL;
            struct office_cell cells[COUNT(columns)] = {OFFICE_NONE};
            struct office_sheet_result result;
            struct err e = {0};
            int fd = empty_file(), r;

            limit = (struct rlimit){bytes, before.rlim_max};
            setrlimit(RLIMIT_FSIZE, &limit);
            r = office_sheet_new((enum office_sheet_kind)kind, &form, fd, &x, &e);
            for (int i = 0; i < 100 && !r; i++) {
                for (size_t k = 0; k < sizeof(p); k++) {
                    seed = seed * 1664525 + 1013904223;
                    p[k] = (char)(' ' + (seed >> 26));
                }
                cells[0] = OFFICE_TEXT(((struct str){p, sizeof(p)}));
                r = office_sheet_row(x, cells, &e);
            }
            if (!r)
                r = office_sheet_finish(x, &result, &e);
            setrlimit(RLIMIT_FSIZE, &before);
            if (r != ERR_FULL)
                fail_msg("kind %d, %d bytes: %d %s", kind, (int)bytes, r, e.text);
            close(fd);
        }
}

static void test_office_sheet__a_file_that_cannot_be_written(void **state)
{
    struct office_sheet *x = NULL;
    struct err e = {0};
    int fd = open("/dev/null", O_RDONLY);

    (void)state;
    assert_int_equal(office_sheet_new(OFFICE_SHEET_XLSX, &form, fd, &x, &e), ERR_SYSTEM);
    assert_null(x);
    close(fd);
}

static void test_office_sheet__guard(void **state)
{
    static const struct {
        struct str plain, guarded;
    } cases[] = {
        {STR("=1+1"), STR("'=1+1")}, {STR("+84"), STR("'+84")}, {STR("@x"), STR("'@x")},
        {STR("\tx"), STR("'\tx")},   {STR("\rx"), STR("'\rx")}, {STR("- a"), STR("'- a")},
        {STR("-"), STR("'-")},       {STR("'=x"), STR("''=x")}, {STR("''-x"), STR("'''-x")},
        {STR("'x"), STR("'x")},      {STR("'"), STR("'")},      {STR("''"), STR("''")},
        {STR(""), STR("")},          {STR("a=1"), STR("a=1")},  {STR(" =1"), STR(" =1")},
        {STR("–1"), STR("–1")},
    };
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_str(office_sheet_guard(mem, cases[i].plain), cases[i].guarded);
        assert_str(office_sheet_unguard(cases[i].guarded), cases[i].plain);
    }
    assert_str(office_sheet_unguard(STR("=x")),
               STR("=x")); /* typed by hand: nothing to take away */
}

/* Every text of up to five of the letters that matter comes back. */
static void test_office_sheet__unguard_undoes_guard(void **state)
{
    static const char letter[] = "'=+@\t\r-a \n";
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    const size_t base = sizeof(letter) - 1;

    (void)state;
    for (size_t length = 0, all = 1; length <= 5; length++, all *= base)
        for (size_t i = 0; i < all; i++) {
            char p[5];
            size_t rest = i;
            struct str s = {p, length}, guarded;

            if (i % 10000 == 0)
                arena_clear(mem);
            for (size_t k = 0; k < length; k++, rest /= base)
                p[k] = letter[rest % base];
            guarded = office_sheet_guard(mem, s);
            assert_str(office_sheet_unguard(guarded), s);
            assert_false(guarded.n && strchr("=+@\t\r-", guarded.p[0]));
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_office_sheet__xlsx_is_read_back),
        cmocka_unit_test(test_office_sheet__same_input_same_bytes),
        cmocka_unit_test(test_office_sheet__csv),
        cmocka_unit_test(test_office_sheet__long_texts_are_cut),
        cmocka_unit_test(test_office_sheet__rows_end_where_a_workbook_does),
        cmocka_unit_test(test_office_sheet__columns_have_a_ceiling),
        cmocka_unit_test(test_office_sheet__a_full_disk_is_told),
        cmocka_unit_test(test_office_sheet__a_file_that_cannot_be_written),
        cmocka_unit_test(test_office_sheet__guard),
        cmocka_unit_test(test_office_sheet__unguard_undoes_guard),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
