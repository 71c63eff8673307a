#include "../test.h"
#include "doc/wire.h"

static struct buf frames(const struct doc_tree *tree)
{
    struct buf out;

    buf_init(&out, DOC_WIRE_BYTES);
    doc_wire_put(tree, &out);
    assert_false(buf_failed(&out));
    return out;
}

static int read_back(struct arena *mem, const struct buf *b, struct doc_tree **ret, struct err *e)
{
    struct str copy = arena_copy(mem, buf_str(b));

    return doc_wire_read(mem, (char *)copy.p, copy.n, ret, e);
}

static struct doc_block *paragraph(struct arena *mem, const char *text)
{
    struct doc_block *b = ARENA_NEW(mem, struct doc_block);

    b->text = str_from(text);
    return b;
}

/* A heading, a table of one row of three and one of two cells with a table in a cell, a remark. */
static struct doc_tree *small_tree(struct arena *mem)
{
    struct doc_builder b;
    struct doc_block *p, *table, *inner;

    doc_tree_start(&b, mem, "docx");
    b.tree->title = STR("Kế hoạch");
    b.tree->page_count = 7;
    b.tree->damaged = true;
    p = doc_tree_paragraph(&b, STR("Mục tiêu\nđến năm 2030"), (struct doc_pos){2, 5});
    p->label = STR("1.1.");
    p->flags = DOC_BOLD | DOC_CENTRED;
    p->level = 2, p->list = 3, p->indent = 40;
    table = doc_tree_table(&b, (struct doc_pos){3, 6});
    table->row_count = 2;
    table->rows = ARENA_MANY(mem, struct doc_row, 2);
    table->rows[0] = (struct doc_row){ARENA_MANY(mem, struct doc_cell, 3), 3, {3, 7}, true};
    table->rows[1] = (struct doc_row){ARENA_MANY(mem, struct doc_cell, 2), 2, {4, 8}, false};
    for (uint32_t c = 0; c < 3; c++)
        table->rows[0].cells[c] = (struct doc_cell){c, 1, c ? 1 : 2, paragraph(mem, "ô"), STR_NONE};
    inner = ARENA_NEW(mem, struct doc_block);
    inner->kind = DOC_TABLE;
    inner->row_count = 1;
    inner->rows = ARENA_NEW(mem, struct doc_row);
    inner->rows[0] = (struct doc_row){ARENA_NEW(mem, struct doc_cell), 1, {4, 9}, false};
    inner->rows[0].cells[0] = (struct doc_cell){0, 1, 1, paragraph(mem, "trong"), STR_NONE};
    inner->next = paragraph(mem, "sau");
    table->rows[1].cells[0] = (struct doc_cell){1, 2, 1, inner, STR_NONE};
    table->rows[1].cells[1] = (struct doc_cell){3, 1, 1, NULL, STR_NONE};
    doc_tree_remark(&b, (struct doc_pos){9, 1}, STR("Hình không đọc được."));
    doc_tree_finish(&b);
    return b.tree;
}

static void test_doc_wire__comes_back(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    CLEANUP(buf_release) struct buf once = frames(small_tree(mem)), twice = {0};
    const struct doc_block *b;
    struct doc_tree *tree;
    struct err e = {0};

    (void)state;
    assert_int_equal(read_back(mem, &once, &tree, &e), ERR_OK);
    twice = frames(tree);
    assert_str(buf_str(&twice), buf_str(&once));
    assert_string_equal(tree->format, "docx");
    assert_str(tree->title, STR("Kế hoạch"));
    assert_int_equal(tree->page_count, 7);
    assert_true(tree->damaged && !tree->rebuilt_lines);
    b = tree->first;
    assert_str(b->text, STR("Mục tiêu\nđến năm 2030"));
    assert_str(b->label, STR("1.1."));
    assert_int_equal(b->flags, DOC_BOLD | DOC_CENTRED);
    assert_true(b->level == 2 && b->list == 3 && b->indent == 40 && b->pos.page == 2);
    b = b->next;
    assert_true(b->kind == DOC_TABLE && b->row_count == 2 && b->column_count == 4 && !b->next);
    assert_true(b->rows[0].header && !b->rows[1].header && b->rows[1].pos.line == 8);
    assert_int_equal(b->rows[0].cells[0].rowspan, 2);
    assert_int_equal(b->rows[1].cells[0].colspan, 2);
    assert_str(b->rows[1].cells[0].text, STR("trong\nsau"));
    assert_null(b->rows[1].cells[1].first);
    assert_str(tree->remarks->text, STR("Hình không đọc được."));
}

