/* Documents → drafts: what is kept, and what leaves no trace. */

#include "app/document.h"
#include "import.h"

static size_t count_drafts(struct fixture *f)
{
    const struct app_page page = {0};
    struct app_drafts drafts;

    assert_ok(app_draft_list(f->a, app_who_web, false, page, f->mem, &drafts, &f->e));
    return drafts.total;
}

/* The plan of data/sample/plan.py, counted there by hand: in the prose 3 targets, 3 tasks with
 * labels or a sentence (one more stands in the annex too) and 2 of the organisation; in the annexes
 * 7 targets and 14 tasks. */
static void test_import_file__saves_the_sample(void **state)
{
    struct fixture *f = *state;
    struct app_draft draft;
    struct app_import i;

    assert_ok(import_file(f, "data/sample/ke-hoach-25.docx", &i));
    assert_false(i.known);
    assert_int_equal(i.rows, 29);
    assert_int_equal(i.plan, 0);
    assert_int_equal(files_in(f), 1);
    assert_ok(app_draft_view(f->a, app_who_web, i.draft, f->mem, &draft, &f->e));
    assert_int_equal(draft.tasks, 19);
    assert_int_equal(draft.targets, 10);
    assert_int_equal(draft.line.rows, 29);
    assert_int_equal(draft.line.to_check + draft.firm + draft.checked, 29);
    assert_int_equal(draft.dropped, 0);
    assert_false(draft.can_undo);
    assert_str(draft.line.number, STR("25/KH-UBND"));
    assert_str(draft.type, STR("Kế hoạch"));
    assert_str(draft.line.file_name, STR("ke-hoach-25.docx"));
    assert_true(draft.line.has_issued);
    assert_str(draft.format, STR("docx"));
}

/* Each golden document that is a plan becomes a draft, each row with its passage. */
static void test_import_file__saves_the_golden_documents(void **state)
{
    static const char *const names[] = {
        "cai-cach-thang.md", "dien-luc.docx",    "giao-theo-co-quan.docx", "hai-to-bieu.xlsx",
        "nam-hoc-word.htm",  "ket-luan-hop.txt", "moc-nam-trang-web.md",   "muc-tieu-hai-moc.txt",
    };
    struct fixture *f = *state;

    for (size_t k = 0; k < COUNT(names); k++) {
        struct str path = arena_printf(f->mem, "tests/golden/%s", names[k]);
        struct app_draft_rows rows;
        struct app_import i;

        assert_ok(import_file(f, path.p, &i));
        rows = rows_of(f, i.draft, &all_rows);
        assert_int_equal(rows.total, i.rows);
        for (size_t r = 0; r < rows.n; r++) {
            struct app_draft_one one;
            bool own = false;

            assert_ok(app_draft_row_view(f->a, app_who_web, i.draft, rows.at[r].row, &all_rows,
                                         f->mem, &one, &f->e));
            for (size_t p = 0; p < one.around.n; p++)
                own = own || one.around.at[p].own;
            assert_true(own);
            assert_true(one.row.place.n > 0);
            assert_int_equal(one.before, r ? rows.at[r - 1].row : 0);
            assert_int_equal(one.after, r + 1 < rows.n ? rows.at[r + 1].row : 0);
        }
    }
    assert_int_equal(count_drafts(f), COUNT(names));
}

static void test_import_file__same_bytes_change_nothing(void **state)
{
    struct fixture *f = *state;
    struct app_import first, again;
    uint64_t version;

    assert_ok(import_file(f, "data/sample/ke-hoach-25.docx", &first));
    version = app_version(f->a);
    assert_ok(import_file(f, "data/sample/ke-hoach-25.docx", &again));
    assert_true(again.known);
    assert_int_equal(again.draft, first.draft);
    assert_int_equal(again.document, first.document);
    assert_int_equal(again.rows, 29);
    assert_int_equal(app_version(f->a), version);
    assert_int_equal(count_drafts(f), 1);
}

