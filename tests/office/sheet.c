/* Writes a table: sheet KIND FILE takes it from its input, sheet KIND FILE ROWS makes one of so
 * many rows. KIND: 0 XLSX, 1 CSV for people, 2 CSV for programs. A cell of the input is a letter,
 * the length and the bytes: "t5:hello", "i2:-7", "d10:2025-06-30", "m5:12.50", "n0:"; a line break
 * ends a row, the first row has the titles. Prints rows, rows left out, texts cut, and the most
 * memory it took in KB. */

#include "office/sheet.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { MOST = 16 };

static struct office_cell cell_read(struct arena *mem, int kind)
{
    size_t n = 0;
    int y, m, d;
    struct day day;
    char *p, *point;
    int8_t scale;

    if (scanf("%zu:", &n) != 1)
        exit(2);
    p = arena_alloc(mem, n + 1, 1);
    if (fread(p, 1, n, stdin) != n)
        exit(2);
    switch (kind) {
    case 't':
        return OFFICE_TEXT(((struct str){p, n}));
    case 'i':
        return OFFICE_INTEGER(strtoll(p, NULL, 10));
    case 'd':
        if (sscanf(p, "%d-%d-%d", &y, &m, &d) != 3 || !day_from_ymd(y, m, d, &day))
            exit(2);
        return OFFICE_DAY(day);
    case 'm':
        point = strchr(p, '.');
        if (!point)
            exit(2);
        scale = (int8_t)strlen(point + 1);
        memmove(point, point + 1, (size_t)scale + 1);
        return OFFICE_DECIMAL(((struct decimal){strtoll(p, NULL, 10), scale}));
    default:
        return OFFICE_NONE;
    }
}

/* Cells of one row; 0 at the end. */
static size_t row_read(struct arena *mem, struct office_cell cells[MOST])
{
    size_t n = 0;
    int c;

    while ((c = getchar()) != EOF && c != '\n' && n < MOST)
        cells[n++] = cell_read(mem, c);
    return n;
}

static int row_make(struct office_sheet *x, int i, struct err *e)
{
    char no[32], task[256];
    struct office_cell cells[] = {
        OFFICE_TEXT(STR_NONE),
        OFFICE_TEXT(STR_NONE),
        OFFICE_TEXT(STR("Sở Khoa học và Công nghệ")),
        OFFICE_TEXT(STR("Ủy ban nhân dân các xã")),
        OFFICE_DAY(((struct day){9000 + i % 700})),
        OFFICE_TEXT(STR("Quý IV/2025")),
        OFFICE_INTEGER(i),
        OFFICE_DECIMAL(((struct decimal){i % 10000, 2})),
    };

    cells[0].text = (struct str){no, (size_t)snprintf(no, sizeof(no), "%d.%d", i / 20, i % 20)};
    cells[1].text = (struct str){
        task, (size_t)snprintf(task, sizeof(task),
                               "Xây dựng và triển khai kế hoạch số %d về chuyển đổi số, bảo đảm "
                               "an toàn thông tin trong %d cơ quan của tỉnh",
                               i * 7919 % 100003, i % 977)};
    return office_sheet_row(x, cells, e);
}

/* KB of memory at most so far; 0 in a build that checks memory, and needs more of it for that. */
static long peak(void)
{
    long kb = 0;
#ifndef ARENA_DEBUG
    char line[128];
    FILE *f = fopen("/proc/self/status", "r");

    while (f && fgets(line, sizeof(line), f))
        if (sscanf(line, "VmHWM: %ld", &kb) == 1)
            break;
    if (f)
        fclose(f);
#endif
    return kb;
}

int main(int argc, char **argv)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    CLEANUP(office_sheet_freep) struct office_sheet *x = NULL;
    struct office_cell cells[MOST];
    struct office_sheet_column columns[MOST] = {
        {STR("Số"), OFFICE_CELL_TEXT, 8},
        {STR("Đầu việc"), OFFICE_CELL_TEXT, 45},
        {STR("Chủ trì"), OFFICE_CELL_TEXT, 25},
        {STR("Phối hợp"), OFFICE_CELL_TEXT, 25},
        {STR("Hạn"), OFFICE_CELL_DAY, 0},
        {STR("Hạn trong văn bản"), OFFICE_CELL_TEXT, 14},
        {STR("Số thứ tự"), OFFICE_CELL_INTEGER, 0},
        {STR("Tỷ lệ"), OFFICE_CELL_DECIMAL, 0},
    };
    struct office_sheet_form form = {
        .name = STR("Nhiệm vụ"),
        .title = STR("Danh sách \"nhiệm vụ\""),
        .subtitle = STR("=số liệu đến 30/06/2025"),
        .author = STR("Sở <Thí dụ>"),
        .time = 1750000000,
        .columns = columns,
        .column_count = 8,
    };
    struct office_sheet_result result;
    struct err e = {0};
    int fd, r;

    if (argc < 3 || (fd = open(argv[2], O_RDWR | O_CREAT, 0600)) < 0)
        return 2;
    if (argc == 3) {
        form.column_count = row_read(mem, cells);
        for (size_t i = 0; i < form.column_count; i++)
            columns[i] = (struct office_sheet_column){cells[i].text, OFFICE_CELL_TEXT, 0};
    }
    r = office_sheet_new((enum office_sheet_kind)atoi(argv[1]), &form, fd, &x, &e);
    if (argc > 3)
        for (int i = 0; i < atoi(argv[3]) && !r; i++)
            r = row_make(x, i, &e);
    else
        while (!r && row_read(mem, cells) == form.column_count)
            r = office_sheet_row(x, cells, &e);
    if (!r)
        r = office_sheet_finish(x, &result, &e);
    if (r) {
        fprintf(stderr, "%s\n", e.text);
        return 1;
    }
    printf("%zu %zu %zu %ld\n", result.rows, result.rows_left, result.texts_cut, peak());
    return 0;
}