/* Cut anywhere, or with any byte changed, frames may give another tree or an error, never a crash;
 * what is accepted can be sent again. */
static void test_doc_wire__survives_damage(void **state)
{
    CLEANUP(arena_freep) struct arena *tree_mem = arena_new(0);
    CLEANUP(buf_release) struct buf whole = frames(small_tree(tree_mem));

    (void)state;
    for (size_t i = 0; i < whole.n; i++) {
        static const unsigned char values[] = {0, 1, 0x7F, 0x80, 0xFF};
        CLEANUP(arena_freep) struct arena *mem = arena_new(0);
        struct buf cut = whole;
        struct doc_tree *tree;
        struct err e = {0};

        cut.n = i;
        assert_int_equal(read_back(mem, &cut, &tree, &e), ERR_UNREADABLE);
        for (size_t v = 0; v < COUNT(values); v++) {
            char old = whole.p[i];

            whole.p[i] = (char)values[v];
            if (read_back(mem, &whole, &tree, &e) == ERR_OK) {
                CLEANUP(buf_release) struct buf again = frames(tree);

                assert_int_equal(read_back(mem, &again, &tree, &e), ERR_OK);
            }
            whole.p[i] = old;
        }
    }
}

static void test_doc_wire__makes_text_clean(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    CLEANUP(buf_release) struct buf b = {0};
    struct doc_builder made;
    struct doc_tree *tree;
    struct err e = {0};

    (void)state;
    doc_tree_start(&made, mem, "text");
    doc_tree_paragraph(&made,
                       STR("a\033[2Jb\nc\xFF\xC3(\xE2\x80\xAE"
                           "d\x7F"
                           "đ"),
                       (struct doc_pos){0, 1});
    b = frames(made.tree);
    assert_int_equal(read_back(mem, &b, &tree, &e), ERR_OK);
    assert_str(tree->first->text, STR("a [2Jb\nc  (   d đ"));
}

/* Three cells that claim 200 × 60000 places each: what they get does not overlap. */
static void test_doc_wire__cuts_spans(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    CLEANUP(buf_release) struct buf b = {0};
    struct doc_builder made;
    struct doc_block *t;
    struct doc_tree *tree;
    struct err e = {0};

    (void)state;
    doc_tree_start(&made, mem, "xlsx");
    t = doc_tree_table(&made, (struct doc_pos){1, 1});
    t->row_count = 2;
    t->rows = ARENA_MANY(mem, struct doc_row, 2);
    t->rows[0] = (struct doc_row){ARENA_MANY(mem, struct doc_cell, 2), 2, {1, 1}, false};
    t->rows[1] = (struct doc_row){ARENA_MANY(mem, struct doc_cell, 1), 1, {1, 2}, false};
    t->rows[0].cells[0] = (struct doc_cell){0, 200, 60000, NULL, STR_NONE};
    t->rows[0].cells[1] = (struct doc_cell){2, 4000000000u, 60000, NULL, STR_NONE};
    t->rows[1].cells[0] = (struct doc_cell){1, 200, 0, NULL, STR_NONE};
    b = frames(made.tree);
    assert_int_equal(read_back(mem, &b, &tree, &e), ERR_OK);
    t = tree->first;
    assert_int_equal(t->column_count, DOC_WIRE_COLUMNS);
    assert_true(t->rows[0].cells[0].colspan == 2 && t->rows[0].cells[0].rowspan == 2);
    assert_int_equal(t->rows[0].cells[1].colspan, DOC_WIRE_COLUMNS - 2);
    assert_true(t->rows[1].cells[0].colspan == 1 && t->rows[1].cells[0].rowspan == 1);
}