/* What was not wanted may come again, as a fresh draft of the same document. */
static void test_import_file__dropped_draft_comes_again(void **state)
{
    struct fixture *f = *state;
    struct app_import first, again;
    struct app_draft draft;

    assert_ok(import_file(f, "data/sample/ke-hoach-25.docx", &first));
    assert_ok(app_draft_drop(f->a, app_who_web, first.draft, &f->e));
    assert_int_equal(app_draft_drop(f->a, app_who_web, first.draft, &f->e), ERR_CONFLICT);
    assert_ok(import_file(f, "data/sample/ke-hoach-25.docx", &again));
    assert_false(again.known);
    assert_int_not_equal(again.draft, first.draft);
    assert_int_equal(again.document, first.document);
    assert_int_equal(files_in(f), 1);
    /* fails where a line still announces the file */
    run_beside(f, "INSERT INTO arrival (hash, at) SELECT NULL, at FROM arrival");
    assert_ok(app_draft_view(f->a, app_who_web, first.draft, f->mem, &draft, &f->e));
    assert_int_equal(draft.line.state, APP_DRAFT_DROPPED);
    assert_int_equal(rows_of(f, first.draft, &all_rows).total, 29);
}

static size_t count_documents(struct fixture *f)
{
    const struct app_document_filter all = {0};
    const struct app_page page = {0};
    struct app_documents documents;

    assert_ok(app_document_list(f->a, app_who_web, &all, page, f->mem, &documents, &f->e));
    return documents.total;
}

/* What a document names is listed, once, and goes with the last that names it. */
static void test_import_file__named_documents(void **state)
{
    static const char plan[] =
        "ỦY BAN NHÂN DÂN\nTỈNH TÂN GIANG\nSố: %d/KH-UBND\nTân Giang, ngày 10 tháng 01 năm 2026\n"
        "KẾ HOẠCH\nRà soát hệ thống hội nghị\n"
        "Căn cứ Nghị quyết số 71/NQ-CP ngày 01/4/2025 của Chính phủ;\n"
        "I. NHIỆM VỤ\n1. Kiểm tra hệ thống hội nghị.\n- Cơ quan chủ trì: Sở Nội vụ.\n"
        "- Thời gian hoàn thành: trước ngày 20/02/2026.\n";
    struct fixture *f = *state;
    struct app_import i, j;

    assert_ok(import_words(f, arena_printf(f->mem, plan, 1), &i));
    assert_int_equal(count_documents(f), 2);
    assert_ok(import_words(f, arena_printf(f->mem, plan, 2), &j));
    assert_int_equal(count_documents(f), 3);
    assert_ok(app_draft_drop(f->a, app_who_web, i.draft, &f->e));
    assert_int_equal(count_documents(f), 2);
    assert_ok(app_draft_drop(f->a, app_who_web, j.draft, &f->e));
    assert_int_equal(count_documents(f), 0);
    assert_ok(import_words(f, arena_printf(f->mem, plan, 1), &i));
    assert_int_equal(count_documents(f), 2);
}

/* A secret mark, and a text that is no plan: no file, no row, nothing that counts as a change. */
static void test_import_file__refused_leaves_no_trace(void **state)
{
    static const struct {
        const char *words;
        int code;
    } cases[] = {
        {"ỦY BAN NHÂN DÂN TỈNH TÂN GIANG\nMẬT\nKẾ HOẠCH\nI. NHIỆM VỤ\n1. Sở Nội vụ chủ trì lập "
         "danh "
         "mục, hoàn thành trước ngày 15/5/2026.\n",
         ERR_SECRET},
        {"Hôm nay trời đẹp. Chúng tôi đi dạo quanh hồ.\n", ERR_EMPTY},
        {"", ERR_EMPTY},
    };
    struct fixture *f = *state;
    uint64_t version = app_version(f->a);

    for (size_t k = 0; k < COUNT(cases); k++) {
        struct app_import i = {.draft = 77};

        assert_int_equal(import_words(f, str_from(cases[k].words), &i), cases[k].code);
        assert_int_equal(i.draft, 77);
    }
    assert_int_equal(files_in(f), 0);
    assert_int_equal(count_drafts(f), 0);
    assert_int_equal(app_version(f->a), version);
}

