#include "case_file.h"

static void test_reader_text__documents(void **state)
{
    (void)state;
    case_file_run("text.cases", reader_text_read);
}

static const struct doc_block *table_of(const struct doc_tree *tree)
{
    const struct doc_block *b = tree->first;

    while (b && b->kind != DOC_TABLE)
        b = b->next;
    assert_non_null(b);
    return b;
}

static struct doc_tree *read(struct arena *mem, struct str text)
{
    struct doc_tree *tree;
    struct err e = {0};

    if (reader_text_read(mem, text, &reader_limits_default, &tree, &e))
        fail_msg("%s", e.text);
    return tree;
}

/* Two rows of four columns are whole; one has lost its first and its last two cells, another one
 * has an empty cell in the middle. */
static void test_reader_text__flat_table_finds_the_columns_of_lost_cells(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct doc_tree *tree = read(
        mem, STR("|\nTT\n|\nNhiệm vụ\n|\nChủ trì\n|\nPhối hợp\n|\nThời gian\n|\n|\n"
                 "1\n|\nRà soát toàn bộ quy chế nội bộ của tỉnh\n|\nSở Nội vụ\n|\nCác "
                 "sở\n|\n2026\n|\n|\n"
                 "Sửa đổi toàn bộ quy chế nội bộ của tỉnh\n|\nSở Tư pháp\n|\n|\n"
                 "2\n|\nTập huấn cán bộ các cấp trong tỉnh\n|\nSở Nội vụ\n|\n|\n2027\n|\n|\n"
                 "3\n|\nTổng kết việc thực hiện kế hoạch\n|\nSở Nội vụ\n|\nCác sở\n|\n2028\n|\n"));
    const struct doc_block *t = table_of(tree);

    (void)state;
    assert_int_equal(t->row_count, 5);
    assert_int_equal(t->column_count, 5);
    assert_true(t->rebuilt);
    assert_int_equal(t->rows[2].count, 2);
    assert_int_equal(t->rows[2].cells[0].column, 1);
    assert_int_equal(t->rows[2].cells[1].column, 2);
    assert_int_equal(t->rows[3].count, 5);
    assert_null(t->rows[3].cells[3].first);
    assert_str(t->rows[3].cells[4].text, STR("2027"));
    assert_int_equal(t->rows[3].pos.line, 29);
}

static void test_reader_text__pages_and_lines(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct doc_tree *tree = read(mem, STR("I. MỤC ĐÍCH\nMột.\n\n2\n\fII. YÊU CẦU\nHai.\n\f"));
    const struct doc_block *b = tree->first;

    (void)state;
    assert_int_equal(tree->page_count, 2);
    assert_int_equal(b->pos.page, 1);
    assert_int_equal(b->pos.line, 1);
    b = b->next->next;
    assert_int_equal(b->pos.page, 2);
    assert_int_equal(b->pos.line, 5);
    assert_str(b->next->text, STR("Hai."));
    assert_null(b->next->next);
}

static void test_reader_text__damaged_text_stays_in_its_lines(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct buf text;
    struct doc_tree *tree;

    (void)state;
    buf_init(&text, 1 << 20);
    for (int i = 0; i < 20; i++)
        buf_add(
            &text,
            STR("Trién khai thuc hién cac nhiém vu cua tinh va\ncac co quan | theo quy dinh\n\n"));
    tree = read(mem, buf_str(&text));
    assert_true(tree->damaged);
    assert_str(tree->first->next->text, STR("cac co quan | theo quy dinh"));
    buf_clear(&text);
    for (int i = 0; i < 20; i++)
        buf_add(
            &text,
            STR("Triển khai thực hiện các nhiệm vụ của tỉnh và\ncác cơ quan theo quy định\n\n"));
    tree = read(mem, buf_str(&text));
    assert_false(tree->damaged);
    assert_str(tree->first->text,
               STR("Triển khai thực hiện các nhiệm vụ của tỉnh và các cơ quan theo quy định"));
    buf_release(&text);
}

static void test_reader_text__bad_bytes_are_dropped_and_told(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct doc_tree *tree = read(mem, STR("Kế hoạch\nnăm\xFF 2026 của tỉnh\xC3\nvà các sở.\n"));

    (void)state;
    assert_str(tree->first->text, STR("Kế hoạch năm 2026 của tỉnh và các sở."));
    assert_non_null(tree->remarks);
    assert_int_equal(tree->remarks->pos.line, 2);
    assert_null(tree->remarks->next);
}

static void fails(struct str text, struct reader_limits limits, const char *sentence)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct doc_tree *tree = NULL;
    struct err e = {0};

    assert_int_equal(reader_text_read(mem, text, &limits, &tree, &e), ERR_TOO_BIG);
    assert_non_null(strstr(e.text, sentence));
    assert_null(tree);
}

static void test_reader_text__limits(void **state)
{
    struct reader_limits small = reader_limits_default;

    (void)state;
    small.blocks = 3;
    fails(STR("a\nb\nc\nd\n"), small, "hơn 3 dòng");
    small = reader_limits_default;
    small.rows = 2;
    fails(STR("a\tb\tc\na\tb\tc\na\tb\tc\n"), small, "quá nhiều hàng");
    fails(STR("| a | b |\n| a | b |\n| a | b |\n"), small, "quá nhiều hàng");
    fails(STR("|\na\n|\nb\n|\n|\na\n|\nb\n|\n|\na\n|\nb\n|\n"), small, "quá nhiều hàng");
    small = reader_limits_default;
    small.columns = 2;
    fails(STR("| a | b | c |\n| a | b | c |\n"), small, "quá nhiều cột");
    fails(STR("|\na\n|\nb\n|\nc\n|\n"), small, "quá nhiều cột");
    small = reader_limits_default;
    small.text_bytes = (size_t)1 << 20;
    {
        struct buf text;

        buf_init(&text, 8 << 20);
        while (text.n <= small.text_bytes)
            buf_add(&text, STR("Một dòng chữ dài của một văn bản quá lớn.\n"));
        fails(buf_str(&text), small, "dài hơn 1 MB");
        buf_release(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reader_text__documents),
        cmocka_unit_test(test_reader_text__flat_table_finds_the_columns_of_lost_cells),
        cmocka_unit_test(test_reader_text__pages_and_lines),
        cmocka_unit_test(test_reader_text__damaged_text_stays_in_its_lines),
        cmocka_unit_test(test_reader_text__bad_bytes_are_dropped_and_told),
        cmocka_unit_test(test_reader_text__limits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