static struct doc_block *table_of(struct arena *mem, struct doc_block *inside)
{
    struct doc_block *t = ARENA_NEW(mem, struct doc_block);

    t->kind = DOC_TABLE;
    t->row_count = 1;
    t->rows = ARENA_NEW(mem, struct doc_row);
    t->rows[0] = (struct doc_row){ARENA_NEW(mem, struct doc_cell), 1, {1, 1}, false};
    t->rows[0].cells[0] = (struct doc_cell){0, 1, 1, inside, STR_NONE};
    return t;
}

static int depth_of(const struct doc_block *b)
{
    return b && b->kind == DOC_TABLE ? 1 + depth_of(b->rows[0].cells[0].first) : 0;
}

/* The writer sends what lies too deep as text, the reader refuses what was sent deeper. */
static void test_doc_wire__bounds_depth(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    CLEANUP(buf_release) struct buf b = {0};
    struct doc_block *deep = paragraph(mem, "đáy");
    struct doc_builder made;
    struct doc_tree *tree;
    struct err e = {0};

    (void)state;
    doc_tree_start(&made, mem, "html");
    for (int i = 0; i < 100; i++)
        deep = table_of(mem, deep);
    made.tree->first = deep;
    doc_tree_finish(&made);
    b = frames(made.tree);
    assert_int_equal(read_back(mem, &b, &tree, &e), ERR_OK);
    assert_true(depth_of(tree->first) <= DOC_WIRE_DEPTH + 1);
    assert_str(tree->first->rows[0].cells[0].text, STR("đáy"));
}

/* Frames by hand, for what our writer never sends. */
static void put(struct buf *b, const char *kind, const char *payload, size_t n)
{
    char head[5] = {kind[0], (char)n, (char)(n >> 8), (char)(n >> 16), (char)(n >> 24)};

    buf_add(b, (struct str){head, 5});
    buf_add(b, (struct str){payload, n});
}
#define PUT(b, kind, payload) put((b), (kind), (payload), sizeof(payload) - 1)
#define HEAD                  "\1\0\0\0\0\0\0\0"
#define POS                   "\1\0\0\0\1\0\0\0"

static void test_doc_wire__believes_no_number(void **state)
{
    static const struct {
        const char *what, *payload;
        size_t n;
        const char *kind;
        enum err_code code;
    } cases[] = {
#define CASE(what, kind, payload, code) {what, payload, sizeof(payload) - 1, kind, code}
        CASE("four thousand million rows", "T", POS "\0\xFF\xFF\xFF\xFF", ERR_UNREADABLE),
        CASE("more rows than bytes", "T", POS "\0\2\0\0\0", ERR_UNREADABLE),
        CASE("a label beyond its paragraph", "P", POS "\0\0\0\0\0\0\0\0\5\0\0\0abcd",
             ERR_UNREADABLE),
        CASE("a short paragraph", "P", POS, ERR_UNREADABLE),
        CASE("a cell outside a table", "C", POS, ERR_UNREADABLE),
        CASE("a second head", "N", HEAD, ERR_UNREADABLE),
        CASE("an error behind the head", "E", "\3abc", ERR_UNREADABLE),
        CASE("something unknown", "?", "", ERR_UNREADABLE),
#undef CASE
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        CLEANUP(arena_freep) struct arena *mem = arena_new(1 << 20);
        CLEANUP(buf_release) struct buf b;
        struct doc_tree *tree;
        struct err e = {0};

        buf_init(&b, 1000);
        PUT(&b, "N", HEAD);
        put(&b, cases[i].kind, cases[i].payload, cases[i].n);
        PUT(&b, ".", "");
        if (read_back(mem, &b, &tree, &e) != (int)cases[i].code)
            fail_msg("%s: code %d", cases[i].what, e.code);
    }
}