/* The base fails in the middle, the file being kept already: neither rows nor file stay. */
static void test_import_file__failed_transaction_keeps_no_file(void **state)
{
    struct fixture *f = *state;
    struct app_import i = {.draft = 77};

    run_beside(f, "CREATE UNIQUE INDEX no_second ON draft_body (role)");
    assert_int_equal(import_file(f, "data/sample/ke-hoach-25.docx", &i), ERR_CONFLICT);
    assert_int_equal(i.draft, 77);
    assert_int_equal(files_in(f), 0);
    assert_int_equal(count_documents(f), 0);
    run_beside(f, "DROP INDEX no_second");
    assert_ok(import_file(f, "data/sample/ke-hoach-25.docx", &i));
    assert_int_equal(files_in(f), 1);
}

/* An ordinary descriptor that has been read before, not sealed; its name is a path of somebody. */
static void test_import_file__any_position_any_name(void **state)
{
    struct fixture *f = *state;
    int fd = open(SOURCE "/data/sample/ke-hoach-25.txt", O_RDONLY);
    struct app_draft draft;
    struct app_import i;
    char some[100];

    assert_true(fd >= 0);
    assert_int_equal(read(fd, some, sizeof(some)), sizeof(some));
    assert_ok(app_import_file(f->a, app_who_web, fd, STR("C:\\Users\\a\\kế hoạch\n25.txt"), f->mem,
                              &i, &f->e));
    assert_int_equal(close(fd), 0);
    assert_int_equal(i.rows, 12);
    assert_ok(app_draft_view(f->a, app_who_web, i.draft, f->mem, &draft, &f->e));
    assert_str(draft.line.file_name, STR("kế hoạch 25.txt"));
}

/* A number that only ends another is not the one the title names. */
static void test_import_file__carries_out_what_its_title_names(void **state)
{
    static const char words[] =
        "ỦY BAN NHÂN DÂN TỈNH TÂN GIANG\nSố: 90/KH-UBND\nTân Giang, ngày 02 tháng 3 năm 2026\n"
        "KẾ HOẠCH\nThực hiện Nghị quyết số 157-NQ/TW\n"
        "Căn cứ Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị;\n"
        "Căn cứ Nghị quyết số 157-NQ/TW ngày 05/01/2026 của Bộ Chính trị;\n"
        "I. NHIỆM VỤ\n1. Lập danh mục nhiệm vụ.\n- Cơ quan chủ trì: Sở Nội vụ.\n"
        "- Thời gian hoàn thành: Quý III/2026.\n";
    struct fixture *f = *state;
    struct app_document one;
    struct app_import i;

    assert_ok(import_words(f, STR(words), &i));
    assert_ok(app_document_view(f->a, app_who_web, i.document, f->mem, &one, &f->e));
    assert_int_equal(one.link_count, 2);
    assert_str(one.links[0].number, STR("57-NQ/TW"));
    assert_str(one.links[0].kind, STR("based_on"));
    assert_str(one.links[1].kind, STR("implements"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        REGISTER_TEST(test_import_file__saves_the_sample),
        REGISTER_TEST(test_import_file__saves_the_golden_documents),
        REGISTER_TEST(test_import_file__same_bytes_change_nothing),
        REGISTER_TEST(test_import_file__dropped_draft_comes_again),
        REGISTER_TEST(test_import_file__carries_out_what_its_title_names),
        REGISTER_TEST(test_import_file__named_documents),
        REGISTER_TEST(test_import_file__refused_leaves_no_trace),
        REGISTER_TEST(test_import_file__failed_transaction_keeps_no_file),
        REGISTER_TEST(test_import_file__any_position_any_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