static void test_doc_wire__knows_its_version(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    CLEANUP(buf_release) struct buf b;
    struct doc_tree *tree;
    struct err e = {0};

    (void)state;
    buf_init(&b, 100);
    PUT(&b, "N", "\2\0\0\0\0\0\0\0");
    PUT(&b, ".", "");
    assert_int_equal(read_back(mem, &b, &tree, &e), ERR_UNREADABLE);
    b.p[5] = 1;
    assert_int_equal(read_back(mem, &b, &tree, &e), ERR_OK);
    buf_add(&b, STR("x"));
    assert_int_equal(read_back(mem, &b, &tree, &e), ERR_UNREADABLE);
}

/* 1 row whose cell stands in column 255, many times: few bytes that would ask for a large grid. */
static void test_doc_wire__bounds_the_grid(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    CLEANUP(buf_release) struct buf b = {0};
    const size_t rows = DOC_WIRE_PLACES / DOC_WIRE_COLUMNS + 1;
    struct doc_builder made;
    struct doc_block *t;
    struct doc_tree *tree;
    struct err e = {0};

    (void)state;
    doc_tree_start(&made, mem, "xlsx");
    t = doc_tree_table(&made, (struct doc_pos){1, 1});
    t->row_count = rows;
    t->rows = ARENA_MANY(mem, struct doc_row, rows);
    t->rows[0] = (struct doc_row){ARENA_NEW(mem, struct doc_cell), 1, {1, 1}, false};
    t->rows[0].cells[0] = (struct doc_cell){DOC_WIRE_COLUMNS - 1, 1, 1, NULL, STR_NONE};
    b = frames(made.tree);
    assert_int_equal(read_back(mem, &b, &tree, &e), ERR_TOO_BIG);
    t->row_count--;
    buf_release(&b);
    b = frames(made.tree);
    assert_int_equal(read_back(mem, &b, &tree, &e), ERR_OK);
}

static void test_doc_wire__sends_errors(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    CLEANUP(buf_release) struct buf b;
    struct err sent = {0}, got = {0};
    struct doc_tree *tree;

    (void)state;
    buf_init(&b, 10000);
    err_set(&sent, ERR_UNSUPPORTED, "Tệp .doc cũ.");
    doc_wire_put_err(&sent, &b);
    assert_int_equal(read_back(mem, &b, &tree, &got), ERR_UNSUPPORTED);
    assert_string_equal(got.text, "Tệp .doc cũ.");
    buf_clear(&b);
    PUT(&b, "E", "\0abc"); /* no error at all */
    assert_int_equal(read_back(mem, &b, &tree, &got), ERR_UNREADABLE);
    buf_clear(&b);
    PUT(&b, "E",
        "\77"
        "abc"); /* an unknown one */
    assert_int_equal(read_back(mem, &b, &tree, &got), ERR_UNREADABLE);
    buf_clear(&b);
    PUT(&b, "E", "\3\033]0;x\a");
    assert_int_equal(read_back(mem, &b, &tree, &got), ERR_UNREADABLE);
    assert_string_equal(got.text, " ]0;x ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_doc_wire__comes_back),
        cmocka_unit_test(test_doc_wire__survives_damage),
        cmocka_unit_test(test_doc_wire__makes_text_clean),
        cmocka_unit_test(test_doc_wire__cuts_spans),
        cmocka_unit_test(test_doc_wire__bounds_depth),
        cmocka_unit_test(test_doc_wire__believes_no_number),
        cmocka_unit_test(test_doc_wire__knows_its_version),
        cmocka_unit_test(test_doc_wire__bounds_the_grid),
        cmocka_unit_test(test_doc_wire__sends_errors),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
